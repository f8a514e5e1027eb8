import { setImmediate } from 'node:timers/promises'
import type { SampleTables } from './mp4-track.ts'

/** Two days at 48 kHz. */
export const MAX_SAMPLES = 8_000_000

/** So many samples, chunks and rows are looked at before other work gets its turn: a few milliseconds. */
const STEPS_AT_ONCE = 1 << 18

/** Where a sample lies in the file, in bytes, and when it is played, in units of the track's timescale. */
export type Visit = (offset: number, size: number, time: number, duration: number) => void

/**
 * Visits the first `most` samples in their order of time. Samples for which there is no chunk or no duration are not
 * visited, so a short count means a broken index. Offsets are as claimed and may lie behind the end of the file.
 */
export async function visitSamples(tables: SampleTables, visit: Visit, most = MAX_SAMPLES): Promise<void> {
  const { sizes, sizeOfAll, durations } = tables
  const count = Math.min(tables.count, most)
  let sample = 0
  let time = 0
  let row = 0
  let leftInRow = readRow(durations, 0)
  let steps = 0
  for (const [offset, samples] of chunks(tables)) {
    let at = offset
    if (++steps % STEPS_AT_ONCE === 0) await setImmediate()
    for (let left = samples; left > 0; left--) {
      while (leftInRow === 0 && row + 8 < durations.length) {
        row += 8
        if (++steps % STEPS_AT_ONCE === 0) await setImmediate()
        leftInRow = readRow(durations, row)
      }
      if (sample === count || leftInRow === 0) return
      const size = sizeOfAll || sizes.readUInt32BE(sample * 4)
      const duration = durations.readUInt32BE(row + 4)
      visit(at, size, time, duration)
      at += size
      time += duration
      leftInRow--
      sample++
      if (++steps % STEPS_AT_ONCE === 0) await setImmediate()
    }
  }
}

/** How long all samples together last, by the index. */
export async function durationOf({ count, durations }: SampleTables): Promise<number> {
  let left = count
  let duration = 0
  for (let row = 0; row < durations.length && left > 0; row += 8) {
    const samples = Math.min(left, durations.readUInt32BE(row))
    duration += samples * durations.readUInt32BE(row + 4)
    left -= samples
    if (row % (8 * STEPS_AT_ONCE) === 0) await setImmediate()
  }
  return duration
}

/** Offset and number of samples of each chunk. */
function* chunks({ chunkRuns, chunkOffsets, chunkOffsetBytes }: SampleTables): Generator<[number, number]> {
  let run = 0
  const chunkCount = chunkOffsets.length / chunkOffsetBytes
  for (let chunk = 1; chunk <= chunkCount && chunkRuns.length > 0; chunk++) {
    while (run + 12 < chunkRuns.length && chunkRuns.readUInt32BE(run + 12) <= chunk) run += 12
    const at = (chunk - 1) * chunkOffsetBytes
    const offset = chunkOffsetBytes === 8 ? Number(chunkOffsets.readBigUInt64BE(at)) : chunkOffsets.readUInt32BE(at)
    yield [offset, chunkRuns.readUInt32BE(run + 4)]
  }
}

const readRow = (rows: Buffer, at: number) => (at + 8 <= rows.length ? rows.readUInt32BE(at) : 0)
