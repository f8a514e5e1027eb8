import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { connectDatabase } from '../../src/db.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/embedded-postgres.ts'
import { openLog } from '../../src/log.ts'
import { migrate } from '../../src/migrate.ts'
import { prepareQueue } from '../../src/queue/worker.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    databaseServer: EmbeddedPostgres['connection']
  }
}

/** The hosts of all files that run at once have up to thirty each. */
const MAX_CONNECTIONS = 1000

/** One real PostgreSQL server for the whole run, with a database `ready` at the newest migration, to be copied. */
export async function setup(project: TestProject) {
  const dir = mkdtempSync(join(tmpdir(), 'sendeplatz-tests-'))
  // Run by root, the server gets another account, which must be able to reach its folder.
  chmodSync(dir, 0o755)
  const log = openLog('silent')
  const first = await startEmbeddedPostgres(join(dir, 'postgres'))
  const maintenance = connectDatabase(first.connection, log)
  await maintenance.pool.query('CREATE DATABASE ready')
  await maintenance.pool.query(`ALTER SYSTEM SET max_connections = ${MAX_CONNECTIONS}`)
  // As on a machine in Germany: no date may depend on where the server thinks it is.
  await maintenance.pool.query("ALTER SYSTEM SET timezone = 'Europe/Berlin'")
  await maintenance.close()
  await first.stop()
  const server = await startEmbeddedPostgres(join(dir, 'postgres'))

  const ready = connectDatabase({ ...server.connection, database: 'ready' }, log)
  await migrate(ready, log)
  await prepareQueue(ready.pool, log)
  await ready.close()
  project.provide('databaseServer', server.connection)

  return async () => {
    await server.stop()
    rmSync(dir, { recursive: true, force: true })
  }
}
