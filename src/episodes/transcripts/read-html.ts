import { htmlPieces } from '../../lib/html-pieces.ts'
import { lineOf } from '../../lib/json-places.ts'
import { readClock } from './clock.ts'
import { brokenAt, type FoundCue } from './cues.ts'
import { withNamesInFront, withSpeakers } from './speakers.ts'

/** Elements that begin or end a passage; everything else is within the line. */
const BLOCKS = `
  p div section article main header footer aside blockquote ul ol li dl dt dd table tr td th h1 h2 h3 h4 h5 h6 hr
`.match(/\S+/g)!
const ALLOWED = { ...Object.fromEntries(BLOCKS.map((name) => [name, []])), br: [], cite: [], time: ['datetime'] }

/**
 * The podcast namespace's HTML: `<cite>Name:</cite> <time>0:09</time> <p>…</p>`, and what people make of it. A time
 * counts in front of a passage, a name there or with its colon; anywhere else both are text.
 */
export function readTranscriptHtml(html: string): FoundCue[] {
  const pieces = htmlPieces(html, ALLOWED)
  if (!pieces) throw brokenAt(1, 'elements lie inside of each other more than 100 deep.')

  const nextTimeLine = linesOf(html, /<time[\s>/]/gi)
  const passages: FoundCue[] = []
  let passage: FoundCue = { text: '', line: 1 }
  /** The text of the name or time that is being read, and what it would be read from first. */
  let inner: { text: string; datetime: string } | null = null

  function finish() {
    if (passage.text.trim() !== '') passages.push(passage)
    if (passage.text.trim() !== '') passage = { text: '', line: passage.line }
  }

  for (const piece of pieces) {
    if (piece.kind === 'text') (inner ?? passage).text += piece.text
    else if (piece.name === 'br') (inner ?? passage).text += ' '
    else if (piece.name !== 'cite' && piece.name !== 'time') finish()
    else if (piece.kind === 'open') {
      if (piece.name === 'time') passage.line = nextTimeLine()
      inner = { text: '', datetime: piece.attributes.datetime ?? '' }
    } else if (inner) {
      const { text, datetime } = inner
      inner = null
      const isInFront = passage.text.trim() === ''
      if (piece.name === 'cite' && (isInFront || /:\s*$/.test(text))) {
        finish()
        passage.speaker = text.trim().replace(/\s*:$/, '')
      } else if (piece.name === 'time' && isInFront) {
        passage.startSeconds = readTime(text, datetime, passage.line)
      } else passage.text += text
    }
  }
  finish()

  const cues = withTimes(passages)
  return withSpeakers(cues.some(({ speaker }) => speaker) ? cues : withNamesInFront(cues))
}

/** A clock time, in brackets or without; before it, what `datetime` says to programs: PT9.5S (HTML, duration string). */
function readTime(text: string, datetime: string, line: number): number {
  const [, hours, minutes, seconds] = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d{1,3})?)S)?$/.exec(datetime) ?? []
  if (hours ?? minutes ?? seconds) return Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0)
  const found = readClock(text.replace(/[\s()[\]]/g, ''))
  if (found === null) throw brokenAt(line, 'write the time of a passage as <time>0:09</time> or <time>1:02:03</time>.')
  return found
}

/** Where any passage has a time, one without has that of the passage before it. */
function withTimes(passages: FoundCue[]): FoundCue[] {
  if (passages.every(({ startSeconds }) => startSeconds === undefined)) return passages
  let last = 0
  return passages.map((passage) => {
    last = passage.startSeconds ?? last
    return { ...passage, startSeconds: last }
  })
}

/** The line of each place a pattern is found, one after the other. */
function linesOf(text: string, pattern: RegExp): () => number {
  const found = text.matchAll(pattern)
  let [offset, line] = [0, 1]
  return () => {
    const at = found.next().value?.index
    if (at === undefined) return line
    line += lineOf(text.slice(offset, at), at - offset) - 1
    offset = at
    return line
  }
}
