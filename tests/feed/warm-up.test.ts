import { expect, test } from 'vitest'
import type { Db } from '../../src/db.ts'
import { findFeed } from '../../src/feed/make-current.ts'
import { listPublished } from '../../src/feed/published-rows.ts'
import { refreshFeed } from '../../src/feed/refresh.ts'
import { keepRenderedItems } from '../../src/feed/rendered-items.ts'
import { warmUp } from '../../src/feed/warm-up.ts'
import { startHost } from '../support/host.ts'
import { episodeRow, showRow } from '../support/rows.ts'

const host = await startHost()

test('the items of the feed that changed last are there after a start, without an episode being read again', async () => {
  const show = await showRow(host)
  for (let at = 0; at < 5; at++) await episodeRow(host, show, { slug: `folge-${at}` })
  await refreshFeed(host, keepRenderedItems(), { showId: show.id, at: host.now() })
  const before = await host.db.feed.findMany()

  const items = keepRenderedItems()
  await warmUp(host, items)
  expect(await host.db.feed.findMany()).toEqual(before)

  const found = (await findFeed(host, show.id))!
  const rows = await listPublished(host.db, show.id, host.now())
  const unread = { ...host, db: {} as Db }
  expect(await items.render(unread, found.show, rows, host.now())).toHaveLength(5)
  await expect(keepRenderedItems().render(unread, found.show, rows, host.now())).rejects.toThrow()
})
