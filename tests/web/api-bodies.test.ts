import { expect, test } from 'vitest'
import { silentFrames } from '../samples/bytes.ts'
import { ask, askJson, createShow, NEW_SHOW, publish, upload } from '../support/api.ts'
import { startHost } from '../support/host.ts'

const host = await startHost()
const show = await createShow(host)
const { json: episode } = await upload(host, show.slug)

const NO_JSON = 'The body is not valid JSON.'
const NO_OBJECT = 'Send an object with a value for each field.'

const BODIES: [method: string, path: string][] = [
  ['POST', '/api/v1/shows'],
  ['PATCH', `/api/v1/shows/${show.slug}`],
  ['PATCH', `/api/v1/episodes/${episode.id}`],
  ['PUT', `/api/v1/episodes/${episode.id}/publication`],
]

const send = (method: string, path: string, body: string, type: string) =>
  ask(host, method, path, { body, headers: { 'Content-Type': type } })

test.each(BODIES)('%s %s: what is no JSON is 400', async (method, path) => {
  for (const body of ['{', '{"title": }', 'title=x', '\ufeff{', '{"title": "\ud800']) {
    const { status, json } = await send(method, path, body, 'application/json')
    expect({ body, status, ...json }).toMatchObject({ body, status: 400, code: 'bad-json', title: NO_JSON })
  }
})

test.each(BODIES)('%s %s: of JSON that is no object it is said that it has to be one', async (method, path) => {
  for (const body of ['"text"', 'null', '0', 'true', ' null ']) {
    const { status, json } = await send(method, path, body, 'application/json')
    expect({ body, status, ...json }).toMatchObject({ body, status: 400, code: 'bad-json', title: NO_OBJECT })
  }
  const list = await send(method, path, '[]', 'application/json')
  expect({ status: list.status, ...list.json }).toMatchObject({ status: 422, fields: { body: NO_OBJECT } })
})

test.each(BODIES)('%s %s: another type than JSON is 415', async (method, path) => {
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/xml', 'multipart/form-data']) {
    const { status, json } = await send(method, path, '{"title": "x"}', type)
    expect({ type, status, code: json.code }).toEqual({ type, status: 415, code: 'not-json' })
  }
})

test.each(BODIES)('%s %s: JSON that can’t be read is refused with a sentence', async (method, path) => {
  const long = await askJson(host, method, path, { title: 'x'.repeat(200_000) })
  expect({ status: long.status, code: long.json.code }).toEqual({ status: 413, code: 'too-large' })
  expect(long.json.title).toBe('This is too large: at most 102 kB are taken at once.')
  const latin = await send(method, path, '{}', 'application/json; charset=iso-8859-99')
  expect({ status: latin.status, code: latin.json.code }).toEqual({ status: 400, code: 'bad-json' })
  const headers = { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' }
  const notZipped = await ask(host, method, path, { body: '{}', headers })
  expect({ status: notZipped.status, code: notZipped.json.code }).toEqual({ status: 400, code: 'bad-request' })
})

test.each(BODIES)('%s %s: text that is not in UTF-8 is 400, not kept without its umlauts', async (method, path) => {
  const body = Buffer.from('{"title": "Über uns"}', 'latin1')
  const headers = { 'Content-Type': 'application/json' }
  const { status, json } = await ask(host, method, path, { body, headers })
  expect({ status, code: json.code }).toEqual({ status: 400, code: 'bad-text' })
})

test('a list where an object is meant is 422', async () => {
  for (const [method, path] of BODIES) {
    const { status, json } = await askJson(host, method, path, [])
    expect({ status, code: json.code, fields: Object.keys(json.fields) }).toEqual({
      status: 422,
      code: 'invalid',
      fields: ['body'],
    })
  }
})

test('every bad field of a show is named at once', async () => {
  const typed = {
    title: '',
    language: 'xx',
    categories: ['Politics'],
    explicit: 'maybe',
    type: 'weekly',
    ownerEmail: 'x',
    feed: 1,
  }
  const { status, json } = await askJson(host, 'POST', '/api/v1/shows', typed)
  expect(status).toBe(422)
  expect(json).toMatchObject({
    type: 'about:blank',
    status: 422,
    code: 'invalid',
    title: 'Some fields need attention.',
  })
  const names = [...Object.keys(typed), 'author', 'description']
  expect(Object.keys(json.fields).sort()).toEqual(names.sort())
})

test.each<[unknown, string]>([
  ['2026-10-25', 'no time'],
  ['2026-10-25T06:00:00', 'no offset'],
  ['2026-02-30T06:00:00Z', 'no such day'],
  ['2026-10-25T25:00:00Z', 'no such hour'],
  ['morgen', 'no date'],
  ['1969-12-31T23:00:00Z', 'before every app'],
  ['2101-01-01T00:00:00Z', 'too far ahead'],
  [1_761_368_400, 'a number'],
])('%j is refused as a date of publication: %s', async (at) => {
  const { status, json } = await askJson(host, 'PUT', `/api/v1/episodes/${episode.id}/publication`, { at })
  expect({ status, code: json.code, fields: Object.keys(json.fields) }).toEqual({
    status: 422,
    code: 'invalid',
    fields: ['at'],
  })
  expect((await ask(host, 'GET', `/api/v1/episodes/${episode.id}`)).json.status).toBe('draft')
})

test('a serial show needs a number on each full episode that is published', async () => {
  const { slug } = await createShow(host, { type: 'serial' })
  const { json: made } = await upload(host, slug, { file: silentFrames(100) })
  const path = `/api/v1/episodes/${made.id}`
  const refused = await publish(host, made.id)
  expect(refused).toMatchObject({ status: 422, json: { code: 'not-ready', findings: [{ rule: 'number-needed' }] } })

  await askJson(host, 'PATCH', path, { number: 1 })
  expect((await publish(host, made.id)).status).toBe(200)
  expect(await askJson(host, 'PATCH', path, { number: null })).toMatchObject({
    status: 422,
    json: { code: 'number-needed', fields: { number: expect.any(String) } },
  })
  expect((await askJson(host, 'PATCH', path, { number: null, type: 'trailer' })).status).toBe(200)
})

test('a show becomes serial only when its published episodes are numbered', async () => {
  const { slug } = await createShow(host)
  const { json: made } = await upload(host, slug, { file: silentFrames(100) })
  await publish(host, made.id)
  const change = () => askJson(host, 'PATCH', `/api/v1/shows/${slug}`, { type: 'serial' })
  expect(await change()).toMatchObject({ status: 409, json: { code: 'number-needed' } })
  await askJson(host, 'PATCH', `/api/v1/episodes/${made.id}`, { number: 1 })
  expect(await change()).toMatchObject({ status: 200, json: { type: 'serial' } })
})

test('a field that is too long is refused, and one that is blank counts as not typed', async () => {
  const long = await askJson(host, 'POST', '/api/v1/shows', { ...NEW_SHOW, title: 'x'.repeat(256) })
  expect(Object.keys(long.json.fields)).toEqual(['title'])
  const blank = await askJson(host, 'POST', '/api/v1/shows', { ...NEW_SHOW, title: 'Leer', copyright: ' \u200b ' })
  expect(blank.json.copyright).toBeNull()
})
