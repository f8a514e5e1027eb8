import type { Services } from '../services.ts'
import { publishedBy } from './episode.ts'

/** A show or an episode that has a page. */
export interface PublicPage {
  show: string
  /** Null for the show itself. */
  episode: string | null
  /** When what is on the page last changed, or came out. */
  changedAt: Date
}

export async function countPublicPages({ db, now }: Services): Promise<{ shows: number; episodes: number }> {
  const [shows, episodes] = await Promise.all([
    db.show.count({ where: { deletedAt: null } }),
    db.episode.count({ where: publishedBy(now()) }),
  ])
  return { shows, episodes }
}

/**
 * Pages that everybody may know of: shows, then episodes, each in the order in which they were made, so that what is new
 * comes last. `from` is how many to leave out, counted from the first show; `shows` how many there are of them.
 */
export async function listPublicPages(
  { db, now }: Services,
  { from, limit, shows }: { from: number; limit: number; shows: number },
): Promise<PublicPage[]> {
  const listed = await db.show.findMany({
    where: { deletedAt: null },
    orderBy: { id: 'asc' },
    skip: from,
    take: limit,
    select: { slug: true, updatedAt: true, feed: { select: { lastModified: true } } },
  })
  const episodes = await db.episode.findMany({
    where: publishedBy(now()),
    orderBy: { id: 'asc' },
    skip: Math.max(0, from - shows),
    take: limit - listed.length,
    select: { slug: true, updatedAt: true, publishAt: true, show: { select: { slug: true } } },
  })
  return [
    ...listed.map(({ slug, updatedAt, feed }) => ({
      ...{ show: slug, episode: null },
      changedAt: latest(updatedAt, feed?.lastModified),
    })),
    ...episodes.map(({ slug, updatedAt, publishAt, show }) => ({
      ...{ show: show.slug, episode: slug },
      changedAt: latest(updatedAt, publishAt),
    })),
  ]
}

const latest = (one: Date, other: Date | null | undefined) => (other && other > one ? other : one)
