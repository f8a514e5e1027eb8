import { type Line, TIME_PARTS } from '../../lib/cue-edits.ts'
import type { RunChange } from '../../lib/replace-runs.ts'
import { LINE_PARTS, type LinePart } from '../../lib/typed-lines.ts'
import { lineButton } from './line-button.ts'
import type { LineWords } from './line-words.ts'
import { counted, fill } from './words.ts'

/** Ways to fields that are offered at once. */
const MAX_WAYS = 10

/**
 * What the host says is wrong with lines that were sent: by their numbers as they are kept, from 1, and of several in the
 * place of one which, from 0. Without a part it is about no field.
 */
export interface WrongLine {
  line: number
  nth?: number
  part?: LinePart
  sentence: string
}

/** The same, by the lines as they are here. */
export type LineFaults = ReadonlyMap<Line, Partial<Record<LinePart, string>>>

interface WrongPart {
  line: Line
  /** Its place in the list. */
  at: number
  part: LinePart
  sentence: string
  /** A time that nobody can read. */
  isUnread: boolean
}

/** What the host says of changes that were `sent` of lines as they are `saved`; `elsewhere` what is about none that is here still. */
export function faultsIn(
  lines: readonly Line[],
  told: readonly WrongLine[],
  sent: readonly RunChange<Line>[],
  saved: readonly Line[],
): { faults: LineFaults; elsewhere: string[] } {
  const faults = new Map<Line, Partial<Record<LinePart, string>>>()
  const elsewhere: string[] = []
  for (const { line: number, nth = 0, part, sentence } of told) {
    const place = number - 1
    const change = sent.find(({ at, was }) => at <= place && place < at + was.length)
    const line = change ? change.now[place - change.at + nth] : saved[place]
    if (line && part && lines.includes(line)) faults.set(line, { ...faults.get(line), [part]: sentence })
    else elsewhere.push(sentence)
  }
  return { faults, elsewhere }
}

/** What is wrong with a part of a line; null where nothing is known to be. */
export function wrongIn(line: Line, part: LinePart, faults: LineFaults, words: LineWords): string | null {
  return isUnread(line, part) ? words.badTime : (faults.get(line)?.[part] ?? null)
}

/** Everything that is wrong in these lines. A line without text goes, whatever else is in it. */
export function wrongParts(lines: readonly Line[], faults: LineFaults, words: LineWords): WrongPart[] {
  return lines.flatMap((line, at) => {
    if (line.text.trim() === '') return []
    return LINE_PARTS.flatMap((part) => {
      const sentence = wrongIn(line, part, faults, words)
      return sentence === null ? [] : [{ line, at, part, sentence, isUnread: isUnread(line, part) }]
    })
  })
}

const isUnread = ({ unread }: Line, part: LinePart) =>
  TIME_PARTS.some((one) => one === part && unread?.[one] !== undefined)

/**
 * A button for each of the first, named after its field and with what is wrong unless that `isSaid`; behind them how many
 * there are besides. `onPress` is told which.
 */
export function waysToParts(
  parts: WrongPart[],
  isSaid: boolean,
  words: LineWords,
  onPress: (index: number) => void,
): (string | Node)[] {
  const ways = parts.slice(0, MAX_WAYS).flatMap(({ at, part, sentence }, index) => {
    const field = `${fill(words.line, { n: at + 1 })}, ${words[part]}`
    return [' ', lineButton(isSaid ? field : `${field}: ${sentence}`, () => onPress(index))]
  })
  const further = parts.length - MAX_WAYS
  return further > 0 ? [...ways, ` ${counted(document.documentElement.lang, words.furtherWrong, further)}`] : ways
}
