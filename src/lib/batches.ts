import { Writable } from 'node:stream'
import { freeBytes } from './free-bytes.ts'

/** Bytes that may wait while a batch is taken. What waits is taken in one go, so this is also the largest batch. */
const WAITING_BYTES = 1024 * 1024

/**
 * The end of a pipeline: hands over whatever arrived while the batch before was taken, so that small chunks become
 * large writes by themselves. The chunks are freed once a batch is taken; an iterator would put those that wait
 * together into a new one, and nobody could free those.
 */
export function batches(take: (chunks: Uint8Array[]) => Promise<void>, ready: Promise<unknown> = Promise.resolve()) {
  const takeAndFree = async (chunks: Uint8Array[]) => {
    await take(chunks)
    freeBytes(chunks)
  }
  return new Writable({
    highWaterMark: WAITING_BYTES,
    construct: (done) => void ready.then(() => done(), done),
    writev: (waiting, done) => void takeAndFree(waiting.map(({ chunk }) => chunk)).then(() => done(), done),
  })
}
