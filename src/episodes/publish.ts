import type { Prisma } from '../db.ts'
import { conflict } from '../lib/errors.ts'
import type { Services } from '../services.ts'
import { requestFeed } from '../shows/show.ts'
import { type Episode, lockEpisode, refuseMissingNumber, withParts } from './episode.ts'

/**
 * What an episode must pass to be published, asked of the locked row. It throws a refusal, or answers what is to be
 * written with the date. The gate is in feed/.
 */
export type PublishCheck = (episode: Episode) => Prisma.EpisodeUncheckedUpdateInput

/**
 * Publishes an episode at a date, later to schedule it. Without a date it is published now, or stays published as
 * it is; whoever asked for it has what she wished. Refuses an episode without audio, what the check refuses, and one without the number its show needs.
 */
export async function publishEpisode(
  { db, now }: Services,
  id: string,
  at: Date | null = null,
  check: PublishCheck = () => ({}),
): Promise<Episode> {
  return db.$transaction(async (tx) => {
    await lockEpisode(tx, id)
    const episode = await tx.episode.findUniqueOrThrow({ where: { id }, include: withParts })
    if (!episode.enclosureId) throw conflict('no-audio', 'Add the audio before publishing.')
    const also = check(episode)
    refuseMissingNumber(episode)

    const publishAt = at ?? earlier(episode.publishAt, now())
    const data = { ...also, publishAt }
    const published = await tx.episode.update({ where: { id }, data, include: withParts })
    await tx.reviewRequest.deleteMany({ where: { episodeId: id } })
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
