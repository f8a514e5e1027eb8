import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Db, Prisma } from '../db.ts'
import { publishedBy } from '../episodes/episode.ts'
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
    const last = rows.at(-1)
    // From where the list ended, not by counting: an episode that comes or goes meanwhile shifts no other.
    const older = last && [{ publishAt: { lt: last.publishAt } }, { publishAt: last.publishAt, id: { lt: last.id } }]
    const listed = await listNewest(db, showId, at, ROWS_AT_ONCE, older ? { OR: older } : {})
    rows.push(...listed)
    if (listed.length < ROWS_AT_ONCE) return rows
    await nextTurn()
  }
}

/** So many of them, from the newest on. */
export async function listNewest(
  db: Db,
  showId: string,
  at: Date,
  take: number,
  among: Prisma.EpisodeWhereInput = {},
): Promise<PublishedRow[]> {
  const rows = await db.episode.findMany({
    where: { AND: [{ showId, ...publishedBy(at) }, among] },
    orderBy: [{ publishAt: 'desc' }, { id: 'desc' }],
    select: { id: true, updatedAt: true, publishAt: true, type: true },
    take,
  })
  return rows.flatMap(({ publishAt, ...row }) => (publishAt ? [{ ...row, publishAt }] : []))
}
