import { beforeAll, expect, test } from 'vitest'
import { languageOf, pathIn } from '../../src/web/languages.ts'
import { askJson, createShow, eventually, publishedEpisode } from '../support/api.ts'
import { startHost } from '../support/host.ts'
import { askRaw } from '../support/raw.ts'

const host = await startHost()
const pageAt = async (path: string) => (await askRaw(host, path)).body.toString()

let slug: string
beforeAll(async () => {
  slug = (await createShow(host)).slug
  await publishedEpisode(host, slug, { slug: 'wien' })
})

test.each([
  ['/', 'de'],
  ['/en', 'en'],
  ['/en/', 'en'],
  ['/en/nachtzuege/wien', 'en'],
  ['/english', 'de'],
  ['/nachtzuege/en', 'de'],
])('%s is an address in %s', (path, language) => expect(languageOf(path)).toBe(language))

test('a page may have words of its own in its address in each language', () => {
  const path = { de: '/datenschutz', en: '/privacy' }
  expect([pathIn('de', path), pathIn('en', path), pathIn('de', '/'), pathIn('en', '/')]).toEqual([
    ...['/datenschutz', '/en/privacy', '/', '/en'],
  ])
})

test.each([
  ['', '/en'],
  ['/SHOW', '/en/SHOW'],
  ['/SHOW/wien', '/en/SHOW/wien'],
])('each page names itself in every language, and leads to the other: %s', async (german, english) => {
  const [de, en] = [german || '/', english].map((path) => path.replace('SHOW', slug)) as [string, string]
  for (const page of [await pageAt(de), await pageAt(en)]) {
    expect(page).toContain(`<link rel="alternate" hreflang="de" href="https://podcast.example${de}">`)
    expect(page).toContain(`<link rel="alternate" hreflang="en" href="https://podcast.example${en}">`)
    expect(page).toContain(`<link rel="alternate" hreflang="x-default" href="https://podcast.example${de}">`)
  }
  expect(await pageAt(de)).toMatch(new RegExp(`<a [^>]*href="${en}" lang="en" hreflang="en">English</a>`))
  expect(await pageAt(en)).toMatch(new RegExp(`<a [^>]*href="${de}" lang="de" hreflang="de">Deutsch</a>`))
})

test.each([
  ['/imprint', '/impressum'],
  ['/privacy', '/datenschutz'],
  ['/accessibility', '/barrierefreiheit'],
  ['/search?q=Zug&page=2', '/suche?q=Zug&page=2'],
  ['/en/impressum', '/en/imprint'],
  ['/en/datenschutz', '/en/privacy'],
  ['/en/barrierefreiheit', '/en/accessibility'],
  ['/en/leichte-sprache?x=1', '/leichte-sprache?x=1'],
  ['/en/suche?q=a%0d%0ab', '/en/search?q=a%0d%0ab'],
])('a page is found by its name in the other language: %s leads to %s', async (path, own) => {
  const { status, headers } = await askRaw(host, path)
  expect([status, headers.location, headers['content-length']]).toEqual([301, own, '0'])
  expect((await askRaw(host, own)).status).toBe(200)
})

test('links on an English page stay in English', async () => {
  for (const path of ['/en', `/en/${slug}`, `/en/${slug}/wien`]) {
    const main = /<main[\s\S]*<\/main>/.exec(await pageAt(path))![0]
    const links = [...main.matchAll(/href="(\/[^"]*)"/g)].map(([, href]) => href!)
    expect(links.length).toBeGreaterThan(0)
    for (const href of links) expect(href).toMatch(/^\/(en(\/|$)|assets\/)/)
  }
})

test('a former address leads to the one of now in its language', async () => {
  const { slug: former } = await createShow(host)
  const now = `${former}-neu`
  await askJson(host, 'PATCH', `/api/v1/shows/${former}`, { slug: now })
  const answer = await eventually(
    () => askRaw(host, `/en/${former}?after=x`),
    ({ status }) => status === 301,
  )
  expect(answer.headers.location).toBe(`https://podcast.example/en/${now}?after=x`)
})

test('the language is nowhere but in the address', async () => {
  for (const language of ['de', 'en']) {
    const page = await askRaw(host, '/', { 'Accept-Language': language })
    expect(page.body.toString()).toContain('<html lang="de">')
    expect(page.headers).not.toHaveProperty('set-cookie')
  }
})
