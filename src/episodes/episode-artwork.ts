import { notFound } from '../lib/errors.ts'
import type { Services } from '../services.ts'
import { keepArtwork, linkArtwork } from '../shows/keep-artwork.ts'
import { requestFeed } from '../shows/show.ts'
import { type Episode, withParts } from './episode.ts'

/** Gives an episode its own picture. A new picture has a new address. */
export async function setEpisodeArtwork(services: Services, id: string, bytes: Uint8Array): Promise<Episode> {
  const { db, now } = services
  const episode = await db.episode.findUnique({ where: { id }, include: { show: true } })
  if (!episode) throw notFound('episode')

  const kept = await keepArtwork(services, episode.showId, bytes)
  return db.$transaction(async (tx) => {
    const name = `${episode.show.slug}/${episode.slug}`
    const artwork = await linkArtwork(tx, kept, { name, showId: episode.showId, episodeId: id })
    await requestFeed(tx, episode.showId, now())
    return tx.episode.update({ where: { id }, data: { artworkId: artwork.id }, include: withParts })
  })
}
