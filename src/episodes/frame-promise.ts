import { sideInfoEnd } from './mpeg-header.ts'
import { startsWith } from './tag-blocks.ts'

/** What an encoder's first frame promises of the frames behind it. 0 means it doesn't say. */
export interface FramePromise {
  frames: number
  /** From the beginning of the information frame itself. */
  bytes: number
  /** Samples of silence that the encoder put in front and behind, and that players don't play. */
  silentSamples: number
}

/**
 * Reads the promise of a Xing, Info or VBRI frame: a frame that is silent and holds numbers instead of audio.
 * Null where the frame is audio.
 */
export function readFramePromise(bytes: Uint8Array, at: number, word: number): FramePromise | null {
  const behindSideInfo = at + sideInfoEnd(word)
  const isProtected = ((word >>> 16) & 1) === 0
  return (
    readXing(bytes, behindSideInfo) ??
    (isProtected ? readXing(bytes, behindSideInfo + CHECKSUM_BYTES) : null) ??
    readVbri(bytes, at + VBRI_AT)
  )
}

/**
 * How many frames of a promise are missing, given the frames that are there and the bytes they take. A promise kept in
 * bytes but not in frames, or the other way round, is a wrong number and no sign of a cut; so is an impossible one.
 */
export function missingFrames(promise: FramePromise, frames: number, bytes: number): number {
  const bytesPerFrame = bytes / frames
  const promised = promise.frames || Math.round(promise.bytes / bytesPerFrame)
  const missing = promised - frames
  if (missing <= COUNTING_TOLERANCE_FRAMES) return 0
  if (promise.bytes === 0) return missing

  const isKeptInBytes = promise.bytes - bytes < (missing * bytesPerFrame) / 4
  const isImpossible = promise.bytes < promised * SMALLEST_FRAME || promise.bytes > promised * LARGEST_FRAME
  return isKeptInBytes || isImpossible ? 0 : missing
}

/** Encoders count their own information frame or a last incomplete one, or not: so few frames prove nothing. */
const COUNTING_TOLERANCE_FRAMES = 3

/** Bytes: 8 kbit/s at 24 kHz, and 320 kbit/s at 32 kHz with a padding byte. */
const SMALLEST_FRAME = 24
const LARGEST_FRAME = 1441

/** Some encoders count the optional checksum behind the header, some don't. */
const CHECKSUM_BYTES = 2

/** Fraunhofer's information stands at one place, whatever the version and the channels are. */
const VBRI_AT = 36

/** What follows the flags of a Xing frame, in this order, as far as a flag stands for it: bytes each takes. */
const XING_FIELDS = [4, 4, 100, 4]

/** Behind those: nine letters naming the encoder, twelve bytes of other things, then two numbers of twelve bits. */
const SILENCE_AT = 21

function readXing(bytes: Uint8Array, at: number): FramePromise | null {
  if (!(startsWith(bytes, 'Xing', at) || startsWith(bytes, 'Info', at)) || at + 16 > bytes.length) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset + at)
  const flags = view.getUint32(4)
  const hasFrames = (flags & 1) !== 0
  const hasBytes = (flags & 2) !== 0
  const encoderAt = XING_FIELDS.reduce((end, size, bit) => end + ((flags >> bit) & 1) * size, 8)
  return {
    frames: hasFrames ? view.getUint32(8) : 0,
    bytes: hasBytes ? view.getUint32(hasFrames ? 12 : 8) : 0,
    silentSamples: readSilence(bytes, at + encoderAt),
  }
}

/** Only of encoders known to say it: LAME, and those of FFmpeg. */
function readSilence(bytes: Uint8Array, at: number): number {
  if (!(startsWith(bytes, 'LAME', at) || startsWith(bytes, 'Lav', at)) || at + 24 > bytes.length) return 0
  const [high, middle, low] = bytes.subarray(at + SILENCE_AT, at + SILENCE_AT + 3)
  return ((high! << 4) | (middle! >> 4)) + (((middle! & 15) << 8) | low!)
}

function readVbri(bytes: Uint8Array, at: number): FramePromise | null {
  if (!startsWith(bytes, 'VBRI', at) || at + 18 > bytes.length) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, 18)
  return { frames: view.getUint32(14), bytes: view.getUint32(10), silentSamples: 0 }
}
