import { expect, test } from 'vitest'
import { ask, askJson, createShow, NEW_SHOW, publishedEpisode, SAMPLE_M4A, upload } from '../support/api.ts'
import { startHost } from '../support/host.ts'

const host = await startHost()
const NOBODY = '01890000-0000-7000-8000-000000000000'

const get = (path: string, token?: string | null) => ask(host, 'GET', path, token === undefined ? {} : { token })

test('a show is made, read, listed and changed', async () => {
  const fields = { ...NEW_SHOW, slug: 'nachtzuege', ownerName: 'Redaktion', ownerEmail: 'redaktion@example.de' }
  const made = await askJson(host, 'POST', '/api/v1/shows', fields)
  expect(made.status).toBe(201)
  expect(made.headers.get('Location')).toBe('/api/v1/shows/nachtzuege')
  expect(made.json).toMatchObject({ ...fields, explicit: false, type: 'episodic', copyright: null, artwork: null })
  expect(made.json).toMatchObject({
    url: 'https://podcast.example/nachtzuege',
    feedUrl: 'https://podcast.example/feeds/nachtzuege.xml',
  })
  expect((await get('/api/v1/shows/nachtzuege', null)).json).toEqual(made.json)
  expect((await get('/api/v1/shows', null)).json.shows).toContainEqual(made.json)

  const changes = { title: 'Nachtzüge Europas', ownerEmail: null, explicit: true, website: 'https://bahn.example.de/' }
  const changed = await askJson(host, 'PATCH', '/api/v1/shows/nachtzuege', changes)
  expect(changed.status).toBe(200)
  expect(changed.json).toMatchObject({ ...fields, ...changes, guid: made.json.guid })
})

test('a show gets its address from its title, and a taken one is 409', async () => {
  const made = await askJson(host, 'POST', '/api/v1/shows', { ...NEW_SHOW, title: 'Grüße & Küsse' })
  expect(made.json.slug).toBe('gruesse-kuesse')
  const { status, json } = await askJson(host, 'POST', '/api/v1/shows', { ...NEW_SHOW, slug: 'gruesse-kuesse' })
  expect({ status, code: json.code }).toEqual({ status: 409, code: 'slug-taken' })
})

test('a show whose address nobody typed gets the next free one, also where a deleted show or an old address has it', async () => {
  const make = (fields: object = {}) =>
    askJson(host, 'POST', '/api/v1/shows', { ...NEW_SHOW, title: 'Ämter', ...fields })
  const one = (await make()).json
  expect(one.slug).toBe('aemter')
  await ask(host, 'DELETE', '/api/v1/shows/aemter')
  const two = (await make()).json
  expect(two).toMatchObject({ slug: 'aemter-2', feedUrl: 'https://podcast.example/feeds/aemter-2.xml' })
  expect(two.guid).not.toBe(one.guid)
  await askJson(host, 'PATCH', '/api/v1/shows/aemter-2', { slug: 'anders' })
  expect((await make({ slug: '' })).json.slug).toBe('aemter-3')
  expect((await make({ slug: 'aemter' })).status).toBe(409)
  const slugs = (await Promise.all([make(), make(), make()])).map(({ json }) => json.slug)
  expect(slugs.toSorted()).toEqual(['aemter-4', 'aemter-5', 'aemter-6'])
})

test('an episode is read and changed, and null clears', async () => {
  const { slug } = await createShow(host)
  const { json: made } = await upload(host, slug, {
    before: { title: 'Eins', slug: 'anfang', author: 'Anna', season: '1' },
  })
  const changes = {
    title: 'Zwei',
    description: 'Neu',
    author: null,
    season: null,
    number: 4,
    explicit: true,
    type: 'bonus',
  }
  const changed = await askJson(host, 'PATCH', `/api/v1/episodes/${made.id}`, changes)
  expect(changed.status).toBe(200)
  expect(changed.json).toMatchObject({
    ...changes,
    slug: made.slug,
    guid: made.guid,
    audio: made.audio,
    status: 'draft',
  })
  expect((await get(`/api/v1/episodes/${made.id}`)).json).toEqual(changed.json)
  expect((await askJson(host, 'PATCH', `/api/v1/episodes/${made.id}`, {})).json.title).toBe('Zwei')
})

test('a guid never changes: the API refuses, and so does the database', async () => {
  const show = await createShow(host)
  const { json: episode } = await upload(host, show.slug)
  for (const [path, changes] of [
    [`/api/v1/shows/${show.slug}`, { guid: NOBODY }],
    [`/api/v1/episodes/${episode.id}`, { guid: NOBODY }],
  ] as const) {
    const { status, json } = await askJson(host, 'PATCH', path, changes)
    expect({ status, code: json.code, fields: Object.keys(json.fields).sort() }).toEqual({
      status: 422,
      code: 'invalid',
      fields: ['guid'],
    })
  }
  const { pool } = host.database
  for (const table of ['Show', 'Episode'])
    await expect(pool.query(`UPDATE "${table}" SET "guid" = 'other'`)).rejects.toThrow('never changes')
  await expect(pool.query(`UPDATE "Episode" SET "guid" = NULL`)).rejects.toThrow()
  expect((await get(`/api/v1/episodes/${episode.id}`)).json.guid).toBe(episode.guid)
})

test('a draft is unknown to whoever has no token, wherever they look', async () => {
  const { slug } = await createShow(host)
  const published = await publishedEpisode(host, slug, { title: 'Öffentlich' })
  const { json: draft } = await upload(host, slug, { file: SAMPLE_M4A, before: { title: 'Entwurf' } })
  const scheduled = await publishedEpisode(host, slug, { title: 'Geplant' }, '2099-01-01T06:00:00Z')
  expect([draft.status, scheduled.status]).toEqual(['draft', 'scheduled'])

  for (const { id, url, audio } of [draft, scheduled]) {
    for (const path of [`/api/v1/episodes/${id}`, `/api/v1/episodes/${id}/publication`]) {
      expect(await get(path, null)).toMatchObject({ status: 404, json: { code: 'not-found' } })
      expect((await get(path)).status).toBe(200)
    }
    expect((await get(`/api/v1/episodes/${id}/audio`, null)).status).toBe(401)
    for (const { pathname } of [new URL(url), new URL(audio.url)]) expect((await get(pathname, null)).status).toBe(404)
  }
  const list = `/api/v1/shows/${slug}/episodes`
  const idsOf = async (token?: null) => (await get(list, token)).json.episodes.map(({ id }: { id: string }) => id)
  expect(await idsOf(null)).toEqual([published.id])
  expect(await idsOf()).toEqual([scheduled.id, draft.id, published.id])
  expect((await get(`/${slug}`, null)).json).not.toMatch(/Entwurf|Geplant/)
})

test('a wrong token is 401 even where none is needed', async () => {
  const { slug } = await createShow(host)
  expect((await get(`/api/v1/shows/${slug}/episodes`, 'sendeplatz_wrong')).status).toBe(401)
  expect((await get(`/api/v1/episodes/${NOBODY}`, 'sendeplatz_wrong')).status).toBe(401)
})

test.each([
  ['POST', '/api/v1/shows'],
  ['PATCH', '/api/v1/shows/any'],
  ['PUT', '/api/v1/shows/any/artwork'],
  ['PATCH', `/api/v1/episodes/${NOBODY}`],
  ['PUT', `/api/v1/episodes/${NOBODY}/publication`],
  ['DELETE', `/api/v1/episodes/${NOBODY}/publication`],
  ['GET', `/api/v1/episodes/${NOBODY}/audio`],
  ['GET', '/api/v1/shows/any/readiness'],
  ['GET', `/api/v1/episodes/${NOBODY}/readiness`],
])('%s %s needs a token', async (method, path) => {
  const { status, headers, json } = await ask(host, method, path, { token: null })
  expect(status).toBe(401)
  expect(headers.get('Content-Type')).toBe('application/problem+json; charset=utf-8')
  expect(headers.get('Cache-Control')).toBe('no-store')
  expect(Object.keys(json).sort()).toEqual(['code', 'status', 'title', 'type'])
})

test.each([
  ['GET', '/api/v1/shows/unknown'],
  ['PATCH', '/api/v1/shows/unknown'],
  ['GET', '/api/v1/shows/unknown/episodes'],
  ['GET', '/api/v1/shows/unknown/readiness'],
  ['GET', `/api/v1/episodes/${NOBODY}/readiness`],
  ['GET', `/api/v1/episodes/${NOBODY}`],
  ['GET', `/api/v1/episodes/${NOBODY}/audio`],
  ['PATCH', `/api/v1/episodes/${NOBODY}`],
  ['PUT', `/api/v1/episodes/${NOBODY}/publication`],
  ['DELETE', `/api/v1/episodes/${NOBODY}/publication`],
  ['GET', '/api/v1/episodes/1'],
  ['GET', `/api/v1/episodes/${'-'.repeat(36)}`],
  ['GET', '/api/v1/episodes/%00'],
  ['GET', '/api/v1/shows/%00'],
  ['GET', '/api/v1/nothing/here'],
])('%s %s is 404 with a problem, not a page', async (method, path) => {
  const { status, json } = await ask(host, method, path)
  expect({ status, code: json.code }).toEqual({ status: 404, code: 'not-found' })
})

test('a change under an entity tag is refused, since there is none that could protect anything', async () => {
  const { slug, title } = await createShow(host)
  const path = `/api/v1/shows/${slug}`
  const send = (match: string, method = 'PATCH') =>
    ask(host, method, path, {
      ...(method === 'PATCH' && { body: JSON.stringify({ title: 'Anders' }) }),
      headers: { 'Content-Type': 'application/json', 'If-Match': match },
    })
  const { status, json } = await send('"99"')
  expect([status, json.code]).toEqual([412, 'no-entity-tags'])
  expect((await send('"99"', 'GET')).json.title).toBe(title)
  expect((await send('*')).json.title).toBe('Anders')
})

test('an address that can’t be decoded is 400', async () => {
  expect(await get('/api/v1/shows/%ff')).toMatchObject({ status: 400, json: { code: 'bad-request' } })
})
