import { readFile } from 'node:fs/promises'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { silentFrames } from '../samples/bytes.ts'
import { ask, COVER, createShow, holdings, type Json, publish, putFile, upload } from '../support/api.ts'
import { startHost } from '../support/host.ts'

const host = await startHost()
const cover = await readFile(COVER)
const [one, two] = [silentFrames(1000), silentFrames(2000)]

/** Fetches what stands under one of this host's public addresses, as a listener does. */
const fetchPublic = (url: string, method = 'GET') => fetch(host.url + new URL(url).pathname, { method })
const bytesOf = async (url: string) => Buffer.from(await (await fetchPublic(url)).arrayBuffer())
const replace = (id: string, audio: Uint8Array) => putFile(host, `/api/v1/episodes/${id}/audio`, 'audio', audio)

async function published(audio = one): Promise<Json> {
  const { slug } = await createShow(host)
  const { json } = await upload(host, slug, { file: audio, before: { title: 'Folge' } })
  return (await publish(host, json.id)).json
}

const picture = (side: number, height = side) =>
  sharp({ create: { width: side, height, channels: 3, background: '#0a5' } })

test('replaced audio has a new address and its own facts; guid, title and date stay', async () => {
  const before = await published()
  const { status, json: after } = await replace(before.id, two)
  expect(status).toBe(200)
  expect(after.audio).toMatchObject({ bytes: two.length, seconds: expect.closeTo(72, 1) })
  expect(after.audio.url).not.toBe(before.audio.url)
  const { audio: _, updatedAt: __, version, ...rest } = before
  expect(after).toMatchObject({ ...rest, version: version + 1 })
  expect(two.equals(await bytesOf(after.audio.url))).toBe(true)
})

test('a text beside replaced audio is refused and not lost in silence; nothing is replaced', async () => {
  const before = await published()
  const path = `/api/v1/episodes/${before.id}/audio`
  const { status, json } = await putFile(host, path, 'audio', two, { title: 'Neu' })
  expect({ status, fields: Object.keys(json.fields) }).toEqual({ status: 422, fields: ['title'] })
  expect((await ask(host, 'GET', `/api/v1/episodes/${before.id}`)).json.audio).toEqual(before.audio)
  expect((await holdings(host)).staged).toEqual([])
})

test('the old address of replaced audio answers with the old bytes for a day', async () => {
  const before = await published()
  await replace(before.id, two)
  expect(one.equals(await bytesOf(before.audio.url))).toBe(true)
})

test('the same bytes again are the same address, and so is what comes back after a replacement', async () => {
  const first = await published()
  expect((await replace(first.id, one)).json.audio).toEqual(first.audio)
  await replace(first.id, two)
  expect((await replace(first.id, one)).json.audio).toEqual(first.audio)
  expect(one.equals(await bytesOf(first.audio.url))).toBe(true)
})

test('the same audio replaced many times at once is one audio, and whole', async () => {
  const first = await published()
  const answers = await Promise.all([two, one, two, two].map((audio) => replace(first.id, audio)))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  const { json } = await ask(host, 'GET', `/api/v1/episodes/${first.id}`)
  const bytes = await bytesOf(json.audio.url)
  expect([one, two].some((audio) => audio.equals(bytes))).toBe(true)
  expect(bytes).toHaveLength(json.audio.bytes)
  const current = await host.db.enclosure.findMany({ where: { episodeId: first.id, replacedAt: null } })
  expect(current).toHaveLength(1)
})

test('audio of a draft can be replaced, and stays unknown to listeners', async () => {
  const { slug } = await createShow(host)
  const { json } = await upload(host, slug, { file: one })
  const { json: after } = await replace(json.id, two)
  expect(after.audio.bytes).toBe(two.length)
  for (const { audio } of [json, after]) expect((await fetchPublic(audio.url)).status).toBe(404)
})

test('a show and an episode get a picture, kept bit for bit, with an address that answers HEAD', async () => {
  const { slug } = await createShow(host)
  const episode = await published()
  for (const path of [`/api/v1/shows/${slug}/artwork`, `/api/v1/episodes/${episode.id}/artwork`]) {
    const { status, json } = await putFile(host, path, 'artwork', cover)
    expect(status).toBe(200)
    expect(json.artwork).toMatchObject({ type: 'image/jpeg', bytes: cover.length, side: expect.any(Number) })
    const headed = await fetchPublic(json.artwork.url, 'HEAD')
    expect(headed.status).toBe(200)
    expect(headed.headers.get('Content-Type')).toBe('image/jpeg')
    expect(headed.headers.get('Content-Length')).toBe(String(cover.length))
    expect(cover.equals(await bytesOf(json.artwork.url))).toBe(true)
  }
})

test('a picture is given back to a key as it was sent, also that of a draft; where there is none it is 404', async () => {
  const { slug } = await createShow(host)
  const { json: draft } = await upload(host, slug, { file: one })
  const Authorization = `Bearer ${host.secret}`
  for (const path of [`/api/v1/shows/${slug}/artwork`, `/api/v1/episodes/${draft.id}/artwork`]) {
    const none = await ask(host, 'GET', path)
    expect([none.status, none.headers.get('Content-Type')]).toEqual([404, 'application/problem+json; charset=utf-8'])
    const { sha256 } = (await putFile(host, path, 'artwork', cover)).json.artwork

    const given = await fetch(host.url + path, { headers: { Authorization } })
    const [type, length, tag] = ['Content-Type', 'Content-Length', 'ETag'].map((name) => given.headers.get(name))
    expect({ status: given.status, type, length, tag }).toEqual({
      ...{ status: 200, type: 'image/jpeg', length: String(cover.length), tag: `"${sha256}"` },
    })
    expect(cover.equals(Buffer.from(await given.arrayBuffer()))).toBe(true)
    const seen = await fetch(host.url + path, { headers: { Authorization, 'If-None-Match': tag! } })
    expect(seen.status).toBe(304)
  }
})

test('a new picture has a new address, and the same one again the same', async () => {
  const { slug } = await createShow(host)
  const put = async (bytes: Uint8Array) => (await putFile(host, `/api/v1/shows/${slug}/artwork`, 'artwork', bytes)).json
  const png = await picture(1400).png().toBuffer()
  const [first, second, again] = [await put(cover), await put(png), await put(cover)]
  expect(second.artwork).toMatchObject({ type: 'image/png', url: expect.stringMatching(/\.png$/) })
  expect(again.artwork).toEqual(first.artwork)
  for (const { artwork } of [first, second]) expect((await fetchPublic(artwork.url)).status).toBe(200)
})

test('a picture of a draft is unknown until the episode is published', async () => {
  const { slug } = await createShow(host)
  const { json: draft } = await upload(host, slug, { file: one })
  const { json } = await putFile(host, `/api/v1/episodes/${draft.id}/artwork`, 'artwork', cover)
  expect((await fetchPublic(json.artwork.url)).status).toBe(404)
  await publish(host, draft.id)
  expect((await fetchPublic(json.artwork.url)).status).toBe(200)
})

test.each<[string, () => Promise<Uint8Array>]>([
  ['artwork-not-square', () => picture(1400, 1500).jpeg().toBuffer()],
  ['artwork-too-small', () => picture(1399).jpeg().toBuffer()],
  ['artwork-too-large', () => picture(3001).jpeg().toBuffer()],
  ['artwork-wrong-colours', () => picture(1400).toColourspace('cmyk').jpeg().toBuffer()],
  ['artwork-has-alpha', () => picture(1400).ensureAlpha().png().toBuffer()],
  ['artwork-not-an-image', () => picture(1400).webp().toBuffer()],
  ['artwork-damaged', async () => cover.subarray(0, cover.length / 2)],
  ['artwork-too-many-bytes', async () => new Uint8Array(21_000_000)],
])('%s is 422 for a show and for an episode, and nothing of it stays', async (code, make) => {
  const { slug } = await createShow(host)
  const { id } = await published()
  const held = await holdings(host)
  const bytes = await make()
  for (const path of [`/api/v1/shows/${slug}/artwork`, `/api/v1/episodes/${id}/artwork`]) {
    const { status, json } = await putFile(host, path, 'artwork', bytes)
    expect({ status, code: json.code }).toEqual({ status: 422, code })
    expect(json.fields.artwork).toBe(json.title)
  }
  expect(await holdings(host)).toEqual(held)
})
