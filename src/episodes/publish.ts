import { conflict } from '../lib/errors.ts'
import type { Services } from '../services.ts'
import { requestFeed } from '../shows/show.ts'
import { type Episode, lockEpisode, refuseMissingNumber, withParts } from './episode.ts'

/**
 * Publishes an episode at a date, later to schedule it. Without a date it is published now, or stays published as
 * it is. Refuses an episode without audio, and one without the number its show needs.
 */
export async function publishEpisode({ db, now }: Services, id: string, at: Date | null = null): Promise<Episode> {
  return db.$transaction(async (tx) => {
    await lockEpisode(tx, id)
    const episode = await tx.episode.findUniqueOrThrow({ where: { id }, include: withParts })
    if (!episode.enclosureId) throw conflict('no-audio', 'Add the audio before publishing.')
    refuseMissingNumber(episode)

    const publishAt = at ?? earlier(episode.publishAt, now())
    const published = await tx.episode.update({ where: { id }, data: { publishAt }, include: withParts })
    await requestFeed(tx, episode.showId, now())
    if (publishAt > now()) await requestFeed(tx, episode.showId, now(), publishAt)
    return published
  })
}

/** Takes an episode back to draft, at once. Its guid stays, so publishing it again is not a new episode. */
export async function unpublishEpisode({ db, now }: Services, id: string): Promise<Episode> {
  return db.$transaction(async (tx) => {
    await lockEpisode(tx, id)
    const draft = await tx.episode.update({ where: { id }, data: { publishAt: null }, include: withParts })
    await requestFeed(tx, draft.showId, now())
    return draft
  })
}

const earlier = (date: Date | null, now: Date) => (date && date < now ? date : now)
