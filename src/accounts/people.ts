import { Prisma, type Tx, twice } from '../db.ts'
import { conflict, notFound } from '../lib/errors.ts'
import { likeWords } from '../lib/like-words.ts'
import type { Services } from '../services.ts'
import type { Actor } from './access.ts'
import { hasOtherAdministrator } from './administrators.ts'
import { PROVIDER } from './admit.ts'
import { makeBrake } from './brake.ts'
import { endLinksBy } from './end-links-by.ts'
import { readHostSecret } from './host-secret.ts'
import { requireFreeAddress } from './invitation.ts'
import { type Acting, aboutPerson, logged, type Note } from './logbook.ts'
import { OWN_HOST } from './person.ts'
import { resetFactors } from './second-factor.ts'

/** By what the people of a host are sorted. */
export const PEOPLE_SORTS = ['name', 'email', 'roles', 'lastSignIn', 'secondFactor'] as const
export type PeopleSort = (typeof PEOPLE_SORTS)[number]

export interface PeopleWish {
  /** Words that must all stand in the name or the address; capitals don't matter, and umlauts may be spelled out. */
  words: string
  sort: PeopleSort
  isDescending: boolean
  /** From 1. */
  page: number
}

/** How many stand on one page. */
export const PEOPLE_PAGE_SIZE = 50

/** A page of everybody who has an account, and how many there are of those that were asked for. */
export async function findPeople({ db }: Pick<Services, 'db'>, { words, sort, isDescending, page }: PeopleWish) {
  const found = words === '' ? null : await findIds(db, words)
  const where = found ? { id: { in: found } } : {}
  const order = isDescending ? 'desc' : 'asc'
  const orderBy: Prisma.PersonOrderByWithRelationInput[] = [...ORDERS[sort](order), { name: 'asc' }, { id: 'asc' }]
  const [people, total] = await Promise.all([
    db.person.findMany({
      ...{ where, orderBy, select: FACTS },
      ...{ take: PEOPLE_PAGE_SIZE, skip: (page - 1) * PEOPLE_PAGE_SIZE },
    }),
    db.person.count({ where }),
  ])
  return { people: people.map(listed), total }
}
export type ListedPerson = ReturnType<typeof listed>

/** Somebody as an administrator sees her; 404 where there is nobody. */
export async function getListedPerson({ db }: { db: Tx }, id: string): Promise<ListedPerson> {
  const row = await db.person.findUnique({ where: { id }, select: FACTS })
  if (!row) throw notFound('person')
  return listed(row)
}

/** What an administrator changes of somebody; what is left out stays. */
export interface PersonChanges {
  /** As `emailOf` makes it. */
  email?: string
  deactivated?: boolean
  administrator?: boolean
}

/** Changes somebody, all of it or nothing, and refuses what the verbs for each alone refuse. Returns what she is then. */
export const changePerson = (services: Acting, id: string, { email, deactivated, administrator }: PersonChanges) =>
  // Of two who are given the same address at once, the slower one finds what the faster one wrote.
  twice(() =>
    logged(services, async (tx, note) => {
      const within = { tx, note, services }
      if (deactivated !== undefined) await (deactivated ? shutOut : letIn)(within, id)
      if (administrator !== undefined) await giveAdministration(within, id, administrator)
      if (email !== undefined) await giveEmail(within, id, email)
      return getListedPerson({ db: tx }, id)
    }),
  )

/**
 * Gives somebody another address: from now on she signs in with it, and with the one before no more. What she is stays
 * hers: sessions, roles, keys, her login at the provider, and invitations to the one before, which are to the new one
 * then. A link for another password ends. The wait after failed sign-ins goes along, so that none is got around, and
 * stays for nobody who has the address before later. Refuses an address that another account has, a deactivated one
 * too: 409.
 */
export const changeEmail = (services: Acting, id: string, email: string) => changePerson(services, id, { email })

/**
 * Lets somebody do everything, or no more than her roles say: then her open invitations to anything else end, and
 * her preview links. Refuses the last administrator: 409.
 */
export const setAdministrator = (services: Acting, id: string, administrator: boolean) =>
  changePerson(services, id, { administrator })

/**
 * From the next request on she is signed in nowhere and can't sign in; her keys, the invitations and preview links she made and a
 * link for another password open nothing. What she has and is stays for when she comes back. Refuses the last administrator: 409.
 */
export const deactivatePerson = (services: Acting, id: string) => changePerson(services, id, { deactivated: true })

/** She may sign in again, as what she was; her keys work again too, but not the links she had made. */
export const reactivatePerson = (services: Acting, id: string) => changePerson(services, id, { deactivated: false })

/**
 * Takes everything from somebody that is asked for beside her password, because she lost it, and ends her sessions; see
 * `resetFactors`. Refuses one's own (409), and where there is none (404).
 */
export async function takeSecondFactor(services: Acting, actor: Actor, id: string) {
  requireOther(actor, id, 'second-factor')
  const { hasSecondFactor } = await getListedPerson(services, id)
  if (!hasSecondFactor) throw notFound('second factor')
  await resetFactors(services, id)
}

/** Refuses (409) what nobody does to herself, nor with a key she made. */
export function requireOther(actor: Actor, id: string, what: keyof typeof OWN) {
  const own = actor.kind === 'person' ? actor : actor.person
  if (own?.id === id) throw conflict(`own-${what}`, OWN[what])
}
const OWN = {
  'second-factor': 'Your own second factor is yours to change, on the page of your account.',
  password: 'Your own password is yours to change, on the page of your account.',
}

async function findIds(db: Services['db'], words: string): Promise<string[]> {
  const conditions = likeWords(words).map((word) => {
    const like = `%${spelledOut(word)}%`
    return Prisma.sql`(${SPELLED_NAME} LIKE ${like} OR lower("email") LIKE ${`%${word.toLowerCase()}%`})`
  })
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Person" WHERE ${Prisma.join([Prisma.sql`true`, ...conditions], ' AND ')}`
  return rows.map(({ id }) => id)
}

/** As who has no umlauts on the keyboard types them, and as addresses have them. */
const spelledOut = (text: string) => text.toLowerCase().replace(/[äöüß]/g, (letter) => SPELLED[letter]!)
const SPELLED: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' }
const SPELLED_NAME = Prisma.raw(
  Object.entries(SPELLED).reduce((name, [letter, as]) => `replace(${name}, '${letter}', '${as}')`, 'lower("name")'),
)

type Order = 'asc' | 'desc'
const ORDERS: Record<PeopleSort, (order: Order) => Prisma.PersonOrderByWithRelationInput[]> = {
  name: (name) => [{ name }],
  email: (email) => [{ email }],
  roles: (order) => [{ isAdministrator: order === 'asc' ? 'desc' : 'asc' }, { memberships: { _count: order } }],
  lastSignIn: (sort) => [{ lastSignInAt: { sort, nulls: 'last' } }],
  secondFactor: (twoFactorEnabled) => [{ twoFactorEnabled }],
}

const FACTS = {
  ...{ id: true, name: true, email: true, isAdministrator: true, twoFactorEnabled: true },
  ...{ createdAt: true, lastSignInAt: true, deactivatedAt: true },
  logins: { where: { providerId: { in: [PROVIDER, OWN_HOST] } }, select: { providerId: true } },
  memberships: {
    where: { show: { deletedAt: null } },
    orderBy: { show: { title: 'asc' } },
    select: { role: true, show: { select: { id: true, slug: true, title: true, language: true } } },
  },
} satisfies Prisma.PersonSelect

function listed({ twoFactorEnabled, logins, ...row }: Prisma.PersonGetPayload<{ select: typeof FACTS }>) {
  return {
    ...row,
    hasSecondFactor: twoFactorEnabled,
    /** Whether she has signed in by the provider. */
    isByProvider: logins.some(({ providerId }) => providerId === PROVIDER),
    hasPassword: logins.some(({ providerId }) => providerId === OWN_HOST),
  }
}

/** A transaction, what is written down with it, and for whom it is. */
interface Within {
  tx: Tx
  note: (note: Note) => void
  services: Acting
}

async function giveAdministration({ tx, note, services }: Within, id: string, isAdministrator: boolean) {
  if (!isAdministrator) await keepAnAdministrator(tx, id)
  const before = await getListedPerson({ db: tx }, id)
  if (before.isAdministrator !== isAdministrator)
    note({ kind: isAdministrator ? 'administrator-made' : 'administrator-unmade', about: aboutPerson(before) })
  await tx.person.update({ where: { id }, data: { isAdministrator } })
  await endLinksBy(tx, note, id, services.now())
}

async function shutOut({ tx, note, services }: Within, id: string) {
  await keepAnAdministrator(tx, id)
  const before = await getListedPerson({ db: tx }, id)
  const { deactivatedAt } = before
  if (!deactivatedAt) note({ kind: 'deactivated', about: aboutPerson(before) })
  await tx.person.update({ where: { id }, data: { deactivatedAt: deactivatedAt ?? services.now() } })
  await tx.session.deleteMany({ where: { personId: id } })
  await tx.passwordLink.deleteMany({ where: { personId: id } })
  await endLinksBy(tx, note, id, services.now())
}

async function letIn({ tx, note }: Within, id: string) {
  const before = await getListedPerson({ db: tx }, id)
  if (before.deactivatedAt) note({ kind: 'reactivated', about: aboutPerson(before) })
  await tx.person.update({ where: { id }, data: { deactivatedAt: null } })
}

async function giveEmail({ tx, note, services }: Within, id: string, email: string) {
  // Another change of it waits, and so does a link for another password that is made meanwhile.
  await tx.$queryRaw`SELECT 1 FROM "Person" WHERE "id" = ${id}::uuid FOR UPDATE`
  const before = await getListedPerson({ db: tx }, id)
  const { email: from } = before
  if (email === from) return
  await requireFreeAddress(tx, email)
  await tx.person.update({ where: { id }, data: { email } })
  await tx.passwordLink.deleteMany({ where: { personId: id } })
  await tx.invitation.updateMany({ where: { email: from }, data: { email } })
  const within = { ...services, db: tx }
  await makeBrake(within, await readHostSecret(within)).move(from, email)
  note({ kind: 'email-changed', about: aboutPerson(before), facts: { from, to: email } })
}

async function keepAnAdministrator(tx: Tx, id: string) {
  if (await hasOtherAdministrator(tx, id)) return
  const person = await tx.person.findUnique({ where: { id }, select: { isAdministrator: true, deactivatedAt: true } })
  if (person?.isAdministrator && !person.deactivatedAt)
    throw conflict('last-administrator', 'This host needs an administrator. Make somebody else one first.')
}
