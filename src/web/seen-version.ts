import type { Request } from 'express'
import { invalid } from '../lib/errors.ts'

/** The version of an episode that somebody saw, as the address says it (`?seen=`). Refuses what is no number. */
export function seenVersion({ query: { seen } }: Request): number | undefined {
  if (seen === undefined) return undefined
  const number = versionNumber(seen)
  if (number === undefined) throw invalid({ seen: 'Send the version of the episode that you saw, as a number.' })
  return number
}

/** The number of a version that a text is, if it is one. */
export const versionNumber = (text: unknown): number | undefined =>
  typeof text === 'string' && /^\d{1,9}$/.test(text) ? Number(text) : undefined
