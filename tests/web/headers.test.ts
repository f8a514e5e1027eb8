import { describe, expect, test } from 'vitest'
import { iconUrl, stylesheetUrl } from '../../src/web/assets.ts'
import { createShow, giveCover, publishedEpisode } from '../support/api.ts'
import { everyPage } from '../support/every-page.ts'
import { startHost } from '../support/host.ts'
import { askRaw } from '../support/raw.ts'

const host = await startHost({ env: { DELETED_KEPT_DAYS: '0', SECURITY_CONTACT: 'mailto:a@example.de' } })
const plain = await startHost({ env: { PUBLIC_URL: 'http://localhost:3000' } })

/** Pages of every kind and state; where nobody could say what is asked for, no method is known either. */
const pages = (await everyPage(host)).map(({ path, status }) => ({ path, isKnown: status === 200 || status === 410 }))
const isSecret = (path: string) => /^(\/en)?\/preview\//.test(path)
const isEmbed = (path: string) => /^(\/en)?\/embed\//.test(path)
const PAGES = pages.filter(({ path }) => !isEmbed(path) && !path.startsWith('/transcripts/'))
const EMBEDS = pages.filter(({ path }) => isEmbed(path))

const { slug } = await createShow(host)
await giveCover(host, slug)
const episode = await publishedEpisode(host, slug, { slug: 'wien' })
const { artwork } = await host.db.show.findUniqueOrThrow({ where: { slug }, include: { artwork: true } })

/** What browsers may show by themselves, and so needs a policy. */
const DOCUMENTS = [
  ...[...PAGES, ...EMBEDS, ...pages.filter(({ path }) => path.startsWith('/transcripts/'))],
  ...[
    ...['/sitemap.xml', '/robots.txt', '/.well-known/security.txt', '/favicon.ico', stylesheetUrl, iconUrl],
    ...[`/oembed?url=https://podcast.example/${slug}`, '/oembed', `/embed/${slug}.json`, `/embed/${slug}/wien.json`],
    ...['/health/live', '/health/ready', '/api/v1/shows', '/embed/frame.js'],
  ].map((path) => ({ path, isKnown: true })),
]
/** Feeds, sound, pictures and chapters: read by programs, or inside a page. */
const MEDIA = [
  ...[`/feeds/${slug}.xml`, `/artwork/${artwork!.path}`, `/images/160/${artwork!.path}.webp`],
  ...[new URL(episode.audio.url).pathname, `/${slug}/wien/chapters.json`],
].map((path) => ({ path, isKnown: true }))

/** Those of the software beneath, and of anything that likes to name itself. */
const TOLD = ['server', 'x-powered-by', 'via', 'x-aspnet-version', 'x-generator', 'set-cookie']
const PRODUCTS = /sendeplatz|express|node|prisma|postgres|ceph|nginx/i

describe.each([...DOCUMENTS, ...MEDIA])('AC-55 $path', ({ path, isKnown }) => {
  test('asks browsers to stay with https and to guess no type, names no product and sets no cookie', async () => {
    for (const method of ['GET', 'HEAD', 'OPTIONS']) {
      const { headers, status } = await askRaw(host, path, {}, method)
      expect(headers['strict-transport-security']).toBe('max-age=31536000')
      if (status !== 204) expect(headers['x-content-type-options']).toBe('nosniff')
      for (const told of TOLD) expect(headers).not.toHaveProperty(told)
      expect(Object.entries(headers).filter(([, value]) => PRODUCTS.test(String(value)))).toEqual([])
    }
  })

  test('says the same to HEAD, and 304 to whoever holds it', async () => {
    const [get, head] = [await askRaw(host, path), await askRaw(host, path, {}, 'HEAD')]
    const { date: _, ...headers } = get.headers
    expect([head.status, head.body.length, head.headers]).toEqual([get.status, 0, expect.objectContaining(headers)])
    if (!headers.etag) return
    const unchanged = await askRaw(host, path, { 'If-None-Match': headers.etag })
    expect([unchanged.status, unchanged.headers['strict-transport-security']]).toEqual([304, 'max-age=31536000'])
  })

  test('answers no method it does not know: 405, and which it does', async () => {
    for (const method of ['PURGE', 'TRACE', 'DELETE', 'PUT', 'PATCH']) {
      const { status, headers } = await askRaw(host, path, {}, method)
      if (method === 'TRACE' || isKnown)
        expect([method, status, headers.allow]).toEqual([method, 405, expect.stringMatching(/^(HEAD, GET|GET, HEAD)/)])
      else expect([400, 404, 405]).toContain(status)
      expect(headers['content-security-policy']).toBeDefined()
    }
  })
})

describe.each(DOCUMENTS)('the policy of $path', ({ path }) => {
  test('allows what is its own and nothing inline, and tells other sites no more than its host', async () => {
    const { headers } = await askRaw(host, path)
    const policy = String(headers['content-security-policy'])
    for (const rule of [
      "default-src 'self'",
      "script-src 'self'",
      "style-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
    ])
      expect(policy).toContain(rule)
    expect(policy).not.toMatch(/unsafe|data:|https?:/)
    expect(headers['referrer-policy']).toBe(isSecret(path) ? 'no-referrer' : 'strict-origin-when-cross-origin')
    expect(headers['permissions-policy']).toContain('camera=(), ')
  })

  test('AC-58 allows a frame below /embed/ alone', async () => {
    const { headers } = await askRaw(host, path)
    const isPlayer = EMBEDS.some((embed) => embed.path === path)
    expect(headers['content-security-policy']).toContain(isPlayer ? 'frame-ancestors *;' : "frame-ancestors 'none';")
    expect(headers).not.toHaveProperty('x-frame-options')
  })
})

test.each([...PAGES, ...EMBEDS])('a browser that kept $path asks anew before it shows it again', async ({ path }) => {
  const { status, headers } = await askRaw(host, path)
  const found = isSecret(path) ? 'private, no-store' : 'no-cache'
  expect(headers['cache-control']).toBe(status === 200 ? found : 'no-store')
})

test('a host that is asked by http does not forbid it', async () => {
  expect((await askRaw(plain, '/')).headers).not.toHaveProperty('strict-transport-security')
})

test('which methods there are is told to who asks', async () => {
  const { status, headers } = await askRaw(host, `/${slug}`, {}, 'OPTIONS')
  expect([status, headers.allow]).toEqual([204, 'HEAD, GET, OPTIONS'])
})

/** What a browser asks before a page elsewhere may send headers of its own (Fetch standard). */
const preflight = (path: string) =>
  askRaw(
    host,
    path,
    {
      Origin: 'https://player.example',
      'Access-Control-Request-Method': 'GET',
      'Access-Control-Request-Headers': 'if-none-match,range',
    },
    'OPTIONS',
  )

test.each([
  ...MEDIA.map(({ path }) => path),
  ...[pages.find(({ path }) => path.startsWith('/transcripts/'))!.path, stylesheetUrl, '/embed/player.js'],
  ...[`/oembed?url=https://podcast.example/${slug}`, `/embed/${slug}.json`, `/en/embed/${slug}/wien.json`],
])('a page elsewhere may ask for %s with headers of its own', async (path) => {
  expect((await askRaw(host, path)).headers['access-control-allow-origin']).toBe('*')
  const { status, headers } = await preflight(path)
  expect([status, headers]).toEqual([
    204,
    expect.objectContaining({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, HEAD, OPTIONS',
      'access-control-allow-headers': expect.stringMatching(/If-None-Match, If-Range, If-Unmodified-Since, Range/),
      'access-control-max-age': '86400',
    }),
  ])
  expect(headers).not.toHaveProperty('access-control-allow-credentials')
})

type Refused = [status: number, path: string, headers?: Record<string, string>, method?: string]

/** What players elsewhere ask for and do not get: they may read why. */
const REFUSED: Refused[] = [
  ...[
    '/audio/x/y-01234567.mp3',
    '/artwork/x-01234567.jpg',
    '/images/160/x-01234567.jpg.webp',
    '/feeds/niemand.xml',
  ].map((path): Refused => [404, path]),
  [404, `/${slug}/gibt-es-nicht/chapters.json`],
  [404, '/transcripts/x/y-de-01234567.vtt'],
  [404, '/Niemand/eins/chapters.json'],
  [404, '/transcripts/x'],
  [404, '/assets/x.js'],
  [404, `/embed/${slug}/gibt-es-nicht.json`],
  [404, `/oembed?url=https://podcast.example/gibt-es-nicht`],
  [400, '/oembed'],
  [501, `/oembed?url=https://podcast.example/${slug}&format=yaml`],
  [400, '/feeds/%ff.xml'],
  [410, '/feeds/fort.xml'],
  [410, '/fort/eins/chapters.json'],
  [410, '/transcripts/fort/eins-de-01234567.vtt'],
  [416, new URL(episode.audio.url).pathname, { Range: 'bytes=99999999-' }],
  ...[...MEDIA.map(({ path }) => path), '/oembed', '/embed/player.js', `/en/embed/${slug}.json`].map(
    (path): Refused => [405, path, {}, 'DELETE'],
  ),
]

test.each(REFUSED)('a page elsewhere may read the %i of %s', async (refused, path, asked, method) => {
  const { status, headers } = await askRaw(host, path, asked, method)
  expect([status, headers]).toEqual([refused, expect.objectContaining({ 'access-control-allow-origin': '*' })])
})

test.each([
  '/',
  `/${slug}`,
  `/embed/${slug}`,
  '/api/v1/shows',
  '/api/v1/uploads',
  '/studio',
  '/studio/uploads',
  '/x/y/z',
  ...['preview/abc', 'studio/shows', 'api/x', 'api/v1', 'en/x'].map((front) => `/${front}/chapters.json`),
])('a page elsewhere may not ask for %s', async (path) => {
  const { headers } = await preflight(path)
  expect(Object.keys(headers).filter((name) => name.startsWith('access-control-allow'))).toEqual([])
})

test('an address for programs names the methods of its own', async () => {
  const { status, headers, body } = await askRaw(host, '/api/v1/episodes/x/versions/1/restoration', {}, 'GET')
  expect([status, headers.allow, JSON.parse(body.toString()).code]).toEqual([405, 'PUT', 'method-not-allowed'])
})
