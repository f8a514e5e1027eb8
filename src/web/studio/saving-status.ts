import { type Html, html } from '../../lib/html.ts'
import { type Language, pathIn } from '../languages.ts'
import { studioWordsFor } from '../words/studio/words-for.ts'
import { ACCOUNT, signInPath } from './paths.ts'

/** Where a script says what became of what was typed. The way to sign in is shown while nobody is signed in. */
export const savingStatus = (language: Language): Html =>
  html`<div class="quiet kept" role="status"></div>
<p class="sign-in" hidden><a href="${signInPath(language, pathIn(language, ACCOUNT))}" target="_blank">${studioWordsFor(language).form.signIn}</a></p>`
