import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from 'vitest'
import { connectDatabase, type Database } from '../../src/db.ts'
import { startEmbeddedPostgres } from '../../src/embedded-postgres.ts'
import { openLog } from '../../src/log.ts'
import { migrate } from '../../src/migrate.ts'
import { enqueue } from '../../src/queue/queue.ts'
import { prepareQueue, startWorkers, type Work, type Workers } from '../../src/queue/worker.ts'
import { eventually } from '../support/api.ts'

/** Longer than the queue looks for jobs twice, so that it meets the lost database several times. */
const OUTAGE_MILLISECONDS = 2500

/** After which a worker that says nothing counts as dead, and a job is looked for. */
const LONGER_THAN_SILENT_MILLISECONDS = 15_000

const dir = mkdtempSync(join(tmpdir(), 'sendeplatz-worker-'))
chmodSync(dir, 0o755)
const folder = join(dir, 'postgres')
const log = openLog('silent')
let server = await startEmbeddedPostgres(folder)
const database: Database = connectDatabase(server.connection, log)
afterAll(async () => {
  await database.close()
  await server.stop()
  rmSync(dir, { recursive: true, force: true })
})
beforeAll(async () => {
  await migrate(database, log)
  await prepareQueue(database.pool, log)
})

/** What nobody waited for: the process would end. */
const unhandled: unknown[] = []
const note = (reason: unknown) => unhandled.push(reason)
process.on('unhandledRejection', note)
afterAll(() => void process.off('unhandledRejection', note))
afterEach(() => expect(unhandled).toEqual([]))

const ask = (importId: string) => enqueue(database.db, 'import-feed', { importId }, { at: null, key: importId })
const waiting = async () =>
  (await database.pool.query('SELECT "key" FROM graphile_worker.jobs ORDER BY "key"')).rows.map(({ key }) => key)

test('what the queue notes of its jobs waits for no disk, what everybody else writes does', async () => {
  const asked = 'SHOW synchronous_commit'
  expect((await database.pool.query(asked)).rows).toEqual([{ synchronous_commit: 'off' }])
  expect(await database.db.$queryRawUnsafe(asked)).toEqual([{ synchronous_commit: 'on' }])
})

/** A worker whose jobs go on until the test lets them end, well or not. */
async function workOn(...names: string[]) {
  const begun: string[] = []
  const endings = new Map<string, PromiseWithResolvers<void>>()
  const jobs: Work['jobs'] = {
    'import-feed': async ({ importId }) => {
      begun.push(importId)
      const ending = Promise.withResolvers<void>()
      endings.set(importId, ending)
      await ending.promise
    },
  }
  const worker: Workers = startWorkers(database.pool, log, [{ jobs }])
  for (const name of names) await ask(name)
  await eventually(
    async () => begun,
    ({ length }) => length === names.length,
  )
  return {
    worker,
    begun,
    finish: (name: string) => endings.get(name)!.resolve(),
    fail: (name: string) => endings.get(name)!.reject(new Error('The job failed.')),
  }
}

const loseConnections = () =>
  database.pool.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()')

test('jobs that end while the database is away are done, or tried again, when it is back', async () => {
  const { worker, begun, finish, fail } = await workOn('well', 'badly', 'late')
  await server.stop()
  finish('well')
  fail('badly')
  await sleep(OUTAGE_MILLISECONDS)
  expect(unhandled).toEqual([])

  server = await startEmbeddedPostgres(folder)
  await eventually(waiting, (keys) => keys.join() === 'badly,late', 10_000)
  await eventually(
    async () => begun,
    (names) => names.filter((name) => name === 'badly').length === 2,
    10_000,
  )
  await ask('afterwards')
  await eventually(
    async () => begun,
    (names) => names.includes('afterwards'),
    5000,
  )
  for (const name of ['badly', 'late', 'afterwards']) finish(name)
  await eventually(waiting, ({ length }) => length === 0)
  expect(begun.toSorted()).toEqual(['afterwards', 'badly', 'badly', 'late', 'well'])
  await worker.stop()
}, 60_000)

test('jobs go on when their connections break, also again and again', async () => {
  const { worker, begun, finish } = await workOn('broken')
  for (let times = 0; times < 10; times++) {
    await loseConnections().catch(() => undefined)
    if (times === 5) finish('broken')
    await sleep(50)
  }
  await eventually(waiting, ({ length }) => length === 0, 10_000)
  expect(begun).toEqual(['broken'])
  await worker.stop()
}, 60_000)

test('a stop lets a running job finish, and the queue knows of it', async () => {
  const { worker, finish } = await workOn('last')
  const stopped = worker.stop()
  await sleep(200)
  finish('last')
  await stopped
  await eventually(waiting, ({ length }) => length === 0)
})

test('a job in the hands of a worker that dies is done by another one soon, and one that takes longer is left to whoever does it', async () => {
  const script = join(import.meta.dirname, '../support/stuck-worker.ts')
  const dying = spawn(process.execPath, [script, JSON.stringify(server.connection)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void dying.kill('SIGKILL'))
  await ask('cut')
  expect(String((await once(dying.stdout, 'data'))[0]).trim()).toBe('cut')

  const { worker, begun, finish } = await workOn('long')
  await sleep(LONGER_THAN_SILENT_MILLISECONDS)
  expect(begun).toEqual(['long'])
  dying.kill('SIGKILL')
  await eventually(
    async () => begun,
    (names) => names.includes('cut'),
    LONGER_THAN_SILENT_MILLISECONDS,
  )
  expect(begun).toEqual(['long', 'cut'])
  finish('long')
  finish('cut')
  await eventually(waiting, (keys) => keys.length === 0)
  await worker.stop()
}, 90_000)

test('a stop ends within seconds when the database is gone for good', async () => {
  const { worker, finish, fail } = await workOn('well', 'badly')
  await server.stop()
  finish('well')
  await sleep(OUTAGE_MILLISECONDS)
  const asked = performance.now()
  const stopped = worker.stop()
  fail('badly')
  await stopped
  expect(performance.now() - asked).toBeLessThan(5000)
  await sleep(OUTAGE_MILLISECONDS)
}, 60_000)
