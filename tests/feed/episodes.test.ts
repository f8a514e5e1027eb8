import { expect, test } from 'vitest'
import { podcastGuid } from '../../src/shows/show.ts'
import { sample, withoutInfo } from '../samples/bytes.ts'
import {
  ask,
  askJson,
  createShow,
  eventually,
  giveCover,
  type Json,
  publish,
  putFile,
  SAMPLE_M4A,
  upload,
} from '../support/api.ts'
import { feedOf, readFeed, readFeedAsIndex } from '../support/feeds.ts'
import { startHost } from '../support/host.ts'

const host = await startHost()
const itemsOf = async (slug: string): Promise<Json[]> => readFeed(await feedOf(host, slug)).items ?? []
const titlesOf = async (slug: string) => (await itemsOf(slug)).map(({ title }) => title)
const feedShows = (slug: string, right: (items: Json[]) => boolean) => eventually(() => itemsOf(slug), right)

test('AC-11 the guid stays, whatever else of an episode and its show changes', async () => {
  const { slug } = await createShow(host)
  const { json } = await upload(host, slug)
  const path = `/api/v1/episodes/${json.id}`
  await publish(host, json.id)
  const before = (await feedShows(slug, (items) => items.length === 1))[0]
  expect(before.guid).toEqual({ value: json.guid, isPermaLink: false })

  await askJson(host, 'PATCH', path, { title: 'Ganz anders', season: 7, number: 8, type: 'bonus' })
  await putFile(host, `${path}/audio`, 'audio', SAMPLE_M4A)
  await ask(host, 'DELETE', `${path}/publication`)
  await publish(host, json.id, '2026-01-01T00:00:00Z')
  await askJson(host, 'PATCH', `/api/v1/shows/${slug}`, { title: 'Tagzüge' })
  const [after] = await feedShows(slug, ([item]) => item?.pubDate.startsWith('Thu, 01 Jan') && item.itunes.season === 7)
  expect(after).toMatchObject({ title: 'Ganz anders', guid: before.guid })
  expect(after.enclosures[0].url).not.toBe(before.enclosures[0].url)

  expect((await askJson(host, 'PATCH', path, { guid: 'neu' })).json.fields.guid).toContain('never changes')
  const changed = host.db.episode.update({ where: { id: json.id }, data: { guid: 'neu' } })
  await expect(changed).rejects.toThrow('never changes')
})

test('AC-12 an episode for a later moment is nowhere until then, and everywhere after, once', async () => {
  const { slug } = await createShow(host)
  const { json } = await upload(host, slug, { before: { slug: 'spaeter' } })
  await publish(host, json.id, '2099-03-29T03:30:00+02:00')
  const places = [`/${slug}/spaeter`, `/api/v1/episodes/${json.id}`, new URL(json.audio.url).pathname]
  const statuses = () => Promise.all(places.map(async (path) => (await fetch(host.url + path)).status))

  host.stopAt('2099-03-29T01:29:50Z')
  expect(await statuses()).toEqual([404, 404, 404])
  expect(await titlesOf(slug)).toEqual([])
  const listed = await fetch(`${host.url}/api/v1/shows/${slug}/episodes`)
  expect(((await listed.json()) as Json).episodes).toEqual([])
  expect(await (await fetch(`${host.url}/${slug}`)).text()).not.toContain('spaeter')

  host.travelTo('2099-03-29T01:30:00Z')
  expect(await statuses()).toEqual([200, 200, 200])
  // The queue goes by the database's clock, which no test moves; any change makes the feed that the moment would.
  await askJson(host, 'PATCH', `/api/v1/shows/${slug}`, { author: 'Jemand' })
  const [item] = await feedShows(slug, (items) => items.length === 1)
  expect(item.pubDate).toBe('Sun, 29 Mar 2099 01:30:00 GMT')
  host.travelTo(new Date().toISOString())
})

test('an episode scheduled a moment ahead is in the feed within five seconds of it', async () => {
  const { slug } = await createShow(host)
  const { json } = await upload(host, slug)
  await giveCover(host, slug)
  const began = Date.now()
  await publish(host, json.id, '2099-03-29T01:30:00Z')
  await titlesOf(slug)
  // The same again has to be done before the moment, however slow the machine is.
  const moment = Date.now() + 4000 + 5 * (Date.now() - began)
  await publish(host, json.id, new Date(moment).toISOString())
  const early = await titlesOf(slug)
  expect(Date.now()).toBeLessThan(moment)
  expect(early).toEqual([])
  await eventually(
    () => titlesOf(slug),
    (titles) => titles.length === 1,
    moment - Date.now() + 15_000,
  )
  expect(Date.now()).toBeGreaterThanOrEqual(moment)
  const { lastModified } = await host.db.feed.findFirstOrThrow({ where: { show: { slug } } })
  expect(lastModified.getTime()).toBeLessThan(moment + 5000)
})

test('AC-13 the duration is the length of the sound in whole seconds, also where no header names it', async () => {
  const { slug } = await createShow(host)
  // Lengths by decoding: 300.02 s, 70.02 s and 6.03 s.
  for (const file of [
    withoutInfo('vbr-xing-8000-mono.mp3'),
    sample('faststart-chapters.m4a'),
    sample('cbr-info-44100-stereo.mp3'),
  ])
    await publish(host, (await upload(host, slug, { file, before: { title: 'Dauer' } })).json.id)
  const items = await feedShows(slug, ({ length }) => length === 3)
  expect(items.map(({ itunes }) => itunes.duration)).toEqual([6, 70, 300])
  expect(await feedOf(host, slug)).toContain('<itunes:duration>300</itunes:duration>')
})

test('AC-14 numbers are there when they are known, and a serial show needs them', async () => {
  const { slug } = await createShow(host)
  const silent = { file: withoutInfo('cbr-info-44100-stereo.mp3') }
  await publish(host, (await upload(host, slug, { ...silent, before: { title: 'Ohne' } })).json.id)
  await publish(
    host,
    (await upload(host, slug, { ...silent, before: { title: 'Mit', season: '2', number: '10' } })).json.id,
  )
  const [numbered, bare] = await feedShows(slug, ({ length }) => length === 2)
  expect(numbered.itunes).toMatchObject({ season: 2, episode: 10 })
  expect(bare.itunes).not.toHaveProperty('season')
  expect(bare.itunes).not.toHaveProperty('episode')

  const serial = await createShow(host, { type: 'serial' })
  const { json } = await upload(host, serial.slug, { ...silent, before: { title: 'Ohne Nummer' } })
  expect(await publish(host, json.id)).toMatchObject({
    status: 422,
    json: { code: 'not-ready', findings: [{ rule: 'number-needed' }] },
  })
  await askJson(host, 'PATCH', `/api/v1/episodes/${json.id}`, { number: 1 })
  expect(await publish(host, json.id)).toMatchObject({ status: 200 })
})

test.each([
  ['https://podnews.net/rss', '9b024349-ccf0-5f69-a609-6b82873eab3c'],
  ['http://podnews.net/rss/', '9b024349-ccf0-5f69-a609-6b82873eab3c'],
  ['https://mp3s.nashownotes.com/pc20rss.xml', '917393e3-1b1e-5cef-ace4-edaa54e1f810'],
])('AC-18 the show guid of a feed at %s is %s', (feed, guid) => {
  expect(podcastGuid(feed)).toBe(guid)
})

test('AC-18 a show is known by the guid of its first address, in the feed as in the API', async () => {
  const { slug, guid } = await createShow(host)
  expect(guid).toBe(podcastGuid(`podcast.example/feeds/${slug}.xml`))
  const xml = await feedOf(host, slug)
  expect([readFeed(xml).podcast.guid, readFeedAsIndex(xml).guid]).toEqual([guid, guid])
})
