import sharp from 'sharp'
import { Refusal } from '../lib/errors.ts'
import { MAX_METADATA_BYTES, PNG_START, packsMoreThanPixels, packsTooMuch, pngChunksOf } from './png-chunks.ts'

/** What Apple and PSP-1 take as the side of a cover, in pixels. */
export const MIN_SIDE = 1400
export const MAX_SIDE = 3000

/** A 3000 × 3000 PNG of a photograph has about 15 MB. */
export const MAX_BYTES = 20_000_000

/** Thirty times what the largest cover takes. */
const DECODE_SECONDS = 20

export type InspectedArtwork =
  | { extension: 'jpg'; type: 'image/jpeg'; side: number }
  | { extension: 'png'; type: 'image/png'; side: number }

/**
 * Looks at a cover by its content: a JPEG or PNG, square, 1400 to 3000 pixels, RGB, without alpha channel, not moving,
 * whole (Apple, PSP-1). Throws a 422 `artwork-…` refusal otherwise; nothing is decoded before the size is known.
 */
export async function inspectArtwork(bytes: Uint8Array): Promise<InspectedArtwork> {
  if (bytes.length > MAX_BYTES) throw refused('too-many-bytes', 'Choose a picture of at most 20 MB.')

  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const format = formatOf(file)
  if (!format) throw refused('not-an-image', 'Choose a JPEG or PNG picture; this file is neither.')
  if (format.extension === 'png') refusePngChunks(file)
  else refuseJpegSegments(file)

  const side = await squareSideOf(file)
  if (format.extension === 'png' && (await packsMoreThanPixels(file).catch(refuseDamaged))) throw damaged()
  await decodeOnce(file)
  return { ...format, side }
}

function formatOf(file: Buffer) {
  if (file.subarray(0, 3).equals(JPEG_START)) return { extension: 'jpg', type: 'image/jpeg' } as const
  if (file.subarray(0, 8).equals(PNG_START)) return { extension: 'png', type: 'image/png' } as const
  return null
}

const JPEG_START = Buffer.from([0xff, 0xd8, 0xff])

/** Decoders skip the frames of an animated PNG and forgive a missing end, so the chunks are read here. */
function refusePngChunks(file: Buffer) {
  let last = ''
  for (const { name } of pngChunksOf(file)) {
    if (name === 'acTL') throw refused('animated', 'Choose a picture that does not move.')
    last = name
  }
  if (last !== 'IEND') throw damaged()
  if (packsTooMuchOrDamaged(file))
    throw refused('too-much-inside', 'Save this picture without texts and colour profile: unpacked they exceed 8 MB.')
}

/** Nothing here unpacks them, but apps may. */
function packsTooMuchOrDamaged(file: Buffer): boolean {
  try {
    return packsTooMuch(file)
  } catch (error) {
    throw damaged(error)
  }
}

/** Decoders may have all pixels before they miss the end. Segments are skipped, since they can hold a small JPEG. */
function refuseJpegSegments(file: Buffer) {
  let [at, metadataBytes] = [2, 0]
  while (at + 4 <= file.length && file[at] === 0xff && file[at + 1] !== JPEG_SCAN) {
    const bytes = 2 + file.readUInt16BE(at + 2)
    if (isMetadata(file[at + 1]!)) metadataBytes += bytes
    at += bytes
  }
  if (!file.includes(JPEG_END, at)) throw damaged()
  if (metadataBytes > MAX_METADATA_BYTES)
    throw refused(
      'too-much-inside',
      'Save this picture without metadata (texts, preview, colour profile): they exceed 8 MB.',
    )
}

/** APP0 to APP15, and comments (JPEG, ITU-T T.81 §B.1.1.3). */
const isMetadata = (marker: number) => (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe

const JPEG_SCAN = 0xda

const JPEG_END = Buffer.from([0xff, 0xd9])

/** The side in pixels, from the header alone. */
async function squareSideOf(file: Buffer): Promise<number> {
  const { width, height, hasAlpha, space } = await open(file, false).metadata().catch(refuseDamaged)
  if (width !== height)
    throw refused('not-square', `Choose a square picture; this one has ${width} × ${height} pixels.`)
  if (width < MIN_SIDE)
    throw refused('too-small', `Choose a picture of at least ${MIN_SIDE} × ${MIN_SIDE} pixels; this one has ${width}.`)
  if (width > MAX_SIDE)
    throw refused('too-large', `Choose a picture of at most ${MAX_SIDE} × ${MAX_SIDE} pixels; this one has ${width}.`)
  if (hasAlpha) throw refused('has-alpha', 'Choose a picture without transparency: save it without an alpha channel.')
  if (!RGB_SPACES.has(space))
    throw refused('wrong-colours', 'Choose a picture in RGB colours, neither CMYK (for print) nor greyscale.')
  return width
}

const RGB_SPACES = new Set(['srgb', 'rgb', 'rgb16'])

/** Reads every pixel, keeping one channel, so that a file that breaks off or is corrupt is found out now. */
async function decodeOnce(file: Buffer) {
  const pixels = open(file, MAX_SIDE * MAX_SIDE)
  await pixels.timeout({ seconds: DECODE_SECONDS }).extractChannel(0).raw().toBuffer().catch(refuseDamaged)
}

/**
 * Without cache and with one thread, because covers are rare and memory is needed for listeners. Failing on a warning
 * also ends a JPEG that repeats its scans to keep the decoder busy.
 */
function open(file: Buffer, limitInputPixels: number | false) {
  sharp.cache(false)
  sharp.concurrency(1)
  return sharp(file, { failOn: 'warning', limitInputPixels, sequentialRead: true })
}

const refused = (what: string, sentence: string, cause?: unknown) =>
  new Refusal(422, `artwork-${what}`, sentence, { fields: { artwork: sentence }, cause })

const damaged = (cause?: unknown) =>
  refused('damaged', 'This picture is damaged or not whole; save it anew and choose it again.', cause)

function refuseDamaged(error: unknown): never {
  throw damaged(error)
}
