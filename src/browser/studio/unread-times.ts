import { type Line, TIME_PARTS, type TimePart } from '../../lib/cue-edits.ts'
import { lineButton } from './line-list.ts'
import type { LineWords } from './line-words.ts'
import { counted, fill } from './words.ts'

/** Ways to fields that are offered at once. */
const MAX_WAYS = 10

interface UnreadTime {
  line: Line
  /** Its place in the list. */
  at: number
  part: TimePart
}

/** The times in these lines that nobody can read. A line without text goes, whatever its times are. */
export const unreadTimes = (lines: readonly Line[]): UnreadTime[] =>
  lines.flatMap((line, at) => {
    if (line.text.trim() === '') return []
    return TIME_PARTS.flatMap((part) => (line.unread?.[part] === undefined ? [] : [{ line, at, part }]))
  })

/** A button for each of the first, named after its field; behind them how many there are besides. `onPress` is told which. */
export function waysToTimes(
  times: UnreadTime[],
  words: LineWords,
  onPress: (index: number) => void,
): (string | Node)[] {
  const ways = times.slice(0, MAX_WAYS).flatMap(({ at, part }, index) => {
    const name = `${fill(words.line, { n: at + 1 })}, ${words[part]}`
    return [' ', lineButton(name, () => onPress(index))]
  })
  const further = times.length - MAX_WAYS
  return further > 0 ? [...ways, ` ${counted(document.documentElement.lang, words.furtherUnread, further)}`] : ways
}
