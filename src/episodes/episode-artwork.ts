import { notFound } from '../lib/errors.ts'
import type { Services } from '../services.ts'
import { isSameArtwork, keepArtwork, linkArtwork, type Picture } from '../shows/keep-artwork.ts'
import { type Change, type Episode, editEpisode, withParts } from './episode.ts'

/**
 * Gives an episode its own picture. A new picture has a new address; the one it has, described as it is, changes nothing.
 * Refuses (409) to take the place of another one than was seen.
 */
export async function setEpisodeArtwork(
  services: Services,
  id: string,
  picture: Picture,
  change: Change,
): Promise<Episode> {
  const found = await services.db.episode.findUnique({ where: { id }, select: { showId: true } })
  if (!found) throw notFound('episode')

  const { showId } = found
  const kept = await keepArtwork(services, showId, picture)
  return editEpisode(services, id, { ...change, part: 'artwork' }, async (tx, before) => {
    const { show, slug } = before
    const artwork = await linkArtwork(tx, kept, { name: `${show.slug}/${slug}`, showId, episodeId: id })
    if (isSameArtwork(before.artwork, artwork)) return before
    return tx.episode.update({ where: { id }, data: { artworkId: artwork.id }, include: withParts })
  })
}
