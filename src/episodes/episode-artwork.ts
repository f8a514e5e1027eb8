import { notFound, Refusal } from '../lib/errors.ts'
import type { Services } from '../services.ts'
import { keepArtwork, linkArtwork, type Picture } from '../shows/keep-artwork.ts'
import { requestFeed } from '../shows/show.ts'
import { type Episode, lockEpisode, withParts } from './episode.ts'
import { CHANGED_MEANWHILE } from './versions.ts'

/**
 * Gives an episode its own picture. A new picture has a new address. With the id of the one that was `seen`, null for
 * none, refuses (409) to take the place of another.
 */
export async function setEpisodeArtwork(
  services: Services,
  id: string,
  picture: Picture,
  seen?: string | null,
): Promise<Episode> {
  const { db, now } = services
  const episode = await db.episode.findUnique({ where: { id }, include: { show: true } })
  if (!episode) throw notFound('episode')

  const kept = await keepArtwork(services, episode.showId, picture)
  return db.$transaction(async (tx) => {
    await lockEpisode(tx, id)
    const { artworkId } = await tx.episode.findUniqueOrThrow({ where: { id } })
    if (seen !== undefined && seen !== artworkId) throw pictureChanged()
    const name = `${episode.show.slug}/${episode.slug}`
    const artwork = await linkArtwork(tx, kept, { name, showId: episode.showId, episodeId: id })
    const changed = await tx.episode.update({ where: { id }, data: { artworkId: artwork.id }, include: withParts })
    await requestFeed(tx, episode.showId, now())
    return changed
  })
}

const pictureChanged = () =>
  new Refusal(409, CHANGED_MEANWHILE, 'Somebody else changed the picture meanwhile.', {
    fields: { artwork: 'Somebody else changed the picture meanwhile. Look at it, then send yours again.' },
  })
