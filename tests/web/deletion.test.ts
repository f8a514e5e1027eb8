import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { silentFrames } from '../samples/bytes.ts'
import { ask, askJson, COVER, createShow, eventually, type Json, publish, putFile, upload } from '../support/api.ts'
import { feedOf } from '../support/feeds.ts'
import { startHost, type TestHost } from '../support/host.ts'
import { askRaw } from '../support/raw.ts'

/** Two instances of one host, as behind a load balancer. */
const one = await startHost()
const two = await startHost({ connection: one.connection, dataDir: one.config.dataDir })
const hosts = [one, two]
const DAY = 86_400_000
const pathOf = (url: string) => new URL(url).pathname

/** So many days later on both, and back at once. */
async function daysLater(days: number, work: () => Promise<unknown>) {
  for (const host of hosts) host.travelTo(new Date(Date.now() + days * DAY).toISOString())
  try {
    await work()
  } finally {
    for (const host of hosts) host.travelTo(new Date().toISOString())
  }
}

async function publishAt(show: string, slug: string): Promise<Json> {
  const { json } = await upload(one, show, { file: silentFrames(1000), before: { title: `Titel ${slug}`, slug } })
  await putFile(one, `/api/v1/episodes/${json.id}/artwork`, 'artwork', await readFile(COVER))
  return (await publish(one, json.id)).json
}

async function publishedShow() {
  const { slug } = await createShow(one)
  const show = (await putFile(one, `/api/v1/shows/${slug}/artwork`, 'artwork', COVER)).json
  const [gone, stays] = [await publishAt(slug, 'geht'), await publishAt(slug, 'bleibt')]
  for (const host of hosts)
    await eventually(
      () => feedOf(host, slug),
      (xml) => xml.includes(gone.guid) && xml.includes(stays.guid),
    )
  return { slug, show, gone, stays }
}

const episodePaths = ({ url, audio, artwork }: Json) => [url, audio.url, artwork.url].map(pathOf)
const statusesAt = (host: TestHost, paths: string[], method = 'GET') =>
  Promise.all(paths.map(async (path) => (await askRaw(host, path, {}, method)).status))

/** Waits until every address answers so, on both, within the five seconds of `eventually`. */
async function everywhere(paths: string[], status: number) {
  for (const host of hosts)
    for (const method of ['GET', 'HEAD'])
      await eventually(
        () => statusesAt(host, paths, method),
        (statuses) => statuses.every((found) => found === status),
      )
}

const idsIn = (answer: { json: Json }) => answer.json.episodes.map(({ id }: Json) => id)

test('a deleted episode is nowhere any more, on every instance, and comes back as it was', async () => {
  const { slug, gone, stays } = await publishedShow()
  const path = `/api/v1/episodes/${gone.id}`
  const deleted = await ask(one, 'DELETE', path)
  expect(deleted).toMatchObject({ status: 200, json: { id: gone.id, guid: gone.guid } })
  expect(Date.parse(deleted.json.goneAt) - Date.parse(deleted.json.deletedAt)).toBe(30 * DAY)

  await everywhere(episodePaths(gone), 404)
  await everywhere([...episodePaths(stays), `/${slug}`], 200)
  for (const host of hosts) {
    const xml = await eventually(
      () => feedOf(host, slug),
      (xml) => !xml.includes(gone.guid),
    )
    expect(xml).toContain(stays.guid)
    expect((await askRaw(host, `/${slug}`)).body.toString()).not.toContain('Titel geht')
    const list = `/api/v1/shows/${slug}/episodes`
    for (const token of [undefined, null]) {
      const more = token === null ? { token } : {}
      expect(idsIn(await ask(host, 'GET', list, more))).toEqual([stays.id])
      expect((await ask(host, 'GET', path, more)).status).toBe(404)
    }
    expect(idsIn(await ask(host, 'GET', `${list}?deleted=true`))).toEqual([gone.id])
    expect((await ask(host, 'GET', `${list}?deleted=true`, { token: null })).status).toBe(401)
    expect((await ask(host, 'GET', `${path}/deletion`)).json.goneAt).toBe(deleted.json.goneAt)
  }

  expect((await ask(two, 'DELETE', `${path}/deletion`)).json).toMatchObject({
    ...{ guid: gone.guid, publishAt: gone.publishAt, status: 'published', deletedAt: null, goneAt: null },
  })
  await everywhere(episodePaths(gone), 200)
  for (const host of hosts)
    await eventually(
      () => feedOf(host, slug),
      (xml) => xml.includes(gone.guid),
    )
  expect((await ask(one, 'GET', `${path}/deletion`)).json).toEqual({ deletedAt: null, goneAt: null })
})

test('a deleted show is nowhere any more with all its episodes, and comes back whole', async () => {
  const { slug, show, gone, stays } = await publishedShow()
  await ask(one, 'DELETE', `/api/v1/episodes/${gone.id}`)
  await everywhere(episodePaths(gone), 404)
  const path = `/api/v1/shows/${slug}`
  expect((await ask(two, 'DELETE', path)).status).toBe(200)

  const paths = [`/feeds/${slug}.xml`, `/${slug}`, pathOf(show.artwork.url), ...episodePaths(stays)]
  await everywhere([...paths, ...episodePaths(gone)], 404)
  for (const host of hosts) {
    expect((await askRaw(host, '/')).body.toString()).not.toContain(`href="/${slug}"`)
    for (const more of [{}, { token: null }]) {
      for (const hidden of [path, `${path}/episodes`, `/api/v1/episodes/${stays.id}`])
        expect(await ask(host, 'GET', hidden, more)).toMatchObject({ status: 404, json: { code: 'not-found' } })
      const { shows } = (await ask(host, 'GET', '/api/v1/shows', more)).json
      expect(shows.some((show: Json) => show.slug === slug)).toBe(false)
    }
    const { shows } = (await ask(host, 'GET', '/api/v1/shows?deleted=true')).json
    expect(shows.map((show: Json) => show.slug)).toContain(slug)
  }
  expect((await ask(one, 'GET', '/api/v1/shows?deleted=true', { token: null })).status).toBe(401)
  expect((await ask(one, 'GET', '/api/v1/shows?deleted=maybe')).json.fields).toHaveProperty('deleted')

  expect((await ask(one, 'DELETE', `${path}/deletion`)).json).toMatchObject({ slug, guid: show.guid, deletedAt: null })
  await everywhere(paths, 200)
  await everywhere(episodePaths(gone), 404)
  for (const host of hosts) {
    const xml = await feedOf(host, slug)
    expect([xml.includes(stays.guid), xml.includes(gone.guid)]).toEqual([true, false])
  }
})

test('what is deleted takes no change until it is brought back', async () => {
  const { slug, gone } = await publishedShow()
  await ask(one, 'DELETE', `/api/v1/episodes/${gone.id}`)
  const episode = `/api/v1/episodes/${gone.id}`
  const refused = async (show: string) => [
    await askJson(one, 'PATCH', episode, { title: 'Neu' }),
    await askJson(one, 'PUT', `${episode}/publication`, {}),
    await ask(one, 'DELETE', `${episode}/publication`),
    await putFile(one, `${episode}/audio`, 'audio', silentFrames(900)),
    await putFile(one, `${episode}/artwork`, 'artwork', COVER),
    ...(show
      ? [
          await askJson(one, 'PATCH', `/api/v1/shows/${show}`, { title: 'Neu' }),
          await putFile(one, `/api/v1/shows/${show}/artwork`, 'artwork', COVER),
          await upload(one, show, { file: silentFrames(901), before: { title: 'Neu' } }),
          await askJson(one, 'PUT', `/api/v1/shows/${show}/move`, { to: 'https://example.org/feed.xml' }),
          await ask(one, 'DELETE', `${episode}/deletion`),
        ]
      : []),
  ]
  for (const { status } of await refused('')) expect(status).toBe(404)
  await ask(one, 'DELETE', `/api/v1/shows/${slug}`)
  for (const { status } of await refused(slug)) expect(status).toBe(404)
})

test('deleting again prolongs nothing, and bringing back what is there changes nothing', async () => {
  const { slug, gone } = await publishedShow()
  for (const path of [`/api/v1/episodes/${gone.id}`, `/api/v1/shows/${slug}`]) {
    expect((await ask(one, 'DELETE', `${path}/deletion`)).json.deletedAt).toBeNull()
    const first = await ask(one, 'DELETE', path)
    await daysLater(3, async () => {
      expect((await ask(one, 'DELETE', path)).json).toMatchObject({
        ...{ deletedAt: first.json.deletedAt, goneAt: first.json.goneAt },
      })
    })
  }
})

test('after the grace period everything that was public is gone, and nothing brings it back', async () => {
  const { slug, gone, stays } = await publishedShow()
  await ask(one, 'DELETE', `/api/v1/episodes/${gone.id}`)
  await daysLater(30.1, async () => {
    await everywhere(episodePaths(gone), 410)
    await everywhere(episodePaths(stays), 200)
    const path = `/api/v1/episodes/${gone.id}`
    for (const more of [{}, { token: null }])
      expect(await ask(one, 'GET', path, more)).toMatchObject({ status: 410, json: { code: 'gone' } })
    for (const [method, at] of [
      ['DELETE', path],
      ['GET', `${path}/deletion`],
      ['DELETE', `${path}/deletion`],
    ] as const)
      expect(await ask(two, method, at)).toMatchObject({ status: 410, json: { code: 'gone' } })
    expect(idsIn(await ask(one, 'GET', `/api/v1/shows/${slug}/episodes?deleted=true`))).toEqual([])
    const page = await askRaw(two, pathOf(gone.url))
    expect([page.headers['content-type'], page.headers['cache-control']]).toEqual([
      'text/html; charset=utf-8',
      'no-store',
    ])
    expect(page.body.toString()).toContain('<h1>Diese Seite gibt es nicht mehr</h1>')

    await ask(one, 'DELETE', `/api/v1/shows/${slug}`)
    await everywhere([`/feeds/${slug}.xml`, `/${slug}`, ...episodePaths(stays)], 404)
    await everywhere(episodePaths(gone), 404)
  })
  await daysLater(60.2, async () => {
    const paths = [`/feeds/${slug}.xml`, `/feeds/${slug}.xml?page=2`, `/${slug}`, `/embed/${slug}/bleibt`]
    await everywhere([...paths, ...episodePaths(stays), ...episodePaths(gone)], 410)
    const path = `/api/v1/shows/${slug}`
    for (const [method, at] of [
      ['GET', path],
      ['DELETE', path],
      ['GET', `${path}/deletion`],
      ['DELETE', `${path}/deletion`],
    ] as const)
      expect(await ask(two, method, at)).toMatchObject({ status: 410, json: { code: 'gone' } })
    expect(
      (await ask(two, 'GET', '/api/v1/shows?deleted=true')).json.shows.map((show: Json) => show.slug),
    ).not.toContain(slug)
  })
})

test('former addresses of what is gone are gone too', async () => {
  const { slug, gone } = await publishedShow()
  const next = `${slug}-neu`
  await askJson(one, 'PATCH', `/api/v1/episodes/${gone.id}`, { slug: 'ging' })
  await askJson(one, 'PATCH', `/api/v1/shows/${slug}`, { slug: next })
  await ask(one, 'DELETE', `/api/v1/shows/${next}`)
  const paths = [
    ...[`/feeds/${slug}.xml`, `/feeds/${next}.xml`, `/${slug}`, `/${next}`, `/${slug}/geht`, `/${next}/ging`],
    ...[pathOf(gone.audio.url), pathOf(gone.audio.url).replace('geht', 'ging').replace(slug, next)],
  ]
  await everywhere(paths, 404)
  await daysLater(31, () => everywhere(paths, 410))
})

test('a deleted draft was never there, and never gone', async () => {
  const { slug } = await createShow(one)
  const { json } = await upload(one, slug, { file: silentFrames(1000), before: { title: 'Entwurf', slug: 'entwurf' } })
  await ask(one, 'DELETE', `/api/v1/episodes/${json.id}`)
  await daysLater(31, () => everywhere([`/${slug}/entwurf`, pathOf(json.audio.url)], 404))
})

test('the address of what is deleted or gone is nobody else’s', async () => {
  const { slug, gone } = await publishedShow()
  await ask(one, 'DELETE', `/api/v1/episodes/${gone.id}`)
  const again = () => upload(one, slug, { file: silentFrames(902), before: { title: 'Neu', slug: 'geht' } })
  const other = await createShow(one)
  expect((await again()).json.code).toBe('slug-taken')
  await daysLater(31, async () => expect((await again()).json.code).toBe('slug-taken'))
  await ask(one, 'DELETE', `/api/v1/shows/${slug}`)
  await daysLater(31, async () => {
    expect((await askJson(one, 'PATCH', `/api/v1/shows/${other.slug}`, { slug })).json.code).toBe('slug-taken')
  })
})

test('the feed of a show that moved away leads there even when the show is deleted here, and for ever', async () => {
  const { slug, stays } = await publishedShow()
  const to = 'https://podcasts.example.org/feed.xml'
  await askJson(one, 'PUT', `/api/v1/shows/${slug}/move`, { to })
  await everywhere([`/feeds/${slug}.xml`], 301)
  await ask(one, 'DELETE', `/api/v1/shows/${slug}`)
  await everywhere([`/${slug}`, ...episodePaths(stays)], 404)
  await everywhere([`/feeds/${slug}.xml`], 301)
  await daysLater(31, async () => {
    await everywhere([`/${slug}`, ...episodePaths(stays)], 410)
    expect((await askRaw(two, `/feeds/${slug}.xml`)).headers.location).toBe(to)
  })
})

test('deleting and bringing back need a token, and something to delete', async () => {
  const { slug } = await createShow(one)
  const nobody = '018f0000-0000-7000-8000-000000000000'
  for (const [method, path] of [
    ['DELETE', `/api/v1/shows/${slug}`],
    ['GET', `/api/v1/shows/${slug}/deletion`],
    ['DELETE', `/api/v1/shows/${slug}/deletion`],
    ['DELETE', `/api/v1/episodes/${nobody}`],
    ['GET', `/api/v1/episodes/${nobody}/deletion`],
    ['DELETE', `/api/v1/episodes/${nobody}/deletion`],
  ] as const) {
    expect((await ask(one, method, path, { token: null })).status).toBe(401)
    expect((await ask(one, method, path.replace(slug, 'niemand'))).status).toBe(404)
  }
})
