import { makeInvitation } from '../accounts/invitation.ts'
import type { Acting } from '../accounts/logbook.ts'
import { readNewcomer } from '../accounts/person-input.ts'
import { getShow } from '../shows/show.ts'

/** Invites somebody to the host by what was typed or sent: as an administrator, to a show by its address, or as neither. */
export async function inviteNewcomer(services: Acting, input: unknown, invitedById: string | undefined) {
  const { email, isAdministrator, membership } = readNewcomer(input)
  const roles = membership ? [{ showId: (await getShow(services, membership.show)).id, role: membership.role }] : []
  return makeInvitation(services, { email, isAdministrator, roles, invitedById })
}
