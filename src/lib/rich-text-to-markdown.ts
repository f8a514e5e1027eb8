import { htmlPieces } from './html-pieces.ts'

const ELEMENTS = { p: [], ol: [], ul: [], li: [], a: ['href'], b: [], i: [], strong: [], em: [], br: [] }
const MARKS: Record<string, string> = { b: '**', strong: '**', i: '*', em: '*' }

/** Rich text, as `richText` leaves it, in Markdown: what somebody edits whose notes came as HTML. */
export function richTextToMarkdown(html: string): string {
  const lists: { count: number | null }[] = []
  const links: string[] = []
  let markdown = ''
  for (const piece of htmlPieces(html, ELEMENTS) ?? []) {
    if (piece.kind === 'text') {
      markdown += escaped(piece.text.replace(/\s+/g, ' '))
      continue
    }
    const { kind, name } = piece
    const isOpen = kind === 'open'
    if (name === 'ol' || name === 'ul') {
      if (isOpen) lists.push({ count: name === 'ol' ? 0 : null })
      else lists.pop()
      if (!isOpen && lists.length === 0) markdown += '\n\n'
    } else if (name === 'li' && isOpen) {
      const list = lists.at(-1)
      if (list && list.count !== null) list.count += 1
      markdown = `${markdown.trimEnd()}\n${'   '.repeat(Math.max(0, lists.length - 1))}${list?.count ? `${list.count}. ` : '- '}`
    } else if (name === 'p' && lists.length === 0) markdown = `${markdown.trimEnd()}\n\n`
    else if (name === 'br' && isOpen) markdown = `${markdown.trimEnd()}\n`
    else if (name === 'a') {
      if (kind === 'open') links.push(piece.attributes.href ?? '')
      markdown += isOpen ? '[' : `](<${links.pop()}>)`
    } else markdown += MARKS[name] ?? ''
  }
  return markdown
    .replace(/\n[ ]+(?=\S)(?![ ]*(?:-|\d+\.) )/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** Characters that Markdown would take for more than themselves. */
const escaped = (text: string) => text.replace(/[\\`*_[\]<>#]/g, '\\$&').replace(/^(\s*)([-+]|\d+[.)])(?=\s)/, '$1\\$2')
