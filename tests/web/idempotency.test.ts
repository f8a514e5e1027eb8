import { expect, test } from 'vitest'
import { createApiKey } from '../../src/accounts/api-key.ts'
import { silentFrames } from '../samples/bytes.ts'
import { ask, askJson, createShow, holdings, NEW_SHOW, upload } from '../support/api.ts'
import { startHost } from '../support/host.ts'
import { head, openWire } from '../support/wire.ts'

const host = await startHost()
const { slug: show } = await createShow(host)
const file = silentFrames(100)

let keys = 0
const newKey = () => `key-${++keys}`
const withKey = (key: string) => ({ headers: { 'Idempotency-Key': key } })
const episodes = () => host.db.episode.count()

function postShow(key: string, fields: Record<string, unknown>) {
  const headers = { 'Idempotency-Key': key, 'Content-Type': 'application/json' }
  return ask(host, 'POST', '/api/v1/shows', { body: JSON.stringify({ ...NEW_SHOW, ...fields }), headers })
}

test('the same key gets the same answer, and there is one episode', async () => {
  const key = newKey()
  const before = await episodes()
  const first = await upload(host, show, { file, before: { title: 'Einmal' }, ...withKey(key) })
  await askJson(host, 'PATCH', `/api/v1/episodes/${first.json.id}`, { title: 'Inzwischen umbenannt' })
  const again = await upload(host, show, { file, before: { title: 'Einmal' }, ...withKey(key) })

  expect(first.status).toBe(201)
  expect(again.status).toBe(201)
  expect(again.json).toEqual(first.json)
  expect(again.headers.get('Location')).toBe(`/api/v1/episodes/${first.json.id}`)
  expect(await episodes()).toBe(before + 1)
  expect((await holdings(host)).staged).toEqual([])
})

test('the first answer is given again to the letter', async () => {
  const form = () => {
    const form = new FormData()
    form.append('audio', new Blob([file]), 'a.mp3')
    form.append('title', 'Buchstäblich')
    return form
  }
  for (const [path, body] of [
    [`/api/v1/shows/${show}/episodes`, form],
    ['/api/v1/shows', () => JSON.stringify({ ...NEW_SHOW, slug: 'buchstaeblich', title: 'Buchstäblich' })],
  ] as const) {
    const type = path.endsWith('shows') ? { 'Content-Type': 'application/json' } : {}
    const headers = { Authorization: `Bearer ${host.secret}`, 'Idempotency-Key': newKey(), ...type }
    const send = async () => (await fetch(host.url + path, { method: 'POST', body: body(), headers })).text()
    const first = await send()
    expect(first).toContain('Buchstäblich')
    expect(await send()).toBe(first)
  }
})

test('without a key, and with another one, the same request makes another episode', async () => {
  const before = await episodes()
  for (const more of [{}, {}, withKey(newKey()), withKey(newKey())]) {
    expect((await upload(host, show, { file, ...more })).status).toBe(201)
  }
  expect(await episodes()).toBe(before + 4)
})

test.each([
  ['with a slug of its own', { title: 'Gleichzeitig', slug: 'gleichzeitig' }],
  ['with a slug from its title', { title: 'Zur selben Zeit' }],
])('a request %s sent several times at once makes one episode and gets one answer', async (_, before) => {
  const count = await episodes()
  const key = newKey()
  const answers = await Promise.all([1, 2, 3, 4].map(() => upload(host, show, { file, before, ...withKey(key) })))
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201])
  for (const { json, headers } of answers) {
    expect(json).toEqual(answers[0]!.json)
    expect(headers.get('Location')).toBe(`/api/v1/episodes/${answers[0]!.json.id}`)
  }
  expect(await episodes()).toBe(count + 1)
})

test('a show too, one after the other and at once', async () => {
  const key = newKey()
  const answers = await Promise.all([1, 2, 3].map(() => postShow(key, { slug: 'einmalige-sendung' })))
  answers.push(await postShow(key, { slug: 'einmalige-sendung' }))
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201])
  for (const { json, headers } of answers) {
    expect(json).toEqual(answers[0]!.json)
    expect(headers.get('Location')).toBe('/api/v1/shows/einmalige-sendung')
  }
})

test('another request with the key of one that was answered is 422', async () => {
  const key = newKey()
  const other = await createShow(host)
  await upload(host, show, { file, ...withKey(key) })
  for (const answer of [await upload(host, other.slug, { file, ...withKey(key) }), await postShow(key, {})]) {
    expect({ status: answer.status, code: answer.json.code }).toEqual({ status: 422, code: 'idempotency-key-reused' })
  }
})

test('another upload to the same address with the key of one that was answered is 422, and nothing is made', async () => {
  const key = newKey()
  await upload(host, show, { file, ...withKey(key) })
  const before = await episodes()
  const other = await upload(host, show, { file: silentFrames(300), ...withKey(key) })
  expect({ status: other.status, code: other.json.code }).toEqual({ status: 422, code: 'idempotency-key-reused' })
  expect(await episodes()).toBe(before)
  expect((await upload(host, show, { file: silentFrames(300), ...withKey(newKey()) })).status).toBe(201)
})

test('other fields of a show with the key of one that was answered are 422, the same in another order are not', async () => {
  const key = newKey()
  const funding = [{ url: 'https://a.example/', text: 'Spende' }]
  const first = await postShow(key, { slug: 'mit-schluessel', title: 'Eins', funding })
  const other = await postShow(key, { slug: 'mit-schluessel', title: 'Zwei', funding })
  expect({ status: other.status, code: other.json.code }).toEqual({ status: 422, code: 'idempotency-key-reused' })
  const reversed = (fields: object) => Object.fromEntries(Object.entries(fields).toReversed())
  const same = reversed({ ...NEW_SHOW, slug: 'mit-schluessel', title: 'Eins', funding: funding.map(reversed) })
  const headers = { 'Idempotency-Key': key, 'Content-Type': 'application/json' }
  const again = await ask(host, 'POST', '/api/v1/shows', { body: JSON.stringify(same, null, 2), headers })
  expect([again.status, again.json]).toEqual([201, first.json])
})

test('fields nested too deeply to be compared are refused by who reads them', async () => {
  const deep = 40_000
  const body = `{"title":${'['.repeat(deep)}${']'.repeat(deep)}}`
  const headers = { 'Idempotency-Key': newKey(), 'Content-Type': 'application/json' }
  const refused = await ask(host, 'POST', '/api/v1/shows', { body, headers })
  expect({ status: refused.status, code: refused.json.code }).toEqual({ status: 422, code: 'invalid' })
})

test('a repeat with a longer boundary, or that does not say how long it is, gets the first answer', async () => {
  const key = newKey()
  const first = await upload(host, show, { file, ...withKey(key) })
  const send = (boundary: string, isChunked: boolean) => {
    const front = `--${boundary}\r\nContent-Disposition: form-data; name="audio"; filename="a.mp3"\r\n\r\n`
    const whole = Buffer.concat([Buffer.from(front), file, Buffer.from(`\r\n--${boundary}--\r\n`)])
    return fetch(`${host.url}/api/v1/shows/${show}/episodes`, {
      method: 'POST',
      body: isChunked ? new Blob([whole]).stream() : whole,
      duplex: 'half',
      headers: {
        ...{ Authorization: `Bearer ${host.secret}`, 'Idempotency-Key': key },
        'Content-Type': `multipart/form-data; boundary=${boundary}`,
      },
    } as RequestInit)
  }
  for (const answer of [await send('b'.repeat(70), false), await send('b', true)])
    expect([answer.status, await answer.json()]).toEqual([201, first.json])
})

test('an answer that was kept without a word of the body is given again', async () => {
  const key = newKey()
  const first = await upload(host, show, { file, ...withKey(key) })
  const data = { request: `POST /api/v1/shows/${show}/episodes` }
  expect(await host.db.answer.updateMany({ where: { key }, data })).toEqual({ count: 1 })
  expect((await upload(host, show, { file, ...withKey(key) })).json).toEqual(first.json)
})

test('the same key of another token is another key', async () => {
  const key = newKey()
  const { secret } = await createApiKey(host, { name: 'another program' })
  const mine = await upload(host, show, { file, ...withKey(key) })
  const theirs = await upload(host, show, { file, token: secret, ...withKey(key) })
  expect(theirs.status).toBe(201)
  expect(theirs.json.id).not.toBe(mine.json.id)
})

test('a request that was refused may be repeated with its key', async () => {
  const key = newKey()
  const refused = await upload(host, show, { file: Buffer.from('%PDF-1.7'), ...withKey(key) })
  expect(refused.status).toBe(415)
  const typo = await upload(host, show, { file, before: { number: 'drei' }, ...withKey(key) })
  expect(typo.status).toBe(422)
  const right = await upload(host, show, { file, before: { number: '3' }, ...withKey(key) })
  expect(right.status).toBe(201)
  expect(right.json.number).toBe(3)
})

test('a repeat is answered without its body being read', async () => {
  const key = newKey()
  const { json } = await upload(host, show, { file, ...withKey(key) })
  const wire = openWire(host)
  await wire.send(
    head('POST', `/api/v1/shows/${show}/episodes`, {
      Authorization: `Bearer ${host.secret}`,
      'Idempotency-Key': key,
      'Content-Type': 'multipart/form-data; boundary=b',
      'Content-Length': file.length,
      Expect: '100-continue',
    }),
  )
  expect(await wire.answer()).toMatchObject({ status: 201, json: { id: json.id } })
  expect(wire.received()).not.toContain('100 Continue')
  wire.close()
})

test.each([
  ['no character', ''],
  ['256 characters', 'x'.repeat(256)],
])('a key of %s is 400', async (_, key) => {
  const { status, json } = await upload(host, show, { file, ...withKey(key) })
  expect({ status, code: json.code }).toEqual({ status: 400, code: 'bad-idempotency-key' })
})
