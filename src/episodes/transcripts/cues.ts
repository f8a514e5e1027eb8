import { Refusal } from '../../lib/errors.ts'
import { isBlank } from '../../lib/input.ts'
import { typedPlayTime } from '../../lib/normal-play-time.ts'
import { cleanLine } from '../../lib/plain-text.ts'
import type { LinePart } from '../../lib/typed-lines.ts'

/** A passage of what is said: on one line, with its times in the audio if they are known. */
export interface Cue {
  startSeconds?: number
  endSeconds?: number
  speaker?: string
  text: string
}

/** A cue as a reader found it, not yet checked, and where it stands. */
export interface FoundCue extends Place {
  startSeconds?: number | undefined
  endSeconds?: number | undefined
  speaker?: string | undefined
  text: string
}

/** A line of a file or of a transcript, from 1; of several that come in the place of one which, from 0. */
interface Place {
  line: number
  nth?: number
}

/** What all cues of a transcript have: neither time, the time they start, or both. */
export type Times = 'none' | 'starts' | 'spans'

/** A cue every three seconds for a day. */
const MAX_CUES = 30_000
/** More than ten minutes of speech without a paragraph are no text to read. */
const MAX_TEXT_CHARACTERS = 10_000
/** As long as a podcast:person's name may be. */
const MAX_SPEAKER_CHARACTERS = 128
/** Programs round the end of the last words up. */
const TOLERANCE_SECONDS = 5
/** Where the audio's length is not known: four days. */
const LONGEST_SECONDS = 345_600
/** Sentences told at once. */
const MAX_SENTENCES = 20

/**
 * What a reader found, as it may be kept: texts cleaned, times in whole milliseconds, empty cues left out. Refuses,
 * naming each line and reason, times that are negative, run backwards or past the audio, are there for some cues only,
 * and a file without a word.
 */
export function checkedCues(found: FoundCue[], audioSeconds: number | null): Cue[] {
  const spoken = found.map(cleaned).filter(({ text }) => !isBlank(text))
  if (spoken.length === 0) throw brokenAt(1, 'there is no text in this transcript.')
  if (spoken.length > MAX_CUES) throw brokenAt(spoken[MAX_CUES]!.line, `a transcript has at most ${MAX_CUES} cues.`)
  const last = (audioSeconds ?? LONGEST_SECONDS) + TOLERANCE_SECONDS
  refuseFaults([...longTexts(spoken), ...someTimes(spoken), ...wrongTimes(spoken, last)])
  const haveEnds = spoken.every(({ endSeconds }) => endSeconds !== undefined)
  return spoken.map((cue) => keptCue(cue, haveEnds))
}

/** Cues as they are kept, whatever is wrong with their times; those without a word are left out. */
export const keptCues = (found: FoundCue[]): Cue[] =>
  found
    .map(cleaned)
    .filter(({ text }) => !isBlank(text))
    .map((cue) => keptCue(cue, true))

/** What the cues have; a checked transcript has the same for each. */
export function timesOf([first]: Cue[]): Times {
  if (first?.startSeconds === undefined) return 'none'
  return first.endSeconds === undefined ? 'starts' : 'spans'
}

/** Why a line can't be read or kept: a sentence that goes on after "Line 7: ". */
export interface Fault extends Place {
  /** Which part of it is to be corrected, where one alone is. */
  part?: LinePart
  /** The other time by which it is wrong: that at which it or the line before starts. */
  by?: 'own start' | 'start before'
  reason: string
}

/** The refusal of a transcript (422), with what is wrong in which of its lines. */
export class TranscriptRefusal extends Refusal {
  readonly faults: Faults

  constructor(faults: Faults) {
    const transcript = faults.map(sentenceOf).join('\n')
    super(422, 'bad-transcript', sentenceOf(faults[0]), { fields: { transcript } })
    this.faults = faults
  }
}

/** One at least. */
type Faults = readonly [Fault, ...Fault[]]

/** The refusal of a file that can't be read. */
export const brokenAt = (line: number, reason: string) => new TranscriptRefusal([{ line, reason }])

/** Refuses what has faults: the first of each line is told, in the order of the lines. */
export function refuseFaults(faults: Fault[]) {
  const places = Map.groupBy(faults, ({ line, nth = 0 }) => `${line} ${nth}`)
  const ofEach = [...places.values()].map(([fault]) => fault!)
  const inOrder = (a: Fault, b: Fault) => a.line - b.line || (a.nth ?? 0) - (b.nth ?? 0)
  const [first, ...rest] = ofEach.toSorted(inOrder).slice(0, MAX_SENTENCES)
  if (first) throw new TranscriptRefusal([first, ...rest])
}

/** With the number of its line. */
export const sentenceOf = ({ line, reason }: Fault) => `Line ${line}: ${reason}`

function cleaned({ startSeconds, endSeconds, speaker, text, ...place }: FoundCue): FoundCue {
  // As some files have it in front of the text.
  const name = cleanLine(speaker ?? '').replace(/[\s:]+$/, '')
  return {
    startSeconds: startSeconds === undefined ? undefined : Math.round(startSeconds * 1000) / 1000,
    endSeconds: endSeconds === undefined ? undefined : Math.round(endSeconds * 1000) / 1000,
    speaker: isBlank(name) ? undefined : name,
    text: cleanLine(text),
    ...place,
  }
}

function* longTexts(cues: FoundCue[]): Generator<Fault> {
  for (const cue of cues) {
    if (cue.text.length > MAX_TEXT_CHARACTERS)
      yield faultOf(
        cue,
        'text',
        `more than ${MAX_TEXT_CHARACTERS} characters without a break. Part it into paragraphs.`,
      )
    if ([...(cue.speaker ?? '')].length > MAX_SPEAKER_CHARACTERS)
      yield faultOf(cue, 'speaker', `the name of a speaker has at most ${MAX_SPEAKER_CHARACTERS} characters.`)
  }
}

function* someTimes(cues: FoundCue[]): Generator<Fault> {
  const without = cues.filter(({ startSeconds }) => startSeconds === undefined)
  if (without.length === cues.length) return
  const reason = 'this passage has no time, others have. Give all of them a time, or none.'
  for (const cue of without) yield faultOf(cue, 'start', reason)
}

function* wrongTimes(cues: FoundCue[], last: number): Generator<Fault> {
  let before = 0
  for (const cue of cues) {
    if (cue.startSeconds === undefined) continue
    const fault = wrongTime(cue, cue.startSeconds, before, last)
    if (fault) yield fault
    before = cue.startSeconds
  }
}

function wrongTime(cue: FoundCue, start: number, before: number, last: number): Fault | null {
  const end = cue.endSeconds ?? start
  const [from, to] = [typedPlayTime(start), typedPlayTime(end)]
  for (const [part, seconds] of [['start', start] as const, ['end', end] as const])
    if (!(seconds >= 0)) return faultOf(cue, part, 'a time is a number of seconds from 0 on.')
  if (start < before) {
    const reason = `this passage starts at ${from}, the one before it at ${typedPlayTime(before)}.`
    return { ...faultOf(cue, 'start', reason), by: 'start before' }
  }
  if (end < start) {
    const reason = `this passage ends at ${to}, before its start at ${from}.`
    return { ...faultOf(cue, 'end', reason), by: 'own start' }
  }
  if (end <= last) return null
  const isStart = start > last
  return faultOf(cue, isStart ? 'start' : 'end', `${isStart ? from : to} is past the end of the audio.`)
}

/** What is wrong with a part of a cue. */
export const faultOf = ({ line, nth = 0 }: FoundCue, part: LinePart, reason: string): Fault => ({
  line,
  nth,
  part,
  reason,
})

/** Always with its fields in this order, so that the same cues have the same hash. */
function keptCue({ startSeconds, endSeconds, speaker, text }: FoundCue, haveEnds: boolean): Cue {
  return {
    ...(startSeconds === undefined ? {} : { startSeconds }),
    ...(startSeconds === undefined || endSeconds === undefined || !haveEnds
      ? {}
      : { endSeconds: laterThan(startSeconds, endSeconds) }),
    ...(speaker === undefined ? {} : { speaker }),
    text,
  }
}

/** Speech programs write words without length; WebVTT wants an end after the start. */
const laterThan = (start: number, end: number) => (end > start ? end : Math.round(start * 1000 + 1) / 1000)
