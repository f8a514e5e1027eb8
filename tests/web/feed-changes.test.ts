import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { etagOf, feedFile } from '../../src/feed/feed-copies.ts'
import { refreshFeed } from '../../src/feed/refresh.ts'
import { keepRenderedItems } from '../../src/feed/rendered-items.ts'
import { createShow, eventually, publish, upload } from '../support/api.ts'
import { feedOf } from '../support/feeds.ts'
import { startHost } from '../support/host.ts'
import { askRaw } from '../support/raw.ts'
import { episodeRow, showRow } from '../support/rows.ts'

const host = await startHost()
const second = await startHost({ connection: host.connection, dataDir: host.dir })

test('a new publication is in the feed of both hosts within five seconds, under a new version', async () => {
  const { slug } = await createShow(host)
  const before = await askRaw(second, `/feeds/${slug}.xml`)
  const { json } = await upload(host, slug, { before: { title: 'Gerade eben' } })
  await publish(host, json.id)
  await Promise.all(
    [host, second].map((at) =>
      eventually(
        () => feedOf(at, slug),
        (xml) => xml.includes('Gerade eben'),
      ),
    ),
  )
  const after = await askRaw(second, `/feeds/${slug}.xml`, { 'If-None-Match': before.headers.etag! })
  expect(after.status).toBe(200)
  expect(Date.parse(after.headers['last-modified']!)).toBeGreaterThan(Date.parse(before.headers['last-modified']!))
})

test('a feed read while it is replaced is one version or the other, whole', async () => {
  const show = await showRow(host)
  const path = `/feeds/${show.slug}.xml`
  await askRaw(host, path)
  let [writing, reads, versions] = [true, 0, new Set<string>()]
  const readers = [host, second, host, second].map(async (at) => {
    for (; writing; reads++) {
      const { headers, body } = await askRaw(at, path)
      expect(headers.etag).toBe(`"${etagOf(body)}"`)
      versions.add(headers.etag!)
      expect(readFileSync(feedFile(at.config.feedsDir, show.slug), 'utf8')).toMatch(/^<\?xml[\s\S]*<\/rss>\n$/)
    }
  })
  const items = keepRenderedItems()
  for (let at = 0; at < 25 || reads < 400; at++) {
    await episodeRow(host, show, { description: 'x'.repeat(4000) })
    await refreshFeed(host, items, { showId: show.id, at: host.now() })
  }
  writing = false
  await Promise.all(readers)
  expect(versions.size).toBeGreaterThan(5)
})
