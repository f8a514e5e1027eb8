import { ROLES } from './accounts/access.ts'
import { invitationUrl, invite } from './accounts/invitation.ts'
import { readEmail } from './accounts/person-input.ts'
import type { Services } from './services.ts'
import { getShow } from './shows/show.ts'

/** What `producer add` was told. */
interface Told {
  email: string
  administrator?: boolean
  show?: string
  role?: string
}

/** Invites somebody from the command line, and returns her link. Refuses, with a sentence, what doesn't go together. */
export async function addProducer(services: Services, { email, administrator, show, role = 'editor' }: Told) {
  if (Boolean(administrator) === (show !== undefined))
    throw new Error('Say what the person may do: --administrator, or --show with the address of one.')
  const known = ROLES.find((name) => name === role)
  if (!known) throw new Error(`There is no role "${role}". There are ${ROLES.join(', ')}.`)

  const address = readEmail(email)
  const roles = show === undefined ? [] : [{ showId: (await getShow(services, show)).id, role: known }]
  return invitationUrl(
    services.config,
    await invite(services, { email: address, isAdministrator: administrator, roles }),
  )
}
