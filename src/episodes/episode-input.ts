import { z } from 'zod'
import { clearable, description, languageTag, line, readChanges, readNew, slugText, yesOrNo } from '../lib/input.ts'
import { artworkAlt } from '../shows/artwork-input.ts'
import { license, locations, persons } from '../shows/credits-input.ts'
import { socialInteract, txt } from '../shows/links-input.ts'
import { notes, notesSource, withSafeNotes } from './notes-input.ts'
import { isRecordedOn } from './recorded-on.ts'
import { soundbites } from './soundbites-input.ts'

/** Far beyond any show, small enough for every app and for a database integer. */
const MAX_NUMBER = 100_000

/** podcast:episode display: longer text would not fit where a number stands. */
const MAX_LABEL_CHARACTERS = 32

export type NewEpisode = ReturnType<typeof readNewEpisode>
export type EpisodeChanges = ReturnType<typeof readEpisodeChanges>

/**
 * Reads what a person typed for a new episode, by the rules of Apple and PSP-1. Nothing is needed, and what was not
 * typed is absent from the answer, so the file's tags can fill it. Links in its notes are resolved against `linkBase`;
 * without one the relative ones are left out. Throws `invalid` with every bad field; where the length of the audio is
 * known, with the soundbites that lie outside of it. Where nothing else is wrong they are left to who writes them down.
 */
export function readNewEpisode(input: unknown, linkBase?: string, audioSeconds?: number) {
  const typed = withSafeNotes(input, linkBase)
  const within = (seconds: number) => Episode.extend({ soundbites: soundbites(seconds).optional() })
  return orWithOutside(audioSeconds, (seconds) => readNew(seconds === undefined ? Episode : within(seconds), typed))
}

/** Reads its number and type alone, by the same rules. */
export const readNumbering = (input: unknown) => readNew(Numbering, input)

/**
 * Reads changes to an episode; null clears all but the title and the type, and a cleared description is empty text.
 * Its guid never changes. Throws `invalid` likewise.
 */
export function readEpisodeChanges(input: unknown, linkBase?: string, audioSeconds?: number) {
  const typed = withSafeNotes(input, linkBase)
  const within = (seconds: number) => Changes.extend({ soundbites: clearable(soundbites(seconds)) })
  return orWithOutside(audioSeconds, (seconds) =>
    readChanges(seconds === undefined ? Changes : within(seconds), typed, {
      guid: 'The guid never changes, because podcast apps know the episode by it.',
    }),
  )
}

/** What is refused is read once more, as of audio so long: then all that is wrong is told. */
function orWithOutside<Read>(audioSeconds: number | undefined, read: (audioSeconds?: number) => Read): Read {
  try {
    return read()
  } catch {
    return read(audioSeconds)
  }
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
const recordedOn = line(RECORDED_HINT).refine(isRecordedOn, RECORDED_HINT)

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
  notesSource: notesSource.optional(),
  shortTitle: shortTitle.optional(),
  block: yesOrNo().optional(),
  numberLabel: numberLabel.optional(),
  persons: persons.optional(),
  locations: locations.optional(),
  license: license.optional(),
  soundbites: soundbites().optional(),
  txt: txt.optional(),
  socialInteract: socialInteract.optional(),
})

const Numbering = Episode.pick({ number: true, type: true })

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
  notesSource: notesSource.nullable().optional(),
  artworkAlt: artworkAlt.nullable().optional(),
  shortTitle: shortTitle.nullable().optional(),
  block: yesOrNo().optional(),
  numberLabel: numberLabel.nullable().optional(),
  persons: clearable(persons),
  locations: clearable(locations),
  license: license.nullable().optional(),
  soundbites: clearable(soundbites()),
  txt: clearable(txt),
  socialInteract: clearable(socialInteract),
})
