import { isDeepStrictEqual } from 'node:util'
import type { Actor } from '../accounts/access.ts'
import type { Prisma, Tx } from '../db.ts'
import { notFound, Refusal } from '../lib/errors.ts'
import { richTextToMarkdown } from '../lib/rich-text-to-markdown.ts'
import type { Services } from '../services.ts'
import type { EpisodeChanges } from './episode-input.ts'

/** What is typed of an episode, and kept of each version of it. */
export const TYPED_FIELDS = [
  ...(['title', 'shortTitle', 'description', 'notes', 'notesSource', 'number', 'numberLabel', 'season'] as const),
  ...(['type', 'author', 'language', 'explicit', 'recordedOn', 'slug', 'block', 'license', 'persons'] as const),
  ...(['locations', 'soundbites', 'txt', 'socialInteract'] as const),
]
export type TypedField = (typeof TYPED_FIELDS)[number]
export type Facts = Record<TypedField, unknown>

/** The code of a refusal because somebody else changed the same field meanwhile. */
export const CHANGED_MEANWHILE = 'changed-meanwhile'

export const factsTyped = (row: Record<TypedField, unknown>): Facts =>
  Object.fromEntries(TYPED_FIELDS.map((name) => [name, row[name]])) as Facts

/** Whether two values of a field are the same, also where one came out of a JSON column. */
export const isSame = (one: unknown, other: unknown) => isDeepStrictEqual(plain(one), plain(other))

type Row = Facts & { id: string; version: number; createdAt: Date; updatedAt: Date }

/**
 * Of changes to the version somebody saw, those that are hers: what she left as it was stays as others made it since.
 * Refuses (409) where she and somebody else changed the same field differently, with the names of these fields.
 */
export async function ownChanges(tx: Tx, row: Row, changes: EpisodeChanges, seen: number): Promise<EpisodeChanges> {
  const [base, theirs] = [asSeen(await factsOfVersion(tx, row, seen)), asSeen(factsTyped(row))]
  const isDerived = changes.notesSource !== undefined
  const differs = (name: string, facts: Facts) =>
    !isSame(changes[name as keyof EpisodeChanges], facts[name as TypedField])
  // A picture's description is not among the facts of versions.
  const isOwn = (name: string) => !(name in base) || (differs(name, base) && differs(name, theirs))
  const own = Object.entries(changes).filter(([name]) => isOwn(isDerived && name === 'notes' ? 'notesSource' : name))
  const both = own
    .map(([name]) => name as TypedField)
    .filter((name) => !(isDerived && name === 'notes') && name in base && !isSame(base[name], theirs[name]))
  if (both.length > 0)
    throw new Refusal(409, CHANGED_MEANWHILE, 'Somebody else changed the same fields meanwhile.', {
      fields: Object.fromEntries(both.map((name) => [name, 'Somebody else changed this meanwhile.'])),
      details: { version: row.version },
    })
  return Object.fromEntries(own) as EpisodeChanges
}

/** Writes down a version where something is other than before; the first time also what there was before. */
export async function keepVersion(tx: Tx, before: Row, after: Row, by: Actor | null, now: Date): Promise<number> {
  const facts = factsTyped(after)
  if (isSame(facts, factsTyped(before))) return before.version
  const number = before.version + 1
  const rows: Prisma.EpisodeVersionCreateManyInput[] = [
    {
      ...{ episodeId: after.id, number, facts: plain(facts) as Prisma.InputJsonObject, createdAt: now },
      ...{ personId: by?.kind === 'person' ? by.id : null, savedBy: by?.name ?? null },
    },
  ]
  if (before.version === 0) {
    const first = plain(factsTyped(before)) as Prisma.InputJsonObject
    rows.unshift({ episodeId: after.id, number: 0, facts: first, createdAt: before.createdAt })
  }
  await tx.episodeVersion.createMany({ data: rows })
  await tx.episode.update({ where: { id: after.id }, data: { version: number, updatedAt: after.updatedAt } })
  return number
}

/** The versions of an episode, newest first. */
export function listVersions({ db }: Services, episodeId: string, limit: number) {
  return db.episodeVersion.findMany({ where: { episodeId }, orderBy: { number: 'desc' }, take: limit })
}

/** What brings a version back. The address stays as it is, since it may belong to another episode by now. */
export async function changesTo(services: Services, episodeId: string, number: number): Promise<EpisodeChanges> {
  const { slug: _, ...facts } = (await getVersion(services, episodeId, number)).facts
  return facts as EpisodeChanges
}

/** One version of an episode. Refuses an unknown one. */
async function getVersion({ db }: Services, episodeId: string, number: number) {
  const version = await db.episodeVersion.findUnique({ where: { episodeId_number: { episodeId, number } } })
  if (!version) throw notFound('version')
  return { ...version, facts: version.facts as unknown as Facts }
}

/** Who edits notes that came as HTML sees them in Markdown. */
const asSeen = (facts: Facts): Facts => ({
  ...facts,
  notesSource: facts.notesSource ?? richTextToMarkdown(String(facts.notes)),
})

/** What an episode was in a version; a version nobody can have seen is as the episode is now. */
async function factsOfVersion(tx: Tx, row: Row, number: number): Promise<Facts> {
  const where = { episodeId_number: { episodeId: row.id, number } }
  const version = number === row.version ? null : await tx.episodeVersion.findUnique({ where })
  return version ? (version.facts as unknown as Facts) : factsTyped(row)
}

/** As it comes out of a JSON column: without what is undefined. */
const plain = (value: unknown): unknown => (value === undefined ? null : JSON.parse(JSON.stringify(value)))
