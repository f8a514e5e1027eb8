import { z } from 'zod'
import { description, isBlank, languageTag, line, readChanges, readNew, slugText, yesOrNo } from '../lib/input.ts'
import { cleanLine } from '../lib/plain-text.ts'

/** Far beyond any show, small enough for every app and for a database integer. */
const MAX_NUMBER = 100_000

/** Sound was first recorded in 1857; nothing is planned past 2100. */
const RECORDED_YEARS = { first: 1857, last: 2100 }

/** Podcast apps keep dates as seconds since 1970. */
const PUBLISHED_YEARS = { first: 1970, last: 2100 }

/** Characters: long enough to say something, short enough to be read again in a list. */
const REASON = { min: 10, max: 500 }
/** Far more than there are rules to set aside. */
const MAX_OVERRIDES = 50

export type NewEpisode = ReturnType<typeof readNewEpisode>
export type EpisodeChanges = ReturnType<typeof readEpisodeChanges>

/**
 * Reads what a person typed for a new episode, by the rules of Apple and PSP-1. Nothing is needed, and what was not
 * typed is absent from the answer, so the file's tags can fill it. Throws `invalid` with every bad field.
 */
export function readNewEpisode(input: unknown) {
  return readNew(Episode, input)
}

/**
 * Reads changes to an episode; null clears all but the title and the type, and a cleared description is empty text.
 * Its slug and guid never change. Throws `invalid` likewise.
 */
export function readEpisodeChanges(input: unknown) {
  return readChanges(Changes, input, {
    slug: 'The address of an episode never changes, because others link to it.',
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

const at = line('Write a time as text, such as 2026-10-25T06:00:00+01:00.')
  .refine(
    (text) => !/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?$/i.test(text),
    'Add the offset from UTC, because a local time alone may come twice or never: 2026-10-25T06:00:00+01:00.',
  )
  .transform((text, issues) => {
    const time = timeOf(text)
    if (time) return time
    issues.addIssue(
      'Write a time that exists, from 1970 to 2100, as in 2026-10-25T06:00:00+01:00 or 2026-10-25T05:00:00Z.',
    )
    return z.NEVER
  })

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
})

const Changes = z.strictObject({
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

const PublicationFields = z.strictObject({ at: at.optional(), overrides: overrides.optional() })

/** RFC 3339 §5.6, less the leap second, which a JavaScript date cannot hold. */
const RFC_3339 =
  /^(\d{4})-(\d\d)-(\d\d)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/

function timeOf(text: string): Date | null {
  const written = text.toUpperCase()
  const [, year, month, day] = RFC_3339.exec(written)?.map(Number) ?? []
  if (year === undefined || month === undefined || day === undefined || !isOnCalendar(year, month, day)) return null

  const time = new Date(written)
  const inRange = time.getUTCFullYear() >= PUBLISHED_YEARS.first && time.getUTCFullYear() <= PUBLISHED_YEARS.last
  return inRange ? time : null
}

/** Whether the day exists: 29 February 2028 does, 30 February never. */
function isOnCalendar(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}
