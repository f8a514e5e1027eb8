import { joinLines, type Line, lineKey, splitLine } from './cue-edits.ts'
import { readPlayTime, typedPlayTime } from './normal-play-time.ts'

/** What stands in the fields of a line, and the line it was. */
export interface LineRow {
  /** Its number in the transcript, from 1. */
  at: number
  was: Line
  start: string
  end: string
  speaker: string
  text: string
  isJoined: boolean
}

export interface LineChange {
  line: number
  was: Line[]
  now: Line[]
}

/** The parts of a row, by the end of their fields' names. */
export const LINE_PARTS = ['start', 'end', 'speaker', 'text'] as const
export type LinePart = (typeof LINE_PARTS)[number]

export const lineField = (at: number, part: string) => `line-${at}-${part}`

/** The number of the line that a field is of, and its part; null for every other field. */
export function placeInLines(field: string): { at: number; part: LinePart } | null {
  const [, at, name] = /^line-(\d+)-(\w+)$/.exec(field) ?? []
  const part = LINE_PARTS.find((one) => one === name)
  return part ? { at: Number(at), part } : null
}

export const rowOfLine = (cue: Line, at: number): LineRow => ({
  ...{ at, was: cue, text: cue.text, speaker: cue.speaker ?? '', isJoined: false },
  start: cue.startSeconds === undefined ? '' : typedPlayTime(cue.startSeconds),
  end: cue.endSeconds === undefined ? '' : typedPlayTime(cue.endSeconds),
})

/** The rows of a form that was sent. One without what it was is no row. */
export function typedRows(typed: URLSearchParams): LineRow[] {
  const numbers = [...typed.keys()].flatMap((name) => /^line-(\d{1,6})-was$/.exec(name)?.[1] ?? [])
  return numbers.flatMap((number) => {
    const at = Number(number)
    const part = (name: string) => (typed.get(lineField(at, name)) ?? '').trim()
    const was = cueIn(part('was'))
    if (!was) return []
    const { start, end, speaker, text } = {
      start: part('start'),
      end: part('end'),
      speaker: part('speaker'),
      text: part('text'),
    }
    return [{ at, was, start, end, speaker, text, isJoined: part('join') === 'true' }]
  })
}

/**
 * What the rows say is to be changed, and the fields in which a time can't be read: there the one before stays. Of a line
 * that goes no time is looked at.
 */
export function changesIn(rows: LineRow[]): { changes: LineChange[]; unreadable: string[] } {
  const unreadable: string[] = []
  const changes: LineChange[] = []
  for (let index = 0; index < rows.length; index += 1) {
    const [first, ...rest] = runFrom(rows, index)
    const run = [first!, ...rest]
    index += rest.length
    const now = rest.reduce((joined, row) => joinLines(joined, lineIn(row)), lineIn(first!))
    const parts = now.text.split(/\s*\n\s*/).filter((text) => text !== '')
    const lines = partLine(now, parts)
    if (lines.length > 0) unreadable.push(...run.flatMap(unreadableIn))
    const isSame = run.length === 1 && lines.length === 1 && lineKey(lines[0]!) === lineKey(first!.was)
    if (!isSame) changes.push({ line: first!.at, was: run.map(({ was }) => was), now: lines })
  }
  return { changes, unreadable }
}

const unreadableIn = ({ at, was, start, end }: LineRow) => [
  ...(was.startSeconds !== undefined && readPlayTime(start) === null ? [lineField(at, 'start')] : []),
  ...(was.endSeconds !== undefined && readPlayTime(end) === null ? [lineField(at, 'end')] : []),
]

/** A row with those that are joined to it. */
function runFrom(rows: LineRow[], from: number): LineRow[] {
  let end = from
  while (rows[end]?.isJoined && rows[end + 1]?.at === rows[end]!.at + 1) end += 1
  return rows.slice(from, end + 1)
}

function lineIn({ was, start, end, speaker, text }: LineRow): Line {
  return {
    ...(was.startSeconds !== undefined && { startSeconds: readPlayTime(start) ?? was.startSeconds }),
    ...(was.endSeconds !== undefined && { endSeconds: readPlayTime(end) ?? was.endSeconds }),
    ...(speaker !== '' && { speaker }),
    text,
  }
}

/** A line as several that have these texts. */
function partLine(line: Line, texts: string[]): Line[] {
  const [first, ...rest] = texts
  if (first === undefined) return []
  if (rest.length === 0) return [{ ...line, text: first }]
  const [one, other] = splitLine({ ...line, text: texts.join(' ') }, first.length)
  return [one, ...partLine(other, rest)]
}

function cueIn(json: string): Line | null {
  try {
    const cue = JSON.parse(json)
    return typeof cue === 'object' && cue !== null && typeof cue.text === 'string' ? cue : null
  } catch {
    return null
  }
}
