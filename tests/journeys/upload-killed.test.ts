import { createHash, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { request } from 'node:http'
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { growthWhile } from '../../bench/memory.ts'
import { connectDatabase } from '../../src/db.ts'
import { openLog } from '../../src/log.ts'
import { type Json, NEW_SHOW, SAMPLE } from '../support/api.ts'
import { copyDatabase } from '../support/host.ts'
import { makeKey } from '../support/key.ts'
import { awkwardFolder, freePort, type HostProcess, startProcess, untilReady } from '../support/process.ts'
import { onGivenS3, startS3 } from '../support/s3-server.ts'
import { metadata, PIECE, VERSION } from '../support/tus.ts'

/** How much more memory a host that has just started may take for an upload of any length. */
const MAX_GROWTH_BYTES = 64 * 1024 ** 2
/** What was sent is in the bucket by then. */
const ARRIVE_MILLISECONDS = 2000

const folder = awkwardFolder()
const started: HostProcess[] = []
const s3 = await startS3()
const connection = await copyDatabase()
const database = connectDatabase(connection, openLog('silent'))
afterAll(async () => {
  for (const { child } of started) child.kill('SIGKILL')
  await Promise.all(started.map(({ ended }) => ended))
  await database.close()
  await s3.stop()
  folder.remove()
})

const { user, host: socket, database: name } = connection
const bucket = {
  S3_BUCKET: s3.bucket,
  S3_ENDPOINT: s3.endpoint,
  S3_REGION: s3.region,
  S3_ACCESS_KEY_ID: s3.accessKeyId,
  S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
}

const sample = await readFile(SAMPLE)
/** As long as the longest recordings where there is a real bucket to hold them; whole, as a cut one is refused. */
const BYTES = Math.ceil((onGivenS3 ? 1_000_000_000 : 60_000_000) / sample.length) * sample.length
const pieceOf = Buffer.concat([sample, sample])
/** Bytes of a long file from one place on: the same audio again and again. */
function* bytesFrom(start: number): Generator<Buffer> {
  for (let at = start; at < BYTES; ) {
    const within = at % sample.length
    const length = Math.min(sample.length, BYTES - at)
    yield pieceOf.subarray(within, within + length)
    at += length
  }
}

const secret = await makeKey(database)
const authorization = { Authorization: `Bearer ${secret}` }

async function start(settings: Record<string, string>, uploads: string) {
  const DATABASE_URL = `postgresql://${user}@localhost/${name}?host=${encodeURIComponent(socket as string)}`
  const host = startProcess(folder.dir, await freePort(), { DATABASE_URL, UPLOADS_DIR: uploads, ...settings })
  started.push(host)
  await untilReady(host)
  return host
}

/** Sends what is left from an offset, or up to a place; there it waits, and does what it was told. */
function sendFrom(host: HostProcess, path: string, offset: number, end?: { at: number; stop(): void }) {
  return new Promise<number | null>((resolve) => {
    const headers = { ...authorization, ...PIECE, 'Upload-Offset': offset, 'Content-Length': BYTES - offset }
    const sending = request(host.url + path, { method: 'PATCH', headers })
    sending.on('response', (answer) => {
      answer.resume()
      resolve(answer.statusCode!)
    })
    sending.on('error', () => resolve(null))
    const bytes = (async function* () {
      let sent = offset
      for (const bytes of bytesFrom(offset)) {
        if (end && sent >= end.at) {
          await sleep(ARRIVE_MILLISECONDS)
          end.stop()
          return
        }
        sent += bytes.length
        yield bytes
      }
    })()
    Readable.from(bytes, { objectMode: false }).pipe(sending, { end: !end })
  })
}

const PLACES = [
  ['the same folder', {}],
  ['a bucket, on another instance', bucket],
] as const

describe.each(PLACES)('in %s', (where, settings) => {
  test('an upload cut at 60 % by a kill goes on, and is kept bit for bit', {
    timeout: 900_000,
  }, async () => {
    const first = await start(settings, `${folder.dir}/uploads`)
    const slug = `killed-${randomUUID().slice(0, 8)}`
    const show = await fetch(`${first.url}/api/v1/shows`, {
      method: 'POST',
      headers: { ...authorization, 'Content-Type': 'application/json' },
      body: JSON.stringify({ ...NEW_SHOW, slug }),
    })
    expect(show.status).toBe(201)
    const begun = await fetch(`${first.url}/api/v1/uploads`, {
      method: 'POST',
      headers: {
        ...{ ...authorization, ...VERSION, 'Upload-Length': String(BYTES) },
        'Upload-Metadata': metadata({ filename: 'lang.mp3', show: slug }),
      },
    })
    const path = begun.headers.get('location')!
    const cut = await sendFrom(first, path, 0, { at: BYTES * 0.6, stop: () => first.child.kill('SIGKILL') })
    expect(cut).toBe(null)
    await first.ended

    const second = await start(settings, `${folder.dir}/uploads${where === 'the same folder' ? '' : '-2'}`)
    const about = await fetch(second.url + path, { method: 'HEAD', headers: { ...authorization, ...VERSION } })
    const offset = Number(about.headers.get('upload-offset'))
    expect(offset).toBeGreaterThan(BYTES * 0.3)
    expect(offset).toBeLessThan(BYTES * 0.7)
    const { most } = await growthWhile(second.child.pid!, async () =>
      expect(await sendFrom(second, path, offset)).toBe(204),
    )
    expect(most).toBeLessThan(MAX_GROWTH_BYTES)

    const { episode } = (await (await fetch(second.url + path, { headers: authorization })).json()) as Json
    const row = await database.db.episode.findUniqueOrThrow({ where: { id: episode.id }, include: { enclosure: true } })
    const hash = createHash('sha256')
    for (const bytes of bytesFrom(0)) hash.update(bytes)
    expect(row.enclosure!.sha256).toBe(hash.digest('hex'))
    expect(await database.db.episode.count({ where: { show: { slug } } })).toBe(1)
    second.child.kill('SIGTERM')
    expect(await second.ended).toBe(0)
  })
})
