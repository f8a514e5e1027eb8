import { mkdir } from 'node:fs/promises'
import { listenToChanges } from './changes.ts'
import type { Config } from './config.ts'
import { type Database, openDatabase } from './db.ts'
import { openPublishedMedia } from './episodes/published-media.ts'
import { openCurrentFeeds } from './feed/current-feed.ts'
import { keepRenderedItems } from './feed/rendered-items.ts'
import { jobTable, recurring } from './jobs.ts'
import type { Log } from './log.ts'
import { migrate } from './migrate.ts'
import { prepareQueue, startWorker } from './queue/worker.ts'
import { diskStorage } from './storage/disk-storage.ts'
import type { Storage } from './storage/storage.ts'
import type { Host } from './web/handler.ts'

export interface OpenHost extends Host {
  database: Database
  /** Lets running jobs finish, then closes everything, last the database. */
  close(): Promise<void>
}

export interface HostOptions {
  log: Log
  now?: () => Date
  /** A database that is open already; it stays open. */
  database?: Database
  storage?: Storage
}

/**
 * Opens all a host needs, in order: the database at its newest migration, the queue, the storage, and what is held in
 * memory for listeners, which follows the rows from then on.
 */
export async function openHost(
  config: Config,
  { log, now = () => new Date(), ...given }: HostOptions,
): Promise<OpenHost> {
  await Promise.all([config.uploadsDir, config.feedsDir].map((dir) => mkdir(dir, { recursive: true })))
  const storage = given.storage ?? (await openStorage(config))
  const database = given.database ?? (await openDatabase(config, log))
  try {
    const { pool, db, connection } = database
    for (const name of await migrate(pool)) log.info({ name }, 'a migration was applied')
    await prepareQueue(pool, log)
    await storage
      .check()
      .catch((error) => log.warn({ cause: String(error.cause ?? error) }, 'the storage did not answer'))

    const services = { config, db, storage, log, now }
    const items = keepRenderedItems()
    const feeds = openCurrentFeeds(services, items)
    const media = openPublishedMedia(services)
    const changes = listenToChanges(connection, log, {
      onChange: ({ kind, id }) => void (kind === 'feed' ? feeds.reload(id) : media.reload(id)),
      onGap: () => void Promise.all([feeds.check(), media.load()]),
    })
    await Promise.all([feeds.check(), media.load()])
    const worker = startWorker(pool, jobTable(services, items), recurring, log)

    return {
      ...services,
      feeds,
      media,
      database,
      async close() {
        await worker.stop()
        await changes.close()
        await Promise.all([feeds.close(), media.close()])
        await storage.close()
        if (!given.database) await database.close()
      },
    }
  } catch (error) {
    if (!given.database) await database.close()
    throw error
  }
}

/** The S3 client is large, so it is loaded only where there is a bucket. */
async function openStorage({ storage }: Config): Promise<Storage> {
  if (storage.kind === 'disk') return diskStorage(storage.dir)
  const { s3Storage } = await import('./storage/s3-storage.ts')
  return s3Storage(storage)
}
