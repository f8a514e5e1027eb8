import { may, type ShowVerb } from '../../../accounts/access.ts'
import { type Html, html } from '../../../lib/html.ts'
import { langOf } from '../../languages.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { type ShowView, wayTo } from './open-show.ts'

/** The pages of a show beside its episodes, and who sees them. */
const PAGES = [
  ['upload', 'upload'],
  ['settings', 'edit show'],
  ['feed', 'see show'],
  ['move', 'move show'],
] as const satisfies readonly (readonly [string, ShowVerb])[]

export type ShowPageName = (typeof PAGES)[number][0]

/** The top of a page of a show: the way back to its episodes, what the page is, and the ways to the others. */
export function showHeading(view: ShowView, here: ShowPageName): Html {
  const { person, show, language } = view
  const words = studioWordsFor(language).settings
  const open = PAGES.filter(([, verb]) => may(person, verb, show.id))
  return html`<p class="above"><a href="${wayTo(view)}"${langOf(show.language, language)}>${show.title}</a></p>
<h1>${words.pages[here]}</h1>
<nav class="parts" aria-label="${words.ways}"><ul>${open.map(
    ([name]) =>
      html`<li><a href="${wayTo(view, name)}"${name === here && html` aria-current="page"`}>${words.pages[name]}</a></li>`,
  )}</ul></nav>`
}
