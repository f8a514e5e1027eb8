import type { Tx } from '../db.ts'
import { aboutPerson, type Note } from './logbook.ts'

/** What somebody is in this moment: administrator or not, and her role in each show by its id. */
export async function rightsOf(tx: Tx, id: string) {
  const row = await tx.person.findUniqueOrThrow({ where: { id }, include: { memberships: true } })
  return { isAdministrator: row.isAdministrator, roles: new Map(row.memberships.map((one) => [one.showId, one.role])) }
}
export type Rights = Awaited<ReturnType<typeof rightsOf>>

/** Notes what was made of her that she was not, and what was taken. */
export function noteRights(
  note: (note: Note) => void,
  person: { id: string; name: string },
  before: Rights,
  after: Rights,
) {
  const about = aboutPerson(person)
  if (before.isAdministrator !== after.isAdministrator)
    note({ kind: after.isAdministrator ? 'administrator-made' : 'administrator-unmade', about })
  for (const [showId, role] of after.roles) {
    const former = before.roles.get(showId) ?? null
    if (former !== role) note({ kind: 'role-given', about: { ...about, showId }, facts: { role, before: former } })
  }
  for (const [showId, role] of before.roles)
    if (!after.roles.has(showId)) note({ kind: 'role-taken', about: { ...about, showId }, facts: { role } })
}
