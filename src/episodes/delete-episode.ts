import type { Prisma } from '../db.ts'
import { notFound } from '../lib/errors.ts'
import type { Services } from '../services.ts'
import { type Deletion, deletionOf, NOT_DELETED, refuseDeleted, refuseGone } from '../shows/deletion.ts'
import { requestFeed } from '../shows/show.ts'
import { type Episode, holdEpisode, withParts } from './episode.ts'

/** Makes an episode invisible at once, to be brought back for some days. Refuses one that is gone. */
export const deleteEpisode = (services: Services, id: string) =>
  setDeletion(services, id, (episode, now) => deletionOf(episode, now, services.config.deletedKeptDays))

/** Brings a deleted episode back as it was: published, or to be. Refuses one that is gone. */
export const restoreEpisode = (services: Services, id: string) => setDeletion(services, id, () => NOT_DELETED)

/** Whether an episode is deleted, and until when it can be brought back. Refuses one that is gone. */
export async function getEpisodeDeletion({ db, now }: Services, id: string): Promise<Deletion & EpisodeWithShow> {
  const episode = await db.episode.findUnique({ where: { id }, include: { show: true } })
  if (!episode) throw notFound('episode')
  refuseDeleted(episode.show, 'episode', now())
  refuseGone(episode, 'episode', now())
  return episode
}

type EpisodeWithShow = Prisma.EpisodeGetPayload<{ include: { show: true } }>

async function setDeletion(
  { db, now }: Services,
  id: string,
  deletion: (episode: Deletion, now: Date) => Deletion,
): Promise<Episode> {
  return db.$transaction(async (tx) => {
    await holdEpisode(tx, id)
    const episode = await tx.episode.findUniqueOrThrow({ where: { id } })
    refuseGone(episode, 'episode', now())
    const { deletedAt, goneAt } = deletion(episode, now())
    const changed = await tx.episode.update({ where: { id }, data: { deletedAt, goneAt }, include: withParts })
    await requestFeed(tx, episode.showId, now())
    return changed
  })
}
