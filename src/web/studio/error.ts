import { TO_DELETED_SHOW } from '../../accounts/invitation.ts'
import type { Refusal } from '../../lib/errors.ts'
import { html } from '../../lib/html.ts'
import { type Language, pathIn } from '../languages.ts'
import { type Explained, explain, whatHappened } from '../site/error.ts'
import { studioWordsFor } from '../words/studio/words-for.ts'
import { EPISODE_DELETED, SHOW_DELETED } from './deleted.ts'
import { inLanguage } from './field-errors.ts'
import { studioPage } from './page.ts'
import { STUDIO } from './paths.ts'

/** What people see in the studio instead of a page, with the way back to its beginning. */
export function studioErrorPage(language: Language, refusal: Refusal): string {
  const words = studioWordsFor(language)
  const own: Record<string, Explained> = {
    forbidden: [words.trouble.forbidden, words.trouble.forbiddenHint],
    'provider-away': [words.signIn.refusedByProvider, inLanguage(language, refusal.message)],
    'virus-scanner-away': [explain(refusal, language)[0], inLanguage(language, refusal.message)],
    [SHOW_DELETED]: [words.deletion.deleted, words.deletion.seePage],
    [EPISODE_DELETED]: [words.episode.deletion.deleted, words.deletion.seePage],
    [TO_DELETED_SHOW]: [words.invitation.toDeletedShow, words.invitation.toDeletedShowHint],
    'invitation-used': [words.invitation.used, words.invitation.usedHint],
    'password-link-used': [words.invitation.used, words.newPassword.usedHint],
  }
  const explained = own[refusal.code] ?? inOwnLanguage(refusal, language)
  const { page } = refusal.details
  const [way, label] =
    typeof page === 'string' ? [page, words.deletion.toPage] : [pathIn(language, STUDIO), words.page.toStudio]
  const content = html`<div class="trouble">
${whatHappened(language, refusal.status, explained)}
<p><a class="button" href="${way}">${label}</a></p>
</div>`
  return studioPage({ language, person: null, title: explained[0], content })
}

/** No German page ends with an English sentence: one that is not known says no more than that something failed. */
function inOwnLanguage(refusal: Refusal, language: Language): Explained {
  const [title, hint] = explain(refusal, language)
  const isSentence = ABOUT_WHAT_WAS_SENT.has(refusal.status)
  return [title, isSentence ? inLanguage(language, refusal.message) : hint]
}

/** Statuses that have no words of their own: their sentence says all. */
const ABOUT_WHAT_WAS_SENT = new Set([400, 403, 409, 413, 415, 422, 429])
