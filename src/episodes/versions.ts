import type { Doer } from '../accounts/logbook.ts'
import type { Prisma, Tx } from '../db.ts'
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
  const rows: Prisma.EpisodeVersionCreateManyInput[] = [
    {
      ...{ episodeId: after.id, number, facts: jsonOf(is), createdAt: at, restores },
      ...(by.kind === 'person' && { personId: by.id }),
      ...(by.kind === 'program' && { programId: by.id }),
      ...('name' in by && { savedBy: by.name }),
    },
  ]
  if (before.version === 0)
    rows.unshift({ episodeId: after.id, number: 0, facts: jsonOf(was), createdAt: before.createdAt })
  await tx.episodeVersion.createMany({ data: rows })
  await tx.episode.update({ where: { id: after.id }, data: { version: number, updatedAt: after.updatedAt } })
  return number
}

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

const jsonOf = (facts: Facts) => facts as unknown as Prisma.InputJsonObject
