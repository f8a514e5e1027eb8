import type { FileHandle } from 'node:fs/promises'
import type { RawTags } from './audio-tags.ts'
import { boxesIn, findBox } from './mp4-boxes.ts'
import { visitSamples } from './mp4-samples.ts'
import type { Track } from './mp4-track.ts'

/** More chapters than are kept, since some may be empty. */
const MAX_CHAPTERS = 1000

/** Bytes. A title has its length in two of them. */
const MAX_TITLE_BYTES = 65_537

/** Reads what iTunes and those after it write into the contents of `moov` (`udta/meta/ilst`). */
export function readMp4Tags(moov: Buffer): RawTags {
  const items = readItems(moov)
  const text = (...names: string[]) => names.map((name) => items.get(name)?.toString('utf8')).find((value) => value)
  const pairNumber = (name: string) => firstOfPair(items.get(name))
  return {
    title: text('\xa9nam'),
    artist: text('\xa9ART', 'aART'),
    description: text('ldes', 'desc', '\xa9cmt'),
    date: text('\xa9day'),
    number: readInteger(items.get('tves')) ?? pairNumber('trkn'),
    season: readInteger(items.get('tvsn')) ?? pairNumber('disk'),
    artwork: items.get('covr'),
  }
}

/** Chapters: from the track that the audio names as its chapters, else from the list that Nero introduced. */
export async function readMp4Chapters(
  file: FileHandle,
  bytes: number,
  moov: Buffer,
  audio: Track,
  tracks: Track[],
): Promise<NonNullable<RawTags['chapters']>> {
  const track = tracks.find(({ id, handler }) => id === audio.chapterTrackId && /^(text|sbtl)$/.test(handler))
  const chapters = track && track.timescale > 0 ? await readChapterTrack(file, bytes, track) : []
  return chapters.length > 0 ? chapters : readChapterList(findBox(moov, 'udta/chpl') ?? Buffer.alloc(0))
}

/** The first value of each item. `meta` counts as a full box, though QuickTime writes it without version. */
function readItems(moov: Buffer): Map<string, Buffer> {
  const meta = findBox(moov, 'udta/meta')
  const list = meta && (findBox(meta.subarray(4), 'ilst') ?? findBox(meta, 'ilst'))
  const items = new Map<string, Buffer>()
  for (const { type, start, end } of list ? boxesIn(list) : []) {
    const data = findBox(list!.subarray(start, end), 'data')
    if (data && data.length > 8 && !items.has(type)) items.set(type, data.subarray(8))
  }
  return items
}

/** "3 of 12" is two numbers of two bytes behind two bytes of nothing. */
const firstOfPair = (value: Buffer | undefined) => (value && value.length >= 4 ? value.readUInt16BE(2) : undefined)

const readInteger = (value: Buffer | undefined) =>
  value && value.length <= 6 ? value.readUIntBE(0, value.length) : undefined

/** Each sample is a title: its length in two bytes, then UTF-8, or UTF-16 with its mark (QuickTime text media). */
async function readChapterTrack(file: FileHandle, bytes: number, track: Track) {
  const places: { offset: number; size: number; time: number }[] = []
  await visitSamples(track.samples, (offset, size, time) => places.push({ offset, size, time }), MAX_CHAPTERS)
  const chapters: { startSeconds: number; title: string }[] = []
  for (const { offset, size, time } of places) {
    if (size < 2 || size > MAX_TITLE_BYTES || offset + size > bytes) continue
    const { buffer: sample } = await file.read(Buffer.alloc(size), 0, size, offset)
    const title = sample.subarray(2, 2 + sample.readUInt16BE(0))
    chapters.push({ startSeconds: time / track.timescale, title: decodeTitle(title) })
  }
  return chapters
}

function decodeTitle(title: Buffer): string {
  const mark = title.length >= 2 ? title.readUInt16BE(0) : 0
  if (mark === 0xfeff) return new TextDecoder('utf-16be').decode(title)
  return mark === 0xfffe ? new TextDecoder('utf-16le').decode(title) : title.toString('utf8')
}

/** Up to 255 times: eight bytes of a ten-millionth of a second, the length of the title in one byte, the title. */
function readChapterList(list: Buffer) {
  const chapters: { startSeconds: number; title: string }[] = []
  let at = list[0] === 0 ? 5 : 9
  for (let left = list[at - 1] ?? 0; left > 0 && at + 9 <= list.length; left--) {
    const end = at + 9 + list[at + 8]!
    chapters.push({ startSeconds: Number(list.readBigUInt64BE(at)) / 1e7, title: list.toString('utf8', at + 9, end) })
    at = end
  }
  return chapters
}
