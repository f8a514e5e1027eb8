import type { SourceItem } from './parse-source.ts'

/**
 * An episode's number, which is whole here as in itunes:episode, and what is shown in its place: of 12.5, which
 * podcast:episode allows, 12 and "12.5". Both are absent where the feed has none, and nought means none.
 */
export function numberFrom({ itunes, podcast }: Pick<SourceItem, 'itunes' | 'podcast'>, warnings: string[] = []) {
  const said = firstNumber([itunes?.episode, podcast?.episode?.number])
  const decimal = [said, podcast?.episode?.number].find(isDecimal)
  const number = isDecimal(said) ? Math.max(1, Math.floor(said)) : said
  const numberLabel = podcast?.episode?.display ?? decimal?.toString()
  if (number !== said) warnings.push(`Its number, ${said}, is ${number} here, and shown as “${numberLabel}”.`)
  return { number, numberLabel }
}

/** Of what two elements say the first that counts, otherwise what can be none, to be told; nought means none. */
export const firstNumber = (said: (number | undefined)[]): number | undefined =>
  said.find((number) => number !== undefined && number > 0) ?? said.find(Boolean)

const isDecimal = (number: number | undefined): number is number =>
  number !== undefined && number > 0 && !Number.isInteger(number)
