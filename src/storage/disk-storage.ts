import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { access, constants, copyFile, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { notFound, unavailable } from '../lib/errors.ts'
import { keepDescriptors } from './descriptors.ts'
import { codeOf, diskRefusal, onDisk } from './disk-refusals.ts'
import { filesBelow, flush, ignoring, removeOld } from './folder.ts'
import { checkKey } from './object-keys.ts'
import type { StagedFile } from './staging.ts'
import type { Storage } from './storage.ts'

/** Files on their way to a key. No key begins with a dot, so nothing in here is an object. */
const INCOMING = '.incoming'

/**
 * Keeps objects as files below a folder, which is made when something is first kept. What it confirms is on the disk,
 * file and folders, so a power cut loses nothing. Types are not kept: whoever sends an object knows its type.
 */
export function diskStorage(folder: string): Storage {
  const dir = resolve(folder)
  const incoming = join(dir, INCOMING)
  const descriptors = keepDescriptors()

  return {
    async keep(key, file, _type, signal) {
      const path = pathIn(dir, key)
      if ((await stat(file.path)).size !== file.bytes) throw damaged()
      await onDisk(async () => {
        await flush(file.path)
        const made = await mkdir(dirname(path), { recursive: true })
        signal?.throwIfAborted()
        // Moved, these are the very blocks whose hash was computed while they were written: the size says enough.
        const moved = await rename(file.path, path).then(() => true, ignoring('EXDEV'))
        descriptors.forget(path)
        if (!moved) {
          await mkdir(incoming, { recursive: true })
          await replace(path, (fresh) => copyExactly(file, fresh, signal))
        }
        await flushFolders(path, made)
      })
    },

    async put(key, bytes) {
      const path = pathIn(dir, key)
      await onDisk(async () => {
        const [made] = await Promise.all([dirname(path), incoming].map((at) => mkdir(at, { recursive: true })))
        await replace(path, (fresh) => writeFile(fresh, bytes, { flag: 'wx', mode: 0o600, flush: true }))
        await flushFolders(path, made)
      })
    },

    async open(key) {
      const path = pathIn(dir, key)
      try {
        return { from: 'disk', ...(await descriptors.borrow(path)) }
      } catch (error) {
        throw await missing(error)
      }
    },

    async remove(key) {
      const path = pathIn(dir, key)
      descriptors.forget(path)
      await onDisk(() => rm(path, { force: true }))
    },

    async *list(prefix) {
      try {
        for await (const { path, ...found } of filesBelow(dir, prefix)) yield { key: path, ...found }
      } catch (error) {
        throw diskRefusal(error)
      }
    },

    async sweep(before) {
      await onDisk(async () => {
        await mkdir(incoming, { recursive: true })
        await removeOld(incoming, /./, before)
      })
    },

    async check() {
      await onDisk(async () => {
        await mkdir(dir, { recursive: true })
        await access(dir, constants.W_OK)
      })
    },

    async close() {
      descriptors.close()
    },
  }

  /** Fills a new file among those on their way, then puts it in the place of the old one in one step. */
  async function replace(path: string, fill: (fresh: string) => Promise<void>) {
    const fresh = join(incoming, randomUUID())
    try {
      await fill(fresh)
      await rename(fresh, path)
      descriptors.forget(path)
    } catch (error) {
      await rm(fresh, { force: true }).catch(() => {})
      throw error
    }
  }

  /** The folder that names the file, and where folders were made for it, all those that name them. */
  async function flushFolders(path: string, made: string | undefined) {
    await flush(dirname(path))
    if (made) for (let at = dirname(dirname(path)); at.length >= dir.length; at = dirname(at)) await flush(at)
  }

  /** A file that is not there is unknown, unless nothing is there: then the disk is away. */
  async function missing(error: unknown) {
    const unknown = ['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '') && (await stat(dir).catch(() => null))
    return unknown ? notFound('stored file') : diskRefusal(error)
  }
}

function pathIn(dir: string, key: string): string {
  checkKey(key)
  return join(dir, key)
}

async function copyExactly(file: StagedFile, fresh: string, signal?: AbortSignal) {
  await copyFile(file.path, fresh)
  await flush(fresh)
  const hash = createHash('sha256')
  await pipeline(createReadStream(fresh), hash, { signal })
  if ((await stat(fresh)).size !== file.bytes || hash.digest('hex') !== file.sha256) throw damaged()
}

const damaged = () => unavailable('storage-damaged', 'The file changed before it was kept. Please send it again.')
