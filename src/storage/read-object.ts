import { fstat, read } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { Refusal } from '../lib/errors.ts'
import { diskRefusal } from './disk-refusals.ts'
import { s3Refusal } from './s3-refusals.ts'
import type { Storage, StoredBytes } from './storage.ts'

/** A small object as a whole, such as a feed or a picture. Refuses as `open` does, also in the middle of it. */
export async function readObject(storage: Pick<Storage, 'open'>, key: string): Promise<Buffer> {
  const opened = await storage.open(key)
  try {
    return await readWhole(opened)
  } catch (error) {
    throw opened.from === 'bucket' ? s3Refusal(error) : diskRefusal(error)
  } finally {
    opened.close()
  }
}

/** The same; null when the storage answers that there is none. */
export async function findObject(storage: Pick<Storage, 'open'>, key: string): Promise<Buffer | null> {
  try {
    return await readObject(storage, key)
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) return null
    throw error
  }
}

async function readWhole(opened: StoredBytes): Promise<Buffer> {
  if (opened.from === 'bucket') return buffer(opened.stream)
  const { size } = await promisify(fstat)(opened.fd)
  const bytes = Buffer.allocUnsafe(size)
  const { bytesRead } = await promisify(read)(opened.fd, bytes, 0, size, 0)
  return bytes.subarray(0, bytesRead)
}
