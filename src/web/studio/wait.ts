import type { Response } from 'express'
import type { Refusal } from '../../lib/errors.ts'
import type { Language } from '../languages.ts'
import { studioWordsFor } from '../words/studio/words-for.ts'

/** After too many failures: says how long to wait, to people in a sentence and to others in the header. */
export const sayWait = (res: Response, language: Language, refusal: Refusal): string =>
  studioWordsFor(language).signIn.wait(minutesOf(res, refusal))

/** The minutes alone, for another sentence. */
export function minutesOf(res: Response, { retryAfterSeconds }: Refusal): number {
  const seconds = retryAfterSeconds ?? 0
  res.set('Retry-After', String(seconds))
  return Math.ceil(seconds / 60)
}
