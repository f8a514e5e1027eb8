import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { eventually } from '../support/api.ts'
import { startHost, type TestHost } from '../support/host.ts'
import { longShow } from '../support/long-show.ts'
import { askRaw } from '../support/raw.ts'
import { showRow } from '../support/rows.ts'
import { startS3 } from '../support/s3-server.ts'
import { startLine } from '../support/silent-line.ts'

/** Twice the time the bucket has for an answer, and some for a busy machine. */
const ANSWERED_WITHIN_MILLISECONDS = 12_000

/** More than a bucket that was away is left alone. */
const ASKED_AGAIN_AFTER_MILLISECONDS = 5500

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

// Feeds are made by the tests alone, and not anew because a host was started.
await maker.db.$executeRaw`DELETE FROM graphile_worker._private_jobs`

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

const onceServed = (from: { url: string }, path: string) =>
  eventually(
    () => bytesOf(from, path),
    (sent) => sent !== 503,
  )

async function answersSoon(from: { url: string }, paths: string[]) {
  const began = performance.now()
  const answers = await Promise.all(paths.map((path) => askRaw(from, path)))
  expect(performance.now() - began).toBeLessThan(ANSWERED_WITHIN_MILLISECONDS)
  return answers.map(({ status, headers, body }) =>
    status === 503 && Number(headers['retry-after']) > 0 ? 503 : body.toString(),
  )
}

const expectNothingLost = ({ logged }: TestHost) =>
  expect(logged.filter(({ msg }) => /lost|made again/.test(String(msg)))).toEqual([])

/** The rows say something else than the feed and its page that are current. */
const moveOn = async ({ rows }: { rows: { id: string }[] }) => {
  for (const { id } of [rows[0]!, rows.at(-1)!])
    await host.db.episode.update({ where: { id }, data: { title: 'Neu', updatedAt: new Date() } })
}

test('with a bucket that never answers a feed that is held goes on, and a page that is not is made from its rows', async () => {
  const show = await madeShow()
  expect(await bytesOf(host, show.feed)).toBe(show.bytes.feed)
  await silently(async () => {
    expect(await answersSoon(host, [show.page, show.page])).toEqual([show.bytes.page, show.bytes.page])
    expect(await bytesOf(host, show.feed)).toBe(show.bytes.feed)
    expectNothingLost(host)
  })
})

test('however many ask for what is not held, a bucket that never answers holds none of them long', async () => {
  await sleep(ASKED_AGAIN_AFTER_MILLISECONDS)
  await silently(async () => {
    const show = await madeShow()
    const asked = [...Array(5).fill(show.feed), show.page]
    expect(await answersSoon(host, asked)).toEqual([...Array(5).fill(show.bytes.feed), show.bytes.page])
    expectNothingLost(host)
  })
})

test('a page whose rows say something else by now is 503 soon, so is a feed never made, and both are there when the bucket answers', async () => {
  const show = await madeShow()
  expect(await bytesOf(host, show.feed)).toBe(show.bytes.feed)
  await moveOn(show)
  await silently(async () => {
    const unmade = `/feeds/${(await showRow(maker)).slug}.xml`
    expect(await answersSoon(host, [show.page, show.page, unmade])).toEqual([503, 503, 503])
    expectNothingLost(host)
    line.speakAgain()
    expect(await onceServed(host, show.page)).toBe(show.bytes.page)
    expect(await onceServed(host, unmade)).toContain('<rss')
  })
})

test('a host starts beside a bucket that never answers: feeds are made from their rows, and one whose rows moved on is there when it answers', async () => {
  const [moved, ...others] = [await madeShow(), await madeShow(), await madeShow()]
  await moveOn(moved)
  await silently(async () => {
    const late = await startHost({ env: behindLine, connection: maker.connection })
    const feeds = [moved, ...others].map(({ feed }) => feed)
    expect(await answersSoon(late, feeds)).toEqual([503, ...others.map(({ bytes }) => bytes.feed)])
    expectNothingLost(late)
    line.speakAgain()
    expect(await onceServed(late, moved.feed)).toBe(moved.bytes.feed)
  })
})
