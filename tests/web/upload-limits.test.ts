import { afterEach, expect, test } from 'vitest'
import { silentFrames } from '../samples/bytes.ts'
import { createShow, eventually, holdings, NOTHING, upload } from '../support/api.ts'
import { startHost } from '../support/host.ts'
import { chunk, formBytes, head, openWire, type Wire } from '../support/wire.ts'

const MAX_BYTES = 200_000
const GIGABYTE = 1_000_000_000

const host = await startHost({ env: { MAX_UPLOAD_BYTES: String(MAX_BYTES) } })
const { slug: show } = await createShow(host)
const path = `/api/v1/shows/${show}/episodes`
const authorized = { Authorization: `Bearer ${host.secret}` }
const FORM = { 'Content-Type': 'multipart/form-data; boundary=b' }
const AUDIO_PART = Buffer.from('--b\r\nContent-Disposition: form-data; name="audio"; filename="a.mp3"\r\n\r\n')

let wire: Wire
afterEach(async () => {
  wire?.close()
  await eventually(
    () => holdings(host),
    (held) => JSON.stringify(held) === JSON.stringify(NOTHING),
  )
})

/** Opens a connection and sends the head of an upload, none of its body. */
async function begin(headers: Record<string, string | number>, to = path) {
  wire = openWire(host)
  await wire.send(head('POST', to, headers))
  return wire
}

/** Sends chunks of audio until an answer is there, 64 MB at most. Returns how many bytes have left. */
async function sendUntilAnswered(before: Buffer) {
  const bytes = silentFrames(400)
  await wire.send(chunk(before))
  let sent = 0
  while (sent < 64_000_000 && wire.received() === '' && (await wire.send(chunk(bytes)))) sent += bytes.length
  return sent
}

test.each<[string, Record<string, string>]>([
  ['without a token', {}],
  ['with a wrong token', { Authorization: 'Bearer sendeplatz_wrong' }],
  ['with another kind of token', { Authorization: 'Basic YTpi' }],
])('an upload %s is 401 before a byte of its body has come', async (_, headers) => {
  await begin({ ...headers, ...FORM, 'Content-Length': GIGABYTE })
  expect(await wire.answer()).toMatchObject({ status: 401, json: { code: 'unauthorized' } })
})

test('an upload to an unknown show is 404 before a byte of its body has come', async () => {
  await begin({ ...authorized, ...FORM, 'Content-Length': 100_000 }, '/api/v1/shows/no-such-show/episodes')
  expect(await wire.answer()).toMatchObject({ status: 404 })
})

test.each<[number, string, Record<string, string | number>]>([
  [401, 'unauthorized', { ...FORM, 'Content-Length': 1000 }],
  [413, 'too-large', { ...authorized, ...FORM, 'Content-Length': GIGABYTE }],
  [422, 'no-audio', { ...authorized, 'Content-Type': 'application/json', 'Content-Length': 1000 }],
])('who asks before sending is told %i %s, and never to go on', async (status, code, headers) => {
  await begin({ ...headers, Expect: '100-continue' })
  expect(await wire.answer()).toMatchObject({ status, json: { code } })
  expect(wire.received()).not.toContain('100 Continue')
  expect(wire.received()).toMatch(/^connection: close/im)
})

/** The same by whichever way it is found out. */
const TOO_LARGE = 'This is too large: at most 200 kB are taken at once.'

test('more than the host takes is 413 by its announced length, before the body has come', async () => {
  await begin({ ...authorized, ...FORM, 'Content-Length': GIGABYTE })
  const { status, json } = await wire.answer()
  expect({ status, code: json.code }).toEqual({ status: 413, code: 'too-large' })
  expect(json.title).toBe(TOO_LARGE)
})

test('more than the host takes, of unknown length, is 413 as soon as it is too much, while the client still sends', async () => {
  await begin({ ...authorized, ...FORM, 'Transfer-Encoding': 'chunked' })
  const sent = await sendUntilAnswered(AUDIO_PART)
  expect(await wire.answer()).toMatchObject({ status: 413, json: { code: 'too-large', title: TOO_LARGE } })
  expect(sent).toBeLessThan(32_000_000)
})

test('a client that is refused and never stops sending is cut off', async () => {
  await begin({ ...FORM, 'Transfer-Encoding': 'chunked' })
  expect(await wire.answer()).toMatchObject({ status: 401 })
  const bytes = chunk(silentFrames(10))
  const deadline = Date.now() + 15_000
  while (!wire.isClosed() && Date.now() < deadline) {
    await wire.send(bytes)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  expect(wire.isClosed()).toBe(true)
})

test('a text that does not end is refused while it comes', async () => {
  await begin({ ...authorized, ...FORM, 'Transfer-Encoding': 'chunked' })
  const sent = await sendUntilAnswered(Buffer.from('--b\r\nContent-Disposition: form-data; name="title"\r\n\r\n'))
  expect(await wire.answer()).toMatchObject({ status: 413, json: { code: 'too-large' } })
  expect(sent).toBeLessThan(32_000_000)
})

test('a second file that does not end is refused while it comes', async () => {
  await begin({ ...authorized, ...FORM, 'Transfer-Encoding': 'chunked' })
  const first = Buffer.concat([AUDIO_PART, silentFrames(100), Buffer.from('\r\n')])
  const sent = await sendUntilAnswered(Buffer.concat([first, AUDIO_PART]))
  expect(await wire.answer()).toMatchObject({ status: 422, json: { code: 'one-file' } })
  expect(sent).toBeLessThan(32_000_000)
})

test('a file as large as the host takes is taken, one byte more is not', async () => {
  const fits = Buffer.concat([silentFrames(1388), Buffer.alloc(128)])
  expect(fits).toHaveLength(MAX_BYTES)
  const more = await upload(host, show, { file: Buffer.concat([fits, Buffer.alloc(1)]) })
  expect({ status: more.status, title: more.json.title }).toEqual({ status: 413, title: TOO_LARGE })

  const { status, json } = await upload(host, show, { file: fits })
  expect({ status, bytes: json.audio.bytes }).toEqual({ status: 201, bytes: MAX_BYTES })
  await forget(json.id)
})

test('who asks before sending and may send is told to go on, once', async () => {
  const form = new FormData()
  form.append('audio', new Blob([new Uint8Array(silentFrames(100))]), 'folge.mp3')
  const { type, bytes } = await formBytes(form)
  await begin({ ...authorized, 'Content-Type': type, 'Content-Length': bytes.length, Expect: '100-continue' })
  await eventually(
    async () => wire.received(),
    (text) => text.startsWith('HTTP/1.1 100 Continue\r\n\r\n'),
  )
  await wire.send(bytes)
  const { status, json } = await wire.answer()
  expect(status).toBe(201)
  expect(wire.received().match(/100 Continue/g)).toHaveLength(1)
  await forget((json as unknown as { id: string }).id)
})

/** Takes an episode that was accepted out of the way, so that what is left behind is what refusals leave. */
async function forget(id: string) {
  const { key } = await host.db.enclosure.findFirstOrThrow({ where: { episodeId: id } })
  await host.db.episode.update({ where: { id }, data: { enclosureId: null } })
  await host.db.enclosure.deleteMany({ where: { episodeId: id } })
  await host.db.episode.delete({ where: { id } })
  await host.storage.remove(key)
}
