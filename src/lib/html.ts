import { escapeHtml } from './html-text.ts'

/**
 * Markup that is safe to send. `html` makes it, so a plain string is always escaped; only show notes, which were made
 * safe when they were read, are taken as they are.
 */
export class Html {
  readonly markup: string
  constructor(markup: string) {
    this.markup = markup
  }
}

type Value = Html | string | number | null | undefined | false | Value[]

/** html`<h1>${title}</h1>`: values are escaped, lists joined, null and false vanish. */
export function html(parts: TemplateStringsArray, ...values: Value[]): Html {
  let markup = parts[0]!
  values.forEach((value, i) => {
    markup += textOf(value) + parts[i + 1]!
  })
  return new Html(markup)
}

/** Data within a page. No text in it can end the block, and since a block of data is no script, the CSP lets it be. */
export const dataBlock = (type: 'application/json' | 'application/ld+json', data: unknown): Html =>
  new Html(`<script type="${type}">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`)

/** A plain text as paragraphs, its single line breaks kept. */
export const paragraphs = (text: string): Html[] =>
  text
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph.trim())
    .map((paragraph) => html`<p>${paragraph.split('\n').map((line, i) => (i ? html`<br>${line}` : html`${line}`))}</p>`)

function textOf(value: Value): string {
  if (value === null || value === undefined || value === false) return ''
  if (Array.isArray(value)) return value.map(textOf).join('')
  return value instanceof Html ? value.markup : escapeHtml(String(value))
}
