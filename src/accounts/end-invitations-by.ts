import type { Tx } from '../db.ts'
import { aboutInvitation, openAt, rolesOf } from './invitation.ts'
import { mayGive } from './inviter.ts'
import type { Note } from './logbook.ts'
import { findPerson } from './person.ts'

/** After somebody was made less: those of her open invitations end that she could not make now, as if withdrawn. */
export async function endInvitationsBy(tx: Tx, note: (note: Note) => void, personId: string, now: Date) {
  await tx.$queryRaw`SELECT 1 FROM "Person" WHERE "id" = ${personId}::uuid FOR UPDATE`
  const open = await tx.invitation.findMany({ where: { invitedById: personId, ...openAt(now) } })
  if (open.length === 0) return
  const person = await findPerson({ db: tx }, personId)
  for (const { isAdministrator, ...invitation } of open) {
    if (mayGive(person, { isAdministrator, roles: rolesOf(invitation) })) continue
    const { count } = await tx.invitation.deleteMany({ where: { id: invitation.id, usedAt: null } })
    if (count > 0) note({ kind: 'invitation-withdrawn', about: aboutInvitation(invitation) })
  }
}
