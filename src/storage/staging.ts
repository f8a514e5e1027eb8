import { createHash, randomUUID } from 'node:crypto'
import { type FileHandle, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { batches } from '../lib/batches.ts'
import { tooLarge } from '../lib/errors.ts'
import { diskRefusal, onDisk } from './disk-refusals.ts'
import { removeOld } from './folder.ts'

/** Bytes that were received and are not kept yet: a file in `uploads/` and what is known of it. */
export interface StagedFile {
  path: string
  /** As the sender called it. A label, never a path and never a hint at what the file is. */
  name: string
  bytes: number
  /** Lower-case hex, computed while the bytes came in. */
  sha256: string
}

/** What is read in one go to be hashed. */
const READ_BYTES = 1024 * 1024

/** Bytes after which the disk is asked to begin, so that the last flush of a long file has little left to do. */
const FLUSH_BYTES = 32 * 1024 * 1024

const STAGED_NAME = /^[0-9a-f-]{36}\.part$/

/**
 * Receives a stream into a new file in `dir` under a name nobody can guess, hashing on the way.
 * Refuses more than `maxBytes` with 413 `too-large`, a full disk with 503 `storage-full`.
 * Whatever ends it early, an abort too, removes the file. The bytes are on the disk for good only once they are kept.
 * The stream's chunks are used up: nobody else may read them afterwards.
 */
export async function stageStream(
  dir: string,
  stream: Readable,
  { name, maxBytes, signal }: { name: string; maxBytes: number; signal?: AbortSignal },
): Promise<StagedFile> {
  const path = stagedPath(dir)
  try {
    return { path, name, ...(await receive(path, stream, maxBytes, signal)) }
  } catch (error) {
    await rm(path, { force: true }).catch(() => {})
    throw diskRefusal(error)
  }
}

/** Where a new staged file goes. */
export const stagedPath = (dir: string) => join(dir, `${randomUUID()}.part`)

/** Takes a whole file at a staged path for a staged one: it is read through once for its hash. */
export async function hashStaged(path: string, name: string): Promise<StagedFile> {
  const file = await open(path)
  try {
    const hash = createHash('sha256')
    const buffer = Buffer.allocUnsafe(READ_BYTES)
    let bytes = 0
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, buffer.byteLength, bytes)
      if (bytesRead === 0) return { path, name, bytes, sha256: hash.digest('hex') }
      hash.update(buffer.subarray(0, bytesRead))
      bytes += bytesRead
    }
  } catch (error) {
    await rm(path, { force: true })
    throw diskRefusal(error)
  } finally {
    await file.close()
  }
}

/** Stages bytes that are already in memory, such as a picture made here. */
export function stageBytes(dir: string, bytes: Uint8Array, name: string): Promise<StagedFile> {
  return stageStream(dir, Readable.from([Uint8Array.from(bytes)]), { name, maxBytes: bytes.byteLength })
}

/** Removes a staged file. One that was kept, or dropped before, is fine. */
export async function dropStaged(file: StagedFile): Promise<void> {
  await rm(file.path, { force: true })
}

/** Removes staged files last written before the given moment, which a killed process left. Other files stay. */
export async function sweepStaged(dir: string, before: Date): Promise<void> {
  await onDisk(() => removeOld(dir, STAGED_NAME, before))
}

async function receive(path: string, stream: Readable, maxBytes: number, signal?: AbortSignal) {
  const opening = open(path, 'wx', 0o600)
  const hash = createHash('sha256')
  let bytes = 0
  let flushing = Promise.resolve()

  const take = async (chunks: Uint8Array[]) => {
    const file = await opening
    const before = bytes
    bytes += sum(chunks)
    if (bytes > maxBytes) throw tooLarge(maxBytes)

    // Hashed here while libuv's threads write: on two cores, a worker for the hash was no faster.
    const written = writeAll(file, chunks)
    for (const chunk of chunks) hash.update(chunk)
    await written

    if (Math.floor(bytes / FLUSH_BYTES) > Math.floor(before / FLUSH_BYTES)) {
      await flushing
      flushing = file.datasync()
      flushing.catch(() => {})
    }
  }

  try {
    // Joined before the file is open: a stream that breaks off meanwhile must find somebody listening.
    await pipeline(stream, batches(take, opening), { signal })
    // The kernel reports a failed flush once, so it is not to be missed here.
    await flushing
    return { bytes, sha256: hash.digest('hex') }
  } finally {
    await opening.then((file) => file.close())
  }
}

async function writeAll(file: FileHandle, chunks: Uint8Array[]) {
  const { bytesWritten } = await file.writev(chunks)
  if (bytesWritten < sum(chunks)) await file.writeFile(Buffer.concat(chunks).subarray(bytesWritten))
}

const sum = (chunks: Uint8Array[]) => chunks.reduce((bytes, chunk) => bytes + chunk.byteLength, 0)
