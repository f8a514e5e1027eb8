import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readNewShow, readShowChanges } from '../../src/shows/show-input.ts'
import { sentencesOf } from '../support/refusals.ts'

const GUID = '917393e3-1b1e-5cef-ace4-edaa54e1f810'
const long = 'x'.repeat(129)

const NEEDED = { title: 'Nachtzüge', description: 'Züge.', language: 'de', categories: 'Government', author: 'Bahn' }

test.each<[field: string, typed: unknown, kept: unknown]>([
  ['block', 'true', true],
  ['complete', true, true],
  ['locked', 'false', false],
  ['medium', 'course', 'course'],
  ['persons', [{ name: ' Frau\u0000 Süß ' }], [{ name: 'Frau Süß', role: 'Host', group: 'Cast' }]],
  [
    'persons',
    [{ name: 'Ö', role: 'audio editor', url: 'https://example.de/ö', imageUrl: '' }],
    [{ name: 'Ö', role: 'Audio Editor', group: 'Audio Post-Production', url: 'https://example.de/%C3%B6' }],
  ],
  ['persons', '[{"name": "Als Text"}]', [{ name: 'Als Text', role: 'Host', group: 'Cast' }]],
  [
    'locations',
    [{ name: 'Erfurt', rel: 'creator', geo: 'geo:50.9787,11.0328', osm: 'R7444#188', country: 'de' }],
    [{ name: 'Erfurt', rel: 'creator', geo: 'geo:50.9787,11.0328', osm: 'R7444#188', country: 'DE' }],
  ],
  ['locations', [{ name: 'Erfurt', rel: null, geo: ' ' }], [{ name: 'Erfurt' }]],
  ['license', { identifier: 'cc-by-4.0' }, { identifier: 'CC-BY-4.0' }],
  ['license', '{"identifier": "dl-de-by-2.0"}', { identifier: 'DL-DE-BY-2.0' }],
  [
    'license',
    { identifier: 'Eigene 1.0', url: 'https://example.de/l' },
    { identifier: 'Eigene 1.0', url: 'https://example.de/l' },
  ],
  ['funding', [{ url: 'https://example.de/', text: 'Spenden' }], [{ url: 'https://example.de/', text: 'Spenden' }]],
  ['seasons', [{ number: 2, name: 'Zweite' }], [{ number: 2, name: 'Zweite' }]],
  [
    'updateFrequency',
    { text: 'Alle zwei Wochen', rrule: 'freq=weekly;interval=2', dtstart: '2026-08-26', complete: 'false' },
    { text: 'Alle zwei Wochen', rrule: 'FREQ=WEEKLY;INTERVAL=2', dtstart: '2026-08-26', complete: false },
  ],
  [
    'updateFrequency',
    { text: 'x', rrule: 'FREQ=DAILY;UNTIL=20261231T000000Z', dtstart: '2026-10-25T06:00:00+01:00' },
    { text: 'x', rrule: 'FREQ=DAILY;UNTIL=20261231T000000Z', dtstart: '2026-10-25T06:00:00+01:00' },
  ],
  ['txt', [{ value: 'abc\r\ndef', purpose: 'verify' }], [{ value: 'abc\ndef', purpose: 'verify' }]],
  ['txt', [{ value: 'x'.repeat(4000) }], [{ value: 'x'.repeat(4000) }]],
  ['txt', [{ value: 'true', purpose: 'ai-content' }], [{ value: 'true', purpose: 'ai-content' }]],
  ['podroll', [{ feedGuid: GUID.toUpperCase() }], [{ feedGuid: GUID }]],
  [
    'podroll',
    [{ feedGuid: GUID, title: 'Züge', medium: 'music' }],
    [{ feedGuid: GUID, title: 'Züge', medium: 'music' }],
  ],
  ['publisher', { feedGuid: GUID, feedUrl: 'https://e.de/f.xml' }, { feedGuid: GUID, feedUrl: 'https://e.de/f.xml' }],
  ['socialInteract', [{ protocol: 'disabled' }], [{ protocol: 'disabled' }]],
  [
    'socialInteract',
    [
      {
        protocol: 'activitypub',
        uri: 'https://e.de/@a/1',
        accountId: '@a',
        accountUrl: 'https://e.de/@a',
        priority: 1,
      },
    ],
    [
      {
        protocol: 'activitypub',
        uri: 'https://e.de/@a/1',
        accountId: '@a',
        accountUrl: 'https://e.de/@a',
        priority: 1,
      },
    ],
  ],
])('%s: %j is kept, clean', (field, typed, kept) => {
  expect(readNewShow({ ...NEEDED, [field]: typed })).toHaveProperty(field, kept)
  expect(readShowChanges({ [field]: typed })).toStrictEqual({ [field]: kept })
})

test.each<[field: string, typed: unknown, sentence: RegExp]>([
  ['block', 'Yes', /true or false/],
  ['medium', 'podcastL', /^Choose podcast, /],
  ['medium', 'publisher', /^Choose podcast, /],
  ['persons', 'Frau Süß', /^Send a list of persons\.$/],
  ['persons', {}, /^Send a list of persons\.$/],
  ['persons', [null], /^Entry 1: Send an object with name, role/],
  ['persons', [{ name: 'a' }, { role: 'Host' }], /^Entry 2, name: Write a name/],
  ['persons', [{ name: long }], /^Entry 1, name: /],
  ['persons', [{ name: 'a', role: 'Chef' }], /^Entry 1, role: Name a role/],
  ['persons', [{ name: 'a', role: 'Host', group: 'Writing' }], /^Entry 1, group: Name the group/],
  ['persons', [{ name: 'a', url: 'http://example.de' }], /^Entry 1, url: .*https/],
  ['persons', [{ name: 'a', imageUrl: 'javascript:alert(1)' }], /^Entry 1, imageUrl: /],
  ['persons', [{ name: 'a', age: 5 }], /^Entry 1: There is no "age" in it; there are name, role/],
  ['persons', Array(101).fill({ name: 'a' }), /^Send at most 100 persons\.$/],
  ['locations', [{ name: 'a', rel: 'home' }], /^Entry 1, rel: Choose subject/],
  ['locations', [{ name: 'a', geo: '50,11' }], /^Entry 1, geo: .*RFC 5870/],
  ['locations', [{ name: 'a', osm: 'X12' }], /^Entry 1, osm: /],
  ['locations', [{ name: 'a', osm: 'N0' }], /^Entry 1, osm: /],
  ['locations', [{ name: 'a', country: 'UK' }], /^Entry 1, country: /],
  ['license', { identifier: 'Eigene' }, /^Its url: Give the address/],
  ['license', { url: 'https://example.de' }, /^Its identifier: /],
  ['license', 'CC-BY-4.0', /^Send an object with identifier, url\.$/],
  ['funding', [{ url: 'https://example.de' }], /^Entry 1, text: /],
  ['funding', [{ url: 'https://example.de', text: long }], /^Entry 1, text: /],
  ['seasons', [{ number: 0, name: 'a' }], /^Entry 1, number: Write a whole number/],
  ['seasons', [{ number: 1.5, name: 'a' }], /^Entry 1, number: /],
  [
    'seasons',
    [
      { number: 1, name: 'a' },
      { number: 1, name: 'b' },
    ],
    /^Name each season once\.$/,
  ],
  ['updateFrequency', { text: 'x', rrule: 'weekly' }, /^Its rrule: Write a rule as RFC 5545/],
  ['updateFrequency', { text: 'x', rrule: 'FREQ=WEEKLY;COUNT=3' }, /^Its dtstart: Say when it starts/],
  [
    'updateFrequency',
    { text: 'x', rrule: 'FREQ=DAILY;UNTIL=20261231', dtstart: '2026-10-25T06:00:00Z' },
    /^Its dtstart: .*UNTIL alike/,
  ],
  ['updateFrequency', { text: 'x', dtstart: '2026-02-30' }, /^Its dtstart: Write a day/],
  ['updateFrequency', { text: 'x', dtstart: '2026-10-25T06:00:00' }, /^Its dtstart: Write a day/],
  ['updateFrequency', { rrule: 'FREQ=DAILY' }, /^Its text: /],
  ['txt', [{ value: 'x'.repeat(4001) }], /^Entry 1, value: /],
  ['txt', [{ value: 'maybe', purpose: 'ai-content' }], /^Entry 1, value: Write true or false/],
  ['txt', [{ value: 'a', purpose: long }], /^Entry 1, purpose: /],
  ['podroll', [{ feedGuid: '1234' }], /^Entry 1, feedGuid: /],
  ['podroll', [{ feedGuid: GUID, feedUrl: 'http://e.de/feed' }], /^Entry 1, feedUrl: /],
  ['publisher', { feedUrl: 'https://e.de/f.xml' }, /^Its feedGuid: /],
  ['socialInteract', [{ protocol: 'mastodon', uri: 'https://e.de' }], /^Entry 1, protocol: Choose disabled/],
  ['socialInteract', [{ protocol: 'activitypub' }], /^Entry 1, uri: /],
  ['socialInteract', [{ protocol: 'matrix', uri: 'javascript:alert(1)' }], /^Entry 1, uri: /],
  ['socialInteract', [{ protocol: 'disabled', uri: 'https://e.de' }], /^Entry 1, protocol: Write disabled alone/],
  [
    'socialInteract',
    [{ protocol: 'disabled' }, { protocol: 'hive', uri: 'https://e.de' }],
    /^Send disabled as the only/,
  ],
  ['artworkAlt', 'x'.repeat(256), /^Say in at most 255/],
])('%s: %j is refused in one sentence that names the place', (field, typed, sentence) => {
  const fields = sentencesOf(() => readShowChanges({ [field]: typed }))
  expect(Object.keys(fields)).toEqual([field])
  expect(fields[field]).toMatch(sentence)
  expect(fields[field]).toMatch(/^[^\n]*\.$/)
})

test('null and blank text empty a list and clear what stands alone', () => {
  const lists = ['seasons', 'persons', 'locations', 'funding', 'txt', 'podroll', 'socialInteract']
  const single = ['license', 'updateFrequency', 'publisher', 'artworkAlt']
  for (const nothing of [null, ''])
    expect(readShowChanges(Object.fromEntries([...lists, ...single].map((field) => [field, nothing])))).toStrictEqual({
      ...Object.fromEntries(lists.map((field) => [field, []])),
      ...Object.fromEntries(single.map((field) => [field, null])),
    })
})

test('whatever is sent, the answer is a show or an `invalid` with sentences', () => {
  const fields = ['persons', 'locations', 'license', 'funding', 'seasons', 'updateFrequency', 'txt', 'podroll']
  const parts = fc.dictionary(fc.constantFrom('name', 'url', 'geo', 'number', 'text', 'rrule', 'value'), fc.anything())
  const value = fc.oneof(fc.anything(), parts, fc.array(parts, { maxLength: 3 }), fc.json())
  fc.assert(
    fc.property(fc.constantFrom(...fields, 'publisher', 'socialInteract', 'medium'), value, (field, sent) => {
      const refused = sentencesOf(() => readShowChanges({ [field]: sent }))
      for (const sentence of Object.values(refused)) expect(sentence).toMatch(/\.$/)
    }),
    { numRuns: 500 },
  )
})
