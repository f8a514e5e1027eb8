import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { ListMultipartUploadsCommand } from '@aws-sdk/client-s3'
import { afterAll, expect, test, vi } from 'vitest'
import { jobTable } from '../../src/jobs.ts'
import { receivedPartKey } from '../../src/storage/object-keys.ts'
import { createShow, eventually, SAMPLE } from '../support/api.ts'
import { startHost } from '../support/host.ts'
import { startS3 } from '../support/s3-server.ts'
import { begun, offsetOf, PIECE, piece, send } from '../support/tus.ts'

const s3 = await startS3()
afterAll(() => s3.stop())
const env = {
  S3_BUCKET: s3.bucket,
  S3_ENDPOINT: s3.endpoint,
  S3_REGION: s3.region,
  S3_ACCESS_KEY_ID: s3.accessKeyId,
  S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
}
const first = await startHost({ env })
const second = await startHost({ env, connection: first.connection })
/** The second instance, to whom the same token is known. */
const authorization = { authorization: `Bearer ${first.secret}` }
const elsewhere = { host: second, headers: authorization }
const here = { host: first }

const sample = await readFile(SAMPLE)
const received = async () => (await Array.fromAsync(first.storage.list('received/'))).map(({ key }) => key)
const unfinished = async () =>
  (await s3.client.send(new ListMultipartUploadsCommand({ Bucket: s3.bucket }))).Uploads ?? []

/** A piece whose last byte waits for something. */
async function sendSlowly(path: string, offset: number, bytes: Uint8Array, beforeLast: () => Promise<void>) {
  const headers = { ...PIECE, 'Upload-Offset': offset, 'Content-Length': bytes.length, ...authorization }
  const req = request(first.url + path, { method: 'PATCH', headers })
  const answered = once(req, 'response') as Promise<[IncomingMessage]>
  req.write(bytes.subarray(0, -1))
  await beforeLast()
  req.end(bytes.subarray(-1))
  const [answer] = await answered
  return { status: answer.statusCode, text: await text(answer) }
}

/** Audio as long as wanted: the sample again and again is what a long episode is to this host. */
const long = (bytes: number) => Buffer.concat(Array(Math.ceil(bytes / sample.length)).fill(sample))

test('what one instance began, another goes on with and keeps bit for bit', { timeout: 120_000 }, async () => {
  const { slug } = await createShow(first)
  const bytes = long(20_000_000)
  const at = await begun(here, bytes.length, { filename: 'lang.mp3', show: slug })
  const cut = Math.floor(bytes.length * 0.6)
  expect((await piece(here, at, 0, bytes.subarray(0, cut))).status).toBe(204)
  expect(await offsetOf(elsewhere, at)).toBe(cut)
  expect((await piece(elsewhere, at, cut, bytes.subarray(cut))).status).toBe(204)

  const { json } = await send(here, 'GET', at)
  const { enclosure } = await first.db.episode.findUniqueOrThrow({
    where: { id: json.episode.id },
    include: { enclosure: true },
  })
  expect(enclosure!.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
  expect(await received()).toEqual([])
  expect(await unfinished()).toEqual([])
  expect(await readdir(second.config.uploadsDir)).toEqual([])
})

test('a piece has the parts in the bucket listed once', async () => {
  const { slug } = await createShow(first)
  const at = await begun(here, 3000, { filename: 'kurz.mp3', show: slug })
  await piece(here, at, 0, randomBytes(1000))
  const listing = vi.spyOn(first.storage, 'list')
  expect((await piece(here, at, 1000, randomBytes(1000))).status).toBe(204)
  expect(listing).toHaveBeenCalledTimes(1)
  listing.mockRestore()
  await send(here, 'DELETE', at)
})

test('what an instance wrote that had lost its lock does no harm', { timeout: 120_000 }, async () => {
  const { slug } = await createShow(first)
  const bytes = long(20_000_000)
  const at = await begun(here, bytes.length, { filename: 'lang.mp3', show: slug })
  const cut = 10_000_000
  await piece(here, at, 0, bytes.subarray(0, cut))
  const id = at.split('/').at(-1)!
  for (const place of [cut - 1, cut + 1, cut + 5_000_000])
    await first.storage.put(receivedPartKey(id, place), randomBytes(1000), 'application/octet-stream')
  expect(await offsetOf(here, at)).toBe(cut)
  expect((await piece(here, at, cut, bytes.subarray(cut))).status).toBe(204)
  const { json } = await send(here, 'GET', at)
  const { enclosure } = await first.db.episode.findUniqueOrThrow({
    where: { id: json.episode.id },
    include: { enclosure: true },
  })
  expect(enclosure!.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
  expect(await received()).toEqual([])
})

test('bytes that are missing when the last have come are no episode', { timeout: 120_000 }, async () => {
  const { slug } = await createShow(first)
  const bytes = long(20_000_000)
  const at = await begun(here, bytes.length, { filename: 'lang.mp3', show: slug })
  await piece(here, at, 0, bytes.subarray(0, 10_000_000))
  const id = at.split('/').at(-1)!
  // The last byte comes when the first ones are gone.
  const beforeIt = async () => {
    await eventually(received, (keys) => keys.length > 4)
    await first.storage.remove(receivedPartKey(id, 0))
  }
  const answer = await sendSlowly(at, 10_000_000, bytes.subarray(10_000_000), beforeIt)
  expect([answer.status, JSON.parse(answer.text).code]).toEqual([503, 'storage-damaged'])
  expect(await first.db.episode.count({ where: { show: { slug } } })).toBe(0)
  expect(await readdir(first.config.uploadsDir)).toEqual([])

  expect(await offsetOf(here, at)).toBe(0)
  expect((await piece(here, at, 0, bytes)).status).toBe(204)
  expect(await first.db.episode.count({ where: { show: { slug } } })).toBe(1)
})

test('what is taken back, declined or left for a day leaves nothing in the bucket', { timeout: 120_000 }, async () => {
  const { slug } = await createShow(first)
  const fields = { filename: 'nichts.mp3', show: slug }
  const back = await begun(here, 12_000_000, fields)
  await piece(here, back, 0, randomBytes(9_000_000))
  expect((await send(elsewhere, 'DELETE', back)).status).toBe(204)
  expect((await send(here, 'HEAD', back)).status).toBe(404)

  const declined = await begun(here, 6000, fields)
  expect((await piece(here, declined, 0, randomBytes(6000))).status).toBe(415)
  expect(await received()).toEqual([])

  const left = await begun(here, 12_000_000, fields)
  await piece(here, left, 0, randomBytes(9_000_000))
  second.travelTo(new Date(Date.now() + 25 * 3_600_000).toISOString())
  await jobTable(second, second.feeds).sweep!({} as never, undefined as never)
  expect((await send(here, 'HEAD', left)).status).toBe(404)
  expect(await received()).toEqual([])
  expect(await unfinished()).toEqual([])
})
