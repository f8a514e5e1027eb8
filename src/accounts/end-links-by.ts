import type { Tx } from '../db.ts'
import { may } from './access.ts'
import { aboutInvitation, openAt, rolesOf } from './invitation.ts'
import { mayGive } from './inviter.ts'
import { aboutEpisode, type Note } from './logbook.ts'
import { findPerson } from './person.ts'

/**
 * After somebody was made less: those of her open invitations end that she could not make now, as if withdrawn, and those
 * of her preview links are revoked that lead to episodes of a show where she may edit no draft.
 */
export async function endLinksBy(tx: Tx, note: (note: Note) => void, personId: string, now: Date) {
  await tx.$queryRaw`SELECT 1 FROM "Person" WHERE "id" = ${personId}::uuid FOR UPDATE`
  const invitations = await tx.invitation.findMany({ where: { invitedById: personId, ...openAt(now) } })
  const previews = await tx.previewLink.findMany({
    where: { createdById: personId, expiresAt: { gt: now } },
    select: { id: true, episode: { select: { id: true, title: true, showId: true } } },
  })
  if (invitations.length + previews.length === 0) return
  const person = await findPerson({ db: tx }, personId)
  for (const { isAdministrator, ...invitation } of invitations) {
    if (mayGive(person, { isAdministrator, roles: rolesOf(invitation) })) continue
    const { count } = await tx.invitation.deleteMany({ where: { id: invitation.id, usedAt: null } })
    if (count > 0) note({ kind: 'invitation-withdrawn', about: aboutInvitation(invitation) })
  }
  for (const { id, episode } of previews) {
    if (person && may(person, 'edit draft', episode.showId)) continue
    const { count } = await tx.previewLink.deleteMany({ where: { id } })
    if (count > 0) note({ kind: 'preview-link-revoked', about: aboutEpisode(episode) })
  }
}
