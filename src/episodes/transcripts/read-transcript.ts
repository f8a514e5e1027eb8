import { lineOf } from '../../lib/json-places.ts'
import { brokenAt, type Cue, checkedCues, type FoundCue } from './cues.ts'
import { readTranscriptHtml } from './read-html.ts'
import { readTranscriptJson } from './read-json.ts'
import { readPlainText } from './read-plain.ts'
import { readSrt } from './read-srt.ts'
import { readVtt } from './read-vtt.ts'

/** A time for each word of a day of speech. */
export const MAX_TRANSCRIPT_BYTES = 8 * 1024 * 1024

type Reader = (text: string) => FoundCue[]

/** What people have a transcript in besides, known by how such files begin. Read as text they would be published garbled. */
const DOCUMENTS: [RegExp, string][] = [
  [/^%PDF-/, 'PDF'],
  [/^\{\\rtf/, 'RTF'],
  [/^(?:PK\x03\x04|\xd0\xcf\x11\xe0)/, 'Word, OpenDocument'],
  [/^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:\w+:)?tt[\s>]/s, 'TTML'],
  [/^\s*\[Script Info\]/i, 'SubStation Alpha'],
]

/** Pictures, sound and film, likewise. */
const NO_TEXT =
  /^(?:\xff\xd8\xff|\x89PNG\r|GIF8[79]a|RIFF.{4}W|ID3[\x02-\x04]|OggS\0|fLaC\0|\xff[\xf0-\xfb]|\x1aE\xdf\xa3|.{4}ftyp)/s

const READERS: Record<string, Reader> = {
  'text/vtt': readVtt,
  'application/x-subrip': readSrt,
  'application/srt': readSrt,
  'text/srt': readSrt,
  'application/json': readTranscriptJson,
  'text/html': readTranscriptHtml,
  'application/xhtml+xml': readTranscriptHtml,
}

/**
 * A transcript in any format taken here (WebVTT, SRT, JSON, HTML, plain text), as cues fit for keeping. What the file
 * looks like decides; the declared type is a hint where it looks like nothing special. Refuses 422 `bad-transcript`,
 * naming line and reason; `audioSeconds` is where times must end.
 */
export function readTranscript(bytes: Uint8Array, declaredType: string, audioSeconds: number | null): Cue[] {
  refuseOtherFiles(bytes)
  const text = decode(bytes, charsetOf(declaredType))
  const read = readerFor(text, declaredType.split(';', 1)[0]!.trim().toLowerCase())
  return checkedCues(read(text), audioSeconds)
}

/** A mark in front says how text is encoded, not what it is. */
function refuseOtherFiles(bytes: Uint8Array) {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1000)).toString('latin1')
  if (NO_TEXT.test(start)) throw brokenAt(1, 'this is a picture, sound or film. Choose a file with text.')
  const [, name] = DOCUMENTS.find(([pattern]) => pattern.test(start.replace(/^\xef\xbb\xbf/, ''))) ?? []
  if (name) throw brokenAt(1, `this is a document (${name}). Save its text as WebVTT, SRT or plain text in UTF-8.`)
}

function readerFor(text: string, declared: string): Reader {
  const start = text.slice(0, 10_000)
  if (/^WEBVTT\b/.test(start)) return readVtt
  if (/^\s*(?:\d{1,9}\s*\n\s*)?(?:\d{1,4}:)?\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?\s*-->/.test(start)) return readSrt
  if (/^\s*\{/.test(start) || /^\s*\[\s*\{/.test(start)) return readTranscriptJson
  if (/^\s*<(?:!doctype|\?xml|!--|[a-z])/i.test(start)) return readTranscriptHtml
  return READERS[declared] ?? readPlainText
}

const charsetOf = (declaredType: string) => /;\s*charset="?([\w:.-]+)/i.exec(declaredType)?.[1] ?? 'utf-8'

/** UTF-16 with its mark, or else as declared; line breaks as `\n`. */
function decode(bytes: Uint8Array, declared: string): string {
  const [first, second] = bytes
  const marked = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : null
  const text = decoded(bytes, marked ?? declared).replace(/\r\n?/g, '\n')
  const zero = text.indexOf('\0')
  if (zero >= 0) throw brokenAt(lineOf(text, zero), 'this is not text.')
  return text
}

function decoded(bytes: Uint8Array, encoding: string): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    throw brokenAt(lineOfBadBytes(bytes, encoding), `this is not ${encoding.toUpperCase()}. Save the file as UTF-8.`)
  }
}

/** The first line that can't be decoded; the first of all where nobody knows the charset. */
function lineOfBadBytes(bytes: Uint8Array, encoding: string): number {
  try {
    const text = new TextDecoder(encoding).decode(bytes).replace(/\r\n?/g, '\n')
    return lineOf(text, text.indexOf('\ufffd'))
  } catch {
    return 1
  }
}
