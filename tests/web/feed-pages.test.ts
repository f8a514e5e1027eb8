import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { OPERATOR } from '../../src/accounts/logbook.ts'
import { publishEpisode, unpublishEpisode } from '../../src/episodes/publish.ts'
import { eventually } from '../support/api.ts'
import { readFeed, xmlErrors } from '../support/feeds.ts'
import { startHost } from '../support/host.ts'
import { addNumbered, dayOf, longShow, refreshAll } from '../support/long-show.ts'
import { askRaw } from '../support/raw.ts'
import { episodeRow } from '../support/rows.ts'
import { readPage, type WalkedPage, walk } from '../support/walk.ts'

const host = await startHost({ env: { FEED_EPISODES: '6', WEBSUB_HUBS: 'http://127.0.0.1:9/' } })
const EPISODES = 15

type Some = { id: string; slug: string }

const titlesOf = (pages: WalkedPage[]) => pages.map(({ titles }) => titles.join(' '))
const refresh = ({ id }: Some) => refreshAll(host, id)
const settled = async (show: Some) => {
  await refresh(show)
  await host.feeds.reload(show.id)
}

let show: Awaited<ReturnType<typeof longShow>>
let pages: WalkedPage[]
beforeAll(async () => {
  show = await longShow(host, EPISODES)
  pages = await walk([host], show.slug)
})

test('AC-36 an app that follows the links finds every published episode once, the newest first', async () => {
  expect(pages.flatMap(({ guids }) => guids)).toEqual(show.rows.map(({ guid }) => guid).toReversed())
  expect(titlesOf(pages)).toEqual(['15 14 13 12 11', '10 9', '8 7', '6 5', '4 3', '2 1'])
  expect(await xmlErrors(...pages.map(({ body }) => String(body)))).toEqual([])
})

test('AC-36 each document names its neighbours, the first and the last (RFC 5005), and itself once', () => {
  const feed = `https://podcast.example/feeds/${show.slug}.xml`
  const page = (number: number) => `${feed}?page=${number}`
  const [first, second, third] = pages
  expect(first!.links).toEqual({ first: feed, next: page(5), 'prev-archive': page(5), last: page(1) })
  const ends = { first: feed, current: feed, last: page(1) }
  expect(second!.links).toEqual({ ...ends, previous: feed, next: page(4), 'prev-archive': page(4) })
  const around = { previous: page(5), 'next-archive': page(5), next: page(3), 'prev-archive': page(3) }
  expect(third!.links).toEqual({ ...ends, ...around })
  expect(pages.at(-1)!.links).toEqual({ ...ends, previous: page(2), 'next-archive': page(2) })
  expect(pages.map(({ isArchive, isComplete }) => [isArchive, isComplete])).toEqual([
    [false, false],
    ...Array(5).fill([true, false]),
  ])

  for (const { path, body } of pages) {
    const { title, atom } = readFeed(String(body))
    expect(title).toBe('Nachtzüge')
    const selves = atom.links.filter(({ rel }: { rel: string }) => rel === 'self')
    expect(selves).toMatchObject([{ href: `https://podcast.example${path}`, type: 'application/rss+xml' }])
  }
})

test('AC-21 to AC-26 a page has the head of a feed, except that hubs are told of the feed alone', async () => {
  for (const { path, headers, body } of pages) {
    const same = ['content-type', 'cache-control', 'vary', 'access-control-allow-origin', 'x-content-type-options']
    for (const name of same) expect(headers[name]).toBe(pages[0]!.headers[name])
    expect(headers['content-length']).toBe(String(body.length))
    expect(headers.link === undefined).toBe(path !== pages[0]!.path)

    const { etag, 'last-modified': modified } = headers
    const conditions: Record<string, string>[] = [{ 'If-None-Match': `W/${etag}` }, { 'If-Modified-Since': modified! }]
    for (const condition of conditions) {
      const unchanged = await askRaw(host, path, condition)
      expect([unchanged.status, unchanged.body.length, unchanged.headers.etag]).toEqual([304, 0, etag])
    }
    const tags = new Set([etag])
    for (const [coding, decode] of [
      ['gzip', gunzipSync],
      ['br', brotliDecompressSync],
    ] as const) {
      // The feed itself is there before its Brotli is.
      const coded = await eventually(
        () => askRaw(host, path, { 'Accept-Encoding': coding }),
        ({ headers }) => headers['content-encoding'] === coding,
      )
      expect(decode(coded.body).equals(body)).toBe(true)
      tags.add(coded.headers.etag)
      const head = await askRaw(host, path, { 'Accept-Encoding': coding }, 'HEAD')
      expect([head.status, head.body.length]).toEqual([200, 0])
      expect({ ...head.headers, date: '' }).toEqual({ ...coded.headers, date: '' })
    }
    expect(tags.size).toBe(3)
  }
})

test('a show with no more episodes than fit has one feed, which says that it is complete, and no page', async () => {
  const small = await longShow(host, 6)
  const [feed, ...more] = await walk([host], small.slug)
  expect([feed!.titles.length, feed!.isComplete, feed!.links, more]).toEqual([6, true, {}, []])
  expect((await askRaw(host, `/feeds/${small.slug}.xml?page=1`)).status).toBe(404)
})

test.each(['6', '0', '01', '-1', '1.0', '', 'x', '1&page=2', '99999999999', '1%00'])(
  'a page nobody has is unknown, and nothing is kept of the answer: ?page=%s',
  async (page) => {
    const { status, headers } = await askRaw(host, `/feeds/${show.slug}.xml?page=${page}`)
    expect([status, headers['cache-control']]).toEqual([404, 'no-store'])
  },
)

test('another question behind the address is not a page, and gets the feed', async () => {
  const asked = await askRaw(host, `/feeds/${show.slug}.xml?utm_source=x&amp;page=1`)
  expect([asked.status, asked.headers.etag]).toEqual([200, pages[0]!.headers.etag])
})

test('a publication leaves the pages as they are; only the newest of them hears of a new neighbour', async () => {
  const growing = await longShow(host, 9)
  const tagsOf = (walked: WalkedPage[]) => walked.map(({ headers }) => [headers.etag, headers['last-modified']])
  const before = await walk([host], growing.slug)
  expect(titlesOf(before)).toEqual(['9 8 7 6 5', '4 3', '2 1'])

  await addNumbered(host, growing, 10)
  await settled(growing)
  const after = await walk([host], growing.slug)
  expect(titlesOf(after)).toEqual(['10 9 8 7 6 5', '4 3', '2 1'])
  expect(tagsOf(after).slice(1)).toEqual(tagsOf(before).slice(1))

  await addNumbered(host, growing, 11)
  await settled(growing)
  const later = await walk([host], growing.slug)
  expect(titlesOf(later)).toEqual(['11 10 9 8 7', '6 5', '4 3', '2 1'])
  expect(tagsOf(later).at(-1)).toEqual(tagsOf(before).at(-1))
  const neighbour = `https://podcast.example${later[1]!.path}`
  expect(later[2]!.links).toEqual({ ...before[1]!.links, previous: neighbour, 'next-archive': neighbour })
})

test('what is changed, taken back, scheduled or a draft is on a page as in a feed', async () => {
  const changing = await longShow(host, 9)
  await episodeRow(host, changing, { title: 'Entwurf', publishAt: null })
  await episodeRow(host, changing, { title: 'Geplant', publishAt: new Date('2099-01-01') })
  const before = await walk([host], changing.slug)
  const idOf = (title: string) => changing.rows[Number(title) - 1]!.id
  expect(titlesOf(before)).toEqual(['9 8 7 6 5', '4 3', '2 1'])

  await host.db.episode.update({ where: { id: idOf('2') }, data: { title: 'zwei' } })
  await unpublishEpisode(host, idOf('3'), { by: OPERATOR })
  await publishEpisode(host, idOf('7'), { by: OPERATOR, at: dayOf(1.5) })
  const after = await eventually(
    () => walk([host], changing.slug),
    (walked) => titlesOf(walked).join('|') === '9 8 6 5|4|zwei 7 1',
  )
  expect(after[2]!.headers.etag).not.toBe(before[2]!.headers.etag)
  const changed = Date.parse(after[2]!.headers['last-modified']!)
  expect(changed).toBeGreaterThan(Date.parse(before[2]!.headers['last-modified']!))
})

test('the feed takes its pages back when everything fits again, and their addresses go on answering', async () => {
  const shrinking = await longShow(host, 7)
  const before = await walk([host], shrinking.slug)
  expect(titlesOf(before)).toEqual(['7 6 5 4 3', '2 1'])

  await unpublishEpisode(host, shrinking.rows[2]!.id, { by: OPERATOR })
  const [feed, ...none] = await eventually(
    () => walk([host], shrinking.slug),
    ({ length }) => length === 1,
  )
  expect([feed!.titles.join(' '), feed!.isComplete, none]).toEqual(['7 6 5 4 2 1', true, []])
  const onTheWay = await askRaw(host, before[1]!.path)
  expect([onTheWay.status, readPage(onTheWay.body).titles]).toEqual([200, ['2', '1']])

  await publishEpisode(host, shrinking.rows[2]!.id, { by: OPERATOR, at: dayOf(3) })
  const again = await eventually(
    () => walk([host], shrinking.slug),
    ({ length }) => length > 1,
  )
  expect(again.map(({ path }) => path)).toEqual(before.map(({ path }) => path))
})

test('the channel of the feed names the trailers on its pages too', async () => {
  const old = await longShow(host, 9)
  await host.db.episode.update({ where: { id: old.rows[0]!.id }, data: { type: 'trailer' } })
  const [feed, ...more] = await walk([host], old.slug)
  expect(feed!.titles).not.toContain('1')
  expect(String(feed!.body).match(/<podcast:trailer /g)).toHaveLength(1)
  expect(more.map(({ body }) => String(body).includes('<podcast:trailer '))).toEqual([false, true])
})
