import fc from 'fast-check'
import { expect, test } from 'vitest'
import { richText, richTextWithin } from '../../src/lib/rich-text.ts'
import { computing } from '../support/computing.ts'
import { xmlErrors } from '../support/feeds.ts'
import { hostileHtml } from '../support/hostile-html.ts'

const BASE = 'https://podcast.example'
const RUNS = 1500

test.each([
  [
    '<p>Zu <b>Gast</b>: <em>Frau Süß</em><br>und <i>andere</i></p>',
    '<p>Zu <b>Gast</b>: <em>Frau Süß</em><br />und <i>andere</i></p>',
  ],
  ['<ul><li>eins<li>zwei</ul><ol><li>drei</ol>', '<ul><li>eins</li><li>zwei</li></ul><ol><li>drei</li></ol>'],
  ['<p>offen <strong>fett', '<p>offen <strong>fett</strong></p>'],
  ['Fisch &amp; <b>Züge</b> &lt;live&gt; &copy; ]]>', 'Fisch &amp; <b>Züge</b> &lt;live&gt; © ]]&gt;'],
  ['<h2>Themen</h2><div>eins</div><div>zwei<p>drei</p></div>', '<p>Themen</p><p>eins</p><p>zwei</p><p>drei</p>'],
  ['<p class="x" onclick="alert(1)" style="color:red">x</p>', '<p>x</p>'],
  ['<p>vor<script>alert(1)</script><style>p{}</style> nach</p>', '<p>vor nach</p>'],
  ['<img src=x onerror=alert(1)>Bild <video src=x></video>', '<p>Bild</p>'],
  ['<p></p><p> </p><p><b></b></p>x<ul></ul>', '<p>x</p>'],
  ['<p>a&#0;b&#1;c\u0000d\ufffe</p>', '<p>a\ufffdbcd</p>'],
  ['<script>alert(1)</script>', ''],
  ['<p>\u0338 \u200f</p>', ''],
  ['<table><tr><td>10:00</td><td>Start</td></tr></table>', '<p>10:00 Start</p>'],
  ['<tr><th>Zeit\n<th>Thema</tr><tr><td>10:00<td><b>Start</b></tr>', '<p>Zeit\n Thema</p><p>10:00 <b>Start</b></p>'],
  ['<tr><td>eins</td>\n<td> </td>\n<td>zwei</td></tr>', '<p>eins zwei</p>'],
  ['<tr><td><p>eins</p></td><td><ul><li>zwei</ul></td></tr>', '<p>eins</p> <ul><li>zwei</li></ul>'],
  ['<td>eins</td><td>zwei</td>', '<p>eins zwei</p>'],
])('of %s stays %s, however often it is read', (html, expected) => {
  expect(richText(html, BASE)).toBe(expected)
  expect(richText(expected, BASE)).toBe(expected)
})

test.each([
  ['https://example.de/Ämter?a=1&b=2', 'https://example.de/%C3%84mter?a=1&amp;b=2'],
  ['http://example.de', 'http://example.de/'],
  ['mailto:podcast@example.de', 'mailto:podcast@example.de'],
  ['/podkaffee/folge', 'https://podcast.example/podkaffee/folge'],
  ['folge#kapitel', 'https://podcast.example/folge#kapitel'],
  ['//example.de/x', 'https://example.de/x'],
])('a link to %s leads to %s', (href, expected) => {
  expect(richText(`<a href="${href}">x</a>`, BASE)).toBe(`<a href="${expected}">x</a>`)
})

test.each([
  'javascript:alert(1)',
  ' java\nscript:alert(1)',
  '&#106;avascript:alert(1)',
  'data:text/html,<b>',
  'vbscript:x',
  'file:///etc/passwd',
  'ftp://example.de',
  'https://user:secret@example.de',
  'https://',
  '',
])('a link to %j is left out and its text stays', (href) => {
  expect(richText(`<p>vor <a href="${href}">Text</a> nach</p>`, BASE)).toBe('<p>vor Text nach</p>')
})

test('without an address to resolve them against, relative links are left out', () => {
  expect(richText('<a href="/folge">x</a> <a href="https://example.de">y</a>')).toBe(
    'x <a href="https://example.de/">y</a>',
  )
})

test('plain text becomes paragraphs with their lines', () => {
  expect(richText('Zu Gast:\r\nFrau Süß & 1 < 2\n\n\nNeuer Absatz')).toBe(
    '<p>Zu Gast:<br />Frau Süß &amp; 1 &lt; 2</p>\n<p>Neuer Absatz</p>',
  )
})

test('whatever is pasted, only what apps show is left, well-formed, and reading it again changes nothing', async () => {
  const documents: string[] = []
  const property = fc.property(hostileHtml, (html) => {
    const read = richText(html, BASE)
    expect(richText(read, BASE)).toBe(read)
    const tags = read.match(/<[^>]*>/g) ?? []
    for (const tag of tags)
      expect(tag).toMatch(/^<(\/?(p|ol|ul|li|a|b|i|strong|em)|br \/|a href="(https?:\/\/|mailto:)[^"<>]*")>$/)
    expect(read).not.toMatch(/]]>|secret@|[\x00-\x09\x0b-\x1f\x7f-\x9f]/)
    documents.push(`<notes>${read}</notes>`)
  })
  fc.assert(property, { numRuns: RUNS })
  for (let at = 0; at < documents.length; at += 100)
    expect(await xmlErrors(...documents.slice(at, at + 100))).toEqual([])
}, 60_000)

test('a cut keeps whole characters and entities, closes every tag, and takes as many bytes as may be', async () => {
  const documents: string[] = []
  const property = fc.property(hostileHtml, fc.integer({ min: 60, max: 400 }), (html, bytes) => {
    const whole = richText(html, BASE)
    const cut = richTextWithin(whole, bytes)
    expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(bytes)
    documents.push(`<notes>${cut}</notes>`)
    if (Buffer.byteLength(whole) <= bytes) return void expect(cut).toBe(whole)

    const [shown, all] = [textOf(cut), textOf(whole)]
    expect(shown.endsWith('…') && all.startsWith(shown.slice(0, -1).trimEnd())).toBe(true)
    expect(cut).not.toMatch(/\ud83d[^\udc00-\udfff]|&[^;]*$/)
  })
  fc.assert(property, { numRuns: RUNS })
  for (let at = 0; at < documents.length; at += 100)
    expect(await xmlErrors(...documents.slice(at, at + 100))).toEqual([])
}, 60_000)

test('a description of 4,000 bytes is used up to its last character', () => {
  const cut = richTextWithin(`<p>${'ä'.repeat(3000)}</p>`, 4000)
  expect(Buffer.byteLength(cut)).toBeGreaterThan(3995)
  expect(cut).toMatch(/^<p>ä+…<\/p>$/)
  expect(richTextWithin(`<p>${'&amp;'.repeat(1000)}</p>`, 4000)).toMatch(/^<p>(&amp;)+…<\/p>$/)
})

test.each(['<ul><li>', '<a href="x">', '<div>', '<', '<a href="https://example.de">x', '<iframe>', '<!--', '&lt;'])(
  'a hundred thousand characters of %s are read in a moment',
  (piece) => {
    const html = piece.repeat(100_000 / piece.length)
    expect(computing(() => richText(html, BASE))).toBeLessThan(3000)
  },
)

const textOf = (html: string) => html.replace(/<[^>]*>/g, '')
