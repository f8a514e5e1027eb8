import { conflict } from '../lib/errors.ts'
import type { Role } from './access.ts'
import { type Invitation, makeInvitation } from './invitation.ts'
import type { Acting } from './logbook.ts'
import { type Member, setMember } from './member.ts'
import { emailOf } from './person.ts'

export interface NewMember {
  showId: string
  email: string
  role: Role
  /** Nobody where a key of the operator does it. */
  invitedById?: string
}

/** Somebody who has an account is a member at once; anybody else gets a link, whose secret is told this once. */
export type Invited = { member: Member } | { invitation: Invitation; secret: string }

/** Takes somebody onto a show by her e-mail address. Refuses who works on it already, and who was deactivated: 409. */
export async function inviteMember(
  services: Acting,
  { showId, email, role, invitedById }: NewMember,
): Promise<Invited> {
  const known = await services.db.person.findUnique({
    where: { email: emailOf(email) },
    select: { id: true, deactivatedAt: true, memberships: { where: { showId } } },
  })
  if (!known) return makeInvitation(services, { email, roles: [{ showId, role }], invitedById })
  if (known.deactivatedAt) throw conflict('deactivated', OF_DEACTIVATED)
  if (known.memberships.length > 0) throw conflict('member-already', 'This person works on this podcast already.')
  return { member: await setMember(services, showId, known.id, role) }
}

const OF_DEACTIVATED =
  'This e-mail address belongs to an account that is deactivated. An administrator can give that account another address, or let it in again.'
