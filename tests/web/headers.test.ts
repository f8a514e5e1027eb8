import { beforeAll, describe, expect, test } from 'vitest'
import { createShow, giveCover, publishedEpisode } from '../support/api.ts'
import { startHost } from '../support/host.ts'
import { askRaw } from '../support/raw.ts'

const host = await startHost()
const plain = await startHost({ env: { PUBLIC_URL: 'http://localhost:3000' } })

const paths: Record<string, string> = {
  ...{ home: '/', english: '/en', unknown: '/a/b/c', api: '/api/v1/shows', health: '/health/live' },
  ...{ 'unknown feed': '/feeds/niemand.xml', 'undecodable address': '/%ff' },
}
beforeAll(async () => {
  const { slug } = await createShow(host)
  await giveCover(host, slug)
  const episode = await publishedEpisode(host, slug, { slug: 'wien' })
  const { artwork } = await host.db.show.findUniqueOrThrow({ where: { slug }, include: { artwork: true } })
  Object.assign(paths, {
    ...{ show: `/${slug}`, episode: `/${slug}/wien`, feed: `/feeds/${slug}.xml`, artwork: `/artwork/${artwork!.path}` },
    ...{ audio: new URL(episode.audio.url).pathname, chapters: `/${slug}/wien/chapters.json` },
  })
})

const PAGES = ['home', 'english', 'show', 'episode', 'unknown', 'undecodable address']
const ALL = [...PAGES, 'api', 'health', 'unknown feed', 'feed', 'audio', 'artwork', 'chapters']

describe.each(ALL)('%s', (name) => {
  test('asks browsers to stay with https, and names no product', async () => {
    const { headers } = await askRaw(host, paths[name]!)
    expect(headers['strict-transport-security']).toBe('max-age=31536000')
    for (const told of ['server', 'x-powered-by', 'via', 'set-cookie']) expect(headers).not.toHaveProperty(told)
    expect(headers['x-content-type-options']).toBe('nosniff')
  })

  test('answers no method it does not know: 405, and which it does', async () => {
    for (const method of ['PURGE', 'TRACE', 'DELETE', 'PUT']) {
      const { status, headers } = await askRaw(host, paths[name]!, {}, method)
      if (method !== 'TRACE' && ['unknown', 'undecodable address'].includes(name)) expect([400, 404]).toContain(status)
      else
        expect([method, status, headers.allow]).toEqual([method, 405, expect.stringMatching(/^(HEAD, GET|GET, HEAD)/)])
    }
  })
})

test('a host that is asked by http does not forbid it', async () => {
  expect((await askRaw(plain, '/')).headers).not.toHaveProperty('strict-transport-security')
})

describe.each(PAGES)('the page: %s', (name) => {
  test('may load what is its own and nothing else, is in no frame, and tells other sites no more than its host', async () => {
    const { headers } = await askRaw(host, paths[name]!)
    const policy = String(headers['content-security-policy'])
    for (const rule of ["default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
      expect(policy).toContain(rule)
    expect(policy).not.toMatch(/unsafe|\*|https?:/)
    expect(headers['referrer-policy']).toBe('strict-origin-when-cross-origin')
    expect(headers['permissions-policy']).toContain('camera=(), ')
  })
})

test('which methods there are is told to who asks', async () => {
  const { status, headers } = await askRaw(host, paths.show!, {}, 'OPTIONS')
  expect([status, headers.allow]).toEqual([204, 'HEAD, GET, OPTIONS'])
})

test('an address for programs names the methods of its own', async () => {
  const { status, headers, body } = await askRaw(host, '/api/v1/shows/x/artwork', {}, 'GET')
  expect([status, headers.allow, JSON.parse(body.toString()).code]).toEqual([405, 'PUT', 'method-not-allowed'])
})
