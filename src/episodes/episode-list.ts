import { Prisma } from '../db.ts'
import { likeWords } from '../lib/like-words.ts'
import type { Services } from '../services.ts'
import { restorableBy } from '../shows/deletion.ts'
import type { Show } from '../shows/show.ts'
import type { Progress } from './review.ts'

/** By what producers sort the episodes of a show. */
export const SORTS = ['date', 'title', 'number', 'length', 'status'] as const
export type Sort = (typeof SORTS)[number]

export interface Wish {
  /** Words that must stand in the title, in the number's place or in the address, or begin a state; capitals don't matter. */
  words: string
  sort: Sort
  isDescending: boolean
  /** From 1. */
  page: number
}

/** How many stand on one page. */
export const PAGE_SIZE = 50

export interface ListedEpisode {
  id: string
  title: string
  language: string | null
  season: number | null
  number: number | null
  type: 'full' | 'trailer' | 'bonus'
  publishAt: Date | null
  progress: Progress
  updatedAt: Date
  seconds: number | null
}

/** In the order in which they are sorted. */
const STATES: readonly Progress[] = ['draft', 'returned', 'waiting', 'scheduled', 'published']
/** Fewer letters name no state. */
const MIN_STATE_LETTERS = 3

/**
 * A page of all episodes of a show, drafts too, and how many there are of those that were asked for. `stateNames` is what
 * the person who searches calls their states.
 */
export async function findEpisodes(
  { db, now }: Services,
  { id }: Pick<Show, 'id'>,
  { words, sort, isDescending, page }: Wish,
  stateNames: Record<Progress, string>,
): Promise<{ episodes: ListedEpisode[]; total: number }> {
  const state = stateSql(now())
  const isInState = (text: string) => {
    const begins = (name: Progress) => stateNames[name].toLowerCase().startsWith(text.toLowerCase())
    const meant = text.length < MIN_STATE_LETTERS ? [] : STATES.filter(begins)
    return Prisma.sql`${state} = ANY (${meant.map((name) => STATES.indexOf(name))}::int[])`
  }
  const hasWords = likeWords(words).map(
    (word) =>
      Prisma.sql`("Episode"."title" ILIKE ${`%${word}%`} OR "Episode"."slug" ILIKE ${`%${word}%`} OR "Episode"."number"::text = ${word} OR ${isInState(word)})`,
  )
  const conditions = [
    Prisma.sql`"Episode"."showId" = ${id}::uuid AND "Episode"."deletedAt" IS NULL`,
    // The name of a state may have several words.
    ...(hasWords.length === 0 ? [] : [Prisma.sql`(${Prisma.join(hasWords, ' AND ')} OR ${isInState(words)})`]),
  ]
  const direction = isDescending ? Prisma.sql`DESC` : Prisma.sql`ASC`
  const rows = await db.$queryRaw<(Omit<ListedEpisode, 'progress'> & { state: number; total: bigint })[]>`
    SELECT "Episode"."id", "title", "language", "season", "number", "Episode"."type", "publishAt", "updatedAt",
           "Enclosure"."seconds", ${state} AS "state", count(*) OVER () AS "total"
    FROM "Episode" LEFT JOIN "Enclosure" ON "Enclosure"."id" = "Episode"."enclosureId"
      LEFT JOIN "ReviewRequest" ON "ReviewRequest"."episodeId" = "Episode"."id" AND "withdrawnAt" IS NULL
    WHERE ${Prisma.join(conditions, ' AND ')}
    ORDER BY ${orderBy(sort, direction, state)}, "Episode"."id" DESC
    LIMIT ${PAGE_SIZE} OFFSET ${(page - 1) * PAGE_SIZE}`
  const episodes = rows.map(({ total: _, state: at, ...row }) => ({ ...row, progress: STATES[at]! }))
  return { episodes, total: Number(rows[0]?.total ?? 0) }
}

/** The episodes of a show that have a date ahead, the next one first. */
export const findScheduledEpisodes = ({ db, now }: Services, { id }: Pick<Show, 'id'>) =>
  db.episode.findMany({
    where: { showId: id, deletedAt: null, publishAt: { gt: now() } },
    orderBy: [{ publishAt: 'asc' }, { id: 'asc' }],
    select: { id: true, title: true, language: true, publishAt: true },
  })

/** The deleted episodes of a show that can be brought back, the newest deleted first. */
export const findDeletedEpisodes = ({ db, now }: Services, { id }: Pick<Show, 'id'>) =>
  db.episode.findMany({
    where: { showId: id, ...restorableBy(now()) },
    orderBy: { deletedAt: 'desc' },
    take: PAGE_SIZE,
    select: { id: true, title: true, language: true, goneAt: true },
  })

/** Its place among the states: what `progressOf` says, of rows that are joined with what was asked for them. */
const stateSql = (now: Date) => Prisma.sql`CASE WHEN "publishAt" <= ${now} THEN 4 WHEN "publishAt" > ${now} THEN 3
  WHEN "ReviewRequest"."episodeId" IS NULL THEN 0 WHEN "answer" IS NULL THEN 2 ELSE 1 END`

function orderBy(sort: Sort, direction: Prisma.Sql, state: Prisma.Sql): Prisma.Sql {
  switch (sort) {
    case 'title':
      return Prisma.sql`"title" ${direction}`
    case 'number':
      return Prisma.sql`"season" ${direction} NULLS LAST, "number" ${direction} NULLS LAST`
    case 'length':
      return Prisma.sql`"Enclosure"."seconds" ${direction} NULLS LAST`
    case 'status':
      return Prisma.sql`${state} ${direction}, "updatedAt" DESC`
    case 'date':
      // What has no date yet is worked on, so it is as new as can be.
      return Prisma.sql`coalesce("publishAt", 'infinity') ${direction}, "updatedAt" ${direction}`
  }
}
