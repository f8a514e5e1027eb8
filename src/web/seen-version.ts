import type { Request } from 'express'
import { invalid } from '../lib/errors.ts'

/** The version of an episode that somebody saw, as the address says it (`?seen=`). Refuses what is no number. */
export function seenVersion({ query: { seen } }: Request): number | undefined {
  if (seen === undefined) return undefined
  if (typeof seen !== 'string' || !/^\d{1,9}$/.test(seen))
    throw invalid({ seen: 'Send the version of the episode that you saw, as a number.' })
  return Number(seen)
}
