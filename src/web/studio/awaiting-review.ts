import { may } from '../../accounts/access.ts'
import type { Person } from '../../accounts/person.ts'
import { listReviews, listSentBack } from '../../episodes/review.ts'
import { type Html, html } from '../../lib/html.ts'
import type { Show } from '../../shows/show.ts'
import type { Host } from '../handler.ts'
import { type Language, langOf, pathIn } from '../languages.ts'
import { momentIn } from '../moment.ts'
import { studioWordsFor } from '../words/studio/words-for.ts'

type Asked = Awaited<ReturnType<typeof listReviews>>[number]

/** The episodes that wait for somebody who may publish them, as a list that leads to each; null where none does. */
export async function awaitingReview(
  host: Host,
  person: Person,
  shows: Show[],
  language: Language,
): Promise<Html | null> {
  const mine = shows.filter(({ id }) => may(person, 'publish', id))
  const waiting = await listReviews(
    host,
    mine.map(({ id }) => id),
  )
  if (waiting.length === 0) return null
  const words = studioWordsFor(language).publication
  return notice('awaiting', words.awaiting, waiting, language, ({ episode: { show }, askedAt, askedBy, wishedAt }) => {
    const wish = wishedAt ? words.wished(momentIn(language, wishedAt, show.timeZone)) : words.wishedSoon
    return html`<span class="quiet">${words.waiting(askedBy?.name ?? words.somebody, momentIn(language, askedAt, show.timeZone))} ${wish}</span>`
  })
}

/** The episodes that were sent back to whoever asked for their publication, each with what is to be done; null where none was. */
export async function sentBackTo(host: Host, person: Person, shows: Show[], language: Language): Promise<Html | null> {
  const mine = shows.filter(({ id }) => may(person, 'edit draft', id))
  const sentBack = await listSentBack(
    host,
    person.id,
    mine.map(({ id }) => id),
  )
  if (sentBack.length === 0) return null
  const words = studioWordsFor(language).publication
  return notice(
    'sent-back',
    words.sentBackToYou,
    sentBack,
    language,
    ({ answeredBy, answer }) => html`<span class="quiet">${words.sentBack(answeredBy?.name ?? words.somebody)}</span>
<blockquote>${answer}</blockquote>`,
  )
}

function notice(id: string, heading: string, list: Asked[], language: Language, told: (asked: Asked) => Html): Html {
  const item = (asked: Asked) => {
    const { id: episode, title, language: spoken, show } = asked.episode
    return html`<li><a href="${pathIn(language, `/studio/episodes/${episode}`)}#publication"${langOf(spoken ?? show.language, language)}>${title}</a>
${told(asked)}</li>`
  }
  return html`<section class="notice" aria-labelledby="${id}"><h2 id="${id}">${heading}</h2>
<ul>${list.map(item)}</ul></section>`
}
