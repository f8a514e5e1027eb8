import { expect, test } from 'vitest'
import { type Coding, preferredCoding } from '../../src/lib/content-coding.ts'

/** The first five are the examples of RFC 9110 §12.5.3. */
const CODINGS: [header: string | undefined, coding: Coding][] = [
  ['compress, gzip', 'gzip'],
  ['', 'plain'],
  ['*', 'br'],
  ['compress;q=0.5, gzip;q=1.0', 'gzip'],
  ['gzip;q=1.0, identity; q=0.5, *;q=0', 'gzip'],
  [undefined, 'plain'],
  ['identity', 'plain'],
  ['gzip', 'gzip'],
  ['x-gzip', 'gzip'],
  ['br', 'br'],
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip, deflate', 'gzip'],
  ['deflate, zstd', 'plain'],
  ['GZip', 'gzip'],
  ['gzip;q=0', 'plain'],
  ['gzip;q=0.000', 'plain'],
  ['gzip;q=0.001', 'gzip'],
  ['gzip ; q=0', 'plain'],
  ['br;q=0, gzip', 'gzip'],
  ['br;q=0, *', 'gzip'],
  ['gzip;q=0, *', 'br'],
  ['*;q=0', 'plain'],
  ['br;q=0, gzip;q=0, *', 'plain'],
  ['gzip;q=0.9, br;q=0.1', 'gzip'],
  ['gzip;q=0.1, br;q=1', 'br'],
  ['gzip;q=0.5, br;q=0.5', 'br'],
  ['br;q=0.5, *', 'gzip'],
  ['identity, gzip;q=0.5, br;q=0.5', 'plain'],
  ['identity;q=0.5, gzip;q=0.5', 'gzip'],
  ['identity;q=1, *;q=0', 'plain'],
  ['gzip;q=0, identity;q=0', 'plain'],
  ['br;q=.5, gzip;q=x', 'br'],
  ['gzipped, abr', 'plain'],
  [',,;;=', 'plain'],
]

test.each(CODINGS)('Accept-Encoding: %s is answered %s', (header, coding) => {
  expect(preferredCoding(header)).toBe(coding)
})

test.each([
  ['gzip, deflate, br', 'gzip'],
  ['br', 'plain'],
  ['br, identity;q=0.5, gzip;q=0.2', 'plain'],
  ['*', 'gzip'],
  ['gzip;q=0, *', 'plain'],
])('%s, as long as there are no bytes in Brotli', (header, coding) => {
  expect(preferredCoding(header, { hasBr: false })).toBe(coding)
})
