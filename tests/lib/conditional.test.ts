import { describe, expect, test } from 'vitest'
import { type Conditions, conditionalStatus, rangeStillFits } from '../../src/lib/conditional.ts'

const TAGS = ['xyzzy', 'xyzzy-gzip']
const MODIFIED = new Date('2026-10-25T06:00:00.700Z')
const EARLIER = 'Sun, 25 Oct 2026 05:59:59 GMT'
const LATER = 'Sun, 25 Oct 2026 06:00:01 GMT'

const statusFor = (conditions: Conditions, lastModified: Date | null = MODIFIED) =>
  conditionalStatus(conditions, TAGS, lastModified)

describe('If-None-Match (RFC 9110 §13.1.2)', () => {
  test.each([
    ['the tag', '"xyzzy"'],
    ['the tag of another coding of the same', '"xyzzy-gzip"'],
    ['a weak tag, because the comparison is weak', 'W/"xyzzy"'],
    ['a list', '"r2d2xxxx", "xyzzy", "c3piozzzz"'],
    ['a list of weak tags', 'W/"r2d2xxxx",W/"xyzzy"'],
    ['any', '*'],
    ['any with blanks', ' * '],
  ])('%s matches: %s', (_, header) => {
    expect(statusFor({ 'if-none-match': header })).toBe(304)
  })

  test.each([
    ['another tag', '"r2d2xxxx"'],
    ['a longer tag', '"xyzzy-br"'],
    ['a shorter tag', '"xyzz"'],
    ['the tag in other letters', '"XYZZY"'],
    ['a tag without its quotes', 'xyzzy'],
    ['nothing', ''],
  ])('%s does not match: %s', (_, header) => {
    expect(statusFor({ 'if-none-match': header })).toBe(200)
  })
})

describe('If-Modified-Since (RFC 9110 §13.1.3)', () => {
  test.each([
    ['the second it was last changed', 'Sun, 25 Oct 2026 06:00:00 GMT', 304],
    ['a later time', 'Sun, 25 Oct 2026 06:00:01 GMT', 304],
    ['an earlier time', 'Sun, 25 Oct 2026 05:59:59 GMT', 200],
    ['the obsolete form of RFC 850', 'Sunday, 25-Oct-26 06:00:00 GMT', 304],
    ['words', 'yesterday', 200],
    ['nothing', '', 200],
  ])('%s (%s) is answered %i', (_, header, status) => {
    expect(statusFor({ 'if-modified-since': header })).toBe(status)
  })

  test('means nothing for what has no date', () => {
    expect(statusFor({ 'if-modified-since': LATER }, null)).toBe(200)
  })

  test('is not looked at when there is an If-None-Match, either way (§13.2.2)', () => {
    expect(statusFor({ 'if-none-match': '"other"', 'if-modified-since': LATER })).toBe(200)
    expect(statusFor({ 'if-none-match': '"xyzzy"', 'if-modified-since': EARLIER })).toBe(304)
  })
})

test('a request without conditions gets an answer', () => {
  expect(statusFor({})).toBe(200)
})

test.each([
  ['no If-Range', undefined, true],
  ['the strong tag', '"xyzzy"', true],
  ['another strong tag', '"r2d2xxxx"', false],
  ['the tag, but weak', 'W/"xyzzy"', false],
  ['the tag without quotes', 'xyzzy', false],
  ['a list, which If-Range cannot be', '"xyzzy", "r2d2xxxx"', false],
  ['a date, which these bytes do not have', 'Sun, 25 Oct 2026 06:00:00 GMT', false],
])('a range is sent for %s (%s): %s (RFC 9110 §13.1.5)', (_, header, fits) => {
  expect(rangeStillFits(header, 'xyzzy')).toBe(fits)
})

describe('If-Match (RFC 9110 §13.1.1)', () => {
  test.each([
    ['absence', undefined],
    ['the tag', '"xyzzy"'],
    ['the tag of another coding', '"xyzzy-gzip"'],
    ['a list with it', '"r2d2xxxx", "xyzzy"'],
    ['any', ' * '],
  ])('%s is met: %s', (_, header) => expect(statusFor({ 'if-match': header })).toBe(200))

  test.each([
    ['another tag', '"r2d2xxxx"'],
    ['a weak tag, because the comparison is strong', 'W/"xyzzy"'],
    ['nothing', ''],
  ])('%s is not met: %s', (_, header) => expect(statusFor({ 'if-match': header })).toBe(412))

  test('is looked at before If-None-Match (§13.2.2)', () => {
    expect(statusFor({ 'if-match': '"other"', 'if-none-match': '"xyzzy"' })).toBe(412)
    expect(statusFor({ 'if-match': '"xyzzy"', 'if-none-match': '"xyzzy"' })).toBe(304)
  })
})

describe('If-Unmodified-Since (RFC 9110 §13.1.4)', () => {
  test.each([
    ['the second it was last changed', 'Sun, 25 Oct 2026 06:00:00 GMT', 200],
    ['a later time', LATER, 200],
    ['an earlier time', EARLIER, 412],
    ['words', 'yesterday', 200],
  ])('%s (%s) is answered %i', (_, header, status) => {
    expect(statusFor({ 'if-unmodified-since': header })).toBe(status)
  })

  test('means nothing for what has no date, nor where there is an If-Match', () => {
    expect(statusFor({ 'if-unmodified-since': EARLIER }, null)).toBe(200)
    expect(statusFor({ 'if-unmodified-since': EARLIER, 'if-match': '"xyzzy"' })).toBe(200)
  })
})
