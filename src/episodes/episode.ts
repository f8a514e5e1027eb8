import { jsonOrNull, type Prisma, type Tx } from '../db.ts'
import { notFound, Refusal } from '../lib/errors.ts'
import type { Services } from '../services.ts'
import { describeArtwork } from '../shows/describe-artwork.ts'
import { requestFeed, type Show } from '../shows/show.ts'
import type { EpisodeChanges } from './episode-input.ts'
import { refuseOutside } from './soundbites-input.ts'

export const withParts = {
  enclosure: true,
  artwork: true,
  show: { include: { artwork: true } },
  // Without their cues, which are long: `getTranscript` reads those of one.
  transcripts: {
    select: { language: true, state: true, times: true, sha256: true, createdAt: true, updatedAt: true },
    orderBy: { language: 'asc' },
  },
} satisfies Prisma.EpisodeInclude
export type Episode = Prisma.EpisodeGetPayload<{ include: typeof withParts }>

export type Status = 'draft' | 'scheduled' | 'published'

/** One date says it all: none is a draft, one ahead is scheduled, one behind is published. */
export function statusOf({ publishAt }: { publishAt: Date | null }, now: Date): Status {
  if (!publishAt) return 'draft'
  return publishAt > now ? 'scheduled' : 'published'
}

/** The condition on a row that everybody may know of it. */
export const publishedBy = (now: Date) =>
  ({ publishAt: { lte: now }, enclosureId: { not: null } }) satisfies Prisma.EpisodeWhereInput

/** An episode whatever its status; for those who may see drafts. */
export async function getEpisode({ db }: Services, id: string): Promise<Episode> {
  const episode = await db.episode.findUnique({ where: { id }, include: withParts })
  if (!episode) throw notFound('episode')
  return episode
}

/** An episode that is published now; a draft is as unknown as one that never was. */
export async function getPublishedEpisode({ db, now }: Services, where: Prisma.EpisodeWhereInput): Promise<Episode> {
  const episode = await db.episode.findFirst({ where: { AND: [where, publishedBy(now())] }, include: withParts })
  if (!episode) throw notFound('episode')
  return episode
}

/** A page of a show's episodes, newest made first; `drafts` includes what is not published. */
export function listEpisodes(
  { db, now }: Services,
  show: Show,
  { drafts, limit, after }: { drafts: boolean; limit: number; after: string | null },
): Promise<Episode[]> {
  return db.episode.findMany({
    where: { showId: show.id, ...(drafts ? {} : publishedBy(now())) },
    orderBy: drafts ? [{ id: 'desc' }] : [{ publishAt: 'desc' }, { id: 'desc' }],
    take: limit,
    ...(after ? { cursor: { id: after }, skip: 1 } : {}),
    include: withParts,
  })
}

/** Changes what is typed; null clears. A published episode's feed follows. */
export async function changeEpisode({ db, now }: Services, id: string, changes: EpisodeChanges): Promise<Episode> {
  return db.$transaction(async (tx) => {
    await lockEpisode(tx, id)
    const { artworkAlt, ...fields } = changes
    const data = { ...fields, license: jsonOrNull(fields.license) }
    const { artworkId } = await tx.episode.findUniqueOrThrow({ where: { id }, select: { artworkId: true } })
    if (artworkAlt !== undefined) await describeArtwork(tx, artworkId, artworkAlt)

    const changed = await tx.episode.update({ where: { id }, data, include: withParts })
    if (changed.publishAt) refuseMissingNumber(changed)
    if (fields.soundbites && changed.enclosure) refuseOutside(changed.enclosure.seconds, fields.soundbites)
    await requestFeed(tx, changed.showId, now())
    return changed
  })
}

/**
 * Holds an episode until the transaction ends: first thing in each that changes one, so that they wait for each other
 * in the same order (episode, show, job) and never in a circle. Refuses an unknown one.
 */
export async function lockEpisode(tx: Tx, id: string) {
  const locked = await tx.$queryRaw<object[]>`SELECT "id" FROM "Episode" WHERE "id" = ${id}::uuid FOR UPDATE`
  if (locked.length === 0) throw notFound('episode')
}

/** Apple: a full episode of a serial show has a number. */
export function refuseMissingNumber({ show, type, number }: Episode) {
  if (show.type === 'serial' && type === 'full' && number === null)
    throw new Refusal(422, 'number-needed', 'In a serial show each full episode needs a number. Add it first.', {
      fields: { number: 'Add the number of this episode.' },
    })
}
