import { id3v2Size, readSyncSafe } from './tag-blocks.ts'

/** Bytes. A frame of text above this holds no words for a reader. */
const MAX_FRAME_BYTES = 64 << 10

/** Bytes, with room for the description in front of the picture. */
const MAX_PICTURE_BYTES = (20 << 20) + 4096

/** All texts and chapters together; what follows is left out. */
const MAX_TEXT_BYTES = 1 << 20

/** More frames than 500 chapters and every text together; what follows is left out. */
const MAX_FRAMES = 1000

/** The frames worth reading, in the names of ID3v2.3 and 2.4 and in those of 2.2. */
export const ID3_FRAMES: ReadonlySet<string> = new Set(
  [
    'TIT2 TPE1 TDES COMM TXXX TRCK TPOS TDRC TDRL TYER TDAT TLAN APIC CHAP CTOC',
    'TT2 TP1 TDS COM TRK TPA TYE TDA TLA PIC',
  ]
    .join(' ')
    .split(' '),
)

/**
 * An ID3v2 tag written anew for a reader that knows only the simple case: without unsynchronisation, extended header
 * and frame flags (ID3v2.4 §3.2, §4.1, §6.1), with the frames in `wanted` only, and bounded in number and size.
 * Frames that are damaged, packed or encrypted are left out.
 */
export function simpleTag(tag: Uint8Array, wanted: ReadonlySet<string>): Uint8Array {
  const version = tag[3]!
  const frames: Uint8Array[] = []
  let textBytes = 0
  for (const frame of readFrames(tag)) {
    if (!wanted.has(frame.id)) continue
    const bytes = frame.id === 'CHAP' ? simpleChapter(frame.bytes, version) : frame.bytes
    const isPicture = PICTURES.has(frame.id)
    if (!bytes || bytes.length === 0 || bytes.length > (isPicture ? MAX_PICTURE_BYTES : MAX_FRAME_BYTES)) continue
    if (!isPicture) textBytes += bytes.length
    if (textBytes > MAX_TEXT_BYTES) break
    frames.push(frameHeader(frame.id, bytes.length, version), bytes)
  }
  const body = Buffer.concat(frames)
  return Buffer.concat([Uint8Array.of(0x49, 0x44, 0x33, version, 0, 0), syncSafe(body.length), body])
}

const CHAPTER_FRAMES = new Set(['TIT2', 'WXXX'])
const MAX_CHAPTER_FRAME_BYTES = 4096
const MAX_CHAPTER_PARTS = 16

const PICTURES = new Set(['APIC', 'PIC'])

interface Frame {
  id: string
  bytes: Uint8Array
}

function* readFrames(tag: Uint8Array): Generator<Frame> {
  const version = tag[3]!
  const tagFlags = tag[5]!
  const isUnsynchronised = (tagFlags & 0x80) !== 0
  let body = tag.subarray(10, Math.min(id3v2Size(tag), 10 + readSyncSafe(tag, 6)))
  if (isUnsynchronised && version < 4) body = synchronised(body)

  const headerBytes = version === 2 ? 6 : 10
  let at = (tagFlags & 0x40) !== 0 ? extendedHeaderBytes(body, version) : 0
  for (let count = 0; count < MAX_FRAMES && at + headerBytes <= body.length; count++) {
    const id = frameId(body, at, version)
    const size = id === null ? 0 : frameSize(body, at, version)
    const start = at + headerBytes
    if (id === null || start + size > body.length) return
    at = start + size
    const bytes = withoutFlags(
      body.subarray(start, at),
      version === 2 ? 0 : body[start - 1]!,
      version,
      isUnsynchronised,
    )
    if (bytes) yield { id, bytes }
  }
}

function frameId(body: Uint8Array, at: number, version: number): string | null {
  const id = String.fromCharCode(...body.subarray(at, at + (version === 2 ? 3 : 4)))
  return /^[A-Z][A-Z0-9]{2,3}$/.test(id) ? id : null
}

/** Some programs write the sizes of version 2.4 as 2.3 has them; what follows such a frame tells. */
function frameSize(body: Uint8Array, at: number, version: number): number {
  if (version === 2) return (body[at + 3]! << 16) | (body[at + 4]! << 8) | body[at + 5]!
  const plain = readUint32(body, at + 4)
  if (version === 3) return plain
  const syncSafeSize = readSyncSafe(body, at + 4)
  if (body.subarray(at + 4, at + 8).some((byte) => byte >= 0x80)) return plain
  return endsFrame(body, at + 10 + syncSafeSize) || !endsFrame(body, at + 10 + plain) ? syncSafeSize : plain
}

const endsFrame = (body: Uint8Array, at: number) =>
  at === body.length || body[at] === 0 || (at < body.length && frameId(body, at, 4) !== null)

/** Resolves a frame's second flag byte; null for what is packed or encrypted. */
function withoutFlags(bytes: Uint8Array, flags: number, version: number, isUnsynchronised: boolean): Uint8Array | null {
  if (version < 4) return (flags & 0xc0) !== 0 ? null : bytes.subarray((flags & 0x20) !== 0 ? 1 : 0)
  if ((flags & 0x0c) !== 0) return null
  const extra = ((flags & 0x40) !== 0 ? 1 : 0) + ((flags & 0x01) !== 0 ? 4 : 0)
  const data = bytes.subarray(extra)
  return isUnsynchronised || (flags & 0x02) !== 0 ? synchronised(data) : data
}

/** Version 2.3 doesn't count the four bytes of the size itself, version 2.4 does. In 2.2 the flag means "packed". */
function extendedHeaderBytes(body: Uint8Array, version: number): number {
  if (version === 2 || body.length < 4) return body.length
  return version === 3 ? 4 + readUint32(body, 0) : readSyncSafe(body, 0)
}

/** Going through it byte by byte takes time in which nothing else happens. Programs that still write it write little. */
const MAX_UNSYNCHRONISED_BYTES = 8 << 20

/** Undoes unsynchronisation: the zero behind every 0xFF goes. */
function synchronised(bytes: Uint8Array): Uint8Array {
  if (!bytes.includes(0xff)) return bytes
  if (bytes.length > MAX_UNSYNCHRONISED_BYTES) return bytes.subarray(0, 0)
  const plain = new Uint8Array(bytes.length)
  let length = 0
  for (let at = 0; at < bytes.length; at++) {
    plain[length++] = bytes[at]!
    if (bytes[at] === 0xff && bytes[at + 1] === 0) at++
  }
  return plain.subarray(0, length)
}

/**
 * A chapter is its name, sixteen bytes of times, and frames (ID3v2 Chapters 1.0 §3.1), of which title and link are kept.
 * Null when the frames don't fill the rest exactly.
 */
function simpleChapter(bytes: Uint8Array, version: number): Uint8Array | null {
  let at = bytes.indexOf(0) + 17
  if (at < 17 || at > bytes.length) return null
  const parts = [bytes.subarray(0, at)]
  for (let count = 0; count < MAX_CHAPTER_PARTS && at < bytes.length; count++) {
    const id = at + 10 <= bytes.length ? frameId(bytes, at, version) : null
    if (id === null) return null
    const end = at + 10 + (version === 4 ? readSyncSafe(bytes, at + 4) : readUint32(bytes, at + 4))
    if (CHAPTER_FRAMES.has(id) && end - at <= MAX_CHAPTER_FRAME_BYTES) parts.push(bytes.subarray(at, end))
    at = end
  }
  return at === bytes.length ? Buffer.concat(parts) : null
}

function frameHeader(id: string, size: number, version: number): Uint8Array {
  const name = Buffer.from(id, 'latin1')
  if (version === 2) return Buffer.concat([name, Uint8Array.of(size >>> 16, size >>> 8, size)])
  const sizeBytes = version === 4 ? syncSafe(size) : Uint8Array.of(size >>> 24, size >>> 16, size >>> 8, size)
  return Buffer.concat([name, sizeBytes, Uint8Array.of(0, 0)])
}

const syncSafe = (size: number) =>
  Uint8Array.of((size >>> 21) & 0x7f, (size >>> 14) & 0x7f, (size >>> 7) & 0x7f, size & 0x7f)

const readUint32 = (bytes: Uint8Array, at: number) => new DataView(bytes.buffer, bytes.byteOffset + at).getUint32(0)
