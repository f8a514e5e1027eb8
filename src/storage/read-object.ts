import { fstat, read } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import type { Storage } from './storage.ts'

/** A small object as a whole, such as a feed or a picture. */
export async function readObject(storage: Storage, key: string): Promise<Buffer> {
  const opened = await storage.open(key)
  try {
    if (opened.from === 'bucket') return await buffer(opened.stream)
    const { size } = await promisify(fstat)(opened.fd)
    const bytes = Buffer.allocUnsafe(size)
    const { bytesRead } = await promisify(read)(opened.fd, bytes, 0, size, 0)
    return bytes.subarray(0, bytesRead)
  } finally {
    opened.close()
  }
}
