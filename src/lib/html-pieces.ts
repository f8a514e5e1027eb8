import sanitize from 'sanitize-html'

/** Nothing a person writes is nested deeper, and the parser's time grows with the square of the depth. */
const MAX_DEPTH = 100

/** An element's beginning or end, or text between them, as a browser would find them. */
export type HtmlPiece =
  | { kind: 'open'; name: string; attributes: Record<string, string> }
  | { kind: 'close'; name: string }
  | { kind: 'text'; text: string }

/**
 * HTML of any quality as a sequence of pieces: only the elements and attributes named in `allowed`, in order, each
 * opened one closed again; of the others only the text is left, of scripts and styles nothing. Null when it is nested
 * deeper than 100 elements.
 */
export function htmlPieces(html: string, allowed: Record<string, string[]>): HtmlPiece[] | null {
  const clean = cleanHtml(html, allowed)
  return clean === null ? null : [...clean.matchAll(PIECE)].map(pieceOf)
}

/** What the sanitizer writes: every `<` and `>` outside of its own tags is escaped. */
const PIECE = /<\/([a-z][a-z0-9]*)>|<([a-z][a-z0-9]*)([^>]*)>|([^<]+)/g
const ATTRIBUTE = /([a-z-]+)="([^"]*)"/g
const ESCAPED = /&(amp|lt|gt|quot);/g
const CHARACTERS: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' }

class TooDeep extends Error {}

function cleanHtml(html: string, allowed: Record<string, string[]>): string | null {
  let depth = 0
  try {
    return sanitize(html, {
      allowedTags: Object.keys(allowed),
      allowedAttributes: allowed,
      nonTextTags: ['script', 'style', 'textarea', 'option', 'xmp', 'noscript', 'title'],
      onOpenTag() {
        depth += 1
        if (depth > MAX_DEPTH) throw new TooDeep()
      },
      onCloseTag() {
        depth -= 1
      },
    })
  } catch (error) {
    if (error instanceof TooDeep) return null
    throw error
  }
}

function pieceOf([, close, open, attributes = '', text = '']: RegExpExecArray): HtmlPiece {
  if (close) return { kind: 'close', name: close }
  if (!open) return { kind: 'text', text: unescaped(text) }
  const pairs = [...attributes.matchAll(ATTRIBUTE)].map(([, name = '', value = '']) => [name, unescaped(value)])
  return { kind: 'open', name: open, attributes: Object.fromEntries(pairs) }
}

const unescaped = (text: string) => text.replace(ESCAPED, (_, name: string) => CHARACTERS[name]!)
