import { beforeAll, describe, expect, test } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { ask, askJson, createShow, eventually, giveCover, type Json, publishedEpisode, upload } from '../support/api.ts'
import { startHost } from '../support/host.ts'
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
    ...{ author_name: 'Landesbahn', author_url: `${SITE}/${slug}` },
    ...{ provider_name: 'podcast.example', provider_url: `${SITE}/` },
    ...{ thumbnail_width: 640, thumbnail_height: 640 },
  })
  expect(frameIn(facts)).toMatchObject({
    ...{ src: `${SITE}/embed/${slug}/wien`, title: 'Podcast: Nach &quot;Wien&quot; &lt;live&gt;' },
    ...{ width: '640', height: '430' },
  })
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
  [{ maxheight: '300' }, 640, 290, 160],
  [{ maxheight: '200', maxwidth: '100' }, 100, 200, undefined],
  [{ maxheight: '', maxwidth: '' }, 640, 430, 640],
])('AC-57 nothing is larger than asked for: %o', async (most, width, height, thumbnail) => {
  const facts = await factsOf(`${SITE}/${slug}/wien`, most)
  expect([facts.width, facts.height, facts.thumbnail_width]).toEqual([width, height, thumbnail])
  expect(frameIn(facts)).toMatchObject({ width: String(width), height: String(height) })
  expect(frameIn(facts).src.includes('variant=compact')).toBe(height < 430)
  expect('thumbnail_url' in facts).toBe(thumbnail !== undefined)
})

test('AC-57 XML says the same as JSON, whatever the title', async () => {
  const { status, headers, body } = await askAbout(`${SITE}/${slug}/wien`, { format: 'xml' })
  expect([status, headers['content-type']]).toEqual([200, 'text/xml; charset=utf-8'])
  const xml = body.toString()
  const element = (name: string) => `<xs:element name="${name}" type="xs:string"/>`
  const facts = await factsOf(`${SITE}/${slug}/wien`)
  const schema = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="oembed"><xs:complexType><xs:sequence>${Object.keys(facts).map(element).join('')}</xs:sequence></xs:complexType></xs:element></xs:schema>`
  const { errors } = await validateXML({ xml: { fileName: 'oembed.xml', contents: xml }, schema: [schema] })
  expect(errors).toEqual([])
  expect(xml).toContain('<title>Nach &quot;Wien&quot; &lt;live&gt;</title>')
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

test('whoever holds the answer is told that it is unchanged', async () => {
  const path = `/oembed?url=${SITE}/${slug}/wien`
  const { headers } = await askRaw(host, path)
  expect((await askRaw(host, path, { 'If-None-Match': headers.etag! })).status).toBe(304)
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
