import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type CurrentFeeds, openCurrentFeeds } from '../../src/feed/current-feed.ts'
import { feedFile } from '../../src/feed/feed-copies.ts'
import { keepRenderedItems } from '../../src/feed/rendered-items.ts'
import { requestFeeds } from '../../src/feed/request-feeds.ts'
import { sweepFeeds } from '../../src/feed/sweep.ts'
import { changeShow } from '../../src/shows/show.ts'
import { feedKey } from '../../src/storage/object-keys.ts'
import { eventually } from '../support/api.ts'
import { startHost } from '../support/host.ts'
import { addNumbered, longShow, refreshAll } from '../support/long-show.ts'
import { askRaw } from '../support/raw.ts'
import { walk } from '../support/walk.ts'

const host = await startHost({ env: { FEED_EPISODES: '3' } })

type Some = { id: string; slug: string }
const fileOf = ({ slug }: Some, page: number) => feedFile(host.config.feedsDir, slug, page)
const pageRow = ({ id }: Some, number: number) =>
  host.db.feedPage.findUniqueOrThrow({ where: { showId_number: { showId: id, number } } })
const keysOf = async ({ slug }: Some) =>
  (await Array.fromAsync(host.storage.list(`feeds/${slug}/`))).map(({ key }) => key)

/** A host that was just started on the same database and folders: it holds nothing yet. */
async function startAnew<T>(use: (feeds: CurrentFeeds) => Promise<T>, feedEpisodes = host.config.feedEpisodes) {
  const feeds = openCurrentFeeds({ ...host, config: { ...host.config, feedEpisodes } }, keepRenderedItems())
  try {
    return await use(feeds)
  } finally {
    await feeds.close()
  }
}

const pageAnew = ({ slug }: Some, number: number) =>
  startAnew(async (feeds) => (await feeds.findPage(slug, number))?.plain)

test('a page lost from feeds/ comes back from the storage, a damaged one too, and one lost from both is made again', async () => {
  const show = await longShow(host, 7)
  await host.feeds.find(show.slug)
  const bytes = readFileSync(fileOf(show, 1))
  for (const lose of [() => rmSync(fileOf(show, 1)), () => writeFileSync(fileOf(show, 1), '<rss/>')]) {
    lose()
    expect(await pageAnew(show, 1)).toEqual(bytes)
    expect(readFileSync(fileOf(show, 1)).equals(bytes)).toBe(true)
  }
  const before = await pageRow(show, 1)
  rmSync(fileOf(show, 1))
  await host.storage.remove(feedKey(show.slug, before.etag))
  expect(await pageAnew(show, 1)).toEqual(bytes)
  expect(await keysOf(show)).toContain(feedKey(show.slug, before.etag))
  expect(await pageRow(show, 1)).toEqual(before)
})

test('the daily sweep keeps the copies of pages that are current, and removes those from before', async () => {
  const show = await longShow(host, 7)
  await host.feeds.find(show.slug)
  const { etag } = await pageRow(show, 1)
  await host.db.episode.update({ where: { id: show.rows[0]!.id }, data: { title: 'eins' } })
  await refreshAll(host, show.id)
  expect((await pageRow(show, 1)).etag).not.toBe(etag)
  expect(await keysOf(show)).toContain(feedKey(show.slug, etag))

  await sweepFeeds({ ...host, now: () => new Date(Date.now() + 25 * 3_600_000) })
  const rows = await host.db.feed.findUniqueOrThrow({ where: { showId: show.id }, include: { pages: true } })
  const current = [rows, ...rows.pages].map((row) => feedKey(show.slug, row.etag))
  expect((await keysOf(show)).toSorted()).toEqual(current.toSorted())
})

test('only pages that changed are written', async () => {
  const show = await longShow(host, 9)
  await host.feeds.find(show.slug)
  await refreshAll(host, show.id)
  const before = await keysOf(show)
  const addedBy = async (work: () => Promise<unknown>) => {
    await work()
    await refreshAll(host, show.id)
    const after = await keysOf(show)
    return after.filter((key) => !before.includes(key)).length
  }
  expect(await addedBy(async () => undefined)).toBe(0)
  const rename = { where: { id: show.rows[0]!.id }, data: { title: 'eins' } }
  expect(await addedBy(() => host.db.episode.update(rename))).toBe(1)
  // That page, and now the feed, its new page, and the page that is its neighbour.
  expect(await addedBy(() => addNumbered(host, show, 10))).toBe(4)
})

test('a show that gets another address takes its pages along, and leaves none of its files', async () => {
  const show = await longShow(host, 7)
  const [, page] = await walk([host], show.slug)
  const slug = `${show.slug}-neu`
  await changeShow(host, show.slug, { slug })
  const moved = await eventually(
    () => walk([host], slug).catch(() => []),
    (pages) => pages.length > 1 && pages.every(({ body }) => !body.includes(`/${show.slug}.xml`)),
  )
  expect(moved.flatMap(({ guids }) => guids)).toEqual(show.rows.map(({ guid }) => guid).toReversed())
  const before = await askRaw(host, page!.path)
  expect([before.status, before.headers.location]).toEqual([301, `https://podcast.example${moved[1]!.path}`])
  await eventually(
    async () => readdirSync(host.config.feedsDir).filter((name) => name.startsWith(`${show.slug}.`)),
    (names) => names.length === 0,
  )
})

test('another number of episodes in feeds takes effect when all feeds are made anew after a start', async () => {
  const show = await longShow(host, 8)
  expect((await walk([host], show.slug)).length).toBeGreaterThan(1)
  await refreshAll(host, show.id)
  await startAnew((feeds) => feeds.refresh({ showId: show.id, at: host.now() }), 9)
  await host.feeds.reload(show.id)
  expect(await walk([host], show.slug)).toMatchObject([{ isComplete: true }])

  await requestFeeds(host)
  await eventually(
    () => host.db.feedPage.count({ where: { showId: show.id, linked: true } }),
    (linked) => linked > 0,
  )
})
