import { MAX_NOTES_BYTES, MAX_PASTED_CHARACTERS } from '../../episodes/notes-input.ts'
import { htmlToText } from '../../lib/html-to-text.ts'
import { isBlank } from '../../lib/input.ts'
import { cleanLine, cutToLength } from '../../lib/plain-text.ts'
import { richText, richTextWithin } from '../../lib/rich-text.ts'
import type { SourceItem } from './parse-source.ts'

/** PSP-1 */
const MAX_LINE_LENGTH = 255
/** Of what a feed says where it is told that it could not be taken. */
const MAX_QUOTED_LENGTH = 100
/** Apple, in bytes of UTF-8. */
const MAX_DESCRIPTION_BYTES = 4000
/** Ten times what the longest show notes seen have. */
const MAX_TAGS = 5000
/** A description this long that the notes begin with was cut from them. */
const CUT_BYTES = 3000

/** A line of text, cut where it is too long for any app; undefined where there is nothing to see. */
export function lineOf(text: string | undefined): string | undefined {
  const line = cleanLine(text ?? '')
  return isBlank(line) ? undefined : cutToLength(line, MAX_LINE_LENGTH)
}

/** The same of one field after the other; what is cut is told by the field's name. */
export const linesFor = (warnings: string[]) => (name: string, text: string | undefined) => {
  const line = lineOf(text)
  if (line !== undefined && line.length < cleanLine(text ?? '').length)
    warnings.push(`“${name}” was shortened: apps take ${MAX_LINE_LENGTH} characters.`)
  return line
}

/** What a feed says, as it may stand in a sentence: on one line, and not for long. */
export const quoted = (text = '') => cutToLength(cleanLine(text), MAX_QUOTED_LENGTH)

/**
 * An episode's description, which is plain text here, and its notes, which are HTML. A description with links, lists
 * or emphasis, or one too long, is taken as notes; one that only says the beginning of the notes again is left out.
 * `linkBase` is what relative links are relative to.
 */
export function textsFrom(item: SourceItem, linkBase: string, warnings: string[]) {
  const { itunes = {} } = item
  const html = readable(item.description ?? itunes.summary ?? itunes.subtitle, warnings)
  const notes = richText(readable(item.content?.encoded, warnings), linkBase)
  if (notes !== '') {
    const text = htmlToText(html)
    return { notes: withinBounds(notes, warnings), description: saysTheSame(text, notes) ? undefined : text }
  }
  const rich = richText(html, linkBase)
  const text = htmlToText(html)
  const isRich = /<(?!\/?(?:p|br)\b)[a-z]/.test(rich) || Buffer.byteLength(text) > MAX_DESCRIPTION_BYTES
  return isRich ? { notes: withinBounds(rich, warnings) } : { description: text }
}

/** As much as somebody may have written: reading more, or more tags, would hold up others. */
function readable(html = '', warnings: string[]): string {
  const end = Math.min(html.length, MAX_PASTED_CHARACTERS, placeOfTag(html, MAX_TAGS))
  if (end < html.length) warnings.push(`Of its text only the first ${end.toLocaleString('en')} characters were read.`)
  return end < html.length ? cutToLength(html, end) : html
}

/** Where the tag stands that is one too many. */
function placeOfTag(html: string, count: number): number {
  let at = -1
  for (let tags = 0; tags <= count; tags++) {
    at = html.indexOf('<', at + 1)
    if (at < 0) return html.length
  }
  return at
}

function saysTheSame(text: string, notes: string): boolean {
  const [short, long] = [text, htmlToText(notes)].map((said) => said.replace(/\s+/g, ' ').replace(/…$/, '').trim())
  return short === long || (Buffer.byteLength(text) > CUT_BYTES && long!.startsWith(short!))
}

function withinBounds(notes: string, warnings: string[]): string {
  if (Buffer.byteLength(notes) <= MAX_NOTES_BYTES) return notes
  warnings.push(`The notes were shortened: they had more than ${MAX_NOTES_BYTES.toLocaleString('en')} bytes.`)
  return richTextWithin(notes, MAX_NOTES_BYTES)
}
