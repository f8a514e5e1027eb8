import type { Tx } from '../db.ts'
import type { Found, Role } from './access.ts'
import { type Acting, aboutPerson, logged } from './logbook.ts'

/** Somebody who is signed in, and what she may do. */
export interface Person {
  kind: 'person'
  id: string
  name: string
  email: string
  isAdministrator: boolean
  /** Without one she signs in by a provider alone. */
  hasPassword: boolean
  /** Whether her password is not enough: she has codes or a passkey. */
  hasSecondFactor: boolean
  /** What she is to which show, by the show's id. */
  roles: ReadonlyMap<string, Role>
  found?: Found
}

/** A person as she is now, her roles included; null when there is none with this id, and for one who is deactivated. */
export async function findPerson({ db }: { db: Tx }, id: string): Promise<Person | null> {
  const include = { memberships: true, logins: PASSWORDS } as const
  const row = await db.person.findUnique({ where: { id, deactivatedAt: null }, include })
  if (!row) return null
  const { name, email, isAdministrator, twoFactorEnabled: hasSecondFactor, memberships, logins } = row
  const roles = new Map(memberships.map(({ showId, role }) => [showId, role]))
  const hasPassword = logins.length > 0
  return { kind: 'person', id, name, email, isAdministrator, hasPassword, hasSecondFactor, roles }
}

/** The same, and whoever takes a right from her waits for this transaction, to end with it what she made in there. */
export async function holdPerson(tx: Tx, id: string): Promise<Person | null> {
  await tx.$queryRaw`SELECT 1 FROM "Person" WHERE "id" = ${id}::uuid FOR SHARE`
  return findPerson({ db: tx }, id)
}

/** In the words of the sign-in library: the password is the login whose provider is the host, where she has her id. */
export const OWN_HOST = 'credential'
const PASSWORDS = { where: { providerId: OWN_HOST }, select: { id: true } } as const

export interface NewPerson {
  name: string
  /** As `emailOf` makes it. */
  email: string
  isAdministrator?: boolean
  roles?: { showId: string; role: Role }[]
  /** See `hashPassword`; without one she signs in another way. */
  passwordHash?: string
}

/** Makes a person. The database refuses an address that somebody has. */
export async function createPerson(tx: Tx, { roles = [], passwordHash, ...about }: NewPerson) {
  const person = await tx.person.create({ data: { ...about, memberships: { create: roles } } })
  if (passwordHash) await setPassword(tx, person.id, passwordHash)
  return person
}

/** Gives a person another name. */
export async function renamePerson(services: Acting, id: string, name: string) {
  await logged(services, async (tx, note) => {
    const before = await tx.person.findUniqueOrThrow({ where: { id }, select: { name: true } })
    await tx.person.update({ where: { id }, data: { name } })
    if (before.name !== name) note({ kind: 'renamed', about: aboutPerson({ id, name }), facts: { from: before.name } })
  })
}

/** Gives a person another password, and ends all her sessions, half-begun ones too: whoever knew the old one is out. */
export async function setPassword(tx: Tx, personId: string, passwordHash: string) {
  const key = { providerId: OWN_HOST, accountId: personId }
  await tx.login.upsert({
    where: { providerId_accountId: key },
    create: { ...key, personId, password: passwordHash },
    update: { password: passwordHash },
  })
  await tx.session.deleteMany({ where: { personId } })
  // Where the library waits for the second factor it remembers whose.
  await tx.verification.deleteMany({ where: { value: personId } })
}

/**
 * How an address is kept and looked up: in small letters, without blanks around it. One with a zero byte, which no
 * database takes, is one that nobody has.
 */
export const emailOf = (typed: string) => typed.trim().toLowerCase().replaceAll('\0', '\ufffd')
