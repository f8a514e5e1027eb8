import { Refusal } from '../../lib/errors.ts'
import { isBlank } from '../../lib/input.ts'
import { typedPlayTime } from '../../lib/normal-play-time.ts'
import { cleanLine } from '../../lib/plain-text.ts'

/** A passage of what is said: on one line, with its times in the audio if they are known. */
export interface Cue {
  startSeconds?: number
  endSeconds?: number
  speaker?: string
  text: string
}

/** A cue as a reader found it, not yet checked, and the line of the file where it stands. */
export interface FoundCue {
  startSeconds?: number | undefined
  endSeconds?: number | undefined
  speaker?: string | undefined
  text: string
  line: number
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
export interface Fault {
  line: number
  reason: string
}

/** The refusal of a file that can't be read. */
export const brokenAt = (line: number, reason: string) => refusedTranscript(sentenceOf({ line, reason }))

export const refusedTranscript = (message: string, all = message) =>
  new Refusal(422, 'bad-transcript', message, { fields: { transcript: all } })

/** Refuses what has faults: the first of each line is told, in the order of the lines. */
export function refuseFaults(faults: Fault[]) {
  const first = new Map<number, Fault>()
  for (const fault of faults) if (!first.has(fault.line)) first.set(fault.line, fault)
  const told = [...first.values()].toSorted((a, b) => a.line - b.line).slice(0, MAX_SENTENCES)
  if (told[0]) throw refusedTranscript(sentenceOf(told[0]), told.map(sentenceOf).join('\n'))
}

const sentenceOf = ({ line, reason }: Fault) => `Line ${line}: ${reason}`

function cleaned({ startSeconds, endSeconds, speaker, text, line }: FoundCue): FoundCue {
  // As some files have it in front of the text.
  const name = cleanLine(speaker ?? '').replace(/[\s:]+$/, '')
  return {
    startSeconds: startSeconds === undefined ? undefined : Math.round(startSeconds * 1000) / 1000,
    endSeconds: endSeconds === undefined ? undefined : Math.round(endSeconds * 1000) / 1000,
    speaker: isBlank(name) ? undefined : name,
    text: cleanLine(text),
    line,
  }
}

function* longTexts(cues: FoundCue[]): Generator<Fault> {
  for (const { text, speaker, line } of cues) {
    if (text.length > MAX_TEXT_CHARACTERS)
      yield { line, reason: `more than ${MAX_TEXT_CHARACTERS} characters without a break. Part it into paragraphs.` }
    if ([...(speaker ?? '')].length > MAX_SPEAKER_CHARACTERS)
      yield { line, reason: `the name of a speaker has at most ${MAX_SPEAKER_CHARACTERS} characters.` }
  }
}

function* someTimes(cues: FoundCue[]): Generator<Fault> {
  const without = cues.filter(({ startSeconds }) => startSeconds === undefined)
  if (without.length === cues.length) return
  const reason = 'this passage has no time, others have. Give all of them a time, or none.'
  for (const { line } of without) yield { line, reason }
}

function* wrongTimes(cues: FoundCue[], last: number): Generator<Fault> {
  let before = 0
  for (const { startSeconds: start, endSeconds: end, line } of cues) {
    if (start === undefined) continue
    const reason = faultOf(start, end, before, last)
    if (reason) yield { line, reason }
    before = start
  }
}

function faultOf(start: number, end: number | undefined, before: number, last: number): string | null {
  if (!(start >= 0) || (end !== undefined && !(end >= 0))) return 'a time is a number of seconds from 0 on.'
  const from = typedPlayTime(start)
  if (start < before) return `this passage starts at ${from}, the one before it at ${typedPlayTime(before)}.`
  if (end !== undefined && end < start)
    return `this passage ends at ${typedPlayTime(end)}, before its start at ${from}.`
  const latest = Math.max(start, end ?? 0)
  return latest > last ? `${typedPlayTime(latest)} is past the end of the audio.` : null
}

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
