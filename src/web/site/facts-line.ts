import type { Episode } from '../../episodes/episode.ts'
import { clockTime } from '../../lib/duration.ts'
import { html } from '../../lib/html.ts'
import { factsOfShow } from '../../shows/show-facts.ts'
import type { Language } from '../languages.ts'
import { wordsFor } from '../words/words-for.ts'

/** When an episode was published, which one it is, and how long it takes, on one line. */
export function factsLine({ publishAt, season, number, numberLabel, enclosure, show }: Episode, language: Language) {
  const words = wordsFor(language)
  const date = publishAt!.toLocaleDateString(language, { dateStyle: 'long', timeZone: 'Europe/Berlin' })
  const unit = enclosure && enclosure.seconds >= 3600 ? words.hours : words.minutes
  const length = enclosure && `${clockTime(enclosure.seconds)} ${unit}`
  const named = factsOfShow(show).seasons.find((one) => one.number === season)
  const facts = [
    season && (named?.name ?? `${words.season} ${season}`),
    number && (numberLabel ?? `${words.episode} ${number}`),
    length,
  ]
  return html`<p class="quiet"><time datetime="${publishAt!.toISOString()}">${date}</time>${facts.map((fact) => fact && ` · ${inOnePiece(fact)}`)}</p>`
}

/** "Folge 4" is not parted where the line ends. */
const inOnePiece = (fact: string) => fact.replaceAll(' ', '\u00a0')
