import { badChapters, type WrittenChapter } from './check-chapters.ts'

/** A comment, an instruction, quoted text, a tag with its attributes, or text. */
const PIECE =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[[\s\S]*?\]\]>|<(?<close>\/)?(?<name>[\p{L}_][\p{L}\p{N}_.:-]*)(?<attributes>(?:\s+[^\s=<>"'/]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(?<empty>\/)?>|[^<]+/uy

const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/gu

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/**
 * Reads Podlove simple chapters 1.0 to 1.2: one `<psc:chapters>`, whatever its prefix, alone or in the item of a feed.
 * A document type, and entities other than XML's own five, are refused: they may stand for anything.
 */
export function readSimpleChapters(xml: string): WrittenChapter[] {
  const chapters: WrittenChapter[] = []
  let lists = 0
  for (const { name, attributes, line } of openTags(xml)) {
    const local = name.slice(name.indexOf(':') + 1)
    if (local === 'chapters') lists++
    if (local !== 'chapter') continue
    const { start, title, href, image } = readAttributes(attributes, line)
    const place = `Chapter ${chapters.length + 1} (line ${line})`
    chapters.push({ place, start, title, url: href, imageUrl: image })
  }
  if (chapters.length === 0) throw badChapters('The XML has no Podlove simple chapters (psc:chapter).')
  if (lists > 1) throw badChapters('The XML has several lists of chapters; send the one of this episode.')
  return chapters
}

/** Each opening tag. Refuses what is not well-formed where that shows. */
function* openTags(xml: string) {
  const open: string[] = []
  let line = 1
  for (let at = 0; at < xml.length; ) {
    PIECE.lastIndex = at
    const match = PIECE.exec(xml)
    if (!match) throw unreadable(line)
    const { name, close, empty, attributes = '' } = match.groups!
    if (name && close && (open.pop() !== name || attributes || empty)) throw unreadable(line)
    if (name && !close) yield { name, attributes, line }
    if (name && !close && !empty) open.push(name)
    at = PIECE.lastIndex
    line += match[0].split('\n').length - 1
  }
  if (open.length > 0) throw badChapters(`The XML ends before <${open.at(-1)}> is closed.`)
}

function readAttributes(attributes: string, line: number): Record<string, string> {
  const values = new Map<string, string>()
  for (const [, name, double, single] of attributes.matchAll(ATTRIBUTE))
    values.set(name!, resolve(double ?? single!, line))
  return Object.fromEntries(values)
}

function resolve(text: string, line: number): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));|&/gi, (_, decimal, hex, name) => {
    const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : null
    const character = code === null ? ENTITIES[name] : code <= 0x10ffff ? String.fromCodePoint(code) : undefined
    if (character === undefined) throw unreadable(line)
    return character
  })
}

const unreadable = (line: number) => badChapters(`Line ${line}: The XML can't be read from here on.`)
