/** Request headers that make an answer conditional (RFC 9110 §13). */
export interface Conditions {
  'if-match'?: string | undefined
  'if-unmodified-since'?: string | undefined
  'if-none-match'?: string | undefined
  'if-modified-since'?: string | undefined
}

/**
 * What answers a conditional GET or HEAD, in the order of RFC 9110 §13.2.2: 412 where the client means another
 * representation, 304 where it holds the current one, else 200. `tags` are opaque tags without quotes: a representation
 * has one for each coding. Dates mean nothing for what has none.
 */
export function conditionalStatus(conditions: Conditions, tags: string[], lastModified: Date | null): 200 | 304 | 412 {
  if (isMismatch(conditions, tags, lastModified)) return 412
  return isUnchanged(conditions, tags, lastModified) ? 304 : 200
}

/** If-Match is compared strongly, and wins over If-Unmodified-Since (§13.1.1, §13.1.4). */
function isMismatch(conditions: Conditions, tags: string[], lastModified: Date | null): boolean {
  const match = conditions['if-match']
  if (match === undefined) {
    const since = conditions['if-unmodified-since']
    return since !== undefined && lastModified !== null && wholeSeconds(lastModified) > Date.parse(since)
  }
  if (match.trim() === '*') return false
  const listed = match.split(',').map((tag) => tag.trim())
  return !tags.some((tag) => listed.includes(`"${tag}"`))
}

/** If-None-Match is compared weakly, and wins over If-Modified-Since (§13.1.2, §13.1.3). */
function isUnchanged(conditions: Conditions, tags: string[], lastModified: Date | null): boolean {
  const noneMatch = conditions['if-none-match']
  if (noneMatch !== undefined) return listsTag(noneMatch, tags)
  const since = conditions['if-modified-since']
  return since !== undefined && lastModified !== null && wholeSeconds(lastModified) <= Date.parse(since)
}

/** Whether If-Range lets a range be sent: absent, or exactly this strong tag (RFC 9110 §13.1.5). */
export const rangeStillFits = (ifRange: string | undefined, tag: string) =>
  ifRange === undefined || ifRange.trim() === `"${tag}"`

const listsTag = (header: string, tags: string[]) =>
  header.trim() === '*' || tags.some((tag) => header.includes(`"${tag}"`))

/** As exact as dates in headers are. */
const wholeSeconds = (date: Date) => Math.floor(+date / 1000) * 1000
