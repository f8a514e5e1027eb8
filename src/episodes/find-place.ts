import type { Services } from '../services.ts'
import { episodePlace, type Place, showPlace } from './place.ts'
import type { Media, PublishedMedia } from './published-media.ts'

/**
 * What the rows say of slugs: of several that an address may begin with the longest counts that is, or was, somebody's.
 * Null for an unknown show; a draft is as unknown as an episode that never was.
 */
export async function findPlace(
  { db, now }: Services,
  showSlugs: string[],
  episodeSlugs: string[] | null,
): Promise<Place | null> {
  const slug = { in: showSlugs }
  const shows = await db.show.findMany({ where: { slug }, select: showPlace })
  const aliases = await db.showAlias.findMany({ where: { slug }, select: { slug: true, show: { select: showPlace } } })
  const found = longest([...shows.map((show) => ({ slug: show.slug, show })), ...aliases])
  if (!found) return null

  const episode = episodeSlugs && (await findEpisode(db, found.show.id, episodeSlugs))
  const isPublic = episode?.episode.publishAt && episode.episode.publishAt <= now()
  return {
    show: found.show,
    showSlug: found.slug,
    episode: isPublic ? episode.episode : null,
    episodeSlug: isPublic ? episode.slug : null,
  }
}

/** Where bytes of a show or episode are kept that begin with a hash, or null when none are published. */
export async function findKeptPath(
  { db, media }: Services & { media: PublishedMedia },
  { kind, hash, extension }: { kind: Media['kind']; hash: string; extension: string },
  { show, episode }: Place,
): Promise<string | null> {
  const those = { sha256: { startsWith: hash }, path: { endsWith: `.${extension}` } }
  const owner = { showId: show.id, episodeId: episode?.id ?? null }
  const rows =
    kind === 'artwork'
      ? await db.artwork.findMany({ where: { ...those, ...owner } })
      : await db.enclosure.findMany({ where: { ...those, episodeId: episode?.id ?? show.id } })
  for (const { path } of rows) if (await media.find(kind, path)) return path
  return null
}

async function findEpisode(db: Services['db'], showId: string, slugs: string[]) {
  const where = { showId, slug: { in: slugs } }
  const episodes = await db.episode.findMany({ where, select: episodePlace })
  const aliases = await db.episodeAlias.findMany({ where, select: { slug: true, episode: { select: episodePlace } } })
  return longest([...episodes.map((episode) => ({ slug: episode.slug, episode })), ...aliases])
}

const longest = <Named extends { slug: string }>(found: Named[]): Named | undefined =>
  found.toSorted((a, b) => b.slug.length - a.slug.length)[0]
