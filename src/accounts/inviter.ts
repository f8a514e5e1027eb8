import type { Tx } from '../db.ts'
import { may, mayNot } from './access.ts'
import { holdPerson, type NewPerson, type Person } from './person.ts'

type Gives = Pick<NewPerson, 'isAdministrator' | 'roles'>

/**
 * Refuses (403) where somebody may not give what an invitation gives. Whoever takes that right from her waits until the
 * invitation is there, to be ended with it.
 */
export async function requireInviter(tx: Tx, personId: string, gives: Gives) {
  if (!mayGive(await holdPerson(tx, personId), gives)) throw mayNot('invite')
}

/** Of a show its owners may, of the host administrators; nobody who is deactivated. */
export function mayGive(person: Person | null, { isAdministrator, roles = [] }: Gives): boolean {
  if (!person || person.isAdministrator) return person !== null
  return !isAdministrator && roles.length > 0 && roles.every(({ showId }) => may(person, 'manage people', showId))
}
