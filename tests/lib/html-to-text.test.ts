import fc from 'fast-check'
import { expect, test } from 'vitest'
import { htmlText } from '../../src/lib/html-text.ts'
import { htmlToText } from '../../src/lib/html-to-text.ts'
import { cleanText } from '../../src/lib/plain-text.ts'
import { computing } from '../support/computing.ts'
import { hostileDescription } from '../support/hostile-text.ts'

test.each([
  ['Nur Text', 'Nur Text'],
  ['Zwei\nZeilen\n\nund ein Absatz', 'Zwei\nZeilen\n\nund ein Absatz'],
  ['Tom & Jerry &amp; Spike &lt;3 &nbsp;&#128512;', 'Tom & Jerry & Spike <3 \u00a0😀'],
  ['Über <b>alles</b>,\nwas <a href="https://example.com">zählt</a>', 'Über alles,\nwas zählt'],
  ['Eins<br>Zwei<br/>\nDrei<BR />\r\nVier', 'Eins\nZwei\nDrei\nVier'],
  ['<p>Erster\n   Absatz</p>\n\n  <p>Zweiter</p>', 'Erster Absatz\n\nZweiter'],
  ['<div>Eins</div><div>Zwei</div>', 'Eins\nZwei'],
  ['<p>Themen:</p><ul><li>Eins</li><li>Zwei</li></ul><p>Ende</p>', 'Themen:\n\n– Eins\n– Zwei\n\nEnde'],
  [
    '<table><tr><th>Zeit</th> <th>Thema</th></tr><tr><td>10:00</td><td> <b>Start</b> </td><td></td></tr></table>Ende',
    'Zeit Thema\n10:00 Start\n\nEnde',
  ],
  ['<td>eins<td>zwei', 'eins zwei'],
  ['<script>alert(1)</script>Text<style>p{}</style><!-- x -->', 'Text'],
  ['1 < 2 und 3 > 2', '1 < 2 und 3 > 2'],
  ['<p>', ''],
])('%j reads %j', (html, text) => {
  expect(htmlToText(html)).toBe(text)
})

test('what a feed of ours says comes back as it was typed', () => {
  fc.assert(
    fc.property(hostileDescription.map(cleanText), (text) => {
      expect(htmlToText(htmlText(text))).toBe(text)
    }),
  )
})

test('any text has an answer, soon', () => {
  const took = computing(() => {
    for (const text of ['<div>'.repeat(100_000), '<'.repeat(100_000), '&'.repeat(100_000), '<br>'.repeat(50_000)])
      expect(typeof htmlToText(text)).toBe('string')
  })
  expect(took).toBeLessThan(5000)
})
