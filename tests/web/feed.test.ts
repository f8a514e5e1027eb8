import { setTimeout as sleep } from 'node:timers/promises'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { etagOf } from '../../src/feed/feed-copies.ts'
import { eventually } from '../support/api.ts'
import { startHost } from '../support/host.ts'
import { askRaw, type RawAnswer } from '../support/raw.ts'
import { episodeRow, showRow } from '../support/rows.ts'

const host = await startHost()
const second = await startHost({ connection: host.connection, dataDir: host.dir })

let feed: string
let plain: RawAnswer
beforeAll(async () => {
  const show = await showRow(host)
  for (let at = 0; at < 5; at++) await episodeRow(host, show)
  feed = `/feeds/${show.slug}.xml`
  plain = await askRaw(host, feed)
})

const gone = { 'content-length': undefined, 'content-encoding': undefined, 'content-type': undefined }
const expectUnchanged = ({ status, headers, body }: RawAnswer) => {
  expect([status, body.length]).toEqual([304, 0])
  const { etag, vary, 'last-modified': modified, 'cache-control': cache } = plain.headers
  expect(headers).toMatchObject({ etag, vary, 'last-modified': modified, 'cache-control': cache })
  expect({ ...gone, ...headers }).toMatchObject(gone)
}

test('AC-21 a feed has its type, its version, its date and how long it may be held', () => {
  expect(plain.status).toBe(200)
  expect(plain.headers).toMatchObject({
    'content-type': 'application/rss+xml; charset=utf-8',
    'content-length': String(plain.body.length),
    'cache-control': 'public, max-age=300',
    etag: `"${etagOf(plain.body)}"`,
    'last-modified': expect.stringMatching(/^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/),
    'x-content-type-options': 'nosniff',
  })
  expect(plain.headers).not.toHaveProperty('set-cookie')
})

test.each([
  ['the tag', (tag: string) => tag],
  ['the tag marked weak', (tag: string) => `W/${tag}`],
  ['a list with the tag in it', (tag: string) => `"other", W/${tag}, "third"`],
  ['any tag', () => '*'],
])('AC-22 If-None-Match with %s is answered 304 with the same tag and no body', async (_, headerOf) => {
  expectUnchanged(await askRaw(host, feed, { 'If-None-Match': headerOf(plain.headers.etag!) }))
})

test('If-Match with another tag is answered 412 without the feed, and with its own as without', async () => {
  const other = await askRaw(host, feed, { 'If-Match': '"other"' })
  expect([other.status, other.body.length]).toEqual([412, 0])
  expect(other.headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
  expect((await askRaw(host, feed, { 'If-Match': plain.headers.etag! })).status).toBe(200)
})

test('AC-23 If-Modified-Since with its date is answered 304, with an earlier one 200', async () => {
  const modified = plain.headers['last-modified']!
  expectUnchanged(await askRaw(host, feed, { 'If-Modified-Since': modified }))
  const earlier = new Date(Date.parse(modified) - 1000).toUTCString()
  expect((await askRaw(host, feed, { 'If-Modified-Since': earlier })).status).toBe(200)
})

test('If-Unmodified-Since with an earlier date is answered 412, unless there is an If-Match', async () => {
  const modified = plain.headers['last-modified']!
  const earlier = new Date(Date.parse(modified) - 1000).toUTCString()
  const missed = await askRaw(host, feed, { 'If-Unmodified-Since': earlier, 'If-None-Match': plain.headers.etag! })
  expect([missed.status, missed.body.length]).toEqual([412, 0])
  expect(missed.headers).toMatchObject({ 'cache-control': 'no-store', 'access-control-allow-origin': '*' })
  const met: Record<string, string>[] = [
    { 'If-Unmodified-Since': modified },
    { 'If-Unmodified-Since': earlier, 'If-Match': plain.headers.etag! },
  ]
  for (const headers of met) expect((await askRaw(host, feed, headers)).status).toBe(200)
})

test('AC-23 a tag that does not match wins over a date that does, and the other way round', async () => {
  const modified = plain.headers['last-modified']!
  const changed = await askRaw(host, feed, { 'If-None-Match': '"other"', 'If-Modified-Since': modified })
  expect([changed.status, changed.body.equals(plain.body)]).toEqual([200, true])
  const long = new Date(0).toUTCString()
  expectUnchanged(await askRaw(host, feed, { 'If-None-Match': plain.headers.etag!, 'If-Modified-Since': long }))
})

test('AC-24 without a change the answer is the same seconds later, and from a host that was just started', async () => {
  await sleep(1500)
  for (const at of [host, second]) {
    const again = await askRaw(at, feed)
    expect(again.body.equals(plain.body)).toBe(true)
    const { etag, 'last-modified': modified } = plain.headers
    expect(again.headers).toMatchObject({ etag, 'last-modified': modified })
  }
})

test.each([
  ['gzip', gunzipSync],
  ['br', brotliDecompressSync],
])('AC-25 %s holds the same bytes under a strong tag of its own', async (coding, decode) => {
  // A new version is there before its Brotli is.
  const coded = await eventually(
    () => askRaw(host, feed, { 'Accept-Encoding': coding }),
    ({ headers }) => headers['content-encoding'] === coding,
  )
  expect(coded.headers).toMatchObject({ 'content-encoding': coding, vary: 'Accept-Encoding' })
  expect(coded.headers['content-length']).toBe(String(coded.body.length))
  expect(decode(coded.body).equals(plain.body)).toBe(true)
  expect(coded.body.length).toBeLessThan(plain.body.length / 2)

  const tags = await Promise.all(
    ['', 'gzip', 'br'].map(async (one) => (await askRaw(host, feed, { 'Accept-Encoding': one })).headers.etag!),
  )
  expect(new Set(tags).size).toBe(3)
  expect(tags.every((tag) => /^"[\w-]+"$/.test(tag))).toBe(true)
  const unchanged = await askRaw(host, feed, { 'Accept-Encoding': coding, 'If-None-Match': coded.headers.etag! })
  expect([unchanged.status, unchanged.headers.etag]).toEqual([304, coded.headers.etag])
  expect(unchanged.headers).not.toHaveProperty('content-encoding')
})

test('AC-25 the plain answer says too that it depends on the coding asked for', () => {
  expect(plain.headers.vary).toBe('Accept-Encoding')
  expect(plain.headers).not.toHaveProperty('content-encoding')
})

test('AC-26 HEAD has the head of GET and no body', async () => {
  for (const coding of ['identity', 'gzip', 'br']) {
    const headers = { 'Accept-Encoding': coding }
    const [head, get] = [await askRaw(host, feed, headers, 'HEAD'), await askRaw(host, feed, headers)]
    expect([head.status, head.body.length]).toEqual([200, 0])
    expect({ ...head.headers, date: '' }).toEqual({ ...get.headers, date: '' })
  }
  expect((await askRaw(host, feed, { 'If-None-Match': plain.headers.etag! }, 'HEAD')).status).toBe(304)
})

test('AC-34 a web player of any origin may read the feed, without credentials', () => {
  expect(plain.headers['access-control-allow-origin']).toBe('*')
  expect(plain.headers['access-control-expose-headers']).toContain('ETag')
  expect(plain.headers).not.toHaveProperty('access-control-allow-credentials')
})

test.each(['/feeds/niemand.xml', '/feeds/niemand', '/feeds/a%00b.xml', '/feeds/..%2fx.xml', '/feeds/.xml'])(
  'a feed nobody has is unknown, and nothing is kept of the answer: %s',
  async (path) => {
    const { status, headers } = await askRaw(host, path)
    expect([status, headers['cache-control']]).toEqual([404, 'no-store'])
  },
)
