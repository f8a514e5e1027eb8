import { cleanLine, cutToLength } from '../../lib/plain-text.ts'

/** Longer than any sentence somebody remembers. */
export const MAX_QUERY_CHARACTERS = 200
/** Each word is looked up by itself; whoever types more has pasted something. */
const MAX_TERMS = 10

/** What somebody looks for, taken apart. */
export interface Query {
  /** As it was typed, cleaned and cut. */
  text: string
  /** Words and phrases that must all be there. */
  wanted: string[]
  /** Words and phrases that must not. */
  excluded: string[]
}

/** A phrase in quotes of any kind, to the end where they are not closed, or what stands between blanks. */
const TERM = /(-?)(?:["„“”«»‟]([^"„“”«»‟]*)["„“”«»‟]?|([^\s"„“”«»‟]+))/gu

/** Reads whatever was typed: words, phrases in quotes, and both with a minus in front. No text is refused. */
export function readQuery(typed: string): Query {
  const text = cutToLength(cleanLine(cutToLength(typed, MAX_QUERY_CHARACTERS * 2)), MAX_QUERY_CHARACTERS)
  const terms = [...text.matchAll(TERM)]
    .map(([, minus, phrase, word = '']) => ({ isWanted: minus === '', term: phrase ?? word }))
    .filter(({ term }) => /[\p{L}\p{N}]/u.test(term))
    .slice(0, MAX_TERMS)
  const those = (isWanted: boolean) => terms.filter((one) => one.isWanted === isWanted).map(({ term }) => term)
  return { text, wanted: those(true), excluded: those(false) }
}
