import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { enqueue } from '../../src/queue/queue.ts'
import { startHost } from '../support/host.ts'

const host = await startHost()

/** Ahead of time, so that no worker takes it but the one in the test. */
const soon = () => new Date(Date.now() + 3_600_000)
const ask = (key: string) => enqueue(host.db, 'refresh-feed', { showId: randomUUID(), at: '' }, { at: soon(), key })
const jobsOf = (key: string) =>
  host.db.$queryRaw<{ locked: boolean }[]>`
    SELECT "locked_at" IS NOT NULL AS "locked" FROM graphile_worker.jobs WHERE "key" = ${key}`

test('asking twice with the same key is asking once', async () => {
  const key = randomUUID()
  for (let times = 0; times < 3; times++) await ask(key)
  expect(await jobsOf(key)).toEqual([{ locked: false }])
})

test('what is asked for in the moment in which a worker takes the job of that key is done afterwards', async () => {
  const key = randomUUID()
  await ask(key)
  let asking: Promise<void> | null = null
  await host.db.$transaction(async (worker) => {
    await worker.$executeRaw`
      UPDATE graphile_worker._private_jobs SET "locked_at" = now(), "locked_by" = 'test' WHERE "key" = ${key}`
    asking = ask(key)
    await sleep(300)
  })
  await asking
  expect(await jobsOf(key)).toEqual([{ locked: false }])
})

test('what is asked for in a transaction that fails is not done', async () => {
  const key = randomUUID()
  const failing = host.db.$transaction(async (tx) => {
    await enqueue(tx, 'refresh-feed', { showId: randomUUID(), at: '' }, { at: soon(), key })
    throw new Error('changed my mind')
  })
  await expect(failing).rejects.toThrow('changed my mind')
  expect(await jobsOf(key)).toEqual([])
})
