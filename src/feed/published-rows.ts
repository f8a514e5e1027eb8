import { setImmediate as nextTurn } from 'node:timers/promises'
import { type Db, Prisma } from '../db.ts'
import { publishedSql } from '../episodes/episode.ts'
import type { EpisodeType } from '../generated/prisma/client.ts'
import type { Place } from './paging.ts'

/** Rows listed before requests get their turn: a few milliseconds. */
const ROWS_AT_ONCE = 500

/** As much of a published episode as tells where it belongs and whether it changed. */
export interface PublishedRow extends Place {
  updatedAt: Date
  type: EpisodeType
}

/** The episodes of a show that are published at a moment, newest first. */
export async function listPublished(db: Db, showId: string, at: Date): Promise<PublishedRow[]> {
  const rows: PublishedRow[] = []
  for (;;) {
    const listed = await listNewest(db, showId, at, ROWS_AT_ONCE, rows.at(-1))
    rows.push(...listed)
    if (listed.length < ROWS_AT_ONCE) return rows
    await nextTurn()
  }
}

/**
 * So many of them, from the newest on, or behind a place: not by counting, so that an episode that comes or goes
 * meanwhile shifts no other. In SQL, because ten thousand rows are many for what Prisma does with each.
 */
export function listNewest(db: Db, showId: string, at: Date, take: number, last?: Place): Promise<PublishedRow[]> {
  const place = Prisma.sql`("Episode"."publishAt", "Episode"."id")`
  const behind = last ? Prisma.sql`AND ${place} < (${last.publishAt}::timestamptz, ${last.id}::uuid)` : Prisma.empty
  return db.$queryRaw<PublishedRow[]>`
    SELECT "Episode"."id", "Episode"."updatedAt", "Episode"."publishAt", "Episode"."type"
    FROM "Episode" JOIN "Show" ON "Show"."id" = "Episode"."showId"
    WHERE "Episode"."showId" = ${showId}::uuid AND ${publishedSql(at)} ${behind}
    ORDER BY "Episode"."publishAt" DESC, "Episode"."id" DESC
    LIMIT ${take}::int`
}
