import type { Episode } from '../../episodes/episode.ts'
import { clockTime } from '../../lib/duration.ts'
import { html } from '../../lib/html.ts'
import { wordsFor } from '../words/words-for.ts'

/** When an episode was published, which one it is, and how long it takes, on one line. */
export function factsLine({ publishAt, season, number, enclosure, show }: Episode) {
  const words = wordsFor(show.language)
  const date = publishAt!.toLocaleDateString(show.language, { dateStyle: 'long', timeZone: 'Europe/Berlin' })
  const length = enclosure && `${clockTime(enclosure.seconds)} ${words.minutes}`
  const facts = [season && `${words.season} ${season}`, number && `${words.episode} ${number}`, length].filter(Boolean)
  return html`<p class="quiet"><time datetime="${publishAt!.toISOString()}">${date}</time>${facts.map((fact) => ` · ${fact}`)}</p>`
}
