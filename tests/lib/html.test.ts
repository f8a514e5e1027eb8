import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dataBlock, type Html, html, paragraphs } from '../../src/lib/html.ts'
import { htmlText, htmlTextWithin } from '../../src/lib/html-text.ts'

test('values are escaped, in text and in attributes', () => {
  const hostile = `<script>"&'</script>`
  const escaped = '&lt;script&gt;&quot;&amp;&#39;&lt;/script&gt;'
  expect(html`<a title="${hostile}">${hostile}</a>`.markup).toBe(`<a title="${escaped}">${escaped}</a>`)
})

test('markup goes into markup as it is', () => {
  expect(html`<ul>${[1, 2].map((n) => html`<li>${n}</li>`)}</ul>`.markup).toBe('<ul><li>1</li><li>2</li></ul>')
})

test('what is not there leaves nothing, a zero is a number', () => {
  expect(html`a${null}b${undefined}c${false}d${[]}e${0}`.markup).toBe('abcde0')
})

test.each([
  ['one paragraph', 'Eins', ['<p>Eins</p>']],
  ['two with an empty line between', 'Eins\n\nZwei', ['<p>Eins</p>', '<p>Zwei</p>']],
  ['many empty lines', 'Eins\n\n\n\nZwei', ['<p>Eins</p>', '<p>Zwei</p>']],
  ['a single break inside', 'Eins\nZwei', ['<p>Eins<br>Zwei</p>']],
  ['markup, which is text', '<b>Eins</b>', ['<p>&lt;b&gt;Eins&lt;/b&gt;</p>']],
  ['nothing', '', []],
  ['blanks', ' \n\n ', []],
])('a text as paragraphs: %s', (_, text, expected) => {
  expect(paragraphs(text).map(({ markup }: Html) => markup)).toEqual(expected)
})

test('a text as HTML is cut where its HTML would be too long, never inside a character or an entity', () => {
  expect(htmlText('a & b\nc')).toBe('a &amp; b<br>\nc')
  expect(htmlTextWithin('ä'.repeat(2000), 4000)).toBe('ä'.repeat(2000))
  expect(htmlTextWithin('ä'.repeat(2500), 4000)).toBe('ä'.repeat(1998) + '…')
  expect(htmlTextWithin('&&&&', 14)).toBe('&amp;&amp;…')
  expect(htmlTextWithin('a👩‍👩‍👧b', 10)).toBe('a…')
})

test('whatever the text, its HTML fits and says the beginning of it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 3, max: 100 }), (text, max) => {
      const cut = htmlTextWithin(text, max)
      expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(max)
      if (cut !== htmlText(text)) expect(htmlText(text).startsWith(cut.slice(0, -1))).toBe(true)
    }),
  )
})

test('no text can end a block of data, and it reads as it was', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.constantFrom('</script>', '<!--<script>', ']]>', '\u2028')), (text) => {
      const { markup } = dataBlock('application/ld+json', { text })
      const [, data] = /^<script type="application\/ld\+json">([^<]*)<\/script>$/.exec(markup)!
      expect(JSON.parse(data!)).toEqual({ text })
    }),
  )
})
