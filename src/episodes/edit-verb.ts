import type { ShowVerb } from '../accounts/access.ts'
import { type Episode, statusOf } from './episode.ts'

/** What changes an episode: once it has a date, what was approved is no more an author's. */
export const editVerb = (episode: Episode, now: Date): ShowVerb =>
  statusOf(episode, now) === 'draft' ? 'edit draft' : 'edit published episode'
