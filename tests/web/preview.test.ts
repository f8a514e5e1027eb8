import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { createPreviewLink } from '../../src/episodes/preview.ts'
import {
  ask,
  askJson,
  COVER,
  createShow,
  eventually,
  giveCover,
  type Json,
  publish,
  publishedEpisode,
  putFile,
  SAMPLE,
  SAMPLE_M4A,
  upload,
} from '../support/api.ts'
import { feedOf } from '../support/feeds.ts'
import { startHost } from '../support/host.ts'
import { makeMember, openStudio, sendForm, signIn } from '../support/people.ts'
import { askRaw, type RawAnswer } from '../support/raw.ts'
import { allRead } from '../support/search.ts'
import { putTranscript } from '../support/transcripts.ts'

const host = await startHost()
const bytes = readFileSync(SAMPLE)
const VTT = 'WEBVTT\n\n00:00.000 --> 00:02.000\nGeheimes Wort.\n'
let show: Json
let [author, reader] = ['', '']

beforeAll(async () => {
  show = await createShow(host, { title: 'Amtsfunk' })
  await giveCover(host, show.slug)
  const row = await host.db.show.findUniqueOrThrow({ where: { slug: show.slug } })
  author = await signIn(host, await makeMember(host, 'author', row))
  reader = await signIn(host, await makeMember(host, 'reader', row))
})

/** A draft with a picture of its own and a transcript, and a link to it. */
async function draft(title = 'Unter uns', { audio = SAMPLE, transcript = VTT, picture = readFileSync(COVER) } = {}) {
  const { json } = await upload(host, show.slug, { file: audio, before: { title } })
  await putTranscript(host, json.id, 'de', transcript)
  await putFile(host, `/api/v1/episodes/${json.id}/artwork`, 'artwork', picture)
  const { secret, id } = await createPreviewLink(host, json.id, { days: 7, createdById: null })
  return { id: json.id as string, link: id, path: `/preview/${secret}`, secret }
}

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') => askRaw(host, path, headers, method)

/** Every address below a link that its page names. */
const addressesIn = ({ body }: RawAnswer, path: string) => [
  ...new Set(
    [...body.toString().matchAll(/https:\/\/podcast\.example(\/[^"\s,\\]+)/g)]
      .map(([, address]) => address!)
      .filter((address) => address.startsWith(`${path}/`)),
  ),
]

const expectSecret = ({ headers }: RawAnswer) => {
  expect(headers).toMatchObject({
    ...{ 'cache-control': 'private, no-store', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex, nofollow' },
  })
}

test.each(['', '/en'])(
  'whoever has the link sees the episode as listeners will, with all its media%s',
  async (prefix) => {
    const { path } = await draft()
    const page = await get(prefix + path)
    expect(page.status).toBe(200)
    expectSecret(page)
    const text = page.body.toString()
    expect(text).toContain('<meta name="robots" content="noindex, nofollow">')
    const word = prefix === '' ? 'Vorschau' : 'Preview'
    expect(text).toContain(`<title>${word}: Unter uns – Amtsfunk</title>`)
    expect(text).toContain(`<strong>${word}.</strong> `)
    expect(text).toContain('<sendeplatz-player')
    expect(text).toContain('Geheimes Wort.')
    expect(text).not.toMatch(/rel="canonical"|rel="alternate"|og:|ld\+json/)
    expect(text).not.toMatch(/podcast\.example\/(audio|images|transcripts)\//)
    // Nobody else can open its address yet.
    expect(text).not.toMatch(/\/unter-uns(-\d+)?["&<]|<iframe|&lt;iframe/)

    const media = addressesIn(page, path)
    for (const kind of ['audio', 'images', 'transcripts'])
      expect(media.some((address) => address.startsWith(`${path}/${kind}/`))).toBe(true)
    for (const address of media) {
      const answer = await get(address)
      expect([address, answer.status]).toEqual([address, 200])
      expectSecret(answer)
    }
  },
)

test('its audio is sent in ranges as what is public is, and HEAD tells of it', async () => {
  const { path } = await draft()
  const audio = addressesIn(await get(path), path).find((address) => address.includes('/audio/'))!
  const part = await get(audio, { Range: 'bytes=1000-1999' })
  expect([part.status, part.headers['content-range']]).toEqual([206, `bytes 1000-1999/${bytes.length}`])
  expect(part.body.equals(bytes.subarray(1000, 2000))).toBe(true)
  expect((await get(audio, { Range: 'bytes=99999999-' })).status).toBe(416)
  const head = await get(audio, {}, 'HEAD')
  expect([head.status, head.headers['content-length'], head.body.length]).toEqual([200, String(bytes.length), 0])
})

test('a page that was opened before the draft got another title keeps its audio, picture and transcripts', async () => {
  const { path, id } = await draft('Arbeitstitel')
  const media = addressesIn(await get(path), path)
  const { slug } = await host.db.episode.findUniqueOrThrow({ where: { id } })
  await askJson(host, 'PATCH', `/api/v1/episodes/${id}`, { title: 'Endgültiger Titel' })
  expect((await host.db.episode.findUniqueOrThrow({ where: { id } })).slug).not.toBe(slug)
  expect(media.length).toBeGreaterThan(2)
  for (const address of [...media, ...addressesIn(await get(path), path)])
    expect([address, (await get(address)).status]).toEqual([address, 200])
})

test('a link opens one episode and nothing else', async () => {
  const picture = Buffer.concat([readFileSync(COVER), Buffer.from('another')])
  const own = { audio: SAMPLE_M4A, transcript: VTT.replace('Geheimes', 'Ganz geheimes'), picture }
  const [one, other] = [await draft(), await draft('Streng geheim', own)]
  const others = addressesIn(await get(other.path), other.path)
  const swapped = others.map((address) => address.replace(other.path, one.path))
  for (const address of swapped) expect((await get(address)).status).toBe(404)
  for (const address of others) {
    const open = address.replace(other.path, '')
    expect([open, (await get(open)).status]).toEqual([open, 404])
  }
  for (const wrong of ['/preview/x', `/preview/${one.secret}x`, `/preview/${one.secret.toLowerCase()}`, '/preview/%00'])
    expect((await get(wrong)).status).toBe(404)
})

test('a draft with a link is nowhere else: no page, no feed, no search, no sitemap, no API', async () => {
  const { id } = await draft('Nirgendwo')
  await allRead(host)
  const { slug } = await host.db.episode.findUniqueOrThrow({ where: { id } })
  expect((await get(`/${show.slug}/${slug}`)).status).toBe(404)
  expect((await get(`/embed/${show.slug}/${slug}`)).status).toBe(404)
  await publishedEpisode(host, show.slug, { title: 'Öffentlich' })
  const feed = await eventually(
    () => feedOf(host, show.slug),
    (xml) => xml.includes('Öffentlich'),
  )
  expect(feed).not.toContain('Nirgendwo')
  for (const path of [
    `/${show.slug}`,
    '/',
    '/suche?q=Nirgendwo',
    '/suche?q=Geheimes',
    '/sitemap.xml',
    '/sitemap.xml?file=1',
  ])
    expect((await get(path)).body.toString()).not.toMatch(/<h[1-6][^>]*>[^<]*Nirgendwo|Geheimes Wort/)
  expect((await ask(host, 'GET', `/api/v1/episodes/${id}`, { token: null })).status).toBe(404)
})

test('a link that is revoked or out of date leads nowhere, nor do its media', async () => {
  const [revoked, old] = [await draft(), await draft()]
  const media = addressesIn(await get(revoked.path), revoked.path)
  await ask(host, 'DELETE', `/api/v1/episodes/${revoked.id}/previews/${revoked.link}`)
  for (const address of [revoked.path, `/en${revoked.path}`, ...media]) {
    const answer = await get(address)
    expect(answer.status).toBe(404)
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
  }
  const { expiresAt } = await host.db.previewLink.findUniqueOrThrow({ where: { id: old.link } })
  host.stopAt(new Date(expiresAt.getTime() - 1000).toISOString())
  expect((await get(old.path)).status).toBe(200)
  host.travelTo(expiresAt.toISOString())
  expect((await get(old.path)).status).toBe(404)
  host.travelTo(new Date().toISOString())
})

test('a link that leads nowhere says what may have become of it, the same of one that was revoked and one that never was', async () => {
  const { id, link, path } = await draft()
  await ask(host, 'DELETE', `/api/v1/episodes/${id}/previews/${link}`)
  const never = `/preview/${'x'.repeat(43)}`
  for (const [prefix, title, hint] of [
    ['', 'Dieser Link führt zu keiner Vorschau', 'Fragen Sie, wer Ihnen den Link geschickt hat.'],
    ['/en', 'This link leads to no preview', 'Ask who sent you the link.'],
  ] as const) {
    const [revoked, unknown] = [await get(prefix + path), await get(prefix + never)]
    expect([revoked.status, revoked.headers['x-robots-tag']]).toEqual([404, 'noindex, nofollow'])
    expect(revoked.body.toString()).toContain(`<h1>${title}</h1>`)
    expect(revoked.body.toString()).toContain(hint)
    expect(revoked.body.toString()).toBe(unknown.body.toString())
    expect(revoked.headers['x-robots-tag']).toBe(unknown.headers['x-robots-tag'])
  }
  expect((await get('/nirgends')).body.toString()).toContain('Diese Seite gibt es nicht')
})

test('once the episode is published the link leads to its page; an episode with a date ahead is still seen', async () => {
  const { id, path } = await draft()
  const later = new Date(Date.now() + 3_600_000).toISOString()
  await publish(host, id, later)
  expect((await get(path)).status).toBe(200)
  host.travelTo(later)
  const { slug } = await host.db.episode.findUniqueOrThrow({ where: { id } })
  const led = await get(`/en${path}?t=0:10`)
  expect([led.status, led.headers.location]).toEqual([302, `https://podcast.example/en/${show.slug}/${slug}`])
  expectSecret(led)
  expect((await askJson(host, 'POST', `/api/v1/episodes/${id}/previews`, {})).json.code).toBe('published')
  host.travelTo(new Date().toISOString())
})

test('a deleted episode has no preview', async () => {
  const { id, path } = await draft()
  await ask(host, 'DELETE', `/api/v1/episodes/${id}`)
  expect((await get(path)).status).toBe(404)
})

test('in the studio a link is made, shown once, listed with its end, and revoked', async () => {
  const { id } = await draft()
  await host.db.previewLink.deleteMany({ where: { episodeId: id } })
  const section = `/studio/episodes/${id}/preview`
  const made = await sendForm(host, section, { days: '30' }, { cookie: author })
  expect(made.status).toBe(200)
  const url = /value="(https:\/\/podcast\.example\/preview\/[\w-]{43})"/.exec(made.text)![1]!
  expect((await get(new URL(url).pathname)).status).toBe(200)

  const { text } = await openStudio(host, `/studio/episodes/${id}`, author)
  expect(text).not.toContain(url)
  expect(text).toMatch(/Link vom [^.]+\. [^.]+, erstellt von author\. Er gilt bis /)
  const [row] = await host.db.previewLink.findMany({ where: { episodeId: id } })
  expect(JSON.stringify(row)).not.toContain(url.split('/').at(-1)!)
  expect(JSON.stringify(host.logged)).not.toContain(url.split('/').at(-1)!)
  expect(row!.expiresAt.getTime() - row!.createdAt.getTime()).toBe(30 * 86_400_000)

  expect((await sendForm(host, section, { link: row!.id }, { cookie: reader })).status).toBe(403)
  expect((await sendForm(host, section, { link: row!.id }, { cookie: author })).status).toBe(303)
  expect((await get(new URL(url).pathname)).status).toBe(404)
  expect((await sendForm(host, section, { days: '0' }, { cookie: author })).text).toContain(
    'Wählen Sie, wie viele Tage der Link gelten soll: 1 bis 90.',
  )
})

test('programs make, list and revoke links; a reader’s list has no secret; the twenty-first is refused', async () => {
  const { id } = await draft()
  const path = `/api/v1/episodes/${id}/previews`
  const made = await askJson(host, 'POST', path, { days: 1 })
  expect([made.status, made.json]).toMatchObject([201, { url: expect.stringMatching(/\/preview\/[\w-]{43}$/) }])
  const { previews } = (await ask(host, 'GET', path)).json
  expect(previews).toHaveLength(2)
  expect(Object.keys(previews[1])).toEqual(['id', 'createdAt', 'createdBy', 'expiresAt'])
  for (let more = 2; more < 20; more++) await askJson(host, 'POST', path, {})
  expect((await askJson(host, 'POST', path, {})).json.code).toBe('too-many-previews')
  const foreign = (await draft()).link
  expect((await ask(host, 'DELETE', `${path}/${foreign}`)).status).toBe(404)
})

test('what fails below a link is logged without its secret', async () => {
  const { path, secret, id } = await draft()
  const audio = addressesIn(await get(path), path).find((address) => address.includes('/audio/'))!
  await host.db.enclosure.updateMany({ where: { episodeId: id }, data: { key: '../nowhere' } })
  expect((await get(audio)).status).toBe(500)
  const failed = host.logged.filter(({ msg }) => msg === 'a request failed')
  expect(failed).toMatchObject([{ path: expect.stringMatching(/^\/preview\/…\/audio\//) }])
  expect(JSON.stringify(host.logged)).not.toContain(secret)
  host.logged.length = 0
})

test('a show can not take the first word of these addresses', async () => {
  expect((await askJson(host, 'POST', '/api/v1/shows', { ...show, slug: 'preview' })).status).toBe(422)
  expect((await publishedEpisode(host, show.slug)).slug).toBeTruthy()
})
