import { Refusal } from '../../lib/errors.ts'
import { escapeHtml } from '../../lib/html-text.ts'

/**
 * The text of an XML document, whatever its encoding: UTF-8 where the bytes can be that, otherwise what its first bytes,
 * the server's Content-Type or its declaration name (RFC 7303 §3, XML 1.0 appendix F). UTF-8 with a broken character
 * in it stays UTF-8.
 */
export function xmlText(bytes: Uint8Array, type: string): string {
  const marked = markOf(bytes)
  if (marked) return new TextDecoder(marked).decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return decode(bytes, /charset="?([\w.:-]+)/i.exec(type)?.[1] ?? declaredEncoding(bytes))
  }
}

/**
 * Refuses a document that declares a type: feeds need none, and what it may define (entities made of entities, files to
 * be read) is meant for whoever reads it. Text and comments may say anything.
 */
export function refuseDoctype(xml: string) {
  for (let at = xml.indexOf('<'); at >= 0; ) {
    const end = endOfPassage(xml, at)
    if (end === null && xml.charAt(at + 1) === '!')
      throw new Refusal(
        422,
        'feed-doctype',
        'This feed declares a document type (DOCTYPE), which no podcast feed needs.',
      )
    at = xml.indexOf('<', end ?? at + 1)
  }
}

/** The same document with escaped text in place of CDATA sections, in which the parser would look for comments. */
export function withoutSections(xml: string): string {
  const [begin, close] = ['<![CDATA[', ']]>']
  const parts: string[] = []
  let at = 0
  for (let start = xml.indexOf(begin); start >= 0; start = xml.indexOf(begin, at)) {
    const end = xml.indexOf(close, start)
    if (end < 0) break
    parts.push(xml.slice(at, start), escapeHtml(xml.slice(start + begin.length, end)))
    at = end + close.length
  }
  return parts.join('') + xml.slice(at)
}

/** Where a comment, a CDATA section or a processing instruction that begins here ends; null when none does. */
function endOfPassage(xml: string, at: number): number | null {
  const passage = PASSAGES.find(([begin]) => xml.startsWith(begin, at))
  if (!passage) return null
  const [begin, close] = passage
  const end = xml.indexOf(close, at + begin.length)
  return end < 0 ? xml.length : end + close.length
}

const PASSAGES = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const

function markOf(bytes: Uint8Array): string | null {
  const [a, b, c] = bytes
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0x3c && b === 0 && c === 0x3f) return 'utf-16le'
  if (a === 0 && b === 0x3c && c === 0) return 'utf-16be'
  return null
}

function declaredEncoding(bytes: Uint8Array): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200))
  return /^\s*<\?xml[^>]*?encoding=["']([\w.:-]+)/.exec(head)?.[1] ?? 'utf-8'
}

function decode(bytes: Uint8Array, label: string): string {
  try {
    return new TextDecoder(label).decode(bytes)
  } catch {
    // An encoding nobody knows; this one has a character for each byte.
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
