import type { Config } from '../../config.ts'
import { type Html, html } from '../../lib/html.ts'

/** Where content management systems ask how to embed a page (oembed.com, discovery): as JSON and as XML. */
export function oembedLinks({ publicUrl }: Pick<Config, 'publicUrl'>, { url, title }: { url: string; title: string }) {
  const link = (format: 'json' | 'xml', type: string): Html =>
    html`<link rel="alternate" type="${type}" href="${publicUrl}/oembed?${new URLSearchParams({ url, format }).toString()}" title="${title}">`
  return html`${link('json', 'application/json+oembed')}\n${link('xml', 'text/xml+oembed')}`
}
