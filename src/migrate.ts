import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import pg from 'pg'
import { type Database, setUp } from './db.ts'
import type { Log } from './log.ts'

const MIGRATIONS = join(import.meta.dirname, '../prisma/migrations')
const SCHEMA = join(import.meta.dirname, '../prisma/schema.prisma')

/** Any number, the same for every host. */
const LOCK = 7_015_404

/**
 * Brings the database to the newest migration, and returns the names of those it applied. Prisma's own engine
 * does it (as WebAssembly: nothing to download) and writes `_prisma_migrations`. Of several hosts that start at once one
 * does it, and the others wait as long as that takes.
 */
export async function migrate({ pool, connection }: Database, log: Log): Promise<string[]> {
  const names = migrationNames()
  const isDone = async () => {
    const applied = await appliedMigrations(pool)
    return names.every((name) => applied.has(name))
  }
  if (await isDone()) return []

  const client = await pool.connect()
  try {
    const { rows } = await client.query('SELECT pg_try_advisory_lock($1) AS "mine"', [LOCK])
    if (!rows[0].mine) {
      log.info({}, 'another host is migrating the database; this one waits for it')
      await client.query('SELECT pg_advisory_lock($1)', [LOCK])
    }
    return (await isDone()) ? [] : await applyMigrations(connection, names)
  } finally {
    // Locks end with their connection.
    client.release(true)
  }
}

/** On a connection of its own, since Prisma's engine has a lock there that it never gives back. */
async function applyMigrations(connection: pg.ClientConfig, names: string[]): Promise<string[]> {
  const pool = new pg.Pool({ ...connection, max: 1, onConnect: (client) => setUp(client) })
  // What is lost while nothing is asked is asked for anew.
  pool.on('error', () => undefined)
  const engine = await openSchemaEngine(pool)
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: {
        baseDir: MIGRATIONS,
        lockfile: {
          path: 'migration_lock.toml',
          content: readFileSync(join(MIGRATIONS, 'migration_lock.toml'), 'utf8'),
        },
        shadowDbInitScript: '',
        migrationDirectories: names.map((name) => ({
          path: name,
          migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sqlOf(name) } },
        })),
      },
      filters: { externalTables: [], externalEnums: [] },
    })
    return appliedMigrationNames
  } finally {
    engine.free()
    await pool.end()
  }
}

const migrationNames = () =>
  readdirSync(MIGRATIONS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()

const sqlOf = (name: string) => readFileSync(join(MIGRATIONS, name, 'migration.sql'), 'utf8')

async function appliedMigrations(pool: pg.Pool): Promise<Set<string>> {
  const { rows: tables } = await pool.query(`SELECT to_regclass('_prisma_migrations') AS "table"`)
  if (!tables[0].table) return new Set()
  const { rows } = await pool.query(`SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL`)
  return new Set(rows.map((row) => row.migration_name))
}

async function openSchemaEngine(pool: pg.Pool) {
  const { SchemaEngine } = await import('@prisma/schema-engine-wasm')
  const datamodels: [string, string][] = [['schema.prisma', readFileSync(SCHEMA, 'utf8')]]
  const adapter = bindMigrationAwareSqlAdapterFactory(wholeScripts(new PrismaPg(pool), pool))
  return SchemaEngine.new({ datamodels }, () => undefined, adapter)
}

/** Prisma's adapter cuts a script at every semicolon, also inside a function's body; the server knows better. */
function wholeScripts(factory: PrismaPg, pool: pg.Pool): PrismaPg {
  const connect = factory.connect.bind(factory)
  factory.connect = async () =>
    Object.assign(await connect(), { executeScript: async (script: string) => void (await pool.query(script)) })
  return factory
}
