import type { Config } from '../config.ts'
import { isDuplicate, type Prisma, type Tx } from '../db.ts'
import { conflict, linkNotValid, notFound } from '../lib/errors.ts'
import { hashOf, newSecret } from '../lib/secret.ts'
import type { Services } from '../services.ts'
import { requireInviter } from './inviter.ts'
import { type Acting, aboutPerson, actingAs, HOST, logged, NOBODY, type Note } from './logbook.ts'
import { createPerson, emailOf, type NewPerson } from './person.ts'

/** For as long an invited person may take her time. */
const VALID_DAYS = 7

export interface NewInvitation extends Pick<NewPerson, 'email' | 'isAdministrator' | 'roles'> {
  invitedById?: string
}

/** What an invited person types. */
export interface Acceptance {
  name: string
  /** Counts only where the invitation names none. */
  email: string
  passwordHash: string
}

/** Where an invited person begins. Whoever has this address can use it, once. */
export const invitationUrl = ({ publicUrl }: Pick<Config, 'publicUrl'>, secret: string) =>
  publicUrl + invitationPath(secret)

export const invitationPath = (secret: string) => `/studio/invitation/${secret}` as const

/** Invites somebody for a week. Returns the secret of her link, this once. Refuses an address that somebody has. */
export async function invite(services: Acting, about: NewInvitation): Promise<string> {
  return (await makeInvitation(services, about)).secret
}

/**
 * The same with what is to be told of it. It ends with the right of who made it; of one who lost that meanwhile it is
 * refused: 403. An open invitation of the same address to the same show ends, whatever its
 * role, and one to the same on the whole host: one link is enough.
 */
export async function makeInvitation(services: Acting, { email, ...about }: NewInvitation) {
  const { db, now } = services
  const address = emailOf(email)
  await requireFreeAddress(db, address)
  const secret = newSecret()
  const { isAdministrator = false, roles = [], invitedById } = about
  const gives = { isAdministrator, roles: roles as unknown as Prisma.InputJsonArray }
  const times = { createdAt: now(), expiresAt: weekAfter(now()) }
  const invitation = await logged(services, async (tx, note) => {
    if (invitedById) await requireInviter(tx, invitedById, about)
    for (const { showId } of isAdministrator ? [] : roles) await endInvitations(tx, address, showId)
    await tx.invitation.deleteMany({
      where: { email: address, usedAt: null, isAdministrator, roles: { equals: gives.roles } },
    })
    const data = { ...gives, ...times, invitedById, email: address, hash: hashOf(secret) }
    const made = await tx.invitation.create({ data, select: FACTS })
    note({ kind: 'invited', about: aboutInvitation(made), facts: gives })
    return made
  })
  return { secret, invitation }
}

/** From now on no link to this address opens this show. */
export async function endInvitations(tx: Tx, email: string, showId: string) {
  await tx.invitation.deleteMany({ where: { email, usedAt: null, ...toShow(showId) } })
}

/** By the address it is for; that for the first administrator has none. */
export const aboutInvitation = ({
  id,
  email,
  roles,
}: {
  id: string
  email: string | null
  roles: Prisma.JsonValue
}) => ({
  ...{ kind: 'invitation' as const, id, name: email ?? '' },
  showId: rolesOf({ roles })[0]?.showId,
})

/** Invitations of somebody that can still be used; the one for the first administrator is none of them. */
export const openAt = (now: Date) => ({ usedAt: null, expiresAt: { gt: now } })

/** The invitations that can still be used, newest first: all but the one for the first administrator, or those to a show. */
export function listInvitations({ db, now }: Pick<Services, 'db' | 'now'>, { showId }: { showId?: string } = {}) {
  return db.invitation.findMany({
    where: { ...openAt(now()), ...toShow(showId) },
    orderBy: { createdAt: 'desc' },
    select: FACTS,
  })
}
export type Invitation = Awaited<ReturnType<typeof listInvitations>>[number]

/** What an invitation makes of somebody, show by show. */
export const rolesOf = ({ roles }: Pick<Invitation, 'roles'>) => roles as unknown as NonNullable<NewPerson['roles']>

/** From now on its link opens nothing. Refuses one that is used or too old, or not to this show: 404. */
export async function revokeInvitation(services: Acting, id: string, { showId }: { showId?: string } = {}) {
  const where = { id, ...openAt(services.now()), ...toShow(showId) }
  await logged(services, async (tx, note) => {
    const found = await tx.invitation.findFirst({ where, select: FACTS })
    const { count } = await tx.invitation.deleteMany({ where })
    if (!found || count === 0) throw notFound('invitation')
    note({ kind: 'invitation-withdrawn', about: aboutInvitation(found) })
  })
}

/**
 * The secret of the link that makes the first administrator; it is valid until it is used, or until another one is
 * made. Null when there is an administrator.
 */
export async function inviteFirstAdministrator(services: Services): Promise<string | null> {
  const secret = newSecret()
  return logged(actingAs(services, HOST), async (tx, note) => {
    await oneAtATime(tx)
    if (await hasAdministrator(tx)) return null
    await tx.invitation.deleteMany({ where: { email: null, usedAt: null } })
    const data = { hash: hashOf(secret), isAdministrator: true, createdAt: services.now() }
    const made = await tx.invitation.create({ data })
    note({ kind: 'invited', about: aboutInvitation(made), facts: { isAdministrator: true } })
    return secret
  })
}

/**
 * The invitation of a link. Refuses one that was used, is too old or never was, and that for the first administrator where
 * there is one by now (410), and one to a deleted show: 409.
 */
export async function getInvitation(services: { db: Tx; now: () => Date }, secret: string) {
  const invitation = await services.db.invitation.findFirst({
    where: openInvitation(services, secret),
    include: { invitedBy: INVITER },
  })
  if (!invitation || (invitation.email === null && (await hasAdministrator(services.db)))) throw notValid()
  if (await isToDeletedShow(services.db, invitation)) throw conflict(TO_DELETED_SHOW, DELETED_SHOW)
  return invitation
}

/** Whether the show it is to is deleted: until that is restored it gives nothing. */
export async function isToDeletedShow(db: Tx, { roles }: Pick<Invitation, 'roles'>): Promise<boolean> {
  const showIds = rolesOf({ roles }).map(({ showId }) => showId)
  return (await db.show.count({ where: { id: { in: showIds }, deletedAt: null } })) < showIds.length
}

/**
 * Makes the person an invitation is for, with what it gives her, and uses it up; of two at once one is refused. An
 * address that somebody has is refused too, and then the invitation stays.
 */
export async function acceptInvitation(services: Services, secret: string, { passwordHash, ...typed }: Acceptance) {
  const { now } = services
  try {
    return await logged(actingAs(services, NOBODY), async (tx, note) => {
      await oneAtATime(tx)
      const invitation = await getInvitation({ db: tx, now }, secret)
      await tx.invitation.update({ where: { id: invitation.id }, data: { usedAt: now() } })

      const { isAdministrator } = invitation
      const roles = rolesOf(invitation)
      const email = invitation.email ?? emailOf(typed.email)
      const person = await createPerson(tx, { name: typed.name, email, isAdministrator, roles, passwordHash })
      noteAccount(note, person, { isAdministrator, roles })
      return person
    })
  } catch (error) {
    if (isDuplicate(error)) throw emailTaken()
    throw error
  }
}

/** She made it herself, by a link that somebody gave her; each role is told with its show. */
export function noteAccount(
  note: (note: Note) => void,
  person: { id: string; name: string },
  { isAdministrator = false, roles = [] }: Pick<NewPerson, 'isAdministrator' | 'roles'> = {},
) {
  const [by, about] = [{ kind: 'person', ...person } as const, aboutPerson(person)]
  note({ kind: 'account-made', by, about })
  if (isAdministrator) note({ kind: 'administrator-made', by, about })
  for (const { showId, role } of roles) note({ kind: 'role-given', by, about: { ...about, showId }, facts: { role } })
}

const INVITER = { select: { name: true } } as const

const FACTS = {
  ...{ id: true, email: true, isAdministrator: true, roles: true, createdAt: true, expiresAt: true },
  invitedBy: INVITER,
} as const

/** One that makes an administrator is for the whole host, whatever else it gives. */
const toShow = (showId: string | undefined) =>
  showId === undefined ? {} : { isAdministrator: false, roles: { array_contains: [{ showId }] } }

const weekAfter = (date: Date) => new Date(date.getTime() + VALID_DAYS * 86_400_000)

const openInvitation = ({ now }: Pick<Services, 'now'>, secret: string) => ({
  hash: hashOf(secret),
  usedAt: null,
  OR: [{ expiresAt: null }, { expiresAt: { gt: now() } }],
})

const hasAdministrator = async (tx: Tx) => (await tx.person.count({ where: { isAdministrator: true } })) > 0

/** Two hosts that start, or two that use links, at the same moment. */
const oneAtATime = (tx: Tx) => tx.$executeRaw`LOCK TABLE "Invitation" IN SHARE ROW EXCLUSIVE MODE`

/** The code of the refusal that has words of its own. */
export const TO_DELETED_SHOW = 'invitation-to-deleted-show'
const DELETED_SHOW = 'The podcast of this invitation was deleted. Ask whoever invited you.'

/** The code of the refusal of an address that is somebody's. */
export const EMAIL_TAKEN = 'email-taken'

const emailTaken = () => conflict(EMAIL_TAKEN, 'Somebody with this e-mail address may sign in already.')

/** Refuses an address that an account has, and says so of one that is deactivated: 409. */
export async function requireFreeAddress(tx: Tx, email: string) {
  const person = await tx.person.findUnique({ where: { email }, select: { deactivatedAt: true } })
  if (person) throw person.deactivatedAt ? conflict(EMAIL_TAKEN, OF_DEACTIVATED) : emailTaken()
}

const OF_DEACTIVATED =
  'This e-mail address belongs to an account that is deactivated. Give that account another address first, or let it in again.'

/** Says the same of every link that opens nothing. */
export const notValid = () => linkNotValid('invitation-used')
