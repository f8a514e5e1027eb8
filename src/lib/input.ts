import { z } from 'zod'
import { momentOf } from './calendar.ts'
import { invalid } from './errors.ts'
import { isLanguage } from './language.ts'
import { cleanLine, cleanText } from './plain-text.ts'
import { isSlug } from './slug.ts'
import { isWebAddress, writeAddress } from './web-address.ts'

/** What podcast apps take in every field but the description (PSP-1). */
const MAX_LINE_CHARACTERS = 255

/** What Apple takes as a description: bytes of UTF-8, so an umlaut counts as two and an emoji as four. */
const MAX_DESCRIPTION_BYTES = 4000

/** Podcast apps keep dates as seconds since 1970. */
const MOMENT_YEARS = { first: 1970, last: 2100 }

/** Sentences told at once of one field: a list that is sent may have thousands of bad entries. */
const MAX_SENTENCES = 100

/** Made with `z.strictObject`, so that an unknown field is refused and not silently dropped. */
type Fields = z.ZodObject<z.core.$ZodLooseShape, z.core.$strict>

/**
 * Reads the fields of something new; null, blank text and undefined count as not typed and are left out of the answer.
 * Throws `invalid` with a sentence for each bad, missing or unknown field, all at once; of a list and of a value with
 * parts with one for each bad entry and part, on lines of their own.
 */
export function readNew<F extends Fields>(fields: F, input: unknown): z.output<F> {
  const typed = entriesOf(input).filter(([, value]) => !isBlank(value))
  return read(fields, typed)
}

/**
 * The same for what is to be done at once where a field is absent, such as a date: null and blank text are refused as no
 * value of it. A program whose variable was empty did not mean now.
 */
export function readOrder<F extends Fields>(fields: F, input: unknown): z.output<F> {
  return read(
    fields,
    entriesOf(input).filter(([, value]) => value !== undefined),
  )
}

/**
 * Reads a change of some fields; null and blank text both clear a field where its schema is nullable. `fixed` holds
 * the sentence for each field that never changes. Throws `invalid` like `readNew`.
 */
export function readChanges<F extends Fields>(fields: F, input: unknown, fixed: Record<string, string> = {}) {
  const named = entriesOf(input).filter(([, value]) => value !== undefined)
  const changes = named.map(([name, value]): [string, unknown] => [name, isBlank(value) ? null : value])
  return read(fields, changes, fixed)
}

/** Text on one line, cleaned: at least one visible character, at most 255 code points unless told otherwise. */
export function line(sentence: string, maxCharacters = MAX_LINE_CHARACTERS) {
  return z
    .string(sentence)
    .transform(cleanLine)
    .refine((text) => !isBlank(text) && [...text].length <= maxCharacters, sentence)
}

/** A whole address, see `isWebAddress`, as RFC 3986 writes it. */
export function webAddress(sentence: string, { secure = false } = {}) {
  return line(sentence)
    .refine((text) => isWebAddress(text, { secure }), sentence)
    .transform((text) => writeAddress(new URL(text)))
    .pipe(line(sentence))
}

/** What the podcast namespace links: https alone. */
export const secureAddress = () =>
  webAddress('Write a whole address of at most 255 characters that begins with https://.', { secure: true })

/** A description, cleaned, its lines kept: at most 4,000 bytes of UTF-8 (Apple). */
export function description() {
  return z
    .string('Write a description of at most 4,000 bytes (an umlaut counts as two).')
    .transform(cleanText)
    .refine((text) => Buffer.byteLength(text) <= MAX_DESCRIPTION_BYTES, {
      error: ({ input }) =>
        `Shorten the description: apps take 4,000 bytes (an umlaut counts as two), this is ${Buffer.byteLength(String(input))}.`,
    })
}

/** The last part of an address, as `isSlug` wants it. */
export function slugText() {
  const sentence = 'Write an address of at most 60 characters from a-z, 0-9 and single hyphens between them.'
  return line(sentence).refine(isSlug, sentence)
}

/** A language as Apple takes it, see `isLanguage`. */
export function languageTag() {
  const sentence = 'Write a language as its two-letter ISO 639-1 code, alone or with a region: de, en, de-DE.'
  return line(sentence).refine(isLanguage, sentence)
}

/** A moment with its offset from UTC (RFC 3339), from 1970 to 2100. */
export function moment() {
  return line('Write a time as text, such as 2026-10-25T06:00:00+01:00.')
    .refine(
      (text) => !/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?$/i.test(text),
      'Add the offset from UTC, because a local time alone may come twice or never: 2026-10-25T06:00:00+01:00.',
    )
    .transform((text, issues) => {
      const time = momentOf(text)
      if (time && isInMomentYears(time)) return time
      issues.addIssue(
        'Write a time that exists, from 1970 to 2100, as in 2026-10-25T06:00:00+01:00 or 2026-10-25T05:00:00Z.',
      )
      return z.NEVER
    })
}

/** Whether podcast apps know the year of a moment. */
export function isInMomentYears(moment: Date): boolean {
  const year = moment.getUTCFullYear()
  return year >= MOMENT_YEARS.first && year <= MOMENT_YEARS.last
}

/** True or false, also as the words `true` and `false` that a form sends. */
export function yesOrNo() {
  return z.preprocess(
    (value) => (value === 'true' ? true : value === 'false' ? false : value),
    z.boolean('Choose true or false.'),
  )
}

/** A list of at most so many entries, also as the JSON text that a form sends. */
export function listOf<Item extends z.ZodType>(item: Item, what: string, max: number) {
  return z.preprocess(fromJson, z.array(item, `Send a list of ${what}.`).max(max, `Send at most ${max} ${what}.`))
}

/** A list that may be left out, and that null empties. */
export const clearable = <Entry>(list: z.ZodType<Entry[]>) =>
  list
    .nullable()
    .transform((entries) => entries ?? [])
    .optional()

/**
 * A value with parts, also as JSON text. Parts that are null or blank count as not typed, unknown ones are refused.
 */
export function parts<Shape extends z.ZodRawShape>(shape: Shape) {
  const names = Object.keys(shape).join(', ')
  const refuse: z.core.$ZodErrorMap = (issue) =>
    issue.code === 'unrecognized_keys'
      ? `There is no "${issue.keys[0]}" in it; there are ${names}.`
      : `Send an object with ${names}.`
  return z.preprocess((value) => withoutBlanks(fromJson(value)), z.strictObject(shape, { error: refuse }))
}

/** A letter, digit, mark of punctuation or symbol: what is left when blanks, controls and marks of direction are not. */
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u

/** Whether a value counts as not typed: none at all, or text nobody could see. */
export function isBlank(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === 'string' && !VISIBLE.test(value))
}

function fromJson(value: unknown): unknown {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

function withoutBlanks(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).filter(([, part]) => !isBlank(part)))
}

function entriesOf(input: unknown): [string, unknown][] {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    throw invalid({ body: 'Send an object with a value for each field.' })
  return Object.entries(input)
}

function read<F extends Fields>(fields: F, entries: [string, unknown][], fixed: Record<string, string> = {}) {
  const parsed = fields.safeParse(Object.fromEntries(entries))
  if (parsed.success) return parsed.data as z.output<F>

  const sentences = new Map<string, Map<string, string>>()
  for (const issue of parsed.error.issues) {
    const place = placeOf(issue.path.slice(1))
    for (const name of isUnknownField(issue) ? issue.keys : [String(issue.path[0])]) {
      const told = sentences.get(name) ?? new Map<string, string>()
      if (told.has(place) || told.size === MAX_SENTENCES) continue
      sentences.set(name, told.set(place, place + sentenceFor(name, issue, fields, fixed)))
    }
  }
  throw invalid(Object.fromEntries([...sentences].map(([name, told]) => [name, [...told.values()].join('\n')])))
}

/** A part of a field that nobody knows is about that field. */
const isUnknownField = (issue: z.core.$ZodIssue): issue is z.core.$ZodIssueUnrecognizedKeys =>
  issue.code === 'unrecognized_keys' && issue.path.length === 0

function sentenceFor(name: string, issue: z.core.$ZodIssue, fields: Fields, fixed: Record<string, string>): string {
  if (!isUnknownField(issue)) return issue.message
  if (Object.hasOwn(fixed, name)) return fixed[name] ?? issue.message
  return `There is no such field; the fields are ${Object.keys(fields.shape).join(', ')}.`
}

/** Where in a field something is wrong, before its sentence: "Entry 2, role: " or "Its url: ". */
function placeOf(path: PropertyKey[]): string {
  if (path.length === 0) return ''
  const steps = path.map((step, at) =>
    typeof step !== 'number' ? String(step) : at === 0 ? `Entry ${step + 1}` : `entry ${step + 1}`,
  )
  return `${typeof path[0] === 'number' ? '' : 'Its '}${steps.join(', ')}: `
}
