import { conflict, notFound } from '../lib/errors.ts'
import type { Services } from '../services.ts'
import { requestFeed } from '../shows/show.ts'
import { type Episode, refuseMissingNumber, withParts } from './episode.ts'

/**
 * Publishes an episode at a date, later to schedule it. Without a date it is published now, or stays published as
 * it is. Refuses an episode without audio, and one without the number its show needs.
 */
export async function publishEpisode({ db, now }: Services, id: string, at: Date | null = null): Promise<Episode> {
  return db.$transaction(async (tx) => {
    const episode = await tx.episode.findUnique({ where: { id }, include: withParts })
    if (!episode) throw notFound('episode')
    if (!episode.enclosureId) throw conflict('no-audio', 'Add the audio before publishing.')
    refuseMissingNumber(episode)

    const publishAt = at ?? earlier(episode.publishAt, now())
    await requestFeed(tx, episode.showId, now())
    if (publishAt > now()) await requestFeed(tx, episode.showId, now(), publishAt)
    return tx.episode.update({ where: { id }, data: { publishAt }, include: withParts })
  })
}

/** Takes an episode back to draft, at once. Its guid stays, so publishing it again is not a new episode. */
export async function unpublishEpisode({ db, now }: Services, id: string): Promise<Episode> {
  return db.$transaction(async (tx) => {
    const episode = await tx.episode.findUnique({ where: { id } })
    if (!episode) throw notFound('episode')

    await requestFeed(tx, episode.showId, now())
    return tx.episode.update({ where: { id }, data: { publishAt: null }, include: withParts })
  })
}

const earlier = (date: Date | null, now: Date) => (date && date < now ? date : now)
