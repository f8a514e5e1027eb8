import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { pino } from 'pino'
import { afterAll, afterEach, expect, inject } from 'vitest'
import { createApiKey } from '../../src/accounts/api-key.ts'
import { actingAs, OPERATOR } from '../../src/accounts/logbook.ts'
import type { PasswordCost } from '../../src/accounts/password-hash.ts'
import { makeApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { type Connection, connectDatabase } from '../../src/db.ts'
import { openHost } from '../../src/host.ts'
import { openLog } from '../../src/log.ts'
import { makeServer } from '../../src/web/http-server.ts'

export type TestHost = Awaited<ReturnType<typeof startHost>>

/** A database of its own, copied from the one at the newest migration. */
export async function copyDatabase(): Promise<Connection> {
  const server = inject('databaseServer')
  const name = `test_${randomBytes(6).toString('hex')}`
  const maintenance = connectDatabase(server, openLog('silent'))
  await maintenance.pool.query(`CREATE DATABASE ${name} TEMPLATE ready`)
  await maintenance.close()
  return { ...server, database: name }
}

/** Passwords of tests cost next to nothing. */
export const CHEAP: PasswordCost = { memory: 8, passes: 1, parallelism: 1 }

interface Options {
  /** Settings by their environment names. With a PORT it answers there, otherwise on any. */
  env?: Record<string, string>
  /** For a second instance: the first one's database. */
  connection?: Connection
  /** For a second instance: the first one's data folder. */
  dataDir?: string
  /** What guessing a password costs; next to nothing unless given. */
  passwordCost?: PasswordCost
}

/**
 * A whole host on real PostgreSQL, real files and a real port, with a clock that can be moved. Call it at the top of a
 * test file: it is closed after the file's tests, and an unexpected error in its log fails the test.
 */
export async function startHost({ env = {}, connection, dataDir, passwordCost = CHEAP }: Options = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'sendeplatz-host-'))
  const config = readConfig({
    DATA_DIR: dataDir ?? dir,
    UPLOADS_DIR: join(dir, 'uploads'),
    FEEDS_DIR: join(dir, 'feeds'),
    PUBLIC_URL: 'https://podcast.example',
    REQUIRE_SECOND_FACTOR: 'false',
    ...env,
  })
  const logged: Record<string, unknown>[] = []
  const log = pino(
    { level: 'debug', base: null },
    new Writable({ write: (line, _, done) => done(void logged.push(JSON.parse(line))) }),
  )
  const ownConnection = connection ?? (await copyDatabase())
  const database = connectDatabase(ownConnection, log)
  let offset = 0
  let stoppedAt: string | null = null
  const now = () => new Date(stoppedAt ?? Date.now() + offset)
  const opened = await openHost(config, { log, now, database, passwordCost })

  const server = makeServer(makeApp(opened))
  await new Promise<void>((resolve) => server.listen(Number(env.PORT ?? 0), '127.0.0.1', resolve))
  // What tests do by a verb alone, the operator does.
  const host = actingAs(opened, OPERATOR)
  const { secret } = await createApiKey(host, { name: 'tests' })

  const mayFail = new Set<string>()
  afterEach(() => {
    const errors = logged.filter(({ level, path }) => Number(level) >= 50 && !mayFail.has(String(path)))
    logged.length = 0
    expect(errors).toEqual([])
  })
  afterAll(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    await host.close()
    await database.close()
    rmSync(dir, { recursive: true, force: true })
  })

  return {
    ...host,
    connection: ownConnection,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    secret,
    dir,
    logged,
    /** Paths whose requests are meant to fail. */
    mayFail,
    /** Its clock goes on from there. */
    travelTo: (date: string) => {
      stoppedAt = null
      offset = Date.parse(date) - Date.now()
    },
    /** Its clock stays there until the next journey, however long the machine takes. */
    stopAt: (date: string) => {
      stoppedAt = date
    },
  }
}
