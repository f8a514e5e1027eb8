import { randomBytes } from 'node:crypto'
import { rename, rm, writeFile } from 'node:fs/promises'

/**
 * Replaces a file in one step: who reads it sees the old bytes or the new ones. It is not forced to the disk, so after
 * a power cut the file may be empty; only for copies that are checked when read.
 */
export async function writeFileAtomically(path: string, bytes: Uint8Array) {
  const fresh = `${path}.${randomBytes(6).toString('hex')}.part`
  try {
    await writeFile(fresh, bytes)
    await rename(fresh, path)
  } catch (error) {
    await rm(fresh, { force: true })
    throw error
  }
}
