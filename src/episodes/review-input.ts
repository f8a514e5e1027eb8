import { z } from 'zod'
import { line, moment, readNew } from '../lib/input.ts'

/** Characters: room for what is to be done, short enough to be read at a glance. */
const MAX_ANSWER = 500

const Request = z.strictObject({ at: moment().optional() })
const Answer = z.strictObject({
  answer: line(`Say what is to be done before it can be published, in 1 to ${MAX_ANSWER} characters.`, MAX_ANSWER),
})

/** Reads when an episode is wished to be published; null means as soon as it is approved. Throws `invalid`. */
export const readReviewRequest = (input: unknown): Date | null => readNew(Request, input ?? {}).at ?? null

/** Reads the sentence with which an episode goes back to whoever asked. Throws `invalid`. */
export const readReviewAnswer = (input: unknown): string => readNew(Answer, input ?? {}).answer
