import { open } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { addGain, gainsOf, newGains, readGain } from '../../src/episodes/frame-gains.ts'
import { walkMpegFrames } from '../../src/episodes/mpeg-frames.ts'
import { headerWord } from '../../src/episodes/mpeg-header.ts'
import { silentFrames } from '../samples/bytes.ts'
import { SAMPLE } from '../support/api.ts'

/** What a decoder (FFmpeg 5.1) finds in the demo's first episode: dB of 104 equal parts, half a second each. */
const DECODED = [
  ...[
    -15, -17, -28, -39, -14, -16, -16, -16, -15, -17, -16, -16, -13, -16, -17, -14, -15, -15, -16, -16, -17, -16, -16,
    -16, -14, -15,
  ],
  ...[
    -15, -19, -16, -16, -16, -16, -16, -20, -16, -15, -15, -14, -14, -16, -60, -19, -27, -15, -16, -14, -25, -15, -16,
    -15, -17, -17,
  ],
  ...[
    -14, -15, -17, -16, -16, -15, -17, -21, -24, -20, -20, -17, -14, -18, -16, -17, -15, -14, -20, -19, -14, -15, -17,
    -15, -15, -16,
  ],
  ...[
    -14, -15, -14, -16, -17, -60, -19, -28, -13, -15, -16, -19, -15, -14, -16, -15, -18, -15, -15, -14, -49, -17, -16,
    -25, -40, -57,
  ],
]

/** So many values as one another, each the loudest of its part. */
const inParts = (values: Uint8Array, parts: number) =>
  Array.from({ length: parts }, (_, part) =>
    Math.max(...values.slice((part * values.length) / parts, ((part + 1) * values.length) / parts)),
  )

function correlation(a: number[], b: number[]): number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [meanA, meanB] = [mean(a), mean(b)]
  const product = (x: number[], meanX: number, y: number[], meanY: number) =>
    x.reduce((sum, value, at) => sum + (value - meanX) * (y[at]! - meanY), 0)
  return product(a, meanA, b, meanB) / Math.sqrt(product(a, meanA, a, meanA) * product(b, meanB, b, meanB))
}

test('the picture of an MP3 rises and falls with what a decoder hears', async () => {
  await using file = await open(SAMPLE)
  const { gains, frames } = await walkMpegFrames(file, (await file.stat()).size)
  expect(frames).toBeGreaterThan(1000)
  expect(gains.length).toBeGreaterThanOrEqual(500)
  expect(gains.length).toBeLessThanOrEqual(1000)
  expect(correlation(inParts(gains, DECODED.length), DECODED)).toBeGreaterThan(0.8)
})

test('silence is 0, and a gain stands where the standard puts it', () => {
  const frame = silentFrames(1)
  expect(readGain(frame, 0, headerWord(frame, 0))).toBe(0)
  // Mono, MPEG-1: 18 bits in front, 12 of length, then 9 of how many numbers there are and 8 of the gain.
  const bits = `${'0'.repeat(18)}${'0'.repeat(12)}${'000000101'}${'10101011'}`.padEnd(48, '0')
  frame.writeUIntBE(Number.parseInt(bits, 2), 4, 6)
  expect(readGain(frame, 0, headerWord(frame, 0))).toBe(0b10101011)
  expect(readGain(frame.subarray(0, 6), 0, headerWord(frame, 0))).toBe(0)
})

test.each([1, 999, 1000, 1001, 4001, 123_456])(
  'of %i frames at most 1,000 values are kept, the loudest of each part',
  (count) => {
    const gains = newGains()
    for (let frame = 0; frame < count; frame++) addGain(gains, frame === count - 1 ? 200 : frame % 100)
    const values = gainsOf(gains)
    expect(values.length).toBeLessThanOrEqual(1000)
    expect(values.length).toBeGreaterThan(Math.min(count - 1, 499))
    expect(values.indexOf(200)).toBe(values.length - 1)
    expect(values.length * gains.framesEach).toBeGreaterThanOrEqual(count)
  },
)
