import { findWish, type Review } from '../../../episodes/review.ts'
import { type Html, html } from '../../../lib/html.ts'
import { momentIn } from '../../moment.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { field, submit } from '../form.ts'
import { whenFields } from '../read-when.ts'
import { kept } from './fields.ts'
import { typedFor } from './publish-form.ts'
import { type EpisodeView, sectionPath } from './section.ts'

/** Who asks for the publication and for when, or with which sentence it was sent back. */
export function reviewNotice({ episode, language }: EpisodeView, review: Review): Html {
  const words = studioWordsFor(language).publication
  const in_ = (moment: Date) => momentIn(language, moment, episode.show.timeZone)
  const { askedBy, answeredBy, askedAt, wishedAt, answer } = review
  const who = (person: { name: string } | null) => person?.name ?? words.somebody
  if (answer !== null)
    return html`<div class="notice"><p><strong>${words.sentBack(who(answeredBy))}</strong></p>
<blockquote>${answer}</blockquote></div>`
  return html`<div class="notice"><p><strong>${words.waiting(who(askedBy), in_(askedAt))}</strong>
${wishedAt ? words.wished(in_(wishedAt)) : words.wishedSoon}</p></div>`
}

/**
 * Whoever may not publish asks for it, and may take that back. Both are kept forms, in one place in the browser: once it
 * was asked, what was typed before is no more what is not saved.
 */
export async function askForm(view: EpisodeView, review: Review | null): Promise<Html> {
  const { host, episode, language, again } = view
  const words = studioWordsFor(language).publication
  if (review?.answer === null) {
    const content = html`<input type="hidden" name="do" value="withdraw">${submit(words.withdraw)}`
    return kept(view, { section: 'publication', isTyped: false, content })
  }
  const typed = typedFor(view, 'ask')
  const at = await findWish(host, episode.id)
  const errors = typed ? (again?.errors ?? {}) : {}
  const content = html`<input type="hidden" name="do" value="ask">
<fieldset><legend>${words.wish}</legend>
${whenFields(language, { typed, errors, at, timeZone: episode.show.timeZone })}
</fieldset>
${submit(words.ask)}`
  return html`<p>${words.askHint}</p>
${kept(view, { section: 'publication', isTyped: typed !== null, savesFirst: words.savesFirst, content })}`
}

/** Whoever decides sends it back with what is to be done. */
export function sendBackForm(view: EpisodeView): Html {
  const { language, again } = view
  const words = studioWordsFor(language).publication
  const typed = typedFor(view, 'send back')
  return html`<form class="fields" method="post" action="${sectionPath(view, 'publication')}" novalidate>
<input type="hidden" name="do" value="send back">
${field(language, {
  ...{ name: 'answer', label: words.answer, hint: words.answerHint, rows: 3 },
  ...{ value: typed?.get('answer'), error: typed ? again?.errors.answer : undefined },
})}
${submit(words.sendBack)}
</form>`
}
