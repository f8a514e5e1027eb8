import type { Response } from 'express'
import type { ChangeGuard } from '../../episodes/episode.ts'
import { HAS_DATE, whileDraft } from '../../episodes/while-draft.ts'
import { Refusal } from '../../lib/errors.ts'
import type { Host } from '../handler.ts'

/** What a script sends by itself while somebody types is saved only as long as nobody hears of it. */
export const guardOf = (typed: URLSearchParams, { now }: Host): ChangeGuard | undefined =>
  typed.get('itself') === 'yes' ? whileDraft(now) : undefined

/** Answers a script whose own sending came too late: the page was opened before there was a date. */
export async function unlessTooLate(res: Response, work: () => Promise<void>) {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof Refusal && error.code === HAS_DATE)) throw error
    res.status(error.status).json({ code: error.code })
  }
}
