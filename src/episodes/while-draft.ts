import { conflict } from '../lib/errors.ts'
import { type ChangeGuard, statusOf } from './episode.ts'

/** The code of the refusal to change by the way what has a date by now. */
export const HAS_DATE = 'has-date'

/** Refuses (409) to change an episode that is scheduled or published by now: for what nobody decided to send. */
export const whileDraft =
  (now: () => Date): ChangeGuard =>
  (before) => {
    if (statusOf(before, now()) !== 'draft')
      throw conflict(HAS_DATE, 'This episode is scheduled or published by now. It is changed on its own page.')
  }
