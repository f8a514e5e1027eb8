import { toMilliseconds } from '../lib/normal-play-time.ts'
import { cleanLine, cleanText, cutToBytes, cutToLength } from '../lib/plain-text.ts'
import { isWebAddress, writeAddress } from '../lib/web-address.ts'
import type { Chapter } from './chapters.ts'
import { MAX_CHAPTERS } from './check-chapters.ts'
import { isRecordedOn } from './recorded-on.ts'

/** What a file says about itself, clean and bounded. Whatever is broken, empty or impossible is left out. */
export interface AudioTags {
  title?: string
  description?: string
  artist?: string
  number?: number
  season?: number
  /** YYYY, YYYY-MM or YYYY-MM-DD. */
  date?: string
  /** As in BCP 47: `de`, `de-AT`. */
  language?: string
  artwork?: TaggedArtwork
  /** Ascending, each inside the audio. */
  chapters?: Chapter[]
}

export interface TaggedArtwork {
  bytes: Uint8Array
  /** By the bytes, not by what the tag says. */
  type: string
}

/** The same as found in the file, before anybody looked at it. */
export interface RawTags {
  title?: string | undefined
  description?: string | undefined
  artist?: string | undefined
  number?: string | number | undefined
  season?: string | number | undefined
  date?: string | undefined
  language?: string | undefined
  artwork?: Uint8Array | undefined
  chapters?: RawChapter[] | undefined
}

export interface RawChapter {
  startSeconds: number
  title: string
  url?: string | undefined
  hidden?: boolean | undefined
}

/** Apple: 255 characters for every value, 4000 bytes for a description. */
const MAX_LINE_LENGTH = 255
const MAX_DESCRIPTION_BYTES = 4000

/** Of what comes in no more is looked at. */
const MAX_RAW_LENGTH = 16_384

const MAX_ARTWORK_BYTES = 20 << 20
const MAX_URL_LENGTH = 2000

/** No show has more; a year or a date in the field for the number has eight digits. */
const MAX_NUMBER = 99_999

/** Tidies what was found. `seconds` is the length of the audio, inside which chapters must begin. */
export function tidyTags(raw: RawTags, seconds: number): AudioTags {
  const tags: { [field in keyof AudioTags]: AudioTags[field] | undefined } = {
    title: tidyLine(raw.title),
    description: tidyDescription(raw.description),
    artist: tidyLine(raw.artist),
    number: tidyNumber(raw.number),
    season: tidyNumber(raw.season),
    date: tidyDate(raw.date),
    language: tidyLanguage(raw.language),
    artwork: tidyArtwork(raw.artwork),
    chapters: tidyChapters(raw.chapters ?? [], seconds),
  }
  return Object.fromEntries(Object.entries(tags).filter(([, value]) => value !== undefined))
}

/** The type of a picture by its first bytes; null for what browsers don't show. */
export function sniffPicture(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1')
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (head.startsWith('GIF8')) return 'image/gif'
  return /^RIFF.{4}WEBP/s.test(head) ? 'image/webp' : null
}

function tidyLine(text: string | undefined): string | undefined {
  return cutToLength(cleanLine((text ?? '').slice(0, MAX_RAW_LENGTH)), MAX_LINE_LENGTH) || undefined
}

function tidyDescription(text: string | undefined): string | undefined {
  return cutToBytes(cleanText((text ?? '').slice(0, MAX_RAW_LENGTH)), MAX_DESCRIPTION_BYTES) || undefined
}

/** "3", "03/12" and 3 are 3. */
function tidyNumber(value: string | number | undefined): number | undefined {
  const number = Number(/^\s*(\d{1,9})\s*(\/|$)/.exec(String(value ?? ''))?.[1])
  return number >= 1 && number <= MAX_NUMBER ? number : undefined
}

/** Nothing of a date that isn't one. A month or a day of zeros is one that nobody knew. */
function tidyDate(text: string | undefined): string | undefined {
  const [, written] = /^\s*(\d{4}(?:-\d\d(?:-\d\d)?)?)/.exec(text ?? '') ?? []
  const date = written?.replace(/(-00){1,2}$/, '')
  return date && isRecordedOn(date) ? date : undefined
}

const languageNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })

/** Also from ISO 639-2 with its two codes for German; "und" and codes nobody speaks are left out. */
function tidyLanguage(code: string | undefined): string | undefined {
  const found = /^\s*([a-z]{2,3}(?:-[a-z]{2})?)\b/i.exec(code ?? '')?.[1]
  if (!found) return undefined
  const [language] = Intl.getCanonicalLocales(found)
  return language && !/^(und|mul|zxx|mis)\b/.test(language) && languageNames.of(language) ? language : undefined
}

function tidyArtwork(bytes: Uint8Array | undefined): TaggedArtwork | undefined {
  if (!bytes || bytes.length > MAX_ARTWORK_BYTES) return undefined
  const type = sniffPicture(bytes)
  return type ? { bytes, type } : undefined
}

function tidyChapters(chapters: RawChapter[], seconds: number): Chapter[] | undefined {
  const inside = chapters
    .map((chapter) => ({ ...chapter, startSeconds: toMilliseconds(chapter.startSeconds) }))
    .filter(({ startSeconds }) => startSeconds >= 0 && startSeconds < seconds)
    .sort((a, b) => a.startSeconds - b.startSeconds)
  const tidy: Chapter[] = []
  for (const { startSeconds, title, url, hidden } of inside) {
    if (tidy.length === MAX_CHAPTERS) break
    const line = tidyLine(title)
    if (!line || startSeconds === tidy.at(-1)?.startSeconds) continue
    const link = tidyUrl(url)
    tidy.push({ startSeconds, title: line, ...(link && { url: link }), ...(hidden && { hidden }) })
  }
  return tidy.length > 0 ? tidy : undefined
}

function tidyUrl(url: string | undefined): string | undefined {
  const text = (url ?? '').trim()
  const parsed = text.length <= MAX_URL_LENGTH ? URL.parse(text) : null
  return parsed && isWebAddress(parsed.href) ? writeAddress(parsed) : undefined
}
