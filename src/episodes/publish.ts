import type { Prisma } from '../db.ts'
import { conflict } from '../lib/errors.ts'
import { isSame } from '../lib/plain-json.ts'
import type { Services } from '../services.ts'
import { requestFeed } from '../shows/show.ts'
import { refuseUnknownChanges } from './changed-meanwhile.ts'
import { type Change, type Episode, editEpisode, refuseMissingNumber } from './episode.ts'

/**
 * What an episode must pass to be published, asked of the locked row. It throws a refusal, or answers what is to be
 * written with the date. The gate is in feed/.
 */
type PublishCheck = (episode: Episode) => Prisma.EpisodeUncheckedUpdateInput

interface Publishing extends Change {
  at?: Date | null
  check?: PublishCheck
}

/**
 * Publishes an episode at a date, later to schedule it. Without a date it is published now, or stays published as
 * it is; whoever asked for it has what she wished. The date it has changes nothing. Refuses an episode without audio, what the check refuses, one without
 * the number its show needs, and (409) one whose date is not the one that was seen, or a draft that somebody else changed
 * since: what is published was looked at.
 */
export async function publishEpisode(
  services: Services,
  id: string,
  { at = null, check = () => ({}), ...change }: Publishing,
): Promise<Episode> {
  const { now } = services
  return editEpisode(services, id, { ...change, part: 'publishAt', verb: 'publish' }, async (tx, episode) => {
    const { seen, by } = change
    if (seen !== undefined && !episode.publishAt) await refuseUnknownChanges(tx, episode, seen, by)
    if (!episode.enclosureId) throw conflict('no-audio', 'Add the audio before publishing.')
    const also = check(episode)
    refuseMissingNumber(episode)

    const publishAt = at ?? earlier(episode.publishAt, now())
    const data = { ...also, publishAt }
    await tx.reviewRequest.deleteMany({ where: { episodeId: id } })
    if (isAsBefore(episode, data)) return episode
    if (publishAt > now()) await requestFeed(tx, episode.showId, now(), publishAt)
    return { ...episode, ...(await tx.episode.update({ where: { id }, data })) }
  })
}

/**
 * Takes an episode back to draft, at once. Its guid stays, so publishing it again is not a new episode; a draft stays as it
 * is. Refuses (409) one whose date is not the one that was seen.
 */
export async function unpublishEpisode(services: Services, id: string, change: Change): Promise<Episode> {
  return editEpisode(services, id, { ...change, part: 'publishAt', verb: 'publish' }, async (tx, episode) => {
    if (!episode.publishAt) return episode
    return { ...episode, ...(await tx.episode.update({ where: { id }, data: { publishAt: null } })) }
  })
}

const earlier = (date: Date | null, now: Date) => (date && date < now ? date : now)

const isAsBefore = (episode: Episode, data: Prisma.EpisodeUncheckedUpdateInput) =>
  Object.entries(data).every(([name, value]) => isSame(value, episode[name as keyof Episode]))
