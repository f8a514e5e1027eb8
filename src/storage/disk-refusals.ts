import { Refusal, unavailable } from '../lib/errors.ts'

const FULL = new Set(['ENOSPC', 'EDQUOT'])

/** A broken, unmounted or read-only disk, a folder that is missing, closed to us or a file, no descriptors left. */
const AWAY = new Set([
  'EIO',
  'EROFS',
  'ENOENT',
  'ENOTDIR',
  'EEXIST',
  'EACCES',
  'EPERM',
  'ESTALE',
  'ETIMEDOUT',
  'EMFILE',
  'ENFILE',
])

/**
 * What to throw for an error of a disk that should work: 503 `storage-full` or `storage-away`
 * with the error as its cause. Refusals and errors that are no disk's pass through unchanged.
 */
export function diskRefusal(error: unknown): unknown {
  const code = codeOf(error)
  if (error instanceof Refusal || !code) return error
  if (FULL.has(code)) return unavailable('storage-full', 'The storage is full. Nothing was kept.', error)
  if (AWAY.has(code)) return unavailable('storage-away', 'The storage does not answer. Please try again.', error)
  return error
}

/** Does work on a disk, and turns its errors into refusals. */
export async function onDisk<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw diskRefusal(error)
  }
}

/** The system's name for an error (`ENOENT`, …), or undefined. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
