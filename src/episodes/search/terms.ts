import type { Db } from '../../db.ts'
import type { Stemming } from '../../generated/prisma/client.ts'
import type { Query } from './read-query.ts'
import { wordsOf } from './words.ts'

/** What passages of one stemming are asked for: queries of PostgreSQL (`tsquery`) as text. */
export interface Terms {
  stemming: Stemming
  wanted: string[]
  excluded: string[]
}

const STEMMINGS: Stemming[] = ['german', 'english', 'simple']

/**
 * Each word and phrase as a query in every stemming. Stop words ask for nothing, and a stemming in which nothing is
 * wanted is left out.
 */
export async function termsOf(db: Db, { wanted, excluded }: Query): Promise<Terms[]> {
  const typed = [...wanted, ...excluded].flatMap((term, at) =>
    STEMMINGS.map((stemming) => ({ at, stemming, ...spellingsOf(term, stemming) })),
  )
  const rows = await db.$queryRaw<{ at: number; stemming: Stemming; query: string }[]>`
    SELECT "at", "stemming", (phraseto_tsquery("config", "plain") || phraseto_tsquery("config", "other"))::text AS "query"
    FROM jsonb_to_recordset(${JSON.stringify(typed)}::jsonb) AS "term"("at" int, "stemming" text, "plain" text, "other" text),
      LATERAL (SELECT ('pg_catalog.' || "stemming")::regconfig AS "config") AS "named"
    ORDER BY "at"`
  return STEMMINGS.map((stemming) => {
    const own = rows.filter((row) => row.stemming === stemming && row.query !== '')
    const queries = (isWanted: boolean) =>
      own.filter(({ at }) => at < wanted.length === isWanted).map(({ query }) => query)
    return { stemming, wanted: queries(true), excluded: queries(false) }
  }).filter((terms) => terms.wanted.length > 0)
}

/** Whether one of the languages has nothing but stop words to look for: "und der". */
export const onlyStopWords = ({ wanted }: Query, terms: Terms[]) =>
  wanted.length > 0 && !['german', 'english'].every((stemming) => terms.some((one) => one.stemming === stemming))

/** Any of the wanted words. */
export const anyOf = ({ wanted }: Terms) => wanted.map((query) => `(${query})`).join(' | ')

/** Whether the places of words count (`<->`, `<2>`). */
export const isPhrase = (query: string) => query.includes('<')

/** As it was typed, and as somebody without umlauts on the keyboard means it: Buergermeister. */
function spellingsOf(term: string, stemming: Stemming) {
  const plain = wordsOf(term, stemming)
    .map(({ word }) => word)
    .join(' ')
  const other = plain.replace(/(?<!q)([aou])e/g, '$1')
  return { plain, other: other === plain ? '' : other }
}
