import { Prisma } from '../db.ts'
import type { Services } from '../services.ts'

interface NamedEpisode {
  id: string
  title: string
  language: string | null
  publishAt: Date
}

/** How far a show is: how many episodes it has of each status, the newest one that is heard, and the next one to come. */
export interface ShowSummary {
  drafts: number
  scheduled: number
  published: number
  newest: NamedEpisode | null
  next: NamedEpisode | null
}

const NOTHING: ShowSummary = { drafts: 0, scheduled: 0, published: 0, newest: null, next: null }

/** How far each of these shows is, by its id; deleted episodes don't count. */
export async function summarizeShows(
  { db, now }: Services,
  showIds: string[],
): Promise<{ of: (showId: string) => ShowSummary }> {
  const at = now()
  const mine = Prisma.sql`"showId" = ANY(${showIds}::uuid[]) AND "deletedAt" IS NULL`
  const first = (condition: Prisma.Sql, order: Prisma.Sql) => db.$queryRaw<(NamedEpisode & { showId: string })[]>`
    SELECT DISTINCT ON ("showId") "showId", "id", "title", "language", "publishAt" FROM "Episode"
    WHERE ${mine} AND ${condition} ORDER BY "showId", ${order}`
  const [counts, newest, next] = await Promise.all([
    db.$queryRaw<({ showId: string } & Pick<ShowSummary, 'drafts' | 'scheduled' | 'published'>)[]>`
      SELECT "showId", count(*) FILTER (WHERE "publishAt" IS NULL)::int AS "drafts",
             count(*) FILTER (WHERE "publishAt" > ${at})::int AS "scheduled",
             count(*) FILTER (WHERE "publishAt" <= ${at})::int AS "published"
      FROM "Episode" WHERE ${mine} GROUP BY "showId"`,
    first(Prisma.sql`"publishAt" <= ${at}`, Prisma.sql`"publishAt" DESC, "id" DESC`),
    first(Prisma.sql`"publishAt" > ${at}`, Prisma.sql`"publishAt", "id"`),
  ])
  const [countsOf, newestOf, nextOf] = [byShow(counts), byShow(newest), byShow(next)]
  return {
    of: (showId) => ({
      ...(countsOf.get(showId) ?? NOTHING),
      newest: newestOf.get(showId) ?? null,
      next: nextOf.get(showId) ?? null,
    }),
  }
}

const byShow = <Row extends { showId: string }>(rows: Row[]) => new Map(rows.map((row) => [row.showId, row]))
