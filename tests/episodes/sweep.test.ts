import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sweepMedia } from '../../src/episodes/sweep.ts'
import { sweepFeeds } from '../../src/feed/sweep.ts'
import {
  ask,
  createShow,
  eventually,
  giveCover,
  publish,
  publishedEpisode,
  SAMPLE_M4A,
  upload,
} from '../support/api.ts'
import { startHost } from '../support/host.ts'

const host = await startHost()
const objects = join(host.dir, 'objects')
const DAYS = 86_400_000

const filesBelow = async (folder: string) =>
  (await readdir(join(objects, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

/** So much later by the host's clock, while what was kept has its real date. */
async function daysLater(days: number, work: () => Promise<unknown>) {
  host.travelTo(new Date(Date.now() + days * DAYS).toISOString())
  await work()
  host.travelTo(new Date().toISOString())
}
const twoDaysLater = (work: () => Promise<unknown>) => daysLater(2, work)

test('audio that was replaced answers for a day, and is removed after thirty; the current one stays', async () => {
  const show = await createShow(host)
  const episode = await publishedEpisode(host, show.slug)
  const form = new FormData()
  form.append('audio', new Blob([await readFile(SAMPLE_M4A)]), 'neu.m4a')
  const { json } = await ask(host, 'PUT', `/api/v1/episodes/${episode.id}/audio`, { body: form })
  const paths = [episode.audio.url, json.audio.url].map((url: string) => new URL(url).pathname)
  const statuses = () => Promise.all(paths.map(async (path) => (await ask(host, 'HEAD', path, { token: null })).status))
  await eventually(statuses, ([old, current]) => old === 200 && current === 200)

  await twoDaysLater(async () => {
    await sweepMedia(host)
    await host.media.load()
    expect(await statuses()).toEqual([404, 200])
    expect(await filesBelow('audio')).toHaveLength(2)
  })
  await daysLater(31, async () => {
    await sweepMedia(host)
    expect(await statuses()).toEqual([404, 200])
    expect(await filesBelow('audio')).toHaveLength(1)
  })
})

test('an object whose row was never written is removed once it is a day old, and not before', async () => {
  const key = 'audio/no-show/no-episode/0-0.mp3'
  await host.storage.put(key, Buffer.from('left behind'), 'audio/mpeg')
  await sweepMedia(host)
  expect(await filesBelow('audio/no-show')).toHaveLength(1)

  await twoDaysLater(() => sweepMedia(host))
  expect(await filesBelow('audio/no-show')).toEqual([])
})

test('of a feed the current copy stays, older ones go after a day', async () => {
  const show = await createShow(host)
  const current = () => host.db.feed.findFirst({ where: { show: { slug: show.slug } } })
  const copies = () => filesBelow(`feeds/${show.slug}`)
  const atRevision = (wanted: number) => eventually(current, (feed) => feed?.revision === wanted)
  await atRevision(1)
  await giveCover(host, show.slug)
  await atRevision(2)
  await publish(host, (await upload(host, show.slug)).json.id)
  await atRevision(3)
  expect(await copies()).toHaveLength(3)

  await twoDaysLater(() => sweepFeeds(host))
  const { etag } = (await current())!
  expect(await copies()).toEqual([join(objects, 'feeds', show.slug, `${etag}.xml`)])
})
