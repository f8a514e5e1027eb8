import type { Prisma } from '../db.ts'
import { conflict, notFound } from '../lib/errors.ts'
import type { Services } from '../services.ts'
import { getEpisode, lockEpisode, notDeleted, type Status, statusOf } from './episode.ts'

const withNames = {
  askedBy: { select: { name: true } },
  answeredBy: { select: { name: true } },
} satisfies Prisma.ReviewRequestInclude

const withEpisode = { ...withNames, episode: { include: { show: true } } } as const

/** That somebody wants an episode to be published, and what became of it. */
export type Review = Prisma.ReviewRequestGetPayload<{ include: typeof withNames }>

/** How far an episode is: its date says it, and of a draft whether it waits for somebody's approval or was sent back. */
export type Progress = Status | 'waiting' | 'returned'

export function progressOf(
  episode: { publishAt: Date | null },
  review: Pick<Review, 'answer'> | null,
  now: Date,
): Progress {
  const status = statusOf(episode, now)
  if (status !== 'draft' || !review) return status
  return review.answer === null ? 'waiting' : 'returned'
}

/** What somebody asked for an episode; null where nobody did, took it back, or where it was published since. */
export async function findReview(services: Services, episodeId: string): Promise<Review | null> {
  const { id } = await getEpisode(services, episodeId)
  return services.db.reviewRequest.findUnique({ where: { episodeId: id, withdrawnAt: null }, include: withNames })
}

/** The date that was wished last for an episode that has none, also where the request was taken back; null is none. */
export async function findWish({ db }: Services, episodeId: string): Promise<Date | null> {
  const request = await db.reviewRequest.findUnique({ where: { episodeId }, select: { wishedAt: true } })
  return request?.wishedAt ?? null
}

/**
 * Asks those who may for the publication of an episode, at a date if one is wished. Asking again takes the place of what
 * was asked before, an answer included. Refuses an episode without audio and one that has its date already.
 */
export async function requestReview(
  { db, now }: Services,
  episodeId: string,
  { wishedAt, askedById }: { wishedAt: Date | null; askedById: string | null },
): Promise<Review> {
  return db.$transaction(async (tx) => {
    await lockEpisode(tx, episodeId)
    const { publishAt, enclosureId } = await tx.episode.findUniqueOrThrow({ where: { id: episodeId } })
    if (publishAt) throw conflict('published', 'This episode has its date of publication already.')
    if (!enclosureId) throw conflict('no-audio', 'Add the audio before asking for its publication.')
    const unanswered = { answer: null, answeredById: null, answeredAt: null, withdrawnAt: null }
    const asked = { wishedAt, askedById, askedAt: now(), ...unanswered }
    const where = { episodeId }
    return tx.reviewRequest.upsert({ where, create: { episodeId, ...asked }, update: asked, include: withNames })
  })
}

/** Sends an episode back with a sentence that says what is to be done. Refuses one that nobody waits for. */
export async function sendBack(
  { db, now }: Services,
  episodeId: string,
  { answer, answeredById }: { answer: string; answeredById: string | null },
): Promise<Review> {
  return db.$transaction(async (tx) => {
    await lockEpisode(tx, episodeId)
    const waiting = { episodeId, answer: null, withdrawnAt: null }
    const { count } = await tx.reviewRequest.updateMany({
      where: waiting,
      data: { answer, answeredById, answeredAt: now() },
    })
    if (count === 0) throw conflict('no-review', 'Nobody waits for the publication of this episode.')
    return tx.reviewRequest.findUniqueOrThrow({ where: { episodeId }, include: withNames })
  })
}

/** Takes back what was asked; the date that was wished is known for the next time. Refuses where nothing was asked. */
export async function withdrawReview({ db, now }: Services, episodeId: string): Promise<void> {
  await db.$transaction(async (tx) => {
    await lockEpisode(tx, episodeId)
    const { count } = await tx.reviewRequest.updateMany({
      where: { episodeId, withdrawnAt: null },
      data: { withdrawnAt: now() },
    })
    if (count === 0) throw notFound('review')
  })
}

/** The episodes that wait for somebody who may publish, the longest waiting first. */
export function listReviews({ db }: Services, showIds: string[]) {
  return db.reviewRequest.findMany({
    where: { answer: null, withdrawnAt: null, episode: { showId: { in: showIds }, ...notDeleted } },
    orderBy: { askedAt: 'asc' },
    include: withEpisode,
  })
}

/** What of these shows was sent back to whoever asked for its publication, the last one first, until she asks again. */
export function listSentBack({ db }: Services, askedById: string, showIds: string[]) {
  return db.reviewRequest.findMany({
    where: { askedById, answer: { not: null }, withdrawnAt: null, episode: { showId: { in: showIds }, ...notDeleted } },
    orderBy: { answeredAt: 'desc' },
    include: withEpisode,
  })
}
