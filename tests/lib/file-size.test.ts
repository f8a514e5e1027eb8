import { expect, test } from 'vitest'
import { fileSize, sizeLimit } from '../../src/lib/file-size.ts'

test.each([
  [0, '0 kB', '0 kB'],
  [1234, '1,2 kB', '1.2 kB'],
  [99_949, '99,9 kB', '99.9 kB'],
  [99_950, '100 kB', '100 kB'],
  [960_700, '961 kB', '961 kB'],
  [999_499, '999 kB', '999 kB'],
  [999_500, '1 MB', '1 MB'],
  [14_234_567, '14,2 MB', '14.2 MB'],
  [345_678_901, '346 MB', '346 MB'],
  [2 * 1024 ** 3, '2,1 GB', '2.1 GB'],
  [1_234_567_890_123, '1.235 GB', '1,235 GB'],
])('%d bytes are %s, in English %s', (bytes, german, english) => {
  const spaced = (text: string) => text.replaceAll('\u00a0', ' ')
  expect([spaced(fileSize('de', bytes)), spaced(fileSize('en', bytes))]).toEqual([german, english])
})

test.each([
  [1024 ** 3, '1 GB'],
  [20_000_000, '20 MB'],
  [2 * 1024 ** 3, '2.1 GB'],
  [999_500, '999 kB'],
])('a limit of %d bytes is told as no more than it is: %s', (bytes, told) => {
  expect(sizeLimit('en', bytes)).toBe(told)
})
