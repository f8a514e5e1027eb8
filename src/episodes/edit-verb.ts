import type { ShowVerb } from '../accounts/access.ts'
import { type Standing, statusOf } from './episode.ts'

/** What changes an episode: once it has a date, what was approved is no more an author's. */
export const editVerb = (episode: Pick<Standing, 'publishAt'>, now: Date): ShowVerb =>
  statusOf(episode, now) === 'draft' ? 'edit draft' : 'edit published episode'
