import fc from 'fast-check'
import { expect, test } from 'vitest'
import { OPERATOR } from '../../src/accounts/logbook.ts'
import { publishEpisode } from '../../src/episodes/publish.ts'
import { refreshFeed } from '../../src/feed/refresh.ts'
import { refreshPages } from '../../src/feed/refresh-pages.ts'
import { keepRenderedItems } from '../../src/feed/rendered-items.ts'
import { feedKey } from '../../src/storage/object-keys.ts'
import { readObject } from '../../src/storage/read-object.ts'
import { startHost } from '../support/host.ts'
import { episodeRow, showRow } from '../support/rows.ts'
import { readPage, walk } from '../support/walk.ts'

const RUNS = 10
const WALKS = 100
const FEED_EPISODES = 6

const host = await startHost({ env: { FEED_EPISODES: `${FEED_EPISODES}` } })
const second = await startHost({
  env: { FEED_EPISODES: `${FEED_EPISODES}` },
  connection: host.connection,
  dataDir: host.dir,
})

type Some = { id: string; slug: string }

/** What a producer, or the operator, can do next; `date` and `which` choose among what is there. */
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ what: fc.constant('publish'), count: fc.nat(4) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('publish'), count: fc.integer({ min: 10, max: 25 }) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('back-date'), count: fc.nat(6), date: fc.nat(1000) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('take back'), count: fc.nat(8), which: fc.nat(1000) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('move'), which: fc.nat(1000), date: fc.nat(1000) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('set'), count: fc.integer({ min: 1, max: 12 }) }) },
)

/** One version of the feed (page 0) or of a page, and a moment at which it says what is so. */
interface Version {
  etag: string
  moment: number
  guids: string[]
  next: number | null
}

test('a walk along old and new versions of pages, whatever happens meanwhile, misses nothing and doubles nothing', async () => {
  const lives = fc.asyncProperty(
    fc.array(step, { minLength: 4, maxLength: 14 }),
    fc.infiniteStream(fc.nat()),
    (steps, chance) => live(steps, () => chance.next().value!),
  )
  await fc.assert(lives, { numRuns: RUNS, endOnFailure: true })
}, 120_000)

test('readers on two instances walk while episodes are published, and always see all there is, once', async () => {
  const show = await showRow(host)
  const minute = (number: number) => new Date(Date.now() - 600_000_000 + number * 60_000)
  const guids: string[] = []
  const drafts: string[] = []
  for (let number = 0; number < 70; number++) {
    const { id, guid } = await episodeRow(host, show, { publishAt: number < 30 ? minute(number) : null })
    guids.push(guid)
    if (number >= 30) drafts.push(id)
  }
  let isPublishing = true
  let walks = 0
  const readers = [host, second, host].map(async (_, start) => {
    for (; isPublishing; walks++) {
      const pages = await walk([host, second].slice(start % 2), show.slug)
      const seen = pages.flatMap(({ guids }) => guids)
      expect(seen).toEqual(guids.slice(0, seen.length).toReversed())
      expect(seen.length).toBeGreaterThanOrEqual(30)
    }
  })
  for (const [at, id] of drafts.entries()) {
    await publishEpisode(host, id, { by: OPERATOR, at: minute(30 + at) })
    if (at % 3) await new Promise((resolve) => setTimeout(resolve, 25))
  }
  while (walks < 40) await new Promise((resolve) => setTimeout(resolve, 20))
  isPublishing = false
  await Promise.all(readers)
}, 60_000)

/** Lives through the steps and writes down every version; then walks, each page in any version it ever had. */
async function live(steps: { what: string; count?: number; which?: number; date?: number }[], chance: () => number) {
  const show = await showRow(host)
  const history = new Map<number, Version[]>()
  /** When each episode was last added, moved or taken back. */
  const changed = new Map<string, number>()
  const published: { id: string; guid: string }[] = []
  let moment = 0
  let minute = 0
  let limit = FEED_EPISODES
  const change = (guid: string) => changed.set(guid, moment)

  for (const { what, count = 1, which = 0, date = 0 } of steps) {
    moment += 1
    const dateOf = (at: number) => new Date(Date.UTC(2020, 0, 1) + at * 60_000)
    if (what === 'set') limit = count
    else if (what === 'publish' || what === 'back-date')
      for (let some = 0; some < count; some++) {
        minute += 10
        const publishAt = dateOf(what === 'publish' ? minute : date % minute)
        const { id, guid } = await episodeRow(host, show, { publishAt })
        published.push({ id, guid })
        change(guid)
      }
    else
      for (let some = 0; some < count && published.length > 0; some++) {
        const place = (which + some) % published.length
        const { id, guid } = published[place]!
        if (what === 'take back') published.splice(place, 1)
        const publishAt = what === 'move' ? dateOf(date % (minute + 1)) : null
        await host.db.episode.update({ where: { id }, data: { publishAt } })
        change(guid)
      }
    await refreshAndRecord(show, limit, moment, history)
  }
  await expectRest(show, limit)
  const newest = history.get(0)!.at(-1)!
  if (published.length <= limit) expect(newest).toMatchObject({ next: null, guids: { length: published.length } })
  expect(newest.guids.length).toBeLessThanOrEqual(Math.max(limit, 1))
  expect(newest.guids.length > 0).toBe(published.length > 0)

  for (let some = 0; some < WALKS; some++) {
    const seen: string[] = []
    const moments: number[] = []
    for (let page: number | null = 0; page !== null; ) {
      const versions: Version[] = history.get(page)!
      const version: Version = versions[chance() % versions.length]!
      seen.push(...version.guids)
      moments.push(version.moment)
      page = version.next
    }
    const isSteady = (guid: string) => changed.get(guid)! <= Math.min(...moments)
    const all = published.map(({ guid }) => guid)
    expect(new Set(seen.filter(isSteady)).size).toBe(seen.filter(isSteady).length)
    expect(seen.filter(isSteady).toSorted()).toEqual(all.filter(isSteady).toSorted())
  }
}

async function refreshAndRecord(show: Some, feedEpisodes: number, moment: number, history: Map<number, Version[]>) {
  const services = { ...host, config: { ...host.config, feedEpisodes } }
  const asked = { showId: show.id, at: host.now() }
  await refreshFeed(services, keepRenderedItems(), asked)
  await record(show, moment, history, { onlyNew: true })
  await refreshPages(services, keepRenderedItems(), asked)
  // Pages that grew too long ask for it once more.
  await refreshFeed(services, keepRenderedItems(), asked)
  await refreshPages(services, keepRenderedItems(), asked)
  await record(show, moment, history, { onlyNew: false })
}

/** The same again makes nothing anew. */
async function expectRest(show: Some, feedEpisodes: number) {
  const services = { ...host, config: { ...host.config, feedEpisodes } }
  const row = () => host.db.feed.findUnique({ where: { showId: show.id }, include: { pages: true } })
  const before = await row()
  await refreshFeed(services, keepRenderedItems(), { showId: show.id, at: host.now() })
  await refreshPages(services, keepRenderedItems(), { showId: show.id, at: host.now() })
  expect(await row()).toEqual(before)
}

/** In the middle of a step, pages that are as before don't know of it yet. */
async function record(
  { id, slug }: Some,
  moment: number,
  history: Map<number, Version[]>,
  { onlyNew }: { onlyNew: boolean },
) {
  const feed = await host.db.feed.findUniqueOrThrow({ where: { showId: id }, include: { pages: true } })
  for (const { number, etag } of [{ number: 0, etag: feed.etag }, ...feed.pages]) {
    const versions = history.get(number) ?? []
    if (onlyNew && versions.some((version) => version.etag === etag)) continue
    const { guids, links } = readPage(await readObject(host.storage, feedKey(slug, etag)))
    const next = links.next ? Number(new URL(links.next).searchParams.get('page')) : null
    history.set(number, [...versions, { etag, moment, guids, next }])
  }
}
