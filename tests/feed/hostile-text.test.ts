import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import type { Episode } from '../../src/episodes/episode.ts'
import { readNewEpisode } from '../../src/episodes/episode-input.ts'
import { renderFeed, renderItem } from '../../src/feed/render.ts'
import { cleanLine, cleanText } from '../../src/lib/plain-text.ts'
import type { Show } from '../../src/shows/show.ts'
import { readNewShow } from '../../src/shows/show-input.ts'
import { createShow, eventually, type Json, publish, upload } from '../support/api.ts'
import { feedOf, readFeed, readFeedAsIndex, xmlErrors } from '../support/feeds.ts'
import { startHost } from '../support/host.ts'
import { hostileDescription, hostileLine } from '../support/hostile-text.ts'
import { A_SUNDAY } from '../support/rows.ts'

const RUNS = 250
/** libxml2 gets so many documents at once: starting it takes a tenth of a second. */
const BATCH = 50

const config = readConfig({ PUBLIC_URL: 'https://podcast.example' })

/** PSP-1 wants neither the sign nor a year, and the schema refuses them. */
const holder = hostileLine.map((text) => text.replace(/[©℗\d]|\(c\)|copyright/gi, ''))
const author = fc.option(hostileLine, { nil: undefined })
const showInput = fc.record({
  title: hostileLine,
  description: hostileDescription,
  author: hostileLine,
  ownerName: hostileLine,
  copyright: holder,
})
const episodeInput = fc.record({
  title: hostileLine,
  description: fc.option(hostileDescription, { nil: undefined }),
  author,
})

test('hostile text in every field stays text, and both parsers read it back', async () => {
  const documents: string[] = []
  const feeds = fc.property(showInput, fc.array(episodeInput, { maxLength: 3 }), (typedShow, typedEpisodes) => {
    const xml = render(typedShow, typedEpisodes)
    expect(render(typedShow, typedEpisodes)).toBe(xml)
    documents.push(xml)

    const [read, asIndex] = [readFeed(xml), readFeedAsIndex(xml)]
    expectChannel(typedShow, { ...read, author: read.itunes.author, owner: read.itunes.owner }, cleanLine)
    expectChannel(typedShow, asIndex, indexReading)
    expect(indexReading(asIndex.description)).toBe(indexReading(read.description))
    expectDescription(read.description, typedShow.description)

    const items: Json[] = read.items ?? []
    expect([items.length, asIndex.items.length]).toEqual([typedEpisodes.length, typedEpisodes.length])
    typedEpisodes.forEach((typed, at) => {
      expect(items[at].title).toBe(cleanLine(typed.title))
      expect(items[at].itunes.author).toBe(typed.author && cleanLine(typed.author))
      expectDescription(items[at].description ?? '', typed.description ?? '')
      expect(indexReading(asIndex.items[at].title)).toBe(indexReading(typed.title))
      expect(indexReading(asIndex.items[at].author ?? '')).toBe(indexReading(typed.author ?? ''))
      expect(indexReading(asIndex.items[at].description ?? '')).toBe(indexReading(items[at].description ?? ''))
    })
  })
  fc.assert(feeds, { numRuns: RUNS })
  for (let at = 0; at < documents.length; at += BATCH)
    expect(await xmlErrors(...documents.slice(at, at + BATCH))).toEqual([])
}, 60_000)

const host = await startHost()

test('hostile text sent to the API comes out of the feed and the pages as it was typed', async () => {
  const text = 'Ämter ]]> </channel></rss><item> <script>alert("1")</script> & &amp; \u200fשלום\u202e 👩‍👩‍👧'
  const typed = {
    title: `${text}\u0000\ufffe\ud800`,
    description: `${text}\n${'ä'.repeat(1500)}`,
    author: text,
    ownerName: text,
  }
  const { slug } = await createShow(host, { ...typed, ownerEmail: 'a@example.de', copyright: text.replace('1', '') })
  const fields = { title: text, description: typed.description, author: text, slug: 'folge' }
  const { json } = await upload(host, slug, { before: fields })
  await publish(host, json.id)
  const xml = await eventually(
    () => feedOf(host, slug),
    (feed) => feed.includes('</item>'),
  )

  expect(await xmlErrors(xml)).toEqual([])
  const read = readFeed(xml)
  expect([read.title, read.itunes.author, read.itunes.owner.name]).toEqual([text, text, text])
  expect(read.items).toMatchObject([{ title: text, itunes: { author: text } }])
  expectDescription(read.description, typed.description)
  expectDescription(read.items[0].description, typed.description)
  for (const path of ['/', `/${slug}`, `/${slug}/folge`]) {
    const page = await (await fetch(host.url + path)).text()
    expect(page).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;')
    expect(page).not.toContain('<script')
  }
})

/** What the schemas make of what was typed, rendered as if it stood in rows. */
function render(typedShow: Json, typedEpisodes: Json[]): string {
  const read = readNewShow({ ...typedShow, language: 'de', categories: ['Government'], ownerEmail: 'a@example.de' })
  const guid = '11111111-1111-5111-8111-111111111111'
  const lists = {
    persons: [],
    locations: [],
    txt: [],
    socialInteract: [],
    funding: [],
    podroll: [],
    soundbites: [],
    chapters: [],
  }
  const show = { ...lists, ...read, guid, website: null, artwork: { path: 'x.jpg' } } as unknown as Show
  const audio = { path: 'x/y-0123abcd.mp3', bytes: 1n, type: 'audio/mpeg', seconds: 1, bitrate: 1, sha256: '00' }
  const items = typedEpisodes.map((typed, at) => {
    const episode = { ...readNewEpisode(typed), slug: 'y', guid: `guid-${at}`, type: 'full', explicit: null }
    const rest = {
      show,
      enclosure: audio,
      artwork: null,
      transcripts: [],
      publishAt: A_SUNDAY,
      season: null,
      number: null,
    }
    return renderItem(config, { description: '', notes: '', ...lists, ...episode, ...rest } as unknown as Episode)
  })
  return renderFeed(config, show, { items, trailers: [], changedAt: A_SUNDAY }).toString()
}

function expectChannel(typed: Json, read: Json, reading: (text: string) => string) {
  for (const name of ['title', 'author', 'copyright']) expect(reading(read[name])).toBe(reading(typed[name]))
  expect(reading(read.owner.name)).toBe(reading(typed.ownerName))
  expect(reading(read.image.title)).toBe(reading(typed.title))
}

/** HTML as a reader shows it is what was typed; or, where its markup takes too many bytes, the beginning of it. */
function expectDescription(html: string, typed: string) {
  const shown = unescaped(html.replaceAll('<br>\n', '\n'))
  const whole = cleanText(typed)
  if (shown === whole) return
  expect(Buffer.byteLength(html)).toBeGreaterThan(3900)
  expect(shown.endsWith('…') && whole.startsWith(shown.slice(0, -1))).toBe(true)
}

const unescaped = (html: string) => html.replace(/&(lt|gt|amp);/g, (_, name) => RESOLVED[name]!)

/** The index resolves entities more than once and makes every run of blanks one: on both sides, so does this. */
function indexReading(text: string): string {
  const resolved = text.replace(/&(lt|gt|amp|#0);/g, (_, name) => RESOLVED[name] ?? '')
  return resolved === text ? cleanLine(text) : indexReading(resolved)
}

const RESOLVED: Record<string, string> = { lt: '<', gt: '>', amp: '&', '#0': '\ufffd' }
