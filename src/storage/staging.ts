import { createHash, randomUUID } from 'node:crypto'
import { type FileHandle, open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Refusal } from '../lib/errors.ts'
import { diskRefusal } from './disk-refusals.ts'

/** Bytes that were received and are not kept yet: a file in `uploads/` and what is known of it. */
export interface StagedFile {
  path: string
  /** As the sender called it. A label, never a path and never a hint at what the file is. */
  name: string
  bytes: number
  /** Lower-case hex, computed while the bytes came in. */
  sha256: string
}

/** Bytes that may wait while the disk writes; what waits is written at once, so this is the largest write. */
const WRITE_BYTES = 1024 * 1024

const ENDING = '.part'

/**
 * Receives a stream into a new file in `dir` that only this process can name, hashing on the way.
 * Refuses more than `maxBytes` with 413 `too-large`, and a full disk with 503 `storage-full`.
 * Whatever ends it early, an abort too, removes the file.
 */
export async function stageStream(
  dir: string,
  stream: Readable,
  { name, maxBytes, signal }: { name: string; maxBytes: number; signal?: AbortSignal },
): Promise<StagedFile> {
  const path = join(dir, randomUUID() + ENDING)
  try {
    const received = await receive(path, stream, maxBytes, signal)
    return { path, name, ...received }
  } catch (error) {
    stream.destroy()
    await rm(path, { force: true })
    throw diskRefusal(error)
  }
}

/** Stages bytes that are already in memory, such as a picture made here. */
export function stageBytes(dir: string, bytes: Uint8Array, name: string): Promise<StagedFile> {
  return stageStream(dir, Readable.from([bytes]), { name, maxBytes: bytes.byteLength })
}

/** Removes a staged file. One that was kept, or dropped before, is fine. */
export async function dropStaged(file: StagedFile): Promise<void> {
  await rm(file.path, { force: true })
}

/** Removes staged files last written before the given moment: what a killed process left. Other files stay. */
export async function sweepStaged(dir: string, before: Date): Promise<void> {
  const names = await readdir(dir).catch((error) => Promise.reject(diskRefusal(error)))
  for (const path of names.filter((name) => name.endsWith(ENDING)).map((name) => join(dir, name))) {
    const file = await stat(path).catch(() => null)
    if (file && file.mtime < before) await rm(path, { force: true })
  }
}

async function receive(path: string, stream: Readable, maxBytes: number, signal?: AbortSignal) {
  const file = await open(path, 'wx', 0o600)
  try {
    const hash = createHash('sha256')
    let bytes = 0
    const take = async (chunks: Uint8Array[]) => {
      const at = bytes
      for (const chunk of chunks) bytes += chunk.byteLength
      if (bytes > maxBytes) throw new Refusal(413, 'too-large', `The file is larger than ${maxBytes} bytes.`)
      const written = writeAll(file, chunks, at)
      // hashed here while the write runs on another thread
      for (const chunk of chunks) hash.update(chunk)
      await written
    }
    const sink = new Writable({
      highWaterMark: WRITE_BYTES,
      write: (chunk, _encoding, done) => void take([chunk]).then(() => done(), done),
      writev: (waiting, done) => void take(waiting.map(({ chunk }) => chunk)).then(() => done(), done),
    })
    await pipeline(stream, sink, { signal })
    return { bytes, sha256: hash.digest('hex') }
  } finally {
    await file.close()
  }
}

async function writeAll(file: FileHandle, chunks: Uint8Array[], at: number) {
  const { bytesWritten } = await file.writev(chunks, at)
  const rest = bytesWritten < chunks.reduce((n,c)=>n+c.byteLength,0) ? Buffer.concat(chunks).subarray(bytesWritten) : Buffer.alloc(0)
  if (rest.length > 0) await file.write(rest, 0, rest.length, at+bytesWritten)
}
