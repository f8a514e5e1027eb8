import { createHash, randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { ListMultipartUploadsCommand } from '@aws-sdk/client-s3'
import { afterAll, expect, test } from 'vitest'
import { jobTable } from '../../src/jobs.ts'
import { createShow, SAMPLE } from '../support/api.ts'
import { startHost } from '../support/host.ts'
import { startS3 } from '../support/s3-server.ts'
import { begun, offsetOf, piece, send } from '../support/tus.ts'

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
const elsewhere = { host: second, headers: { authorization: `Bearer ${first.secret}` } }
const here = { host: first }

const sample = await readFile(SAMPLE)
const received = async () => (await Array.fromAsync(first.storage.list('received/'))).map(({ key }) => key)
const unfinished = async () =>
  (await s3.client.send(new ListMultipartUploadsCommand({ Bucket: s3.bucket }))).Uploads ?? []

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
