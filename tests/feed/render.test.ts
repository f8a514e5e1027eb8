import { expect, test } from 'vitest'
import { WHOLE } from '../../src/feed/page-links.ts'
import { refreshFeed } from '../../src/feed/refresh.ts'
import { renderFeed } from '../../src/feed/render.ts'
import { keepRenderedItems } from '../../src/feed/rendered-items.ts'
import { feedOf, readFeed } from '../support/feeds.ts'
import { startHost } from '../support/host.ts'
import { A_SUNDAY, episodeRow, showRow } from '../support/rows.ts'

const host = await startHost()
const later = (minutes: number) => new Date(A_SUNDAY.getTime() + minutes * 60_000)
const builtAt = (xml: string) => /<lastBuildDate>(.*?)</.exec(xml)?.[1]

test('the same rows give the same bytes, whoever renders them and when', async () => {
  const show = await showRow(host)
  for (let minutes = 0; minutes < 60; minutes++) await episodeRow(host, show, { publishAt: later(minutes) })
  const first = await feedOf(host, show.slug)
  host.travelTo('2031-05-05T05:05:05Z')
  await refreshFeed(host, keepRenderedItems(), { showId: show.id, at: host.now() })
  await host.feeds.reload(show.id)
  expect(await feedOf(host, show.slug)).toBe(first)
  expect((await host.db.feed.findUniqueOrThrow({ where: { showId: show.id } })).revision).toBe(1)
})

test('the newest episode comes first, and of two at the same moment the one made later', async () => {
  const show = await showRow(host)
  for (const [title, minutes] of [
    ['zwei', 2],
    ['eins', 1],
    ['vier', 3],
    ['fünf', 3],
  ] as const)
    await episodeRow(host, show, { title, publishAt: later(minutes) })
  const { items } = readFeed(await feedOf(host, show.slug))
  expect(items.map(({ title }: { title: string }) => title)).toEqual(['fünf', 'vier', 'zwei', 'eins'])
})

test('the feed was built when the newest of its rows was changed or became public', async () => {
  const show = await showRow(host)
  expect(builtAt(await feedOf(host, show.slug))).toBe('Sun, 25 Oct 2026 05:00:00 GMT')

  const refresh = async () => {
    await refreshFeed(host, keepRenderedItems(), { showId: show.id, at: host.now() })
    await host.feeds.reload(show.id)
    return builtAt(await feedOf(host, show.slug))
  }
  const episode = await episodeRow(host, show, { publishAt: later(5) })
  expect(await refresh()).toBe('Sun, 25 Oct 2026 05:05:00 GMT')
  await host.db.episode.update({ where: { id: episode.id }, data: { title: 'Neu', updatedAt: later(7) } })
  expect(await refresh()).toBe('Sun, 25 Oct 2026 05:07:00 GMT')
  await host.db.show.update({ where: { id: show.id }, data: { title: 'Neu', updatedAt: later(9) } })
  expect(await refresh()).toBe('Sun, 25 Oct 2026 05:09:00 GMT')
})

test('AC-35 a page of a feed names no hub, since hubs are told of the feed alone', async () => {
  const show = { ...(await showRow(host)), artwork: null }
  const config = { ...host.config, hubs: ['https://hub.example/'] }
  const nothing = { items: [], trailers: [], changedAt: A_SUNDAY }
  const hubsOf = (links = WHOLE) =>
    readFeed(String(renderFeed(config, show, nothing, links))).atom.links.filter(
      ({ rel }: { rel: string }) => rel === 'hub',
    )
  expect(hubsOf()).toMatchObject([{ href: 'https://hub.example/' }])
  expect(hubsOf({ ...WHOLE, self: 1 })).toEqual([])
})
