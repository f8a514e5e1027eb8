import { get } from 'node:http'
import { text } from 'node:stream/consumers'
import { beforeAll, expect, test } from 'vitest'
import { APPLE_CATEGORIES } from '../../src/shows/apple-categories.ts'
import { withoutInfo } from '../samples/bytes.ts'
import {
  askJson,
  COVER,
  createShow,
  eventually,
  type Json,
  publish,
  putFile,
  SAMPLE_M4A,
  upload,
} from '../support/api.ts'
import { feedOf, readFeed, readFeedAsIndex, xmlErrors } from '../support/feeds.ts'
import { startHost } from '../support/host.ts'
import { showRow } from '../support/rows.ts'

const host = await startHost()
const guidOf = (item: Json) => item.guid.value

/** One show, made through the API: two published episodes, one more scheduled, one a draft, one with a hard title. */
let show: Json
let xml: string
let channel: Json
let items: Json[]
beforeAll(async () => {
  show = await createShow(host, { categories: ['Society & Culture > Documentary', 'Government'], explicit: 'true' })
  await putFile(host, `/api/v1/shows/${show.slug}/artwork`, 'artwork', COVER)
  const uploads: Parameters<typeof upload>[2][] = [
    { file: withoutInfo('vbr-xing-8000-mono.mp3'), before: { title: 'Ohne Längenangabe', season: '2', number: '3' } },
    { file: SAMPLE_M4A, before: { title: 'Ümläute & 🚆/../?x=1#y', explicit: 'false', type: 'bonus' } },
    { before: { title: 'Geplant' } },
  ]
  for (const [at, one] of uploads.entries()) {
    const { json } = await upload(host, show.slug, one)
    await publish(host, json.id, at === 2 ? '2099-03-29T02:30:00+01:00' : `2026-10-2${at + 4}T06:00:00+02:00`)
  }
  await upload(host, show.slug, { before: { title: 'Entwurf' } })
  xml = await eventually(
    () => feedOf(host, show.slug),
    (feed) => feed.split('</item>').length === 3,
  )
  channel = readFeed(xml)
  items = channel.items
})

test('AC-01 the feed is well-formed RSS 2.0 in UTF-8, its namespaces spelled to the byte', async () => {
  expect(await xmlErrors(xml)).toEqual([])
  expect(xml).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?><rss [^>]*version="2\.0"/)
  for (const [prefix, uri] of [
    ['itunes', 'http://www.itunes.com/dtds/podcast-1.0.dtd'],
    ['podcast', 'https://podcastindex.org/namespace/1.0'],
    ['atom', 'http://www.w3.org/2005/Atom'],
    ['content', 'http://purl.org/rss/1.0/modules/content/'],
  ])
    expect(xml).toContain(`xmlns:${prefix}="${uri}"`)
})

test('AC-02 the channel has what Apple and PSP-1 want, read alike by both parsers', () => {
  const { slug, title, description } = show
  const link = `https://podcast.example/${slug}`
  const self = { rel: 'self', type: 'application/rss+xml', href: `https://podcast.example/feeds/${slug}.xml` }
  const image = expect.stringMatching(`^https://podcast.example/artwork/${slug}-[0-9a-f]{8}.jpg$`)
  expect(channel).toMatchObject({ title, description, link, language: 'de', atom: { links: [self] } })
  expect(channel.itunes).toMatchObject({ image, explicit: true, author: 'Landesbahn', type: 'episodic' })
  const partytime = readFeedAsIndex(xml)
  expect(partytime).toMatchObject({ title, description, link, language: 'de', explicit: true, itunesImage: image })
  expect(partytime).toMatchObject({ pubsub: { self: self.href }, author: 'Landesbahn', guid: show.guid })
  expect(partytime.itunesCategory).toEqual(['Society & Culture > Documentary', 'Government'])
})

test('AC-03 the feed names its configured address, whatever host was asked', async () => {
  const headers = { Host: 'evil.example', 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'http' }
  const answer = await new Promise<string>((resolve) =>
    get(`${host.url}/feeds/${show.slug}.xml`, { headers }, (res) => resolve(text(res))),
  )
  expect(answer).toBe(xml)
  expect(answer).not.toContain('evil')
})

test('AC-04 every category of Apple comes back as it is spelled', async () => {
  const all = Object.entries(APPLE_CATEGORIES).flatMap(([name, subs]) => [
    name,
    ...subs.map((sub) => `${name} > ${sub}`),
  ])
  const { slug } = await showRow(host, { categories: all })
  const { itunes } = readFeed(await feedOf(host, slug))
  const pairs = itunes.categories.map((c: Json) =>
    [c.text, ...(c.categories ?? []).map((s: Json) => s.text)].join(' > '),
  )
  expect(pairs).toEqual(all)
  expect(all).toHaveLength(110)
})

test('AC-05 switches have their two words, and what is not blocked says nothing', () => {
  expect(items.map((item) => [item.itunes.explicit, item.itunes.episodeType])).toEqual([
    [false, 'bonus'],
    [true, 'full'],
  ])
  expect(xml).not.toMatch(/itunes:(block|complete)|explicit>(yes|no|clean)/)
})

test('AC-06 no description has more than 4,000 bytes, and none is cut inside a character', async () => {
  const refused = await askJson(host, 'PATCH', `/api/v1/shows/${show.slug}`, { description: 'ä'.repeat(2500) })
  expect(refused).toMatchObject({ status: 422, json: { fields: { description: expect.stringContaining('5000') } } })
  for (const description of ['ä'.repeat(2000), '&ä'.repeat(1300), '👩‍👩‍👧\n'.repeat(200)]) {
    const { slug } = await showRow(host, { description })
    const read = readFeed(await feedOf(host, slug)).description
    expect(Buffer.byteLength(read)).toBeLessThanOrEqual(4000)
    expect(Buffer.byteLength(read)).toBeGreaterThan(3950)
    expect(read).toMatch(/(ä|👩‍👩‍👧|<br>\n|&amp;)…?$/)
  }
})

test('AC-07 a language nobody knows is refused', async () => {
  const { status, json } = await askJson(host, 'PATCH', `/api/v1/shows/${show.slug}`, { language: 'xx' })
  expect([status, Object.keys(json.fields)]).toEqual([422, ['language']])
})

test('AC-08, AC-10, AC-12 published episodes, and only they, are items with title, guid, date and enclosure', async () => {
  expect(items.map(({ title }) => title)).toEqual(['Ümläute & 🚆/../?x=1#y', 'Ohne Längenangabe'])
  expect(items.map(({ pubDate }) => pubDate)).toEqual([
    'Sun, 25 Oct 2026 04:00:00 GMT',
    'Sat, 24 Oct 2026 04:00:00 GMT',
  ])
  expect(new Set(items.map(guidOf)).size).toBe(2)
  const urls = items.flatMap(({ enclosures }) => enclosures.map(({ url }: Json) => url))
  expect(urls).toHaveLength(2)
  expect(urls[0]).toMatch(/^https:\/\/podcast\.example\/audio\/[a-z0-9-]+\/uemlaeute-x-1-y-[0-9a-f]{8}\.m4a$/)
  expect(urls[1]).toMatch(/^https:\/\/podcast\.example\/audio\/[a-z0-9-]+\/ohne-laengenangabe-[0-9a-f]{8}\.mp3$/)
})

test('AC-09 length and type of an enclosure are those of its answer', async () => {
  for (const { enclosures } of items) {
    const { url, length, type } = enclosures[0]
    const { headers } = await fetch(host.url + new URL(url).pathname, { method: 'HEAD' })
    expect([headers.get('Content-Length'), headers.get('Content-Type')]).toEqual([String(length), type])
  }
})
