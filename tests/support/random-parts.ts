import fc from 'fast-check'
import { hostileLine } from './hostile-text.ts'
import { name, parts, some, url } from './random-shows.ts'

/** A chapter as JSON chapters have it; their order in a list is any. */
export interface TypedChapter {
  startTime: number
  endTime?: number
  title?: string
  url?: string
  img?: string
  toc?: false
}

/** A passage as the podcast namespace's JSON has it. */
interface TypedSegment {
  speaker?: string
  startTime?: number
  endTime?: number
  body: string
}

export interface TypedTranscript {
  language: string
  state?: string
  segments: TypedSegment[]
}

export interface TypedPicture {
  alt?: string
}

/** What is said in a sound, by nobody. */
const SOUND = '[Musik läuft]'

/** A picture, and perhaps what it shows. */
export const typedPicture: fc.Arbitrary<TypedPicture> = some({ alt: hostileLine })

/** Chapters, transcripts and a picture of an episode whose audio has so many seconds, five at least. */
export const typedParts = (seconds: number) =>
  fc.record({
    chapters: typedChapters(seconds),
    transcripts: fc.uniqueArray(typedTranscript(seconds), { selector: ({ language }) => language, maxLength: 2 }),
    picture: fc.option(typedPicture),
  })

/** Listed chapters, hidden ones, and those that only bring a picture; finer than a millisecond, each at one of its own. */
function typedChapters(seconds: number): fc.Arbitrary<TypedChapter[]> {
  const links = { url, img: url }
  const what = fc.oneof(
    { weight: 3, arbitrary: parts({ title: hostileLine }, links) },
    { weight: 1, arbitrary: parts({ toc: fc.constant(false as const) }, { title: hostileLine, ...links }) },
    { weight: 1, arbitrary: fc.record({ img: url }) },
  )
  const whole = fc.record({ at: fc.nat(900), what, share: fc.option(fc.double({ min: 0.1, max: 0.9, noNaN: true })) })
  return fc.uniqueArray(whole, { selector: ({ at }) => at, maxLength: 5 }).map((list) =>
    list.map(({ at, what, share }) => {
      const startTime = (at / 1000) * seconds
      return { startTime, ...(share && { endTime: startTime + share * (seconds - startTime) }), ...what }
    }),
  )
}

/** Passages with both times, with starts or without any. Whoever speaks is named, once anybody was. */
function typedTranscript(seconds: number): fc.Arbitrary<TypedTranscript> {
  const segment = fc.record({
    start: fc.nat(990).map((at) => (at / 1000) * seconds),
    long: fc.double({ min: 0.002, max: 5, noNaN: true }),
    // Two words at least: where each passage is a word, words become passages.
    body: fc.oneof({ weight: 6, arbitrary: hostileLine.map((text) => `Ja ${text}`) }, fc.constant(SOUND)),
    who: fc.nat(1),
  })
  const made = fc.record({
    times: fc.constantFrom('spans', 'starts', 'none'),
    unnamed: fc.nat(2),
    names: fc.tuple(name, name),
    passages: fc.array(segment, { minLength: 1, maxLength: 5 }),
  })
  const segments = made.map(({ times, unnamed, names, passages }) =>
    passages
      .toSorted((a, b) => a.start - b.start)
      .map(({ start, long, body, who }, at) => ({
        ...(at < unnamed || body === SOUND ? {} : { speaker: names[who]! }),
        ...(times === 'none' ? {} : { startTime: start }),
        ...(times === 'spans' ? { endTime: start + long } : {}),
        body,
      })),
  )
  const language = fc.constantFrom('de', 'en-gb', 'fr', 'pt-BR')
  return parts({ language, segments }, { state: fc.constantFrom('machine', 'corrected', 'approved') })
}
