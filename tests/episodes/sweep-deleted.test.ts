import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sweepMedia } from '../../src/episodes/sweep.ts'
import { sweepDeleted } from '../../src/episodes/sweep-deleted.ts'
import { feedFile } from '../../src/feed/feed-copies.ts'
import { sweepFeeds } from '../../src/feed/sweep.ts'
import { silentFrames } from '../samples/bytes.ts'
import { ask, askJson, COVER, createShow, eventually, type Json, publish, putFile, upload } from '../support/api.ts'
import { feedOf } from '../support/feeds.ts'
import { startHost } from '../support/host.ts'
import { askRaw } from '../support/raw.ts'

const host = await startHost()
const DAY = 86_400_000
const pathOf = (url: string) => new URL(url).pathname
const keysOf = async (prefix: string) => (await Array.fromAsync(host.storage.list(prefix))).map(({ key }) => key)

/** What the nightly job does, so many days from now. */
async function sweepAfter(days: number) {
  host.travelTo(new Date(Date.now() + days * DAY).toISOString())
  await sweepDeleted(host)
  await sweepMedia(host)
  await sweepFeeds(host)
}

async function publishedShow() {
  const { slug } = await createShow(host, { ownerEmail: 'redaktion@example.de', persons: [{ name: 'Anna' }] })
  await putFile(host, `/api/v1/shows/${slug}/artwork`, 'artwork', COVER)
  const episodes: Json[] = []
  for (const name of ['geht', 'bleibt']) {
    const before = { title: `Titel ${name}`, slug: name, description: 'Anna erzählt.', author: 'Anna' }
    const { json } = await upload(host, slug, { file: silentFrames(1000), before })
    await ask(host, 'PUT', `/api/v1/episodes/${json.id}/transcripts/de`, {
      body: 'WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n<v Anna>Hallo\n',
      headers: { 'Content-Type': 'text/vtt' },
    })
    await putFile(host, `/api/v1/episodes/${json.id}/artwork`, 'artwork', COVER)
    episodes.push((await publish(host, json.id)).json)
  }
  await eventually(
    () => feedOf(host, slug),
    (xml) => episodes.every(({ guid }) => xml.includes(guid)),
  )
  const show = await host.db.show.findUniqueOrThrow({ where: { slug } })
  return { show, gone: episodes[0], stays: episodes[1] }
}

test('of an episode that is gone only address and guid stay; the rest of the show is as it was', async () => {
  const { show, gone, stays } = await publishedShow()
  await ask(host, 'DELETE', `/api/v1/episodes/${gone.id}`)
  await sweepAfter(29.9)
  expect(await keysOf(`audio/${show.id}/`)).toHaveLength(2)

  await sweepAfter(30.1)
  const rows = { where: { episodeId: gone.id } }
  expect(await host.db.episode.findUniqueOrThrow({ where: { id: gone.id } })).toMatchObject({
    ...{ slug: 'geht', guid: gone.guid, title: '', description: '', author: null, enclosureId: null, artworkId: null },
  })
  expect(await Promise.all([host.db.enclosure.count(rows), host.db.artwork.count(rows)])).toEqual([0, 0])
  expect(await host.db.transcript.count(rows)).toBe(0)
  const { enclosure, artwork } = await host.db.episode.findUniqueOrThrow({
    where: { id: stays.id },
    include: { enclosure: true, artwork: true },
  })
  expect(await keysOf(`audio/${show.id}/`)).toEqual([enclosure!.key])
  expect(await keysOf(`artwork/${show.id}/`)).toEqual([artwork!.key])

  for (const path of [gone.url, gone.audio.url, gone.artwork.url].map(pathOf))
    expect([path, (await askRaw(host, path)).status]).toEqual([path, 410])
  for (const path of [stays.url, stays.audio.url, stays.artwork.url].map(pathOf))
    expect([path, (await askRaw(host, path)).status]).toEqual([path, 200])
  expect((await ask(host, 'DELETE', `/api/v1/episodes/${gone.id}/deletion`)).status).toBe(410)
  host.travelTo(new Date().toISOString())
})

test('of a show that is gone only addresses and guids stay, and nobody inherits them', async () => {
  const { show, gone, stays } = await publishedShow()
  const slug = `${show.slug}-neu`
  await askJson(host, 'PATCH', `/api/v1/shows/${show.slug}`, { slug })
  await eventually(
    () => feedOf(host, slug),
    (xml) => xml.includes(`/feeds/${slug}.xml`),
  )
  await ask(host, 'DELETE', `/api/v1/shows/${slug}`)
  await sweepAfter(30.1)
  const swept = await host.db.show.findUniqueOrThrow({ where: { id: show.id } })
  expect(swept).toMatchObject({ slug, guid: show.guid, title: '', author: '', ownerEmail: null, persons: [] })
  const prefixes = [`audio/${show.id}/`, `artwork/${show.id}/`, `feeds/${slug}/`, `feeds/${show.slug}/`]
  for (const prefix of prefixes) expect([prefix, await keysOf(prefix)]).toEqual([prefix, []])
  for (const old of [slug, show.slug]) expect(existsSync(feedFile(host.config.feedsDir, old))).toBe(false)
  expect(await host.db.feed.count({ where: { showId: show.id } })).toBe(0)

  const paths = [
    ...[`/feeds/${slug}.xml`, `/feeds/${show.slug}.xml`, `/${slug}`, `/${show.slug}`, `/${slug}/geht`],
    ...[gone, stays].flatMap(({ audio, artwork }) => [pathOf(audio.url), pathOf(artwork.url)]),
  ]
  for (const path of paths) expect([path, (await askRaw(host, path)).status]).toEqual([path, 410])
  for (const taken of [slug, show.slug])
    expect((await askJson(host, 'POST', '/api/v1/shows', { ...NEW, slug: taken })).json.code).toBe('slug-taken')

  const before = swept.updatedAt
  await sweepAfter(31)
  expect((await host.db.show.findUniqueOrThrow({ where: { id: show.id } })).updatedAt).toEqual(before)
  host.travelTo(new Date().toISOString())
})

const NEW = { title: 'Neu', description: 'Neu', language: 'de', categories: ['Government'], author: 'Neu' }
