import { z } from 'zod'
import { isOnCalendar } from '../lib/calendar.ts'
import {
  clearable,
  description,
  isBlank,
  languageTag,
  line,
  moment,
  readChanges,
  readNew,
  slugText,
  yesOrNo,
} from '../lib/input.ts'
import { cleanLine } from '../lib/plain-text.ts'
import { richText } from '../lib/rich-text.ts'
import { artworkAlt } from '../shows/artwork-input.ts'
import { license, locations, persons } from '../shows/credits-input.ts'
import { socialInteract, txt } from '../shows/links-input.ts'
import { soundbites } from './soundbites-input.ts'

/** Far beyond any show, small enough for every app and for a database integer. */
const MAX_NUMBER = 100_000

/** podcast:episode display: longer text would not fit where a number stands. */
const MAX_LABEL_CHARACTERS = 32

/** Sound was first recorded in 1857; nothing is planned past 2100. */
const RECORDED_YEARS = { first: 1857, last: 2100 }

/** Characters: long enough to say something, short enough to be read again in a list. */
const REASON = { min: 10, max: 500 }
/** Far more than there are rules to set aside. */
const MAX_OVERRIDES = 50

export type NewEpisode = ReturnType<typeof readNewEpisode>
export type EpisodeChanges = ReturnType<typeof readEpisodeChanges>

/**
 * Reads what a person typed for a new episode, by the rules of Apple and PSP-1. Nothing is needed, and what was not
 * typed is absent from the answer, so the file's tags can fill it. Links in its notes are resolved against `linkBase`;
 * without one the relative ones are left out. Throws `invalid` with every bad field.
 */
export function readNewEpisode(input: unknown, linkBase?: string) {
  return readNew(Episode, withSafeNotes(input, linkBase))
}

/**
 * Reads changes to an episode; null clears all but the title and the type, and a cleared description is empty text.
 * Its guid never changes. Throws `invalid` likewise.
 */
export function readEpisodeChanges(input: unknown, linkBase?: string) {
  return readChanges(Changes, withSafeNotes(input, linkBase), {
    guid: 'The guid never changes, because podcast apps know the episode by it.',
  })
}

/** When to publish, null being now, and which rules of the publish gate are set aside for it. */
export interface Publication {
  at: Date | null
  overrides: { rule: string; reason: string }[]
}

/**
 * Reads when to publish and what to set aside. Refuses a time without its offset from UTC (RFC 3339) or outside 1970 to
 * 2100, and a rule without its reason.
 */
export function readPublication(input: unknown): Publication {
  const { at, overrides } = readNew(PublicationFields, input ?? {})
  return { at: at ?? null, overrides: overrides ?? [] }
}

const title = line('Write a title of 1 to 255 characters.')
const slug = slugText()
const author = line('Name who speaks or publishes, in at most 255 characters.')
const type = z.enum(['full', 'trailer', 'bonus'], 'Choose full, trailer or bonus.')
const language = languageTag()

const NUMBER_HINT = `Write a whole number from 1 to ${MAX_NUMBER.toLocaleString('en')}.`

/** A season or an episode number, also as the digits a form sends. */
const number = z.preprocess(
  (value) => (typeof value === 'string' && /^\s*\d{1,9}\s*$/.test(value) ? Number(value) : value),
  z.int(NUMBER_HINT).min(1, NUMBER_HINT).max(MAX_NUMBER, NUMBER_HINT),
)

const RECORDED_HINT = 'Write the day as 2026-10-25, the month as 2026-10 or the year as 2026.'
const recordedOn = line(RECORDED_HINT).refine((text) => {
  const parts = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text)
  if (!parts) return false
  const [year, month, day] = [Number(parts[1]), Number(parts[2] ?? 1), Number(parts[3] ?? 1)]
  return year >= RECORDED_YEARS.first && year <= RECORDED_YEARS.last && isOnCalendar(year, month, day)
}, RECORDED_HINT)

/** Long enough for every source and every name; a hundred such episodes still make a feed that apps read. */
export const MAX_NOTES_BYTES = 50_000
/** With everything a word processor puts around them; reading more than that would hold up others. */
export const MAX_PASTED_CHARACTERS = 100_000

const notes = z
  .string('Write the notes as HTML or as plain text.')
  .max(MAX_PASTED_CHARACTERS, `Send notes of at most ${MAX_PASTED_CHARACTERS.toLocaleString('en')} characters.`)
  .refine((html) => Buffer.byteLength(html) <= MAX_NOTES_BYTES, {
    error: ({ input }) =>
      `Shorten the notes: they may have ${MAX_NOTES_BYTES.toLocaleString('en')} bytes, these have ${Buffer.byteLength(String(input))}.`,
  })

const shortTitle = line('Write a title of 1 to 255 characters.')
const numberLabel = line('Write at most 32 characters that stand in place of the number.', MAX_LABEL_CHARACTERS)

const Episode = z.strictObject({
  title: title.optional(),
  description: description().optional(),
  slug: slug.optional(),
  author: author.optional(),
  season: number.optional(),
  number: number.optional(),
  type: type.optional(),
  explicit: yesOrNo().optional(),
  language: language.optional(),
  recordedOn: recordedOn.optional(),
  notes: notes.optional(),
  shortTitle: shortTitle.optional(),
  block: yesOrNo().optional(),
  numberLabel: numberLabel.optional(),
  persons: persons.optional(),
  locations: locations.optional(),
  license: license.optional(),
  soundbites: soundbites.optional(),
  txt: txt.optional(),
  socialInteract: socialInteract.optional(),
})

const Changes = z.strictObject({
  slug: slug.optional(),
  title: title.optional(),
  description: description()
    .nullable()
    .transform((text) => text ?? '')
    .optional(),
  author: author.nullable().optional(),
  season: number.nullable().optional(),
  number: number.nullable().optional(),
  type: type.optional(),
  explicit: yesOrNo().nullable().optional(),
  language: language.nullable().optional(),
  recordedOn: recordedOn.nullable().optional(),
  notes: notes
    .nullable()
    .transform((html) => html ?? '')
    .optional(),
  artworkAlt: artworkAlt.nullable().optional(),
  shortTitle: shortTitle.nullable().optional(),
  block: yesOrNo().optional(),
  numberLabel: numberLabel.nullable().optional(),
  persons: clearable(persons),
  locations: clearable(locations),
  license: license.nullable().optional(),
  soundbites: clearable(soundbites),
  txt: clearable(txt),
  socialInteract: clearable(socialInteract),
})

const OVERRIDES_HINT = 'Name each rule to set aside with its reason: [{"rule": "…", "reason": "…"}].'
const REASON_HINT = `Say why the rule is set aside, in ${REASON.min} to ${REASON.max} characters.`
const reason = z
  .string(REASON_HINT)
  .transform(cleanLine)
  .refine((text) => !isBlank(text) && text.length >= REASON.min && text.length <= REASON.max, REASON_HINT)

const overrides = z
  .array(z.strictObject({ rule: line(OVERRIDES_HINT), reason }, OVERRIDES_HINT), OVERRIDES_HINT)
  .max(MAX_OVERRIDES, OVERRIDES_HINT)
  .refine((list) => new Set(list.map(({ rule }) => rule)).size === list.length, 'Name each rule once.')

const PublicationFields = z.strictObject({ at: moment().optional(), overrides: overrides.optional() })

/** The notes are made safe first, so that what is checked and kept is what apps get. */
function withSafeNotes(input: unknown, linkBase: string | undefined): unknown {
  if (typeof input !== 'object' || input === null || !('notes' in input)) return input
  const { notes } = input
  if (typeof notes !== 'string' || notes.length > MAX_PASTED_CHARACTERS) return input
  return { ...input, notes: richText(notes, linkBase) }
}
