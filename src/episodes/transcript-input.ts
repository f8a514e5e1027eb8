import { z } from 'zod'
import { invalid } from '../lib/errors.ts'
import { languageTag, listOf, readNew } from '../lib/input.ts'
import { canonicalLanguage } from '../lib/language.ts'

const STATE_HINT = 'Choose machine, corrected or approved.'
/** How far a transcript was checked, from the least. */
export const TRANSCRIPT_STATES = ['machine', 'corrected', 'approved'] as const
const state = z.enum(TRANSCRIPT_STATES, STATE_HINT)

const Place = z.strictObject({ language: languageTag().transform(canonicalLanguage) })
const PerhapsState = z.strictObject({ state: state.optional() })

/** More than anybody corrects at once; a program sends the rest after. */
const MAX_LINES_AT_ONCE = 5000
/** A speaker is renamed everywhere, so a few suffice. */
const MAX_SPEAKERS_AT_ONCE = 100

const LINE_HINT = 'Write the number of the line, from 1 on.'
const TIME_HINT = 'Write a time as seconds from the start of the audio, such as 73.5.'
const TEXT_HINT = 'Write what is said as text.'
const SPEAKER_HINT = 'Write the name of a speaker as text.'

const time = z.number(TIME_HINT).min(0, TIME_HINT)
/** As the transcript's `cues` are given; what they say is checked with the whole transcript. */
const cue = z.strictObject({
  startSeconds: time.optional(),
  endSeconds: time.optional(),
  speaker: z.string(SPEAKER_HINT).optional(),
  text: z.string(TEXT_HINT),
})
const lineChange = z.strictObject({
  line: z.int(LINE_HINT).min(1, LINE_HINT),
  was: z.array(cue).min(1, 'Send the lines as they were: one at least.'),
  now: z.array(cue),
})
const speakerChange = z.strictObject({
  from: z.string(SPEAKER_HINT).min(1, SPEAKER_HINT),
  to: z.string(SPEAKER_HINT).nullable(),
})
const Changes = z.strictObject({
  state: state.optional(),
  language: languageTag().transform(canonicalLanguage).optional(),
  lines: listOf(lineChange, 'lines', MAX_LINES_AT_ONCE).optional(),
  speakers: listOf(speakerChange, 'speakers', MAX_SPEAKERS_AT_ONCE).optional(),
  sha256: z.string('Send the sha256 of the transcript you saw.').optional(),
})

/** Reads the language a transcript is in, as part of its address. Throws `invalid`. */
export const readTranscriptLanguage = (language: string) => readNew(Place, { language }).language

/** Reads how far a transcript was checked; what nobody says of a new one is that a machine made it. */
export const readNewTranscriptState = (input: unknown) => readNew(PerhapsState, input).state ?? 'machine'

/** Reads changes of a transcript, one at least. Throws `invalid` with every bad field. */
export function readTranscriptChanges(input: unknown) {
  const changes = readNew(Changes, input)
  if (Object.keys(changes).every((name) => name === 'sha256')) throw invalid({ state: STATE_HINT })
  return changes
}
