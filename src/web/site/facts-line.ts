import type { Episode } from '../../episodes/episode.ts'
import { type Html, html } from '../../lib/html.ts'
import { localeOf } from '../../lib/language.ts'
import { factsOfShow } from '../../shows/show-facts.ts'
import { type Language, langOf } from '../languages.ts'
import { TIME_ZONE } from '../moment.ts'
import { wordsFor } from '../words/words-for.ts'

type Listed = Pick<Episode, 'publishAt' | 'season' | 'number' | 'numberLabel' | 'type' | 'enclosure' | 'show'>

/** When an episode was published, which one it is, and how long it takes, on one line. Below its season that is not named again. */
export function factsLine(
  { publishAt, season, number, numberLabel, type, enclosure, show }: Listed,
  language: Language,
  { isInSeason = false } = {},
): Html {
  const words = wordsFor(language)
  const named = factsOfShow(show).seasons.find((one) => one.number === season)
  /** In the words of the show. */
  const lang = langOf(show.language, language)
  const own = (text: string) => (lang ? html`<span${lang}>${inOnePiece(text)}</span>` : inOnePiece(text))
  const seasonFact = named ? own(named.name) : inOnePiece(`${words.season} ${season}`)
  const numberFact = numberLabel ? own(numberLabel) : inOnePiece(`${words.episode} ${number}`)
  const parts = [
    publishAt && dayElement(publishAt, language),
    type !== 'full' && inOnePiece(words.types[type]),
    season && !isInSeason && seasonFact,
    number && numberFact,
    enclosure &&
      html`<time datetime="PT${Math.round(enclosure.seconds)}S">${inOnePiece(lengthIn(language, enclosure.seconds))}</time>`,
  ].filter((part) => part !== null && part !== false && part !== 0)
  return html`<p class="quiet">${parts.map((part, at) => html`${at > 0 && '\u00a0· '}${part}`)}</p>`
}

/** The day of the administration on which something came out. */
export function dayElement(day: Date, language: Language): Html {
  const named = day.toLocaleDateString(localeOf(language), { dateStyle: 'long', timeZone: TIME_ZONE })
  return html`<time datetime="${day.toISOString()}">${named}</time>`
}

/** How long something takes, as people say it: to the minute, or to the second where it is shorter than one. */
export function lengthIn(language: Language, seconds: number): string {
  const whole = Math.max(1, Math.round(seconds))
  const minutes = Math.round(whole / 60)
  const parts = whole < 60 ? { seconds: whole } : { hours: Math.floor(minutes / 60), minutes: minutes % 60 }
  return new Intl.DurationFormat(language, { style: 'short' }).format(parts)
}

/** "Folge 4" is not parted where the line ends. */
const inOnePiece = (fact: string) => fact.replaceAll(' ', '\u00a0')
