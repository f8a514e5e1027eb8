import { z } from 'zod'
import { languageTag, readNew } from '../lib/input.ts'
import { canonicalLanguage } from '../lib/language.ts'

const state = z.enum(['machine', 'corrected', 'approved'], 'Choose machine, corrected or approved.')

const Place = z.strictObject({ language: languageTag().transform(canonicalLanguage) })
const State = z.strictObject({ state })
const PerhapsState = z.strictObject({ state: state.optional() })

/** Reads the language a transcript is in, as part of its address. Throws `invalid`. */
export const readTranscriptLanguage = (language: string) => readNew(Place, { language }).language

/** Reads how far a transcript was checked; what nobody says of a new one is that a machine made it. */
export const readNewTranscriptState = (input: unknown) => readNew(PerhapsState, input).state ?? 'machine'

/** Reads a change of how far a transcript was checked. */
export const readTranscriptState = (input: unknown) => readNew(State, input).state
