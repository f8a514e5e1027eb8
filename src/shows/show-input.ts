import { z } from 'zod'
import {
  clearable,
  description,
  languageTag,
  line,
  readChanges,
  readNew,
  slugText,
  webAddress,
  yesOrNo,
} from '../lib/input.ts'
import { isTimeZone, spelledTimeZone } from '../lib/local-time.ts'
import { isSlug, slugOf } from '../lib/slug.ts'
import { isAppleCategory } from './apple-categories.ts'
import { artworkAlt } from './artwork-input.ts'
import { license, locations, persons } from './credits-input.ts'
import { funding, MEDIUMS, podroll, publisher, socialInteract, txt } from './links-input.ts'
import { seasons, updateFrequency } from './schedule-input.ts'

/** Apple reads the first category only; a longer list helps other directories, up to a point. */
export const MAX_CATEGORIES = 10

/** The first words of addresses this host keeps for its own pages, now or later. */
const RESERVED = new Set(
  `
  about accessibility account admin anmelden api app apps artwork assets audio auth barrierefreiheit chapters contact datenschutz de
  demo docs download downloads easy-language embed en episodes export favicon feed feeds gebaerdensprache health help
  hilfe hub images impressum imprint index konto kontakt leichte-sprache login logout manifest media metrics new null
  oembed opml page player podcasts preview privacy public robots rss search security setup shows sitemap static statistik stats
  studio suche tags transcripts undefined uploads websub well-known
`.match(/\S+/g),
)

export type NewShow = ReturnType<typeof readNewShow>
export type ShowChanges = ReturnType<typeof readShowChanges>

/**
 * Reads what a producer or program typed for a new show, by the rules of Apple and PSP-1. Title, description, language,
 * categories and author are needed; without a slug the title makes one. Throws `invalid` with every bad field.
 */
export function readNewShow(input: unknown) {
  return readNew(Show, input)
}

/** The slug that a title makes of itself: never the first word of one of the host's own addresses. */
export function slugOfTitle(title: string): string {
  const slug = slugOf(title, 'sendung')
  return RESERVED.has(slug) ? `${slug}-podcast` : slug
}

/** Reads changes to a show: any of its fields, null clears an optional one. Throws `invalid` likewise. */
export function readShowChanges(input: unknown) {
  return readChanges(Changes, input)
}

/** Whether a show may have this slug: well-formed, and not the first word of one of the host's own addresses. */
export function isShowSlug(text: string): boolean {
  return isSlug(text) && !RESERVED.has(text)
}

/** PSP-1: a copyright names the holder alone, because apps put the sign before it themselves. */
export const isHolderAlone = (text: string) => !/[©℗]|\(c\)|copyright|\b(?:19|20)\d\d\b/i.test(text)

const title = line('Write a title of 1 to 255 characters.')
const language = languageTag()
const author = line('Name who publishes the show, in 1 to 255 characters.')
const type = z.enum(['episodic', 'serial'], 'Choose episodic (newest first) or serial (in order).')

const slug = slugText().refine(
  (text) => !RESERVED.has(text),
  'This address belongs to the host itself; choose another one.',
)

const CATEGORY_HINT = 'spelled as Apple does: Government, or Society & Culture > Documentary.'

const COUNT_HINT = `Choose 1 to ${MAX_CATEGORIES} categories, ${CATEGORY_HINT}`
const UNKNOWN_HINT = `Choose one of Apple's 110 categories, ${CATEGORY_HINT}`

const categories = z.preprocess(
  (value) => (typeof value === 'string' ? [value] : value),
  z
    .array(line(UNKNOWN_HINT).refine(isAppleCategory, UNKNOWN_HINT), COUNT_HINT)
    .min(1, COUNT_HINT)
    .max(MAX_CATEGORIES, COUNT_HINT)
    .refine((chosen) => new Set(chosen).size === chosen.length, 'Choose each category once.'),
)

const ownerName = line('Write the name of the owner in at most 255 characters.')
const ownerEmail = line('Write an e-mail address such as podcast@example.de.').pipe(
  z.email('Write an e-mail address such as podcast@example.de.'),
)

const copyright = line('Name who holds the rights in at most 255 characters.').refine(
  isHolderAlone,
  'Name only who holds the rights, such as Freistaat Thüringen: without ©, without a year, without the word Copyright.',
)

const website = webAddress('Write a whole address of at most 255 characters, such as https://www.example.de/podcast.')

const medium = z.enum(MEDIUMS, `Choose ${MEDIUMS.join(', ')}.`)

const timeZone = line('Write a time zone by its name, such as Europe/Berlin.')
  .refine(isTimeZone, 'Write a time zone by its name, such as Europe/Berlin.')
  .transform(spelledTimeZone)

const lists = { seasons, persons, locations, funding, txt, podroll, socialInteract }

const required = { title, description: description(), language, categories, author }

const Show = z.strictObject({
  slug: slug.optional(),
  ...required,
  ownerName: ownerName.optional(),
  ownerEmail: ownerEmail.optional(),
  explicit: yesOrNo().default(false),
  type: type.default('episodic'),
  copyright: copyright.optional(),
  website: website.optional(),
  block: yesOrNo().optional(),
  complete: yesOrNo().optional(),
  locked: yesOrNo().optional(),
  medium: medium.optional(),
  timeZone: timeZone.optional(),
  license: license.optional(),
  updateFrequency: updateFrequency.optional(),
  publisher: publisher.optional(),
  ...z.object(lists).partial().shape,
})

const Changes = z.strictObject({
  slug: slug.optional(),
  ...z.object(required).partial().shape,
  ownerName: ownerName.nullable().optional(),
  ownerEmail: ownerEmail.nullable().optional(),
  explicit: yesOrNo().optional(),
  type: type.optional(),
  copyright: copyright.nullable().optional(),
  website: website.nullable().optional(),
  artworkAlt: artworkAlt.nullable().optional(),
  block: yesOrNo().optional(),
  complete: yesOrNo().optional(),
  locked: yesOrNo().optional(),
  medium: medium.optional(),
  timeZone: timeZone.optional(),
  license: license.nullable().optional(),
  updateFrequency: updateFrequency.nullable().optional(),
  publisher: publisher.nullable().optional(),
  seasons: clearable(seasons),
  persons: clearable(persons),
  locations: clearable(locations),
  funding: clearable(funding),
  txt: clearable(txt),
  podroll: clearable(podroll),
  socialInteract: clearable(socialInteract),
})
