import { randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { connectDatabase } from '../../src/db.ts'
import { openLog } from '../../src/log.ts'
import { ask, createShow, publishedEpisode, upload } from '../support/api.ts'
import { xmlErrors } from '../support/feeds.ts'
import { copyDatabase, startHost } from '../support/host.ts'
import { askRaw } from '../support/raw.ts'
import { A_SUNDAY, episodeRow, showRow } from '../support/rows.ts'

const SITE = 'https://podcast.example'
const host = await startHost()

const write = (name: string, text: string) => {
  mkdirSync(host.config.pagesDir, { recursive: true })
  writeFileSync(join(host.config.pagesDir, `${name}.md`), text)
}

interface Url {
  loc: string
  lastmod: string | undefined
  alternates: Record<string, string>
}

async function sitemapAt(path: string, at = host): Promise<{ xml: string; urls: Url[]; files: string[] }> {
  const { status, headers, body } = await askRaw(at, path)
  expect([path, status, headers['content-type']]).toEqual([path, 200, 'application/xml; charset=utf-8'])
  const xml = body.toString()
  expect(await xmlErrors(xml)).toEqual([])
  const urls = [...xml.matchAll(/<url>(.*?)<\/url>/g)].map(([, url]) => ({
    loc: /<loc>(.*?)<\/loc>/.exec(url!)![1]!,
    lastmod: /<lastmod>(.*?)<\/lastmod>/.exec(url!)?.[1],
    alternates: Object.fromEntries(
      [...url!.matchAll(/hreflang="([\w-]+)" href="([^"]+)"/g)].map(([, name, href]) => [name!, href!]),
    ),
  }))
  return { xml, urls, files: [...xml.matchAll(/<sitemap><loc>(.*?)<\/loc>/g)].map(([, file]) => file!) }
}

test('legal pages are listed when nothing is missing in them, in each language by itself', async () => {
  const legal = async () =>
    (await sitemapAt('/sitemap.xml')).urls
      .map(({ loc }) => loc)
      .filter((loc) => /(impressum|imprint|sprache)$/.test(loc))
  expect(await legal()).toEqual([])
  write('impressum', '# Impressum\n\nVollständig.')
  write('leichte-sprache', '# Leichte Sprache\n\nVollständig.')
  expect(await legal()).toEqual([`${SITE}/impressum`, `${SITE}/leichte-sprache`])
  write('imprint', '# Imprint\n\n[[Name]]')
  expect(await legal()).toEqual([`${SITE}/impressum`, `${SITE}/leichte-sprache`])
  write('imprint', '# Imprint\n\nComplete.')
  expect(await legal()).toEqual([`${SITE}/impressum`, `${SITE}/en/imprint`, `${SITE}/leichte-sprache`])
})

test('every public page is listed in each language with all others, and is what its own head says of it', async () => {
  const { slug } = await createShow(host)
  await publishedEpisode(host, slug, { slug: 'wien' })
  const { urls } = await sitemapAt('/sitemap.xml')
  const found = urls.map(({ loc }) => loc.slice(SITE.length))
  for (const path of ['/', '/en', '/impressum', '/en/imprint', '/leichte-sprache']) expect(found).toContain(path)
  for (const path of ['/datenschutz', '/en/privacy']) expect(found).not.toContain(path)
  for (const path of [`/${slug}`, `/en/${slug}`, `/${slug}/wien`, `/en/${slug}/wien`]) expect(found).toContain(path)
  expect(new Set(found).size).toBe(found.length)

  for (const { loc, alternates } of urls) {
    const { status, body } = await askRaw(host, loc.slice(SITE.length))
    expect([loc, status]).toEqual([loc, 200])
    const page = body.toString()
    expect(page).toContain(`<link rel="canonical" href="${loc}">`)
    const own = [...page.matchAll(/<link rel="alternate" hreflang="([\w-]+)" href="([^"]+)">/g)]
    expect([loc, Object.fromEntries(own.map(([, name, href]) => [name, href]))]).toEqual([loc, alternates])
  }
})

test('nothing is listed that isn’t public, and what comes out later is listed then', async () => {
  const { slug } = await createShow(host)
  await upload(host, slug, { before: { slug: 'entwurf' } })
  await publishedEpisode(host, slug, { slug: 'morgen' }, '2099-01-01T00:00:00Z')
  const { slug: removed } = await createShow(host)
  await publishedEpisode(host, removed, { slug: 'weg' })
  await ask(host, 'DELETE', `/api/v1/shows/${removed}`)
  const { xml } = await sitemapAt('/sitemap.xml')
  expect(xml).toContain(`${SITE}/${slug}<`)
  for (const part of ['entwurf', 'morgen', removed]) expect(xml).not.toContain(part)

  host.travelTo('2099-01-01T00:00:01Z')
  const { urls } = await sitemapAt('/sitemap.xml')
  const { lastmod } = urls.find(({ loc }) => loc === `${SITE}/${slug}/morgen`)!
  expect(lastmod).toBe('2099-01-01T00:00:00.000Z')
  host.travelTo(new Date().toISOString())
})

test('the date of a page is that of its last change', async () => {
  const at = await startHost()
  const show = await showRow(at)
  const changed = new Date('2026-11-01T10:00:00Z')
  await episodeRow(at, show, { slug: 'alt', updatedAt: changed })
  await episodeRow(at, show, { slug: 'neu', publishAt: A_SUNDAY, updatedAt: new Date(0) })
  const { urls } = await sitemapAt('/sitemap.xml', at)
  const dateOf = (path: string) => urls.find(({ loc }) => loc === `${SITE}/${show.slug}${path}`)?.lastmod
  expect([dateOf('/alt'), dateOf('/neu'), dateOf('')]).toEqual(
    [changed, A_SUNDAY, A_SUNDAY].map((date) => date.toISOString()),
  )
})

test('more pages than one file takes are in several, each once, and the first names them', async () => {
  const connection = await copyDatabase()
  const shows = Array.from({ length: 2001 }, (_, n) => ({
    ...{ slug: `s-${n}`, guid: randomUUID(), title: 'S', description: 'S', language: 'de', author: 'S' },
    ...{ categories: ['Government'] },
  }))
  // Before a host is there that would be told of each.
  const database = connectDatabase(connection, openLog('silent'))
  await database.db.show.createMany({ data: shows })
  await database.close()
  const at = await startHost({ connection })
  for (const slug of ['eins', 'zwei'])
    await episodeRow(at, await at.db.show.findUniqueOrThrow({ where: { slug: 's-0' } }), { slug })

  const { files, urls } = await sitemapAt('/sitemap.xml', at)
  expect([files, urls]).toEqual([[1, 2].map((page) => `${SITE}/sitemap.xml?page=${page}`), []])
  const listed = (await Promise.all(files.map((file) => sitemapAt(file.slice(SITE.length), at)))).map(
    ({ urls }) => urls,
  )
  expect(listed.every((urls) => urls.length <= 50_000)).toBe(true)
  const all = listed.flat().map(({ loc }) => loc)
  expect(new Set(all).size).toBe(all.length)
  expect(all).toHaveLength(2 + 2 * 2001 + 2 * 2)
  expect(all).toContain(`${SITE}/en/s-0/zwei`)
})

test.each(['0', '2', '-1', 'x', '01', ''])('there is no file with the number %s', async (page) =>
  expect((await askRaw(host, `/sitemap.xml?page=${page}`)).status).toBe(404),
)

test.each(['/sitemap.xml', '/robots.txt'])('whoever holds %s is told that it is unchanged', async (path) => {
  const { headers } = await askRaw(host, path)
  expect(headers['cache-control']).toBe('public, max-age=3600')
  const again = await askRaw(host, path, { 'If-None-Match': headers.etag! })
  expect([again.status, again.body.length]).toEqual([304, 0])
})

test.each(['/sitemap.xml', '/robots.txt'])('If-Match with another tag than %s has is answered 412', async (path) => {
  const { headers } = await askRaw(host, path)
  const other = await askRaw(host, path, { 'If-Match': '"other"', 'If-None-Match': headers.etag! })
  expect([other.status, other.body.length, other.headers['cache-control']]).toEqual([412, 0, 'no-store'])
  expect((await askRaw(host, path, { 'If-Match': headers.etag! })).status).toBe(200)
})

test('robots are told where everything is, and what is not for them', async () => {
  const { headers, body } = await askRaw(host, '/robots.txt')
  expect(headers['content-type']).toBe('text/plain; charset=utf-8')
  const lines = body.toString().split('\n')
  expect(lines[0]).toBe('User-agent: *')
  expect(lines).toContain(`Sitemap: ${SITE}/sitemap.xml`)

  const rules = lines.flatMap((line) => /^Disallow: (.+)$/.exec(line)?.[1] ?? [])
  const isForbidden = (path: string) =>
    rules.some((rule) => (rule.endsWith('$') ? path === rule.slice(0, -1) : path.startsWith(rule)))
  for (const path of [
    '/studio',
    '/studio/shows',
    '/en/studio',
    '/api/v1/shows',
    '/suche',
    '/suche?q=bahn',
    '/en/search?q=train',
  ])
    expect([path, isForbidden(path)]).toEqual([path, true])
  for (const path of ['/', '/studiogespraeche', '/suchende', '/en/searching/one', '/feeds/x.xml', '/assets/x.css'])
    expect([path, isForbidden(path)]).toEqual([path, false])
})
