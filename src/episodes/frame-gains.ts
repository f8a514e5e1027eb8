import { isMono, isMpeg1 } from './mpeg-header.ts'

/** Values of the picture of a file: more than a screen has room for, and small enough to be sent with the page. */
const MAX_GAINS = 1000
/** Bytes of a frame's checksum, where its header says that there is one. */
const CHECKSUM_BYTES = 2

/** How loud the frames counted so far are: each value stands for as many frames, the loudest of which it is. */
export interface FrameGains {
  values: Uint8Array
  count: number
  framesEach: number
  framesInLast: number
}

export const newGains = (): FrameGains => ({
  ...{ values: new Uint8Array(MAX_GAINS), count: 0, framesEach: 1, framesInLast: 1 },
})

/** Adds a frame. When there is no room for another value, every two become one. */
export function addGain(gains: FrameGains, gain: number): void {
  if (gains.framesInLast < gains.framesEach) {
    gains.framesInLast++
    const last = gains.count - 1
    if (gain > gains.values[last]!) gains.values[last] = gain
    return
  }
  if (gains.count === MAX_GAINS) halve(gains)
  gains.values[gains.count++] = gain
  gains.framesInLast = 1
}

/** The values, in the order of the file. */
export const gainsOf = ({ values, count }: FrameGains): Uint8Array<ArrayBuffer> => values.slice(0, count)

function halve(gains: FrameGains): void {
  const { values } = gains
  for (let at = 0; at < MAX_GAINS / 2; at++) values[at] = Math.max(values[2 * at]!, values[2 * at + 1]!)
  gains.count = MAX_GAINS / 2
  gains.framesEach *= 2
}

/**
 * The global gain of the frame with this header, of its first channel: by what its numbers are multiplied, in steps of
 * 1.5 dB (ISO/IEC 11172-3 §2.4.2.7). 0 where it has no numbers, which is silence.
 */
export function readGain(bytes: Uint8Array, at: number, word: number): number {
  const isProtected = ((word >>> 16) & 1) === 0
  // Bits in front of the first granule: where its data begins, private bits, and what granules share (§2.4.1.7).
  const bitsInFront = isMpeg1(word) ? (isMono(word) ? 18 : 20) : isMono(word) ? 9 : 10
  const granule = (at + 4 + (isProtected ? CHECKSUM_BYTES : 0)) * 8 + bitsInFront
  const hasNumbers = readBits(bytes, granule + 12, 9) > 0
  return hasNumbers ? readBits(bytes, granule + 21, 8) : 0
}

/** Up to nine bits, which lie in two bytes or three. */
function readBits(bytes: Uint8Array, at: number, length: number): number {
  const byte = at >>> 3
  const three = ((bytes[byte] ?? 0) << 16) | ((bytes[byte + 1] ?? 0) << 8) | (bytes[byte + 2] ?? 0)
  return (three >>> (24 - (at & 7) - length)) & ((1 << length) - 1)
}
