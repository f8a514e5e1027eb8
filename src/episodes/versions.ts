import type { Doer } from '../accounts/logbook.ts'
import type { Prisma, Tx } from '../db.ts'
import type { EpisodeVersion } from '../generated/prisma/client.ts'
import { notFound } from '../lib/errors.ts'
import type { Services } from '../services.ts'
import type { Episode } from './episode.ts'
import { changedFacts, type Facts, factsOf } from './version-facts.ts'

/** Who made a version and when, and which one she brought back with it. */
export interface Made {
  by: Doer
  at: Date
  restores?: number | undefined
}

/** Writes down a version where something is other than before; the first time also what there was before. */
export async function keepVersion(tx: Tx, before: Episode, after: Episode, made: Made): Promise<number> {
  const [was, is] = [factsOf(before), factsOf(after)]
  if (changedFacts(is, was).length === 0) return before.version
  const number = before.version + 1
  const { by, at, restores = null } = made
  const rows: Kept[] = [
    {
      ...{ episodeId: after.id, number, facts: is, createdAt: at, restores },
      personId: by.kind === 'person' ? by.id : null,
      programId: by.kind === 'program' ? by.id : null,
      savedBy: 'name' in by ? by.name : null,
    },
  ]
  if (before.version === 0) rows.push({ ...FIRST, episodeId: after.id, facts: was, createdAt: before.createdAt })
  await tx.$executeRaw`
    WITH "kept" AS (
      INSERT INTO "EpisodeVersion"
      SELECT * FROM jsonb_populate_recordset(NULL::"EpisodeVersion", ${JSON.stringify(rows)}::jsonb)
    )
    UPDATE "Episode" SET "version" = ${number} WHERE "id" = ${after.id}::uuid`
  return number
}

/** A row as it is written, with all of its columns. */
type Kept = Omit<EpisodeVersion, 'facts'> & { facts: Facts }

/** What there was before anybody changed anything. */
const FIRST = { number: 0, restores: null, personId: null, programId: null, savedBy: null }

export type Version = Awaited<ReturnType<typeof listVersions>>[number]

/** The versions of an episode, newest first: so many of those that are older than one, if that is told. */
export async function listVersions({ db }: Services, episodeId: string, limit: number, olderThan?: number) {
  const where = { episodeId, ...(olderThan !== undefined && { number: { lt: olderThan } }) }
  const rows = await db.episodeVersion.findMany({ where, orderBy: { number: 'desc' }, take: limit })
  return rows.map(withFacts)
}

/** One version of an episode. Refuses an unknown one. */
export async function getVersion(tx: Tx, episodeId: string, number: number): Promise<Version> {
  const version = await tx.episodeVersion.findUnique({ where: { episodeId_number: { episodeId, number } } })
  if (!version) throw notFound('version')
  return withFacts(version)
}

const withFacts = <Row extends { facts: Prisma.JsonValue }>(row: Row) => ({
  ...row,
  facts: row.facts as unknown as Facts,
})
