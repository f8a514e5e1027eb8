import { type Db, Prisma } from '../../db.ts'
import type { PassagePart, Stemming } from '../../generated/prisma/client.ts'
import { anyOf, type Terms } from './terms.ts'
import { type Word, wordsOf } from './words.ts'

/** Passages of a transcript shown for one episode: those with the most of the words. */
const TRANSCRIPT_EXCERPTS = 3
/** Words shown around what was found, and before the first of it. */
const EXCERPT_WORDS = 40
const LEAD_WORDS = 8

/** A part of a text, and whether it is what was looked for. */
export interface Piece {
  text: string
  isHit: boolean
}

export interface Excerpt {
  /** As BCP 47 has it: of an episode's transcript not always the episode's own. */
  language: string
  pieces: Piece[]
  /** When the first word found is said: the second its cue begins. Null where that is not known. */
  second: number | null
}

/** Where something was found in a show or episode. */
export interface Excerpts {
  /** The whole title, where the words stand in it. */
  title: Excerpt | null
  notes: Excerpt | null
  /** In the order in which they are said. */
  transcript: Excerpt[]
}

interface Row {
  id: bigint
  ownerId: string
  part: PassagePart
  stemming: Stemming
  language: string
  text: string
  times: [word: number, second: number][] | null
}

/** Where the words stand in each of these shows and episodes. */
export async function findExcerpts(db: Db, terms: Terms[], ids: string[]): Promise<(ownerId: string) => Excerpts> {
  const rows = await bestPassages(db, terms, ids)
  const queries = new Map(terms.map((one) => [one.stemming, anyOf(one)]))
  const words = rows.map(({ text, stemming }) => wordsOf(text, stemming))
  const headlines = await db.$queryRaw<{ headline: string }[]>`
    SELECT ts_headline(('pg_catalog.' || "stemming")::regconfig, "words", "query"::tsquery,
      'HighlightAll=true, StartSel=<, StopSel=>') AS "headline"
    FROM jsonb_to_recordset(${JSON.stringify(
      rows.map(({ stemming }, at) => ({
        ...{ at, stemming, query: queries.get(stemming) },
        words: words[at]!.map(({ word }) => word).join(' '),
      })),
    )}::jsonb) AS "row"("at" int, "stemming" text, "query" text, "words" text) ORDER BY "at"`
  const found = rows.map((row, at) => {
    // The headline has the same words, those that were looked for in marks.
    const hits = headlines[at]!.headline.split(' ').map((word) => word.includes('<'))
    return { row, excerpt: excerptOf(row, words[at]!, hits) }
  })

  return (ownerId) => {
    const own = (part: PassagePart) =>
      found.filter(({ row }) => row.ownerId === ownerId && row.part === part).map(({ excerpt }) => excerpt)
    return { title: own('title')[0] ?? null, notes: own('notes')[0] ?? null, transcript: own('transcript') }
  }
}

/** Of each part of each the passages with the most of the words, in the order of their text. */
function bestPassages(db: Db, terms: Terms[], ids: string[]): Promise<Row[]> {
  const all = terms.map((one) => {
    const count = one.wanted.map((query) => Prisma.sql`("words" @@ ${query}::tsquery)::int`)
    return Prisma.sql`SELECT "id", "ownerId", "part", "stemming", "language", "text", "times", ${Prisma.join(count, ' + ')} AS "count"
      FROM "Passage" WHERE "ownerId" = ANY(${ids}::uuid[]) AND "stemming" = ${one.stemming}::"Stemming"
        AND "words" @@ ${anyOf(one)}::tsquery`
  })
  return db.$queryRaw<Row[]>`
    SELECT * FROM (
      SELECT *, row_number() OVER (PARTITION BY "ownerId", "part" ORDER BY "count" DESC, "id") AS "place"
      FROM (${Prisma.join(all, ' UNION ALL ')}) AS "found") AS "placed"
    WHERE "place" <= CASE "part" WHEN 'transcript' THEN ${TRANSCRIPT_EXCERPTS}::int ELSE 1 END ORDER BY "id"`
}

/** A title whole, of others what stands around most of the words. */
function excerptOf({ part, language, text, times }: Row, words: Word[], hits: boolean[]): Excerpt {
  const [from, to] = part === 'title' ? [0, words.length] : bestWindow(hits)
  const first = Math.max(0, hits.indexOf(true, from))
  const second = times?.findLast(([word]) => word <= first)?.[1] ?? null
  return { language, second, pieces: piecesOf(text, words, hits, from, Math.min(to, words.length)) }
}

/** Where a window begins and ends that has as many hits as can be. */
function bestWindow(hits: boolean[]): [from: number, to: number] {
  let best = { from: 0, count: 0 }
  for (const [at, isHit] of hits.entries()) {
    if (!isHit) continue
    const from = Math.max(0, at - LEAD_WORDS)
    const count = hits.slice(from, from + EXCERPT_WORDS).filter(Boolean).length
    if (count > best.count) best = { from, count }
  }
  return [best.from, best.from + EXCERPT_WORDS]
}

/** The text from a word up to another, with signs for what is left out before and behind. */
function piecesOf(text: string, words: Word[], hits: boolean[], from: number, to: number): Piece[] {
  const end = to === words.length ? text.length : words[to - 1]!.end
  const pieces: Piece[] = []
  let before = from === 0 ? '' : '… '
  let at = from === 0 ? 0 : words[from]!.start
  for (let word = from; word < to; word++) {
    if (!hits[word]) continue
    const hit = words[word]!
    pieces.push({ text: before + text.slice(at, hit.start), isHit: false })
    pieces.push({ text: text.slice(hit.start, hit.end), isHit: true })
    before = ''
    at = hit.end
  }
  pieces.push({ text: before + text.slice(at, end) + (end === text.length ? '' : ' …'), isHit: false })
  return pieces.filter(({ text }) => text !== '')
}
