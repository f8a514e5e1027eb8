import { isDuplicate, type Tx } from '../db.ts'
import { Refusal } from '../lib/errors.ts'
import { cleanLine } from '../lib/plain-text.ts'
import type { Services } from '../services.ts'
import { hasOtherAdministrator } from './administrators.ts'
import { type Claimed, findClaimedRoles, type ProviderSettings } from './claimed-roles.ts'
import { endLinksBy } from './end-links-by.ts'
import { isToDeletedShow, noteAccount, openAt } from './invitation.ts'
import { aboutPerson, actingAs, logged, NOBODY, type Note, PROVIDER_CLAIM } from './logbook.ts'
import { createPerson, emailOf } from './person.ts'
import { noteRights, type Rights, rightsOf } from './rights.ts'
import { takeInvitation } from './take-invitation.ts'

/** What logins by the provider are kept under, in the words of the sign-in library. */
export const PROVIDER = 'oidc'

/** Who somebody is by the verified word of a provider. */
export interface Identity {
  /** What the provider calls her, for ever; another provider may call somebody else the same. */
  subject: string
  email: string
  /** Whether the provider says that the address is hers; null where it says neither. */
  isEmailVerified: boolean | null
  name: string
  claims: Record<string, unknown>
}

/** Why somebody whom the provider knows is not let in, as the log has it. */
export type RefusedEntry = 'email-of-another' | 'deactivated' | 'email-unverified' | 'no-access'

/** How a login is kept: a subject means something at its issuer alone (OpenID Connect Core §5.7). */
export const accountIdOf = ({ issuer }: Pick<ProviderSettings, 'issuer'>, subject: string) => `${issuer} ${subject}`

/**
 * Lets somebody in whom the provider knows: her account is found, linked or made, and her roles follow the claim. Who
 * she is here.
 * Refuses (403) where she is deactivated and where nothing is open to her. An account that is here keeps then what was
 * found out: that the login is hers, and which roles the claim took, which is said to her.
 * By her address alone, no account becomes hers that the provider does not confirm it for, nor one that somebody else of
 * this provider has; and none is made where the provider says that it is not hers.
 */
export async function admit(services: Services, settings: ProviderSettings, identity: Identity) {
  const enter = () =>
    logged(actingAs(services, PROVIDER_CLAIM), (tx, note) => admitWithin({ tx, note }, services, settings, identity))
  // Twice at the same moment for the first time: the second one finds what the first one made.
  const entered = await enter().catch((error) => {
    if (isDuplicate(error)) return enter()
    throw error
  })
  if (entered instanceof Refusal) throw entered
  return entered
}

/** Whether a login is of this issuer; those of an earlier one stay with their accounts, and say nothing about this one. */
const isAtIssuer = (settings: ProviderSettings, { providerId, accountId }: { providerId: string; accountId: string }) =>
  providerId === PROVIDER && accountId.startsWith(accountIdOf(settings, ''))

/** A transaction, and what is written down with it. */
interface Within {
  tx: Tx
  note: (note: Note) => void
}

async function admitWithin(within: Within, services: Services, settings: ProviderSettings, identity: Identity) {
  const { tx, note } = within
  const { log, now } = services
  const { isEmailVerified } = identity
  const key = { providerId: PROVIDER, accountId: accountIdOf(settings, identity.subject) }
  const email = emailOf(identity.email)
  const login = await tx.login.findUnique({ where: { providerId_accountId: key }, include: { person: true } })
  const namesake = login ? null : await tx.person.findUnique({ where: { email }, include: { logins: true } })
  const known = login?.person ?? namesake
  const refused = (code: RefusedEntry, message: string) => {
    const about = known && aboutPerson(known)
    note({ kind: 'signing-in', result: 'failed', by: NOBODY, about, facts: { way: 'provider', code } })
    return new Refusal(403, code, message)
  }
  if (namesake?.logins.some((each) => isAtIssuer(settings, each))) return refused('email-of-another', OF_ANOTHER)
  if (known?.deactivatedAt) return refused('deactivated', DEACTIVATED)
  if (!login && (known ? !isEmailVerified : isEmailVerified === false)) return refused('email-unverified', UNVERIFIED)

  const claimed = await findClaimedRoles({ tx, log }, settings, identity.claims)
  const invited = isEmailVerified ? await findInvited(tx, email, now()) : []
  const isGivenSomething = claimed.isAdministrator || claimed.roles.size > 0 || invited.length > 0
  if (!known && !isGivenSomething) return refused('no-access', NO_ACCESS)

  const person = known ?? (await createPerson(tx, { email, name: nameOf(identity) }))
  if (!known) noteAccount(note, person)
  if (!login) await tx.login.create({ data: { ...key, personId: person.id } })
  const before = await rightsOf(tx, person.id)
  // The provider says that the address is hers, which is more than having the link.
  for (const invitation of invited) await takeInvitation(tx, person.id, invitation, now())
  await followClaim(tx, services, person.id, claimed)
  const after = await rightsOf(tx, person.id)
  noteRights(note, person, before, after)
  await endLinksBy(tx, note, person.id, now())
  const { id, name } = person
  if (hasSomething(after)) return { id, name }
  return refused('no-access', hasSomething(before) ? NO_MORE : NO_ACCESS)
}

const hasSomething = ({ isAdministrator, roles }: Rights) => isAdministrator || roles.size > 0

async function findInvited(tx: Tx, email: string, now: Date) {
  const open = await tx.invitation.findMany({ where: { email, ...openAt(now) } })
  const isVoid = await Promise.all(open.map((each) => isToDeletedShow(tx, each)))
  return open.filter((_, at) => !isVoid[at])
}

const nameOf = ({ name, email }: Identity) => cleanLine(name).slice(0, 255) || email

/** What the settings can give, the claim alone decides; the last administrator stays one. */
async function followClaim(tx: Tx, { log }: Services, personId: string, claimed: Claimed) {
  const { isAdministrator, roles, decidedShowIds } = claimed
  if (isAdministrator || (isAdministrator === false && (await hasOtherAdministrator(tx, personId))))
    await tx.person.updateMany({
      where: { id: personId, isAdministrator: !isAdministrator },
      data: { isAdministrator },
    })
  else if (isAdministrator === false) log.warn({ person: personId }, 'the last administrator stays one against a claim')
  const isTaken = { in: decidedShowIds.filter((id) => !roles.has(id)) }
  await tx.membership.deleteMany({ where: { personId, showId: isTaken } })
  for (const [showId, role] of roles) {
    const key = { personId, showId }
    await tx.membership.upsert({ where: { personId_showId: key }, create: { ...key, role }, update: { role } })
  }
}

const DEACTIVATED = 'Your account here is deactivated. Ask whoever looks after this service.'
const UNVERIFIED =
  'Your organisation does not confirm that your e-mail address is yours, and without that it opens no account here. Ask whoever looks after this service.'
const OF_ANOTHER =
  'The account with your e-mail address belongs to somebody else of your organisation. Ask whoever looks after this service.'
const NO_ACCESS =
  'Your organisation knows you, but nothing is open to you here. Ask whoever looks after this service for an invitation.'
const NO_MORE =
  'Your organisation gives you no role here any more. If that is a mistake, tell whoever looks after this service.'
