import fc from 'fast-check'

/** What breaks an XML document, a page or a template when it is not taken as text. */
const PIECES = [
  ...['\u0000\u0001\u0008', '\u000b\u001f', '\u007f\u0085\u009f', '\ufffe\uffff', '\ud800', 'x\udc00', '\ufeff'],
  ...['\r\n', '\t', '\u2028', '\u00a0', '\u200fשלום\u202e', '👩‍👩‍👧', '🇩🇪', '\u{10ffff}', 'ﬁ', '𝕏'],
  ...['e\u0301'.repeat(5), `a${'\u0331'.repeat(60)}`],
  ...[']]>', ']]', '>', '<![CDATA[', '<!--', '<?xml version="1.0"?>', '<!DOCTYPE x [<!ENTITY a "b">]>'],
  ...['&', '&amp;', '&a;', '&#0;', '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>'],
  ...['</title>', '</channel></rss>', '<item>', '</item>', '<channel>', '<lastBuildDate>'],
  ...['<generator>Sendeplatz</generator><lastBuildDate>', '$&', '$1', '`', "'", '"', '\\', '{{x}}', '%s'],
]

/** Text that begins with a letter and goes on with the worst there is. */
export const hostileText = (maxPieces: number) =>
  fc
    .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 20 })), { maxLength: maxPieces })
    .map((pieces) => `x${pieces.join('')}`)

/** Hostile text short enough to have at most 255 characters, however it is cleaned. */
export const hostileLine = hostileText(8).map((text) => text.slice(0, 120))

/** The same as long as a description may be. */
export const hostileDescription = fc.oneof(
  hostileText(40),
  fc.constantFrom('ä'.repeat(2000), '&'.repeat(3000), '😀\n'.repeat(800)),
)
