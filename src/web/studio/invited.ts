import { type Invitation, invitationPath, rolesOf } from '../../accounts/invitation.ts'
import type { Config } from '../../config.ts'
import { type Html, html } from '../../lib/html.ts'
import type { Show } from '../../shows/show.ts'
import { copyUrl, moduleScript } from '../assets.ts'
import { type Language, type PagePath, pathIn } from '../languages.ts'
import { dayIn, momentIn } from '../moment.ts'
import { copyField } from '../site/copy-field.ts'
import { studioWordsFor } from '../words/studio/words-for.ts'
import { doneNow } from './done.ts'

/** An invitation that was made. */
export const madeInvitation = (
  config: Config,
  { email, expiresAt }: Invitation,
  secret: string,
  language: Language,
): Html =>
  madeLink(
    config,
    studioWordsFor(language).people.invitations.made(email ?? ''),
    invitationPath(secret),
    expiresAt!,
    language,
  )

/** A link that works once and was made: shown this once, to be copied. It opens in the language of the page. */
export function madeLink(
  { publicUrl }: Config,
  heading: string,
  path: PagePath & string,
  expiresAt: Date,
  language: Language,
): Html {
  const url = publicUrl + pathIn(language, path)
  const words = studioWordsFor(language).people.invitations
  return doneNow(html`<h2>${heading}</h2>
<p>${words.once(momentIn(language, expiresAt))}</p>
${copyField('link', words.link, url, language)}`)
}

/** What a page that shows one has to load. */
export const copyScript = moduleScript(copyUrl)

interface Listed {
  invitations: Invitation[]
  /** Where the form that withdraws one is sent to. */
  action: string
  /** What it makes of somebody. */
  describe: (invitation: Invitation) => Html | string
  language: Language
}

/** The invitations that were not used yet, each with the button that withdraws it. */
export function openInvitations({ invitations, action, describe, language }: Listed): Html {
  const words = studioWordsFor(language).people.invitations
  if (invitations.length === 0) return html`<p class="quiet">${words.none}</p>`
  return html`<ul class="deleted">${invitations.map(
    (invitation) => html`<li><form method="post" action="${action}">
<input type="hidden" name="do" value="revoke"><input type="hidden" name="invitation" value="${invitation.id}">
<span>${invitation.email}</span> <span class="quiet">${describe(invitation)}, ${
      invitation.invitedBy && html`${words.invitedBy(invitation.invitedBy.name)}, `
    }${words.until} ${dayIn(language, invitation.expiresAt!)}</span>
<button class="button plain" type="submit">${words.revoke}<span class="unseen">: ${invitation.email}</span></button></form></li>`,
  )}</ul>`
}

/** What an invitation makes of somebody, on the whole host. */
export function whatItGives(
  invitation: Pick<Invitation, 'isAdministrator' | 'roles'>,
  shows: Show[],
  language: Language,
): string {
  const { home, people } = studioWordsFor(language)
  if (invitation.isAdministrator) return home.administrator
  const named = rolesOf(invitation).map(({ showId, role }) => {
    const show = shows.find(({ id }) => id === showId)
    return show ? `${show.title} (${home.roles[role]})` : home.roles[role]
  })
  return named.join(', ') || people.ofHost.none
}
