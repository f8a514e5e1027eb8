import type { Request } from 'express'
import type { Place } from '../../episodes/place.ts'
import type { Media } from '../../episodes/published-media.ts'
import { isSlug } from '../../lib/slug.ts'
import { LANGUAGES, languageOf } from '../languages.ts'

/** The first words of addresses that name a show behind them, and an episode behind that. */
const IN_FRONT = new Set<string>([
  'feeds',
  'audio',
  'artwork',
  'embed',
  'chapters',
  'transcripts',
  ...LANGUAGES.slice(1),
])

/** Two slugs and what may stand behind them; what is longer is nobody's address. */
const MAX_NAME_CHARACTERS = 160

/** A public address, taken apart. */
export interface Asked {
  path: string
  /** With its question mark, or empty. */
  query: string
  /** The word in front of the show; null on pages. */
  front: string | null
  /** How many segments stand in front of the show: two in `/en/embed/…`. */
  inFront: number
  /** What stands for the show, up to a dot. */
  show: string
  /** What stands for the episode; null in the address of a show. */
  episode: string | null
  /** Whether the last of them may have a hash or a language behind the slug. */
  isOpen: boolean
  /** Of audio and pictures: what their name says of the bytes. It does not count to the show or episode. */
  media: { kind: Media['kind']; hash: string; extension: string } | null
}

/** Takes apart an address that may be a show's or an episode's; null for any other, and for what is no reading. */
export function readAddress({ method, path, url }: Pick<Request, 'method' | 'path' | 'url'>): Asked | null {
  if (!isReading(method) || path.includes('//')) return null
  const segments = path.split('/').filter((segment) => segment !== '')
  const inFront = segments.slice(0, countInFront(segments))
  const front = inFront.at(-1) ?? null
  segments.splice(0, inFront.length)
  const last = HASHED.exec(segments.at(-1) ?? '')
  const media =
    last && (front === 'audio' || front === 'artwork')
      ? ({ kind: front, hash: last[2]!, extension: last[3]! } as const)
      : null
  const names = segments.map((segment) => segment.split('.', 1)[0]!)
  if (media) names.splice(-1, 1, last![1]!)

  const [show = '', episode = null] = names
  if (![show, episode ?? show].every(isName)) return null
  const query = url.slice(path.length)
  return { path, query, front, inFront: inFront.length, show, episode, isOpen: !media && names.length <= 2, media }
}

export const isReading = (method: string) => method === 'GET' || method === 'HEAD'

/** What a slug may be that a name begins with, longest first: all of it, or up to one of its hyphens. */
export function beginningsOf(name: string): string[] {
  const words = name.split('-')
  return words.map((_, at) => words.slice(0, words.length - at).join('-')).filter(isSlug)
}

/** The same address with the slugs of now. */
export function withSlugsOfNow({ path, inFront }: Asked, { show, showSlug, episode, episodeSlug }: Place): string {
  const segments = path.split('/')
  const at = inFront + 1
  segments[at] = show.slug + segments[at]!.slice(showSlug.length)
  if (episode) segments[at + 1] = episode.slug + segments[at + 1]!.slice(episodeSlug!.length)
  return segments.join('/')
}

/** A word in front, or a language and the word for frames. */
function countInFront([first = '', second]: string[]): number {
  if (!IN_FRONT.has(first)) return 0
  return languageOf(`/${first}`) !== LANGUAGES[0] && second === 'embed' ? 2 : 1
}

/** `<slug>-<hash8>.<extension>` */
const HASHED = /^([a-z0-9-]+)-([0-9a-f]{8})\.([a-z0-9]+)$/

const isName = (text: string) => text.length <= MAX_NAME_CHARACTERS && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text)
