import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import type { Config } from './config.ts'
import { type EmbeddedPostgres, findEmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'
import { Prisma, PrismaClient } from './generated/prisma/client.ts'
import { type Refusal, unavailable } from './lib/errors.ts'
import type { Log } from './log.ts'
import { nameStatements } from './prepared-statements.ts'
import { giveUpWhenSilent } from './silent-database.ts'

export { Prisma } from './generated/prisma/client.ts'
export type Db = PrismaClient
/** The database, or a transaction in it. */
export type Tx = Prisma.TransactionClient
/** How to reach the server: what pg.Client takes. */
export type Connection = pg.ClientConfig

/** One process needs few: the work of a request is short. */
const POOL_SIZE = 16
/** So many stay open when nothing is to be done: what they have prepared is there for the next publication. */
const KEPT_CONNECTIONS = 2
/** Firewalls forget connections that are silent for long. */
const SIGN_OF_LIFE_MILLISECONDS = 60_000
/** For migrations and the queue. */
const LASTING_POOL_SIZE = 10
/** A request waits this long for a connection before it is told that the database is away. */
const CONNECT_MILLISECONDS = 3000

export interface Database {
  /** A server that speaks to nobody counts as away after some seconds. */
  db: Db
  /** For migrations, and for the queue, which waits for what it is told, and not for the disk. */
  pool: pg.Pool
  connection: Connection
  close(): Promise<void>
}

/** Opens the server that is configured; without one, starts the embedded server first and stops it at the end. */
export async function openDatabase(config: Config, log: Log): Promise<Database> {
  if (config.database.kind === 'server')
    return answering(connectDatabase({ connectionString: config.database.url }, log))

  const server: EmbeddedPostgres = await startEmbeddedPostgres(config.database.dir, (said) =>
    log.warn({ said }, 'the embedded database ended and is started again'),
  )
  const database = connectDatabase(server.connection, log)
  return {
    ...database,
    async close() {
      await database.close()
      await server.stop()
    },
  }
}

/** Refuses a server that does not answer, with a sentence for whoever set it. */
async function answering(database: Database): Promise<Database> {
  try {
    await database.pool.query('SELECT 1')
    return database
  } catch (cause) {
    await database.close()
    const { message, code } = cause as NodeJS.ErrnoException
    throw new Error(`The database in DATABASE_URL can't be used: ${message || code}`, { cause })
  }
}

/** The same beside a host that may be running on the embedded server: joins it then. For commands. */
export async function joinDatabase(config: Config, log: Log): Promise<Database> {
  const running = config.database.kind === 'embedded' && (await findEmbeddedPostgres(config.database.dir))
  return running ? connectDatabase(running, log) : openDatabase(config, log)
}

/** Pools on a server that runs already. They connect when first used. */
export function connectDatabase(connection: Connection, log: Log): Database {
  const patient = { max: LASTING_POOL_SIZE, onConnect: (client: pg.ClientBase) => setUp(client, DONT_WAIT_FOR_DISK) }
  const pool = openPool({ ...connection, ...patient }, log)
  const prompt = openPool({ ...connection, max: POOL_SIZE, onConnect: (client) => setUp(client) }, log)
  giveUpWhenSilent(prompt, connection)
  const db = new PrismaClient({ adapter: new PrismaPg(prompt, { statementNameGenerator: nameStatements() }) })
  return {
    db,
    pool,
    connection,
    async close() {
      await db.$disconnect()
      await Promise.all([prompt.end(), pool.end()])
    },
  }
}

/** What a power cut takes of it is only that a job was begun or done: it is done again, as after a kill. */
const DONT_WAIT_FOR_DISK = 'SET synchronous_commit = off'
/** Prisma's adapter sends and reads dates without their offset, wherever the server believes to be. */
const IN_UTC = "SET timezone = 'UTC'"

/** Before anything else is asked on a connection. */
export async function setUp(client: pg.ClientBase, ...more: string[]) {
  await client.query([IN_UTC, ...more].join('; '))
}

function openPool(settings: pg.PoolConfig, log: Log): pg.Pool {
  const pool = new pg.Pool({
    ...settings,
    ...{ min: KEPT_CONNECTIONS, connectionTimeoutMillis: CONNECT_MILLISECONDS },
    ...{ keepAlive: true, keepAliveInitialDelayMillis: SIGN_OF_LIFE_MILLISECONDS },
  })
  pool.on('error', (error) => {
    // One that is being closed may hear that the server stops.
    if (!pool.ending) log.warn({ error: error.message }, 'an idle database connection was lost')
  })
  // A connection can also break while it is lent out; the query on it fails by itself, and the process must go on.
  pool.on('connect', (client) =>
    client.on('error', (error) => log.debug({ error: error.message }, 'a database connection was lost')),
  )
  return pool
}

/** A value for a JSON column: where it is cleared the column holds SQL's null, and undefined leaves it as it is. */
export const jsonOrNull = <Value>(value: Value | null | undefined) => (value === null ? Prisma.DbNull : value)

/** Whether a row with the same unique value was there first. */
export const isDuplicate = (error: unknown) => codeOf(error) === 'P2002'

const codeOf = (error: unknown) => (error instanceof Prisma.PrismaClientKnownRequestError ? error.code : null)

/**
 * Does once more what failed because another transaction was faster, or because both waited for each other (P2034).
 * What the other one wrote is seen then.
 */
export async function twice<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!isDuplicate(error) && codeOf(error) !== 'P2034') throw error
    return work()
  }
}

/** Prisma's codes for a server that does not answer, lost the connection or is out of them. */
const AWAY_CODES = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2037'])
/** What Prisma says of it, and the server itself when it is stopping (57P0x). Other services are away in the same words. */
const AWAY_TEXT =
  /ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT|Can't reach database server|57P0[123]|the database system is|terminating connection|Unable to start a transaction in the given time/i

/** What the driver alone says of a connection that broke or does not come. Prisma passes it on as it is. */
const DRIVER_TEXT =
  /Connection terminated|timeout exceeded when trying to connect|connection error and is not queryable/

/** What PostgreSQL says when its disk has no room left; it undoes what it was writing, and goes on reading. */
const FULL_TEXT = /\b53100\b|No space left on device/

/**
 * The refusal for an error that means "the database cannot be reached now", or that it has no room to write; null for any
 * other error.
 */
export function databaseAway(error: unknown): Refusal | null {
  if (error instanceof Error && DRIVER_TEXT.test(error.message)) return away(error)
  if (!isPrismaError(error)) return null
  const said = `${error.message} ${causeOf(error)}`
  if (FULL_TEXT.test(said)) return unavailable('storage-full', 'The storage is full. Nothing was kept.', error)
  return AWAY_CODES.has((error as { code?: string }).code ?? '') || AWAY_TEXT.test(said) ? away(error) : null
}

const away = (error: Error) =>
  unavailable('database-away', 'The database cannot be reached. Please try again in a moment.', error)

const isPrismaError = (error: unknown): error is Error =>
  error instanceof Prisma.PrismaClientKnownRequestError ||
  error instanceof Prisma.PrismaClientUnknownRequestError ||
  error instanceof Prisma.PrismaClientInitializationError ||
  (error instanceof Error && error.name === 'DriverAdapterError')

const causeOf = (error: Error) => JSON.stringify({ meta: (error as { meta?: unknown }).meta, cause: error.cause })
