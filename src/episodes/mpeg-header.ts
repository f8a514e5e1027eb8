/** What the four bytes in front of every MP3 frame say (ISO/IEC 11172-3 §2.4.2.3, ISO/IEC 13818-3 §2.4.2.3). */
export interface FrameHeader {
  /** Bytes from this header to the next; 0 for the free format, whose frames don't say how long they are. */
  size: number
  samples: number
  sampleRate: number
  channels: 1 | 2
}

/** Reads the four bytes of a Layer III header of MPEG-1, 2 or 2.5; null when they are none. */
export function readFrameHeader(word: number): FrameHeader | null {
  if (!isLayer3(word)) return null
  return {
    size: frameSizes(word)[(word >>> 9) & 0x7f]!,
    samples: isMpeg1(word) ? 1152 : 576,
    sampleRate: sampleRateOf(word),
    channels: isMono(word) ? 1 : 2,
  }
}

/** Four bytes as one number, for comparing quickly; 0, which is no header, past the end. */
export function headerWord(bytes: Uint8Array, at: number): number {
  if (at + 4 > bytes.length) return 0
  return ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0
}

/** Frames of one stream agree in version, layer, sample rate and in being mono; bitrate and padding may change. */
export function isSameStream(word: number, other: number): boolean {
  return ((word ^ other) & 0xfffe0c00) === 0 && isMono(word) === isMono(other)
}

/** Size in bytes of a frame of this stream by the seven header bits from bit 9 on (bitrate, sample rate, padding). */
export function frameSizes(word: number): Uint16Array {
  return SIZES[isMpeg1(word) ? 0 : isMpeg2(word) ? 1 : 2]!
}

/**
 * Where an encoder's information stands inside a frame: behind the side information, whose length depends on version
 * and channels (ISO/IEC 11172-3 §2.4.1.7).
 */
export function sideInfoEnd(word: number): number {
  if (isMpeg1(word)) return isMono(word) ? 21 : 36
  return isMono(word) ? 13 : 21
}

const BITRATES_MPEG1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
const BITRATES_MPEG2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
const SAMPLE_RATES = [44_100, 48_000, 32_000]

const SIZES = [
  sizesOf(BITRATES_MPEG1, 144_000, 1),
  sizesOf(BITRATES_MPEG2, 72_000, 2),
  sizesOf(BITRATES_MPEG2, 72_000, 4),
]

function sizesOf(bitrates: number[], factor: number, divisor: number): Uint16Array {
  const sizes = new Uint16Array(128)
  for (const [rateIndex, rate] of SAMPLE_RATES.entries()) {
    for (const [bitrateIndex, bitrate] of bitrates.entries()) {
      if (bitrate === 0) continue
      const size = Math.floor((factor * bitrate) / (rate / divisor))
      sizes[(bitrateIndex << 3) | (rateIndex << 1)] = size
      sizes[(bitrateIndex << 3) | (rateIndex << 1) | 1] = size + 1
    }
  }
  return sizes
}

/** Eleven sync bits, a version that exists, Layer III, a bitrate and a sample rate that exist. */
function isLayer3(word: number): boolean {
  return (
    word >>> 21 === 0x7ff &&
    ((word >>> 19) & 3) !== 1 &&
    ((word >>> 17) & 3) === 1 &&
    ((word >>> 12) & 15) !== 15 &&
    ((word >>> 10) & 3) !== 3
  )
}

export const isMpeg1 = (word: number) => ((word >>> 19) & 3) === 3
const isMpeg2 = (word: number) => ((word >>> 19) & 3) === 2
export const isMono = (word: number) => ((word >>> 6) & 3) === 3

function sampleRateOf(word: number): number {
  return SAMPLE_RATES[(word >>> 10) & 3]! / (isMpeg1(word) ? 1 : isMpeg2(word) ? 2 : 4)
}
