import { beforeAll, describe, expect, test } from 'vitest'
import { ask, askJson, createShow, eventually, giveCover, type Json, publishedEpisode, upload } from '../support/api.ts'
import { resolved } from '../support/feed-nodes.ts'
import { startHost } from '../support/host.ts'
import { faultsInJson, faultsInXml } from '../support/oembed-schema.ts'
import { askRaw } from '../support/raw.ts'

const host = await startHost()
const SITE = 'https://podcast.example'

let slug: string
beforeAll(async () => {
  slug = (await createShow(host, { title: 'Nachtzüge & <Ämter>' })).slug
  await giveCover(host, slug)
  await publishedEpisode(host, slug, { title: 'Nach "Wien" <live>', slug: 'wien' })
})

const askAbout = (url: string, more: Record<string, string> = {}) =>
  askRaw(host, `/oembed?${new URLSearchParams({ url, ...more })}`)
const factsOf = async (url: string, more: Record<string, string> = {}): Promise<Json> =>
  JSON.parse((await askAbout(url, more)).body.toString())
/** The elements of an answer in XML, read as any reader does. */
const textsOf = (xml: string) =>
  Object.fromEntries([...xml.matchAll(/<(\w+)>([^<]*)<\/\1>/g)].map(([, name, text]) => [name, resolved(text!)]))

const frameIn = ({ html }: Json) =>
  Object.fromEntries(
    [.../^<iframe (.*)><\/iframe>$/.exec(html)![1]!.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [
      name,
      value,
    ]),
  )

test('AC-57 an episode is a frame with a title, as rich content of version 1.0', async () => {
  const { status, headers } = await askAbout(`${SITE}/${slug}/wien`)
  expect([status, headers['content-type'], headers['access-control-allow-origin']]).toEqual([
    200,
    'application/json; charset=utf-8',
    '*',
  ])
  const facts = await factsOf(`${SITE}/${slug}/wien`)
  expect(facts).toMatchObject({
    ...{ type: 'rich', version: '1.0', title: 'Nach "Wien" <live>', width: 640, height: 430, cache_age: 3600 },
    ...{ author_name: 'Dr. Hartmut Schubert', author_url: `${SITE}/${slug}` },
    ...{ provider_name: 'podcast.example', provider_url: `${SITE}/` },
    ...{ thumbnail_width: 640, thumbnail_height: 640 },
  })
  expect(frameIn(facts)).toMatchObject({
    ...{ src: `${SITE}/embed/${slug}/wien`, title: 'Podcast: Nach &quot;Wien&quot; &lt;live&gt;' },
    ...{ width: '640', height: '430' },
  })
})

test('the author is the episode’s as in the feed, and the show’s where it has none', async () => {
  const authorOf = async (path: string) => (await factsOf(`${SITE}/${slug}${path}`)).author_name
  const feed = await eventually(
    async () => (await askRaw(host, `/feeds/${slug}.xml`)).body.toString(),
    (xml) => xml.includes('/wien</link>'),
  )
  expect(feed.split('<item>')[1]).toContain(`<itunes:author>${await authorOf('/wien')}</itunes:author>`)
  const { id } = await publishedEpisode(host, slug, { slug: 'ohne' })
  await askJson(host, 'PATCH', `/api/v1/episodes/${id}`, { author: null })
  expect([await authorOf('/ohne'), await authorOf('')]).toEqual(['Landesbahn', 'Landesbahn'])
})

test('the thumbnail is there, in the size that is said', async () => {
  const { thumbnail_url, thumbnail_width } = await factsOf(`${SITE}/${slug}/wien`)
  const { status, body } = await askRaw(host, new URL(thumbnail_url).pathname)
  const { default: sharp } = await import('sharp')
  const { width, height } = await sharp(body).metadata()
  expect([status, width, height]).toEqual([200, thumbnail_width, thumbnail_width])
})

test.each([
  [(show: string) => `/${show}`, (show: string) => `/embed/${show}`],
  [(show: string) => `/en/${show}`, (show: string) => `/en/embed/${show}`],
  [(show: string) => `/en/${show}/wien`, (show: string) => `/en/embed/${show}/wien`],
  [(show: string) => `/embed/${show}/wien`, (show: string) => `/embed/${show}/wien`],
  [(show: string) => `/en/embed/${show}`, (show: string) => `/en/embed/${show}`],
  [(show: string) => `/${show.toUpperCase()}/Wien`, (show: string) => `/embed/${show}/wien`],
  [(show: string) => `/EN/${show.toUpperCase()}`, (show: string) => `/en/embed/${show}`],
  [(show: string) => `/${show}/wien/#notes`, (show: string) => `/embed/${show}/wien`],
  [(show: string) => `/${show}/wien?t=62s&utm=x`, (show: string) => `/embed/${show}/wien?t=1%3A02`],
  [
    (show: string) => `/embed/${show}/wien?variant=compact&theme=dark`,
    (show: string) => `/embed/${show}/wien?variant=compact&amp;theme=dark`,
  ],
])('every address of a show or an episode is known, and what it asks for: case %#', async (asked, framed) => {
  const facts = await factsOf(SITE + asked(slug))
  expect(frameIn(facts).src).toBe(SITE + framed(slug))
})

test.each([
  [{ maxwidth: '300' }, 300, 430, 160],
  [{ maxwidth: '5000', maxheight: '5000' }, 640, 430, 640],
  [{ maxheight: '300' }, 640, 300, 160],
  [{ maxheight: '400' }, 640, 320, 320],
  [{ maxheight: '200', maxwidth: '100' }, 100, 200, undefined],
  [{ maxheight: '', maxwidth: '' }, 640, 430, 640],
])('AC-57 nothing is larger than asked for: %o', async (most, width, height, thumbnail) => {
  const facts = await factsOf(`${SITE}/${slug}/wien`, most)
  expect([facts.width, facts.height, facts.thumbnail_width]).toEqual([width, height, thumbnail])
  expect(frameIn(facts)).toMatchObject({ width: String(width), height: String(height) })
  expect(frameIn(facts).src.includes('variant=compact')).toBe(height < 430)
  expect('thumbnail_url' in facts).toBe(thumbnail !== undefined)
})

/** A complete answer in XML, as the standard wants it. */
const XML = `<?xml version="1.0" encoding="utf-8" standalone="yes"?><oembed><version>1.0</version><type>rich</type><title>Wien</title>
<html>&lt;iframe src="https://podcast.example/embed/a"&gt;&lt;/iframe&gt;</html><width>640</width><height>430</height>
<thumbnail_url>https://podcast.example/a.webp</thumbnail_url><thumbnail_width>160</thumbnail_width><thumbnail_height>160</thumbnail_height></oembed>`

describe('by the standard, in JSON and in XML alike', () => {
  test.each([
    ['an episode', '/wien', {}],
    ['an episode from a second on', '/wien?t=0:30', {}],
    ['a show', '', {}],
    ['what has to be small', '/wien', { maxwidth: '300', maxheight: '200' }],
    ['what has no room for a picture', '/wien', { maxwidth: '100' }],
  ] as [string, string, Record<string, string>][])('AC-57 %s', async (_, path, most) => {
    const json = await askAbout(`${SITE}/${slug}${path}`, most)
    const xml = await askAbout(`${SITE}/${slug}${path}`, { ...most, format: 'xml' })
    expect([json.headers['content-type'], xml.headers['content-type']]).toEqual([
      'application/json; charset=utf-8',
      'text/xml; charset=utf-8',
    ])
    expect(faultsInJson(json.body.toString())).toEqual([])
    expect(await faultsInXml(xml.body.toString())).toEqual([])
    expect(textsOf(xml.body.toString())).toEqual(
      Object.fromEntries(
        Object.entries<unknown>(JSON.parse(json.body.toString())).map(([name, value]) => [name, String(value)]),
      ),
    )
  })

  test('AC-57 a show without cover or episode', async () => {
    const { slug: empty } = await createShow(host)
    expect(faultsInJson((await askAbout(`${SITE}/${empty}`)).body.toString())).toEqual([])
    expect(await faultsInXml((await askAbout(`${SITE}/${empty}`, { format: 'xml' })).body.toString())).toEqual([])
  })

  test('the check for XML passes what is complete', async () => expect(await faultsInXml(XML)).toEqual([]))

  test.each([
    ['another version', '>1.0<', '>1.1<'],
    ['another type', '>rich<', '>photo<'],
    ['no width', '<width>640</width>', ''],
    ['a width that is no number', '>640<', '>100%<'],
    ['no markup', /<html>.*<\/html>/, ''],
    ['markup that is no frame', /<html>.*<\/html>/, '<html>&lt;script&gt;&lt;/script&gt;</html>'],
    ['a picture without its height', '<thumbnail_height>160</thumbnail_height>', ''],
    ['a picture twice', '<thumbnail_width>', '<thumbnail_width>160</thumbnail_width><thumbnail_width>'],
    ['an element the standard does not know', '<title>', '<subtitle>Wien</subtitle><title>'],
  ] as [string, string | RegExp, string][])('the check for XML finds %s', async (_, right, wrong) => {
    const changed = XML.replace(right, wrong)
    expect(changed).not.toBe(XML)
    expect(await faultsInXml(changed)).not.toEqual([])
  })

  test.each([
    ['another version', { version: 1 }],
    ['another type', { type: 'video' }],
    ['no width', { width: undefined }],
    ['a width that is no number', { width: '640' }],
    ['markup that is no frame', { html: '<script></script>' }],
    ['a picture without its height', { thumbnail_height: undefined }],
    ['an address without its host', { author_url: '/kaffee' }],
    ['a property the standard does not know', { subtitle: 'Wien' }],
  ])('the check for JSON finds %s', async (_, wrong) => {
    const facts = await factsOf(`${SITE}/${slug}/wien`)
    expect(faultsInJson(JSON.stringify({ ...facts, ...wrong }))).not.toEqual([])
  })
})

describe('refused', () => {
  test.each([
    ['an address of another site', 404, { url: 'https://elsewhere.example/nachtzuege' }],
    ['another port', 404, { url: `${SITE}:8443/x` }],
    ['an unknown show', 404, { url: `${SITE}/niemand` }],
    ['the list of shows', 404, { url: `${SITE}/` }],
    ['the English list of shows', 404, { url: `${SITE}/en` }],
    ['a page of the law', 404, { url: `${SITE}/impressum` }],
    ['a feed', 404, { url: `${SITE}/feeds/x.xml` }],
    ['a script', 404, { url: 'javascript:alert(1)' }],
    ['no address at all', 404, { url: 'podcast' }],
    ['an odd one', 404, { url: `${SITE}/%00/%ff` }],
    ['nothing', 400, {}],
    ['an empty one', 400, { url: '' }],
    ['another format', 501, { url: SITE, format: 'foo' }],
    ['a width that is none', 400, { url: SITE, maxwidth: 'wide' }],
    ['a height that is none', 400, { url: SITE, maxheight: '-1' }],
  ] as [string, number, Record<string, string>][])('AC-57 %s: %i', async (_, expected, query) => {
    const { status, headers } = await askRaw(host, `/oembed?${new URLSearchParams(query)}`)
    expect([status, headers['content-type'], headers['access-control-allow-origin']]).toEqual([
      expected,
      'application/problem+json; charset=utf-8',
      '*',
    ])
  })

  test('two addresses at once', async () =>
    expect((await askRaw(host, `/oembed?url=${SITE}/${slug}&url=${SITE}/x`)).status).toBe(400))

  test('a draft, an episode of the future, and what was deleted', async () => {
    const { json: draft } = await upload(host, slug, { before: { slug: 'entwurf' } })
    expect((await askAbout(`${SITE}/${slug}/entwurf`)).status).toBe(404)
    await publishedEpisode(host, slug, { slug: 'morgen' }, '2099-01-01T00:00:00Z')
    expect((await askAbout(`${SITE}/${slug}/morgen`)).status).toBe(404)
    await ask(host, 'DELETE', `/api/v1/episodes/${draft.id}`)
    expect((await askAbout(`${SITE}/${slug}/entwurf`)).status).toBe(404)
  })
})

test('former addresses are known: the frame has the ones of now', async () => {
  const { slug: show } = await createShow(host)
  const { id } = await publishedEpisode(host, show, { slug: 'alt' })
  await askJson(host, 'PATCH', `/api/v1/episodes/${id}`, { slug: 'neu' })
  await askJson(host, 'PATCH', `/api/v1/shows/${show}`, { slug: `${show}-neu` })
  expect(frameIn(await factsOf(`${SITE}/${show}/alt`)).src).toBe(`${SITE}/embed/${show}-neu/neu`)
  expect(frameIn(await factsOf(`${SITE}/en/embed/${show}`)).src).toBe(`${SITE}/en/embed/${show}-neu`)
})

test('a show without cover or episode can be embedded too', async () => {
  const { slug: show } = await createShow(host)
  const facts = await factsOf(`${SITE}/${show}`)
  expect(frameIn(facts).src).toBe(`${SITE}/embed/${show}`)
  expect(facts).not.toHaveProperty('thumbnail_url')
})

test('whoever holds the answer is told that it is unchanged, and who holds another that it is not this one', async () => {
  const path = `/oembed?url=${SITE}/${slug}/wien`
  const { headers } = await askRaw(host, path)
  expect((await askRaw(host, path, { 'If-None-Match': headers.etag! })).status).toBe(304)
  expect((await askRaw(host, path, { 'If-Match': '"other"' })).status).toBe(412)
})

test.each(['', '/en'])('AC-57 pages of shows and episodes name where to ask, in their language: %s', async (prefix) => {
  for (const path of [`${prefix}/${slug}`, `${prefix}/${slug}/wien`]) {
    const page = await eventually(
      async () => (await askRaw(host, path)).body.toString(),
      (text) => text.includes('oembed'),
    )
    for (const [type, answered] of [
      ['application/json+oembed', 'application/json'],
      ['text/xml+oembed', 'text/xml'],
    ]) {
      const [, href] = new RegExp(
        `<link rel="alternate" type="${type!.replace('+', '\\+')}" href="([^"]+)" title="[^"]+">`,
      ).exec(page)!
      const url = new URL(href!.replaceAll('&amp;', '&'))
      const { status, headers, body } = await askRaw(host, url.pathname + url.search)
      expect([status, headers['content-type']]).toEqual([200, `${answered}; charset=utf-8`])
      expect(body.toString()).toContain(`${SITE}${prefix}/embed/${slug}`)
    }
  }
})
