import { type Html, html } from '../../../lib/html.ts'
import { movedTo } from '../../../shows/move.ts'
import { momentIn } from '../../moment.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { type ShowView, wayTo } from './open-show.ts'
import { mayOpen } from './show-heading.ts'

/** Where the feed of a show leads, or will; null where it lives here. */
export function moveTold({ host, show, language }: ShowView): Html | null {
  const { newFeedUrl, movedAt } = show
  if (!newFeedUrl || !movedAt) return null
  const words = studioWordsFor(language).move
  const moment = momentIn(language, movedAt, show.timeZone)
  const hasMoved = movedTo(show, host.now()) !== null
  return html`<p><strong>${hasMoved ? words.moved(moment) : words.announced(moment)}</strong>
<a href="${newFeedUrl}">${newFeedUrl}</a></p>
${!hasMoved && html`<p>${words.named}</p>`}`
}

/** The same for the other pages of the show, with the way to where it is changed for whoever may. */
export function moveNotice(view: ShowView): Html | null {
  const told = moveTold(view)
  if (!told) return null
  const { way } = studioWordsFor(view.language).move
  return html`<div class="notice">${told}
${mayOpen(view, 'move') && html`<p><a href="${wayTo(view, 'move')}">${way}</a></p>`}</div>`
}
