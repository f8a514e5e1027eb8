const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\n': '<br>\n',
}

/** Plain text as HTML that shows it as it was typed: markup escaped, line breaks kept. */
export const htmlText = (text: string) => text.replace(/[&<>\n]/g, (character) => ENTITIES[character]!)

/** Text inside a tag or an attribute. */
export const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => ENTITIES[character]!)

/** The same as `htmlText`, cut at the last whole character whose HTML still fits into so many bytes of UTF-8. */
export function htmlTextWithin(text: string, maxBytes: number): string {
  const whole = htmlText(text)
  if (Buffer.byteLength(whole) <= maxBytes) return whole

  let cut = ''
  let bytes = Buffer.byteLength('…')
  for (const { segment } of new Intl.Segmenter('de').segment(text)) {
    const piece = htmlText(segment)
    bytes += Buffer.byteLength(piece)
    if (bytes > maxBytes) break
    cut += piece
  }
  return `${cut}…`
}
