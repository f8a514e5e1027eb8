import type { Config } from '../config.ts'
import type { Episode } from '../episodes/episode.ts'
import { htmlText } from '../lib/html-text.ts'
import type { Show } from '../shows/show.ts'

interface RuleText {
  /** Part of the API and of kept overrides, so it does not change. */
  id: string
  /** Where the rule comes from. */
  standard: string
  /** What a press officer does about it, in one sentence of each language. */
  de: string
  en: string
}

/** True where nothing is to be done; a rule about a part that is not there holds. */
type Holds<Subject> = (config: Pick<Config, 'publicUrl'>, subject: Subject) => boolean

/** Keeps an episode from being published. */
export interface BlockingRule<Subject> extends RuleText {
  severity: 'blocks'
  /** A producer may set it aside with a reason, because apps play the episode all the same. */
  overridable?: true
  holds: Holds<Subject>
}

/** Is only said. It may look around, which the gate need not. */
export interface WarningRule<Subject> extends RuleText {
  severity: 'warns'
  holds: Holds<Subject>
}

export type Rule<Subject, Surroundings> = BlockingRule<Subject> | WarningRule<Subject & Surroundings>

export interface ShowSubject {
  show: Show
  /** Its feed leads to another host by now. */
  hasMoved: boolean
}

/** What is published of a show. */
export interface ShowSurroundings {
  hasPublished: boolean
  hasTrailer: boolean
}

export interface EpisodeSubject {
  episode: Episode
  isPublished: boolean
}

export interface EpisodeSurroundings {
  /** Another full episode of the show has the same season and number. */
  sharesNumber: boolean
  /** A line of a transcript begins when the audio is over. */
  speaksAfterEnd: boolean
}

export type ShowRule = Rule<ShowSubject, ShowSurroundings>
export type EpisodeRule = Rule<EpisodeSubject, EpisodeSurroundings>

/** PSP-1: characters in every value that is no description. */
const MAX_CHARACTERS = 255
/** Apple: bytes of UTF-8 in a description. */
const MAX_DESCRIPTION_BYTES = 4000
/** Apple: pixels on each side of a cover. */
const ARTWORK_SIDE = { min: 1400, max: 3000 }
/** Apple and PSP-1: what a cover may be, and how its address ends. */
const ARTWORK_ENDINGS: Record<string, RegExp> = { 'image/jpeg': /\.jpe?g$/, 'image/png': /\.png$/ }

export const fitsLine = (text: string | null, max = MAX_CHARACTERS) => !text || [...text].length <= max

export const fitsDescription = (text: string) => Buffer.byteLength(text) <= MAX_DESCRIPTION_BYTES

/** The same in the HTML of the feed, where a line break takes five bytes and & too. One that is too long already is another rule's. */
export const isWholeInFeed = (text: string) => !fitsDescription(text) || fitsDescription(htmlText(text))

type Picture = Show['artwork']

export const hasGoodSize = (picture: Picture) =>
  !picture || (picture.side >= ARTWORK_SIDE.min && picture.side <= ARTWORK_SIDE.max)

export const hasGoodType = (picture: Picture) =>
  !picture || (ARTWORK_ENDINGS[picture.type]?.test(picture.path) ?? false)
