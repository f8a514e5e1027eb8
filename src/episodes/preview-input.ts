import { z } from 'zod'
import { readNew } from '../lib/input.ts'

/** For as long a link lasts unless told; who is to approve an episode mostly does so within a week. */
export const PREVIEW_DAYS = 7
/** No approval takes longer, and a link that is forgotten must end. */
const MAX_DAYS = 90

const HINT = `Choose for how many days the link is to last: 1 to ${MAX_DAYS}.`
const Preview = z.strictObject({ days: z.int(HINT).min(1, HINT).max(MAX_DAYS, HINT).default(PREVIEW_DAYS) })

/** Reads for how many days a preview link is to last. Throws `invalid`. */
export const readPreview = (input: unknown): { days: number } => readNew(Preview, input ?? {})
