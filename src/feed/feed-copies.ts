import { createHash } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeFileAtomically } from '../lib/atomic-file.ts'
import type { Services } from '../services.ts'
import { ignoring } from '../storage/folder.ts'
import { feedKey } from '../storage/object-keys.ts'
import { findObject } from '../storage/read-object.ts'
import type { Storage } from '../storage/storage.ts'

export const FEED_TYPE = 'application/rss+xml; charset=utf-8'

/** A feed's version is the hash of its bytes, so any copy can be checked by reading it. */
export const etagOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64url')

/** A show's feed, or one of its pages, in the folder of feeds; no slug has a dot. */
export const feedFile = (feedsDir: string, slug: string, page: number | null = null) =>
  join(feedsDir, page === null ? `${slug}.xml` : `${slug}.${page}.xml`)

/** Which copy of which bytes. */
export interface Copy {
  slug: string
  page: number | null
  etag: string
}

/** Keeps bytes in feeds/ and in the storage. */
export async function keepCopies({ config, storage }: Services, { slug, page, etag }: Copy, bytes: Uint8Array) {
  const file = feedFile(config.feedsDir, slug, page)
  await Promise.all([keepFile(config.feedsDir, file, bytes), storage.put(feedKey(slug, etag), bytes, FEED_TYPE)])
}

/** The folder is there since the start, unless somebody took it away. */
async function keepFile(folder: string, file: string, bytes: Uint8Array) {
  const kept = await writeFileAtomically(file, bytes).catch(ignoring('ENOENT'))
  if (kept !== null) return
  await mkdir(folder, { recursive: true })
  await writeFileAtomically(file, bytes)
}

/** Makes the bytes from the rows, without the storage. */
export type Remake = () => Promise<Buffer | null>

/** Where copies are read. */
export type Copies = Pick<Services, 'config'> & { storage: Pick<Storage, 'open'> }

/**
 * The bytes of that version, from feeds/ or from the storage; null when neither has them. While the storage is away they
 * are what `remake` makes; where that is another version by now, it is refused like the storage, which may have them.
 */
export async function keptBytes(
  { config, storage }: Copies,
  { slug, page, etag }: Copy,
  remake: Remake,
): Promise<Buffer | null> {
  const path = feedFile(config.feedsDir, slug, page)
  const file = await readFile(path).catch(() => null)
  if (file && etagOf(file) === etag) return file

  const stored = await findObject(storage, feedKey(slug, etag)).catch(async (away) => {
    const made = await remake()
    if (made && etagOf(made) === etag) return made
    throw away
  })
  if (!stored || etagOf(stored) !== etag) return null
  await writeFileAtomically(path, stored).catch(() => undefined)
  return stored
}
