import { readClock } from './clock.ts'
import { brokenAt, type FoundCue } from './cues.ts'
import { withNamesInFront, withSpeakers } from './speakers.ts'

/** As the standard's parser takes them, which is content with less than it asks of those who write: no blank is needed. */
const TIME = String.raw`((?:\d{1,4}:)?[0-5]\d:[0-5]\d\.\d{3})(?!\d)`
const TIMES = new RegExp(String.raw`^\s*${TIME}\s*-->\s*${TIME}`)
const TIMES_HINT = 'write the times of a cue as 00:00:01.000 --> 00:00:02.500.'

/**
 * WebVTT (W3C): cues with their voices. Identifiers, settings, styles, regions and notes are passed over. A cue of
 * several voices becomes several cues of the same time.
 */
export function readVtt(text: string): FoundCue[] {
  const lines = text.split('\n')
  if (!/^WEBVTT(?:[ \t].*)?$/.test(lines[0]!)) throw brokenAt(1, 'a WebVTT file begins with the word WEBVTT alone.')

  const cues: FoundCue[] = []
  for (let at = endOfHeader(lines); at < lines.length; ) {
    if (isEmpty(lines[at])) at += 1
    else if (/^(?:NOTE|STYLE|REGION)(?:\s|$)/.test(lines[at]!)) at = endOfBlock(lines, at)
    else at = readCue(lines, at, cues)
  }
  const hasVoices = cues.some(({ speaker }) => speaker)
  return withSpeakers(hasVoices ? cues : withNamesInFront(cues))
}

const isEmpty = (line: string | undefined) => line === undefined || line.trim() === ''

/** Facts about the file may stand below its first word, up to an empty line. */
function endOfHeader(lines: string[]): number {
  let at = 1
  while (!isEmpty(lines[at]) && !lines[at]!.includes('-->')) at += 1
  return at
}

function endOfBlock(lines: string[], from: number): number {
  let at = from
  while (!isEmpty(lines[at])) at += 1
  return at
}

/** Reads the cue that begins at a line, with or without an identifier; the answer is the line after it. */
function readCue(lines: string[], from: number, into: FoundCue[]): number {
  const first = lines[from]!.includes('-->') ? from : from + 1
  if (!lines[first]?.includes('-->')) throw brokenAt(from + 1, `there is no line of times here; ${TIMES_HINT}`)
  const [, start, end] = TIMES.exec(lines[first]) ?? []
  if (!start || !end) throw brokenAt(first + 1, TIMES_HINT)

  let after = first + 1
  while (!isEmpty(lines[after]) && !lines[after]!.includes('-->')) after += 1
  const times = { startSeconds: readClock(start)!, endSeconds: readClock(end)! }
  for (const said of readVoices(lines.slice(first + 1, after).join('\n'), first + 1))
    into.push({ ...times, ...said, line: first + 1 })
  return after
}

/** The text of a cue, parted where another voice begins. Other tags go, what they enclose stays. */
function readVoices(payload: string, line: number): { speaker?: string; text: string }[] {
  const voices: { speaker?: string; text: string }[] = [{ text: '' }]
  for (const [piece] of payload.matchAll(/<(?=[a-z/\d])[^>]*>?|<|[^<]+/gi)) {
    if (!/^<[a-z/\d]/i.test(piece)) voices.at(-1)!.text += withCharacters(piece)
    else if (!piece.endsWith('>')) throw brokenAt(line, `the tag "${piece.slice(0, 20)}" is not closed with ">".`)
    else if (/^<v[\s.>]/i.test(piece)) voices.push({ speaker: voiceOf(piece), text: '' })
  }
  return voices.filter(({ text }) => text.trim() !== '')
}

const voiceOf = (tag: string) => withCharacters(/^<v[^\s>]*\s*([^>]*)>$/i.exec(tag)?.[1] ?? '')

const NAMED: Record<string, string> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0', lrm: '\u200e', rlm: '\u200f' },
}

function withCharacters(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos|nbsp|lrm|rlm));/gi,
    (whole, ten, six, name) => {
      if (name) return NAMED[name.toLowerCase()] ?? whole
      const code = ten ? Number(ten) : Number.parseInt(six, 16)
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole
    },
  )
}
