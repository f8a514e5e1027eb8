import { describe, expect, test } from 'vitest'
import { isMismatch, isUnchanged, rangeStillFits } from '../../src/lib/conditional.ts'

const TAGS = ['xyzzy', 'xyzzy-gzip']
const MODIFIED = new Date('2026-10-25T06:00:00.700Z')

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
    expect(isUnchanged({ 'if-none-match': header }, TAGS, MODIFIED)).toBe(true)
  })

  test.each([
    ['another tag', '"r2d2xxxx"'],
    ['a longer tag', '"xyzzy-br"'],
    ['a shorter tag', '"xyzz"'],
    ['the tag in other letters', '"XYZZY"'],
    ['a tag without its quotes', 'xyzzy'],
    ['nothing', ''],
  ])('%s does not match: %s', (_, header) => {
    expect(isUnchanged({ 'if-none-match': header }, TAGS, MODIFIED)).toBe(false)
  })
})

describe('If-Modified-Since (RFC 9110 §13.1.3)', () => {
  test.each([
    ['the second it was last changed', 'Sun, 25 Oct 2026 06:00:00 GMT', true],
    ['a later time', 'Sun, 25 Oct 2026 06:00:01 GMT', true],
    ['an earlier time', 'Sun, 25 Oct 2026 05:59:59 GMT', false],
    ['the obsolete form of RFC 850', 'Sunday, 25-Oct-26 06:00:00 GMT', true],
    ['words', 'yesterday', false],
    ['nothing', '', false],
  ])('%s (%s): unchanged is %s', (_, header, unchanged) => {
    expect(isUnchanged({ 'if-modified-since': header }, TAGS, MODIFIED)).toBe(unchanged)
  })

  test('means nothing for what has no date', () => {
    expect(isUnchanged({ 'if-modified-since': 'Sun, 25 Oct 2026 06:00:01 GMT' }, TAGS, null)).toBe(false)
  })

  test('is not looked at when there is an If-None-Match, either way (§13.2.2)', () => {
    const later = 'Sun, 25 Oct 2026 06:00:01 GMT'
    const earlier = 'Sun, 25 Oct 2026 05:59:59 GMT'
    expect(isUnchanged({ 'if-none-match': '"other"', 'if-modified-since': later }, TAGS, MODIFIED)).toBe(false)
    expect(isUnchanged({ 'if-none-match': '"xyzzy"', 'if-modified-since': earlier }, TAGS, MODIFIED)).toBe(true)
  })
})

test('a request without conditions gets an answer', () => {
  expect(isUnchanged({}, TAGS, MODIFIED)).toBe(false)
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
  ])('%s is met: %s', (_, header) => expect(isMismatch({ 'if-match': header }, TAGS)).toBe(false))

  test.each([
    ['another tag', '"r2d2xxxx"'],
    ['a weak tag, because the comparison is strong', 'W/"xyzzy"'],
    ['nothing', ''],
  ])('%s is not met: %s', (_, header) => expect(isMismatch({ 'if-match': header }, TAGS)).toBe(true))
})
