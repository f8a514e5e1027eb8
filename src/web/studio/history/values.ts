import type { Chapter } from '../../../episodes/chapters.ts'
import type { EpisodeFacts } from '../../../episodes/episode-facts.ts'
import type { Fact, Facts } from '../../../episodes/version-facts.ts'
import { clockTime } from '../../../lib/duration.ts'
import { fileSize } from '../../../lib/file-size.ts'
import { typedPlayTime } from '../../../lib/normal-play-time.ts'
import { partialDay } from '../../../lib/partial-day.ts'
import { type Language, languageName } from '../../languages.ts'
import { momentIn } from '../../moment.ts'
import { roleName } from '../../words/roles.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'

/** What has to be known to say a value in words. */
export interface Telling {
  language: Language
  timeZone: string
  /** What the show is in: an episode that says no other is too. */
  showLanguage: string
  /** The audio that is still kept, by its SHA-256, and until when. */
  keptAudio: Map<string, Date | null>
}

/** What a version has of a fact, as people read it; empty where it has nothing. */
export function valueInWords(telling: Telling, name: Fact, facts: Facts): string {
  const value = facts[name]
  if (name === 'publishAt') return whenOf(telling, facts)
  if (name === 'explicit') return answersOf(telling)[String(value ?? '') as '' | 'true' | 'false']
  if (value === null || value === undefined) return ''
  const say = WORDS[name]
  return say ? say(telling, facts as Facts & EpisodeFacts) : String(value)
}

/** What is in the words of the episode; all else is told in those of the page. */
const OWN_WORDS = new Set<Fact>([
  ...(['title', 'shortTitle', 'description', 'notes', 'notesSource', 'numberLabel', 'soundbites', 'chapters'] as const),
])

/** The language that a version's value is read in. */
export const spokenIn = ({ language, showLanguage }: Telling, name: Fact, facts: Facts): string =>
  OWN_WORDS.has(name) ? String(facts.language ?? showLanguage) : language

type Say = (telling: Telling, facts: Facts & EpisodeFacts) => string

const WORDS: Partial<Record<Fact, Say>> = {
  type: ({ language }, { type }) => studioWordsFor(language).episode.facts.types[type as 'full' | 'trailer' | 'bonus'],
  language: (telling, { language }) => languageName(String(language), telling.language),
  recordedOn: ({ language }, { recordedOn }) => partialDay(language, String(recordedOn)),
  block: (telling, { block }) => answersOf(telling)[block ? 'true' : 'false'],
  license: ({ language }, { license }) => {
    const known = studioWordsFor(language).episode.facts.licenses[license!.identifier]
    return joined([known ?? license!.identifier, license!.url])
  },
  persons: ({ language }, { persons }) =>
    persons
      .map((person) => joined([`${person.name}, ${roleName(person, language)}`, person.url, person.imageUrl]))
      .join('\n'),
  locations: (_, { locations }) =>
    locations.map(({ name, geo, osm, country }) => joined([name, geo, osm, country])).join('\n'),
  soundbites: (_, { soundbites }) =>
    soundbites
      .map(({ startSeconds, durationSeconds, title }) =>
        joined([`${typedPlayTime(startSeconds)}, ${durationSeconds} s`, title]),
      )
      .join('\n'),
  txt: (_, { txt }) => txt.map(({ value, purpose }) => joined([purpose, value])).join('\n'),
  socialInteract: ({ language }, { socialInteract }) =>
    socialInteract
      .map(({ protocol, uri, accountId, accountUrl }) =>
        protocol === 'disabled'
          ? studioWordsFor(language).episode.history.noComments
          : joined([protocol, uri, accountId, accountUrl]),
      )
      .join('\n'),
  chapters: ({ language }, { chapters }) =>
    (chapters as Chapter[]).map((chapter) => chapterIn(language, chapter)).join('\n'),
  transcripts: (telling, { transcripts }) =>
    transcripts!
      .map(({ language, state }) => {
        const { states } = studioWordsFor(telling.language).transcripts
        return `${languageName(language, telling.language)}: ${states[state]}`
      })
      .join('\n'),
  audio: audioOf,
  artwork: (_, { artwork }) =>
    joined([`${artwork!.side} × ${artwork!.side} px`, artwork!.alt, shortHash(artwork!.sha256)]),
}

const answersOf = ({ language }: Telling) => studioWordsFor(language).episode.facts.explicitAnswers

function chapterIn(language: Language, { startSeconds, endSeconds, title, url, imageUrl, hidden }: Chapter): string {
  const words = studioWordsFor(language)
  const end = endSeconds === undefined ? '' : `–${typedPlayTime(endSeconds)}`
  return joined([
    `${typedPlayTime(startSeconds)}${end} ${title}`,
    url,
    imageUrl,
    hidden && words.episode.history.hiddenChapter,
  ])
}

/** The file, and whether it could still be brought back. */
function audioOf({ language, timeZone, keptAudio }: Telling, { audio }: Facts): string {
  const words = studioWordsFor(language).episode.history
  const { seconds, bytes, type, sha256 } = audio!
  const facts = [clockTime(Math.round(seconds)), fileSize(language, bytes), type, shortHash(sha256)]
  const until = keptAudio.get(sha256)
  const isKept = until === undefined ? words.audioGone : until && words.audioKept(momentIn(language, until, timeZone))
  return [joined(facts), isKept].filter(Boolean).join('\n')
}

function whenOf({ language, timeZone }: Telling, { publishAt }: Facts): string {
  return publishAt ? momentIn(language, new Date(publishAt), timeZone) : studioWordsFor(language).episode.status.draft
}

/** Enough to tell files from each other. */
const shortHash = (sha256: string) => `SHA-256 ${sha256.slice(0, 8)}…`

const joined = (parts: (string | number | null | false | undefined)[]) =>
  parts.filter((part) => part !== null && part !== undefined && part !== false && part !== '').join(' · ')
