import type { Prisma, Tx } from '../db.ts'
import { conflict, notFound } from '../lib/errors.ts'
import { likeWords } from '../lib/like-words.ts'
import type { Services } from '../services.ts'
import type { Actor } from './access.ts'
import { hasOtherAdministrator } from './administrators.ts'
import { PROVIDER } from './admit.ts'
import { endLinksBy } from './end-links-by.ts'
import { type Acting, aboutPerson, logged } from './logbook.ts'
import { OWN_HOST } from './person.ts'
import { resetFactors } from './second-factor.ts'

/** By what the people of a host are sorted. */
export const PEOPLE_SORTS = ['name', 'email', 'roles', 'lastSignIn', 'secondFactor'] as const
export type PeopleSort = (typeof PEOPLE_SORTS)[number]

export interface PeopleWish {
  /** Words that must all stand in the name or the address; capitals don't matter. */
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
  const where = {
    AND: likeWords(words).map((word) => ({ OR: [{ name: like(word) }, { email: like(word) }] })),
  }
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

/**
 * Lets somebody do everything, or no more than her roles say: then her open invitations to anything else end, and
 * her preview links. Refuses the last administrator: 409.
 */
export async function setAdministrator(services: Acting, id: string, isAdministrator: boolean) {
  return logged(services, async (tx, note) => {
    if (!isAdministrator) await keepAnAdministrator(tx, id)
    const before = await getListedPerson({ db: tx }, id)
    if (before.isAdministrator !== isAdministrator)
      note({ kind: isAdministrator ? 'administrator-made' : 'administrator-unmade', about: aboutPerson(before) })
    const row = await tx.person.update({ where: { id }, data: { isAdministrator }, select: FACTS })
    await endLinksBy(tx, note, id, services.now())
    return listed(row)
  })
}

/**
 * From the next request on she is signed in nowhere and can't sign in; her keys, the invitations and preview links she made and a
 * link for another password open nothing. What she has and is stays for when she comes back. Refuses the last administrator: 409.
 */
export async function deactivatePerson(services: Acting, id: string) {
  return logged(services, async (tx, note) => {
    await keepAnAdministrator(tx, id)
    const before = await getListedPerson({ db: tx }, id)
    const { deactivatedAt } = before
    if (!deactivatedAt) note({ kind: 'deactivated', about: aboutPerson(before) })
    const data = { deactivatedAt: deactivatedAt ?? services.now() }
    const row = await tx.person.update({ where: { id }, data, select: FACTS })
    await tx.session.deleteMany({ where: { personId: id } })
    await tx.passwordLink.deleteMany({ where: { personId: id } })
    await endLinksBy(tx, note, id, services.now())
    return listed(row)
  })
}

/** She may sign in again, as what she was; her keys work again too, but not the links she had made. */
export async function reactivatePerson(services: Acting, id: string) {
  return logged(services, async (tx, note) => {
    const before = await getListedPerson({ db: tx }, id)
    if (before.deactivatedAt) note({ kind: 'reactivated', about: aboutPerson(before) })
    return listed(await tx.person.update({ where: { id }, data: { deactivatedAt: null }, select: FACTS }))
  })
}

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

const like = (contains: string) => ({ contains, mode: 'insensitive' as const })

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

async function keepAnAdministrator(tx: Tx, id: string) {
  if (await hasOtherAdministrator(tx, id)) return
  const person = await tx.person.findUnique({ where: { id }, select: { isAdministrator: true, deactivatedAt: true } })
  if (person?.isAdministrator && !person.deactivatedAt)
    throw conflict('last-administrator', 'This host needs an administrator. Make somebody else one first.')
}
