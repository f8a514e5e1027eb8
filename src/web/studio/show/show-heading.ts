import { may, type ShowVerb } from '../../../accounts/access.ts'
import { type Html, html } from '../../../lib/html.ts'
import { langOf } from '../../languages.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { type ShowView, wayTo } from './open-show.ts'

/** The pages of a show beside its episodes, and who sees them. */
const PAGES = [
  ['upload', 'upload'],
  ['settings', 'edit show'],
  ['more', 'edit show'],
  ['people', 'manage people'],
  ['feed', 'see show'],
  ['move', 'move show'],
  ['deletion', 'delete show'],
] as const satisfies readonly (readonly [string, ShowVerb])[]

type ShowPageName = (typeof PAGES)[number][0]

/** Whether somebody may open a page of a show; never one that is none. */
export const mayOpen = ({ person, show }: ShowView, page: string): boolean =>
  PAGES.some(([name, verb]) => name === page && may(person, verb, show.id))

/** The top of a page of a show: the way back to its episodes, what the page is, and the ways to the others. */
export function showHeading(view: ShowView, here: ShowPageName): Html {
  const { show, language } = view
  const words = studioWordsFor(language).settings
  return html`<p class="above"><a href="${wayTo(view)}"${langOf(show.language, language)}>${show.title}</a></p>
<h1>${words.pages[here]}</h1>
${showWays(view, { here })}`
}

/** The ways to the pages of a show that somebody may see, and what else is to stand among them. */
export function showWays(view: ShowView, { here, also }: { here?: ShowPageName; also?: Html }): Html {
  const words = studioWordsFor(view.language).settings
  const open = PAGES.filter(([name]) => mayOpen(view, name))
  return html`<nav class="parts" aria-label="${words.ways}"><ul>${open.map(
    ([name]) =>
      html`<li><a href="${wayTo(view, name)}"${name === here && html` aria-current="page"`}>${words.pages[name]}</a></li>`,
  )}${also && html`<li>${also}</li>`}</ul></nav>`
}
