import { afterEach, expect, test } from 'vitest'
import { silentFrames } from '../samples/bytes.ts'
import { createShow, eventually, holdings, NOTHING, putFile, upload } from '../support/api.ts'
import { startHost } from '../support/host.ts'
import { chunk, formBytes, head, openWire, type Wire } from '../support/wire.ts'

const host = await startHost()
const { slug: show } = await createShow(host)
const path = `/api/v1/shows/${show}/episodes`
const authorized = { Authorization: `Bearer ${host.secret}` }

const form = new FormData()
form.append('title', 'Abgebrochen')
form.append('audio', new Blob([new Uint8Array(silentFrames(10_000))]), 'folge.mp3')
form.append('description', 'Kam nie an.')
const { type, bytes } = await formBytes(form)
const END = bytes.lastIndexOf('--\r\n')

let wire: Wire
afterEach(() => wire?.close())

const isEmpty = (held: object) => JSON.stringify(held) === JSON.stringify(NOTHING)
const nothingStays = () => eventually(() => holdings(host), isEmpty)
const stagedFiles = async () => (await holdings(host)).staged

async function begin(headers: Record<string, string | number>) {
  wire = openWire(host)
  await wire.send(head('POST', path, { ...authorized, 'Content-Type': type, ...headers }))
}

test.each<[string, Buffer]>([
  ['in the first boundary', bytes.subarray(0, 10)],
  ['in a text', bytes.subarray(0, bytes.indexOf('Abgebrochen') + 4)],
  ['in the header of the file', bytes.subarray(0, bytes.indexOf('folge.mp3'))],
  ['in the audio', bytes.subarray(0, bytes.length / 2)],
  ['in a text behind the audio', bytes.subarray(0, bytes.indexOf('Kam nie') + 3)],
  ['in the last boundary', bytes.subarray(0, END)],
  ['before anything', Buffer.alloc(0)],
])('a form that ends %s is 400, and nothing of it stays', async (_, part) => {
  await begin({ 'Content-Length': part.length })
  await wire.send(part)
  expect(await wire.answer()).toMatchObject({ status: 400, json: { code: 'body-truncated' } })
  await nothingStays()

  await begin({ 'Transfer-Encoding': 'chunked' })
  await wire.send(Buffer.concat([part.length > 0 ? chunk(part) : part, Buffer.from('0\r\n\r\n')]))
  expect(await wire.answer()).toMatchObject({ status: 400, json: { code: 'body-truncated' } })
  await nothingStays()
})

test.each<[string, Buffer]>([
  ['in a text', bytes.subarray(0, bytes.indexOf('Abgebrochen') + 4)],
  ['in the audio', bytes.subarray(0, bytes.length / 2)],
  ['before anything', Buffer.alloc(0)],
])('a form whose sender says no more %s is 400, and nothing of it stays', async (_, part) => {
  for (const isChunked of [false, true]) {
    await begin(isChunked ? { 'Transfer-Encoding': 'chunked' } : { 'Content-Length': bytes.length })
    if (part.length > 0) await wire.send(isChunked ? chunk(part) : part)
    wire.end()
    expect(await wire.answer()).toMatchObject({ status: 400, json: { code: 'body-truncated' } })
    await nothingStays()
  }
})

test.each<[string, string]>([
  ['no boundary', 'multipart/form-data'],
  ['another boundary than its body', 'multipart/form-data; boundary=another'],
])('a form whose type names %s is 400', async (_, wrong) => {
  wire = openWire(host)
  await wire.send(head('POST', path, { ...authorized, 'Content-Type': wrong, 'Content-Length': bytes.length }))
  await wire.send(bytes)
  expect(await wire.answer()).toMatchObject({ status: 400, json: { code: 'body-truncated' } })
  await nothingStays()
})

test.each<[string, Buffer]>([
  ['in a text', bytes.subarray(0, bytes.indexOf('Abgebrochen') + 4)],
  ['in the audio', bytes.subarray(0, bytes.length / 2)],
  ['behind the audio', bytes.subarray(0, bytes.indexOf('Kam nie') + 3)],
])('a client that goes away %s leaves nothing behind', async (_, part) => {
  for (const isChunked of [false, true]) {
    await begin(isChunked ? { 'Transfer-Encoding': 'chunked' } : { 'Content-Length': bytes.length })
    await wire.send(isChunked ? chunk(part) : part)
    if (part.length > 1000) await eventually(stagedFiles, (names) => names.length === 1)
    wire.close()
    await nothingStays()
  }
})

test('a client that goes away between two bytes of many uploads leaves nothing behind', async () => {
  for (let at = 100; at < bytes.length; at += 72_111) {
    await begin({ 'Content-Length': bytes.length })
    await wire.send(bytes.subarray(0, at))
    wire.close()
  }
  await new Promise((resolve) => setTimeout(resolve, 200))
  await nothingStays()
})

test('a client that goes away once everything has come finds its episode whole, or not at all', async () => {
  await begin({ 'Content-Length': bytes.length })
  await wire.send(bytes)
  wire.close()
  await new Promise((resolve) => setTimeout(resolve, 200))
  const settled = await eventually(
    () => holdings(host),
    ({ staged, objects, episodes }) => staged.length === 0 && objects.length === episodes,
  )
  expect(settled.enclosures).toBe(settled.episodes)
})

test('a slug that is taken is 409, and of the refused file nothing stays', async () => {
  const first = await upload(host, show, { file: silentFrames(100), before: { slug: 'einmal' } })
  expect(first.status).toBe(201)
  const held = await holdings(host)
  const { status, json } = await upload(host, show, { file: silentFrames(200), before: { slug: 'einmal' } })
  expect({ status, code: json.code }).toEqual({ status: 409, code: 'slug-taken' })
  expect(await holdings(host)).toEqual(held)
})

test('audio that is refused as a replacement changes nothing', async () => {
  const { json } = await upload(host, show, { file: silentFrames(300) })
  const held = await holdings(host)
  const { status } = await putFile(host, `/api/v1/episodes/${json.id}/audio`, 'audio', Buffer.from('%PDF-1.7'))
  expect(status).toBe(415)
  expect(await holdings(host)).toEqual(held)
  expect((await host.db.episode.findUniqueOrThrow({ where: { id: json.id } })).enclosureId).not.toBeNull()
})
