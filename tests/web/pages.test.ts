import { beforeAll, describe, expect, test } from 'vitest'
import { hueClassOf } from '../../src/web/page.ts'
import { ask, COVER, createShow, publish, publishedEpisode, putFile, upload } from '../support/api.ts'
import { startHost } from '../support/host.ts'
import { askRaw } from '../support/raw.ts'
import { episodeRow, showRow } from '../support/rows.ts'

const host = await startHost()
const empty = await startHost()
const pageAt = async (path: string) => (await askRaw(host, path)).body.toString()

let slug: string
beforeAll(async () => {
  slug = (await createShow(host, { title: 'Nachtzüge & Ämter', description: 'Erstens.\n\nZweitens.\nDrittens.' })).slug
  await putFile(host, `/api/v1/shows/${slug}/artwork`, 'artwork', COVER)
  await publishedEpisode(host, slug, {
    title: 'Nach Wien <live>',
    slug: 'wien',
    description: 'Abfahrt: 22:42 & pünktlich.',
  })
})

const PAGES: [what: string, path: () => string, status: number, language: string, title: string][] = [
  ['the list of shows', () => '/', 200, 'de', 'Podcasts'],
  ['a show', () => `/${slug}`, 200, 'de', 'Nachtzüge &amp; Ämter'],
  ['an episode', () => `/${slug}/wien`, 200, 'de', 'Nach Wien &lt;live&gt; – Nachtzüge &amp; Ämter'],
  ['the English list of shows', () => '/en', 200, 'en', 'Podcasts'],
  ['an English show', () => `/en/${slug}`, 200, 'en', 'Nachtzüge &amp; Ämter'],
  ['an English episode', () => `/en/${slug}/wien`, 200, 'en', 'Nach Wien &lt;live&gt; – Nachtzüge &amp; Ämter'],
  ['an unknown English address', () => '/en/a/b/c', 404, 'en', 'This page does not exist'],
  ['an unknown address', () => '/a/b/c', 404, 'de', 'Diese Seite gibt es nicht'],
  ['an unknown feed', () => '/feeds/niemand.xml', 404, 'de', 'Diese Seite gibt es nicht'],
  ['unknown audio', () => `/audio/${slug}/niemand-01234567.mp3`, 404, 'de', 'Diese Seite gibt es nicht'],
  ['an address nobody can decode', () => '/%ff', 400, 'de', 'Diese Adresse lässt sich nicht lesen'],
  ['an address cut off within a letter', () => '/en/%E0%A4%A', 400, 'en', 'This address cannot be read'],
]

describe.each(PAGES)('%s', (_, path, status, language, title) => {
  test('has a language, a title and one main heading', async () => {
    const answer = await askRaw(host, path())
    const page = answer.body.toString()
    expect([answer.status, answer.headers['content-type']]).toEqual([status, 'text/html; charset=utf-8'])
    expect(page).toMatch(new RegExp(`^<!doctype html>\\n<html lang="${language}"[^>]*>`))
    expect(/<title>(.*?)<\/title>/.exec(page)?.[1]).toBe(title)
    expect(page.match(/<h1[ >]/g)).toHaveLength(1)
    expect(page).toContain('<meta name="viewport" content="width=device-width, initial-scale=1">')
  })

  test('begins with links to its parts, which are there', async () => {
    const page = await pageAt(path())
    const [, skip = ''] = /<body>\s*<ul class="skip">(.*?)<\/ul>/.exec(page) ?? []
    const targets = [...skip.matchAll(/href="#(\w+)"/g)].map(([, id]) => id)
    expect(targets).toEqual(['navigation', 'content'])
    for (const id of targets) expect(page).toContain(` id="${id}"`)
  })

  test('runs nothing of its own inside, forbids what is foreign, and sets no cookie', async () => {
    const { headers, body } = await askRaw(host, path())
    const own = body.toString().replace(/<textarea[^>]*>[^<]*/g, '')
    expect(own).not.toMatch(/<script(?![^>]* (?:src=|type="application\/))|<style| style=| on\w+=|javascript:/i)
    const policy = String(headers['content-security-policy'])
    for (const rule of ["default-src 'self'", "script-src 'self'", "object-src 'none'", "frame-ancestors 'none'"])
      expect(policy).toContain(rule)
    expect(policy).not.toContain('unsafe')
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'strict-origin-when-cross-origin',
    })
    for (const name of ['set-cookie', 'x-powered-by', 'server']) expect(headers).not.toHaveProperty(name)
  })
})

test('a show and its episodes name their feed, for apps that look for it', async () => {
  const link = `<link rel="alternate" type="application/rss+xml" title="Nachtzüge &amp; Ämter" href="https://podcast.example/feeds/${slug}.xml">`
  for (const path of [`/${slug}`, `/${slug}/wien`]) expect(await pageAt(path)).toContain(link)
  expect(await pageAt('/')).not.toContain('application/rss+xml')
})

test('whatever stands below a show has the colour of its cover, also where there is nothing or nothing any more', async () => {
  const { artwork } = await host.db.show.findUniqueOrThrow({ where: { slug }, include: { artwork: true } })
  await publishedEpisode(host, slug, { slug: 'weg' })
  await ask(
    host,
    'DELETE',
    `/api/v1/episodes/${(await host.db.episode.findFirstOrThrow({ where: { slug: 'weg' } })).id}`,
  )
  await host.addresses.load()
  const colour = `<html lang="de" class="${hueClassOf(artwork!.hue)}"`
  for (const path of ['', '/wien', '/gibt-es-nicht', '/weg'])
    expect(await pageAt(`/${slug}${path}`)).toContain(`${colour}>`)
  expect(await pageAt(`/suche?q=Wien&show=${slug}`)).toContain(`${colour}>`)
  expect(await pageAt(`/embed/${slug}/gibt-es-nicht`)).toContain(`${colour} data-framed>`)
  for (const path of ['/', '/suche?q=Wien', '/gibt-es-nicht', '/gibt-es/nicht'])
    expect(await pageAt(path)).toContain('<html lang="de">')
})

test.each([
  ['/', ['/']],
  ['/en', ['/en']],
  ['/suche', ['/suche']],
  ['/en/search?q=Wien&page=2', ['/en/search']],
  ['/impressum', ['/impressum']],
  ['/en/privacy', ['/en/privacy']],
  ['/leichte-sprache', ['/leichte-sprache']],
  ['/gibt-es-nicht', []],
  ['/en/a/b/c', []],
])('navigation says where one is, and nothing where that is nowhere: %s', async (path, here) => {
  const page = await pageAt(path)
  expect([...page.matchAll(/<a href="([^"]+)"[^>]* aria-current="page">/g)].map(([, href]) => href)).toEqual(here)
})

test('what there is nothing of has no heading and no empty list, and says what one can do', async () => {
  const bare = await showRow(host, { title: 'Leer', copyright: null })
  const show = await pageAt(`/${bare.slug}`)
  expect(show).toContain('<p>Noch ist keine Folge erschienen.</p>')
  expect(show).not.toMatch(/<ul class="list"><\/ul>|class="credits"/)
  await episodeRow(host, bare, { slug: 'kurz' })
  const episode = await pageAt(`/${bare.slug}/kurz`)
  expect(episode).not.toMatch(/id="notes"|id="people"|id="chapters"/)
  expect(episode).toContain('Zu dieser Folge gibt es noch kein Transkript.')
  expect(episode).toMatch(/steht hier: <a href="\/barrierefreiheit">Erklärung zur Barrierefreiheit<\/a>/)
  const home = (await askRaw(empty, '/')).body.toString()
  expect(home).toContain('Hier gibt es noch keinen Podcast.')
  expect(home).toContain('legt den ersten im Studio an.')
  expect(home).not.toContain('<ul class="shows">')
})

test.each(['', '/en'])(
  'whoever has no app is told what to open for the address of the feed: %s/…',
  async (language) => {
    const block = /<div class="subscribe".*<\/details>/s.exec(await pageAt(`${language}/${slug}`))![0]
    const [hint, folded] = block.split('<details>') as [string, string]
    const summary = /^<summary>(.+)<\/summary>/.exec(folded)![1]
    expect(folded).toContain('feed-address')
    expect(hint).toMatch(new RegExp(`[„“]${summary}[“”]`))
  },
)

test('an episode has its audio as a plain player that loads nothing by itself, and its chapters', async () => {
  const page = await pageAt(`/${slug}/wien`)
  expect(page.match(/<audio /g)).toHaveLength(1)
  expect(page).toMatch(
    /<audio controls preload="none" src="[^"]+\.mp3" aria-label="Audio der Folge: Nach Wien &lt;live&gt;">/,
  )
  expect(page).toContain('<p>Abfahrt: 22:42 &amp; pünktlich.</p>')
  expect(page).toMatch(
    /<a href="\?t=0:20"><time datetime="PT20[.\d]*S">0:20<\/time> <span>Warum Podcasts wachsen<\/span><\/a>/,
  )
})

test('a show tells who makes it and what it is about, in its paragraphs', async () => {
  const page = await pageAt(`/${slug}`)
  expect(page).toContain('<p class="quiet">Von Landesbahn</p>\n<div><p>Erstens.</p><p>Zweitens.<br>Drittens.</p></div>')
  expect(page).toContain(`<a href="/${slug}/wien">Nach Wien &lt;live&gt;</a>`)
})

test('the language of a page is the one of its address; content in another one says so', async () => {
  const { slug: other } = await createShow(host, { language: 'en-GB', title: 'Night Trains' })
  const [german, english] = [await pageAt(`/${other}`), await pageAt(`/en/${other}`)]
  expect(german).toMatch(/<html lang="de"[ >]/)
  expect(german).toContain('<h1 lang="en-GB">Night Trains</h1>')
  expect(german).toContain('Noch ist keine Folge erschienen.')
  expect(english).toMatch(/<html lang="en"[ >]/)
  expect(english).toContain('<h1>Night Trains</h1>')
  expect(english).toContain('No episode has been published yet.')
})

test('what a show calls itself and its seasons says its language wherever it stands; days are told in that of the page', async () => {
  const show = await showRow(host, { title: 'Zugfunk', language: 'de', seasons: [{ number: 1, name: 'Erste Fahrt' }] })
  await episodeRow(host, show, { slug: 'eins', season: 1, number: 2 })
  expect(await pageAt(`/en/${show.slug}/eins`)).toContain('<span lang="de">Erste\u00a0Fahrt</span>')
  expect(await pageAt(`/${show.slug}/eins`)).not.toContain('<span lang')
  expect(await pageAt(`/en/${show.slug}/eins`)).toContain('>25 October 2026</time>')
  const frame = await pageAt(`/embed/${show.slug}/eins?lang=en`)
  expect(frame).toMatch(/"show":\{"title":"Zugfunk","url":"[^"]*","language":"de"\}/)
})

test('a long show goes on page by page, newest first, each episode once', async () => {
  const show = await showRow(host, { title: 'Viele' })
  for (let at = 0; at < 60; at++)
    await episodeRow(host, show, { title: `Folge ${at}`, publishAt: new Date(1e12 + at * 1e9) })
  const first = await pageAt(`/${show.slug}`)
  const next = /<a href="([^"]+)" rel="next">Ältere Folgen<\/a>/.exec(first)![1]!
  const titles = [first, await pageAt(next)].flatMap((page) =>
    [...page.matchAll(/>(Folge \d+)<\/a>/g)].map((match) => match[1]),
  )
  expect(titles).toEqual(Array.from({ length: 60 }, (_, at) => `Folge ${59 - at}`))
  expect(first).toContain('<title>Viele</title>')
  expect(await pageAt(next)).toContain('<title>Ältere Folgen – Viele</title>')
  expect(await pageAt(next)).not.toContain('rel="next"')
})

test('a show that fits on one page has no other', async () => {
  const show = await showRow(host)
  for (let at = 0; at < 50; at++) await episodeRow(host, show, { title: `Folge ${at}` })
  const page = await pageAt(`/${show.slug}`)
  expect(page.match(/>Folge \d+<\/a>/g)).toHaveLength(50)
  expect(page).not.toContain('Ältere Folgen')
})

test.each([
  '/%00',
  '/%00/x',
  '/a%00b/c',
  '/-',
  `/${'x'.repeat(5000)}`,
  '/%F0%9F%9A%86',
  '/__proto__',
  '/constructor/x',
])('an odd address is an unknown page, not a failure: %s', async (path) =>
  expect((await askRaw(host, path)).status).toBe(404),
)

test.each(['-'.repeat(36), 'x', '', '00000000-0000-0000-0000-000000000000', '%00'])(
  'a show is shown whatever is asked after: %s',
  async (after) => expect((await askRaw(host, `/${slug}?after=${after}`)).status).toBe(200),
)

test('a draft and a scheduled episode have no page', async () => {
  const { json } = await upload(host, slug, { before: { slug: 'entwurf' } })
  expect((await askRaw(host, `/${slug}/entwurf`)).status).toBe(404)
  await publish(host, json.id, '2099-01-01T00:00:00Z')
  expect((await askRaw(host, `/${slug}/entwurf`)).status).toBe(404)
  expect(await pageAt(`/${slug}`)).not.toContain('entwurf')
})

test('the stylesheet never changes under its address', async () => {
  const [, href] = /<link rel="stylesheet" href="(.*?)">/.exec(await pageAt('/'))!
  const { status, headers } = await askRaw(host, href!)
  expect([status, headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable'])
  expect((await askRaw(host, '/assets/site-00000000.css')).status).toBe(404)
})
