import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectDatabase } from '../../src/db.ts'
import { startEmbeddedPostgres } from '../../src/embedded-postgres.ts'
import { openLog } from '../../src/log.ts'
import { eventually, type Json } from '../support/api.ts'
import { makeKey } from '../support/key.ts'
import { awkwardFolder, freePort, type HostProcess, startProcess, untilReady } from '../support/process.ts'
import { startLine } from '../support/silent-line.ts'
import { FEED_AUDIO, startFeedSource } from '../support/source-feed.ts'
import { bytes } from '../support/source-server.ts'

/** Longer than the host lets a statement, a connection or a worker's sign of life wait. */
const OUTAGE_MILLISECONDS = 8000

const source = await startFeedSource()
const folder = awkwardFolder()
const postgres = join(folder.dir, 'server')
let server = await startEmbeddedPostgres(postgres)
const database = connectDatabase(server.connection, openLog('silent'))
const line = await startLine({ path: join(server.connection.host, '.s.PGSQL.5432') })
let host: HostProcess
afterAll(async () => {
  host.child.kill('SIGKILL')
  line.close()
  await database.close()
  await server.stop()
  folder.remove()
})

const headers = { Authorization: '', 'Content-Type': 'application/json' }
const look = (id: string) => async (): Promise<Json> =>
  (await fetch(`${host.url}/api/v1/imports/${id}`, { headers })).json()

async function start() {
  const { user, database: name } = server.connection
  const DATABASE_URL = `postgresql://${user}@127.0.0.1:${line.port}/${name}`
  host = startProcess(folder.dir, await freePort(), { DATABASE_URL, IMPORT_PRIVATE_NETWORKS: 'true' })
  await untilReady(host)
}
beforeAll(async () => {
  await start()
  const secret = await makeKey(database)
  headers.Authorization = `Bearer ${secret}`
}, 180_000)

/** An import of four episodes, of which two are here and the others are still being sent. */
async function importUnderWay() {
  const { item, serve, slug } = source.newFeed()
  const names = ['0', '1', '2', '3']
  const feed = serve({ items: names.map((name) => item(name)) })
  const late = names.slice(2).map((name) => `/${slug}-${name}.mp3`)
  for (const path of late) source.answers[path] = () => undefined
  const body = JSON.stringify({ url: feed, slug })
  const asked = await fetch(`${host.url}/api/v1/imports`, { method: 'POST', headers, body })
  const { id } = (await asked.json()) as Json
  await eventually(look(id), ({ done }) => done === 2, 30_000)
  await eventually(
    async () => (await fetch(`${host.url}/feeds/${slug}.xml`)).text(),
    (xml) => xml.split('<item>').length === 3,
    30_000,
  )
  const release = () => {
    for (const path of late) source.answers[path] = bytes(FEED_AUDIO, 'audio/mpeg')
  }
  return { id, slug, release }
}

async function isHeard(slug: string) {
  const feed = await fetch(`${host.url}/feeds/${slug}.xml`)
  const [, audio] = /<enclosure[^>]* url="([^"]+)"/.exec(await feed.text())!
  const heard = await fetch(`${host.url}${new URL(audio!).pathname}`)
  return [feed.status, heard.status, (await heard.arrayBuffer()).byteLength]
}

const goesOn = (id: string) =>
  eventually(
    () => look(id)().catch(() => ({}) as Json),
    ({ state }) => state === 'done',
    90_000,
  )

test('a job goes on when its connections break', async () => {
  const { id, slug, release } = await importUnderWay()
  for (let times = 0; times < 20; times++) {
    await database.pool
      .query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()')
      .catch(() => undefined)
    await sleep(100)
  }
  expect(host.child.exitCode).toBeNull()
  release()
  expect((await goesOn(id)).counts).toMatchObject({ failed: 0 })
  expect(await isHeard(slug)).toEqual([200, 200, FEED_AUDIO.length])
}, 150_000)

test('feed and audio are served while the database is away, and its job goes on afterwards', async () => {
  const { id, slug, release } = await importUnderWay()
  await server.stop()
  release()
  await sleep(OUTAGE_MILLISECONDS)
  expect(await isHeard(slug)).toEqual([200, 200, FEED_AUDIO.length])
  expect(host.child.exitCode).toBeNull()
  expect(host.printed()).toContain('"level":40')

  server = await startEmbeddedPostgres(postgres)
  expect((await goesOn(id)).counts).toMatchObject({ failed: 0 })
}, 150_000)

test('a stop ends in order when the database is away for good, also with a job running', async () => {
  const { slug } = await importUnderWay()
  await server.stop()
  await sleep(OUTAGE_MILLISECONDS)
  expect(await isHeard(slug)).toEqual([200, 200, FEED_AUDIO.length])
  await expectStopWithin(10_000)
  server = await startEmbeddedPostgres(postgres)
}, 180_000)

test('a stop ends when the database keeps silent', async () => {
  await start()
  const { slug } = await importUnderWay()
  line.fallSilent()
  await sleep(OUTAGE_MILLISECONDS)
  expect(await isHeard(slug)).toEqual([200, 200, FEED_AUDIO.length])
  await expectStopWithin(20_000)
}, 180_000)

async function expectStopWithin(milliseconds: number) {
  const asked = performance.now()
  host.child.kill('SIGTERM')
  expect(await host.ended).toBe(0)
  expect(performance.now() - asked).toBeLessThan(milliseconds)
  expect(host.printed()).not.toMatch(/did not stop in order|Unhandled|triggerUncaughtException/)
}
