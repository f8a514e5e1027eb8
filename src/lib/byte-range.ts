/** Both ends included. */
export interface ByteRange {
  start: number
  end: number
}

/**
 * What a Range header asks for (RFC 9110 §14.2): one range of a representation of `size` bytes, `'unsatisfiable'` for
 * one that begins behind the end, or null for the whole: no header, another unit, several ranges, or nonsense.
 */
export function readByteRange(header: string | undefined, size: number): ByteRange | 'unsatisfiable' | null {
  const match = /^bytes=(?:(\d{1,15})-(\d{1,15})?|-(\d{1,15}))$/i.exec(header?.trim() ?? '')
  if (!match) return null

  const [, first, last, suffix] = match
  if (suffix !== undefined) {
    const length = Math.min(Number(suffix), size)
    return length === 0 ? 'unsatisfiable' : { start: size - length, end: size - 1 }
  }
  const start = Number(first)
  const end = last === undefined ? size - 1 : Math.min(Number(last), size - 1)
  if (last !== undefined && Number(last) < start) return null
  return start >= size ? 'unsatisfiable' : { start, end }
}
