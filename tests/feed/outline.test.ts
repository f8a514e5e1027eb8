import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countAbove, newestFirst } from '../../src/feed/paging.ts'
import { listPublished, outlineOf } from '../../src/feed/published-rows.ts'
import { startHost } from '../support/host.ts'
import { dayOf } from '../support/long-show.ts'
import { episodeRow, showRow } from '../support/rows.ts'

const host = await startHost()
const RUNS = 15

/** Few days, so that episodes of one moment are common. */
const days = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 12 })

/** A show with an episode on each of some days, and pages that begin at some of them, or where one was. */
async function pagedShow(published: number[], starts: number[]) {
  const show = await showRow(host)
  const rows: { id: string; publishAt: Date | null }[] = []
  for (const day of published) rows.push(await episodeRow(host, show, { publishAt: dayOf(day) }))
  await host.db.feed.create({
    data: { showId: show.id, etag: 'a', bytes: 1, revision: 1, lastModified: host.now() },
  })
  for (const [at, start] of starts.entries()) {
    const { id, publishAt } = rows[start % rows.length]!
    const page = { showId: show.id, number: at + 1, newestAt: publishAt!, newestId: id, linked: at % 3 !== 2 }
    await host.db.feedPage.create({ data: { ...page, etag: 'a', bytes: 1, lastModified: host.now() } })
  }
  const [gone] = rows
  if (published.length % 2 === 0) await host.db.episode.update({ where: { id: gone!.id }, data: { publishAt: null } })
  return { show, rows }
}

const readBoth = async (showId: string) => {
  const [outline, rows] = [
    await outlineOf(host.db, showId, host.now()),
    await listPublished(host.db, showId, host.now()),
  ]
  const pages = await host.db.feedPage.findMany({ where: { showId } })
  const starts = pages.map(({ number, newestAt, newestId }) => ({ number, publishAt: newestAt, id: newestId }))
  return { outline, rows, starts }
}

test('what is counted where it lies is what counting the rows gives, and a span of rows is what lies between two places', async () => {
  const shows = fc.asyncProperty(days, fc.array(fc.nat(11), { maxLength: 5 }), async (published, at) => {
    const { show } = await pagedShow(published, at)
    const { outline, rows, starts } = await readBoth(show.id)
    expect(outline.episodes).toBe(rows.length)
    for (const start of starts) expect(outline.above.get(start.number)).toBe(countAbove(rows, start))
    expect(outline.above.size).toBe(starts.length)

    const [from, until] = starts.toSorted(newestFirst)
    const span = await listPublished(host.db, show.id, host.now(), { from, until })
    expect(span).toEqual(rows.slice(from ? countAbove(rows, from) : 0, countAbove(rows, until)))
  })
  await fc.assert(shows, { numRuns: RUNS, endOnFailure: true })
}, 60_000)

test('a stretch is another version when an episode of it comes, goes or changes, and no other stretch is', async () => {
  const { show, rows } = await pagedShow([1, 2, 3, 4, 5], [3, 1])
  const versions = async () => (await readBoth(show.id)).outline.stretches.map(({ version }) => version)
  const changed = async (work: () => Promise<unknown>) => {
    const before = await versions()
    await work()
    return (await versions()).map((version, place) => version !== before[place])
  }
  const update = (at: number, data: object) => host.db.episode.update({ where: { id: rows[at]!.id }, data })

  expect(await changed(async () => undefined)).toEqual([false, false, false])
  expect(await changed(() => update(0, { title: 'eins' }))).toEqual([false, false, true])
  expect(await changed(() => update(2, { publishAt: null }))).toEqual([false, true, false])
  expect(await changed(() => update(2, { publishAt: dayOf(3) }))).toEqual([false, true, false])
  expect(await changed(() => episodeRow(host, show, { publishAt: dayOf(6) }))).toEqual([true, false, false])
})
