import type { Prisma, Tx } from '../../db.ts'
import { enqueue } from '../../queue/queue.ts'
import type { Services } from '../../services.ts'
import type { Cue } from '../transcripts/cues.ts'
import { type Passage, passagesOfCues, passagesOfTexts } from './passages.ts'
import { wordsOf } from './words.ts'

/** Shows and episodes of one transaction: few where each has hours of transcripts, many where they are thousands. */
const AT_ONCE = 20
/** Transactions of one job; then others have their turn. */
const ROUNDS = 10
/** Behind every publication, whose jobs have 0. */
const PRIORITY = 10
/** A transcript of a whole day takes some seconds. */
const TRANSACTION_MILLISECONDS = 60_000
/** Different words of one part. PostgreSQL takes no more than a MiB, which no talk of a day comes near. */
const MAX_WORDS_BYTES = 1_000_000

/** Asks for `readPassages` at once; asking again before it runs is asking once. */
export const requestPassages = ({ db }: Pick<Services, 'db'>) =>
  enqueue(db, 'read-passages', {}, { at: null, key: 'read-passages', priority: PRIORITY })

/**
 * Makes the passages of all shows and episodes whose texts changed, newest first. In transactions that hold their rows
 * of `PassagesDue`: what changes meanwhile waits, and is due again.
 */
export async function readPassages({ db }: Services): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    const count = await db.$transaction(readNext, { timeout: TRANSACTION_MILLISECONDS })
    if (count < AT_ONCE) return
  }
  await requestPassages({ db })
}

/** Reads some of what is due and answers how many. One that is not there any more leaves nothing. */
async function readNext(tx: Tx): Promise<number> {
  const due = await tx.$queryRaw<{ ownerId: string }[]>`
    SELECT "ownerId" FROM "PassagesDue" ORDER BY "ownerId" DESC LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED`
  const ids = due.map(({ ownerId }) => ownerId)
  if (ids.length === 0) return 0
  const shows = await tx.show.findMany({ where: { id: { in: ids } } })
  const episodes = await tx.episode.findMany({
    where: { id: { in: ids } },
    include: { show: true, transcripts: { orderBy: { language: 'asc' } } },
  })
  await tx.passage.deleteMany({ where: { ownerId: { in: ids } } })
  await tx.partWords.deleteMany({ where: { ownerId: { in: ids } } })
  const passages = [
    ...shows.flatMap((show) => ownedBy(show.id, show.id, passagesOfTexts({ ...show, notes: '' }))),
    ...episodes.flatMap((episode) => ownedBy(episode.id, episode.showId, passagesOfEpisode(episode))),
  ]
  await writePassages(tx, ids, passages)
  await tx.passagesDue.deleteMany({ where: { ownerId: { in: ids } } })
  return ids.length
}

type Read = Prisma.EpisodeGetPayload<{ include: { show: true; transcripts: true } }>

function passagesOfEpisode(episode: Read): Passage[] {
  const language = episode.language ?? episode.show.language
  const said = episode.transcripts.flatMap((one) => passagesOfCues(one.cues as unknown as Cue[], one.language))
  return [...passagesOfTexts({ ...episode, language }), ...said]
}

type Owned = Passage & { ownerId: string; showId: string }

const ownedBy = (ownerId: string, showId: string, passages: Passage[]): Owned[] =>
  passages.map((passage) => ({ ownerId, showId, ...passage }))

/** Words reach PostgreSQL with blanks between them alone, so its parser sees the same in every locale. */
async function writePassages(tx: Tx, ids: string[], passages: Owned[]) {
  const rows = passages.map((passage) => ({ ...passage, words: plainWords(passage) }))
  await tx.$executeRaw`
    INSERT INTO "Passage" ("ownerId", "showId", "part", "stemming", "language", "text", "times", "words")
    SELECT "ownerId", "showId", "part"::"PassagePart", "stemming"::"Stemming", "language", "text", "times",
      to_tsvector(('pg_catalog.' || "stemming")::regconfig, "words")
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS "row"("ownerId" uuid, "showId" uuid, "part" text, "stemming" text, "language" text, "text" text, "times" jsonb, "words" text)`
  await tx.$executeRaw`
    INSERT INTO "PartWords" ("ownerId", "showId", "part", "stemming", "language", "words")
    SELECT "ownerId", "showId", "part", "stemming", "language", array_to_tsvector(array_agg("lexeme"))
    FROM (SELECT *, sum(octet_length("lexeme")) OVER (PARTITION BY "ownerId", "part", "language" ORDER BY "lexeme") AS "bytes"
      FROM (SELECT DISTINCT "ownerId", "showId", "part", "stemming", "language", "lexeme"
        FROM "Passage", unnest("words") WHERE "ownerId" = ANY(${ids}::uuid[])) AS "word") AS "counted"
    WHERE "bytes" <= ${MAX_WORDS_BYTES}::int GROUP BY 1, 2, 3, 4, 5`
  // In one order, so that two who write the same words wait for each other and not in a circle.
  await tx.$executeRaw`
    INSERT INTO "KnownWord" ("stemming", "word")
    SELECT DISTINCT "stemming", "lexeme" FROM "PartWords", unnest("words")
    WHERE "ownerId" = ANY(${ids}::uuid[]) ORDER BY 1, 2 ON CONFLICT DO NOTHING`
}

/**
 * Removes words that are in no text any more. Whoever writes words is waited for, so none is removed that
 * somebody needs at this moment.
 */
export const sweepWords = ({ db }: Services) =>
  db.$transaction([
    db.$executeRaw`LOCK TABLE "KnownWord" IN SHARE ROW EXCLUSIVE MODE`,
    db.$executeRaw`
      DELETE FROM "KnownWord" WHERE NOT EXISTS (
        SELECT FROM (SELECT DISTINCT "stemming", "lexeme" FROM "PartWords", unnest("words")) AS "used"
        WHERE "used"."stemming" = "KnownWord"."stemming" AND "lexeme" = "word")`,
  ])

const plainWords = ({ text, stemming }: Passage) =>
  wordsOf(text, stemming)
    .map(({ word }) => word)
    .join(' ')
