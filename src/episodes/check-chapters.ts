import { Refusal } from '../lib/errors.ts'
import { isBlank } from '../lib/input.ts'
import { readPlayTime, toMilliseconds } from '../lib/normal-play-time.ts'
import { cleanLine } from '../lib/plain-text.ts'
import { isWebAddress, writeAddress } from '../lib/web-address.ts'
import type { Chapter } from './chapters.ts'

/** A chapter as somebody wrote it, before anybody looked at it. */
export interface WrittenChapter {
  /** Where it was found, for the one who wrote it: "Line 4", "Chapter 2". */
  place: string
  /** Seconds, or a time such as 01:02:03.500. */
  start: unknown
  title: unknown
  url?: unknown
  imageUrl?: unknown
  end?: unknown
  hidden?: boolean
  /** Why it can't even be read: nothing else is known of it then. */
  fault?: string
}

/** All chapters of a text. What a person typed must be in its order, since a slip is likelier than a wish. */
export interface Written {
  chapters: WrittenChapter[]
  isTyped: boolean
}

/** No list is longer that anybody reads, and every app copes with it. */
export const MAX_CHAPTERS = 500
/** What podcast apps take as a title (PSP-1). */
export const MAX_TITLE_CHARACTERS = 255
const MAX_URL_LENGTH = 2000
/** No recording is longer: a week. */
const MAX_SECONDS = 7 * 86_400
/** Programs round the end of the last chapter up. */
const END_TOLERANCE_SECONDS = 1
/** Sentences told at once. */
const MAX_SENTENCES = 20

/**
 * The chapters that were written, ascending, each inside audio of so many seconds (null: there is none yet). Refuses
 * them all (422 `bad-chapters`) if one has no time or title, lies outside, stands beside another at the same moment or
 * leads nowhere; the refusal names each such place.
 */
export function checkChapters({ chapters, isTyped }: Written, seconds: number | null): Chapter[] {
  const count = chapters.filter(({ fault }) => !fault).length
  if (count > MAX_CHAPTERS) throw badChapters(`There are ${count} chapters; an episode takes at most ${MAX_CHAPTERS}.`)

  const sentences: Record<string, string> = {}
  const judged: { place: string; chapter: Chapter }[] = []
  for (const written of chapters) {
    const chapter = judge(written, seconds ?? MAX_SECONDS)
    if (typeof chapter === 'string') sentences[written.place] = chapter
    else judged.push({ place: written.place, chapter })
  }
  if (!isTyped) judged.sort((a, b) => a.chapter.startSeconds - b.chapter.startSeconds)
  for (const [at, { place, chapter }] of judged.entries()) {
    const before = judged[at - 1]
    if (!before || chapter.startSeconds > before.chapter.startSeconds) continue
    const isSame = chapter.startSeconds === before.chapter.startSeconds
    sentences[place] =
      `It begins ${isSame ? 'at the same moment as' : 'before'} what stands in ${inText(before.place)}.`
  }
  refuseAny(chapters.flatMap(({ place }) => (sentences[place] ? [[place, sentences[place]]] : [])))
  return judged.map(({ chapter }) => chapter)
}

/**
 * A text that can't be taken as chapters; `places` has a sentence for each line or entry to correct, and `more` is how many
 * there are besides.
 */
export const badChapters = (sentence: string, places: Record<string, string> = {}, details: { more?: number } = {}) =>
  new Refusal(422, 'bad-chapters', sentence, { fields: places, details })

/** Refuses a text by those of its chapters that can't be read. */
export function refuseUnreadable(chapters: WrittenChapter[]) {
  refuseAny(chapters.flatMap(({ place, fault }) => (fault ? [[place, fault]] : [])))
}

/** In the order in which they were written. */
function refuseAny(all: [place: string, sentence: string][]) {
  const [first] = all
  if (!first) return
  const others = all.length > 1 ? ` ${all.length - 1} more can't be taken either.` : ''
  const untold = all.length - MAX_SENTENCES
  throw badChapters(
    `${first[0]}: ${first[1]}${others}`,
    Object.fromEntries(all.slice(0, MAX_SENTENCES)),
    untold > 0 ? { more: untold } : {},
  )
}

/** The chapter, or the sentence that says what is wrong with it. */
function judge(written: WrittenChapter, seconds: number): Chapter | string {
  if (written.fault) return written.fault
  const startSeconds = secondsOf(written.start)
  if (startSeconds === null) return 'Write where it begins as 3:20, 1:02:03 or 1:02:03.500.'
  if (startSeconds >= seconds)
    return `It begins behind the end of the audio, which has ${toMilliseconds(seconds)} seconds.`

  const title = typeof written.title === 'string' ? cleanLine(written.title) : ''
  if (isBlank(title) && !written.hidden) return 'Write a title for it.'
  if ([...title].length > MAX_TITLE_CHARACTERS) return `Shorten its title to ${MAX_TITLE_CHARACTERS} characters.`

  const [url, imageUrl] = [linkOf(written.url), linkOf(written.imageUrl)]
  if (url === null || imageUrl === null)
    return `Write the address of its ${url === null ? 'link' : 'picture'} in full, from https:// on.`

  const endSeconds = isMissing(written.end) ? undefined : secondsOf(written.end)
  if (endSeconds === null) return 'Write where it ends as 3:20, 1:02:03 or 1:02:03.500, or nothing.'
  if (endSeconds !== undefined && endSeconds <= startSeconds) return 'It ends before it begins.'
  if (endSeconds !== undefined && endSeconds > seconds + END_TOLERANCE_SECONDS)
    return `It ends behind the end of the audio, which has ${toMilliseconds(seconds)} seconds.`

  return {
    startSeconds,
    title: isBlank(title) ? '' : title,
    ...(url && { url }),
    ...(imageUrl && { imageUrl }),
    ...(endSeconds !== undefined && { endSeconds: Math.min(endSeconds, seconds) }),
    ...(written.hidden && { hidden: true }),
  }
}

function secondsOf(value: unknown): number | null {
  if (typeof value === 'string') return readPlayTime(value)
  return typeof value === 'number' && value >= 0 && value <= MAX_SECONDS ? toMilliseconds(value) : null
}

const isMissing = (value: unknown) => value === undefined || value === null || value === ''

/** Undefined where there is none, null where it is no address of the web. */
function linkOf(value: unknown): string | undefined | null {
  if (isMissing(value)) return undefined
  const parsed = typeof value === 'string' && value.length <= MAX_URL_LENGTH ? URL.parse(value.trim()) : null
  const address = parsed && isWebAddress(parsed.href) ? writeAddress(parsed) : null
  return address && address.length <= MAX_URL_LENGTH ? address : null
}

const inText = (place: string) => place.charAt(0).toLowerCase() + place.slice(1)
