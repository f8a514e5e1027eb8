import { readClock } from './clock.ts'
import { brokenAt, type FoundCue } from './cues.ts'
import { withNamesInFront, withSpeakers } from './speakers.ts'

const TIME = String.raw`((?:\d{1,4}:)?[0-5]?\d:[0-5]\d(?:[.,]\d{1,3})?)`
const TIMES = new RegExp(String.raw`^\s*${TIME}\s*-->\s*${TIME}(?:\s.*)?$`)
/** A line that was meant to have times: an arrow, or a time with its milliseconds in front. */
const LIKE_TIMES = /-->|^\s*\d{1,4}:\d{1,2}:\d{1,2}[.,]\d/
const TIMES_HINT = 'write the times of a subtitle as 00:00:01,000 --> 00:00:02,500.'

/** Only the tags SubRip knows, with their braced likes; other angle brackets are text. */
const TAGS = /<\/?(?:i|b|u|s|font)(?:\s[^<>]*)?>|\{\\[^{}]*\}/gi

/**
 * SubRip: the text below each line of times. Counters may be missing, milliseconds may follow a comma or a point, a
 * "Name:" in front is the speaker until another one.
 */
export function readSrt(text: string): FoundCue[] {
  const lines = text.split('\n')
  const cues: FoundCue[] = []
  let said: string[] = []
  /** The number of the subtitle that is being read, where it has one. */
  let counter = Number.NaN
  for (const [at, line] of lines.entries()) {
    const [, start, end] = TIMES.exec(line) ?? []
    if (start && end) {
      said = []
      counter = isCounter(lines[at - 1]) ? Number(lines[at - 1]) : Number.NaN
      const found = { startSeconds: readClock(start)!, endSeconds: readClock(end)!, text: '', line: at + 1 }
      if (cues.length > 0 && isCounter(lines[at - 1])) dropCounter(cues.at(-1)!)
      cues.push(found)
    } else if (LIKE_TIMES.test(line)) {
      throw brokenAt(at + 1, TIMES_HINT)
    } else if (cues.length === 0) {
      if (line.trim() !== '' && !isCounter(line)) throw brokenAt(at + 1, `text before the first time: ${TIMES_HINT}`)
    } else if (
      isCounter(line) &&
      Number(line) === counter + 1 &&
      lines[at - 1]!.trim() === '' &&
      !hasTimes(lines, at + 1)
    ) {
      throw brokenAt(at + 1, `there is no line of times here; ${TIMES_HINT}`)
    } else {
      said.push(line.replace(TAGS, ''))
      cues.at(-1)!.text = said.join('\n')
    }
  }
  if (cues.length === 0) throw brokenAt(1, TIMES_HINT)
  return withSpeakers(withNamesInFront(cues))
}

const isCounter = (line: string | undefined) => /^\s*\d{1,9}\s*$/.test(line ?? '')

/** Whether times come next, well written or not. */
function hasTimes(lines: string[], from: number): boolean {
  const next = lines.slice(from, from + 3).find((line) => line.trim() !== '')
  return next !== undefined && LIKE_TIMES.test(next)
}

/** The number in front of a line of times belongs to what follows. */
function dropCounter(cue: FoundCue) {
  cue.text = cue.text.replace(/(?:^|\n)\s*\d{1,9}\s*$/, '')
}
