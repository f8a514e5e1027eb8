import { beforeAll, describe, expect, test } from 'vitest'
import { linkPreview } from '../../src/web/site/link-preview.ts'
import { askJson, createShow, giveCover, type Json, publishedEpisode } from '../support/api.ts'
import { startHost } from '../support/host.ts'
import { askRaw } from '../support/raw.ts'

const host = await startHost()
const SITE = 'https://podcast.example'

let slug: string
let episode: Json
beforeAll(async () => {
  const description = `Gespräche "über" <Züge> & Ämter:\n${'Nachtzug '.repeat(40)}`
  slug = (await createShow(host, { title: 'Nachtzüge & <Ämter>', description, language: 'de' })).slug
  await giveCover(host, slug)
  await askJson(host, 'PATCH', `/api/v1/shows/${slug}`, { artworkAlt: 'Ein "Zug"' })
  episode = await publishedEpisode(host, slug, {
    title: 'Nach Wien',
    slug: 'wien',
    language: 'en-GB',
    notes: '<p>A <b>journey</b></p><p>home</p>',
  })
  await askJson(host, 'PATCH', `/api/v1/episodes/${episode.id}`, { description: null })
})

const UNESCAPED: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" }

/** The meta elements of a page, by name or property; each may come once. */
async function metaAt(path: string): Promise<Record<string, string>> {
  const page = (await askRaw(host, path)).body.toString()
  const found = [...page.matchAll(/<meta (?:name|property)="([\w:]+)" content="([^"]*)">/g)]
  const names = found.map(([, name]) => name!)
  expect(new Set(names).size).toBe(names.length)
  return Object.fromEntries(
    found.map(([, name, text]) => [name, text!.replace(/&[^;]+;/g, (mark) => UNESCAPED[mark]!)]),
  )
}

describe.each(['', '/en'])('in the language of the address: %s', (prefix) => {
  test('AC-57 a show has a description, a picture that is there and a card with a player', async () => {
    const meta = await metaAt(`${prefix}/${slug}`)
    expect(meta).toMatchObject({
      ...{ 'og:type': 'website', 'og:title': 'Nachtzüge & <Ämter>', 'og:url': `${SITE}${prefix}/${slug}` },
      ...{ 'og:locale': 'de_DE', 'og:image:alt': 'Ein "Zug"', 'og:image:width': '960', 'og:image:height': '960' },
      ...{ 'twitter:card': 'player', 'twitter:player': `${SITE}${prefix}/embed/${slug}` },
      ...{ 'twitter:player:width': '480', 'twitter:player:height': '430' },
    })
    expect(meta.description).toMatch(/^Gespräche "über" <Züge> & Ämter: Nachtzug (Nachtzug )+Nachtzug…$/)
    expect(meta.description!.length).toBeLessThanOrEqual(160)
    expect(meta['og:description']).toBe(meta.description)
    const { status, headers } = await askRaw(host, new URL(meta['og:image']!).pathname)
    expect([status, headers['content-type']]).toEqual([200, meta['og:image:type']])
  })

  test('AC-57 an episode has its audio too, in the language of its own', async () => {
    const meta = await metaAt(`${prefix}/${slug}/wien`)
    expect(meta).toMatchObject({
      ...{ 'og:type': 'article', 'og:title': 'Nach Wien', 'og:url': `${SITE}${prefix}/${slug}/wien` },
      ...{ 'og:locale': 'en_GB', 'og:site_name': 'Nachtzüge & <Ämter>' },
      ...{ 'og:description': 'A journey home', description: 'A journey home' },
      ...{ 'og:audio': episode.audio.url, 'og:audio:secure_url': episode.audio.url, 'og:audio:type': 'audio/mpeg' },
      ...{ 'twitter:card': 'player', 'twitter:player': `${SITE}${prefix}/embed/${slug}/wien` },
      'article:published_time': new Date(episode.publishAt).toISOString(),
    })
  })
})

test('the list of shows says what is there, in its language', async () => {
  expect(await metaAt('/')).toMatchObject({
    description: expect.stringMatching(/^Podcasts zum Hören .*: Nachtzüge/),
    'og:locale': 'de_DE',
  })
  expect(await metaAt('/en')).toMatchObject({ 'og:url': `${SITE}/en`, 'og:locale': 'en_US', 'twitter:card': 'summary' })
  const empty = await startHost()
  expect((await askRaw(empty, '/')).body.toString()).toContain(
    '<meta name="description" content="Podcasts zum Hören und Abonnieren">',
  )
})

test('AC-45 audio is named, not loaded: nothing in the head asks for it', async () => {
  const page = (await askRaw(host, `/${slug}/wien`)).body.toString()
  expect(page).not.toMatch(/rel="(?:preload|prefetch|preconnect|dns-prefetch)"/)
})

test.each([
  ['de', 'de_DE'],
  ['de-AT', 'de_AT'],
  ['en', 'en_US'],
  ['sr', 'sr_RS'],
  ['eo', 'eo_001'],
])('the locale of %s is %s', (language, locale) =>
  expect(
    linkPreview(host.config, { type: 'website', title: 'x', description: '', language, url: SITE }).markup,
  ).toContain(`<meta property="og:locale" content="${locale}">`),
)

test('what is not there is not said', async () => {
  const { slug: bare } = await createShow(host, { description: '…' })
  const meta = await metaAt(`/${bare}`)
  for (const name of ['og:image', 'og:image:alt', 'og:audio', 'og:site_name']) expect(meta).not.toHaveProperty(name)
})
