import { type Html, html } from '../../lib/html.ts'
import { heldFormUrl, moduleScript } from '../assets.ts'
import { type Language, pathIn } from '../languages.ts'
import { studioWordsFor } from '../words/studio/words-for.ts'
import { ACCOUNT, signInPath } from './paths.ts'

/** The script of held forms. */
export const heldFormScript = moduleScript(heldFormUrl)

/**
 * Around a form in which much is typed and that no script keeps: while its session has ended or the host can't be
 * reached, the page stays as it is instead of being left for one without what was typed.
 */
export function heldForm(language: Language, form: Html): Html {
  const { signedOut, somebodyElse, away, signIn } = studioWordsFor(language).form
  const account = pathIn(language, ACCOUNT)
  return html`<held-form ask="${account}" href="${signInPath(language, account)}" label="${signIn}" signed-out="${signedOut}" somebody-else="${somebodyElse}" away="${away}">
${form}
</held-form>`
}
