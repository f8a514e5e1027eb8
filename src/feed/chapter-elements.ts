import type { Config } from '../config.ts'
import { chaptersOf } from '../episodes/chapters.ts'
import { CHAPTERS_TYPE } from '../episodes/chapters-document.ts'
import type { Episode } from '../episodes/episode.ts'
import { playTime } from '../lib/normal-play-time.ts'
import { chaptersUrl } from '../shows/addresses.ts'
import { type Element, element, present } from './element.ts'

/**
 * What an item says about its chapters: where apps fetch them (`podcast:chapters`), and, since some apps read only
 * those, the listed ones in place (Podlove simple chapters 1.2). Nothing for an episode without.
 */
export function chapterElements(config: Config, episode: Episode): Element[] {
  const chapters = chaptersOf(episode)
  if (chapters.length === 0) return []
  const listed = chapters
    .filter(({ hidden }) => !hidden)
    .map(({ startSeconds, title, url, imageUrl }) =>
      element('psc:chapter', { start: playTime(startSeconds), title, href: url, image: imageUrl }),
    )
  return present([
    element('podcast:chapters', { url: chaptersUrl(config, episode.show.slug, episode.slug), type: CHAPTERS_TYPE }),
    listed.length > 0 && { 'psc:chapters': [{ _attr: { version: '1.2' } }, ...listed] },
  ])
}
