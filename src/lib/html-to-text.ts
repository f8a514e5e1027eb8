import { type HtmlPiece, htmlPieces } from './html-pieces.ts'
import { cleanCharacters, cleanText } from './plain-text.ts'

/** Where a line ends, and where a paragraph does: characters that cleaned text never has. */
const LINE = '\u0001'
const PARAGRAPH = '\u0002'

/** Elements that don't run together with others, and what lies around them. */
const BLOCKS: Record<string, string> = {
  ...around(LINE, 'div section article header footer tr dt dd li'),
  ...around(PARAGRAPH, 'p ul ol blockquote pre h1 h2 h3 h4 h5 h6 table'),
  ...around(' ', 'td th'),
}

const ALLOWED = { ...Object.fromEntries(Object.keys(BLOCKS).map((name) => [name, []])), br: [] }

/**
 * What HTML says, as plain text with its lines; of the elements nothing is left but dashes in front of a list's
 * entries. Text without any element, or with line breaks alone, keeps its own lines and blanks.
 */
export function htmlToText(html: string): string {
  if (!/[<&]/.test(html)) return cleanText(html)
  const pieces = htmlPieces(html, ALLOWED)
  if (!pieces) return cleanText(html.replace(/<[^>]*>/g, ' '))

  const hasBlocks = pieces.some(({ kind, ...piece }) => kind === 'open' && 'name' in piece && piece.name !== 'br')
  const text = pieces.map((piece, at) => textOf(piece, hasBlocks, isBreak(pieces[at - 1]))).join('')
  return cleanText(hasBlocks ? withLines(text) : text)
}

function textOf(piece: HtmlPiece, hasBlocks: boolean, isBehindBreak: boolean): string {
  if (piece.kind === 'text') {
    const text = cleanCharacters(piece.text)
    if (hasBlocks) return text.replace(/\s+/g, ' ')
    // The source may go on in another line where it says so.
    return isBehindBreak ? text.replace(/^\n/, '') : text
  }
  if (piece.name === 'br') return piece.kind === 'open' ? '\n' : ''
  return `${BLOCKS[piece.name]}${piece.kind === 'open' && piece.name === 'li' ? '– ' : ''}`
}

const withLines = (text: string) =>
  text
    .replace(/ *[\u0001\u0002][ \u0001\u0002]*/g, (run) => (run.includes(PARAGRAPH) ? '\n\n' : '\n'))
    .replace(/ *\n */g, '\n')
    .replace(/ {2,}/g, ' ')

const isBreak = (piece: HtmlPiece | undefined) => piece !== undefined && piece.kind !== 'text' && piece.name === 'br'

function around(mark: string, names: string): Record<string, string> {
  return Object.fromEntries(names.split(' ').map((name) => [name, mark]))
}
