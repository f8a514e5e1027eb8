import { brokenAtOffset, lineOf, linesOfItems } from '../../lib/json-places.ts'
import { brokenAt, type FoundCue } from './cues.ts'
import { areWords, mergedWords } from './words.ts'

/** What programs call the same thing: the podcast namespace's names first, then Whisper's. */
const NAMES = { start: ['startTime', 'start'], end: ['endTime', 'end'], text: ['body', 'text', 'word'] }

/**
 * The podcast namespace's JSON: an object with `segments`, each with its `body`, times in seconds and `speaker`. Where
 * each segment is a word, as speech programs write it, words become passages that can be read.
 */
export function readTranscriptJson(text: string): FoundCue[] {
  const parsed = parse(text)
  const segments = Array.isArray(parsed) ? parsed : (parsed as { segments?: unknown } | null)?.segments
  if (!Array.isArray(segments)) throw brokenAt(1, 'a transcript in JSON is an object with a list called "segments".')
  const lines = linesOfItems(text, 'segments')
  const found = segments.map((segment, at) => readSegment(segment, lines[at] ?? 1))
  return areWords(found) ? mergedWords(found) : found
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw brokenAt(lineOf(text, brokenAtOffset(text)), 'this is not valid JSON.')
  }
}

function readSegment(segment: unknown, line: number): FoundCue {
  if (typeof segment !== 'object' || segment === null) throw brokenAt(line, 'a segment is an object.')
  const value = (names: string[]) => names.map((name) => (segment as Record<string, unknown>)[name]).find(isThere)
  const text = value(NAMES.text)
  const speaker = value(['speaker'])
  if (typeof text !== 'string') throw brokenAt(line, 'a segment has its text in "body".')
  if (speaker !== undefined && typeof speaker !== 'string' && typeof speaker !== 'number')
    throw brokenAt(line, 'the "speaker" of a segment is a name.')
  return {
    startSeconds: readSeconds(value(NAMES.start), line),
    endSeconds: readSeconds(value(NAMES.end), line),
    speaker: speaker === undefined ? undefined : String(speaker),
    text,
    line,
  }
}

const isThere = (value: unknown) => value !== undefined && value !== null

function readSeconds(value: unknown, line: number): number | undefined {
  if (value === undefined) return undefined
  const seconds = typeof value === 'string' && /^\d+(?:\.\d+)?$/.test(value) ? Number(value) : value
  if (typeof seconds === 'number' && Number.isFinite(seconds)) return seconds
  throw brokenAt(line, 'a time is a number of seconds, such as 1.5.')
}
