import { Prisma } from '../../db.ts'
import type { Services } from '../../services.ts'
import { publishedSql } from '../episode.ts'
import { isPhrase, type Terms } from './terms.ts'

const ALL = ' UNION ALL '

/**
 * The shows and episodes everybody may know of that have all that is wanted in one stemming, in the order of results,
 * and how many there are: single words by the words of their parts, phrases by their passages.
 */
export async function findOwners(
  { db, now }: Services,
  terms: Terms[],
  showId: string | null,
  { limit, offset }: { limit: number; offset: number },
) {
  const inShow = showId ? Prisma.sql`AND "showId" = ${showId}::uuid` : Prisma.empty
  const hits = (stemming: string, query: string) => {
    const table = isPhrase(query) ? Prisma.sql`"Passage"` : Prisma.sql`"PartWords"`
    return Prisma.sql`${table} WHERE "stemming" = ${stemming}::"Stemming" AND "words" @@ ${query}::tsquery ${inShow}`
  }
  // Who has each of the words somewhere, and the best place of the one that is placed worst.
  const met = terms.map(({ stemming, wanted }) => {
    const each = wanted.map(
      (query, at) =>
        Prisma.sql`SELECT "ownerId", "showId", ${at}::int AS "at", min("part") AS "part" FROM ${hits(stemming, query)} GROUP BY 1, 2`,
    )
    return Prisma.sql`SELECT "ownerId", "showId", max("part") AS "part" FROM (${Prisma.join(each, ALL)}) AS "hit"
      GROUP BY 1, 2 HAVING count(*) = ${wanted.length}::int`
  })
  const excluded = terms.flatMap(({ stemming, excluded }) =>
    excluded.map((query) => Prisma.sql`SELECT "ownerId" FROM ${hits(stemming, query)}`),
  )
  const [, , rows] = await db.$transaction([
    // The rows look small, but reading all of them, in whatever order, reads all words: an index of words names those that count.
    db.$executeRaw`SET LOCAL enable_seqscan = off`,
    db.$executeRaw`SET LOCAL enable_indexscan = off`,
    db.$queryRaw<{ ownerId: string; total: number }[]>`
      SELECT "ownerId", count(*) OVER ()::int AS "total"
      FROM (SELECT "ownerId", "showId", min("part") AS "part" FROM (${Prisma.join(met, ALL)}) AS "met" GROUP BY 1, 2) AS "found"
        JOIN "Show" ON "Show"."id" = "found"."showId"
        LEFT JOIN "Episode" ON "Episode"."id" = "ownerId"
      WHERE CASE WHEN "ownerId" = "found"."showId" THEN "Show"."deletedAt" IS NULL ELSE ${publishedSql(now())} END
        ${excluded.length > 0 ? Prisma.sql`AND "ownerId" NOT IN (${Prisma.join(excluded, ALL)})` : Prisma.empty}
      ORDER BY "part", "ownerId" = "found"."showId" DESC, coalesce("publishAt", "Show"."createdAt") DESC, "ownerId" DESC
      LIMIT ${limit} OFFSET ${offset}`,
  ])
  return rows
}
