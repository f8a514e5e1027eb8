import type { Config } from '../config.ts'
import { chaptersOf } from '../episodes/chapters.ts'
import { CHAPTERS_TYPE } from '../episodes/chapters-document.ts'
import type { Episode } from '../episodes/episode.ts'
import { playTime } from '../lib/normal-play-time.ts'
import { chaptersUrl } from '../shows/addresses.ts'

/** The namespace of `psc:chapters` (Podlove simple chapters 1.2). */
export const PSC_NAMESPACE = 'http://podlove.org/simple-chapters'

/**
 * What an item says about its chapters: where apps fetch them (`podcast:chapters`), and, since older apps read only
 * those, the listed ones in place (`psc:chapters`). Nothing for an episode without.
 */
export function chapterElements(config: Config, episode: Episode): Record<string, unknown>[] {
  const chapters = chaptersOf(episode)
  if (chapters.length === 0) return []
  const url = chaptersUrl(config, episode.show.slug, episode.slug)
  const listed = chapters.filter(({ hidden }) => !hidden)
  const entries = listed.map(({ startSeconds, title, url: href, imageUrl: image }) => ({
    'psc:chapter': { _attr: { start: playTime(startSeconds), title, ...(href && { href }), ...(image && { image }) } },
  }))
  return [
    { 'podcast:chapters': { _attr: { url, type: CHAPTERS_TYPE } } },
    ...(entries.length > 0 ? [{ 'psc:chapters': [{ _attr: { version: '1.2' } }, ...entries] }] : []),
  ]
}
