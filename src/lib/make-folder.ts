import { existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Makes a folder, and those above it that are missing, or throws an Error with a sentence. Step by step, since Node's
 * `recursive` never ends in a file system that says ENOENT below a folder that is there, such as /proc.
 */
export function makeFolder(path: string) {
  try {
    makeMissing(path)
    if (!statSync(path).isDirectory()) throw new Error('there is a file of this name')
  } catch (error) {
    throw new Error(`The folder ${path} can't be made: ${(error as Error).message}.`, { cause: error })
  }
}

function makeMissing(path: string) {
  if (existsSync(path)) return
  makeMissing(dirname(path))
  try {
    mkdirSync(path)
  } catch (error) {
    // Another process was faster.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}
