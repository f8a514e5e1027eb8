import type { Dirent } from 'node:fs'
import { open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf } from './disk-refusals.ts'

/**
 * Every file below a folder whose path from there begins with the prefix, in the order of those paths as bytes.
 * Names that begin with a dot are left out, and so is what disappears meanwhile.
 */
export async function* filesBelow(dir: string, prefix: string, at = ''): AsyncGenerator<FileBelow> {
  for (const entry of await entriesOf(join(dir, at), at !== '')) {
    const path = at + nameOf(entry)
    if (entry.isDirectory()) {
      if (path.startsWith(prefix) || prefix.startsWith(path)) yield* filesBelow(dir, prefix, path)
    } else if (path.startsWith(prefix)) {
      const found = await stat(join(dir, path)).catch(ignoring('ENOENT'))
      // The time of the inode: a file that lay staged for long is new under its key.
      if (found) yield { path, bytes: found.size, keptAt: found.ctime }
    }
  }
}

interface FileBelow {
  path: string
  bytes: number
  keptAt: Date
}

/** Removes the files in a folder that have such a name and were last written before the given moment. */
export async function removeOld(dir: string, name: RegExp, before: Date): Promise<void> {
  for (const path of (await readdir(dir)).filter((found) => name.test(found)).map((found) => join(dir, found))) {
    const found = await stat(path).catch(ignoring('ENOENT'))
    if (found && found.mtime < before) await rm(path, { force: true })
  }
}

/** Forces a file, or the names in a folder, to the disk. */
export async function flush(path: string): Promise<void> {
  const file = await open(path, 'r')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

/** For `catch`: this error is an answer, null, and any other is thrown on. */
export const ignoring = (code: string) => (error: unknown) => {
  if (codeOf(error) === code) return null
  throw error
}

async function entriesOf(folder: string, mayBeGone: boolean): Promise<Dirent[]> {
  const reading = readdir(folder, { withFileTypes: true })
  const entries = (mayBeGone ? await reading.catch(ignoring('ENOENT')) : await reading) ?? []
  return entries
    .filter(({ name }) => !name.startsWith('.'))
    .sort((a, b) => Buffer.compare(Buffer.from(nameOf(a)), Buffer.from(nameOf(b))))
}

/** A folder sorts with its slash: `a-b` comes before `a/b`. */
const nameOf = (entry: Dirent) => (entry.isDirectory() ? `${entry.name}/` : entry.name)
