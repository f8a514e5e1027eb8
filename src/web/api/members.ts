import {
  type Invitation,
  invitationUrl,
  listInvitations,
  revokeInvitation,
  rolesOf,
} from '../../accounts/invitation.ts'
import { inviteMember } from '../../accounts/invite-member.ts'
import { actingAs } from '../../accounts/logbook.ts'
import { listMembers, type Member, removeMember, setMember } from '../../accounts/member.ts'
import { readNewMember, readRole } from '../../accounts/person-input.ts'
import { type Handler, type Host, idOf } from '../handler.ts'
import { readJson } from '../request-body.ts'
import { requireProgram } from '../signed-in.ts'
import { showFor } from './asked-for.ts'

/** GET /api/v1/shows/:show/members */
export const getMembers: Handler = async (host, req, res) => {
  const { id } = await showFor(host, req, 'manage people')
  res.json({ members: (await listMembers(host, id)).map(memberJson) })
}

/** PUT /api/v1/shows/:show/members/:person — {"role": "editor"}: somebody who has an account. */
export const putMember: Handler = async (host, req, res) => {
  const program = await requireProgram(host, req)
  const { id } = await showFor(host, req, 'manage people', program)
  const role = readRole((await readJson(req, res)) ?? {})
  res.json(memberJson(await setMember(actingAs(host, program), id, idOf(req, 'person', 'person'), role)))
}

/** DELETE /api/v1/shows/:show/members/:person */
export const deleteMember: Handler = async (host, req, res) => {
  const program = await requireProgram(host, req)
  const { id } = await showFor(host, req, 'manage people', program)
  await removeMember(actingAs(host, program), id, idOf(req, 'person', 'person'))
  res.status(204).end()
}

/** GET /api/v1/shows/:show/invitations — those that can still be used, without their links. */
export const getInvitations: Handler = async (host, req, res) => {
  const { id: showId } = await showFor(host, req, 'manage people')
  const invitations = await listInvitations(host, { showId })
  res.json({ invitations: invitations.map((invitation) => invitationJson(invitation, showId)) })
}

/**
 * POST /api/v1/shows/:show/invitations — {"email": "…", "role": "author"}. The link is in this answer alone, and kept
 * nowhere: so it is not repeated for an Idempotency-Key either. Asked again, another link takes its place.
 */
export const postInvitation: Handler = async (host, req, res) => {
  const program = await requireProgram(host, req)
  const { id: showId } = await showFor(host, req, 'manage people', program)
  const { email, role } = readNewMember((await readJson(req, res)) ?? {})
  const newMember = { showId, email, role, invitedById: program.person?.id }
  const invited = await inviteMember(actingAs(host, program), newMember)
  res.status(201).json(answerOf(host, invited, showId))
}

/** DELETE /api/v1/shows/:show/invitations/:id — its link opens nothing from now on. */
export const deleteInvitation: Handler = async (host, req, res) => {
  const program = await requireProgram(host, req)
  const { id: showId } = await showFor(host, req, 'manage people', program)
  await revokeInvitation(actingAs(host, program), idOf(req, 'invitation'), { showId })
  res.status(204).end()
}

function answerOf({ config }: Host, invited: Awaited<ReturnType<typeof inviteMember>>, showId: string) {
  if ('member' in invited) return { member: memberJson(invited.member), invitation: null, url: null }
  const { invitation, secret } = invited
  return { member: null, invitation: invitationJson(invitation, showId), url: invitationUrl(config, secret) }
}

const memberJson = ({ person, role, createdAt }: Member) => ({
  person: person.id,
  ...{ name: person.name, email: person.email, role, since: createdAt, deactivated: person.deactivatedAt !== null },
})

const invitationJson = (invitation: Invitation, showId: string) => {
  const { id, email, createdAt, expiresAt, invitedBy } = invitation
  const role = rolesOf(invitation).find((given) => given.showId === showId)?.role
  return { id, email, role, invitedBy: invitedBy?.name ?? null, createdAt, expiresAt }
}
