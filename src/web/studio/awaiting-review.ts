import { may } from '../../accounts/access.ts'
import type { Person } from '../../accounts/person.ts'
import { listReviews } from '../../episodes/review.ts'
import { type Html, html } from '../../lib/html.ts'
import type { Show } from '../../shows/show.ts'
import type { Host } from '../handler.ts'
import { type Language, langOf, pathIn } from '../languages.ts'
import { momentIn } from '../moment.ts'
import { studioWordsFor } from '../words/studio/words-for.ts'

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
  return html`<section class="notice" aria-labelledby="awaiting"><h2 id="awaiting">${words.awaiting}</h2>
<ul>${waiting.map(
    ({ episode, askedAt, askedBy, wishedAt }) =>
      html`<li><a href="${pathIn(language, `/studio/episodes/${episode.id}`)}#publication"${langOf(episode.show.language, language)}>${episode.title}</a>
<span class="quiet">${words.waiting(askedBy?.name ?? words.somebody, momentIn(language, askedAt, episode.show.timeZone))} ${
        wishedAt ? words.wished(momentIn(language, wishedAt, episode.show.timeZone)) : words.wishedSoon
      }</span></li>`,
  )}</ul></section>`
}
