import { beforeAll, describe, expect, test } from 'vitest'
import { readTranscript } from '../../src/episodes/transcripts/read-transcript.ts'
import { ask, askJson, createShow, eventually, type Json, publishedEpisode } from '../support/api.ts'
import { feedOf, readFeed, readFeedAsIndex } from '../support/feeds.ts'
import { startHost } from '../support/host.ts'
import { askRaw } from '../support/raw.ts'
import { draft, pathsOf, putTranscript, transcribedEpisode, transcriptsOf, VTT } from '../support/transcripts.ts'

const host = await startHost()
let episode: Json
beforeAll(async () => {
  episode = await transcribedEpisode(host)
})

const TYPES = { vtt: 'text/vtt', srt: 'application/x-subrip', json: 'application/json', html: 'text/html' }
const pathOf = (extension: string) => pathsOf(episode.transcripts[0])[extension]!

describe.each(Object.entries(TYPES))('as %s', (extension, type) => {
  test('it has an address of its own, with its hash', () => {
    const { sha256 } = episode.transcripts[0]
    const name = `${episode.slug}-de-${sha256.slice(0, 8)}.${extension}`
    expect(pathOf(extension)).toBe(`/transcripts/${episode.show}/${name}`)
  })

  test('it is served for ever, to everybody, with exactly the type that is announced', async () => {
    const { status, headers, body } = await askRaw(host, pathOf(extension))
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      'content-type': type,
      'content-length': String(body.length),
      'cache-control': 'public, max-age=31536000, immutable',
      'access-control-allow-origin': '*',
      'access-control-expose-headers': expect.stringContaining('ETag'),
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'self'"),
    })
    expect(headers).not.toHaveProperty('access-control-allow-credentials')
    expect(episode.transcripts[0].files[extension].type).toBe(type)
  })

  test('HEAD says what GET says, and who holds it is told so', async () => {
    const got = await askRaw(host, pathOf(extension))
    const headed = await askRaw(host, pathOf(extension), {}, 'HEAD')
    const { date: _, ...headers } = got.headers
    expect(headed).toMatchObject({ status: 200, headers, body: Buffer.alloc(0) })
    const again = await askRaw(host, pathOf(extension), { 'If-None-Match': `W/"x", ${got.headers.etag}` })
    expect(again).toMatchObject({ status: 304, body: Buffer.alloc(0) })
    expect((await askRaw(host, pathOf(extension), { 'If-Match': '"x"' })).status).toBe(412)
    expect(again.headers).toMatchObject({
      etag: got.headers.etag,
      'cache-control': got.headers['cache-control'],
      'access-control-allow-origin': '*',
    })
  })

  test('it says what was said', async () => {
    const cues = readTranscript((await askRaw(host, pathOf(extension))).body, type, 60)
    expect(cues.map(({ speaker }) => speaker)).toEqual(extension === 'html' ? ['Anna', 'Ben'] : ['Anna', 'Anna', 'Ben'])
    expect(cues[0]!.text).toMatch(/^Guten Tag & willkommen <so>!/)
  })
})

test('HTML says its language and holds nothing that runs', async () => {
  const page = (await askRaw(host, pathOf('html'))).body.toString()
  expect(page).toMatch(/^<!doctype html>\n<html lang="de">/)
  expect(page).toContain(
    '<cite>Anna:</cite>\n<time datetime="PT0S">0:00</time>\n<p>Guten Tag &amp; willkommen &lt;so&gt;!',
  )
  expect(page).not.toMatch(/<script|<style|<link| on\w+=/)
})

test('another text has other addresses, and the former ones lead there', async () => {
  const changing = await transcribedEpisode(host)
  const before = pathsOf(changing.transcripts[0])
  const { json } = await putTranscript(host, changing.id, 'de', VTT.replace('Ich', 'Du'))
  const after = pathsOf(json)
  for (const extension of Object.keys(TYPES)) {
    expect(after[extension]).not.toBe(before[extension])
    const { status, headers } = await askRaw(host, before[extension]!)
    expect({ status, headers }).toMatchObject({
      status: 302,
      headers: {
        location: json.files[extension].url,
        'access-control-allow-origin': '*',
        'cache-control': 'public, max-age=300',
      },
    })
    expect((await askRaw(host, after[extension]!)).status).toBe(200)
  }
  await ask(host, 'DELETE', transcriptsOf(changing.id, 'de'))
  for (const path of [before.vtt!, after.vtt!]) expect((await askRaw(host, path)).status).toBe(404)
})

test('where the show and the episode have other addresses, the former ones of their transcripts lead there', async () => {
  const { id, show, transcripts } = await transcribedEpisode(host)
  await putTranscript(host, id, 'de-AT', VTT)
  const before = [pathsOf(transcripts[0]), pathsOf((await ask(host, 'GET', transcriptsOf(id, 'de-AT'))).json)]
  expect((await askJson(host, 'PATCH', `/api/v1/episodes/${id}`, { slug: 'umgezogen' })).status).toBe(200)
  expect((await askJson(host, 'PATCH', `/api/v1/shows/${show}`, { slug: `${show}-neu` })).status).toBe(200)
  for (const former of before.flatMap((paths) => Object.values(paths))) {
    let [path, answer, steps] = [former, await askRaw(host, former), 0]
    for (; answer.status === 301; steps++) {
      path = new URL(answer.headers.location!).pathname
      answer = await askRaw(host, path)
    }
    expect([answer.status, steps > 0 && steps <= 2]).toEqual([200, true])
    expect(path).toMatch(new RegExp(`^/transcripts/${show}-neu/umgezogen-de(-at)?-[0-9a-f]{8}[.]`))
  }
})

test('a transcript without times is offered to be read, and as nothing else', async () => {
  const { id } = await transcribedEpisode(host)
  const { json } = await putTranscript(host, id, 'de', 'Anna: Ja.\n\nBen: Nein.', 'text/plain')
  expect(Object.keys(json.files)).toEqual(['html'])
  const { html } = pathsOf(json)
  expect((await askRaw(host, html!)).body.toString()).toContain('<cite>Anna:</cite>\n<p>Ja.</p>')
  expect((await askRaw(host, html!.replace('.html', '.vtt'))).status).toBe(404)
})

test('a draft’s transcript is unknown, until the episode is published and after it was taken back', async () => {
  const { id } = await draft(host)
  const { vtt } = pathsOf((await putTranscript(host, id, 'de', VTT)).json)
  expect((await askRaw(host, vtt!)).status).toBe(404)
  const published = await transcribedEpisode(host)
  const paths = pathsOf(published.transcripts[0])
  await ask(host, 'DELETE', `/api/v1/episodes/${published.id}/publication`)
  for (const path of Object.values(paths)) expect((await askRaw(host, path)).status).toBe(404)
})

test.each([
  ...['/transcripts/x', '/transcripts/x/y', '/transcripts/x/y-de-01234567.vtt', '/transcripts/x/-de-01234567.vtt'],
  ...['/transcripts/%00/y-de-01234567.vtt', '/transcripts/x/%00', '/transcripts/x/y.vtt', '/transcripts/x/../../etc'],
])('an odd address is unknown, not a failure: %s', async (path) => {
  expect((await askRaw(host, path)).status).toBe(404)
})

test('a form nobody offers, a language there is none in and another show are unknown', async () => {
  for (const other of [
    pathOf('vtt').replace('.vtt', '.txt'),
    pathOf('vtt').replace('-de-', '-en-'),
    pathOf('vtt').replace('-de-', '-de-de-'),
    pathOf('vtt').replace(`/${episode.show}/`, '/anderswo/'),
  ])
    expect((await askRaw(host, other)).status).toBe(404)
})

test('of two episodes whose addresses could be read as the other’s each has its own', async () => {
  const { slug } = await createShow(host)
  const files: string[] = []
  for (const [name, language] of [
    ['ab', 'de-IT'],
    ['ab-de', 'it'],
  ] as const) {
    const { id } = await publishedEpisode(host, slug, { slug: name })
    const { json } = await putTranscript(host, id, language, VTT.replace('Ich', `Ich bin ${name}`))
    files.push(pathsOf(json).vtt!)
  }
  expect(files.map((path) => path.slice(0, -13))).toEqual(Array(2).fill(`/transcripts/${slug}/ab-de-it`))
  const [first, second] = await Promise.all(files.map(async (path) => (await askRaw(host, path)).body.toString()))
  expect(first).toContain('Ich bin ab.')
  expect(second).toContain('Ich bin ab-de.')
})

test('the feed announces each language and form with the type it is served with', async () => {
  await putTranscript(host, episode.id, 'en', 'Anna: Yes.\n\nBen: No.', 'text/plain')
  const xml = await eventually(
    () => feedOf(host, episode.show),
    (text) => text.includes('language="en"'),
  )
  const announced = readFeed(xml).items[0].podcast.transcripts
  expect(announced).toEqual([
    { url: expect.stringMatching(/-de-[0-9a-f]{8}\.vtt$/), type: 'text/vtt', language: 'de', rel: 'captions' },
    { url: expect.stringMatching(/\.srt$/), type: 'application/x-subrip', language: 'de', rel: 'captions' },
    { url: expect.stringMatching(/\.json$/), type: 'application/json', language: 'de' },
    { url: expect.stringMatching(/\.html$/), type: 'text/html', language: 'de' },
    { url: expect.stringMatching(/-en-[0-9a-f]{8}\.html$/), type: 'text/html', language: 'en' },
  ])
  expect(readFeedAsIndex(xml).items[0].podcastTranscripts).toHaveLength(5)
  for (const { url, type } of announced) {
    const { status, headers } = await askRaw(host, new URL(url).pathname, {}, 'HEAD')
    expect([status, headers['content-type']]).toEqual([200, type])
  }
})

test('where only starts are known nothing is called captions', async () => {
  const { id, show } = await transcribedEpisode(host)
  await putTranscript(host, id, 'de', '<time>0:01</time><p>Ja.</p>', 'text/html')
  const xml = await eventually(
    () => feedOf(host, show),
    (text) => text.includes('<podcast:transcript') && !text.includes('captions'),
  )
  expect(xml.match(/<podcast:transcript /g)).toHaveLength(4)
})
