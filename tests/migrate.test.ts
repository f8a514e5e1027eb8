import { randomUUID } from 'node:crypto'
import { afterAll, expect, inject, test } from 'vitest'
import { connectDatabase, type Database } from '../src/db.ts'
import { openLog } from '../src/log.ts'
import { migrate } from '../src/migrate.ts'

const log = openLog('silent')
const server = inject('databaseServer')
const opened: Database[] = []
afterAll(() => Promise.all(opened.map(({ close }) => close())))

function connect(database: string) {
  const made = connectDatabase({ ...server, database }, log)
  opened.push(made)
  return made
}

test('of hosts that start at once on an empty database one migrates it, all go on, and no lock stays', async () => {
  const name = `migrated-${randomUUID()}`
  await connect(server.database!).pool.query(`CREATE DATABASE "${name}"`)
  const hosts = [connect(name), connect(name), connect(name)]
  const applied = await Promise.all(hosts.map((host) => migrate(host, log)))
  expect(applied.map(({ length }) => length > 0).toSorted()).toEqual([false, false, true])
  const locks = () =>
    hosts[0]!.pool.query(
      `SELECT 1 FROM pg_locks JOIN pg_database ON "oid" = "database"
      WHERE "locktype" = 'advisory' AND "datname" = $1`,
      [name],
    )
  await expect.poll(async () => (await locks()).rows).toEqual([])
  expect(await migrate(hosts[1]!, log)).toEqual([])
}, 120_000)
