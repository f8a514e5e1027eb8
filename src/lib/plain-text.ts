/** Text from outside as it may be stored, shown and written into XML: its characters clean, and trimmed. */
export function cleanText(text: string): string {
  return cleanCharacters(text).trim()
}

/**
 * NFC, line breaks as `\n`, tabs as blanks. Control characters (C0, C1), lone surrogates, U+FFFE and U+FFFF go, and
 * accents beyond thirty on one letter; direction marks, joiners and emoji stay.
 */
export function cleanCharacters(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, ' ')
    .replace(FORBIDDEN, '')
    .replace(PILED_ACCENTS, '$1')
    .normalize('NFC')
}

/**
 * The same for what is one line, such as a title: breaks and runs of blanks become one blank. It turns nothing around
 * that stands beside it: where a direction is begun and not ended, or ended and not begun, those characters go.
 */
export function cleanLine(text: string): string {
  return cleanText(withoutOpenTurns(text)).replace(/\s+/g, ' ')
}

/** The longest beginning of a text that takes at most so many bytes in UTF-8 and doesn't end inside a character. */
export function cutToBytes(text: string, maxBytes: number): string {
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(maxBytes))
  return read === text.length ? text : text.slice(0, startOfCharacter(text, read)).trimEnd()
}

/** The longest beginning of a text that has at most so many UTF-16 units and doesn't end inside a character. */
export function cutToLength(text: string, maxLength: number): string {
  return text.length <= maxLength ? text : text.slice(0, startOfCharacter(text, maxLength)).trimEnd()
}

/** The beginning of a text on one line: whole words where it has any, and an ellipsis where something is left out. */
export function excerpt(text: string, maxLength: number): string {
  const line = cleanLine(text)
  if (line.length <= maxLength) return line
  const cut = cutToLength(line, maxLength - 1)
  const end = line[cut.length] === ' ' ? cut.length : cut.lastIndexOf(' ')
  const beginning = withoutOpenTurns(cut.slice(0, end > 0 ? end : cut.length))
  return `${beginning.replace(/[\s,;:.–-]+$/, '')}…`
}

/** Embeddings, overrides and isolates (UAX #9 §2.1 to 2.4). The marks U+200E and U+200F turn nothing around. */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g
const [END_OF_EMBEDDING, END_OF_ISOLATE] = ['\u202c', '\u2069']

function withoutOpenTurns(line: string): string {
  const ends: string[] = []
  for (const [turn] of line.matchAll(TURNS)) {
    const isEnd = turn === END_OF_EMBEDDING || turn === END_OF_ISOLATE
    if (!isEnd) ends.push(turn < '\u2066' ? END_OF_EMBEDDING : END_OF_ISOLATE)
    else if (ends.pop() !== turn) return line.replace(TURNS, '')
  }
  return ends.length === 0 ? line : line.replace(TURNS, '')
}

/** What XML 1.0 (§2.2) cannot carry, and the C1 controls, which nobody means. In `u` mode a pair is never a match. */
const FORBIDDEN = /[\x00-\x09\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]/gu

/** No language has more (UAX #15 §13), and ordering them takes time that grows with the square of their number. */
const PILED_ACCENTS = /(\p{M}{30})\p{M}+/gu

/** Longest seen in use are emoji of about 35 units; a longer "character" is a pile of accents and may be cut. */
const LONGEST_CHARACTER = 64

const characters = new Intl.Segmenter('en', { granularity: 'grapheme' })

function startOfCharacter(text: string, at: number): number {
  const near = Math.max(0, at - LONGEST_CHARACTER)
  const from = isLowSurrogate(text, near) ? near - 1 : near
  const start = from + characters.segment(text.slice(from, at + LONGEST_CHARACTER)).containing(at - from)!.index
  if (start > from || from === 0) return start
  return isLowSurrogate(text, at) ? at - 1 : at
}

const isLowSurrogate = (text: string, at: number) => (text.charCodeAt(at) & 0xfc00) === 0xdc00
