import { gone, notFound, type Refusal } from '../lib/errors.ts'

/** Both null, or both set: invisible since the one, and gone for good from the other on. */
export interface Deletion {
  deletedAt: Date | null
  goneAt: Date | null
}

/**
 * What is said of something deleted: it is unknown (404) for as long as it can be brought back, since apps end a
 * subscription on 410, and gone (410) afterwards. Null where nothing is deleted.
 */
export function refusalOf({ deletedAt, goneAt }: Deletion, what: string, now: Date): Refusal | null {
  if (!deletedAt) return null
  return goneAt && goneAt <= now ? gone(what) : notFound(what)
}

/** Refuses what is deleted. */
export function refuseDeleted(deletion: Deletion, what: string, now: Date) {
  const refusal = refusalOf(deletion, what, now)
  if (refusal) throw refusal
}
