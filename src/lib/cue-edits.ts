/** A line of a transcript, as far as it is parted and put together. */
export interface Line {
  startSeconds?: number
  endSeconds?: number
  speaker?: string
  text: string
  /** Times that were typed and nobody can read, as they were typed; in seconds there are those before. */
  unread?: Partial<Record<TimePart, string>>
}

export const TIME_PARTS = ['start', 'end'] as const
type TimePart = (typeof TIME_PARTS)[number]

/** What tells a line from others: all that is in it. */
export const lineKey = ({ startSeconds, endSeconds, speaker, text, unread }: Line): string =>
  JSON.stringify([startSeconds ?? null, endSeconds ?? null, speaker ?? null, text, unread?.start, unread?.end])

/** The line with these times that nobody can read, and no others. */
export function withUnread({ unread: _, ...line }: Line, start?: string, end?: string): Line {
  if (start === undefined && end === undefined) return line
  return { ...line, unread: { ...(start !== undefined && { start }), ...(end !== undefined && { end }) } }
}

/**
 * A line as two, parted before the character at `at`. Nobody knows when the second begins: as much later as text stands
 * before it, up to its end or to `until`, where the next line starts.
 */
export function splitLine(whole: Line, at: number, until?: number): [Line, Line] {
  const line = withUnread(whole)
  const [first, second] = [line.text.slice(0, at).trimEnd(), line.text.slice(at).trimStart()]
  const { startSeconds: start, endSeconds: end = until } = line
  if (start === undefined)
    return [
      { ...line, text: first },
      { ...line, text: second },
    ]
  const share = at / Math.max(1, line.text.length)
  const middle = Math.round((start + Math.max(0, (end ?? start) - start) * share) * 1000) / 1000
  const ends = line.endSeconds !== undefined
  return [
    withUnread({ ...line, ...(ends && { endSeconds: middle }), text: first }, whole.unread?.start),
    withUnread({ ...line, startSeconds: middle, text: second }, undefined, whole.unread?.end),
  ]
}

/** Two lines as one: said by whoever said the first, with a space between their texts unless told otherwise. */
export function joinLines(first: Line, second: Line, between = ' '): Line {
  const text = `${first.text.trimEnd()}${between}${second.text.trimStart()}`.trim()
  const joined = { ...first, ...(second.endSeconds !== undefined && { endSeconds: second.endSeconds }), text }
  return withUnread(joined, first.unread?.start, second.unread?.end)
}
