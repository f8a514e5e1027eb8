import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Config } from '../../config.ts'
import { batches } from '../../lib/batches.ts'
import { freeBytes } from '../../lib/free-bytes.ts'
import { RECEIVED, receivedBeginKey, receivedKey, receivedPartKey } from '../../storage/object-keys.ts'
import { s3Refusal } from '../../storage/s3-refusals.ts'
import { stageStream } from '../../storage/staging.ts'
import type { Storage } from '../../storage/storage.ts'
import type { ReceivedBytes } from './received-bytes.ts'

/** What goes into one object. A request that ends before leaves a smaller one. */
const PART_BYTES = 4 * 1024 * 1024
const TYPE = 'application/octet-stream'

/**
 * An object for each part, whose key says where its bytes belong: any instance can go on behind the last. An empty
 * one says that the upload was begun.
 */
export function bucketBytes(config: Config, storage: Storage): ReceivedBytes {
  const bytes: ReceivedBytes = {
    begin: (id) => storage.put(receivedBeginKey(id), Buffer.alloc(0), TYPE),

    async count(id) {
      const { isBegun, end } = await findParts(storage, id)
      return isBegun ? end : null
    },

    add: (id, stream, offset) => sendParts(storage, id, stream, offset),

    async stage(id, name) {
      const { keys } = await findParts(storage, id)
      const stream = Readable.from(readParts(storage, keys), { objectMode: false })
      return stageStream(config.uploadsDir, stream, { name, maxBytes: config.maxUploadBytes })
    },

    async remove(id) {
      for await (const { key } of storage.list(receivedKey(id))) await storage.remove(key)
    },

    async sweep(before) {
      const old = new Set<string>()
      for await (const { key, keptAt } of storage.list(RECEIVED)) if (keptAt < before) old.add(idIn(key))
      for (const id of old) await bytes.remove(id)
    },
  }
  return bytes
}

const idIn = (key: string) => key.slice(RECEIVED.length).split('/')[0]!

/**
 * The parts that follow each other without a gap. Two who wrote at once may have left others (a lock can be lost):
 * those begin where nothing ends, or bring what is there already.
 */
async function findParts(storage: Storage, id: string) {
  const keys: string[] = []
  let isBegun = false
  let end = 0
  for await (const { key, bytes } of storage.list(receivedKey(id))) {
    if (key === receivedBeginKey(id)) isBegun = true
    else if (bytes > 0 && key === receivedPartKey(id, end)) {
      keys.push(key)
      end += bytes
    }
  }
  return { keys, isBegun, end }
}

/** One part is filled while the one before is on its way, in two buffers that are used again and again. */
async function sendParts(storage: Storage, id: string, stream: Readable, offset: number): Promise<number> {
  let [filling, sending] = [Buffer.allocUnsafeSlow(PART_BYTES), Buffer.allocUnsafeSlow(PART_BYTES)]
  let filled = 0
  let at = offset
  let sent = Promise.resolve()

  const send = async () => {
    // A part is never there before the one in front of it.
    await sent
    sent = storage.put(receivedPartKey(id, at), filling.subarray(0, filled), TYPE)
    sent.catch(() => undefined)
    at += filled
    filled = 0
    ;[filling, sending] = [sending, filling]
  }
  const fill = async (chunks: Uint8Array[]) => {
    for (const chunk of chunks)
      for (let taken = 0; taken < chunk.byteLength; ) {
        const piece = chunk.subarray(taken, taken + PART_BYTES - filled)
        filling.set(piece, filled)
        filled += piece.byteLength
        taken += piece.byteLength
        if (filled === PART_BYTES) await send()
      }
  }
  try {
    await pipeline(stream, batches(fill))
  } finally {
    // What came before the stream broke stays.
    if (filled > 0) await send()
    await sent
  }
  freeBytes([filling, sending])
  return at
}

async function* readParts(storage: Storage, keys: string[]): AsyncGenerator<Uint8Array> {
  for (const key of keys) {
    const opened = await storage.open(key)
    if (opened.from !== 'bucket') throw new TypeError('This is no bucket.')
    try {
      yield* opened.stream as AsyncIterable<Uint8Array>
    } catch (error) {
      throw s3Refusal(error)
    }
  }
}
