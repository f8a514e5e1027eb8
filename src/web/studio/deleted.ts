import { notFound, Refusal } from '../../lib/errors.ts'
import { type Language, type PagePath, pathIn } from '../languages.ts'

/** Codes of what is deleted and can still be brought back, told to somebody who may know of it. */
export const SHOW_DELETED = 'show-deleted'
export const EPISODE_DELETED = 'episode-deleted'

/** As unknown (404) as everything deleted, with the page on which it can be brought back. */
export const refuseAsDeleted = (
  code: typeof SHOW_DELETED | typeof EPISODE_DELETED,
  language: Language,
  page: PagePath,
) =>
  new Refusal(404, code, notFound(code === SHOW_DELETED ? 'show' : 'episode').message, {
    details: { page: pathIn(language, page) },
  })
