import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkChapters } from '../../src/episodes/check-chapters.ts'
import { readChapters } from '../../src/episodes/read-chapters.ts'
import { xmlErrors } from '../support/feeds.ts'

const read = (xml: string) => checkChapters(readChapters(xml), 3600)
const list = (inside: string) =>
  `<psc:chapters version="1.2" xmlns:psc="http://podlove.org/simple-chapters">${inside}</psc:chapters>`

const READ: [what: string, xml: string, chapters: unknown][] = [
  [
    'a list with everything',
    `<?xml version="1.0" encoding="UTF-8"?>
<!-- Kapitel <von> Hand -->
${list(`
  <psc:chapter start="00:00:00.000" title="Begrüßung"/>
  <psc:chapter start="3:20.5" title="Recht &amp; &quot;Gesetz&quot; &#8211; &#x1F44B;" href="https://amt.example/?a=1&amp;b=2" image='https://amt.example/b.png' />
  <psc:chapter
     title='"Fazit"' start="00:10:00"></psc:chapter>
`)}`,
    [
      { startSeconds: 0, title: 'Begrüßung' },
      {
        startSeconds: 200.5,
        title: 'Recht & "Gesetz" – 👋',
        url: 'https://amt.example/?a=1&b=2',
        imageUrl: 'https://amt.example/b.png',
      },
      { startSeconds: 600, title: '"Fazit"' },
    ],
  ],
  ['another prefix', '<sc:chapters><sc:chapter start="0" title="A"/></sc:chapters>', [{ startSeconds: 0, title: 'A' }]],
  ['no prefix', '<chapters><chapter start="12.5" title="A"/></chapters>', [{ startSeconds: 12.5, title: 'A' }]],
  [
    'entries without their list',
    '<psc:chapter start="0" title="A"/>\n<psc:chapter start="9" title="B"/>',
    [
      { startSeconds: 0, title: 'A' },
      { startSeconds: 9, title: 'B' },
    ],
  ],
  [
    'the item of a feed',
    `<item><title>Folge</title><description><![CDATA[<psc:chapter start="1" title="nein"/>]]></description>${list('<psc:chapter start="7" title="A"/>')}</item>`,
    [{ startSeconds: 7, title: 'A' }],
  ],
  [
    'disorder, since a program wrote it',
    list('<psc:chapter start="9" title="B"/><psc:chapter start="0" title="A"/>'),
    [
      { startSeconds: 0, title: 'A' },
      { startSeconds: 9, title: 'B' },
    ],
  ],
]

test.each(READ)('%s is read', (_, xml, chapters) => {
  expect(read(xml)).toEqual(chapters)
})

const REFUSED: [what: string, xml: string, reason: RegExp][] = [
  ['something else', '<rss><channel/></rss>', /no Podlove simple chapters/],
  ['an empty list', list(''), /no Podlove simple chapters/],
  ['two lists', list('<psc:chapter start="0" title="A"/>').repeat(2), /several lists/],
  ['no time', list('<psc:chapter title="A"/>'), /^Chapter 1 \(line 1\): Write where it begins/],
  [
    'no title',
    list('\n<psc:chapter start="0" title="A"/>\n<psc:chapter start="1"/>'),
    /^Chapter 2 \(line 3\): Write a title/,
  ],
  ['a script as link', list('<psc:chapter start="0" title="A" href="javascript:x"/>'), /^Chapter 1 \(line 1\): .*link/],
  ['a moment behind the audio', list('<psc:chapter start="1:00:00" title="A"/>'), /behind the end/],
  ['an open attribute', list('\n\n<psc:chapter start="0 title="A"/>'), /^Line 3: The XML/],
  ['a bare ampersand', list('\n<psc:chapter start="0" title="A & B"/>'), /^Line 2: The XML/],
  ['an entity of HTML', list('<psc:chapter start="0" title="A&nbsp;B"/>'), /^Line 1: The XML/],
  ['a character there is not', list('<psc:chapter start="0" title="&#x110000;"/>'), /^Line 1: The XML/],
  ['a wrong end', '<a>\n</b>', /^Line 2: The XML/],
  ['a missing end', '<chapters><chapter start="0" title="A"/>', /ends before <chapters> is closed/],
  [
    'a document type',
    `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${list('<psc:chapter start="0" title="&b;"/>')}`,
    /^Line 1: The XML/,
  ],
]

test.each(REFUSED)('%s is refused, naming the place and why', (_, xml, reason) => {
  expect(() => read(xml)).toThrow(reason)
  expect(() => read(xml)).toThrow(expect.objectContaining({ status: 422, code: 'bad-chapters' }))
})

test('what is taken is XML to libxml2 too', async () => {
  const pieces = [
    '<a>',
    '</a>',
    '<b c="d"/>',
    '<!-- x -->',
    '&amp;',
    '&',
    '"',
    "c='",
    '<',
    '>',
    ' ',
    'x',
    ']]>',
    '<![CDATA[',
    '<?p?>',
  ]
  const documents: string[] = []
  const inside = fc.array(fc.constantFrom(...pieces), { maxLength: 5 }).map((all) => all.join(''))
  fc.assert(
    fc.property(inside, (text) => {
      // Text outside of tags is not looked at, so what only it can have is left out.
      const xml = `<r>${text.replace(/&(?!amp;)|\]\]>/g, '')}<chapter start="0" title="A"/></r>`
      try {
        read(xml)
        documents.push(xml)
      } catch (error) {
        expect(error).toMatchObject({ code: 'bad-chapters' })
      }
    }),
    { numRuns: 500 },
  )
  expect(documents.length).toBeGreaterThan(50)
  expect(await xmlErrors(...documents)).toEqual([])
})
