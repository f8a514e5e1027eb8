import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { ROLES, verbsOf } from '../../src/accounts/access.ts'
import { createApiKey } from '../../src/accounts/api-key.ts'
import { ask, askJson, COVER, createShow, publishedEpisode, putFile, SAMPLE, upload } from '../support/api.ts'
import { startHost } from '../support/host.ts'
import { makeMember } from '../support/people.ts'
import { routesOf } from '../support/routes.ts'
import { metadata, PIECE, send } from '../support/tus.ts'

const host = await startHost()

/** What asks: nothing, keys to the show with what each role may, one to everything, and one to everything in another show. */
const WHO = ['no key', 'reader', 'author', 'editor', 'owner', 'host', 'other show'] as const
type Who = (typeof WHO)[number]

interface Row {
  /** What each of them is answered, in that order. */
  answers: string
  body?: unknown
  path?: string
  /** Sent in the protocol of resumable uploads. */
  headers?: () => Record<string, string>
}

const REFUSED = { nonsense: true }
/** An id that nobody and nothing has. */
const NOBODY = '01890000-0000-7000-8000-000000000000'

/**
 * Every route of the API and what each key is answered for a draft or for the show. Where a request would change
 * something it carries what is refused (422) behind the question who asks.
 */
const TABLE: Record<string, Row> = {
  // no key, reader, author, editor, owner, host, other show
  'GET /api/v1/shows': { answers: '200 200 200 200 200 200 200' },
  'POST /api/v1/shows': { answers: '401 403 403 403 403 422 403', body: REFUSED },
  'GET /api/v1/shows/:show': { answers: '200 200 200 200 200 200 200' },
  'PATCH /api/v1/shows/:show': { answers: '401 403 403 422 422 422 404', body: REFUSED },
  'GET /api/v1/shows/:show/artwork': { answers: '401 200 200 200 200 200 404' },
  'PUT /api/v1/shows/:show/artwork': { answers: '401 403 403 422 422 422 404', body: REFUSED },
  'DELETE /api/v1/shows/:show': { answers: '401 403 403 403 200 200 404' },
  'GET /api/v1/shows/:show/deletion': { answers: '401 200 200 200 200 200 404' },
  'DELETE /api/v1/shows/:show/deletion': { answers: '401 403 403 403 200 200 404' },
  'GET /api/v1/shows/:show/move': { answers: '200 200 200 200 200 200 200' },
  'PUT /api/v1/shows/:show/move': { answers: '401 403 403 403 422 422 404', body: REFUSED },
  'DELETE /api/v1/shows/:show/move': { answers: '401 403 403 403 200 200 404' },
  'GET /api/v1/shows/:show/members': { answers: '401 403 403 403 200 200 404' },
  'PUT /api/v1/shows/:show/members/:person': {
    ...{ answers: '401 403 403 403 422 422 404', body: REFUSED, path: `/api/v1/shows/:show/members/${NOBODY}` },
  },
  'DELETE /api/v1/shows/:show/members/:person': {
    ...{ answers: '401 403 403 403 404 404 404', path: `/api/v1/shows/:show/members/${NOBODY}` },
  },
  'GET /api/v1/shows/:show/invitations': { answers: '401 403 403 403 200 200 404' },
  'POST /api/v1/shows/:show/invitations': { answers: '401 403 403 403 422 422 404', body: REFUSED },
  'DELETE /api/v1/shows/:show/invitations/:id': {
    ...{ answers: '401 403 403 403 404 404 404', path: `/api/v1/shows/:show/invitations/${NOBODY}` },
  },
  'GET /api/v1/shows/:show/episodes': { answers: '200 200 200 200 200 200 200' },
  'POST /api/v1/shows/:show/episodes': { answers: '401 403 422 422 422 422 404', body: REFUSED },
  'GET /api/v1/episodes/:id': { answers: '404 200 200 200 200 200 404' },
  'PATCH /api/v1/episodes/:id': { answers: '401 403 422 422 422 422 404', body: REFUSED },
  'DELETE /api/v1/episodes/:id': { answers: '401 403 403 200 200 200 404' },
  'GET /api/v1/episodes/:id/deletion': { answers: '401 200 200 200 200 200 404' },
  'DELETE /api/v1/episodes/:id/deletion': { answers: '401 403 403 200 200 200 404' },
  'GET /api/v1/episodes/:id/audio': { answers: '401 200 200 200 200 200 404' },
  'PUT /api/v1/episodes/:id/audio': { answers: '401 403 422 422 422 422 404', body: REFUSED },
  'GET /api/v1/episodes/:id/artwork': { answers: '401 200 200 200 200 200 404' },
  'PUT /api/v1/episodes/:id/artwork': { answers: '401 403 422 422 422 422 404', body: REFUSED },
  'GET /api/v1/episodes/:id/chapters': { answers: '404 200 200 200 200 200 404' },
  'PUT /api/v1/episodes/:id/chapters': { answers: '401 403 422 422 422 422 404', body: REFUSED },
  'DELETE /api/v1/episodes/:id/chapters': { answers: '401 403 200 200 200 200 404' },
  'GET /api/v1/episodes/:id/publication': { answers: '404 200 200 200 200 200 404' },
  'PUT /api/v1/episodes/:id/publication': { answers: '401 403 403 422 422 422 404', body: REFUSED },
  'DELETE /api/v1/episodes/:id/publication': { answers: '401 403 403 200 200 200 404' },
  'GET /api/v1/shows/:show/readiness': { answers: '401 200 200 200 200 200 404' },
  'GET /api/v1/episodes/:id/readiness': { answers: '401 200 200 200 200 200 404' },
  'GET /api/v1/episodes/:id/transcripts': { answers: '404 200 200 200 200 200 404' },
  'GET /api/v1/episodes/:id/transcripts/:language': { answers: '404 200 200 200 200 200 404' },
  'PUT /api/v1/episodes/:id/transcripts/:language': { answers: '401 403 422 422 422 422 404', body: REFUSED },
  'PATCH /api/v1/episodes/:id/transcripts/:language': { answers: '401 403 422 422 422 422 404', body: REFUSED },
  'DELETE /api/v1/episodes/:id/transcripts/:language': {
    ...{ answers: '401 403 404 404 404 404 404', path: '/api/v1/episodes/:id/transcripts/fr' },
  },
  'GET /api/v1/reviews': { answers: '401 200 200 200 200 200 200' },
  'GET /api/v1/episodes/:id/versions': { answers: '401 200 200 200 200 200 404' },
  'GET /api/v1/episodes/:id/versions/:number': {
    ...{ answers: '401 404 404 404 404 404 404', path: '/api/v1/episodes/:id/versions/99999' },
  },
  'PUT /api/v1/episodes/:id/versions/:number/restoration': {
    ...{ answers: '401 403 404 404 404 404 404', path: '/api/v1/episodes/:id/versions/99999/restoration' },
  },
  'GET /api/v1/episodes/:id/previews': { answers: '401 200 200 200 200 200 404' },
  'POST /api/v1/episodes/:id/previews': { answers: '401 403 422 422 422 422 404', body: REFUSED },
  'DELETE /api/v1/episodes/:id/previews/:preview': { answers: '401 403 404 404 404 404 404' },
  'GET /api/v1/episodes/:id/review': { answers: '401 200 200 200 200 200 404' },
  'PUT /api/v1/episodes/:id/review': { answers: '401 403 422 422 422 422 404', body: REFUSED },
  'PATCH /api/v1/episodes/:id/review': { answers: '401 403 403 422 422 422 404', body: REFUSED },
  'DELETE /api/v1/episodes/:id/review': { answers: '401 403 404 404 404 404 404' },
  'GET /api/v1/people': { answers: '401 403 403 403 403 200 403' },
  'GET /api/v1/people/:id': { answers: '401 403 403 403 403 404 403', path: `/api/v1/people/${NOBODY}` },
  'PATCH /api/v1/people/:id': {
    ...{ answers: '401 403 403 403 403 422 403', body: REFUSED, path: `/api/v1/people/${NOBODY}` },
  },
  'DELETE /api/v1/people/:id/second-factor': {
    ...{ answers: '401 403 403 403 403 404 403', path: `/api/v1/people/${NOBODY}/second-factor` },
  },
  'POST /api/v1/people/:id/password-link': {
    ...{ answers: '401 403 403 403 403 404 403', path: `/api/v1/people/${NOBODY}/password-link` },
  },
  'GET /api/v1/invitations': { answers: '401 403 403 403 403 200 403' },
  'POST /api/v1/invitations': { answers: '401 403 403 403 403 422 403', body: REFUSED },
  'DELETE /api/v1/invitations/:id': {
    ...{ answers: '401 403 403 403 403 404 403', path: `/api/v1/invitations/${NOBODY}` },
  },
  'GET /api/v1/log': { answers: '401 403 403 403 403 200 403' },
  'GET /api/v1/search': { answers: '200 200 200 200 200 200 200', path: '/api/v1/search?q=Probe' },
  'GET /api/v1/imports': { answers: '401 403 403 403 403 200 403' },
  'POST /api/v1/imports': { answers: '401 403 403 403 403 422 403', body: REFUSED },
  'GET /api/v1/imports/:id': {
    ...{ answers: '401 403 403 403 403 404 403', path: `/api/v1/imports/${NOBODY}` },
  },
  'POST /api/v1/uploads': { answers: '401 403 201 201 201 201 404', headers: uploadHeaders },
  'OPTIONS /api/v1/uploads': { answers: '204 204 204 204 204 204 204', headers: uploadHeaders },
  'OPTIONS /api/v1/uploads/:id': { answers: '204 204 204 204 204 204 204', headers: uploadHeaders },
  // One that another key began.
  ...Object.fromEntries(
    ['GET', 'POST', 'PATCH', 'DELETE'].map((method) => [
      `${method} /api/v1/uploads/:id`,
      { answers: '401 404 404 404 404 404 404', path: '/api/v1/uploads/:upload', headers: uploadHeaders },
    ]),
  ),
}

const keys = new Map<Who, string | null>([
  ['no key', null],
  ['host', host.secret],
])
let show: { slug: string; id: string }
let draft: string
let begun: string

/** What an upload to the show is asked for with, and what each of its pieces is sent with. */
function uploadHeaders() {
  const described = { 'Upload-Length': '10', 'Upload-Metadata': metadata({ filename: 'a.mp3', show: show.slug }) }
  return { ...PIECE, 'Upload-Offset': '0', ...described }
}

beforeAll(async () => {
  show = await rowOf((await createShow(host)).slug)
  const other = await rowOf((await createShow(host)).slug)
  draft = (await upload(host, show.slug, { before: { title: 'Entwurf' } })).json.id
  const vtt = 'WEBVTT\n\n00:00.000 --> 00:02.000\nGuten Tag.\n'
  await ask(host, 'PUT', `/api/v1/episodes/${draft}/transcripts/de`, {
    ...{ body: vtt, headers: { 'Content-Type': 'text/vtt' } },
  })
  const cover = await readFile(COVER)
  for (const path of [`shows/${show.slug}`, `episodes/${draft}`])
    expect((await putFile(host, `/api/v1/${path}/artwork`, 'artwork', cover)).status).toBe(200)
  for (const role of ROLES) keys.set(role, await keyFor({ verbs: verbsOf(role), showIds: [show.id] }))
  keys.set('other show', await keyFor({ showIds: [other.id] }))
  const sender = { host, headers: { authorization: `Bearer ${await keyFor({})}` } }
  begun = (await send(sender, 'POST', '/api/v1/uploads', uploadHeaders())).header('location')!.split('/').at(-1)!
})

const rowOf = (slug: string) => host.db.show.findUniqueOrThrow({ where: { slug }, select: { id: true, slug: true } })
const keyFor = async (about: { verbs?: string[]; showIds?: string[]; personId?: string; expiresAt?: Date }) =>
  (await createApiKey(host, { name: 'Probe', ...about })).secret

test('the table has every route of the API, and no other', () =>
  expect(routesOf(host, (path) => path.startsWith('/api/')).sort()).toEqual(Object.keys(TABLE).sort()))

describe.each(Object.entries(TABLE))('%s', (name, { answers, path, body, headers }) => {
  const [method, route] = name.split(' ') as [string, string]
  const expected = answers.split(' ')

  test('names an answer for every key', () => expect(expected).toHaveLength(WHO.length))

  test.each(WHO.map((who, at) => [who, Number(expected[at])] as const))('%s: %i', async (who, status) => {
    const asked = (path ?? route)
      .replace(':show', show.slug)
      .replace(':id', draft)
      .replace(':language', 'de')
      .replace(':upload', begun)
    const token = keys.get(who)!
    const bearer = token ? { authorization: `Bearer ${token}` } : {}
    const answer = await (headers
      ? send({ host, headers: bearer as Record<string, string> }, method, asked, headers())
      : body
        ? askJson(host, method, asked, body, token)
        : ask(host, method, asked, { token }))
    expect(answer.status).toBe(status)
    if (method === 'DELETE' && route.endsWith('/:show') && status === 200)
      await ask(host, 'DELETE', `${asked}/deletion`)
    if (method === 'DELETE' && route.endsWith('/episodes/:id') && status === 200)
      await ask(host, 'DELETE', `${asked}/deletion`)
  })
})

const titles = async (path: string, token: string | null) =>
  (await ask(host, 'GET', path, { token })).json.episodes.map(({ title }: { title: string }) => title)

test('drafts and what is deleted are listed for keys to the show alone', async () => {
  await publishedEpisode(host, show.slug, { title: 'Gesendet' })
  const list = `/api/v1/shows/${show.slug}/episodes`
  for (const who of ['reader', 'owner', 'host'] as const)
    expect(await titles(list, keys.get(who)!)).toEqual(['Gesendet', 'Entwurf'])
  for (const who of ['no key', 'other show'] as const) expect(await titles(list, keys.get(who)!)).toEqual(['Gesendet'])
  expect((await ask(host, 'GET', `${list}?deleted=true`, { token: keys.get('other show') })).status).toBe(404)

  const { slug } = await createShow(host)
  await ask(host, 'DELETE', `/api/v1/shows/${slug}`)
  const deleted = async (who: Who) =>
    (await ask(host, 'GET', '/api/v1/shows?deleted=true', { token: keys.get(who) })).json.shows.length
  expect([await deleted('host'), await deleted('owner'), await deleted('other show')]).toEqual([1, 0, 0])
})

test('what is published is not an author’s to change, nor to be given other audio', async () => {
  const { id } = await publishedEpisode(host, show.slug)
  const [author, editor] = [keys.get('author'), keys.get('editor')]
  expect((await askJson(host, 'PATCH', `/api/v1/episodes/${id}`, { title: 'Neu' }, author)).status).toBe(403)
  expect((await askJson(host, 'PATCH', `/api/v1/episodes/${id}`, { title: 'Neu' }, editor)).status).toBe(200)
  const form = new FormData()
  form.append('audio', new Blob([await readFile(SAMPLE)]), 'neu.mp3')
  expect((await ask(host, 'PUT', `/api/v1/episodes/${id}/audio`, { body: form, token: author })).status).toBe(403)
})

test('a key may what its maker may at that moment: it loses with her, and goes with her', async () => {
  const person = await makeMember(host, 'editor', show)
  const token = await keyFor({ personId: person.id })
  const patch = () => askJson(host, 'PATCH', `/api/v1/episodes/${draft}`, { title: 'Entwurf' }, token)
  expect((await patch()).status).toBe(200)
  expect((await askJson(host, 'POST', '/api/v1/shows', {}, token)).status).toBe(403)

  const where = { personId_showId: { personId: person.id, showId: show.id } }
  await host.db.membership.update({ where, data: { role: 'reader' } })
  expect((await patch()).status).toBe(403)
  await host.db.membership.delete({ where })
  expect((await patch()).status).toBe(404)
  await host.db.person.delete({ where: { id: person.id } })
  expect((await patch()).status).toBe(401)
})

test('a key ends at its date, and its last use is kept to the minute', async () => {
  const expiresAt = new Date(Date.now() + 86_400_000)
  const token = await keyFor({ verbs: [], expiresAt })
  const status = async () => (await ask(host, 'GET', `/api/v1/episodes/${draft}`, { token })).status
  const lastUse = async () => (await host.db.apiKey.findFirstOrThrow({ where: { expiresAt } })).lastUsedAt
  expect(await lastUse()).toBeNull()
  expect(await status()).toBe(200)
  const first = await lastUse()
  expect(Math.abs(first!.getTime() - Date.now())).toBeLessThan(5000)
  expect(await status()).toBe(200)
  expect(await lastUse()).toEqual(first)

  host.stopAt(new Date(expiresAt.getTime() - 1000).toISOString())
  expect(await status()).toBe(200)
  expect((await lastUse())!.getTime()).toBeGreaterThan(first!.getTime())
  host.travelTo(expiresAt.toISOString())
  expect(await status()).toBe(401)
  host.travelTo(new Date().toISOString())
})
