import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Refusal } from '../../src/lib/errors.ts'
import { isSlug } from '../../src/lib/slug.ts'
import { isShowSlug, readNewShow, readShowChanges, slugOfTitle } from '../../src/shows/show-input.ts'

const PODKAFFEE = {
  title: "Auf 'nen Pod-Kaffee",
  description: 'Der Podcast des CIO des Freistaats Thüringen.',
  language: 'de',
  categories: ['Government'],
  author: 'Thüringer Finanzministerium',
}

/** The sentences of the refusal, by field. */
function fieldsOf(read: () => unknown): Record<string, string> {
  try {
    read()
  } catch (error) {
    if (error instanceof Refusal && error.status === 422 && error.code === 'invalid') return error.fields
    throw error
  }
  return {}
}

test('what must be typed is enough, and the rest has a default or stays absent', () => {
  expect(readNewShow(PODKAFFEE)).toStrictEqual({
    ...PODKAFFEE,
    explicit: false,
    type: 'episodic',
  })
  expect(slugOfTitle(PODKAFFEE.title)).toBe('auf-nen-pod-kaffee')
})

test('everything a show has can be typed, also as a form sends it', () => {
  const form = Object.assign(Object.create(null), {
    ...PODKAFFEE,
    slug: 'podkaffee',
    categories: 'Government',
    ownerName: ' Pressestelle ',
    ownerEmail: ' podcast@example.de ',
    explicit: 'true',
    type: 'serial',
    copyright: 'Freistaat Thüringen',
    website: 'https://www.example.de/Ämter und mehr',
  })
  expect(readNewShow(form)).toStrictEqual({
    ...PODKAFFEE,
    slug: 'podkaffee',
    ownerName: 'Pressestelle',
    ownerEmail: 'podcast@example.de',
    explicit: true,
    type: 'serial',
    copyright: 'Freistaat Thüringen',
    website: 'https://www.example.de/%C3%84mter%20und%20mehr',
  })
})

test('a field left blank or null counts as not typed', () => {
  const blank = {
    slug: '',
    ownerName: ' \u200f ',
    ownerEmail: null,
    explicit: '',
    type: '',
    copyright: '\n',
    website: '',
  }
  expect(readNewShow({ ...PODKAFFEE, ...blank })).toStrictEqual(readNewShow(PODKAFFEE))
})

test('all bad fields are named at once', () => {
  const fields = fieldsOf(() => readNewShow({ slug: 'Ä', language: 'xx', explicit: 'maybe', colour: 'red' }))
  expect(Object.keys(fields).sort()).toEqual([
    'author',
    'categories',
    'colour',
    'description',
    'explicit',
    'language',
    'slug',
    'title',
  ])
  for (const sentence of Object.values(fields)) expect(sentence).toMatch(/^[A-Z].*\.$/)
  expect(fields.colour).toContain('the fields are slug, title, description')
})

test('of categories each that is none is named', () => {
  const told = (categories: unknown) => fieldsOf(() => readShowChanges({ categories })).categories!.split('\n')
  const sentence = expect.stringMatching(/^Entry [24]: Choose one of Apple's 110 categories/)
  expect(told(['Government', 'government', 'News', 7])).toEqual([sentence, sentence])
  expect(told(['News', 'x', 'News', 'x'])).toEqual([sentence, sentence, 'Choose each category once.'])
  expect(told(Array(11).fill('x'))).toEqual([expect.stringMatching(/^Choose 1 to 10 categories/)])
})

test.each([null, undefined, 'title', 7, [], [PODKAFFEE]])('%j is not an object of fields', (input) => {
  expect(fieldsOf(() => readNewShow(input))).toHaveProperty('body')
  expect(fieldsOf(() => readShowChanges(input))).toHaveProperty('body')
})

test('a field named like something every object has is unknown too', () => {
  const input = JSON.parse('{"__proto__": {"explicit": true}, "constructor": 1, "toString": "x"}')
  expect(Object.keys(fieldsOf(() => readShowChanges(input))).sort()).toEqual(['__proto__', 'constructor', 'toString'])
})

test.each<[string, unknown]>([
  ['title', ''],
  ['title', '   \u200f\u0000'],
  ['title', 'x'.repeat(256)],
  ['title', '😀'.repeat(256)],
  ['title', 7],
  ['title', ['a', 'b']],
  ['description', ''],
  ['description', 'ä'.repeat(2001)],
  ['description', 'a'.repeat(4001)],
  ['description', '😀'.repeat(1001)],
  ['language', 'deutsch'],
  ['language', 'de_DE'],
  ['categories', []],
  ['categories', ['government']],
  ['categories', ['Government', 'Government']],
  ['categories', Array(11).fill('Government')],
  ['categories', ['Government', 7]],
  ['categories', { 0: 'Government' }],
  ['author', 'x'.repeat(256)],
  ['ownerName', 'x'.repeat(256)],
  ['ownerEmail', 'podcast'],
  ['ownerEmail', 'podcast@localhost'],
  ['ownerEmail', 'a@example.de, b@example.de'],
  ['ownerEmail', 'a@example.de\nBcc: b@example.de'],
  ['explicit', 'yes'],
  ['explicit', 1],
  ['type', 'Serial'],
  ['copyright', '© Freistaat Thüringen'],
  ['copyright', '(C) Freistaat Thüringen'],
  ['copyright', 'Copyright Freistaat Thüringen'],
  ['copyright', 'Freistaat Thüringen 2026'],
  ['copyright', 'Freistaat Thüringen 2024–2026'],
  ['website', 'www.example.de'],
  ['website', '/podcast'],
  ['website', 'https:example.de'],
  ['website', 'https:///example.de'],
  ['website', 'https://'],
  ['website', 'ftp://example.de'],
  ['website', 'javascript:alert(1)'],
  ['website', 'https://user:secret@example.de'],
  ['website', `https://example.de/${'ä'.repeat(100)}`],
  ['slug', 'Pod Kaffee'],
  ['slug', 'pod--kaffee'],
  ['slug', 'a'.repeat(61)],
  ['slug', '../etc'],
  ['slug', 'favicon.ico'],
])('%s: %j is refused by its field', (field, value) => {
  expect(Object.keys(fieldsOf(() => readNewShow({ ...PODKAFFEE, [field]: value })))).toEqual([field])
})

test.each<[string, unknown, unknown]>([
  ['title', 'x'.repeat(255), 'x'.repeat(255)],
  ['title', '😀'.repeat(255), '😀'.repeat(255)],
  ['title', ` ${'x'.repeat(255)}\u0000\n`, 'x'.repeat(255)],
  ['title', 'Zwei\r\nZeilen\tund mehr', 'Zwei Zeilen und mehr'],
  ['title', 'Mu\u0308hle \ud800\u0007', 'Mühle'],
  ['title', '🎙️', '🎙️'],
  ['title', ']]><script>alert(1)</script>', ']]><script>alert(1)</script>'],
  ['title', '\u200fעברית\u200e', '\u200fעברית\u200e'],
  ['description', 'ä'.repeat(2000), 'ä'.repeat(2000)],
  ['description', 'a\u0308'.repeat(2000), 'ä'.repeat(2000)],
  ['description', ` ${'😀'.repeat(1000)} \u0000`, '😀'.repeat(1000)],
  ['description', 'Eine\r\nZeile\n\nmehr', 'Eine\nZeile\n\nmehr'],
  ['language', 'de-de', 'de-de'],
  ['categories', 'Society & Culture > Documentary', ['Society & Culture > Documentary']],
  ['categories', ['Government', 'News > Politics'], ['Government', 'News > Politics']],
  ['explicit', true, true],
  ['explicit', 'false', false],
  ['copyright', 'Copy & Right GmbH, Haus 12', 'Copy & Right GmbH, Haus 12'],
  ['website', 'HTTPS://Example.DE', 'https://example.de/'],
  ['website', 'http://müller.example/', 'http://xn--mller-kva.example/'],
])('%s: %j is kept, clean', (field, value, expected) => {
  expect(readNewShow({ ...PODKAFFEE, [field]: value })).toHaveProperty(field, expected)
  expect(readShowChanges({ [field]: value })).toStrictEqual({ [field]: expected })
})

test('the sentence for a long description tells how long it is', () => {
  expect(fieldsOf(() => readShowChanges({ description: 'ä'.repeat(2001) })).description).toContain('4002')
})

test.each([
  'feeds',
  'audio',
  'artwork',
  'embed',
  'oembed',
  'studio',
  'api',
  'health',
  'metrics',
  'assets',
  'static',
  'suche',
  'search',
  'impressum',
  'datenschutz',
  'barrierefreiheit',
  'leichte-sprache',
  'well-known',
  'en',
  'de',
  'favicon.ico',
  'robots.txt',
  'sitemap.xml',
  '.well-known',
])('the address %s stays with the host', (slug) => {
  expect(isShowSlug(slug)).toBe(false)
  expect(fieldsOf(() => readNewShow({ ...PODKAFFEE, slug }))).toHaveProperty('slug')
})

test('a title that is a word of the host still gives a free address', () => {
  expect(slugOfTitle('Suche')).toBe('suche-podcast')
  expect(slugOfTitle('☕')).toBe('sendung')
})

test('a change holds what was named and nothing else', () => {
  expect(readShowChanges({})).toStrictEqual({})
  expect(readShowChanges({ author: 'CIO', title: undefined })).toStrictEqual({ author: 'CIO' })
})

test('null and blank text clear what is optional and are refused elsewhere', () => {
  const cleared = { ownerName: null, ownerEmail: null, copyright: null, website: null }
  expect(readShowChanges(cleared)).toStrictEqual(cleared)
  expect(readShowChanges({ ownerName: '', ownerEmail: ' ', copyright: '\n', website: '' })).toStrictEqual(cleared)

  const needed = ['author', 'categories', 'description', 'explicit', 'language', 'title', 'type']
  for (const nothing of [null, '']) {
    const changes = Object.fromEntries(needed.map((field) => [field, nothing]))
    expect(Object.keys(fieldsOf(() => readShowChanges(changes))).sort()).toEqual(needed)
  }
})

test('another slug is a change; none, or one of the host’s own, is refused', () => {
  expect(readShowChanges({ slug: 'neu' })).toStrictEqual({ slug: 'neu' })
  for (const slug of [null, '', 'Neu', 'feeds'])
    expect(fieldsOf(() => readShowChanges({ slug })).slug).toContain('address')
})

test('whatever the text, a show is read with clean values or refused', () => {
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 600 }), fc.string({ unit: 'grapheme', maxLength: 300 }))
  fc.assert(
    fc.property(text, text, (title, description) => {
      const input = { ...PODKAFFEE, title, description }
      if (Object.keys(fieldsOf(() => readNewShow(input))).length > 0) return
      const show = readNewShow(input)
      expect(isSlug(slugOfTitle(show.title))).toBe(true)
      expect([...show.title].length).toBeLessThanOrEqual(255)
      expect(Buffer.byteLength(show.description)).toBeLessThanOrEqual(4000)
      for (const value of [show.title, show.description]) {
        expect(value).toBe(value.trim().normalize('NFC'))
        expect(value).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f]/)
        expect(value.isWellFormed()).toBe(true)
      }
      expect(readNewShow(show)).toStrictEqual(show)
    }),
  )
})

test('whatever is sent, the answer is a show or an `invalid` with sentences', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      for (const field of ['title', 'description', 'categories', 'explicit', 'website', 'ownerEmail']) {
        for (const sentence of Object.values(fieldsOf(() => readShowChanges({ [field]: value }))))
          expect(sentence).toMatch(/\.$/)
      }
      fieldsOf(() => readNewShow(value))
    }),
  )
})
