import type { Tx } from '../db.ts'
import { conflict, notFound } from '../lib/errors.ts'
import type { Services } from '../services.ts'
import type { Role } from './access.ts'
import { endLinksBy } from './end-links-by.ts'
import { endInvitations } from './invitation.ts'
import { type Acting, aboutPerson, logged } from './logbook.ts'

/** Who works on a show, by name. Who is deactivated stays a member, for when she comes back. */
export function listMembers({ db }: Pick<Services, 'db'>, showId: string) {
  return db.membership.findMany({
    where: { showId },
    orderBy: [{ person: { name: 'asc' } }, ...IN_ORDER],
    select: FACTS,
  })
}
export type Member = Awaited<ReturnType<typeof listMembers>>[number]

/**
 * Makes somebody who has an account a member of a show in a role, or changes the role she has; invitations of her to the
 * show that are open end, and links she made and may no longer make. Refuses to make the last owner less: 409.
 */
export async function setMember(services: Acting, showId: string, personId: string, role: Role) {
  return logged(services, async (tx, note) => {
    const memberships = { where: { showId } }
    const person = await tx.person.findUnique({ where: { id: personId }, include: { memberships } })
    if (!person) throw notFound('person')
    if (role !== 'owner') await keepAnOwner(tx, showId, personId)
    await endInvitations(tx, person.email, showId)
    const key = { personId, showId }
    const before = person.memberships[0]?.role ?? null
    if (role !== before)
      note({ kind: 'role-given', about: { ...aboutPerson(person), showId }, facts: { role, before } })
    const member = await tx.membership.upsert({
      where: { personId_showId: key },
      create: { ...key, role },
      update: { role },
      select: FACTS,
    })
    await endLinksBy(tx, note, personId, services.now())
    return member
  })
}

/**
 * From the next request on she is no member of the show, and her open invitations and preview links to it end. Refuses
 * the last owner (409), and who is no member (404).
 */
export async function removeMember(services: Acting, showId: string, personId: string) {
  await logged(services, async (tx, note) => {
    await keepAnOwner(tx, showId, personId)
    const where = { personId, showId }
    const member = await tx.membership.findFirst({ where, include: { person: true } })
    const { count } = await tx.membership.deleteMany({ where })
    if (!member || count === 0) throw notFound('member')
    const { person, role } = member
    note({ kind: 'role-taken', about: { ...aboutPerson(person), showId }, facts: { role } })
    await endLinksBy(tx, note, personId, services.now())
  })
}

const IN_ORDER = [{ personId: 'asc' as const }]
const FACTS = {
  role: true,
  createdAt: true,
  person: { select: { id: true, name: true, email: true, deactivatedAt: true } },
} as const

/** Refuses where nobody else would be an owner who can sign in. Of two at once one waits, and sees what the other did. */
async function keepAnOwner(tx: Tx, showId: string, personId: string) {
  await tx.$queryRaw`SELECT 1 FROM "Membership" WHERE "showId" = ${showId}::uuid AND "role" = 'owner' FOR UPDATE`
  const owners = await tx.membership.findMany({ where: { showId, role: 'owner', person: { deactivatedAt: null } } })
  const [one, ...others] = owners
  if (one?.personId === personId && others.length === 0)
    throw conflict('last-owner', 'A show needs somebody it belongs to. Make somebody else its owner first.')
}
