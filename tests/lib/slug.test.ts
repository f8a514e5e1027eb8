import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSlug, slugOf } from '../../src/lib/slug.ts'

test.each([
  ["Auf 'nen Pod-Kaffee", 'auf-nen-pod-kaffee'],
  ['Vom Podcast-Trend zum BAföG-Digital', 'vom-podcast-trend-zum-bafoeg-digital'],
  ['Digitale Zukunft: Verwaltungsinformatik in Thüringen', 'digitale-zukunft-verwaltungsinformatik-in-thueringen'],
  ['Im Gespräch über die „Mühen der digitalen Ebene“', 'im-gespraech-ueber-die-muehen-der-digitalen-ebene'],
  ['ÄÖÜ äöü ß ẞ', 'aeoeue-aeoeue-ss-ss'],
  ['Mu\u0308hlhausen', 'muehlhausen'],
  ['Café Crème à Łódź, Søren, Ærø, İstanbul', 'cafe-creme-a-lodz-soeren-aeroe-istanbul'],
  ['So geht’s', 'so-gehts'],
  ['ﬁnal ①②', 'final-12'],
  ['2024', '2024'],
  ['---a---b---', 'a-b'],
  ['a]]>b<script>c</script>', 'a-b-script-c-script'],
  ['\u202eRTL\u200f Titel', 'rtl-titel'],
  ['../../etc/passwd', 'etc-passwd'],
  ['a\u0000b', 'a-b'],
])('%j becomes %s', (text, slug) => {
  expect(slugOf(text)).toBe(slug)
})

test('a text without Latin letters or digits becomes the fallback', () => {
  for (const text of ['', ' ', '---', '🎙️☕', 'Відкрите', '\ud800', "'"]) expect(slugOf(text)).toBe('folge')
  expect(slugOf('☕', 'sendung')).toBe('sendung')
})

test('a long text is cut after a whole word', () => {
  const slug = slugOf(
    'Digitale Gesellschaft und Verwaltung gestalten. Wer redet mit, Was wird getan, Was ist noch zu tun?',
  )
  expect(slug).toBe('digitale-gesellschaft-und-verwaltung-gestalten-wer-redet-mit')
  expect(slug).toHaveLength(60)
  expect(slugOf(`${'a'.repeat(58)} bc`)).toBe('a'.repeat(58))
  expect(slugOf(`${'a'.repeat(58)} b`)).toBe(`${'a'.repeat(58)}-b`)
})

test('a word longer than the limit is cut inside', () => {
  expect(slugOf('ü'.repeat(100))).toBe('ue'.repeat(30))
})

test('whatever the text, its slug is one, and is its own slug', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc.string({
      unit: fc.constantFrom('ä', 'ß', 'ẞ', 'é', '-', ' ', "'", 'a', 'Z', '9', '☕', '\ud800'),
      maxLength: 200,
    }),
  )
  fc.assert(
    fc.property(texts, (text) => {
      const slug = slugOf(text)
      expect(isSlug(slug)).toBe(true)
      expect(slugOf(slug)).toBe(slug)
    }),
    { numRuns: 500 },
  )
})

test.each([
  ['a', true],
  ['pod-kaffee-1', true],
  ['a'.repeat(60), true],
  ['a'.repeat(61), false],
  ['', false],
  ['-a', false],
  ['a-', false],
  ['a--b', false],
  ['A', false],
  ['ä', false],
  ['a_b', false],
  ['a.b', false],
  ['a/b', false],
  ['a\n', false],
])('%j can stand in an address: %s', (text, expected) => {
  expect(isSlug(text)).toBe(expected)
})
