import { gone, notFound, type Refusal } from '../lib/errors.ts'

/** Both null, or both set: invisible since the one, and gone for good from the other on. */
export interface Deletion {
  deletedAt: Date | null
  goneAt: Date | null
}

export const NOT_DELETED: Deletion = { deletedAt: null, goneAt: null }

/** A deletion that can be undone for some days. What is deleted already is not kept longer for being deleted again. */
export const deletionOf = (before: Deletion, now: Date, keptDays: number): Deletion =>
  before.deletedAt ? before : { deletedAt: now, goneAt: new Date(now.getTime() + keptDays * 86_400_000) }

export const isGone = ({ goneAt }: Pick<Deletion, 'goneAt'>, now: Date) => goneAt !== null && goneAt <= now

/** The condition on a row that is deleted and can be brought back. */
export const restorableBy = (now: Date) => ({ deletedAt: { not: null }, goneAt: { gt: now } })

/**
 * What is said of something deleted: it is unknown (404) for as long as it can be brought back, since apps end a
 * subscription on 410, and gone (410) afterwards. Null where nothing is deleted.
 */
export function refusalOf(deletion: Deletion, what: string, now: Date): Refusal | null {
  if (isGone(deletion, now)) return gone(what)
  return deletion.deletedAt && notFound(what)
}

/** Refuses what is deleted. */
export function refuseDeleted(deletion: Deletion, what: string, now: Date) {
  const refusal = refusalOf(deletion, what, now)
  if (refusal) throw refusal
}

/** Refuses what can't be brought back any more. */
export function refuseGone(deletion: Deletion, what: string, now: Date) {
  if (isGone(deletion, now)) throw gone(what)
}
