import { expect, test } from 'vitest'
import { partialDay } from '../../src/lib/partial-day.ts'

test.each([
  ['2026-10-05', '5. Oktober 2026', '5 October 2026'],
  ['2026-03', 'März 2026', 'March 2026'],
  ['2026', '2026', '2026'],
])('%s is written %s and %s', (kept, german, english) => {
  expect([partialDay('de', kept), partialDay('en', kept)]).toEqual([german, english])
})
