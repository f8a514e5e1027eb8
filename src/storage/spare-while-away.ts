import { Refusal } from '../lib/errors.ts'
import type { Storage } from './storage.ts'

/** So long after it was away a storage is not asked again. */
const SPARED_MILLISECONDS = 5000

/**
 * Opens objects for those who wait in turn: after the storage was away it says so at once for a moment, as each of them
 * would wait for it anew.
 */
export function spareWhileAway({ open }: Pick<Storage, 'open'>): Pick<Storage, 'open'> {
  let away: { refusal: Refusal; until: number } | null = null
  return {
    async open(...asked) {
      if (away && performance.now() < away.until) throw away.refusal
      try {
        return await open(...asked)
      } catch (error) {
        if (error instanceof Refusal && error.status === 503)
          away = { refusal: error, until: performance.now() + SPARED_MILLISECONDS }
        throw error
      }
    },
  }
}
