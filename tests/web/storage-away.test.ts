import { readdir } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { silentFrames } from '../samples/bytes.ts'
import {
  type Answer,
  askJson,
  COVER,
  createShow,
  eventually,
  type Json,
  NEW_SHOW,
  publish,
  putFile,
  upload,
} from '../support/api.ts'
import { feedOf } from '../support/feeds.ts'
import { startHost, type TestHost } from '../support/host.ts'
import { takeAway } from '../support/storage-places.ts'

const file = silentFrames(1000)

/** Answers every request as a store whose quota is used up: it has the bucket, knows nothing and takes nothing. */
const fullStore = createServer((req, res) => {
  if (req.method === 'HEAD') return void res.end()
  const [status, code] = ['PUT', 'POST'].includes(req.method!) ? [403, 'QuotaExceeded'] : [404, 'NoSuchKey']
  req
    .resume()
    .on('end', () =>
      res.writeHead(status, { 'Content-Type': 'application/xml' }).end(`<Error><Code>${code}</Code></Error>`),
    )
})
await new Promise<void>((resolve) => fullStore.listen(0, '127.0.0.1', resolve))
afterAll(() => void fullStore.close())

/** A port on which nothing listens any more. */
async function closedPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

const bucketAt = (port: number) => ({
  S3_BUCKET: 'podcast',
  S3_ENDPOINT: `http://127.0.0.1:${port}`,
  S3_ACCESS_KEY_ID: 'key',
  S3_SECRET_ACCESS_KEY: 'secret',
})

const onDisk = await startHost()
const onLostBucket = await startHost({ env: bucketAt(await closedPort()) })
const onFullBucket = await startHost({ env: bucketAt((fullStore.address() as AddressInfo).port) })

function expectUnavailable({ status, headers, json }: Answer, code: string) {
  expect({ status, code: json.code }).toEqual({ status: 503, code })
  expect(Number(headers.get('Retry-After'))).toBeGreaterThan(0)
  expect(json.title).toMatch(/^[A-Z].*\.$/)
}

async function expectNothingKept({ db, config }: TestHost) {
  expect(await readdir(config.uploadsDir)).toEqual([])
  expect([await db.episode.count(), await db.enclosure.count(), await db.artwork.count()]).toEqual([0, 0, 0])
}

test.each<[string, TestHost, string]>([
  ['away', onLostBucket, 'storage-away'],
  ['full', onFullBucket, 'storage-full'],
])('with a bucket that is %s an upload and a picture are 503, and nothing is kept', async (_, host, code) => {
  const { slug } = await createShow(host)
  expectUnavailable(await upload(host, slug, { file, headers: { 'Idempotency-Key': 'one' } }), code)
  expectUnavailable(await putFile(host, `/api/v1/shows/${slug}/artwork`, 'artwork', COVER), code)
  await expectNothingKept(host)
  expect(await host.db.answer.count()).toBe(0)
})

test('with a bucket that is away the host still says what it knows, and is ready for the rest', async () => {
  const show = await createShow(onLostBucket)
  const changed = await askJson(onLostBucket, 'PATCH', `/api/v1/shows/${show.slug}`, { title: 'Trotzdem' })
  expect(changed.json.title).toBe('Trotzdem')
  const page = await fetch(`${onLostBucket.url}/${show.slug}`)
  expect([page.status, (await page.text()).includes('Trotzdem')]).toEqual([200, true])
})

/** Takes the folder of kept files away and puts a file in its place, as a disk that was not mounted. */
const loseDisk = ({ config }: TestHost) => takeAway((config.storage as { dir: string }).dir)

const fetchPublic = async (url: string) => {
  const response = await fetch(onDisk.url + new URL(url).pathname)
  return {
    status: response.status,
    retryAfter: response.headers.get('Retry-After'),
    bytes: Buffer.from(await response.arrayBuffer()),
  }
}

test('with a disk that is away uploads are 503 and feeds go on; when it is back nothing was lost', async () => {
  const show = await createShow(onDisk)
  const { json: made } = await upload(onDisk, show.slug, { file })
  const episode: Json = (await publish(onDisk, made.id)).json
  const feed = await eventually(
    () => fetchPublic(show.feedUrl),
    ({ bytes }) => bytes.includes(episode.guid),
  )

  const bringBack = await loseDisk(onDisk)
  expectUnavailable(await upload(onDisk, show.slug, { file: silentFrames(900) }), 'storage-away')
  expectUnavailable(
    await putFile(onDisk, `/api/v1/episodes/${made.id}/audio`, 'audio', silentFrames(900)),
    'storage-away',
  )
  expect((await fetchPublic(show.feedUrl)).bytes.equals(feed.bytes)).toBe(true)
  expect(await fetchPublic(episode.audio.url)).toMatchObject({
    status: 503,
    retryAfter: expect.stringMatching(/^\d+$/),
  })
  expect((await fetch(`${onDisk.url}/${show.slug}`)).status).toBe(200)

  await bringBack()
  expect((await fetchPublic(episode.audio.url)).bytes.equals(file)).toBe(true)
  expect((await upload(onDisk, show.slug, { file: silentFrames(900) })).status).toBe(201)
  expect(await onDisk.db.episode.count()).toBe(2)
})

test('a feed that could not be kept while the disk was away is out soon after it is back', async () => {
  const show = await createShow(onDisk)
  await eventually(
    () => fetchPublic(show.feedUrl),
    ({ status }) => status === 200,
  )
  const bringBack = await loseDisk(onDisk)
  await askJson(onDisk, 'PATCH', `/api/v1/shows/${show.slug}`, { title: 'Währenddessen' })
  await new Promise((resolve) => setTimeout(resolve, 500))
  const meanwhile = await fetchPublic(show.feedUrl)
  expect([meanwhile.status, meanwhile.bytes.includes('Währenddessen')]).toEqual([200, false])
  await bringBack()
  await eventually(
    () => fetchPublic(show.feedUrl),
    ({ bytes }) => bytes.includes('Währenddessen'),
    20_000,
  )
})

test('AC-24 however often a feed could not be kept, it is tried again within seconds', async () => {
  const show = await createShow(onDisk)
  await eventually(
    () => fetchPublic(show.feedUrl),
    ({ status }) => status === 200,
  )
  const { id } = await onDisk.db.show.findUniqueOrThrow({ where: { slug: show.slug } })
  const waiting = () => onDisk.db.$queryRaw<{ id: bigint; seconds: number }[]>`
    SELECT "id", extract(epoch FROM run_at - now())::float8 AS "seconds" FROM graphile_worker.jobs
    WHERE "key" LIKE ${`refresh-feed ${id}%`} AND "locked_at" IS NULL AND run_at > now() + interval '0.5 s'`

  const bringBack = await loseDisk(onDisk)
  await askJson(onDisk, 'PATCH', `/api/v1/shows/${show.slug}`, { title: 'Nach langem Warten' })
  for (let times = 0; times < 5; times++) {
    const [job] = await eventually(waiting, ({ length }) => length > 0)
    expect(job!.seconds).toBeLessThanOrEqual(10)
    await onDisk.db.$executeRaw`UPDATE graphile_worker._private_jobs SET run_at = now() WHERE "id" = ${job!.id}`
    await eventually(waiting, (jobs) => jobs.every((other) => other.id !== job!.id || other.seconds > 1))
  }
  await bringBack()
  await eventually(
    () => fetchPublic(show.feedUrl),
    ({ bytes }) => bytes.includes('Nach langem Warten'),
    20_000,
  )
  expect(await eventually(waiting, ({ length }) => length === 0)).toEqual([])
})

test('with a database that has no room left what would be written is 503, no row is kept, and listeners notice nothing', async () => {
  const host = await startHost()
  const show = await createShow(host)
  const { json: made } = await upload(host, show.slug, { file })
  const { audio } = (await publish(host, made.id)).json as Json
  const feed = await eventually(
    () => feedOf(host, show.slug),
    (xml) => xml.includes(made.guid),
  )
  // What PostgreSQL raises when a table cannot grow, at any writing.
  await host.database.pool.query(`
    CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      RAISE EXCEPTION 'could not extend file "base/5/16449": No space left on device' USING ERRCODE = 'disk_full';
    END $$;
    CREATE TRIGGER no_room BEFORE INSERT OR UPDATE ON "Episode" EXECUTE FUNCTION no_room();
    CREATE TRIGGER no_room BEFORE INSERT OR UPDATE ON "Show" EXECUTE FUNCTION no_room();`)

  expectUnavailable(await upload(host, show.slug, { file: silentFrames(900) }), 'storage-full')
  expectUnavailable(await askJson(host, 'PATCH', `/api/v1/episodes/${made.id}`, { title: 'Neu' }), 'storage-full')
  expectUnavailable(await askJson(host, 'POST', '/api/v1/shows', { ...NEW_SHOW, title: 'Neu' }), 'storage-full')
  expect(await readdir(host.config.uploadsDir)).toEqual([])
  expect([await host.db.episode.count(), await host.db.enclosure.count()]).toEqual([1, 1])
  expect(await feedOf(host, show.slug)).toBe(feed)
  expect((await fetch(host.url + new URL(audio.url).pathname)).status).toBe(200)
})
