import type { Config } from '../config.ts'
import { conflict, linkNotValid } from '../lib/errors.ts'
import { hashOf, newSecret } from '../lib/secret.ts'
import type { Services } from '../services.ts'
import type { Actor } from './access.ts'
import { type Acting, aboutPerson, actingAs, logged, NOBODY } from './logbook.ts'
import type { AccountParts } from './open-accounts.ts'
import { hashPassword } from './password-hash.ts'
import { getListedPerson, type ListedPerson, requireOther } from './people.ts'
import { setPassword } from './person.ts'
import { requirePasswords } from './takes-passwords.ts'

/** Long enough for who is called in the afternoon and comes to it in the morning. */
const VALID_HOURS = 24

/** Where somebody who forgot her password sets another one. Whoever has this address can use it, once. */
export const passwordLinkUrl = ({ publicUrl }: Pick<Config, 'publicUrl'>, secret: string) =>
  publicUrl + passwordLinkPath(secret)

export const passwordLinkPath = (secret: string) => `/studio/password/${secret}` as const

/**
 * Makes a link with which somebody sets another password within a day. Its secret is returned this once, and one she had
 * before opens nothing any more. `actor` is nobody at the command line. Refuses one's own (409), and what
 * `requirePasswordOf` does.
 */
export async function makePasswordLink(services: Acting, actor: Actor | null, personId: string) {
  const { now } = services
  if (actor) requireOther(actor, personId, 'password')
  const secret = newSecret()
  const createdAt = now()
  const expiresAt = new Date(createdAt.getTime() + VALID_HOURS * 3_600_000)
  const link = { hash: hashOf(secret), createdAt, expiresAt }
  await logged(services, async (tx, note) => {
    // Nobody deactivates her before the link is there, to be removed with her.
    await tx.$queryRaw`SELECT 1 FROM "Person" WHERE "id" = ${personId}::uuid FOR UPDATE`
    const person = await getListedPerson({ db: tx }, personId)
    await requirePasswordOf(services, person)
    await tx.passwordLink.upsert({ where: { personId }, create: { personId, ...link }, update: link })
    note({ kind: 'password-link-made', about: aboutPerson(person), facts: { until: expiresAt.toISOString() } })
  })
  return { secret, expiresAt }
}

/** Refuses where passwords are switched off (403), and of somebody who has none or is deactivated (409). */
export async function requirePasswordOf(
  services: Pick<Services, 'config' | 'db'>,
  { hasPassword, deactivatedAt }: Pick<ListedPerson, 'hasPassword' | 'deactivatedAt'>,
) {
  await requirePasswords(services)
  if (!hasPassword)
    throw conflict('no-password', 'This person signs in with your organisation alone and has no password here.')
  if (deactivatedAt) throw conflict('deactivated', 'An administrator has deactivated this person.')
}

/**
 * What whoever has such a link does with it; `from` is her network address. A link that was used, replaced, is too old or
 * never was is refused (410) and counts as a failure of that address; after many of those it refuses to look: 429.
 */
export interface PasswordLinks {
  /** Whose password it sets. Looking at it uses nothing up. */
  find(secret: string, from: string): Promise<LinkOwner>
  /**
   * Sets her password, uses the link up and ends all her sessions; her second factor stays as it is. She need not wait for
   * failed sign-ins any more. Of two at once one is refused.
   */
  use(secret: string, password: string, from: string): Promise<void>
}

interface LinkOwner {
  id: string
  name: string
  email: string
}

export function makePasswordLinks({ services, brake, cost }: AccountParts): PasswordLinks {
  const { db, now } = services

  async function find(secret: string, from: string): Promise<LinkOwner> {
    await brake.beginLink(from)
    const link = await db.passwordLink.findFirst({
      where: { hash: hashOf(secret), expiresAt: { gt: now() }, person: { deactivatedAt: null } },
      select: { person: { select: { id: true, name: true, email: true } } },
    })
    if (!link) throw notValid()
    await brake.endLink(from)
    return link.person
  }

  return {
    find,

    async use(secret, password, from) {
      await requirePasswords(services)
      const person = await find(secret, from)
      const passwordHash = await hashPassword(password, cost)
      await logged(actingAs(services, NOBODY), async (tx, note) => {
        const { count } = await tx.passwordLink.deleteMany({ where: { hash: hashOf(secret) } })
        if (count === 0) throw notValid()
        await setPassword(tx, person.id, passwordHash)
        note({ kind: 'password-set-by-link', about: aboutPerson(person) })
      })
      await brake.lift(person.email)
    },
  }
}

/** Forgets links that are too old. */
export async function sweepPasswordLinks({ db, now }: Pick<Services, 'db' | 'now'>) {
  await db.passwordLink.deleteMany({ where: { expiresAt: { lt: now() } } })
}

const notValid = () => linkNotValid('password-link-used')
