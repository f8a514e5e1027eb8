import { z } from 'zod'
import { isGeoUri } from '../lib/geo-uri.ts'
import { line, listOf, parts, secureAddress } from '../lib/input.ts'
import { isCountry } from '../lib/language.ts'
import { findLicense } from './licenses.ts'
import { findRole } from './people.ts'

/** The podcast namespace's bound of names and texts, in characters. */
const MAX_NAME_CHARACTERS = 128
const MAX_PERSONS = 100
const MAX_LOCATIONS = 20

export type Person = z.output<typeof person>
export type Location = z.output<typeof location>
export type License = z.output<typeof license>

/** A name or text as the podcast namespace bounds it. */
export const name = (sentence: string) => line(sentence, MAX_NAME_CHARACTERS)

const ROLE_HINT = 'Name a role as the Podcast Taxonomy names it, such as Host, Guest or Audio Editor.'
const GROUP_HINT = 'Name the group the role belongs to, such as Cast or Writing, or leave it out.'

const typedRole = z.looseObject({ role: z.string().optional(), group: z.string().optional() })
type TypedRole = Pick<z.output<typeof typedRole>, 'role' | 'group'>

/** Of a role in a group that nobody knows the part to mend. */
function wrongPart({ role, group }: TypedRole): 'role' | 'group' | null {
  if (findRole(role, group)) return null
  return role !== undefined && findRole(role) ? 'group' : 'role'
}

/** They are looked up whatever is wrong beside them. */
const known = (part: 'role' | 'group', message: string) =>
  z.refine<TypedRole>((typed) => wrongPart(typed) !== part, {
    ...{ path: [part], message },
    when: ({ value }) => typedRole.safeParse(value).success,
  })

const person = parts({
  name: name('Write a name of 1 to 128 characters.'),
  role: line(ROLE_HINT).optional(),
  group: line(GROUP_HINT).optional(),
  url: secureAddress().optional(),
  imageUrl: secureAddress().optional(),
})
  .check(known('role', ROLE_HINT), known('group', GROUP_HINT))
  .transform(({ role, group, ...typed }) => ({ ...typed, ...findRole(role, group)! }))

/** Who takes part (podcast:person): a list of `{name, role, group, url?, imageUrl?}`; without a role a host. */
export const persons = listOf(person, 'persons', MAX_PERSONS)

const REL_HINT = 'Choose subject (what it is about) or creator (where it was made).'
const GEO_HINT = 'Write a point as RFC 5870 does: geo:50.9787,11.0328 (latitude, longitude).'
const OSM_HINT = 'Write an OpenStreetMap object as N, W or R (node, way, relation) and its number, such as R7444.'
const COUNTRY_HINT = 'Write a country as its two-letter ISO 3166 code, such as DE.'

const location = parts({
  name: name('Write the name of a place in 1 to 128 characters.'),
  rel: z.enum(['subject', 'creator'], REL_HINT).optional(),
  geo: line(GEO_HINT).refine(isGeoUri, GEO_HINT).optional(),
  osm: line(OSM_HINT)
    .refine((text) => /^[NWR][1-9]\d{0,18}(#\d{1,9})?$/.test(text), OSM_HINT)
    .optional(),
  country: line(COUNTRY_HINT)
    .transform((text) => text.toUpperCase())
    .refine(isCountry, COUNTRY_HINT)
    .optional(),
})

/** Places (podcast:location, as revised in 2025): a list of `{name, rel?, geo?, osm?, country?}`. */
export const locations = listOf(location, 'locations', MAX_LOCATIONS)

/** A licence (podcast:license): `{identifier, url?}`; one that is on no list needs its address. */
export const license = parts({
  identifier: name('Write the identifier of a licence in 1 to 128 characters, such as CC-BY-4.0.').transform(
    (text) => findLicense(text) ?? text,
  ),
  url: secureAddress().optional(),
}).refine(({ identifier, url }) => url !== undefined || findLicense(identifier) !== null, {
  path: ['url'],
  message: 'Give the address of its text, because this licence is on no list.',
})
