import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readFeedDate } from '../../src/lib/feed-date.ts'

test.each([
  ['Sun, 25 Oct 2026 06:00:00 +0100', '2026-10-25T05:00:00Z'],
  ['Sun, 25 Oct 2026 06:00:00 GMT', '2026-10-25T06:00:00Z'],
  ['25 Oct 2026 06:00:00 +01:00', '2026-10-25T05:00:00Z'],
  ['Sun, 25 Oct 2026 06:00 EST', '2026-10-25T11:00:00Z'],
  ['Sun,  5 Apr 2026 6:00:00 PDT', '2026-04-05T13:00:00Z'],
  ['sun, 25 oct 2026 06:00:00 z', '2026-10-25T06:00:00Z'],
  ['Sunday, 25 October 2026 06:00:00 +0000', '2026-10-25T06:00:00Z'],
  ['Sun, 25 Oct 26 06:00:00 +0000', '2026-10-25T06:00:00Z'],
  ['Wed, 05 Jan 94 06:00:00 +0000', '1994-01-05T06:00:00Z'],
  ['Sun, 25 Oct 2026 06:00:00 +0000 (UTC)', '2026-10-25T06:00:00Z'],
  ['So, 25. Oktober 2026 06:00:00 MEZ', '2026-10-25T05:00:00Z'],
  ['Di, 03 März 2026 06:00:00 +0100', '2026-03-03T05:00:00Z'],
  ['  Sun,\n 25 Oct 2026\t06:00:00 +0000 ', '2026-10-25T06:00:00Z'],
  ['2026-10-25T06:00:00+01:00', '2026-10-25T05:00:00Z'],
  ['2026-10-25T06:00:00.123Z', '2026-10-25T06:00:00Z'],
  ['2026-10-25 06:00:00 UTC', '2026-10-25T06:00:00Z'],
  ['Sun, 25 Oct 2026 06:00:00 XYZ', '2026-10-25T06:00:00Z'],
  ['Thu, 01 Jan 1970 00:00:00 +0000', '1970-01-01T00:00:00Z'],
])('%j is %s, without a doubt', (text, at) => {
  expect(readFeedDate(text)).toEqual({ at: new Date(at), doubt: null })
})

test.each([
  ['Mon, 25 Oct 2026 06:00:00 +0100', '2026-10-25T05:00:00Z', /day of the week/],
  ['25 Oct 2026', '2026-10-25T00:00:00Z', /time zone/],
  ['Sun, 25 Oct 2026 06:00:00', '2026-10-25T06:00:00Z', /time zone/],
  ['2026-10-25', '2026-10-25T00:00:00Z', /time zone/],
  ['2026-10-25T06:00:00', '2026-10-25T06:00:00Z', /time zone/],
])('%j is %s, with a doubt', (text, at, doubt) => {
  expect(readFeedDate(text)).toEqual({ at: new Date(at), doubt: expect.stringMatching(doubt) })
})

test.each([
  ...['', 'gestern', 'Thu, 30 Feb 2026 06:00:00 GMT', '32 Oct 2026 06:00:00 GMT', 'Sun, 25 Foo 2026 06:00:00 GMT'],
  ...['Sun, 25 Oct 2026 24:00:00 GMT', 'Sun, 25 Oct 2026 06:60:00 GMT', 'Sun, 25 Oct 2026 06:00:00 +2500'],
  ...['Mon, 01 Jan 0001 00:00:00 GMT', 'Fri, 31 Dec 9999 23:59:59 GMT', '1969-12-31', '10/25/2026', '25.10.2026'],
  ...['1793000000', '2026-13-01', '-000001-01-01', 'Sun, 25 Oct 2026 06:00:00 GMT; DROP TABLE'],
])('%j can’t be read', (text) => {
  expect(readFeedDate(text)).toBeNull()
})

test('what a feed of ours says comes back to the second', () => {
  const date = fc.date({
    min: new Date('1970-01-01T00:00:00Z'),
    max: new Date('2100-12-31T23:59:59Z'),
    noInvalidDate: true,
  })
  fc.assert(
    fc.property(date, (at) => {
      at.setUTCMilliseconds(0)
      expect(readFeedDate(at.toUTCString())).toEqual({ at, doubt: null })
      expect(readFeedDate(at.toISOString())).toEqual({ at, doubt: null })
    }),
  )
})

test('any text has an answer, soon', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readFeedDate(text)))
  for (const text of ['1 '.repeat(50_000), ' '.repeat(100_000), `Sun, ${'2'.repeat(100_000)}`, 'a'.repeat(100_000)])
    expect(readFeedDate(text)).toBeNull()
})
