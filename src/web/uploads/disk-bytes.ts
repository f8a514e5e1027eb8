import { type FileHandle, link, open, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { batches } from '../../lib/batches.ts'
import { onDisk } from '../../storage/disk-refusals.ts'
import { removeOld } from '../../storage/folder.ts'
import { hashStaged, stagedPath } from '../../storage/staging.ts'
import type { ReceivedBytes } from './received-bytes.ts'

const NAME = /^[0-9a-f-]{36}\.upload$/

/** A file for each upload, which grows: its size is how far the upload has come. */
export function diskBytes(dir: string): ReceivedBytes {
  const pathOf = (id: string) => join(dir, `${id}.upload`)
  return {
    begin: (id) => onDisk(async () => (await open(pathOf(id), 'wx', 0o600)).close()),

    async count(id) {
      const found = await stat(pathOf(id)).catch(unlessMissing)
      return found?.size ?? null
    },

    add: (id, stream, offset) =>
      onDisk(async () => {
        const file = await open(pathOf(id), 'r+')
        try {
          return await append(file, stream, offset)
        } finally {
          await file.close()
        }
      }),

    stage: (id, name) =>
      onDisk(async () => {
        const path = stagedPath(dir)
        await link(pathOf(id), path)
        return hashStaged(path, name)
      }),

    remove: (id) => onDisk(() => rm(pathOf(id), { force: true })),
    sweep: (before) => onDisk(() => removeOld(dir, NAME, before)),
  }
}

/** What was told to have been received survives a power cut. */
async function append(file: FileHandle, stream: Readable, offset: number): Promise<number> {
  let end = offset
  const write = async (chunks: Uint8Array[]) => {
    for (const chunk of chunks)
      for (let at = 0; at < chunk.byteLength; ) {
        const { bytesWritten } = await file.write(chunk, at, chunk.byteLength - at, end)
        at += bytesWritten
        end += bytesWritten
      }
  }
  try {
    await pipeline(stream, batches(write))
    return end
  } finally {
    await file.datasync()
  }
}

function unlessMissing(error: NodeJS.ErrnoException) {
  if (error.code === 'ENOENT') return null
  throw error
}
