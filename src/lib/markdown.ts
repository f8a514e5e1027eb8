import { Marked } from 'marked'
import sanitizeHtml from 'sanitize-html'
import { Html } from './html.ts'

const TAGS = 'h1 h2 h3 h4 p ol ul li a strong em b i br hr blockquote code table thead tbody tr th td span'.split(' ')

const ALLOWED: sanitizeHtml.IOptions = {
  allowedTags: TAGS,
  allowedAttributes: { a: ['href', 'hreflang'], ol: ['start'], th: ['scope'], span: ['lang'], p: ['lang'] },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowProtocolRelative: false,
}

/** A line's end in the text is one on the page, so that an address can be written as on an envelope. */
const marked = new Marked({ gfm: true, breaks: true, async: false })

/** Markdown (CommonMark with tables) as HTML that is safe to send: no script, no style, no picture, no other scheme. */
export const markdown = (text: string): Html => new Html(sanitizeHtml(marked.parse(text, { async: false }), ALLOWED))
