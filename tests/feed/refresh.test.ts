import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openCurrentFeeds } from '../../src/feed/current-feed.ts'
import { etagOf, feedFile } from '../../src/feed/feed-copies.ts'
import { refreshFeed } from '../../src/feed/refresh.ts'
import { keepRenderedItems } from '../../src/feed/rendered-items.ts'
import { feedKey } from '../../src/storage/object-keys.ts'
import { readObject } from '../../src/storage/read-object.ts'
import { createShow, eventually, giveCover, publish, upload } from '../support/api.ts'
import { readFeed } from '../support/feeds.ts'
import { startHost, type TestHost } from '../support/host.ts'
import { episodeRow, showRow } from '../support/rows.ts'

const host = await startHost()
const second = await startHost({ connection: host.connection, dataDir: host.dir })

type Some = { id: string; slug: string }
const rowOf = ({ id }: Some) => host.db.feed.findUniqueOrThrow({ where: { showId: id } })
const refresh = ({ id }: Some, at: TestHost = host) =>
  refreshFeed(at, keepRenderedItems(), { showId: id, at: at.now() })
const fileOf = ({ slug }: Some) => feedFile(host.config.feedsDir, slug)
const titlesIn = (xml: string | Buffer) =>
  (readFeed(String(xml)).items ?? []).map(({ title }: { title: string }) => title)

/** Both have heard of a feed's first version, and will not look for its copies any more. */
const heldByBoth = ({ slug }: Some) =>
  Promise.all([host, second].map((at) => eventually(async () => at.feeds.peek(slug), Boolean)))

/** A host that was just started on the same database and folders: it holds nothing yet. */
async function startAnew<T>(use: (feeds: ReturnType<typeof openCurrentFeeds>) => Promise<T>): Promise<T> {
  const feeds = openCurrentFeeds(host, keepRenderedItems())
  try {
    return await use(feeds)
  } finally {
    await feeds.close()
  }
}

test('a feed lies in feeds/ and in the storage, and its row says which bytes are current', async () => {
  const show = await showRow(host)
  await episodeRow(host, show)
  await refresh(show)
  const bytes = readFileSync(fileOf(show))
  const { etag, ...row } = await rowOf(show)
  expect(row).toMatchObject({ revision: 1, bytes: bytes.length })
  expect(etagOf(bytes)).toBe(etag)
  expect((await readObject(host.storage, feedKey(show.slug, etag))).equals(bytes)).toBe(true)
})

test('rows that did not change leave version, date and ETag as they are', async () => {
  const show = await showRow(host)
  await episodeRow(host, show)
  await refresh(show)
  const first = await rowOf(show)
  for (const at of [host, second, host]) await refresh(show, at)
  expect(await rowOf(show)).toEqual(first)
})

test('each version is dated at least a second after the one before, or If-Modified-Since would hide it', async () => {
  const show = await showRow(host)
  const dates: number[] = []
  for (let version = 1; version <= 3; version++) {
    await episodeRow(host, show)
    await refresh(show)
    const { revision, lastModified } = await rowOf(show)
    expect(revision).toBe(version)
    dates.push(Math.floor(+lastModified / 1000))
  }
  expect(dates[1]! > dates[0]! && dates[2]! > dates[1]!).toBe(true)
})

test('two hosts that publish at the same time lose no episode, and the version only goes up', async () => {
  const show = await createShow(host)
  const uploads = Array.from({ length: 12 }, (_, at) => upload(host, show.slug, { before: { title: `Folge ${at}` } }))
  const ids = (await Promise.all(uploads)).map(({ json }) => json.id)
  const showId = (await host.db.show.findUniqueOrThrow({ where: { slug: show.slug } })).id

  let watching = true
  const revisions: number[] = []
  const watcher = (async () => {
    while (watching) revisions.push((await rowOf({ ...show, id: showId })).revision)
  })()
  await giveCover(host, show.slug)
  await Promise.all([
    ...ids.map((id, at) => publish(at % 2 ? host : second, id)),
    ...ids.map((_, at) => refresh({ ...show, id: showId }, at % 2 ? host : second)),
  ])
  for (const at of [host, second])
    await eventually(
      async () => titlesIn((await at.feeds.find(show.slug))!.plain).length,
      (count) => count === 12,
    )
  watching = false
  await watcher
  expect(revisions).toEqual(revisions.toSorted((a, b) => a - b))
})

test('a writer whose rows are older starts again, and the newer feed stays', async () => {
  const show = await showRow(host)
  await Promise.all(
    Array.from({ length: 10 }, async (_, at) => {
      await episodeRow(host, show, { title: `Folge ${at}` })
      await refresh(show, at % 2 ? host : second)
    }),
  )
  const { etag } = await rowOf(show)
  expect(titlesIn(await readObject(host.storage, feedKey(show.slug, etag)))).toHaveLength(10)
})

test('a copy lost from feeds/ comes back from the storage, a copy lost from both is made again', async () => {
  const show = await showRow(host)
  await episodeRow(host, show)
  await refresh(show)
  await heldByBoth(show)
  const bytes = readFileSync(fileOf(show))
  const { etag } = await rowOf(show)

  rmSync(fileOf(show))
  await startAnew(async (feeds) => expect((await feeds.find(show.slug))?.plain).toEqual(bytes))
  expect(readFileSync(fileOf(show)).equals(bytes)).toBe(true)

  rmSync(fileOf(show))
  await host.storage.remove(feedKey(show.slug, etag))
  await startAnew(async (feeds) => expect((await feeds.find(show.slug))?.plain).toEqual(bytes))
  expect(readFileSync(fileOf(show)).equals(bytes)).toBe(true)
  expect((await readObject(host.storage, feedKey(show.slug, etag))).equals(bytes)).toBe(true)
  expect((await rowOf(show)).revision).toBe(1)
})

test.each(['', 'garbage', '<?xml version="1.0"?><rss/>'])(
  'a damaged file in feeds/ is noticed and replaced: %s',
  async (damage) => {
    const show = await showRow(host)
    await refresh(show)
    const bytes = readFileSync(fileOf(show))
    writeFileSync(fileOf(show), damage)
    await startAnew(async (feeds) => expect((await feeds.find(show.slug))?.plain).toEqual(bytes))
    expect(readFileSync(fileOf(show)).equals(bytes)).toBe(true)
  },
)

test('copies lost while the rows moved on are made of the rows as they are now', async () => {
  const show = await showRow(host)
  await refresh(show)
  await heldByBoth(show)
  rmSync(fileOf(show))
  await host.storage.remove(feedKey(show.slug, (await rowOf(show)).etag))
  await episodeRow(host, show, { title: 'Inzwischen' })
  await startAnew(async (feeds) => expect(titlesIn((await feeds.find(show.slug))?.plain ?? '')).toEqual(['Inzwischen']))
})

test('writing a feed leaves no other file', async () => {
  expect(readdirSync(host.config.feedsDir).filter((name) => !name.endsWith('.xml'))).toEqual([])
})
