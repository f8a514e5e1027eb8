import { notFound } from '../lib/errors.ts'
import type { Services } from '../services.ts'
import { keepArtwork, linkArtwork, type Picture } from '../shows/keep-artwork.ts'
import { requestFeed } from '../shows/show.ts'
import { type Episode, lockEpisode, withParts } from './episode.ts'

/** Gives an episode its own picture. A new picture has a new address. */
export async function setEpisodeArtwork(services: Services, id: string, picture: Picture): Promise<Episode> {
  const { db, now } = services
  const episode = await db.episode.findUnique({ where: { id }, include: { show: true } })
  if (!episode) throw notFound('episode')

  const kept = await keepArtwork(services, episode.showId, picture)
  return db.$transaction(async (tx) => {
    await lockEpisode(tx, id)
    const name = `${episode.show.slug}/${episode.slug}`
    const artwork = await linkArtwork(tx, kept, { name, showId: episode.showId, episodeId: id })
    const changed = await tx.episode.update({ where: { id }, data: { artworkId: artwork.id }, include: withParts })
    await requestFeed(tx, episode.showId, now())
    return changed
  })
}
