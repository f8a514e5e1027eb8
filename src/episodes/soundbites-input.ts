import { z } from 'zod'
import { listOf, parts, readNew } from '../lib/input.ts'
import { name } from '../shows/credits-input.ts'

const MAX_SOUNDBITES = 20
/** Apps show 15 to 120 seconds (podcast namespace); beyond ten minutes it is no bite of anything. */
const MAX_DURATION_SECONDS = 600
/** A day: no episode is longer. */
const MAX_START_SECONDS = 86_400

export type Soundbite = z.output<ReturnType<typeof soundbite>>

const START_HINT = 'Write when it begins, in seconds from the start of the audio, such as 73.5.'
const DURATION_HINT = `Write how long it is, in seconds: 1 to ${MAX_DURATION_SECONDS}; apps show 15 to 120.`

/** Whole milliseconds, which is as exact as apps are. */
const rounded = (seconds: number) => Math.round(seconds * 1000) / 1000

const start = z.number(START_HINT).min(0, START_HINT).max(MAX_START_SECONDS, START_HINT)
const duration = z
  .number(DURATION_HINT)
  .min(1, DURATION_HINT)
  .max(MAX_DURATION_SECONDS, DURATION_HINT)
  .transform(rounded)
const times = z.object({ startSeconds: start.transform(rounded), durationSeconds: duration })

function soundbite(audioSeconds: number) {
  // Never more than it is.
  const length = (Math.floor(audioSeconds * 10) / 10).toFixed(1)
  return parts({
    startSeconds: start
      .refine((seconds) => seconds < audioSeconds, `It begins behind the end of the audio (${length} seconds).`)
      .transform(rounded),
    durationSeconds: duration,
    title: name('Write a title of at most 128 characters.').optional(),
  }).refine((bite) => bite.startSeconds >= audioSeconds || isWithin(audioSeconds, bite), {
    path: ['durationSeconds'],
    error: `It ends behind the end of the audio (${length} seconds).`,
    when: ({ value }) => times.safeParse(value).success,
  })
}

/**
 * Parts that stand for the whole (podcast:soundbite): a list of `{startSeconds, durationSeconds, title?}`, inside of
 * audio so long where that is known.
 */
export const soundbites = (audioSeconds = Number.POSITIVE_INFINITY) =>
  listOf(soundbite(audioSeconds), 'soundbites', MAX_SOUNDBITES)

/** Whether a soundbite ends before the audio does. */
export const isWithin = (seconds: number, { startSeconds, durationSeconds }: z.output<typeof times>) =>
  startSeconds + durationSeconds <= seconds

/** Refuses soundbites that lie outside of audio so long, naming each. */
export function refuseOutside(audioSeconds: number, typed: Soundbite[]) {
  readNew(z.strictObject({ soundbites: soundbites(audioSeconds) }), { soundbites: typed })
}
