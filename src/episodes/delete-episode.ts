import { type Acting, aboutEpisode, logged } from '../accounts/logbook.ts'
import type { Prisma } from '../db.ts'
import { notFound } from '../lib/errors.ts'
import type { Services } from '../services.ts'
import { type Deletion, deletionOf, NOT_DELETED, refuseGone } from '../shows/deletion.ts'
import { requestFeed } from '../shows/show.ts'
import { type Episode, holdEpisode, withParts } from './episode.ts'

/** Makes an episode invisible at once, to be brought back for some days. Refuses one that is gone. */
export const deleteEpisode = (services: Acting, id: string) =>
  setDeletion(services, id, 'episode-deleted', (episode, now) =>
    deletionOf(episode, now, services.config.deletedKeptDays),
  )

/** Brings a deleted episode back as it was: published, or to be. Refuses one that is gone. */
export const restoreEpisode = (services: Acting, id: string) =>
  setDeletion(services, id, 'episode-restored', () => NOT_DELETED)

/** An episode and its show, deleted or not: until when each can be brought back. Refuses what is gone. */
export async function getEpisodeDeletion({ db, now }: Services, id: string): Promise<Deletion & EpisodeWithShow> {
  const episode = await db.episode.findUnique({ where: { id }, include: { show: true } })
  if (!episode) throw notFound('episode')
  refuseGone(episode.show, 'episode', now())
  refuseGone(episode, 'episode', now())
  return episode
}

type EpisodeWithShow = Prisma.EpisodeGetPayload<{ include: { show: true } }>

async function setDeletion(
  services: Acting,
  id: string,
  kind: 'episode-deleted' | 'episode-restored',
  deletion: (episode: Deletion, now: Date) => Deletion,
): Promise<Episode> {
  const { now } = services
  return logged(services, async (tx, note) => {
    await holdEpisode(tx, id)
    const episode = await tx.episode.findUniqueOrThrow({ where: { id } })
    refuseGone(episode, 'episode', now())
    const { deletedAt, goneAt } = deletion(episode, now())
    const changed = await tx.episode.update({ where: { id }, data: { deletedAt, goneAt }, include: withParts })
    await requestFeed(tx, episode.showId, now())
    if (deletedAt?.getTime() !== episode.deletedAt?.getTime()) note({ kind, about: aboutEpisode(changed) })
    return changed
  })
}
