import { z } from 'zod'
import { invalid } from '../lib/errors.ts'
import { listOf, parts } from '../lib/input.ts'
import { name } from '../shows/credits-input.ts'

const MAX_SOUNDBITES = 20
/** Apps show 15 to 120 seconds (podcast namespace); beyond ten minutes it is no bite of anything. */
const MAX_DURATION_SECONDS = 600
/** A day: no episode is longer. */
const MAX_START_SECONDS = 86_400

export type Soundbite = z.output<typeof soundbite>

const START_HINT = 'Write when it begins, in seconds from the start of the audio, such as 73.5.'
const DURATION_HINT = `Write how long it is, in seconds: 1 to ${MAX_DURATION_SECONDS}; apps show 15 to 120.`

/** Whole milliseconds, which is as exact as apps are. */
const rounded = (seconds: number) => Math.round(seconds * 1000) / 1000

const soundbite = parts({
  startSeconds: z.number(START_HINT).min(0, START_HINT).max(MAX_START_SECONDS, START_HINT).transform(rounded),
  durationSeconds: z
    .number(DURATION_HINT)
    .min(1, DURATION_HINT)
    .max(MAX_DURATION_SECONDS, DURATION_HINT)
    .transform(rounded),
  title: name('Write a title of at most 128 characters.').optional(),
})

/** Parts that stand for the whole (podcast:soundbite): a list of `{startSeconds, durationSeconds, title?}`. */
export const soundbites = listOf(soundbite, 'soundbites', MAX_SOUNDBITES)

/** Whether a soundbite ends before the audio does. */
export const isWithin = (seconds: number, { startSeconds, durationSeconds }: Soundbite) =>
  startSeconds + durationSeconds <= seconds

/** Refuses soundbites that lie outside of audio so long, naming each. */
export function refuseOutside(seconds: number, typed: Soundbite[]) {
  const sentence = `It lies outside of the audio, which has ${seconds.toFixed(1)} seconds.`
  const outside = typed.flatMap((bite, at) => (isWithin(seconds, bite) ? [] : [`Entry ${at + 1}: ${sentence}`]))
  if (outside.length > 0) throw invalid({ soundbites: outside.join('\n') })
}
