import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withWholeLinks } from '../../../src/feed/import/chapter-parts.ts'
import { fineChapters, foreseeChapters } from '../../../src/feed/import/chapters-from-source.ts'
import { entryOf } from '../../../src/feed/import/entry.ts'
import { episodeFromSource, isUnnumbered } from '../../../src/feed/import/episode-from-source.ts'
import { languageFrom } from '../../../src/feed/import/language-from-source.ts'
import { numberFrom } from '../../../src/feed/import/number-from-source.ts'
import { parseSource, type SourceChannel, type SourceItem } from '../../../src/feed/import/parse-source.ts'
import { personsFrom, roleFrom } from '../../../src/feed/import/persons-from-source.ts'
import { showFromSource } from '../../../src/feed/import/show-from-source.ts'
import { takeFields } from '../../../src/feed/import/take-fields.ts'
import { APPLE_CATEGORIES } from '../../../src/shows/apple-categories.ts'
import { podcastGuid } from '../../../src/shows/show.ts'
import { readNewShow } from '../../../src/shows/show-input.ts'
import { inGerman } from '../../../src/web/studio/field-errors.ts'
import { computing } from '../../support/computing.ts'
import { hostileLine } from '../../support/hostile-text.ts'
import { sourceFeed } from '../../support/source-feed.ts'

const FEED = 'https://old.example/feeds/zug.xml'
const AROUND = { asked: FEED, url: FEED, seasons: [], unnumbered: 0 }
const LEAST = { title: 'Zug', language: 'de', itunes: { categories: [{ text: 'Government' }] } }

const showFrom = (channel: SourceChannel, more = {}) =>
  showFromSource({ ...LEAST, ...channel } as SourceChannel, { ...AROUND, ...more })
const episodeFrom = (item: SourceItem, channel: SourceChannel = {}) => episodeFromSource(item, channel, FEED)

test.each([
  ['de', 'de'],
  ['de-DE', 'de-DE'],
  ['de-de', 'de-de'],
  ['DE', 'de'],
  ['de_AT', 'de-AT'],
  ['deu', 'de'],
  ['Deutsch', 'de'],
  ['EN-us', 'en-us'],
  ['en-GB-oxendict', 'en-GB'],
  ['de-419', 'de'],
  ['klingon', null],
  ['', null],
])('the language %j is %s', (text, language) => {
  expect(languageFrom(text)).toBe(language)
})

test.each([
  ['Landesbahn', 'Landesbahn'],
  ['© 2024 Landesbahn', 'Landesbahn'],
  ['Copyright (c) 2019-2024, Landesbahn. All rights reserved.', 'Landesbahn.'],
  ['℗ & © 2024 Stadt Jena', '& Stadt Jena'],
  ['Stadt Jena, 2019–2024', 'Stadt Jena'],
  ['© 2024', undefined],
  ['', undefined],
])('the rights %j are held by %s', (copyright, holder) => {
  const { fields, warnings } = showFrom({ copyright })
  expect([fields.copyright, warnings]).toEqual([holder, []])
})

test.each([
  ['https://old.example/zug', undefined],
  ['/zug', undefined],
  ['https://www.landesbahn.example/zug', 'https://www.landesbahn.example/zug'],
  ['javascript:alert(1)', undefined],
])('a link to %s leaves the website %s', (link, website) => {
  expect(showFrom({ link }).fields.website).toBe(website)
})

test.each<[string, SourceChannel, RegExp]>([
  ['an old category', { itunes: { categories: [{ text: 'Government & Organizations' }] } }, /now called “Government”/],
  [
    'an unknown category',
    { itunes: { categories: [{ text: 'Züge' }] } },
    /“Züge” is none of Apple's.*|Government was taken/,
  ],
  ['a language nobody knows', { language: 'xx' }, /“xx”.*de was taken/],
  ['a guid that is none', { podcast: { guid: 'zug' } }, /no UUID/],
  ['a medium nobody knows', { podcast: { medium: 'holo' } }, /“medium” was left out/],
  ['an address that is none', { itunes: { owner: { email: 'Presse' } } }, /“ownerEmail” was left out/],
  [
    'one category more than there may be',
    {
      itunes: {
        categories: Object.keys(APPLE_CATEGORIES)
          .slice(0, 11)
          .map((text) => ({ text })),
      },
    },
    /only the first 10 were taken/,
  ],
  ['a long description', { description: 'ä'.repeat(3000) }, /shortened/],
])('%s is told', (_, channel, warning) => {
  expect(showFrom(channel).warnings.join('\n')).toMatch(warning)
})

test('a serial show with unnumbered episodes is episodic here, another one stays serial', () => {
  const channel = { itunes: { ...LEAST.itunes, type: 'Serial' } }
  expect(showFrom(channel).fields.type).toBe('serial')
  expect(showFrom(channel, { unnumbered: 3 })).toMatchObject({
    fields: { type: 'episodic' },
    warnings: [expect.stringContaining('3 of its')],
  })
})

test.each([
  [{}, true],
  [{ episode: 1 }, false],
  [{ episode: 0 }, true],
  [{ episode: -3 }, true],
  [{ episode: 100_000 }, false],
  [{ episode: 100_001 }, true],
  [{ episodeType: 'promo' }, true],
  [{ episodeType: ' Bonus ' }, false],
  [{ episodeType: 'Trailer' }, false],
  [{ episodeType: ' FULL ' }, true],
  [{ episodeType: 'promo', episode: 2 }, false],
])('an episode of %j is a full one without a number: %s, as it is kept', (itunes, isOne) => {
  const item: SourceItem = { title: 'x', itunes }
  const { number, type = 'full' } = episodeFrom(item).fields
  expect([isUnnumbered(item), type === 'full' && number === undefined]).toEqual([isOne, isOne])
})

test('podcast:guid is kept; without one it is what everybody would make of the feed’s own address', () => {
  const guid = '9B024349-ccf0-5f69-a609-6b82873eab3c'
  expect(showFrom({ podcast: { guid } }).guid).toBe(guid)
  expect(showFrom({}).guid).toBe(podcastGuid(FEED))
  const self = { links: [{ rel: 'self', href: 'https://podnews.net/rss' }] }
  expect(showFrom({ atom: self }).guid).toBe('9b024349-ccf0-5f69-a609-6b82873eab3c')
})

const link = '<p>Siehe <a href="https://a.example/">hier</a></p>'
const long = 'Ein Satz. '.repeat(500)

test.each<[string, SourceItem, { description?: string | undefined; notes?: string | undefined }]>([
  ['plain text', { description: 'Eins\nZwei & drei' }, { description: 'Eins\nZwei & drei', notes: undefined }],
  ['paragraphs alone', { description: '<p>Eins</p><p>Zwei</p>' }, { description: 'Eins\n\nZwei', notes: undefined }],
  ['links', { description: link }, { description: undefined, notes: link }],
  [
    'text too long for a description',
    { description: long },
    { description: undefined, notes: `<p>${long.trim()}</p>` },
  ],
  [
    'notes and another description',
    { description: 'Kurz', content: { encoded: link } },
    { description: 'Kurz', notes: link },
  ],
  [
    'notes and the same again',
    { description: link, content: { encoded: link } },
    { description: undefined, notes: link },
  ],
  [
    'notes and their beginning',
    { description: `${long.slice(0, 3500)}…`, content: { encoded: `<p>${long}</p>` } },
    { description: undefined, notes: `<p>${long}</p>` },
  ],
  ['a summary alone', { itunes: { summary: 'Kurz' } }, { description: 'Kurz', notes: undefined }],
  ['nothing', {}, { description: undefined, notes: undefined }],
])('%s', (_, item, texts) => {
  const { fields, warnings } = episodeFrom(item)
  expect([{ description: fields.description, notes: fields.notes }, warnings]).toEqual([texts, []])
})

test('text made to take time is cut', () => {
  for (const piece of ['<p>x', '<', '<b>', '<ul><li>', '&amp;']) {
    const encoded = piece.repeat(100_000)
    const took = computing(() => {
      const { warnings } = episodeFrom({ description: encoded, content: { encoded } })
      expect(warnings.join(' ')).toContain('characters were read')
    })
    expect(took).toBeLessThan(4000)
  }
})

test('what an episode says of itself is taken where it differs from its show', () => {
  const channel: SourceChannel = {
    itunes: { explicit: true, image: 'https://old.example/cover.jpg' },
    image: { url: '/alt.png', title: '', link: '' },
  }
  const item = (itunes: SourceItem['itunes']) => episodeFrom({ itunes } as SourceItem, channel)
  expect([item({ explicit: true }).fields.explicit, item({ explicit: false }).fields.explicit]).toEqual([
    undefined,
    false,
  ])
  expect(item({ image: 'https://old.example/cover.jpg' }).artwork).toBeNull()
  expect(item({ image: 'https://old.example/alt.png' }).artwork).toBeNull()
  expect(item({ image: '/folge.jpg' }).artwork).toMatchObject({ url: 'https://old.example/folge.jpg' })
})

test.each<[string, SourceItem, { guid: string; slug: string | null; refusal: string | null }]>([
  [
    'everything',
    {
      guid: { value: 'g' },
      link: 'https://old.example/folgen/von-hier/',
      enclosures: [{ url: '/a.mp3', length: 1, type: 'audio/mpeg' }],
    },
    { guid: 'g', slug: 'von-hier', refusal: null },
  ],
  [
    'no guid',
    { enclosures: [{ url: '/a.mp3?b=1', length: 1, type: 'audio/mpeg' }] },
    { guid: 'https://old.example/a.mp3?b=1', slug: null, refusal: null },
  ],
  ['no audio', { guid: { value: 'g' } }, { guid: 'g', slug: null, refusal: 'It has no audio.' }],
  [
    'a page by its number',
    {
      guid: { value: 'g' },
      link: 'https://old.example/?p=17',
      enclosures: [{ url: 'https://cdn.example/a.mp3', length: 1, type: 'audio/mpeg' }],
    },
    { guid: 'g', slug: null, refusal: null },
  ],
  [
    'a number alone',
    { guid: { value: 'g' }, link: 'https://old.example/17', enclosures: [{ url: '/a.mp3', length: 1, type: 'x' }] },
    { guid: 'g', slug: null, refusal: null },
  ],
  [
    'audio at no address',
    { guid: { value: 'g' }, enclosures: [{ url: 'http://', length: 1, type: 'audio/mpeg' }] },
    { guid: 'g', slug: null, refusal: 'It has no audio.' },
  ],
  ...['ftp://old.example/a.mp3', 'https://me:secret@old.example/a.mp3'].map(
    (url): [string, SourceItem, { guid: string; slug: null; refusal: string }] => [
      `audio that can't be asked for: ${url}`,
      { guid: { value: 'g' }, enclosures: [{ url, length: 1, type: 'audio/mpeg' }] },
      {
        ...{ guid: 'g', slug: null },
        refusal: `"${url}" can’t be asked: an address begins with http:// or https:// and has no password in it.`,
      },
    ],
  ),
])('an item with %s', (_, item, expected) => {
  expect(entryOf(item, 0, FEED)).toMatchObject(expected)
})

test('what a date says is told on one line', () => {
  const { doubts } = entryOf({ pubDate: `Mon,\n 25 Oct 2026 06:00:00 GMT`, guid: { value: 'g' } }, 0, FEED)
  expect(doubts).toEqual(['Of its date, “Mon, 25 Oct 2026 06:00:00 GMT”, the day of the week is another one.'])
})

test('of several enclosures the audio is taken', () => {
  const enclosures = [
    { url: '/a.pdf', length: 1, type: 'application/pdf' },
    { url: '/a.mp3', length: 2, type: 'audio/mpeg' },
  ]
  expect(episodeFrom({ enclosures } as SourceItem).audio).toEqual({ url: 'https://old.example/a.mp3', bytes: 2 })
})

test('of a list the good entries are taken, and of an entry its good parts', () => {
  const persons = [
    { name: 'Ada', role: 'Guest', group: 'Cast', url: 'http://insecure.example' },
    { name: '' },
    { name: 'Bob', role: 'Guest', group: 'Cast', url: 'https://bob.example/', imageUrl: 'bob.png' },
    { name: 'Carla', role: 'Host' },
  ]
  const least = { title: 'Zug', description: 'x', language: 'de', author: 'x', categories: ['Government'] }
  const { fields, warnings } = takeFields(readNewShow, { ...least, persons, txt: [{ value: '' }], funding: 'nichts' })
  expect(fields.persons).toEqual([
    { name: 'Ada', role: 'Guest', group: 'Cast' },
    { name: 'Bob', role: 'Guest', group: 'Cast', url: 'https://bob.example/' },
    { name: 'Carla', role: 'Host', group: 'Cast' },
  ])
  expect(warnings).toEqual([
    expect.stringMatching(/^“persons” was taken in part: Entry 1, url: .*\.$/),
    expect.stringMatching(/^“persons” was taken in part: Entry 2, name: .*\.$/),
    expect.stringMatching(/^“persons” was taken in part: Entry 3, imageUrl: .*\.$/),
    expect.stringMatching(/^“funding” was left out/),
    expect.stringMatching(/^“txt” was left out/),
  ])
  expect(() => takeFields(readNewShow, { title: 'Zug' })).toThrow('Some fields need attention.')
})

test.each([
  ['host', 'Host'],
  ['HOSTS', 'Host'],
  ['Co Host', 'Co-Host'],
  ['cohost', 'Co-Host'],
  ['audio-editor', 'Audio Editor'],
  ['Intern', 'Intern'],
  ['Moderatorin', 'Host'],
  ['Moderator:innen', 'Host'],
  ['Redakteur/in', 'Editor'],
  ['Ga\u0308ste', 'Guest'],
  ['Gästin', 'Guest'],
  ['Autorin', 'Author'],
  ['Toningenieur', 'Audio Engineer'],
  ['Zauberer', null],
  ['Sprecherin', null],
  ['Host, Producer', null],
  ['', null],
  ['🎤', null],
])('the role %j is %s', (text, role) => {
  expect(roleFrom(text)).toBe(role)
})

test('nobody is made a host by a role that is none; without a role one is', () => {
  const warnings: string[] = []
  const said = [
    { display: 'Ada', role: 'Dolmetscherin', group: 'Technik' },
    { display: 'Bob' },
    { display: 'Carla', role: 'Editor', group: 'Cast', href: 'https://carla.example/' },
    { display: 'Dora', role: 'editor', group: 'video post-production' },
    { display: 'Emil', group: 'Writing' },
  ]
  const persons = personsFrom(said, warnings)
  expect(warnings).toEqual([
    '“Ada” was left out of the people: “Dolmetscherin” is no role of the Podcast Taxonomy. Name one here.',
    'The group of “Carla”, “Cast”, was left out: the role is in none of that name.',
    'The group of “Emil”, “Writing”, was left out: the role is in none of that name.',
  ])
  const { fields, warnings: others } = episodeFrom({ podcast: { persons: said } })
  expect(others).toEqual(warnings)
  expect(persons).toHaveLength(4)
  expect(fields.persons).toEqual([
    { name: 'Bob', role: 'Host', group: 'Cast' },
    { name: 'Carla', role: 'Editor', group: 'Writing', url: 'https://carla.example/' },
    { name: 'Dora', role: 'Editor', group: 'Video Post-Production' },
    { name: 'Emil', role: 'Host', group: 'Cast' },
  ])
})

test.each<[string, SourceItem, [number | undefined, string | undefined], boolean]>([
  ['a whole number', { itunes: { episode: 12 } }, [12, undefined], false],
  ['a decimal one', { itunes: { episode: 12.5 } }, [12, '12.5'], true],
  ['one in podcast:episode', { podcast: { episode: { number: 12.5 } } }, [12, '12.5'], true],
  ['one with a label', { podcast: { episode: { number: 12.5, display: '12½' } } }, [12, '12½'], true],
  ['one beside a whole one', { itunes: { episode: 12 }, podcast: { episode: { number: 12.5 } } }, [12, '12.5'], false],
  ['one below 1', { podcast: { episode: { number: 0.5 } } }, [1, '0.5'], true],
  ['nought', { itunes: { episode: 0 }, podcast: { episode: { number: 0 } } }, [undefined, undefined], false],
  ['nought beside another', { itunes: { episode: 0 }, podcast: { episode: { number: 3 } } }, [3, undefined], false],
  ['none', {}, [undefined, undefined], false],
])('of %s the episode has a whole number, and shows what was said', (_, item, [number, numberLabel], isTold) => {
  const warnings: string[] = []
  expect(numberFrom(item, warnings)).toEqual({ number, numberLabel })
  expect(warnings).toHaveLength(isTold ? 1 : 0)
  expect(episodeFrom(item)).toMatchObject({ fields: { ...(number && { number }) }, warnings })
})

test('a number no episode may have is told as it is', () => {
  for (const episode of [-1.5, 1e99])
    expect(episodeFrom({ itunes: { episode } }).warnings).toEqual([
      '“number” was left out: Write a whole number from 1 to 100,000.',
    ])
})

test('what is cut is told by the name of its field', () => {
  const [title, author] = ['x'.repeat(300), 'ä'.repeat(300)]
  const { fields, warnings } = episodeFrom({ title, itunes: { title, author } } as SourceItem)
  expect([fields.title?.length, fields.shortTitle, fields.author?.length]).toEqual([255, undefined, 255])
  expect(warnings).toEqual(['title', 'author'].map((name) => `“${name}” was shortened: apps take 255 characters.`))
  expect(showFrom({ title }).warnings).toEqual(['“title” was shortened: apps take 255 characters.'])
})

test('chapters in the feed that are none are foreseen, a file of them is not', () => {
  const chapters = [
    { start: '00:00:00', title: 'Anfang' },
    { start: 'bald', title: 'Mitte' },
    { start: '9:00:00', title: 'Ende' },
  ]
  const foreseen: string[] = []
  foreseeChapters({ psc: { chapters } } as SourceItem, FEED, foreseen)
  expect(foreseen).toEqual([
    'A chapter was left out: Chapter 2: Write where it begins as 3:20, 1:02:03 or 1:02:03.500.',
  ])
  foreseeChapters(
    { psc: { chapters }, podcast: { chapters: { url: '/c.json', type: 'x' } } } as SourceItem,
    FEED,
    foreseen,
  )
  expect(foreseen).toHaveLength(1)
})

test('of too many chapters the first are taken, and it is told', () => {
  const warnings: string[] = []
  const many = Array.from({ length: 501 }, (_, at) => ({ place: `Chapter ${at + 1}`, start: at, title: `${at}` }))
  expect(fineChapters(many, 9999, warnings)).toHaveLength(500)
  expect(warnings).toEqual(['Of its chapters only the first 500 were taken.'])
})

test('a chapter loses its bad link, picture, end or the rest of its title, and stays', () => {
  const warnings: string[] = []
  const chapter = (at: number, parts: object) => ({ place: `Chapter ${at + 1}`, start: at, title: `${at}`, ...parts })
  const written = [
    chapter(0, { url: 'www.example.org', imageUrl: 'https://a.example/0.jpg', end: 1 }),
    chapter(1, { url: 'mailto:a@a.example', imageUrl: 'cover.jpg' }),
    chapter(2, { end: 99, url: 'https://a.example/' }),
    chapter(3, { title: 'ä'.repeat(300), end: 2 }),
    chapter(99, { url: 'www.example.org' }),
  ]
  expect(fineChapters(written, 10, warnings)).toEqual([
    { startSeconds: 0, title: '0', imageUrl: 'https://a.example/0.jpg', endSeconds: 1 },
    { startSeconds: 1, title: '1' },
    { startSeconds: 2, title: '2', url: 'https://a.example/' },
    { startSeconds: 3, title: 'ä'.repeat(255) },
  ])
  const inFull = (part: string) => `Write the address of its ${part} in full, from https:// on.`
  expect(warnings).toEqual([
    'A chapter was left out: Chapter 100: It begins behind the end of the audio, which has 10 seconds.',
    `The link of a chapter was left out: Chapter 1: ${inFull('link')}`,
    `The link of a chapter was left out: Chapter 2: ${inFull('link')}`,
    `The picture of a chapter was left out: Chapter 2: ${inFull('picture')}`,
    'The end of a chapter was left out: Chapter 3: It ends behind the end of the audio, which has 10 seconds.',
    'Chapter 4: Its title was shortened: apps take 255 characters.',
    'The end of a chapter was left out: Chapter 4: It ends before it begins.',
  ])
  expect(warnings.map(inGerman)).not.toContain(null)
  expect(inGerman(warnings[0]!.replace('100:', '100 (line 7):'))).toMatch(/weggelassen: Kapitel 100: /)
})

test('of chapters that are lost ten are named, the others counted', () => {
  const warnings: string[] = []
  const bad = Array.from({ length: 45 }, (_, at) => ({ place: `Chapter ${at + 1}`, start: 'bald', title: 'x' }))
  expect(fineChapters([...bad, { place: 'Chapter 46', start: 0, title: 'Da' }], null, warnings)).toHaveLength(1)
  expect(warnings.map((told) => /Chapter \d+|\d+ more/.exec(told)?.[0])).toEqual([
    ...Array.from({ length: 10 }, (_, at) => `Chapter ${at + 1}`),
    '35 more',
  ])
})

test.each([
  ['/rel', 'https://show.example/rel'],
  ['../b.jpg', 'https://show.example/b.jpg'],
  ['//cdn.example/b.jpg', 'https://cdn.example/b.jpg'],
  ['www.example.org', 'www.example.org'],
  ['mailto:a@a.example', 'mailto:a@a.example'],
  ['https://a.example/x', 'https://a.example/x'],
  [undefined, undefined],
])('the link %s of a chapter leads from where it is written to %s', (link, whole) => {
  const written = { place: 'Chapter 1', start: 0, title: 'A', url: link, imageUrl: link }
  const base = 'https://show.example/folgen/1'
  expect(withWholeLinks([written], base)).toEqual([{ ...written, url: whole, imageUrl: whole }])
})

test.each([
  ['<itunes:season>zwei</itunes:season>', ['season']],
  ['<itunes:season>S02</itunes:season><itunes:episode>12a</itunes:episode>', ['season', 'number']],
  ['<itunes:season>zwei</itunes:season><podcast:season>2</podcast:season>', []],
  ['<itunes:season> 2 </itunes:season><itunes:episode><![CDATA[12]]></itunes:episode>', []],
  ['<itunes:season></itunes:season><itunes:episode> </itunes:episode>', []],
])('a season or number that is none is told: %s', (inside, names) => {
  const xml = sourceFeed({ items: [`<item><title>x</title>${inside}</item>`] })
  const { channel, items } = parseSource(Buffer.from(xml), '')
  expect(episodeFromSource(items[0]!, channel, FEED).warnings).toEqual(
    names.map((name) => `“${name}” was left out: Write a whole number from 1 to 100,000.`),
  )
})

const NAMES =
  `title description link language copyright pubDate guid enclosure itunes:author itunes:type itunes:season itunes:episode
  itunes:episodeType itunes:explicit itunes:image itunes:category itunes:owner itunes:duration content:encoded podcast:person podcast:location
  podcast:license podcast:soundbite podcast:txt podcast:season podcast:episode podcast:socialInteract podcast:funding podcast:medium
  podcast:updateFrequency podcast:podroll podcast:publisher podcast:guid podcast:image podcast:chapters podcast:transcript psc:chapters`.match(
    /\S+/g,
  )!
const ATTRIBUTES =
  'url href text type length role group geo osm country rel startTime duration name display rrule dtstart feedGuid protocol'.split(
    ' ',
  )

const escaped = (text: string) =>
  text.replace(
    /[&<>"\u0000-\u0008\u000b\u000c\u000e-\u001f]/g,
    (one) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[one] ?? '',
  )
const value = fc.oneof(
  hostileLine,
  fc.constantFrom('-1', '0', '1e999', 'NaN', 'https://a.example', 'true', 'yes', 'Sun, 25 Oct 2026 06:00:00 GMT'),
)
const element = fc
  .tuple(fc.constantFrom(...NAMES), fc.dictionary(fc.constantFrom(...ATTRIBUTES), value, { maxKeys: 4 }), value)
  .map(([name, attributes, text]) => {
    const pairs = Object.entries(attributes).map(([key, said]) => ` ${key}="${escaped(said)}"`)
    return `<${name}${pairs.join('')}>${escaped(text)}</${name}>`
  })

test('whatever a feed says, it makes a show and episodes that keep the rules here', () => {
  fc.assert(
    fc.property(fc.array(element, { maxLength: 12 }), fc.array(element, { maxLength: 12 }), (inChannel, inItem) => {
      const xml = sourceFeed({ channel: inChannel.join(''), items: [`<item>${inItem.join('')}</item>`] })
      const { channel, items } = parseSource(Buffer.from(xml), '')
      const { fields } = showFromSource(channel, AROUND)
      expect(readNewShow(JSON.parse(JSON.stringify(fields)))).toEqual(fields)
      for (const item of items) {
        entryOf(item, 0, FEED)
        episodeFromSource(item, channel, FEED)
      }
    }),
    { numRuns: 200 },
  )
})
