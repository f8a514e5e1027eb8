import { isDeepStrictEqual } from 'node:util'

/** The run in which two lists differ: each without what both begin and what both end with. */
export function changedRun<Item>(before: Item[], after: Item[]): { before: Item[]; after: Item[] } {
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && isDeepStrictEqual(before[start], after[start])) start += 1
  let end = 0
  while (end < shorter - start && isDeepStrictEqual(before.at(-1 - end), after.at(-1 - end))) end += 1
  return { before: before.slice(start, before.length - end), after: after.slice(start, after.length - end) }
}
