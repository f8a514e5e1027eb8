import { createHash } from 'node:crypto'
import type { Agent } from '../accounts/access.ts'
import type { Prisma, Tx } from '../db.ts'
import type { Transcript as Row, TranscriptState } from '../generated/prisma/client.ts'
import { notFound, Refusal } from '../lib/errors.ts'
import type { Services } from '../services.ts'
import { CHANGED_MEANWHILE } from './changed-meanwhile.ts'
import { type ChangeGuard, type Episode, editEpisode, getEpisode, touchEpisode } from './episode.ts'
import { type Cue, timesOf } from './transcripts/cues.ts'
import { readTranscriptAside } from './transcripts/read-aside.ts'

/** What lists tell of a transcript. */
export type TranscriptFacts = Episode['transcripts'][number]

/** What is said in an episode, in one language. */
export type Transcript = TranscriptFacts & { cues: Cue[] }

interface TranscriptFile {
  bytes: Uint8Array
  /** The media type it was declared as, or empty. */
  type: string
  state: TranscriptState
  /** The hash of the transcript it takes the place of, null for none; without it, of any. */
  seen?: string | null
}

/** The transcripts of an episode, by language, with all they say. An unknown episode has none. */
export async function readTranscripts({ db }: Services, episodeId: string): Promise<Transcript[]> {
  return (await db.transcript.findMany({ where: { episodeId }, orderBy: { language: 'asc' } })).map(withCues)
}

/** A transcript with its cues. Refuses a language there is none in. */
export async function getTranscript({ db }: Services, episodeId: string, language: string): Promise<Transcript> {
  const row = await db.transcript.findUnique({ where: { episodeId_language: { episodeId, language } } })
  if (!row) throw notFound('transcript')
  return withCues(row)
}

/**
 * Takes a file as the transcript of an episode in a language, in the place of any before it: other cues, another
 * address. Refuses what can't be read, naming line and reason, and (409) where another one stands there than was seen.
 * The same once more changes nothing.
 */
export async function setTranscript(
  services: Services,
  episodeId: string,
  language: string,
  { bytes, type, state, seen }: TranscriptFile,
  by: Agent,
): Promise<Transcript> {
  const { enclosure } = await getEpisode(services, episodeId)
  const cues = await readTranscriptAside(bytes, type, enclosure?.seconds ?? null)
  const sha256 = transcriptHash(language, cues)
  const where = { episodeId_language: { episodeId, language } }

  let row = null as Row | null
  await editEpisode(services, episodeId, { by }, async (tx, episode) => {
    const before = await tx.transcript.findUnique({ where })
    row = before
    if (before?.sha256 === sha256 && before.state === state) return episode
    if (seen !== undefined) refuseUnseen(before, seen)

    if (before) await keepFormer(tx, before, sha256)
    const said = { state, sha256, times: timesOf(cues), cues: cuesJson(cues) }
    row = await tx.transcript.upsert({ where, create: { episodeId, language, ...said }, update: said })
    return touchEpisode(tx, episodeId, services.now())
  })
  return withCues(row!)
}

/**
 * Takes a transcript away, with all its addresses. Refuses a language there is none in, another one than was seen, and
 * what the guard does.
 */
export async function removeTranscript(
  services: Services,
  episodeId: string,
  language: string,
  { by, seen, guard }: { by: Agent; seen?: string | undefined; guard?: ChangeGuard | undefined },
): Promise<void> {
  await editEpisode(services, episodeId, { by, guard }, async (tx) => {
    const where = { episodeId_language: { episodeId, language } }
    const before = await tx.transcript.findUnique({ where })
    if (!before) throw notFound('transcript')
    if (seen !== undefined) refuseUnseen(before, seen)
    await keepFormer(tx, before, null)
    await tx.transcript.delete({ where })
    return touchEpisode(tx, episodeId, services.now())
  })
}

/** Keeps what a transcript says before something else, of another hash, takes its place: versions name it by its own. */
export async function keepFormer(tx: Tx, former: Row, next: string | null) {
  const { episodeId, sha256, language, times, cues } = former
  if (sha256 === next) return
  const row = { episodeId, sha256, language, times, cues: cues as Prisma.InputJsonArray }
  await tx.formerTranscript.createMany({ data: [row], skipDuplicates: true })
}

/** What a transcript of an episode says or said, by its hash; null where none ever had it. */
export async function readSaid({ db }: Services, episodeId: string, sha256: string): Promise<Cue[] | null> {
  const where = { episodeId, sha256 }
  const row = (await db.transcript.findFirst({ where })) ?? (await db.formerTranscript.findFirst({ where }))
  return row && cuesOf(row)
}

/** Whether a line of any of its transcripts begins when the audio is over: shorter audio took the place of theirs. */
export async function speaksAfterEnd({ db }: Pick<Services, 'db'>, { id, enclosure }: Episode): Promise<boolean> {
  if (!enclosure) return false
  // Cues are ascending: the last begins latest.
  const [said] = await db.$queryRaw<{ after: boolean }[]>`
    SELECT EXISTS (
      SELECT FROM "Transcript" WHERE "episodeId" = ${id}::uuid
      AND ("cues" -> -1 ->> 'startSeconds')::float8 >= ${enclosure.seconds}
    ) AS "after"`
  return said!.after
}

/** Refuses to change another transcript than the one that was seen. */
export function refuseUnseen(row: { sha256: string } | null, seen: string | null) {
  if ((row?.sha256 ?? null) !== seen)
    throw new Refusal(409, CHANGED_MEANWHILE, 'Somebody else changed the transcript meanwhile.', {
      fields: { transcript: 'Somebody else changed the transcript meanwhile. Look at it, then send yours again.' },
    })
}

/** What tells a transcript from any other: part of its address. */
export const transcriptHash = (language: string, cues: Cue[]) =>
  createHash('sha256')
    .update(JSON.stringify([language, cues]))
    .digest('hex')

/** As the database takes them. */
export const cuesJson = (cues: Cue[]) => cues as unknown as Prisma.InputJsonArray

export const withCues = ({ cues, language, state, times, sha256, createdAt, updatedAt }: Row): Transcript => ({
  ...{ language, state, times, sha256, createdAt, updatedAt },
  cues: cuesOf({ cues }),
})

/** JSON columns don't keep the order of fields. */
const cuesOf = ({ cues }: Pick<Row, 'cues'>): Cue[] =>
  (cues as unknown as Cue[]).map(({ startSeconds, endSeconds, speaker, text }) => ({
    ...(startSeconds === undefined ? {} : { startSeconds }),
    ...(endSeconds === undefined ? {} : { endSeconds }),
    ...(speaker === undefined ? {} : { speaker }),
    text,
  }))
