import fc from 'fast-check'
import { APPLE_CATEGORIES } from '../../src/shows/apple-categories.ts'
import { MEDIUMS } from '../../src/shows/links-input.ts'
import { ROLES } from '../../src/shows/people.ts'
import { hostileHtml } from './hostile-html.ts'
import { hostileDescription, hostileLine, hostileText } from './hostile-text.ts'

/** Hostile text short enough to have at most 128 characters, however it is cleaned. */
export const name = hostileText(5).map((text) => text.slice(0, 40))
export const url = hostileText(3).map((text) => `https://example.de/${text.slice(0, 15)}`)
const number = fc.integer({ min: 1, max: 100_000 })
const guid = fc.uuid()

/** Fields of which each may be left out. */
export const some = <T extends object>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(fields, { requiredKeys: [] })
const few = <T>(entry: fc.Arbitrary<T>) => fc.array(entry, { maxLength: 2 })
/** Parts of which the first ones must be there. */
export const parts = <N extends object, O extends object>(
  needed: { [K in keyof N]: fc.Arbitrary<N[K]> },
  optional: { [K in keyof O]: fc.Arbitrary<O[K]> },
) => fc.tuple(fc.record(needed), some(optional)).map(([one, other]) => ({ ...one, ...other }))

const knownRole = fc.constantFrom(
  ...Object.entries(ROLES).flatMap(([group, roles]) => roles.map((role) => ({ group, role }))),
)
const role = fc.oneof(
  fc.constant({}),
  knownRole,
  knownRole.map(({ group, role: known }) => ({ group: group.toUpperCase(), role: known.toLowerCase() })),
)
const persons = few(
  fc.tuple(parts({ name }, { url, imageUrl: url }), role).map(([person, its]) => ({ ...person, ...its })),
)

const degrees = (bound: number) => fc.integer({ min: -bound * 10_000, max: bound * 10_000 }).map((n) => n / 10_000)
const locations = few(
  parts(
    { name },
    {
      rel: fc.constantFrom('subject', 'creator'),
      geo: fc.tuple(degrees(90), degrees(180)).map(([latitude, longitude]) => `geo:${latitude},${longitude}`),
      osm: fc.tuple(fc.constantFrom('N', 'W', 'R'), number).map(([type, id]) => type + id),
      country: fc.constantFrom('DE', 'de', 'AT'),
    },
  ),
)
const license = fc.oneof(
  fc.constantFrom({ identifier: 'CC-BY-4.0' }, { identifier: 'dl-de-by-2.0' }, { identifier: 'ARR' }),
  fc.record({ identifier: name, url }),
)
const txt = few(
  fc.oneof(
    parts({ value: hostileText(12) }, { purpose: name }),
    fc.record({ value: fc.constantFrom('true', 'false'), purpose: fc.constant('ai-content') }),
  ),
)
const post = parts(
  {
    protocol: fc.constantFrom('activitypub', 'matrix'),
    uri: fc.webUrl({ validSchemes: ['https'] }).filter((uri) => uri.length <= 255),
  },
  { accountId: name, accountUrl: url, priority: fc.integer({ min: 1, max: 9 }) },
)
const socialInteract = fc.oneof(few(post), fc.constant([{ protocol: 'disabled' }]))
const schedule = fc.constantFrom(
  {},
  { rrule: 'freq=weekly;byday=mo,we' },
  { rrule: 'FREQ=MONTHLY;BYDAY=-1FR;COUNT=12', dtstart: '2026-08-28T06:00:00+02:00' },
  { rrule: 'FREQ=DAILY;UNTIL=20261231', dtstart: '2026-08-28', complete: true },
)
const category = fc.constantFrom(
  ...Object.entries(APPLE_CATEGORIES).flatMap(([top, subs]) => [top, ...subs.map((sub) => `${top} > ${sub}`)]),
)

/** PSP-1 wants neither the sign nor a year, and the reader refuses them. */
const holder = hostileLine.map((text) => text.replace(/[©℗\d]|\(c\)|copyright/gi, ''))

/** What somebody types for a show: every field, or any few beside what is needed. */
export const typedShow = parts(
  {
    title: hostileLine,
    description: hostileDescription,
    author: hostileLine,
    language: fc.constantFrom('de', 'en-GB'),
    categories: fc.uniqueArray(category, { minLength: 1, maxLength: 10 }),
  },
  {
    ownerName: hostileLine,
    ownerEmail: fc.constant('podcast@example.de'),
    copyright: holder,
    website: url,
    explicit: fc.boolean(),
    type: fc.constantFrom('episodic', 'serial'),
    block: fc.boolean(),
    complete: fc.boolean(),
    locked: fc.boolean(),
    medium: fc.constantFrom(...MEDIUMS),
    seasons: fc.uniqueArray(fc.record({ number: fc.integer({ min: 1, max: 4 }), name }), {
      selector: (one) => one.number,
    }),
    persons,
    locations,
    license,
    funding: few(fc.record({ url, text: name })),
    updateFrequency: fc.tuple(name, schedule).map(([text, rule]) => ({ text, ...rule })),
    txt,
    podroll: few(parts({ feedGuid: guid }, { feedUrl: url, title: hostileLine, medium: fc.constantFrom(...MEDIUMS) })),
    publisher: parts({ feedGuid: guid }, { feedUrl: url }),
    socialInteract,
  },
)

/** What somebody types for an episode whose audio has ten minutes. */
export const typedEpisode = parts(
  { title: hostileLine },
  {
    description: hostileDescription,
    notes: hostileHtml,
    shortTitle: hostileLine,
    author: hostileLine,
    season: fc.oneof(fc.integer({ min: 1, max: 4 }), number),
    number,
    numberLabel: hostileText(3).map((text) => text.slice(0, 10)),
    type: fc.constantFrom('full', 'trailer', 'bonus'),
    explicit: fc.boolean(),
    block: fc.boolean(),
    persons,
    locations,
    license,
    soundbites: few(
      parts(
        {
          startSeconds: fc.double({ min: 0, max: 400, noNaN: true }),
          durationSeconds: fc.integer({ min: 1, max: 120 }),
        },
        { title: name },
      ),
    ),
    txt,
    socialInteract,
  },
)
