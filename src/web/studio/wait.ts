import type { Response } from 'express'
import type { Refusal } from '../../lib/errors.ts'
import type { Language } from '../languages.ts'
import { studioWordsFor } from '../words/studio/words-for.ts'

/** After too many failures: says how long to wait, to people in a sentence and to others in the header. */
export function sayWait(res: Response, language: Language, { retryAfterSeconds }: Refusal): string {
  const seconds = retryAfterSeconds ?? 0
  res.set('Retry-After', String(seconds))
  return studioWordsFor(language).signIn.wait(Math.ceil(seconds / 60))
}
