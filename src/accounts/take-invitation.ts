import type { Tx } from '../db.ts'
import { hashOf } from '../lib/secret.ts'
import type { Services } from '../services.ts'
import { getInvitation, type Invitation, notValid, rolesOf } from './invitation.ts'
import { actingAs, logged } from './logbook.ts'
import type { Person } from './person.ts'
import { noteRights, rightsOf } from './rights.ts'

type Invited = Pick<Person, 'id' | 'name' | 'email'>

/**
 * Gives somebody who has an account what an invitation to her address is for, by its link, and uses it up. A role she
 * has in the show already stays. Refuses an invitation to another address as one that is not valid: 410.
 */
export async function joinByInvitation(services: Services, secret: string, { id, name, email }: Invited) {
  const { now } = services
  await logged(actingAs(services, { kind: 'person', id, name }), async (tx, note) => {
    const invitation = await getInvitation({ db: tx, now }, secret)
    if (invitation.email !== email) throw notValid()
    const before = await rightsOf(tx, id)
    if (!(await takeInvitation(tx, id, invitation, now()))) throw notValid()
    noteRights(note, { id, name }, before, await rightsOf(tx, id))
  })
}

/**
 * Gives somebody what an invitation is for, and uses it up. Whether it is hers was found out before. False where it was
 * withdrawn or used in the same moment: then it gives nothing.
 */
export async function takeInvitation(
  tx: Tx,
  personId: string,
  { id, isAdministrator, roles }: Pick<Invitation, 'id' | 'isAdministrator' | 'roles'>,
  now: Date,
): Promise<boolean> {
  const { count } = await tx.invitation.updateMany({ where: { id, usedAt: null }, data: { usedAt: now } })
  if (count === 0) return false
  if (isAdministrator) await tx.person.update({ where: { id: personId }, data: { isAdministrator } })
  const memberships = rolesOf({ roles }).map((given) => ({ ...given, personId }))
  await tx.membership.createMany({ data: memberships, skipDuplicates: true })
  return true
}

/** Whether a link is of an invitation to somebody's address that was used. */
export async function isUsed({ db }: Pick<Services, 'db'>, secret: string, { email }: Pick<Invited, 'email'>) {
  return (await db.invitation.count({ where: { hash: hashOf(secret), email, usedAt: { not: null } } })) > 0
}
