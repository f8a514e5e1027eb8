import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseSource } from '../../../src/feed/import/parse-source.ts'
import { xmlText } from '../../../src/feed/import/xml-text.ts'
import { escapeHtml } from '../../../src/lib/html-text.ts'
import { cleanText } from '../../../src/lib/plain-text.ts'
import { computing } from '../../support/computing.ts'
import { hostileDescription } from '../../support/hostile-text.ts'

const NAMESPACES = {
  itunes: 'http://www.itunes.com/dtds/podcast-1.0.dtd',
  podcast: 'https://podcastindex.org/namespace/1.0',
  content: 'http://purl.org/rss/1.0/modules/content/',
  psc: 'http://podlove.org/simple-chapters',
  atom: 'http://www.w3.org/2005/Atom',
}

function feed(inside: string, namespaces: Record<string, string> = NAMESPACES) {
  const declared = Object.entries(namespaces).map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`)
  return `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"${declared.join('')}><channel><title>Töne</title>${inside}</channel></rss>`
}

const parse = (xml: string | Uint8Array, type = 'application/rss+xml') =>
  parseSource(typeof xml === 'string' ? Buffer.from(xml) : xml, type)

const codeOf = (xml: string | Uint8Array) => {
  try {
    parse(xml)
    return null
  } catch (error) {
    return (error as { code: string }).code
  }
}

test('a feed is read with its episodes and the page behind it', () => {
  const { channel, items, next } = parse(
    feed(`<atom:link rel="self" href="/f"/><atom:link rel="next" href="/f?page=2"/><podcast:locked>yes</podcast:locked>
      <item><title>A &amp; B</title><guid>1</guid></item><item><title><![CDATA[<b>]]></title></item>`),
  )
  expect(channel).toMatchObject({ title: 'Töne', podcast: { locked: { value: true } } })
  expect(items).toMatchObject([{ title: 'A & B', guid: { value: '1' } }, { title: '<b>' }])
  expect(next).toBe('/f?page=2')
})

test.each([
  ['https://podcastindex.org/namespace/1.0', 'podcast'],
  ['https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md', 'podcast'],
  ['https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md', 'p2'],
  ['https://podcastindex.org/namespace/1.0', 'x'],
])('the podcast namespace is known as %s with the prefix %s', (uri, prefix) => {
  const xml = feed(
    `<${prefix}:locked>yes</${prefix}:locked><item><${prefix}:season name="Zwei">2</${prefix}:season></item>`,
    {
      [prefix]: uri,
    },
  )
  const { channel, items } = parse(xml)
  expect(channel.podcast?.locked?.value).toBe(true)
  expect(items[0]?.podcast?.season).toEqual({ number: 2, name: 'Zwei' })
})

const LAUGHS = `<!DOCTYPE rss [<!ENTITY a "ha">${Array.from({ length: 30 }, (_, i) => `<!ENTITY ${'a'.repeat(i + 2)} "&${'a'.repeat(i + 1)};&${'a'.repeat(i + 1)};">`).join('')}]>`

test.each([
  ['in front of the feed', `${LAUGHS}${feed('')}`],
  ['with an entity of a file', `<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]>${feed('&f;')}`],
  ['with an address', `<!DOCTYPE rss SYSTEM "http://10.0.0.1/rss.dtd">${feed('')}`],
  ['behind a comment', `<!-- x -->\n<?x <!-- ?>${LAUGHS}${feed('')}`],
  ['inside of the feed', feed(LAUGHS)],
  ['behind a CDATA section', feed(`<description><![CDATA[x]]></description>${LAUGHS}`)],
  ['in small letters', feed('<!doctype rss>')],
  ['an entity alone', feed('<!ENTITY a "b">')],
])('a document type is refused before the feed is parsed: %s', (_, xml) => {
  expect(codeOf(xml)).toBe('feed-doctype')
})

test('text may speak of document types', () => {
  const said = '<!DOCTYPE html> und <!ENTITY a "b">'
  const { items } = parse(
    feed(`<!-- ${said.replaceAll('--', '')} --><item><description><![CDATA[${said}]]></description></item>`),
  )
  expect(items[0]?.description).toBe(said)
})

test.each([
  ['nothing', '', 'not-a-feed'],
  ['a page', '<html><body>Podcast</body></html>', 'not-a-feed'],
  ['a page as it should be', '\ufeff\n<!-- x --><!DOCTYPE html>\n<html lang="de"><title>Podcast</title>', 'not-a-feed'],
  ['XHTML', '<?xml version="1.0"?>\n<!doctype HTML PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"><html>', 'not-a-feed'],
  ['a thousand comments', '<!-- x -->'.repeat(1000), 'not-a-feed'],
  ['a page with its type behind much else', `${'<!-- x -->'.repeat(2000)}<!DOCTYPE html><html>`, 'not-a-feed'],
  ['a page with conditions for old browsers', '<html><![if !IE]><p>Podcast</p><![endif]></html>', 'not-a-feed'],
  ['audio', Buffer.from('ID3\u0004\0\0 ÿû <!DOCTYPE <! Äö <rs', 'latin1'), 'not-a-feed'],
  ['a document of another kind with a type', `${LAUGHS}<r>&a;</r>`, 'not-a-feed'],
  ['Atom', '<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title></feed>', 'not-a-feed'],
  ['JSON', '{"version": "https://jsonfeed.org/version/1.1"}', 'not-a-feed'],
  ['a feed without anything', '<rss version="2.0"><channel></channel></rss>', 'not-a-feed'],
  ['a feed cut in a title', feed('<item><title>Ende').slice(0, -40), 'feed-broken'],
  ['a feed cut behind an item', feed('<item><title>x</title></item>').replace('</channel></rss>', ''), 'feed-broken'],
  ['a comment nobody closes', feed('<!-- '), 'feed-broken'],
  ['a CDATA section nobody closes', feed('<description><![CDATA['), 'feed-broken'],
  ['elements in elements without end', feed('<a>'.repeat(100_000)), 'feed-broken'],
  ['a hundred thousand open sections', feed(`<title>${'<![CDATA['.repeat(100_000)}`), 'feed-broken'],
  ['names that are traps', feed('<__proto__><polluted>1</polluted></__proto__>'), 'feed-broken'],
])('%s is refused', (_, xml, code) => {
  expect(computing(() => expect(codeOf(xml)).toBe(code))).toBeLessThan(2000)
})

test('bytes are read in the encoding they have', () => {
  const said = 'Töne'
  const latin = (declared: string) => Buffer.from(feed('').replace('UTF-8', declared), 'latin1')
  expect(parse(latin('ISO-8859-1')).channel.title).toBe(said)
  expect(parse(latin('windows-1252')).channel.title).toBe(said)
  expect(parse(latin('x-nobody-knows')).channel.title).toBe(said)
  expect(parse(latin('UTF-8'), 'text/xml; charset=ISO-8859-1').channel.title).toBe(said)
  expect(parse(Buffer.from(feed('')), 'text/xml; charset=ISO-8859-1').channel.title).toBe(said)
  expect(parse(Buffer.from(`\ufeff${feed('')}`)).channel.title).toBe(said)
  expect(parse(Buffer.from(`\ufeff${feed('')}`, 'utf16le')).channel.title).toBe(said)
  expect(parse(Buffer.from(`\ufeff${feed('')}`, 'utf16le').swap16()).channel.title).toBe(said)
})

test('a broken character costs itself alone', () => {
  const bytes = Buffer.concat([Buffer.from('<rss>Töne '), Buffer.from([0xc3]), Buffer.from(' Bäume</rss>')])
  expect(xmlText(bytes, '')).toBe('<rss>Töne \ufffd Bäume</rss>')
})

test('text comes back as it was said, in sections and escaped', () => {
  const said = hostileDescription.map(cleanText).filter((text) => text !== '')
  fc.assert(
    fc.property(said, (text) => {
      const section = `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
      const item = `<title>${section}</title><description>${escapeHtml(text)}</description>`
      expect(parse(feed(`<item>${item}</item>`)).items[0]).toMatchObject({ title: text, description: text })
    }),
  )
  expect(parse(feed('<item><title><![CDATA[a <!-- b --> c]]></title></item>')).items[0]?.title).toBe('a <!-- b --> c')
})

test('any bytes are a feed or a refusal', () => {
  const pieces = fc.constantFrom(
    '<rss>',
    '<channel>',
    '<item>',
    '</item>',
    '<title>',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '&a;',
    '<?',
    '<',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 30 }), (parts) => {
      expect(codeOf(`<rss version="2.0"><channel><title>x</title>${parts.join('')}`)).toMatch(/^(feed-|not-a-feed)/)
    }),
  )
})
