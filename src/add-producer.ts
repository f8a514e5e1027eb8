import { ROLES } from './accounts/access.ts'
import { makeBrake } from './accounts/brake.ts'
import { readHostSecret } from './accounts/host-secret.ts'
import { invitationUrl, invite } from './accounts/invitation.ts'
import { type Acting, aboutPerson, logNow } from './accounts/logbook.ts'
import { makePasswordLink, passwordLinkUrl } from './accounts/password-link.ts'
import { emailOf } from './accounts/person.ts'
import { readEmail } from './accounts/person-input.ts'
import { resetFactors } from './accounts/second-factor.ts'
import { getShow } from './shows/show.ts'

/** What `producer add` was told. */
interface Told {
  email: string
  administrator?: boolean
  show?: string
  role?: string
}

/** Invites somebody from the command line, and returns her link. Refuses, with a sentence, what doesn't go together. */
export async function addProducer(services: Acting, { email, administrator, show, role = 'editor' }: Told) {
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

/** Leaves somebody who lost her device her password alone: with it she signs in, and sets up another second factor. */
export async function resetProducer(services: Acting, email: string) {
  await resetFactors(services, (await getProducer(services, email)).id)
}

/** The link with which somebody who forgot her password sets another one; also the only administrator. */
export async function makeProducerPassword(services: Acting, email: string) {
  const { id } = await getProducer(services, email)
  return passwordLinkUrl(services.config, (await makePasswordLink(services, null, id)).secret)
}

/** Lets somebody try again at once after too many failures; also where nobody has this address. */
export async function unlockProducer(services: Acting, email: string) {
  await makeBrake(services, await readHostSecret(services)).lift(email)
  const person = await services.db.person.findUnique({ where: { email: emailOf(email) } })
  await logNow(services, { kind: 'unlocked', by: services.by, about: person && aboutPerson(person) })
}

async function getProducer({ db }: Acting, email: string) {
  const person = await db.person.findUnique({ where: { email: emailOf(email) } })
  if (!person) throw new Error('There is nobody with this e-mail address.')
  return person
}
