import { boxesIn, findBox } from './mp4-boxes.ts'

/** A track of an MP4, as far as its boxes could be read. Times are in units of its timescale. */
export interface Track {
  id: number
  /** What it carries: `soun`, `vide`, `text`. */
  handler: string
  /** How it is coded: `mp4a`, `alac`, `avc1`; `enca` when encrypted. */
  coding: string
  /** Contents of its first sample entry. */
  entry: Buffer
  timescale: number
  /** Three letters of ISO 639-2. */
  language: string
  chapterTrackId: number | null
  /** What of the media is played (ISO/IEC 14496-12 §8.6.6), in the timescale of the movie; null when all of it is. */
  edit: { mediaStart: number; movieDuration: number } | null
  samples: SampleTables
}

/** ISO/IEC 14496-12 §8.6.1.2, §8.7.3–5. Each table is as long as its box, whatever it claims. */
export interface SampleTables {
  count: number
  /** The size of every sample; 0 when `sizes` lists them. */
  sizeOfAll: number
  sizes: Buffer
  /** Pairs: so many samples last so long. */
  durations: Buffer
  /** Triples: from this chunk on, so many samples a chunk, described by that entry. */
  chunkRuns: Buffer
  /** Where in the file the chunks begin, four or eight bytes each. */
  chunkOffsets: Buffer
  chunkOffsetBytes: 4 | 8
  /** Whether a table claims more rows than its box has room for. */
  isTorn: boolean
}

/** More tracks than any audio has. */
const MAX_TRACKS = 16

/** Reads the tracks from the contents of a `moov` box. What lacks a part is left out. */
export function readTracks(moov: Buffer): Track[] {
  return boxesIn(moov)
    .filter(({ type }) => type === 'trak')
    .slice(0, MAX_TRACKS)
    .map(({ start, end }) => readTrack(moov.subarray(start, end)))
    .filter((track) => track !== null)
}

function readTrack(trak: Buffer): Track | null {
  const header = findBox(trak, 'tkhd')
  const media = findBox(trak, 'mdia/mdhd')
  const handler = findBox(trak, 'mdia/hdlr')
  const table = findBox(trak, 'mdia/minf/stbl')
  if (!header || !media || !handler || !table || handler.length < 12) return null

  const description = findBox(table, 'stsd')?.subarray(8)
  const entry = description && boxesIn(description)[0]
  const chapters = findBox(trak, 'tref/chap')
  return {
    id: readNumber(header, isLong(header) ? 20 : 12),
    handler: handler.toString('latin1', 8, 12),
    coding: entry?.type ?? '',
    entry: entry && description ? description.subarray(entry.start, entry.end) : Buffer.alloc(0),
    timescale: readNumber(media, isLong(media) ? 20 : 12),
    language: readLanguage(media, isLong(media) ? 32 : 20),
    chapterTrackId: chapters && chapters.length >= 4 ? chapters.readUInt32BE(0) : null,
    edit: readEdit(findBox(trak, 'edts/elst')),
    samples: readSampleTables(table),
  }
}

function readSampleTables(table: Buffer): SampleTables {
  const sizes = findBox(table, 'stsz') ?? Buffer.alloc(0)
  const sizeOfAll = readNumber(sizes, 4)
  const claimed = readNumber(sizes, 8)
  const room = Math.floor(sizes.subarray(12).length / 4)
  const durations = findBox(table, 'stts')
  const chunkRuns = findBox(table, 'stsc')
  const shortOffsets = findBox(table, 'stco')
  const offsets = shortOffsets ?? findBox(table, 'co64')
  const chunkOffsetBytes = shortOffsets ? 4 : 8
  return {
    count: sizeOfAll > 0 ? claimed : Math.min(claimed, room),
    sizeOfAll,
    sizes: sizes.subarray(12),
    durations: readTable(durations, 8),
    chunkRuns: readTable(chunkRuns, 12),
    chunkOffsets: readTable(offsets, chunkOffsetBytes),
    chunkOffsetBytes,
    isTorn:
      (sizeOfAll === 0 && claimed > room) ||
      isTornTable(durations, 8) ||
      isTornTable(chunkRuns, 12) ||
      isTornTable(offsets, chunkOffsetBytes),
  }
}

/** The rows of a table, without its head and cut to its number of rows. */
function readTable(box: Buffer | null, rowBytes: number): Buffer {
  const rows = (box ?? Buffer.alloc(0)).subarray(8)
  return rows.subarray(0, Math.min(readNumber(box, 4), Math.floor(rows.length / rowBytes)) * rowBytes)
}

const isTornTable = (box: Buffer | null, rowBytes: number) =>
  box !== null && 8 + readNumber(box, 4) * rowBytes > box.length

/** Stretches that are empty are no audio. The first one with audio tells where it begins, all together how long it is. */
function readEdit(list: Buffer | null): Track['edit'] {
  if (!list) return null
  const wide = isLong(list) ? 8 : 4
  const rows = readTable(list, wide * 2 + 4)
  let edit: Track['edit'] = null
  for (let at = 0; at < rows.length; at += wide * 2 + 4) {
    const duration = wide === 8 ? Number(rows.readBigUInt64BE(at)) : rows.readUInt32BE(at)
    const mediaStart = wide === 8 ? Number(rows.readBigInt64BE(at + 8)) : rows.readInt32BE(at + 4)
    if (mediaStart < 0) continue
    if (edit) edit.movieDuration += duration
    else edit = { mediaStart, movieDuration: duration }
  }
  return edit
}

/** Fifteen bits, five a letter. */
function readLanguage(media: Buffer, at: number): string {
  if (media.length < at + 2) return ''
  const packed = media.readUInt16BE(at)
  return String.fromCharCode(...[10, 5, 0].map((shift) => 0x60 + ((packed >> shift) & 31)))
}

/** Version 1 of a box has times of eight bytes. */
const isLong = (box: Buffer) => box[0] === 1

const readNumber = (box: Buffer | null, at: number) => (box && box.length >= at + 4 ? box.readUInt32BE(at) : 0)
