import { expect, test } from 'vitest'
import { clockTime } from '../../src/lib/duration.ts'

test.each([
  [0, '0:00'],
  [7, '0:07'],
  [59.999, '0:59'],
  [60, '1:00'],
  [187, '3:07'],
  [3599, '59:59'],
  [3600, '1:00:00'],
  [3723, '1:02:03'],
  [360_000, '100:00:00'],
  [-1, '0:00'],
])('%d seconds are written %s', (seconds, written) => {
  expect(clockTime(seconds)).toBe(written)
})
