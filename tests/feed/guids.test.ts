import { beforeAll, expect, test } from 'vitest'
import { silentFrames } from '../samples/bytes.ts'
import { ask, askJson, createShow, eventually, type Json, publish, putFile, upload } from '../support/api.ts'
import { feedOf, readFeed } from '../support/feeds.ts'
import { startHost } from '../support/host.ts'
import { restarted } from '../support/restarted.ts'

const host = await startHost()
let slug: string
let episodes: Json[]

/** Every guid a podcast app knows of the show, in an order that dates don't change. */
const guidsIn = (xml: string) => {
  const { podcast, items } = readFeed(xml)
  return { show: podcast.guid, episodes: items.map(({ guid }: Json) => `${guid.value} ${guid.isPermaLink}`).toSorted() }
}
let guids: unknown
const untilFeed = (right: (xml: string) => boolean) => eventually(() => feedOf(host, slug), right)

beforeAll(async () => {
  slug = (await createShow(host)).slug
  episodes = []
  for (const title of ['Eins', 'Zwei']) {
    const { json } = await upload(host, slug, {
      file: silentFrames(1000),
      before: { title, slug: title.toLowerCase() },
    })
    episodes.push((await publish(host, json.id)).json)
  }
  guids = guidsIn(await untilFeed((xml) => episodes.every(({ guid }) => xml.includes(guid))))
})

const patchShow = (fields: object) => askJson(host, 'PATCH', `/api/v1/shows/${slug}`, fields)
const patchEpisode = (fields: object) => askJson(host, 'PATCH', `/api/v1/episodes/${episodes[0].id}`, fields)

test('a guid stays when the show gets another title', async () => {
  await patchShow({ title: 'Ganz anders' })
  expect(guidsIn(await untilFeed((xml) => xml.includes('Ganz anders')))).toEqual(guids)
})

test('a guid stays when the episode gets another title and another address', async () => {
  await patchEpisode({ title: 'Drei', slug: 'drei' })
  expect(guidsIn(await untilFeed((xml) => xml.includes(`/${slug}/drei<`)))).toEqual(guids)
})

test('a guid stays when the episode gets other audio', async () => {
  const { json } = await putFile(host, `/api/v1/episodes/${episodes[0].id}/audio`, 'audio', silentFrames(1001))
  expect(guidsIn(await untilFeed((xml) => xml.includes(json.audio.url)))).toEqual(guids)
})

test('a guid stays when the episode gets another date, or is taken back and published again', async () => {
  const path = `/api/v1/episodes/${episodes[1].id}/publication`
  await ask(host, 'DELETE', path)
  await untilFeed((xml) => !xml.includes(episodes[1].guid))
  await publish(host, episodes[1].id, '2026-01-02T03:04:05Z')
  const xml = await untilFeed((xml) => xml.includes('Fri, 02 Jan 2026 03:04:05 GMT'))
  expect(guidsIn(xml)).toEqual(guids)
})

test('a guid stays when the show gets another address', async () => {
  const next = `${slug}-neu`
  await patchShow({ slug: next })
  slug = next
  expect(guidsIn(await untilFeed((xml) => xml.includes(`/feeds/${next}.xml`)))).toEqual(guids)
})

test('a guid stays when what was deleted is brought back', async () => {
  for (const path of [`/api/v1/episodes/${episodes[0].id}`, `/api/v1/shows/${slug}`]) {
    await ask(host, 'DELETE', path)
    await ask(host, 'DELETE', `${path}/deletion`)
  }
  const xml = await eventually(
    async () => (await fetch(`${host.url}/feeds/${slug}.xml`)).text(),
    (xml) => xml.includes(episodes[0].guid),
  )
  expect(guidsIn(xml)).toEqual(guids)
})

test('a guid stays when the feed moves away and comes back', async () => {
  const path = `/api/v1/shows/${slug}/move`
  await askJson(host, 'PUT', path, { to: 'https://podcasts.example.org/feed.xml' })
  await ask(host, 'DELETE', path)
  const xml = await eventually(
    async () => (await fetch(`${host.url}/feeds/${slug}.xml`, { redirect: 'manual' })).text(),
    (xml) => xml.includes(episodes[0].guid),
  )
  expect(guidsIn(xml)).toEqual(guids)
})

test('a guid stays when the host gets another PUBLIC_URL, and every address in the feed is the new one', async () => {
  await restarted(host, { publicUrl: 'https://audio.land.example' }, async (moved) => {
    const { id } = await host.db.show.findUniqueOrThrow({ where: { slug } })
    await moved.feeds.refresh({ showId: id, at: host.now() })
    const xml = await feedOf(moved, slug)
    expect(guidsIn(xml)).toEqual(guids)
    expect(xml).toContain(`<atom:link href="https://audio.land.example/feeds/${slug}.xml" rel="self"`)
    expect(xml).toContain('<enclosure url="https://audio.land.example/audio/')
    expect(xml).not.toContain('https://podcast.example')
  })
})

test('the database itself refuses another guid', async () => {
  for (const table of ['Show', 'Episode'])
    await expect(host.database.pool.query(`UPDATE "${table}" SET "guid" = 'other'`)).rejects.toThrow('never changes')
})
