import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readEpisodeChanges, readNewEpisode } from '../../src/episodes/episode-input.ts'
import { readPublication as readWith } from '../../src/episodes/publication-input.ts'
import { Refusal } from '../../src/lib/errors.ts'

const readPublication = (input: unknown) => readWith(input, ['transcript-missing'])

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

test('nothing has to be typed, and what was not typed is absent', () => {
  const blank = { title: '', description: ' \n', slug: '', author: '\u0000', season: '', number: null, explicit: '' }
  expect(readNewEpisode({})).toStrictEqual({})
  expect(readNewEpisode({ ...blank, type: '', language: ' ', recordedOn: undefined })).toStrictEqual({})
})

test('everything an episode has can be typed, also as the text parts of a form', () => {
  const form = Object.assign(Object.create(null), {
    title: ' Vom Podcast-Trend\r\nzum BAföG-Digital ',
    description: 'Mit Sarah Emmerich.\r\n\r\nZweiter Absatz.',
    slug: 'bafoeg-digital',
    author: 'Dr. Hartmut Schubert',
    season: '1',
    number: ' 3 ',
    type: 'full',
    explicit: 'false',
    language: 'de-DE',
    recordedOn: '2026-10-25',
  })
  expect(readNewEpisode(form)).toStrictEqual({
    title: 'Vom Podcast-Trend zum BAföG-Digital',
    description: 'Mit Sarah Emmerich.\n\nZweiter Absatz.',
    slug: 'bafoeg-digital',
    author: 'Dr. Hartmut Schubert',
    season: 1,
    number: 3,
    type: 'full',
    explicit: false,
    language: 'de-DE',
    recordedOn: '2026-10-25',
  })
})

test('all bad fields are named at once', () => {
  const fields = fieldsOf(() =>
    readNewEpisode({ title: 1, season: '0', type: 'Full', guid: 'x', link: 'https://a.de' }),
  )
  expect(Object.keys(fields).sort()).toEqual(['guid', 'link', 'season', 'title', 'type'])
  for (const sentence of Object.values(fields)) expect(sentence).toMatch(/^[A-Z].*\.$/)
})

test.each<[string, unknown]>([
  ['title', 'x'.repeat(256)],
  ['title', ['a', 'b']],
  ['description', 'ä'.repeat(2001)],
  ['slug', 'Bafög'],
  ['author', 'x'.repeat(256)],
  ['season', 0],
  ['season', -1],
  ['season', 1.5],
  ['season', 100_001],
  ['season', true],
  ['number', '0'],
  ['number', '1.5'],
  ['number', '1,5'],
  ['number', 'abc'],
  ['number', '-1'],
  ['number', '+1'],
  ['number', '1e3'],
  ['number', '0x10'],
  ['number', '１'],
  ['number', '100001'],
  ['number', '9'.repeat(400)],
  ['number', Number.NaN],
  ['number', Number.POSITIVE_INFINITY],
  ['type', 'interview'],
  ['explicit', 'yes'],
  ['explicit', 0],
  ['language', 'xx'],
  ['recordedOn', '26-10-25'],
  ['recordedOn', '2026-13'],
  ['recordedOn', '2026-00'],
  ['recordedOn', '2026-02-30'],
  ['recordedOn', '2026-02-29'],
  ['recordedOn', '1900-02-29'],
  ['recordedOn', '2026-10-25T12:00:00Z'],
  ['recordedOn', '25.10.2026'],
  ['recordedOn', '0001'],
  ['recordedOn', '2101'],
  ['recordedOn', 2026],
])('%s: %j is refused by its field', (field, value) => {
  expect(Object.keys(fieldsOf(() => readNewEpisode({ [field]: value })))).toEqual([field])
  expect(Object.keys(fieldsOf(() => readEpisodeChanges({ [field]: value })))).toEqual([field])
})

test.each<[string, unknown, unknown]>([
  ['title', ']]><script>alert("1")</script>\u0007', ']]><script>alert("1")</script>'],
  ['title', '\u202eumgekehrt 🎙️', 'umgekehrt 🎙️'],
  ['description', 'ä'.repeat(2000), 'ä'.repeat(2000)],
  ['description', 'ä'.repeat(2000) + '\u0000'.repeat(500) + '   ', 'ä'.repeat(2000)],
  ['season', 1, 1],
  ['season', '03', 3],
  ['number', '3', 3],
  ['number', 100_000, 100_000],
  ['number', '100000', 100_000],
  ['type', 'trailer', 'trailer'],
  ['type', 'bonus', 'bonus'],
  ['explicit', true, true],
  ['explicit', 'true', true],
  ['recordedOn', '2026', '2026'],
  ['recordedOn', '2026-10', '2026-10'],
  ['recordedOn', ' 2028-02-29 ', '2028-02-29'],
])('%s: %j is kept, clean', (field, value, expected) => {
  expect(readNewEpisode({ [field]: value })).toStrictEqual({ [field]: expected })
  expect(readEpisodeChanges({ [field]: value })).toStrictEqual({ [field]: expected })
})

test('null and blank text clear all but the title and the type', () => {
  const clearable = ['description', 'author', 'season', 'number', 'explicit', 'language', 'recordedOn']
  const nothing = Object.fromEntries(clearable.map((field) => [field, null]))
  const cleared = { ...nothing, description: '' }
  expect(readEpisodeChanges(nothing)).toStrictEqual(cleared)
  expect(readEpisodeChanges(Object.fromEntries(clearable.map((field) => [field, ' '])))).toStrictEqual(cleared)
  expect(Object.keys(fieldsOf(() => readEpisodeChanges({ title: null, type: null })))).toEqual(['title', 'type'])
  expect(Object.keys(fieldsOf(() => readEpisodeChanges({ title: '', type: '' })))).toEqual(['title', 'type'])
})

test('a guid never changes', () => {
  for (const guid of ['neu', null, '', 7])
    expect(fieldsOf(() => readEpisodeChanges({ guid })).guid).toContain('never changes')
})

test('another slug is a change; none is refused', () => {
  expect(readEpisodeChanges({ slug: 'neu' })).toStrictEqual({ slug: 'neu' })
  for (const slug of [null, '', 7, 'Neu'])
    expect(fieldsOf(() => readEpisodeChanges({ slug })).slug).toContain('address')
})

test.each([undefined, null, {}])('%j publishes now', (input) => {
  expect(readPublication(input)).toStrictEqual({ at: null, overrides: [] })
})

test.each([
  ['2026-10-25T02:30:00+02:00', '2026-10-25T00:30:00.000Z'],
  ['2026-10-25T02:30:00+01:00', '2026-10-25T01:30:00.000Z'],
  ['2026-10-25T06:00:00Z', '2026-10-25T06:00:00.000Z'],
  ['2026-10-25t06:00:00.123456789z', '2026-10-25T06:00:00.123Z'],
  [' 2026-10-25T06:00:00-00:00 ', '2026-10-25T06:00:00.000Z'],
  ['2028-02-29T23:59:59-11:30', '2028-03-01T11:29:59.000Z'],
  ['1970-01-01T00:00:00Z', '1970-01-01T00:00:00.000Z'],
  ['2100-12-31T23:59:59Z', '2100-12-31T23:59:59.000Z'],
])('%s is the moment %s', (at, moment) => {
  expect(readPublication({ at }).at?.toISOString()).toBe(moment)
})

test.each<unknown>([
  '',
  ' ',
  null,
  '2026-02-30T06:00:00Z',
  '2026-02-29T06:00:00+01:00',
  '2026-13-01T06:00:00Z',
  '2026-10-00T06:00:00Z',
  '2026-10-25T24:00:00Z',
  '2026-10-25T06:60:00Z',
  '2026-10-25T06:00:60Z',
  '2026-10-25T06:00:00+24:00',
  '2026-10-25T06:00:00+0100',
  '2026-10-25T06:00:00+1',
  '2026-10-25 06:00:00Z',
  '2026-10-25T06:00Z',
  '2026-10-25',
  '+002026-10-25T06:00:00Z',
  '1900-01-01T00:00:00Z',
  '1970-01-01T00:00:00+01:00',
  '2101-01-01T00:00:00Z',
  '2100-12-31T23:59:59-01:00',
  '9999-12-31T00:00:00Z',
  'tomorrow',
  'Sun, 25 Oct 2026 06:00:00 GMT',
  1_792_908_000_000,
  new Date(),
  ['2026-10-25T06:00:00Z'],
])('%j is no time to publish at', (at) => {
  expect(fieldsOf(() => readPublication({ at })).at).toMatch(/^Write a time.*\.$/)
})

test.each(['2026-10-25T02:30:00', '2026-10-25T02:30', '2026-10-25T02:30:00.5'])('%s lacks its offset', (at) => {
  expect(fieldsOf(() => readPublication({ at })).at).toMatch(/^Add the offset from UTC/)
})

test('a rule is set aside with a reason of 10 to 500 characters', () => {
  const overrides = (...of: unknown[]) => ({ overrides: of })
  const rule = 'transcript-missing'
  const read = readPublication(overrides({ rule, reason: '  Die Abschrift folgt\n am Montag. ' }))
  expect(read.overrides).toEqual([{ rule, reason: 'Die Abschrift folgt am Montag.' }])
  for (const reason of [undefined, '', 'zu kurz', 'x'.repeat(501), ' \u200b'.repeat(20), 12])
    expect(fieldsOf(() => readPublication(overrides({ rule, reason }))).overrides).toMatch(
      /^Entry 1, reason: Say why .*\.$/,
    )
  for (const override of [null, rule, { reason: 'Ein Grund ohne Regel' }, { rule, reason: 'x'.repeat(10), by: 'mir' }])
    expect(fieldsOf(() => readPublication(overrides(override))).overrides).toMatch(
      /^(Entry 1(, \w+)?: )?Name each rule .*\.$/,
    )
  expect(fieldsOf(() => readPublication({ overrides: rule })).overrides).toMatch(/^Name each rule/)
})

test('a publication has no other field', () => {
  expect(Object.keys(fieldsOf(() => readPublication({ on: '2026-10-25T06:00:00Z' })))).toEqual(['on'])
  expect(fieldsOf(() => readPublication('2026-10-25T06:00:00Z'))).toHaveProperty('body')
})

test('every moment a program can write from 1970 to 2100 is read as it was meant', () => {
  const moments = fc.date({ min: new Date(0), max: new Date('2100-12-31T23:59:59.999Z'), noInvalidDate: true })
  fc.assert(
    fc.property(moments, (moment) => {
      expect(readPublication({ at: moment.toISOString() }).at).toEqual(moment)
    }),
  )
})

test('whatever is sent, the answer is an episode or an `invalid` with sentences', () => {
  const fields = ['title', 'description', 'season', 'number', 'explicit', 'type', 'recordedOn', 'language']
  fc.assert(
    fc.property(fc.constantFrom(...fields), fc.anything(), (field, value) => {
      for (const sentence of Object.values(fieldsOf(() => readEpisodeChanges({ [field]: value }))))
        expect(sentence).toMatch(/\.$/)
      fieldsOf(() => readNewEpisode(value))
      fieldsOf(() => readPublication({ at: value }))
      fieldsOf(() => readPublication({ overrides: value }))
    }),
  )
})
