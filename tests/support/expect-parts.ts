import { expect } from 'vitest'
import { canonicalLanguage } from '../../src/lib/language.ts'
import { cleanLine } from '../../src/lib/plain-text.ts'
import { writeAddress } from '../../src/lib/web-address.ts'
import type { Json } from './api.ts'
import type { Served } from './document-rules.ts'
import type { TypedEpisode } from './in-memory.ts'
import type { TypedChapter, TypedTranscript } from './random-parts.ts'
import { expectParagraphs, type Said, saidInSrt, saidInVtt } from './said-in.ts'

/** What a feed's item says of an episode's parts, by both parsers, and what is served at the addresses in it. */
interface ReadParts {
  item: Json
  asIndex: Json
  served: Map<string, Served>
}

/** Chapters, transcripts and the words for the picture come back as they were typed. */
export function expectParts({ fields, chapters, transcripts, picture }: TypedEpisode, read: ReadParts) {
  expectChapters(chapters, read, (fields as Json).title)
  const languages = transcripts.map(({ language }) => canonicalLanguage(language)).toSorted()
  const announced: Json[] = read.item.podcast.transcripts ?? []
  expect([...new Set(announced.map(({ language }) => language))]).toEqual(languages)
  expect(read.asIndex.podcastTranscripts ?? []).toEqual(
    // The index's own word for SubRip.
    announced.map((one) => ({ ...one, type: one.type === 'application/x-subrip' ? 'application/srt' : one.type })),
  )
  for (const typed of transcripts) expectTranscript(typed, announced, read.served)
  expect(read.item.podcast.images?.map(({ alt }: Json) => alt)).toEqual(picture ? [wordsFor(picture)] : undefined)
}

/** What a picture shows, cleaned. */
export const wordsFor = ({ alt }: { alt?: string }) => alt && cleanLine(alt)

function expectChapters(typed: TypedChapter[], { item, asIndex, served }: ReadParts, title: string) {
  expect(asIndex.podcastChapters).toEqual(item.podcast.chapters)
  expect(item.podcast.chapters === undefined).toBe(typed.length === 0)
  if (typed.length === 0) return
  const document = JSON.parse(served.get(item.podcast.chapters.url)!.text!)
  const kept = typed.map(keptChapter).toSorted((a, b) => a.startTime - b.startTime)
  const opening = kept[0]!.startTime > 0 ? [{ startTime: 0, title: cleanLine(title), toc: false }] : []
  expect(document.chapters).toEqual([...opening, ...kept])
  const listed = kept.filter(({ toc }) => toc !== false)
  expect(item.psc?.chapters.map(({ title, href, image }: Json) => [title, href, image])).toEqual(
    listed.length > 0 ? listed.map(({ title, url, img }) => [title, url, img]) : undefined,
  )
}

const keptChapter = ({ startTime, endTime, title, url, img, toc }: TypedChapter): TypedChapter => ({
  startTime: toMilliseconds(startTime),
  ...(endTime && { endTime: toMilliseconds(endTime) }),
  ...(title && { title: cleanLine(title) }),
  ...(url && { url: address(url) }),
  ...(img && { img: address(img) }),
  ...((toc === false || !title) && { toc: false as const }),
})

function expectTranscript(typed: TypedTranscript, announced: Json[], served: Map<string, Served>) {
  const cues = typed.segments.map(keptCue)
  const [first] = cues
  const [isTimed, isSpanned] = [first!.startTime !== undefined, first!.endTime !== undefined]
  const files = announced.filter(({ language }) => language === canonicalLanguage(typed.language))
  expect(files.map(({ type, rel }) => [type, rel])).toEqual([
    ...(isTimed
      ? [
          ['text/vtt', isSpanned ? 'captions' : undefined],
          ['application/x-subrip', isSpanned ? 'captions' : undefined],
          ['application/json', undefined],
        ]
      : []),
    ['text/html', undefined],
  ])
  const text = (ending: string) => served.get(files.find(({ url }) => url.endsWith(ending)).url)!.text!
  expectParagraphs(text('.html'), cues)
  if (!isTimed) return
  expect(JSON.parse(text('.json'))).toEqual({
    version: '1.0.0',
    segments: cues.map(({ text, ...times }) => ({ ...times, body: text })),
  })
  expect(saidInVtt(text('.vtt')).map(comparable)).toEqual(cues.map(comparable))
  expect(saidInSrt(text('.srt')).map(comparable)).toEqual(asSubtitles(cues).map(comparable))

  // Where nobody knows when a passage ends, one is guessed.
  function comparable({ endTime, ...said }: Said) {
    return isSpanned ? { endTime, ...said } : said
  }
}

const keptCue = ({ speaker, startTime, endTime, body }: TypedTranscript['segments'][number]): Said => ({
  ...(speaker && { speaker: cleanLine(speaker).replace(/[\s:]+$/, '') }),
  ...(startTime !== undefined && { startTime: toMilliseconds(startTime) }),
  ...(endTime !== undefined && { endTime: toMilliseconds(endTime) }),
  text: cleanLine(body),
})

/** SubRip has no speakers and no escapes: names stand in front where they change, an arrow is one character. */
function asSubtitles(cues: Said[]): Said[] {
  let last: string | undefined
  return cues.map(({ speaker, text, ...times }) => {
    const named = speaker === undefined || speaker === last ? text : `${speaker}: ${text}`
    last = speaker ?? last
    return { ...times, text: named.replaceAll('-->', '→') }
  })
}

const toMilliseconds = (seconds: number) => Math.round(seconds * 1000) / 1000
const address = (url: string) => writeAddress(new URL(url.trim()))
