import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { id3Tag, pictureFrame, silentFrames, textFrame } from '../samples/bytes.ts'
import {
  type Answer,
  ask,
  askJson,
  COVER,
  createShow,
  eventually,
  holdings,
  NOTHING,
  putFile,
  SAMPLE,
  upload,
} from '../support/api.ts'
import { EICAR, startClamd } from '../support/clamd.ts'
import { startHost, type TestHost } from '../support/host.ts'
import { importFeed } from '../support/imports.ts'
import { makeMember, signIn } from '../support/people.ts'
import { episodeRow, showRow } from '../support/rows.ts'
import { bytes as served, startSource } from '../support/source-server.ts'
import { begun, inStudio, offsetOf, piece, send } from '../support/tus.ts'

const clamd = await startClamd({ maxBytes: 2_000_000 })
const onPort = await startHost({ env: { VIRUS_SCAN: clamd.setting, IMPORT_PRIVATE_NETWORKS: 'true' } })
const program = { host: onPort }
const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex')
const infected = { status: 422, code: 'infected' }
const said = ({ status, json }: Pick<Answer, 'status' | 'json'>) => ({ status, code: json.code })

beforeEach(() => {
  clamd.scanned.length = 0
})
afterEach(async () => expect((await holdings(onPort)).staged).toEqual([]))

/** Audio in which the scanner finds nothing, but in the picture in its tag. */
const infectedPicture = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), EICAR])
const withInfectedPicture = Buffer.concat([
  id3Tag(4, [textFrame(4, 'TIT2', 'Ein langer Titel, hinter dem das Bild steht'), pictureFrame(4, infectedPicture)]),
  silentFrames(500),
])

async function sendForm(host: TestHost, cookie: string, path: string, part: string, file: Uint8Array) {
  const body = new FormData()
  body.append(part, new Blob([new Uint8Array(file)]), 'datei.mp3')
  const headers = { cookie, origin: new URL(host.config.publicUrl).origin }
  const answer = await fetch(host.url + path, { method: 'POST', headers, body, redirect: 'manual' })
  return { status: answer.status, text: await answer.text() }
}

describe('what the scanner finds something in is refused, and nothing of it is kept', () => {
  test('audio and pictures that programs send', async () => {
    const { slug } = await createShow(onPort)
    const before = await holdings(onPort)
    const refused = await upload(onPort, slug, { file: EICAR })
    expect(said(refused)).toEqual(infected)
    expect(refused.json.title).toContain('Eicar-Test-Signature.UNOFFICIAL')
    expect(said(await putFile(onPort, `/api/v1/shows/${slug}/artwork`, 'artwork', EICAR))).toEqual(infected)
    expect(await holdings(onPort)).toEqual(before)

    const { json } = await upload(onPort, slug)
    const kept = await holdings(onPort)
    for (const part of ['audio', 'artwork'])
      expect(said(await putFile(onPort, `/api/v1/episodes/${json.id}/${part}`, part, EICAR))).toEqual(infected)
    expect(await holdings(onPort)).toEqual(kept)
  })

  test('audio that comes in pieces; it stays refused, and its bytes are gone', async () => {
    const { slug } = await createShow(onPort)
    const at = await begun(program, EICAR.length, { filename: 'folge.mp3', show: slug })
    expect(said(await piece(program, at, 0, EICAR))).toEqual(infected)
    expect(said(await send(program, 'GET', at))).toEqual(infected)
  })

  test('audio with a picture in its tag: it would be published with it', async () => {
    const { slug } = await createShow(onPort)
    const before = await holdings(onPort)
    expect(said(await upload(onPort, slug, { file: withInfectedPicture }))).toEqual(infected)
    expect(await holdings(onPort)).toEqual(before)
  })

  test('what people send without script, with a sentence beside the file', async () => {
    const show = await showRow(onPort)
    const { id } = await episodeRow(onPort, show, { publishAt: null })
    const cookie = await signIn(onPort, await makeMember(onPort, 'owner', show))
    const forms: [string, string, string][] = [
      [`/studio/shows/${show.slug}/upload`, 'audio', 'audio-file'],
      [`/studio/episodes/${id}/audio`, 'audio', 'audio-file'],
      [`/studio/episodes/${id}/cover`, 'artwork', 'artwork'],
      [`/studio/shows/${show.slug}/cover`, 'artwork', 'artwork'],
    ]
    for (const [path, part, field] of forms) {
      const { status, text } = await sendForm(onPort, cookie, path, part, EICAR)
      expect([path, status]).toEqual([path, 422])
      expect(text).toContain(`id="${field}-error"`)
      expect(text).toContain('Der Virenscanner hat in dieser Datei etwas gefunden (Eicar-Test-Signature.UNOFFICIAL).')
    }
  })

  test('what an import finds; its other episodes come', async () => {
    const source = await startSource()
    const enclosure = (name: string) => `<enclosure url="${source.url}/${name}.mp3" type="audio/mpeg" length="1"/>`
    const item = (name: string) =>
      `<item><title>${name}</title><guid>${source.url}/${name}</guid><pubDate>Sun, 25 Oct 2026 06:00:00 +0100</pubDate>${enclosure(name)}</item>`
    Object.assign(source.answers, {
      '/feed.xml': served(
        `<rss version="2.0"><channel><title>Amtsfunk</title><link>${source.url}</link><description>x</description><language>de</language>${item('gut')}${item('krank')}</channel></rss>`,
      ),
      '/gut.mp3': served(silentFrames(500), 'audio/mpeg'),
      '/krank.mp3': served(EICAR, 'audio/mpeg'),
    })
    const done = await importFeed(onPort, `${source.url}/feed.xml`, { slug: 'amtsfunk' })
    const outcomes = Object.fromEntries(done.episodes.map((each: Answer['json']) => [each.title, each]))
    expect(outcomes.gut.outcome).toBe('imported')
    expect(outcomes.krank.outcome).toBe('failed')
    expect(JSON.stringify(outcomes.krank)).toContain('virus scanner found something')
  })
})

test('what passes was scanned byte for byte, whichever way it came', async () => {
  const show = await createShow(onPort)
  const audio = await readFile(SAMPLE)
  await upload(onPort, show.slug)
  expect(clamd.scanned[0]).toEqual({ bytes: audio.length, sha256: sha256(audio) })

  const at = await begun(program, audio.length, { filename: 'folge.mp3', show: show.slug })
  clamd.scanned.length = 0
  expect((await piece(program, at, 0, audio)).status).toBe(204)
  expect(clamd.scanned[0]).toEqual({ bytes: audio.length, sha256: sha256(audio) })

  const cover = await readFile(COVER)
  clamd.scanned.length = 0
  await putFile(onPort, `/api/v1/shows/${show.slug}/artwork`, 'artwork', cover)
  expect(clamd.scanned).toEqual([{ bytes: cover.length, sha256: sha256(cover) }])
})

test('what is larger than the scanner takes is refused, whenever it hangs up', async () => {
  const { slug } = await createShow(onPort)
  const large = silentFrames(140_000)
  for (let round = 0; round < 5; round++)
    expect(said(await upload(onPort, slug, { file: large }))).toEqual({ status: 413, code: 'too-large-to-scan' })
})

describe('while the scanner is away nothing passes, and nothing is lost', () => {
  beforeEach(() => clamd.stop())
  afterEach(() => clamd.start())
  const away = { status: 503, code: 'virus-scanner-away' }

  test('programs and people are told so', async () => {
    const { slug } = await createShow(onPort)
    const before = await holdings(onPort)
    const refused = await upload(onPort, slug)
    expect(said(refused)).toEqual(away)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(said(await putFile(onPort, `/api/v1/shows/${slug}/artwork`, 'artwork', COVER))).toEqual(away)
    const cookie = await signIn(onPort)
    const page = await sendForm(onPort, cookie, `/studio/shows/${slug}/upload`, 'audio', await readFile(SAMPLE))
    expect(page.status).toBe(503)
    expect(page.text).toContain('Der Virenscanner antwortet gerade nicht')
    const body = new FormData()
    body.set('title', 'Mühsam getippt')
    body.set('audio', new Blob([await readFile(SAMPLE)]), 'folge.mp3')
    const headers = { cookie, origin: onPort.config.publicUrl }
    const kept = await fetch(`${onPort.url}/studio/shows/${slug}/upload`, { method: 'POST', body, headers })
    expect([kept.status, Number(kept.headers.get('retry-after')) > 0]).toEqual([503, true])
    const text = await kept.text()
    expect(text).toContain('value="Mühsam getippt"')
    expect(text).toContain('<a href="#audio-file">Der Virenscanner antwortet gerade nicht')
    expect(await holdings(onPort)).toEqual(before)
  })

  test('an import waits for it', async () => {
    const source = await startSource()
    const item = `<item><title>Eins</title><guid>${source.url}/1</guid><enclosure url="${source.url}/eins.mp3" type="audio/mpeg" length="1"/></item>`
    const feed = `<rss version="2.0"><channel><title>Wartefunk</title><link>${source.url}</link><description>x</description><language>de</language>${item}</channel></rss>`
    Object.assign(source.answers, {
      '/feed.xml': served(feed),
      '/eins.mp3': served(silentFrames(500), 'audio/mpeg'),
    })
    const { json } = await askJson(onPort, 'POST', '/api/v1/imports', { url: `${source.url}/feed.xml`, slug: 'warte' })
    await eventually(
      async () => onPort.logged.some(({ msg, code }) => msg === 'an import waits' && code === away.code),
      (waits) => waits,
    )
    expect((await ask(onPort, 'GET', `/api/v1/imports/${json.id}`)).json.state).toBe('running')
    expect(await onPort.db.episode.count({ where: { show: { slug: 'warte' } } })).toBe(0)
  })

  test('what came in pieces becomes an episode when it is back, without being sent again', async () => {
    const show = await createShow(onPort)
    const sender = inStudio(onPort, await signIn(onPort))
    const audio = await readFile(SAMPLE)
    const at = await begun(sender, audio.length, { filename: 'folge.mp3', show: show.slug })
    expect(said(await piece(sender, at, 0, audio))).toEqual(away)
    expect(said(await send(sender, 'GET', at))).toEqual(away)
    expect(await offsetOf(sender, at)).toBe(audio.length)
    await clamd.start()
    const { json } = await send(sender, 'GET', at)
    expect(json.episode.audio.sha256).toBe(sha256(audio))
    await clamd.stop()
  })
})

test('an answer that nobody understands lets nothing pass', async () => {
  const strange = await startClamd({ says: 'stream: OK and more\0' })
  const host = await startHost({ env: { VIRUS_SCAN: strange.setting } })
  const { slug } = await createShow(host)
  expect(said(await upload(host, slug))).toEqual({ status: 503, code: 'virus-scanner-away' })
  expect(await holdings(host)).toEqual(NOTHING)
})

test('a scanner is asked by its socket too', async () => {
  const path = join(tmpdir(), `clamd-${crypto.randomUUID()}.sock`)
  const scanner = await startClamd({ listen: { path } })
  const host = await startHost({ env: { VIRUS_SCAN: path } })
  const { slug } = await createShow(host)
  expect(said(await upload(host, slug, { file: EICAR }))).toEqual(infected)
  expect((await upload(host, slug)).status).toBe(201)
  expect(scanner.scanned).toHaveLength(3)
})
