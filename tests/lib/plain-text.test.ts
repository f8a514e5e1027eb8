import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanLine, cleanText, cutToBytes, cutToLength, excerpt } from '../../src/lib/plain-text.ts'

const CLEANED: [what: string, text: string, cleaned: string][] = [
  ['blanks around', '  Hallo\n ', 'Hallo'],
  ['line breaks of every system', 'a\r\nb\rc\nd', 'a\nb\nc\nd'],
  ['a tab', 'a\tb', 'a b'],
  ['control characters', 'a\u0000b\u0007c\u001b[31md\u007fe\u0085f\u009fg', 'abc[31mdefg'],
  ['non-characters', 'a\ufffeb\uffffc', 'abc'],
  ['lone surrogates', 'a\ud83db\ude00c', 'abc'],
  ['a lone surrogate before an emoji', '\ud83d\ud83d\ude00', '\u{1f600}'],
  ['emoji with joiners', '👩‍👩‍👧 und 🇩🇪', '👩‍👩‍👧 und 🇩🇪'],
  ['right-to-left marks', '\u200fשלום\u200f', '\u200fשלום\u200f'],
  ['letters with combining marks', 'Mu\u0308ller', 'Müller'],
  ['sixty accents on one letter', 'e' + '\u0331'.repeat(60) + 'x', 'e' + '\u0331'.repeat(30) + 'x'],
  ['markup, which is text here', ']]><script>alert(1)</script>', ']]><script>alert(1)</script>'],
]

test.each(CLEANED)('%s', (_, text, cleaned) => {
  expect(cleanText(text)).toBe(cleaned)
})

test('a line has no breaks and no runs of blanks', () => {
  expect(cleanLine(' Folge 3:\r\n  Das\tAmt ')).toBe('Folge 3: Das Amt')
})

test.each([
  ['an override that is not ended', 'a \u202ecba', 'a cba'],
  ['an isolate that is not ended', '\u2067שלום', 'שלום'],
  ['an end without a beginning', 'a\u202c b\u2069', 'a b'],
  ['ends in the wrong order', '\u202ea\u2066b\u202cc\u2069', 'abc'],
  ['one that stands alone at the end', 'Titel \u202e', 'Titel'],
  ['accents held apart by one', `e${'\u0331'.repeat(30)}\u202e${'\u0331'.repeat(9)}`, `e${'\u0331'.repeat(30)}`],
  ['directions that are ended', 'a \u202eb\u2067c\u2069\u202c d', 'a \u202eb\u2067c\u2069\u202c d'],
  ['marks', '\u200fשלום\u200e a', '\u200fשלום\u200e a'],
])('a line turns nothing around beside it: %s', (_, text, cleaned) => {
  expect(cleanLine(text)).toBe(cleaned)
  expect(cleanLine(cleaned)).toBe(cleaned)
})

test('what is cut off a line leaves no direction open', () => {
  expect(excerpt('eins \u2067zwei drei vier\u2069 fünf', 14)).toBe('eins zwei…')
})

test('text is cut at a number of bytes, on a character', () => {
  expect(cutToBytes('ä'.repeat(3000), 4000)).toBe('ä'.repeat(2000))
  expect(cutToBytes('a' + 'ä'.repeat(3000), 4000)).toBe('a' + 'ä'.repeat(1999))
  expect(cutToBytes('ab👩‍👩‍👧', 10)).toBe('ab')
  expect(cutToBytes('ab👩‍👩‍👧', 20)).toBe('ab👩‍👩‍👧')
  expect(cutToBytes('abc', 0)).toBe('')
})

test('text is cut at a length, on a character', () => {
  expect(cutToLength('a'.repeat(300), 255)).toBe('a'.repeat(255))
  expect(cutToLength('a'.repeat(254) + '😀', 255)).toBe('a'.repeat(254))
})

test('a pile of accents is cut inside, so that something is left', () => {
  expect(cutToBytes('a' + '\u0301'.repeat(5000), 1000).length).toBeGreaterThan(400)
})

test('whatever comes in, what goes out is well-formed, within its bound, and clean the second time too', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(40), (text, max) => {
      const clean = cleanText(text)
      expect(clean.isWellFormed()).toBe(true)
      expect(cleanText(clean)).toBe(clean)
      expect(Buffer.byteLength(cutToBytes(clean, max))).toBeLessThanOrEqual(max)
      expect(cutToLength(clean, max).length).toBeLessThanOrEqual(max)
      expect(cutToLength(clean, max).isWellFormed()).toBe(true)
    }),
  )
})

test.each([
  ['kurz', 20, 'kurz'],
  ['genau so lang', 13, 'genau so lang'],
  ['eine Zeile\n\nund noch eine', 40, 'eine Zeile und noch eine'],
  ['Abfahrt um zehn Uhr', 15, 'Abfahrt um…'],
  ['Abfahrt um zehn Uhr', 16, 'Abfahrt um zehn…'],
  ['Erst dies, dann das', 12, 'Erst dies…'],
  ['Donaudampfschifffahrt', 10, 'Donaudamp…'],
  ['夜行列車で行く旅の話', 6, '夜行列車で…'],
  ['👩‍👩‍👧👩‍👩‍👧', 10, '👩‍👩‍👧…'],
])('the beginning of %j in %i characters is %j', (text, most, beginning) => expect(excerpt(text, most)).toBe(beginning))

test('a beginning is never longer than asked for, and ends no character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 10, max: 60 }), (text, most) => {
      const beginning = excerpt(text, most)
      expect(beginning.length).toBeLessThanOrEqual(most)
      expect(beginning.isWellFormed()).toBe(true)
    }),
  )
})
