import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { ask, COVER, createShow, eventually, type Json, publish, putFile, SAMPLE, upload } from '../support/api.ts'
import { feedOf, readFeed } from '../support/feeds.ts'
import { askRaw, type RawAnswer } from '../support/raw.ts'
import { onGivenS3 } from '../support/s3-server.ts'
import { type Place, storagePlaces } from '../support/storage-places.ts'

const bytes = readFileSync(SAMPLE)
const size = bytes.length
const tag = `"${createHash('sha256').update(bytes).digest('hex')}"`

const RANGES: [header: string, start: number, end: number][] = [
  ['bytes=0-1', 0, 1],
  ['bytes=1-1', 1, 1],
  [`bytes=0-${size - 1}`, 0, size - 1],
  [`bytes=0-${size + 1000}`, 0, size - 1],
  ['bytes=0-', 0, size - 1],
  ['bytes=1000-70999', 1000, 70_999],
  ['bytes=1-300000', 1, 300_000],
  [`bytes=${size - 1}-`, size - 1, size - 1],
  ['bytes=-500', size - 500, size - 1],
  ['bytes=-1', size - 1, size - 1],
  [`bytes=-${size + 1}`, 0, size - 1],
]
/** s3rver, which stands in for a bucket, takes the first byte alone for everything. */
const firstByte = ({ name }: Place) => (name === 'disk' || onGivenS3 ? [['bytes=0-0', 0, 0] as const] : [])

for (const place of await storagePlaces()) {
  const { host } = place
  describe(`audio on ${place.name === 'disk' ? 'a disk' : 'a bucket'}`, () => {
    let show: string
    let episode: Json
    let path: string
    const get = (headers: Record<string, string> = {}, method = 'GET') => askRaw(host, path, headers, method)
    beforeAll(async () => {
      show = (await createShow(host)).slug
      episode = (await upload(host, show)).json
      path = new URL(episode.audio.url).pathname
      await publish(host, episode.id)
    })

    const expectWhole = ({ status, headers, body }: RawAnswer) => {
      expect([status, headers['content-length']]).toEqual([200, String(size)])
      expect(headers).not.toHaveProperty('content-range')
      expect(body.equals(bytes)).toBe(true)
    }

    test('the whole audio, as the feed says it is', async () => {
      const whole = await get({ 'Accept-Encoding': 'gzip, br' })
      expectWhole(whole)
      expect(whole.headers).toMatchObject({
        ...{ 'content-type': 'audio/mpeg', 'accept-ranges': 'bytes', etag: tag },
        ...{ 'cache-control': 'public, max-age=31536000, immutable', 'access-control-allow-origin': '*' },
        'access-control-expose-headers': expect.stringMatching(/Accept-Ranges.*Content-Range.*ETag/),
      })
      for (const name of ['content-encoding', 'set-cookie', 'location']) expect(whole.headers).not.toHaveProperty(name)
      const xml = await eventually(
        () => feedOf(host, show),
        (feed) => feed.includes('</item>'),
      )
      const [enclosure] = readFeed(xml).items[0].enclosures
      expect(enclosure).toEqual({ url: `https://podcast.example${path}`, length: size, type: 'audio/mpeg' })
    })

    test('AC-26 HEAD has the head of GET, also when it asks for a range', async () => {
      const whole = await get()
      for (const headers of [{}, { Range: 'bytes=0-1' }] as Record<string, string>[]) {
        const head = await get(headers, 'HEAD')
        expect([head.status, head.body.length]).toEqual([200, 0])
        expect({ ...head.headers, date: '' }).toEqual({ ...whole.headers, date: '' })
      }
    })

    test.each([...RANGES, ...firstByte(place)])(
      'AC-27 %s is answered 206 with bytes %i to %i',
      async (range, start, end) => {
        const { status, headers, body } = await get({ Range: range })
        expect([status, headers['content-range']]).toEqual([206, `bytes ${start}-${end}/${size}`])
        expect(headers).toMatchObject({
          'content-length': String(end - start + 1),
          etag: tag,
          'content-type': 'audio/mpeg',
        })
        expect(body.equals(bytes.subarray(start, end + 1))).toBe(true)
      },
    )

    test.each([`bytes=${size}-`, `bytes=${size + 5}-${size + 9}`, 'bytes=-0'])(
      'AC-28 %s is answered 416 with the size',
      async (range) => {
        const { status, headers, body } = await get({ Range: range })
        expect([status, headers['content-range'], body.length]).toEqual([416, `bytes */${size}`, 0])
        expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
      },
    )

    test.each(['bytes=abc', 'bytes=5-2', 'items=0-1', 'bytes=0-0,10-19', 'bytes=0-9, -1', ''])(
      'AC-28, AC-29 "%s" is answered 200 with the whole',
      async (range) => expectWhole(await get({ Range: range })),
    )

    test('AC-30 If-Range with the tag gets the range; with another, a weak one or a date, the whole', async () => {
      const asked = (ifRange: string) => get({ Range: 'bytes=5-9', 'If-Range': ifRange })
      expect((await asked(tag)).status).toBe(206)
      for (const other of ['"stale"', `W/${tag}`, 'Sun, 25 Oct 2026 06:00:00 GMT']) expectWhole(await asked(other))
    })

    test('If-Match with another tag is answered 412, with a range or not, and with its own as without', async () => {
      for (const range of [{}, { Range: 'bytes=0-1' }] as Record<string, string>[]) {
        const { status, headers, body } = await get({ 'If-Match': '"other"', 'If-None-Match': tag, ...range })
        expect([status, body.length]).toEqual([412, 0])
        expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
      }
      for (const list of [tag, `"other", ${tag}`, '*']) expectWhole(await get({ 'If-Match': list }))
    })

    test('If-None-Match with its tag is answered 304, with a range or not', async () => {
      for (const list of [tag, `"x", W/${tag}`]) {
        const { status, body, headers } = await get({ 'If-None-Match': list, Range: 'bytes=0-1' })
        expect([status, body.length, headers.etag]).toEqual([304, 0, tag])
      }
      expectWhole(await get({ 'If-None-Match': '"other"' }))
    })

    test('a draft, a scheduled and a withdrawn episode have no audio and no picture for anybody', async () => {
      const { json } = await upload(host, show)
      const paths = [json.audio.url, json.artwork.url].map((url) => new URL(url).pathname)
      const statuses = async () =>
        (await Promise.all(paths.map((one) => askRaw(host, one)))).map(({ status }) => status)
      expect(await statuses()).toEqual([404, 404])
      await publish(host, json.id, '2099-01-01T00:00:00Z')
      expect(await statuses()).toEqual([404, 404])
      await publish(host, json.id, '2026-01-01T00:00:00Z')
      await eventually(statuses, ([audio, picture]) => audio === 200 && picture === 200)
      await ask(host, 'DELETE', `/api/v1/episodes/${json.id}/publication`)
      await eventually(statuses, ([audio, picture]) => audio === 404 && picture === 404)
    })

    test('a cover is served as it was sent, whole, by range and by its tag', async () => {
      const cover = readFileSync(COVER)
      const { json } = await putFile(host, `/api/v1/shows/${show}/artwork`, 'artwork', COVER)
      const picture = new URL(json.artwork.url).pathname
      const whole = await askRaw(host, picture)
      expect([whole.status, whole.body.equals(cover)]).toEqual([200, true])
      expect(whole.headers).toMatchObject({ 'content-type': 'image/jpeg', 'access-control-allow-origin': '*' })
      const part = await askRaw(host, picture, { Range: 'bytes=-10' })
      expect([part.status, part.body.equals(cover.subarray(-10))]).toEqual([206, true])
      expect((await askRaw(host, picture, { 'If-None-Match': whole.headers.etag! })).status).toBe(304)
      const head = await askRaw(host, picture, {}, 'HEAD')
      expect([head.status, head.headers['content-length']]).toEqual([200, String(cover.length)])
    })
  })
}
