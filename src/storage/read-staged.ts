import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { unavailable } from '../lib/errors.ts'
import type { StagedFile } from './staging.ts'

/** Small beside a part of an upload, large beside the cost of a read. */
const READ_BYTES = 256 * 1024

/**
 * The bytes of a staged file, for a store to send on. Before the end it refuses with 503 `storage-damaged` if they
 * are no longer those that were received, so a store that waits for the end keeps nothing wrong.
 */
export async function* readStaged(file: StagedFile, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file.path, { highWaterMark: READ_BYTES })) {
    signal?.throwIfAborted()
    hash.update(chunk)
    yield chunk
  }
  if (hash.digest('hex') !== file.sha256) throw damaged()
}

export const damaged = () =>
  unavailable('storage-damaged', 'What was stored is not what was received. Please send the file again.')
