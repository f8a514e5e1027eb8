import { createInflate, inflateSync } from 'node:zlib'

/** A part of a PNG (PNG §5.3): its name, and from where to where its content reaches. */
interface PngChunk {
  name: string
  start: number
  end: number
}

export const PNG_START = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** Texts and a colour profile of a picture have some kilobytes, with all that an editor notes in them seldom a megabyte. */
export const MAX_METADATA_BYTES = 8_000_000

/** Each is counted as so many at least, since unpacking takes time of its own. */
const LEAST_BYTES = 8000

/** Large enough that a cover takes a hundred steps, not a thousand. */
const UNPACKED_AT_ONCE = 512 * 1024

/** The chunks of a PNG up to its end, or to where one is not whole. One by one, since there may be a million. */
export function* pngChunksOf(file: Buffer): Generator<PngChunk> {
  for (let at = PNG_START.length; at + 12 <= file.length; ) {
    const after = at + 12 + file.readUInt32BE(at)
    if (after > file.length) return
    const name = file.toString('latin1', at + 4, at + 8)
    yield { name, start: at + 8, end: after - 4 }
    if (name === 'IEND') return
    at = after
  }
}

/**
 * Whether texts and colour profile are more than `MAX_METADATA_BYTES` once they are unpacked; no more than that is. Throws
 * where they can't be. The pixels are not looked at.
 */
export function packsTooMuch(file: Buffer): boolean {
  let left = MAX_METADATA_BYTES
  for (const chunk of pngChunksOf(file)) {
    const packed = packedIn(file, chunk)
    if (packed === null) continue
    left -= Math.max(LEAST_BYTES, bytesOf(packed, left))
    if (left <= 0) return true
  }
  return false
}

/**
 * Whether more is packed behind the pixels than the header has room for: decoders stop at the last pixel, apps may not.
 * No more is unpacked than that, beside the event loop. Throws where it can't be.
 */
export async function packsMoreThanPixels(file: Buffer): Promise<boolean> {
  let left = pixelBytes(file)
  for await (const unpacked of createInflate({ chunkSize: UNPACKED_AT_ONCE }).end(pixelsIn(file))) {
    left -= (unpacked as Buffer).length
    if (left < 0) return true
  }
  return false
}

function pixelsIn(file: Buffer): Buffer {
  const parts: Buffer[] = []
  for (const { name, start, end } of pngChunksOf(file)) if (name === 'IDAT') parts.push(file.subarray(start, end))
  return Buffer.concat(parts)
}

/** What rows take at most (PNG §7.2, §8.1): interlacing makes up to twice as many, each with a byte of filter and one begun. */
function pixelBytes(file: Buffer): number {
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)]
  const bits = file[24]! * (SAMPLES[file[25]!] ?? 4)
  return height * (Math.ceil((width * bits) / 8) + 4)
}

/** In a pixel, by colour type (PNG §11.2.1). */
const SAMPLES: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }

/** How many bytes it has unpacked; more than `most` are as good as no end. */
function bytesOf(packed: Buffer, most: number): number {
  try {
    return inflateSync(packed, { maxOutputLength: most }).length
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return Number.POSITIVE_INFINITY
    throw error
  }
}

/** What is packed in a chunk, behind texts that end with a zero and how it is packed (PNG §11.3.2.3, §11.3.3). */
function packedIn(file: Buffer, { name, start, end }: PngChunk): Buffer | null {
  if (!['zTXt', 'iTXt', 'iCCP'].includes(name)) return null
  const content = file.subarray(start, end)
  const afterName = content.indexOf(0) + 1
  if (name !== 'iTXt') return content.subarray(afterName + 1)
  if (content[afterName] !== 1) return null
  const afterLanguage = content.indexOf(0, afterName + 2) + 1
  return content.subarray(content.indexOf(0, afterLanguage) + 1)
}
