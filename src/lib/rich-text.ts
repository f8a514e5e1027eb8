import sanitizeHtml from 'sanitize-html'
import { isBlank } from './input.ts'
import { cleanCharacters } from './plain-text.ts'
import { isWebAddress, writeAddress } from './web-address.ts'

/** Deeper lists than this are no notes; what lies deeper keeps its text. */
const MAX_NESTING = 10

/** What podcast apps show of HTML (Apple, PSP-1). */
const TAGS = ['p', 'ol', 'ul', 'li', 'a', 'b', 'i', 'strong', 'em', 'br']

/** Other elements that stand on lines of their own, so that their words don't run together. */
const BLOCKS =
  'h1 h2 h3 h4 h5 h6 div section article header footer main aside blockquote pre figure figcaption address dt dd tr'

/**
 * HTML as it may be kept, shown and put into a feed: only p, ol, ul, li, a, b, i, strong, em and br, and of attributes
 * only href to http, https or mailto. Relative links are resolved against `base`; without one, and where they can't
 * be, their text stays. Text without any tag is taken as lines and paragraphs. Doing it again changes nothing.
 */
export function richText(html: string, base?: string): string {
  const cells = sanitizeHtml(hasTags(html) ? html : asParagraphs(html), {
    ...ALLOWED,
    allowedTags: [...TAGS, 'td'],
    transformTags: {
      ...Object.fromEntries(BLOCKS.split(' ').map((name) => [name, 'p'])),
      th: 'td',
      a: (_, { href }) => ({ tagName: 'a', attribs: linkTo(href, base) }),
    },
  })
  const blocks = cells.replace(/<\/td>\s*<td>/g, ' ').replace(/<\/?td>/g, '')
  // A paragraph within a paragraph ends it: reading once more puts them side by side, and drops what is empty.
  const clean = sanitizeHtml(blocks, ALLOWED).trim()
  if (isBlank(clean.replace(/<[^>]*>/g, ''))) return ''
  return hasTags(clean) ? clean : asParagraphs(clean)
}

/** The longest beginning that takes so many bytes of UTF-8: whole characters, whole entities, every tag closed. */
export function richTextWithin(html: string, maxBytes: number): string {
  if (Buffer.byteLength(html) <= maxBytes) return html

  const open: string[] = []
  let left = maxBytes - Buffer.byteLength('…')
  let cut = ''
  for (const [token] of html.matchAll(/<[^>]*>|&[^;]*;|[^<&]+/g)) {
    const name = /^<([a-z]+)/.exec(token)?.[1]
    const closing = name && name !== 'br' ? `</${name}>` : ''
    if (token.startsWith('</')) {
      cut += open.pop()
      continue
    }
    left -= Buffer.byteLength(token + closing)
    if (left < 0) {
      if (!/^[<&]/.test(token)) cut += charactersWithin(token, left + Buffer.byteLength(token))
      break
    }
    cut += token
    if (closing) open.push(closing)
  }
  return `${cut.trimEnd()}…${open.reverse().join('')}`
}

const ALLOWED: sanitizeHtml.IOptions = {
  allowedTags: TAGS,
  allowedAttributes: { a: ['href'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  nestingLimit: MAX_NESTING,
  // Entities were resolved by now, and one can stand for a character that XML forbids.
  textFilter: cleanCharacters,
  exclusiveFilter: ({ tag, attribs, text }) => {
    if (tag === 'a' && !attribs.href) return 'excludeTag'
    return tag !== 'br' && text.trim() === ''
  },
}

function linkTo(href: string | undefined, base: string | undefined): sanitizeHtml.Attributes {
  const url = href ? URL.parse(href, base) : null
  if (url && isWebAddress(url.href)) return { href: writeAddress(url) }
  return url?.protocol === 'mailto:' ? { href: url.href } : {}
}

const hasTags = (text: string) => /<[a-z!/?]/i.test(text)

const asParagraphs = (text: string) =>
  text
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}/)
    .map((lines) => `<p>${lines.trim().replaceAll('\n', '<br />')}</p>`)
    .join('\n')

function charactersWithin(text: string, maxBytes: number): string {
  let bytes = 0
  let end = 0
  for (const { segment, index } of new Intl.Segmenter('de').segment(text)) {
    bytes += Buffer.byteLength(segment)
    if (bytes > maxBytes) break
    end = index + segment.length
  }
  return text.slice(0, end)
}
