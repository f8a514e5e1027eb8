import { type Chapter, chaptersOf } from './chapters.ts'
import type { Episode } from './episode.ts'

export const CHAPTERS_TYPE = 'application/json+chapters'

/**
 * An episode's chapters as JSON chapters 1.2 (podcast namespace); null when it has none. Where the first one begins
 * later, a chapter at 0 stands before it that no app lists (`toc: false`) and that has the episode's title: players
 * that go from chapter to chapter then cover the whole episode, and no listed chapter is made up.
 */
export function chaptersDocument(episode: Episode) {
  const chapters = chaptersOf(episode).map(chapterJson)
  const [first] = chapters
  if (!first) return null
  const opening = first.startTime > 0 ? [{ startTime: 0, title: episode.title, toc: false }] : []
  return {
    version: '1.2.0',
    title: episode.title,
    podcastName: episode.show.title,
    chapters: [...opening, ...chapters],
  }
}

const chapterJson = ({ startSeconds, title, url, imageUrl, endSeconds, hidden }: Chapter) => ({
  startTime: startSeconds,
  ...(title && { title }),
  ...(imageUrl && { img: imageUrl }),
  ...(url && { url }),
  ...(endSeconds !== undefined && { endTime: endSeconds }),
  ...(hidden && { toc: false }),
})
