import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { createShow, publishedEpisode } from '../support/api.ts'
import { startHost } from '../support/host.ts'
import { askRaw } from '../support/raw.ts'

const host = await startHost()
const { slug } = await createShow(host)
await publishedEpisode(host, slug, { slug: 'wien' })

test.each([
  '/',
  `/${slug}`,
  `/en/${slug}/wien`,
  `/embed/${slug}/wien`,
  `/embed/${slug}.json`,
  '/suche?q=wien',
  `/${slug}/niemand`,
])('a page goes in the coding that is accepted, and is the same: %s', async (path) => {
  const plain = await askRaw(host, path)
  expect([plain.headers['content-encoding'], plain.headers.vary]).toEqual([undefined, 'Accept-Encoding'])
  const gzip = await askRaw(host, path, { 'Accept-Encoding': 'gzip' })
  expect([gzip.status, gzip.headers['content-encoding'], gzip.headers.vary]).toEqual([
    plain.status,
    'gzip',
    'Accept-Encoding',
  ])
  expect(gunzipSync(gzip.body).toString()).toBe(plain.body.toString())
  expect(gzip.body.length).toBeLessThan(plain.body.length * 0.7)
  const brotli = await askRaw(host, path, { 'Accept-Encoding': 'gzip, br' })
  expect(brotli.headers['content-encoding']).toBe('br')
  expect(brotliDecompressSync(brotli.body).toString()).toBe(plain.body.toString())
  const head = await askRaw(host, path, { 'Accept-Encoding': 'gzip' }, 'HEAD')
  expect([head.status, head.body.length]).toEqual([plain.status, 0])
  expect({ ...head.headers, date: '' }).toEqual({ ...gzip.headers, date: '' })
  expect(head.headers['content-length']).toBe(String(gzip.body.length))
})

test.each([
  '/studio/sign-in',
  '/en/studio/sign-in',
  '/studio/gibt-es-nicht',
  '/preview/unknown',
  '/api/v1/search?q=wien',
])('what may hold a secret goes as it is: %s', async (path) => {
  const { headers } = await askRaw(host, path, { 'Accept-Encoding': 'gzip, br' })
  expect(headers['content-encoding']).toBeUndefined()
})

test('what is compressed already, or is sound, keeps its own way', async () => {
  const feed = await askRaw(host, `/feeds/${slug}.xml`, { 'Accept-Encoding': 'gzip' })
  expect(gunzipSync(feed.body).toString()).toContain('<rss')
  const { body } = await askRaw(host, `/embed/${slug}/wien.json`)
  const { audio } = JSON.parse(body.toString())
  const sound = await askRaw(host, new URL(audio.url).pathname, { 'Accept-Encoding': 'gzip, br' })
  expect([sound.status, sound.headers['content-encoding']]).toEqual([200, undefined])
})
