import { notFound, Refusal, unavailable } from '../lib/errors.ts'

const UNKNOWN_KEY = new Set(['NoSuchKey', 'NotFound'])

/** As S3, Ceph and others call it when a quota is used up or their disks are full. */
const FULL = new Set(['QuotaExceeded', 'InsufficientStorage', 'InsufficientCapacity', 'XMinioStorageFull'])

/** Answers that say what is wrong with the store or with our access to it, not with the request. */
const AWAY_STATUS = new Set([401, 403, 408, 429])
const AWAY_NAMES = new Set(['NoSuchBucket', 'RequestTimeout', 'SlowDown'])

/** Does work at a store, and turns its errors into refusals. */
export async function onStore<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw s3Refusal(error)
  }
}

/**
 * What to throw for an error of the S3 client: 404 for an unknown key, 503 `storage-full` or `storage-away` with the
 * error as its cause. Refusals, aborts and mistakes of ours pass through unchanged.
 */
export function s3Refusal(error: unknown): unknown {
  if (error instanceof Refusal || !(error instanceof Error) || error.name === 'AbortError') return error
  const status = statusOf(error)
  if (isUnknownKey(error)) return notFound('stored file')
  if (FULL.has(error.name) || status === 507)
    return unavailable('storage-full', 'The storage is full. Nothing was kept.', error)
  if (status === null ? isNotOurs(error) : status >= 500 || AWAY_STATUS.has(status) || AWAY_NAMES.has(error.name))
    return storageAway(error)
  return error
}

export const storageAway = (cause: unknown) =>
  unavailable('storage-away', 'The storage does not answer. Please try again.', cause)

export const damaged = () =>
  unavailable('storage-damaged', 'What was stored is not what was received. Please send the file again.')

export const isUnknownKey = (error: unknown) => error instanceof Error && UNKNOWN_KEY.has(error.name)

/** For `catch`: that there is no such object is an answer, null, and any other error is thrown on. */
export const unlessUnknown = (error: unknown) => {
  if (isUnknownKey(error)) return null
  throw error
}

/** The HTTP status the store answered with, or null when there was no answer. */
function statusOf(error: Error): number | null {
  const metadata = '$metadata' in error ? error.$metadata : null
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return null
  return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : null
}

/** Without an answer it was the network, TLS or missing credentials, unless the language itself complains. */
const isNotOurs = (error: Error) => !(error instanceof TypeError || error instanceof RangeError)
