import { may } from '../../../accounts/access.ts'
import type { ShowSummary } from '../../../episodes/show-summaries.ts'
import { type Html, html } from '../../../lib/html.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { type ShowView, wayTo } from './open-show.ts'

/** What a show needs before it can be found, in the order in which it is done. */
const STEPS = [
  { name: 'cover', verb: 'edit show', page: 'settings#artwork' },
  { name: 'upload', verb: 'upload', page: 'upload' },
  { name: 'publish', verb: 'publish', page: '' },
] as const

/**
 * What is to be done next with a show: what it lacks, with the way there for whoever may. Null when it has all, and for
 * somebody who only reads.
 */
export function nextSteps(view: ShowView, { drafts, scheduled, published }: ShowSummary): Html | null {
  const { show, person, language } = view
  const isDone = {
    cover: show.artwork !== null,
    upload: drafts + scheduled + published > 0,
    publish: scheduled + published > 0,
  }
  if (!may(person, 'upload', show.id) || Object.values(isDone).every(Boolean)) return null
  const words = studioWordsFor(language).show.toDo
  const item = ({ name, verb, page }: (typeof STEPS)[number]) => {
    if (isDone[name]) return html`<li>${words.steps[name]} <span class="quiet">(${words.done})</span></li>`
    const [label, hint] = [words.steps[name], words.hints[name]]
    const hasWay = may(person, verb, show.id) && page !== ''
    return html`<li>${hasWay ? html`<a href="${wayTo(view, page)}">${label}</a>` : label}<br><span class="quiet">${hint}</span></li>`
  }
  return html`<section class="notice" aria-labelledby="to-do"><h2 id="to-do">${words.heading}</h2>
<ol class="steps">${STEPS.map(item)}</ol></section>`
}
