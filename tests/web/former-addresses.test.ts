import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { feedFile } from '../../src/feed/feed-copies.ts'
import { silentFrames } from '../samples/bytes.ts'
import { ask, askJson, COVER, createShow, eventually, type Json, publish, putFile, upload } from '../support/api.ts'
import { feedOf, readFeed } from '../support/feeds.ts'
import { startHost, type TestHost } from '../support/host.ts'
import { askRaw } from '../support/raw.ts'
import { openWire } from '../support/wire.ts'

/** Two instances of one host, as behind a load balancer. */
const one = await startHost()
const two = await startHost({ connection: one.connection, dataDir: one.config.dataDir })
const hosts = [one, two]

const pathOf = (url: string) => new URL(url).pathname
const free = (name: string) => `${name}-${crypto.randomUUID().slice(0, 8)}`
const audio = silentFrames(1000)

const renameShow = (from: string, slug: string) => askJson(one, 'PATCH', `/api/v1/shows/${from}`, { slug })
const renameEpisode = (id: string, slug: string) => askJson(one, 'PATCH', `/api/v1/episodes/${id}`, { slug })

/** A show with a cover and a published episode with a picture. */
async function illustratedShow() {
  const { slug } = await createShow(one)
  const show = (await putFile(one, `/api/v1/shows/${slug}/artwork`, 'artwork', COVER)).json
  const { json } = await upload(one, slug, { file: audio, before: { title: 'Eins', slug: 'eins' } })
  await putFile(one, `/api/v1/episodes/${json.id}/artwork`, 'artwork', COVER)
  const episode = (await publish(one, json.id)).json
  await Promise.all(
    hosts.map((host) =>
      eventually(
        () => feedOf(host, slug),
        (xml) => xml.includes(episode.guid),
      ),
    ),
  )
  return { show, episode }
}

/** Where an address leads: status and, below PUBLIC_URL, the address. */
async function leads(host: TestHost, path: string, method = 'GET') {
  const { status, headers, body } = await askRaw(host, path, {}, method)
  expect(status === 301 ? body.length : 0).toBe(0)
  return [status, headers.location?.replace(one.config.publicUrl, '')]
}

const untilLed = (path: string, to: string) =>
  Promise.all(
    hosts.flatMap((host) =>
      ['GET', 'HEAD'].map((method) =>
        eventually(
          () => leads(host, path, method),
          ([status, location]) => status === 301 && location === to,
        ),
      ),
    ),
  )

const untilAnswered = (path: string) =>
  Promise.all(
    hosts.map((host) =>
      eventually(
        () => askRaw(host, path),
        ({ status }) => status === 200,
      ),
    ),
  )

test('capitals lead to the address in small letters: of a page, a feed, a player; of nobody they are unknown', async () => {
  const { slug } = (await illustratedShow()).show
  const Slug = slug.toUpperCase()
  await untilLed(`/${Slug}`, `/${slug}`)
  await untilLed(`/${Slug}/Eins?t=1:23`, `/${slug}/eins?t=1:23`)
  await untilLed(`/EN/${slug}`, `/en/${slug}`)
  await untilLed(`/feeds/${Slug}.xml`, `/feeds/${slug}.xml`)
  await untilLed(`/Embed/${Slug}/eins`, `/embed/${slug}/eins`)
  for (const [asked, own] of [
    ['/Impressum', '/impressum'],
    ['/DATENSCHUTZ/', '/datenschutz/'],
    ['/Suche?q=Zug', '/suche?q=Zug'],
    ['/Leichte-Sprache', '/leichte-sprache'],
    ['/Imprint', '/imprint'],
    ['/EN/Search?q=A', '/en/search?q=A'],
    ['/EN', '/en'],
  ])
    await untilLed(asked!, own!)
  for (const path of ['/Niemand', '/Niemand/eins', `/api/v1/shows/${Slug}`, '/Studio'])
    expect(await leads(one, path)).toEqual([404, undefined])
})

test('a renamed show is found at its new address, and led to it from the old one, on every instance', async () => {
  const { show, episode } = await illustratedShow()
  const [old, slug] = [show.slug, free('neu')]
  const renamed = await renameShow(old, slug)
  expect(renamed.json).toMatchObject({ slug, guid: show.guid, feedUrl: `https://podcast.example/feeds/${slug}.xml` })

  await untilLed(`/feeds/${old}.xml`, `/feeds/${slug}.xml`)
  await untilLed(`/feeds/${old}.xml?page=2&a=%20`, `/feeds/${slug}.xml?page=2&a=%20`)
  await untilLed(`/${old}`, `/${slug}`)
  await untilLed(`/${old}?after=${episode.id}`, `/${slug}?after=${episode.id}`)
  await untilLed(`/${old}/eins`, `/${slug}/eins`)
  await untilLed(`/en/${old}/eins?x=%C3%BC`, `/en/${slug}/eins?x=%C3%BC`)
  await untilLed(`/embed/${old}/eins`, `/embed/${slug}/eins`)
  await untilLed(`/chapters/${old}/eins.json`, `/chapters/${slug}/eins.json`)
  await untilLed(`/${old}/eins/chapters.json`, `/${slug}/eins/chapters.json`)
  await untilLed(`/transcripts/${old}/eins-de-0123abcd.vtt`, `/transcripts/${slug}/eins-de-0123abcd.vtt`)
  for (const path of [`/feeds/${slug}.xml`, `/${slug}`, `/${slug}/eins`]) await untilAnswered(path)

  const { headers } = await askRaw(one, `/feeds/${old}.xml`)
  expect(headers).toMatchObject({ 'cache-control': 'public, max-age=300', 'access-control-allow-origin': '*' })
})

test('the feed of a renamed show has the same guids and audio, and says where it lives now', async () => {
  const { show, episode } = await illustratedShow()
  const before = readFeed(await feedOf(one, show.slug))
  const slug = free('neu')
  await renameShow(show.slug, slug)
  for (const host of hosts) {
    const xml = await eventually(
      () => feedOf(host, slug),
      (xml) => xml.includes(`<itunes:new-feed-url>https://podcast.example/feeds/${slug}.xml</itunes:new-feed-url>`),
    )
    const after = readFeed(xml)
    expect(after.podcast.guid).toBe(before.podcast.guid)
    expect(after.items.map(({ guid }: Json) => guid)).toEqual(before.items.map(({ guid }: Json) => guid))
    expect(after.items[0].enclosures).toEqual(before.items[0].enclosures)
    expect(after.itunes.image).toEqual(before.itunes.image)
    expect(after.items[0]).toMatchObject({
      link: `https://podcast.example/${slug}/eins`,
      guid: { value: episode.guid },
    })
    expect(xml).toContain(`href="https://podcast.example/feeds/${slug}.xml" rel="self"`)
    await eventually(
      async () => existsSync(feedFile(host.config.feedsDir, show.slug)),
      (isThere) => !isThere,
    )
  }
})

test('while a show is renamed, neither of its addresses is unknown for a moment', async () => {
  const { show } = await illustratedShow()
  let slug = show.slug
  for (let round = 0; round < 4; round++) {
    const [old, next] = [slug, free('neu')]
    let renaming = true
    const asked = hosts.map(async (host) => {
      const statuses = new Set<number>()
      for (let more = 5; more > 0; more -= renaming ? 0 : 1)
        for (const path of [`/feeds/${old}.xml`, `/${old}`, `/${old}/eins`])
          statuses.add((await askRaw(host, path)).status)
      return statuses
    })
    slug = (await renameShow(old, next)).json.slug
    renaming = false
    for (const host of hosts)
      for (const path of [`/feeds/${slug}.xml`, `/${slug}`, `/${slug}/eins`])
        expect([path, (await askRaw(host, path)).status]).toEqual([path, 200])
    for (const statuses of await Promise.all(asked)) expect([200, 301]).toEqual(expect.arrayContaining([...statuses]))
  }
})

test('audio and pictures are kept where they are; under any other slug they are led to', async () => {
  const { show, episode } = await illustratedShow()
  const slug = free('neu')
  await renameEpisode(episode.id, 'zwei')
  await renameEpisode(episode.id, 'drei')
  await renameShow(show.slug, slug)

  const { json } = await ask(one, 'GET', `/api/v1/episodes/${episode.id}`)
  expect([json.audio.url, json.artwork.url]).toEqual([episode.audio.url, episode.artwork.url])
  for (const [front, url] of [
    ['audio', episode.audio.url],
    ['artwork', episode.artwork.url],
  ]) {
    const kept = pathOf(url)
    const name = kept.split('/').at(-1)!
    await untilAnswered(kept)
    for (const shows of [show.slug, slug])
      for (const episodes of ['zwei', 'drei'])
        await untilLed(`/${front}/${shows}/${name.replace('eins', episodes)}`, kept)
    await untilLed(`/${front}/${slug}/${name}`, kept)
    const other = name.replace(/-[0-9a-f]{8}\./, '-00000000.')
    for (const unknown of [`/${front}/${slug}/${other}`, `/${front}/${show.slug}/zwei.mp3`, `/${front}/${show.slug}`])
      expect(await leads(one, unknown)).toEqual([404, undefined])
  }
  const cover = pathOf(show.artwork.url)
  await untilAnswered(cover)
  await untilLed(cover.replace(show.slug, slug), cover)
})

test('a renamed episode is led to from every address it had', async () => {
  const { show, episode } = await illustratedShow()
  await renameEpisode(episode.id, 'zwei')
  const renamed = await renameEpisode(episode.id, 'drei')
  expect(renamed.json).toMatchObject({ slug: 'drei', guid: episode.guid, audio: episode.audio })
  for (const old of ['eins', 'zwei']) {
    await untilLed(`/${show.slug}/${old}`, `/${show.slug}/drei`)
    await untilLed(`/embed/${show.slug}/${old}?t=30`, `/embed/${show.slug}/drei?t=30`)
    await untilLed(`/${show.slug}/${old}/chapters.json`, `/${show.slug}/drei/chapters.json`)
    await untilLed(`/transcripts/${show.slug}/${old}-de-0123abcd.vtt`, `/transcripts/${show.slug}/drei-de-0123abcd.vtt`)
  }
  await untilAnswered(`/${show.slug}/drei`)
  expect((await renameEpisode(episode.id, 'drei')).status).toBe(200)
})

test('an address that begins like a former one is its own', async () => {
  const { show, episode } = await illustratedShow()
  const { json } = await upload(one, show.slug, { file: silentFrames(1001), before: { slug: 'eins-b', title: 'B' } })
  await publish(one, json.id)
  await renameEpisode(episode.id, 'zwei')
  await untilLed(`/${show.slug}/eins`, `/${show.slug}/zwei`)
  await untilAnswered(`/${show.slug}/eins-b`)
  expect(await leads(one, `/transcripts/${show.slug}/eins-b-de-0123abcd.vtt`)).toEqual([404, undefined])
  expect(await leads(one, `/${show.slug}/einsam`)).toEqual([404, undefined])
})

test('bytes that are no text behind a former address break nothing', async () => {
  const { slug: old } = await createShow(one)
  await renameShow(old, `${old}-neu`)
  await untilLed(`/${old}`, `/${old}-neu`)
  const wire = openWire(one)
  wire.send(Buffer.from(`GET /${old}?x=\xfc\xff%0d%0aA:b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`, 'latin1'))
  const text = await eventually(
    async () => wire.received(),
    (text) => text.includes('\r\n\r\n'),
  )
  expect(text).toMatch(/^HTTP\/1\.1 (301|400) /)
  expect(text).not.toMatch(/^A:b/m)
  wire.close()
})

test('the former address of what nobody may see yet leads nowhere', async () => {
  const { slug } = await createShow(one)
  const { json } = await upload(one, slug, { file: audio, before: { slug: 'geheim', title: 'Geheim' } })
  await renameEpisode(json.id, 'ganz-geheim')
  for (const path of [`/${slug}/geheim`, pathOf(json.audio.url).replace('geheim', 'ganz-geheim')])
    expect(await leads(one, path)).toEqual([404, undefined])
  await publish(one, json.id)
  await untilLed(`/${slug}/geheim`, `/${slug}/ganz-geheim`)
  await ask(one, 'DELETE', `/api/v1/episodes/${json.id}/publication`)
  for (const host of hosts)
    await eventually(
      () => leads(host, `/${slug}/geheim`),
      ([status]) => status === 404,
    )
})

test('an address that was given up is nobody else’s, and can be taken back', async () => {
  const { show, episode } = await illustratedShow()
  const [old, slug] = [show.slug, free('neu')]
  await renameShow(old, slug)
  await renameEpisode(episode.id, 'zwei')
  const other = await createShow(one)
  const { json: second } = await upload(one, slug, { file: silentFrames(1001), before: { title: 'Andere' } })

  const refused = { status: 409, json: { code: 'slug-taken' } }
  for (const taken of [old, slug]) {
    expect(await askJson(one, 'POST', '/api/v1/shows', { ...NEW, slug: taken })).toMatchObject(refused)
    expect(await renameShow(other.slug, taken)).toMatchObject(refused)
  }
  for (const taken of ['eins', 'zwei']) {
    expect(await upload(one, slug, { file: audio, before: { slug: taken, title: 'X' } })).toMatchObject(refused)
    expect(await renameEpisode(second.id, taken)).toMatchObject(refused)
  }
  const untyped = await upload(one, slug, { file: silentFrames(1002), before: { title: 'Eins' } })
  expect(untyped.json.slug).toBe('eins-2')

  expect((await renameShow(slug, old)).json.slug).toBe(old)
  await untilLed(`/${slug}`, `/${old}`)
  await untilLed(`/feeds/${slug}.xml`, `/feeds/${old}.xml`)
  await untilAnswered(`/${old}`)
  await untilAnswered(`/feeds/${old}.xml`)
  expect(await askJson(one, 'POST', '/api/v1/shows', { ...NEW, slug })).toMatchObject(refused)
  expect((await renameEpisode(episode.id, 'eins')).json.slug).toBe('eins')
  await untilLed(`/${old}/zwei`, `/${old}/eins`)
  expect(await renameEpisode(second.id, 'zwei')).toMatchObject(refused)
})

test('of two who want an address while it is given up, none gets it', async () => {
  for (let round = 0; round < 8; round++) {
    const [{ slug }, other] = [await createShow(one), await createShow(two)]
    const answers = await Promise.all([
      renameShow(slug, free('neu')),
      askJson(two, 'POST', '/api/v1/shows', { ...NEW, slug }),
      askJson(two, 'PATCH', `/api/v1/shows/${other.slug}`, { slug }),
    ])
    expect(answers.map(({ status }) => status)).toEqual([200, 409, 409])
  }
})

test('the API knows a show by the slugs it had', async () => {
  const { show, episode } = await illustratedShow()
  const slug = free('neu')
  await renameShow(show.slug, slug)
  const old = `/api/v1/shows/${show.slug}`
  expect(await ask(two, 'GET', old)).toMatchObject({ status: 200, json: { slug } })
  expect(await askJson(two, 'PATCH', old, { title: 'Neu' })).toMatchObject({
    status: 200,
    json: { slug, title: 'Neu' },
  })
  expect((await ask(two, 'GET', `${old}/episodes`)).json.episodes).toMatchObject([{ id: episode.id, show: slug }])
  expect((await upload(two, show.slug, { file: silentFrames(1003), before: { title: 'Neu' } })).json.show).toBe(slug)
})

test('a slug that is no slug, or the host’s own, is refused and nothing changes', async () => {
  const { show, episode } = await illustratedShow()
  for (const slug of ['Ä', 'a--b', '', null, 'x'.repeat(61)]) {
    for (const path of [`/api/v1/shows/${show.slug}`, `/api/v1/episodes/${episode.id}`]) {
      const { status, json } = await askJson(one, 'PATCH', path, { slug, title: 'Verloren' })
      expect([slug, status, Object.keys(json.fields)]).toEqual([slug, 422, ['slug']])
    }
  }
  expect((await renameShow(show.slug, 'feeds')).json.fields).toHaveProperty('slug')
  expect((await ask(one, 'GET', `/api/v1/shows/${show.slug}`)).json).toMatchObject({ title: show.title })
})

test('audio and pictures sent again after a renaming get the address they had', async () => {
  const { show, episode } = await illustratedShow()
  const slug = free('neu')
  await renameShow(show.slug, slug)
  await renameEpisode(episode.id, 'zwei')
  const again = await putFile(one, `/api/v1/episodes/${episode.id}/audio`, 'audio', audio)
  expect(again.json.audio.url).toBe(episode.audio.url)
  const other = await putFile(one, `/api/v1/episodes/${episode.id}/audio`, 'audio', silentFrames(1001))
  expect(pathOf(other.json.audio.url)).toMatch(new RegExp(`^/audio/${slug}/zwei-[0-9a-f]{8}\\.mp3$`))
  expect(other.json.guid).toBe(episode.guid)
  const picture = await putFile(one, `/api/v1/episodes/${episode.id}/artwork`, 'artwork', COVER)
  expect(picture.json.artwork.url).toBe(episode.artwork.url)
  const cover = await putFile(one, `/api/v1/shows/${slug}/artwork`, 'artwork', COVER)
  expect(cover.json.artwork.url).toBe(show.artwork.url)
})

const NEW = { title: 'Andere', description: 'Andere', language: 'de', categories: ['Government'], author: 'Andere' }
