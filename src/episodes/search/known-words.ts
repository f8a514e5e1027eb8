import type { Db } from '../../db.ts'
import type { Stemming } from '../../generated/prisma/client.ts'
import { isPhrase, type Terms } from './terms.ts'

/** Shorter ones would begin and end nearly everything. */
const MIN_PART_CHARACTERS = 3
/** Words looked up for an ending, the shortest first. */
const MAX_ENDED = 100
/** Of Unicode: behind all that begins the same. */
const LAST_CHARACTER = 0x10ffff

/**
 * The terms whose words are in some text: in the others nothing can be found, and a phrase in each of three stemmings
 * would be looked for three times.
 */
export async function possibleTerms(db: Db, terms: Terms[]): Promise<Terms[]> {
  const asked = terms.flatMap(({ stemming, wanted }) =>
    [...new Set(wanted.flatMap(lexemesIn))].map((lexeme) => {
      const [, word, star] = [...lexeme.matchAll(LEXEME)][0]!
      return { stemming, lexeme, word, last: word + (star ? String.fromCodePoint(LAST_CHARACTER) : '') }
    }),
  )
  const rows = await db.$queryRaw<{ stemming: Stemming; lexeme: string }[]>`
    SELECT "row"."stemming", "lexeme"
    FROM jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) AS "row"("stemming" "Stemming", "lexeme" text, "word" text, "last" text),
      LATERAL (SELECT FROM "KnownWord" WHERE "stemming" = "row"."stemming" AND "word" BETWEEN "row"."word" AND "last" LIMIT 1) AS "known"`
  const known = new Set(rows.map(({ stemming, lexeme }) => `${stemming} ${lexeme}`))
  // Alternatives of words that follow each other.
  const isPossible = (stemming: Stemming, query: string) =>
    query.split(' | ').some((one) => lexemesIn(one).every((lexeme) => known.has(`${stemming} ${lexeme}`)))
  return terms.filter(({ stemming, wanted }) => wanted.every((query) => isPossible(stemming, query)))
}

/**
 * The same terms for words that only begin or end so, as German ones often do: Verwaltung and Informatik find
 * Verwaltungsinformatik. Phrases stay.
 */
export async function partsOf(db: Db, terms: Terms[]): Promise<Terms[]> {
  const single = terms.flatMap(({ stemming, wanted }) =>
    wanted.filter((query) => !isPhrase(query)).flatMap((query) => wordsIn(query).map((word) => ({ stemming, word }))),
  )
  const rows = await db.$queryRaw<{ stemming: Stemming; word: string; ended: string }[]>`
    SELECT "row"."stemming", "row"."word", "ended"
    FROM jsonb_to_recordset(${JSON.stringify(single.filter(({ word }) => isLong(word)))}::jsonb) AS "row"("stemming" "Stemming", "word" text),
      LATERAL (SELECT "word" AS "ended" FROM "KnownWord" WHERE "stemming" = "row"."stemming"
        AND reverse("word") > reverse("row"."word") AND reverse("word") < reverse("row"."word") || chr(${LAST_CHARACTER}::int)
        ORDER BY length("word"), 1 LIMIT ${MAX_ENDED}) AS "known"`
  const endingSo = (stemming: Stemming, word: string) =>
    rows.filter((row) => row.stemming === stemming && row.word === word).map(({ ended }) => `'${ended}'`)
  const widen = (stemming: Stemming, query: string) =>
    query.replace(LEXEME, (lexeme, word) =>
      isLong(word) ? [`${lexeme}:*`, ...endingSo(stemming, word)].join(' | ') : lexeme,
    )
  return terms.map(({ stemming, wanted, excluded }) => ({
    stemming,
    wanted: wanted.map((query) => (isPhrase(query) ? query : widen(stemming, query))),
    excluded,
  }))
}

/** A word in the text of a query, and whether it may go on; none has a quote inside. */
const LEXEME = /'([^']+)'(:\*)?/g
const lexemesIn = (query: string): string[] => [...query.matchAll(LEXEME)].map(([lexeme]) => lexeme)

const wordsIn = (query: string): string[] => [...query.matchAll(LEXEME)].map(([, word]) => word!)

const isLong = (word: string) => word.length >= MIN_PART_CHARACTERS
