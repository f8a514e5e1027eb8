import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { readObject } from '../../src/storage/read-object.ts'
import {
  chapterFrame,
  id3Tag,
  linkFrame,
  picture,
  pictureFrame,
  sample,
  silentFrames,
  textFrame,
} from '../samples/bytes.ts'
import { ask, COVER, createShow, holdings, upload } from '../support/api.ts'
import { startHost } from '../support/host.ts'

const host = await startHost()
const { slug: show } = await createShow(host)

const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const read = async (id: string) => (await ask(host, 'GET', `/api/v1/episodes/${id}`)).json
const tagged = (...frames: Buffer[]) => Buffer.concat([id3Tag(4, frames), silentFrames(1000)])

test('an MP3 becomes a draft episode with the facts of its audio', async () => {
  const bytes = sample('cbr-info-44100-stereo.mp3')
  const { status, headers, json } = await upload(host, show, { file: bytes, before: { title: 'Nachtzug nach Wien' } })
  expect(status).toBe(201)
  expect(headers.get('Location')).toBe(`/api/v1/episodes/${json.id}`)
  expect(json).toMatchObject({ show, slug: 'nachtzug-nach-wien', title: 'Nachtzug nach Wien', type: 'full' })
  expect(json).toMatchObject({ status: 'draft', publishAt: null, notices: [], artwork: null, chapters: [] })
  expect(json.guid).toMatch(/^[0-9a-f-]{36}$/)
  const sha256 = sha256Of(bytes)
  expect(json.audio).toEqual({
    url: `https://podcast.example/audio/${show}/nachtzug-nach-wien-${sha256.slice(0, 8)}.mp3`,
    type: 'audio/mpeg',
    bytes: 60_604,
    sha256,
    seconds: 6,
    bitrate: expect.closeTo(80_000, -3),
    channels: 2,
    sampleRate: 44_100,
    tagBytes: expect.any(Number),
    byteAt60Seconds: null,
  })
  const { notices: _, ...episode } = json
  expect(await read(json.id)).toEqual(episode)
})

test('an M4A too, with the byte its first minute ends at', async () => {
  const { status, json } = await upload(host, show, { file: sample('faststart-chapters.m4a') })
  expect(status).toBe(201)
  expect(json.audio).toMatchObject({
    type: 'audio/x-m4a',
    seconds: expect.closeTo(70.016, 1),
    sampleRate: 16_000,
    byteAt60Seconds: 98_718,
  })
  expect(json.audio.url).toMatch(/\/folge-12-die-neue-strasse-[0-9a-f]{8}\.m4a$/)
})

test('a file is what its bytes say, whatever it is called or declared to be', async () => {
  const file = new Blob([new Uint8Array(sample('index-at-end.m4a'))], { type: 'application/octet-stream' })
  const { status, json } = await upload(host, show, { file, name: 'aufnahme.mp3' })
  expect(status).toBe(201)
  expect(json.audio).toMatchObject({ type: 'audio/x-m4a', url: expect.stringMatching(/\.m4a$/) })
})

test('text may stand in front of the file and behind it', async () => {
  const before = { title: 'Vorne', season: '2' }
  const after = { description: 'Hinten,\nauf zwei Zeilen.', number: '7', explicit: 'true', recordedOn: '2026-10' }
  const { json } = await upload(host, show, { before, after })
  expect(json).toMatchObject({ title: 'Vorne', season: 2, number: 7, explicit: true, recordedOn: '2026-10' })
  expect(json.description).toBe('Hinten,\nauf zwei Zeilen.')
})

test('what is typed wins over the tags of the file, and the tags fill the rest', async () => {
  const before = { title: 'Getippt', number: '99', author: 'Anna Beispiel' }
  const { json } = await upload(host, show, { file: sample('id3v24-chapters.mp3'), before })
  expect(json).toMatchObject({ slug: 'getippt', title: 'Getippt', number: 99, author: 'Anna Beispiel' })
  expect(json).toMatchObject({ season: 2, language: 'de', recordedOn: '2026-03-05' })
  expect(json.description).toBe('Worum es geht: Straßen & Brücken.')
})

test('the original is kept bit for bit', async () => {
  const file = tagged(
    textFrame(4, 'TIT2', 'Original'),
    ...Array.from({ length: 2000 }, () => textFrame(4, 'TXXX', 'x')),
  )
  const { json } = await upload(host, show, { file })
  const response = await fetch(`${host.url}/api/v1/episodes/${json.id}/audio`, {
    headers: { Authorization: `Bearer ${host.secret}` },
  })
  expect(file.equals(Buffer.from(await response.arrayBuffer()))).toBe(true)
  expect(response.headers.get('Content-Type')).toBe('audio/mpeg')
  const { key } = await host.db.enclosure.findFirstOrThrow({ where: { episodeId: json.id } })
  expect(file.equals(await readObject(host.storage, key))).toBe(true)
  expect((await holdings(host)).staged).toEqual([])
})

test('chapters and a picture come from the tags', async () => {
  const cover = await readFile(COVER)
  const links = [textFrame(4, 'TIT2', 'Abfahrt'), linkFrame(4, 'https://example.de/a')]
  const chapters = [chapterFrame(4, 'a', 0, links), chapterFrame(4, 'b', 12_500, [textFrame(4, 'TIT2', 'Grenze')])]
  const { json } = await upload(host, show, { file: tagged(...chapters, pictureFrame(4, cover)) })
  expect(json.chapters).toEqual([
    { startSeconds: 0, title: 'Abfahrt', url: 'https://example.de/a' },
    { startSeconds: 12.5, title: 'Grenze' },
  ])
  expect(json.artwork).toMatchObject({ type: 'image/jpeg', bytes: cover.length, sha256: sha256Of(cover) })
  expect(json.artwork.url).toBe(`https://podcast.example/artwork/${show}/aufnahme-${sha256Of(cover).slice(0, 8)}.jpg`)
  expect(json.notices).toEqual([])
})

test('a picture in the file that apps would refuse is left out with a notice', async () => {
  const { status, json } = await upload(host, show, { file: tagged(pictureFrame(4, picture(1000))) })
  expect(status).toBe(201)
  expect(json.artwork).toBeNull()
  expect(json.notices).toEqual([expect.stringMatching(/^The picture in the file was left out\. [A-Z].*\.$/)])
})

test('each episode gets an address and a guid of its own, also with the same title and the same audio', async () => {
  const before = { title: 'Zwilling' }
  const [first, second] = [await upload(host, show, { before }), await upload(host, show, { before })]
  expect([first.json.slug, second.json.slug]).toEqual(['zwilling', 'zwilling-2'])
  expect(first.json.guid).not.toBe(second.json.guid)
  expect(first.json.audio.url).not.toBe(second.json.audio.url)
})
