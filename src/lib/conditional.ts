/** Request headers that make an answer conditional (RFC 9110 §13). */
export interface Conditions {
  'if-match'?: string | undefined
  'if-none-match'?: string | undefined
  'if-modified-since'?: string | undefined
}

/**
 * Whether If-Match names none of the current tags, so that 412 is the answer. They are compared strongly, and before all
 * else (RFC 9110 §13.1.1, §13.2.2).
 */
export function isMismatch({ 'if-match': match }: Conditions, tags: string[]): boolean {
  if (match === undefined || match.trim() === '*') return false
  const listed = match.split(',').map((tag) => tag.trim())
  return !tags.some((tag) => listed.includes(`"${tag}"`))
}

/**
 * Whether the client holds the current representation, so that 304 is the answer. If-None-Match is compared weakly
 * and wins over If-Modified-Since (RFC 9110 §13.1.2, §13.2.2). `tags` are opaque tags without quotes: a representation
 * has one for each coding.
 */
export function isUnchanged(conditions: Conditions, tags: string[], lastModified: Date | null): boolean {
  const noneMatch = conditions['if-none-match']
  if (noneMatch !== undefined) return listsTag(noneMatch, tags)

  const since = conditions['if-modified-since']
  if (since === undefined || !lastModified) return false
  return Math.floor(+lastModified / 1000) * 1000 <= Date.parse(since)
}

/** Whether If-Range lets a range be sent: absent, or exactly this strong tag (RFC 9110 §13.1.5). */
export const rangeStillFits = (ifRange: string | undefined, tag: string) =>
  ifRange === undefined || ifRange.trim() === `"${tag}"`

const listsTag = (header: string, tags: string[]) =>
  header.trim() === '*' || tags.some((tag) => header.includes(`"${tag}"`))
