import { afterAll, expect, test } from 'vitest'
import { eventually } from '../support/api.ts'
import { startHost, type TestHost } from '../support/host.ts'
import { longShow } from '../support/long-show.ts'
import { askRaw } from '../support/raw.ts'
import { showRow } from '../support/rows.ts'
import { startS3 } from '../support/s3-server.ts'
import { startLine } from '../support/silent-line.ts'

/** Twice the time the bucket has for an answer, and some for a busy machine. */
const REFUSED_WITHIN_MILLISECONDS = 12_000

const s3 = await startS3()
afterAll(() => s3.stop())
const { hostname, port } = new URL(s3.endpoint)
const line = await startLine({ host: hostname, port: Number(port) })
afterAll(() => line.close())

const bucket = {
  FEED_EPISODES: '3',
  S3_BUCKET: s3.bucket,
  S3_REGION: s3.region,
  S3_ACCESS_KEY_ID: s3.accessKeyId,
  S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
}
const behindLine = { ...bucket, S3_ENDPOINT: `http://127.0.0.1:${line.port}` }

/** Makes feeds, and speaks to the bucket at all times. */
const maker = await startHost({ env: { ...bucket, S3_ENDPOINT: s3.endpoint } })
const host = await startHost({ env: behindLine, connection: maker.connection })

async function silently(work: () => Promise<void>) {
  line.fallSilent()
  try {
    await work()
  } finally {
    line.speakAgain()
  }
}

async function madeShow() {
  const show = await longShow(maker, 7)
  await maker.feeds.find(show.slug)
  const feed = `/feeds/${show.slug}.xml`
  const page = `${feed}?page=1`
  return { ...show, feed, page, bytes: { feed: await bytesOf(maker, feed), page: await bytesOf(maker, page) } }
}

const bytesOf = async (from: { url: string }, path: string) => {
  const { status, body } = await askRaw(from, path)
  return status === 200 ? body.toString() : status
}

async function expectRefusedSoon(from: { url: string }, paths: string[]) {
  const began = performance.now()
  for (const { status, headers } of await Promise.all(paths.map((path) => askRaw(from, path)))) {
    expect(status).toBe(503)
    expect(Number(headers['retry-after'])).toBeGreaterThan(0)
  }
  expect(performance.now() - began).toBeLessThan(REFUSED_WITHIN_MILLISECONDS)
}

const saidLost = ({ logged }: TestHost) => logged.filter(({ msg }) => /lost|made again/.test(String(msg)))

test('with a bucket that never answers a feed that is held goes on, a page that is not is 503 soon, and is there when it answers', async () => {
  const show = await madeShow()
  expect(await bytesOf(host, show.feed)).toBe(show.bytes.feed)
  await silently(async () => {
    await expectRefusedSoon(host, [show.page, show.page])
    expect(await bytesOf(host, show.feed)).toBe(show.bytes.feed)
  })
  expect(saidLost(host)).toEqual([])
  expect(
    await eventually(
      () => bytesOf(host, show.page),
      (bytes) => bytes !== 503,
    ),
  ).toBe(show.bytes.page)
})

test('however many ask for a feed that is not held, a bucket that never answers holds none of them long', async () => {
  await silently(async () => {
    const show = await madeShow()
    const [{ slug: unmade }, ask] = [await showRow(maker), () => Array(5).fill(show.feed)]
    await expectRefusedSoon(host, [...ask(), show.page, `/feeds/${unmade}.xml`])
    expect(saidLost(host)).toEqual([])
    line.speakAgain()
    expect(
      await eventually(
        () => bytesOf(host, show.feed),
        (bytes) => bytes !== 503,
      ),
    ).toBe(show.bytes.feed)
    expect(await bytesOf(host, `/feeds/${unmade}.xml`)).toContain('<rss')
  })
})

test('a host starts beside a bucket that never answers, and has its feeds once it does', async () => {
  const shows = [await madeShow(), await madeShow(), await madeShow()]
  await silently(async () => {
    const late = await startHost({ env: behindLine, connection: maker.connection })
    await expectRefusedSoon(
      late,
      shows.map(({ feed }) => feed),
    )
    expect(saidLost(late)).toEqual([])
    line.speakAgain()
    for (const { feed, page, bytes } of shows) {
      expect(
        await eventually(
          () => bytesOf(late, feed),
          (sent) => sent !== 503,
        ),
      ).toBe(bytes.feed)
      expect(await bytesOf(late, page)).toBe(bytes.page)
    }
  })
})
