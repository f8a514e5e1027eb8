import { readFileSync } from 'node:fs'

/** A sample as committed. */
export const sample = (name: string) => readFileSync(new URL(name, import.meta.url))

/** The encoder's information frame at the beginning of a sample, and the sample without it. */
export const INFO_FRAME_BYTES = {
  'cbr-info-44100-stereo.mp3': 261,
  'cbr-info-22050-mono.mp3': 208,
  'vbr-xing-8000-mono.mp3': 288,
  'vbr-xing-32000-stereo.mp3': 576,
} as const

export const withoutInfo = (name: keyof typeof INFO_FRAME_BYTES) => sample(name).subarray(INFO_FRAME_BYTES[name])

/** So many silent frames of MPEG-1, 32 kHz, mono, 32 kbit/s: 144 bytes and 0.036 s each, without a padding byte. */
export function silentFrames(count: number): Buffer {
  const frames = Buffer.alloc(count * 144)
  for (let at = 0; at < frames.length; at += 144) frames.writeUInt32BE(0xfffb18c4, at)
  return frames
}

/** A Xing frame for `silentFrames` that promises so many frames and bytes. */
export function xingFrame(frames: number, bytes: number, name = 'Xing'): Buffer {
  const frame = silentFrames(1)
  frame.write(name, 21, 'latin1')
  frame.writeUInt32BE(3, 25)
  frame.writeUInt32BE(frames, 29)
  frame.writeUInt32BE(bytes, 33)
  return frame
}

/** The same as Fraunhofer's encoders say it. */
export function vbriFrame(frames: number, bytes: number): Buffer {
  const frame = silentFrames(1)
  frame.write('VBRI', 36, 'latin1')
  frame.writeUInt32BE(bytes, 46)
  frame.writeUInt32BE(frames, 50)
  return frame
}

/** Reproducible noise. */
export function noise(length: number, seed = 1): Buffer {
  const bytes = Buffer.alloc(length)
  let state = seed
  for (let at = 0; at < length; at++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    bytes[at] = state >>> 16
  }
  return bytes
}

export type Id3Version = 2 | 3 | 4

/** An ID3v2 tag around frames made by `id3Frame`. */
export function id3Tag(
  version: Id3Version,
  frames: Buffer[],
  options: { flags?: number; footer?: boolean } = {},
): Buffer {
  const flags = (options.flags ?? 0) | (options.footer ? 0x10 : 0)
  const body = Buffer.concat(frames)
  const head = (name: string) => Buffer.concat([ascii(name), Buffer.from([version, 0, flags]), syncSafe(body.length)])
  return Buffer.concat([head('ID3'), body, options.footer ? head('3DI') : Buffer.alloc(0)])
}

export function id3Frame(version: Id3Version, id: string, body: Buffer, flags = 0): Buffer {
  const size = Buffer.alloc(4)
  size.writeUInt32BE(body.length)
  if (version === 2) return Buffer.concat([ascii(id), size.subarray(1), body])
  return Buffer.concat([ascii(id), version === 4 ? syncSafe(body.length) : size, Buffer.from([0, flags]), body])
}

/** A frame of text in UTF-16 with its mark, the coding every version knows. */
export const textFrame = (version: Id3Version, id: string, text: string) => id3Frame(version, id, utf16(text))

export const commentFrame = (version: Id3Version, id: string, text: string, descriptor = '') =>
  id3Frame(
    version,
    id,
    Buffer.concat([Buffer.from([1]), ascii('deu'), utf16(`${descriptor}\0`).subarray(1), utf16(text).subarray(1)]),
  )

export function chapterFrame(version: 3 | 4, id: string, startMs: number, subFrames: Buffer[]): Buffer {
  const times = Buffer.alloc(16, 0xff)
  times.writeUInt32BE(startMs)
  times.writeUInt32BE(startMs + 1000, 4)
  return id3Frame(version, 'CHAP', Buffer.concat([ascii(`${id}\0`), times, ...subFrames]))
}

export const linkFrame = (version: 3 | 4, url: string) => id3Frame(version, 'WXXX', ascii(`\0\0${url}`))

export const pictureFrame = (version: 3 | 4, bytes: Buffer, kind = 3) =>
  id3Frame(version, 'APIC', Buffer.concat([ascii(`\0image/png\0${String.fromCharCode(kind)}\0`), bytes]))

/** A picture as far as anyone looks at its first bytes, of any size. */
export const picture = (length: number, seed = 1) =>
  Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), noise(length - 8, seed)])

/** Puts a zero behind each 0xFF, as ID3v2.3 wants it for a whole tag. */
export function unsynchronised(body: Buffer): Buffer {
  return Buffer.from([...body].flatMap((byte) => (byte === 0xff ? [0xff, 0] : [byte])))
}

/** The tag of 128 bytes at the end of old files. */
export function id3v1Tag(title: string, artist: string, year: string, number: number): Buffer {
  const tag = Buffer.alloc(128)
  tag.write('TAG', 0)
  tag.write(title, 3, 30, 'latin1')
  tag.write(artist, 33, 30, 'latin1')
  tag.write(year, 93, 4, 'latin1')
  tag[126] = number
  return tag
}

/** A box of an MP4. */
export function box(type: string, ...contents: (Buffer | number[])[]): Buffer {
  const body = Buffer.concat(contents.map((part) => Buffer.from(part)))
  const head = Buffer.alloc(8)
  head.writeUInt32BE(body.length + 8)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, body])
}

/** Numbers of four bytes each, as the tables of an MP4 have them. */
export function words(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4)
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value >>> 0, index * 4)
  return bytes
}

export interface M4aOptions {
  /** 1024 units of the timescale each, of 16,000 a second: 0.064 s. */
  samples?: number
  sampleBytes?: number
  indexAtEnd?: boolean
  longOffsets?: boolean
  handler?: string
  coding?: string
  /** MPEG-4 AAC unless said otherwise. */
  objectType?: number
  duration?: number
  edit?: { mediaStart: number; movieDuration: number }
  /** Boxes for `udta`. */
  userData?: Buffer[]
  /** Boxes beside the tracks. */
  more?: Buffer[]
}

/** Repeated, it begins as a packet of AAC does: one channel, long windows, four bands. */
export const PACKET_BYTE = 0x02

/** An M4A of samples of equal size, two in each chunk, that begin as AAC does. */
export function m4a(options: M4aOptions = {}): Buffer {
  const { samples = 1000, sampleBytes = 100, indexAtEnd = false } = options
  const media = box('mdat', Buffer.alloc(samples * sampleBytes, PACKET_BYTE))
  const type = box('ftyp', ascii('M4A \0\0\0\0M4A mp42'))
  const indexBytes = m4aIndex(options, 0).length
  const index = m4aIndex(options, type.length + 8 + (indexAtEnd ? 0 : indexBytes))
  return Buffer.concat(indexAtEnd ? [type, media, index] : [type, index, media])
}

function m4aIndex(options: M4aOptions, mediaStart: number): Buffer {
  const { samples = 1000, sampleBytes = 100, handler = 'soun', coding = 'mp4a', duration = 1024 } = options
  const offsets = Array.from({ length: Math.ceil(samples / 2) }, (_, chunk) => mediaStart + chunk * 2 * sampleBytes)
  const config = [
    0,
    0,
    0,
    0,
    3,
    22,
    0,
    0,
    0,
    4,
    17,
    options.objectType ?? 0x40,
    0x15,
    ...Array(11).fill(0),
    5,
    2,
    0x14,
    0x08,
  ]
  const entry = box(coding, words(0, 1, 0, 0, 0x20010, 0, 16_000 << 16), box('esds', config))
  const table = box(
    'stbl',
    box('stsd', words(0, 1), entry),
    box('stts', words(0, 1, samples, duration)),
    box('stsc', words(0, 1, 1, 2, 1)),
    box('stsz', words(0, 0, samples, ...Array(samples).fill(sampleBytes))),
    options.longOffsets
      ? box('co64', words(0, offsets.length, ...offsets.flatMap((offset) => [0, offset])))
      : box('stco', words(0, offsets.length, ...offsets)),
  )
  const { edit } = options
  const track = box(
    'trak',
    box('tkhd', words(0, 0, 0, 1, 0, 0)),
    edit ? box('edts', box('elst', words(0, 1, edit.movieDuration, edit.mediaStart, 0x10000))) : [],
    box(
      'mdia',
      box('mdhd', words(0, 0, 0, 16_000, samples * duration, 0x15c70000)),
      box('hdlr', words(0, 0), ascii(handler), words(0, 0, 0)),
      box('minf', table),
    ),
  )
  const userData = options.userData ? box('udta', ...options.userData) : Buffer.alloc(0)
  return box('moov', box('mvhd', words(0, 0, 0, 1000, 0)), track, userData, ...(options.more ?? []))
}

/** Items for `userData` as iTunes writes them: a text, or the bytes of a value with its kind. */
export function itunesItems(items: [name: string, value: string | Buffer, kind?: number][]): Buffer {
  const boxes = items.map(([name, value, kind = 1]) =>
    box(name, box('data', words(kind, 0), Buffer.from(value as string))),
  )
  return box('meta', words(0), box('ilst', ...boxes))
}

/** Nero's list of chapters for `userData`. */
export function chapterList(chapters: [seconds: number, title: string][]): Buffer {
  const entries = chapters.map(([seconds, title]) => {
    const start = Buffer.alloc(8)
    start.writeBigUInt64BE(BigInt(seconds * 1e7))
    return Buffer.concat([start, Buffer.from([Buffer.byteLength(title)]), Buffer.from(title)])
  })
  return box('chpl', words(0x01000000, 0), [chapters.length], ...entries)
}

const ascii = (text: string) => Buffer.from(text, 'latin1')
const utf16 = (text: string) => Buffer.concat([Buffer.from([1, 0xff, 0xfe]), Buffer.from(text, 'utf16le')])
const syncSafe = (size: number) => Buffer.from([size >>> 21, size >>> 14, size >>> 7, size].map((byte) => byte & 0x7f))
