import { setImmediate as nextTurn } from 'node:timers/promises'
import { type Db, Prisma } from '../db.ts'
import { publishedSql } from '../episodes/episode.ts'
import type { EpisodeType } from '../generated/prisma/client.ts'
import type { Counts, Place } from './paging.ts'

/** Rows listed before requests get their turn: a few milliseconds. */
const ROWS_AT_ONCE = 500

/** As much of a published episode as tells where it belongs and whether it changed. */
export interface PublishedRow extends Place {
  updatedAt: Date
  type: EpisodeType
}

/** Which of them: from a place on, itself included, down to another, itself not. */
interface Wish {
  from?: Place | undefined
  until?: Place | undefined
  type?: EpisodeType
}

/** The episodes of a show that are published at a moment, newest first: all of them, or those that are wished for. */
export async function listPublished(db: Db, showId: string, at: Date, wish: Wish = {}): Promise<PublishedRow[]> {
  const rows: PublishedRow[] = []
  for (;;) {
    const listed = await listNewest(db, showId, at, ROWS_AT_ONCE, wish, rows.at(-1))
    rows.push(...listed)
    if (listed.length < ROWS_AT_ONCE) return rows
    await nextTurn()
  }
}

/**
 * So many of them, from the newest on, or behind a place: not by counting, so that an episode that comes or goes
 * meanwhile shifts no other. In SQL, because ten thousand rows are many for what Prisma does with each.
 */
export function listNewest(
  db: Db,
  showId: string,
  at: Date,
  take: number,
  { from, until, type }: Wish = {},
  last?: Place,
): Promise<PublishedRow[]> {
  const conditions = [
    ...(last ? [Prisma.sql`AND ${PLACE} < ${placeSql(last)}`] : []),
    ...(from ? [Prisma.sql`AND ${PLACE} <= ${placeSql(from)}`] : []),
    ...(until ? [Prisma.sql`AND ${PLACE} > ${placeSql(until)}`] : []),
    ...(type ? [Prisma.sql`AND "Episode"."type" = ${type}::"EpisodeType"`] : []),
  ]
  return db.$queryRaw<PublishedRow[]>`
    SELECT "Episode"."id", "Episode"."updatedAt", "Episode"."publishAt", "Episode"."type"
    FROM ${publishedOf(showId, at)} ${Prisma.join([Prisma.empty, ...conditions], ' ')}
    ORDER BY "Episode"."publishAt" DESC, "Episode"."id" DESC
    LIMIT ${take}::int`
}

const PLACE = Prisma.sql`("Episode"."publishAt", "Episode"."id")`
const placeSql = ({ publishAt, id }: Place) => Prisma.sql`(${publishAt}::timestamptz, ${id}::uuid)`

const publishedOf = (showId: string, at: Date) => Prisma.sql`
  "Episode" JOIN "Show" ON "Show"."id" = "Episode"."showId"
  WHERE "Episode"."showId" = ${showId}::uuid AND ${publishedSql(at)}`

/** The published episodes between the beginnings of two pages, whether these are in use or not. */
interface Stretch {
  /** The page that begins here; null above all of them. */
  page: number | null
  episodes: number
  /** Another one when an episode of it comes, goes or changes. */
  version: string
}

/** What there is of a show: its stretches, newest first, and what they count. */
export interface Outline extends Counts {
  stretches: Stretch[]
}

/**
 * The published episodes of a show with pages, counted where they lie: of ten thousand one has changed, and nobody wants
 * to see the others.
 */
export async function outlineOf(db: Db, showId: string, at: Date): Promise<Outline> {
  const stretches = await db.$queryRaw<Stretch[]>`
    WITH "place" AS (
      SELECT "Episode"."publishAt", "Episode"."id", "Episode"."updatedAt", NULL::int AS "number"
      FROM ${publishedOf(showId, at)}
      UNION ALL
      SELECT "newestAt", "newestId", NULL, "number" FROM "FeedPage" WHERE "showId" = ${showId}::uuid
    ), "placed" AS (
      SELECT *, count("number") OVER (ORDER BY "publishAt" DESC, "id" DESC, "number") AS "stretch" FROM "place"
    )
    SELECT max("number") AS "page", count("updatedAt")::int AS "episodes",
      md5(string_agg("id" || ' ' || "updatedAt" || ' ' || "publishAt", ',' ORDER BY "publishAt" DESC, "id" DESC)
        FILTER (WHERE "number" IS NULL)) AS "version"
    FROM "placed" GROUP BY "stretch" ORDER BY "stretch"`

  const above = new Map<number, number>()
  let episodes = 0
  for (const stretch of stretches) {
    if (stretch.page !== null) above.set(stretch.page, episodes)
    episodes += stretch.episodes
  }
  return { stretches, above, episodes }
}
