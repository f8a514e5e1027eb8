import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ByteRange, readByteRange } from '../../src/lib/byte-range.ts'

/** RFC 9110 §14.1.2 explains its examples with a representation of this size. */
const SIZE = 10_000

const RANGES: [what: string, header: string, range: ByteRange][] = [
  ['the first 500 bytes', 'bytes=0-499', { start: 0, end: 499 }],
  ['the second 500 bytes', 'bytes=500-999', { start: 500, end: 999 }],
  ['the last 500 bytes', 'bytes=-500', { start: 9500, end: 9999 }],
  ['the same, open', 'bytes=9500-', { start: 9500, end: 9999 }],
  ['the first byte', 'bytes=0-0', { start: 0, end: 0 }],
  ['the last byte', 'bytes=-1', { start: 9999, end: 9999 }],
  ['the last byte by its number', 'bytes=9999-9999', { start: 9999, end: 9999 }],
  ['everything, as players begin', 'bytes=0-', { start: 0, end: 9999 }],
  ['an end behind the last byte, which is cut', 'bytes=9000-20000', { start: 9000, end: 9999 }],
  ['more of the end than there is, which is all', 'bytes=-20000', { start: 0, end: 9999 }],
  ['a unit in other letters', 'Bytes=0-1', { start: 0, end: 1 }],
  ['zeros in front', 'bytes=0007-0009', { start: 7, end: 9 }],
  ['blanks around', ' bytes=0-1 ', { start: 0, end: 1 }],
]

test.each(RANGES)('%s: %s', (_, header, range) => {
  expect(readByteRange(header, SIZE)).toEqual(range)
})

test.each([
  ['begins at the size', 'bytes=10000-', SIZE],
  ['begins behind the end', 'bytes=20000-20001', SIZE],
  ['asks for the last 0 bytes', 'bytes=-0', SIZE],
  ['asks for the start of nothing', 'bytes=0-', 0],
  ['asks for the end of nothing', 'bytes=-1', 0],
])('a range that %s cannot be satisfied: %s', (_, header, size) => {
  expect(readByteRange(header, size)).toBe('unsatisfiable')
})

test.each([
  ['no header', undefined],
  ['an empty header', ''],
  ['several ranges', 'bytes=0-0,10-19'],
  ['several ranges with blanks', 'bytes=0-999, 4500-5499, -1000'],
  ['an end before the start', 'bytes=500-400'],
  ['another unit', 'seconds=0-1'],
  ['words', 'bytes=abc'],
  ['no number', 'bytes=-'],
  ['a lonely number', 'bytes=5'],
  ['two hyphens', 'bytes=1-2-3'],
  ['signs', 'bytes=+1-+2'],
  ['hexadecimal', 'bytes=0x0-0x5'],
  ['an exponent', 'bytes=1e3-'],
  ['blanks inside', 'bytes= 0-1'],
  ['a number beyond what a file can have', 'bytes=0-99999999999999999999'],
])('%s asks for the whole: %s', (_, header) => {
  expect(readByteRange(header, SIZE)).toBeNull()
})

test('whatever is asked, a range lies inside the bytes', () => {
  const number = fc.option(fc.nat(1000), { nil: '' })
  const headers = fc.oneof(
    fc.tuple(number, number).map(([first, last]) => `bytes=${first}-${last}`),
    fc.string({ unit: fc.constantFrom(...'bytes=-,0123456789 ') }),
  )
  fc.assert(
    fc.property(headers, fc.nat(1000), (header, size) => {
      const range = readByteRange(header, size)
      if (range === null || range === 'unsatisfiable') return
      expect(range.start).toBeGreaterThanOrEqual(0)
      expect(range.end).toBeGreaterThanOrEqual(range.start)
      expect(range.end).toBeLessThan(size)
    }),
  )
})
