import { readHostSecret } from './accounts/host-secret.ts'
import { openAccounts } from './accounts/open-accounts.ts'
import type { PasswordCost } from './accounts/password-hash.ts'
import { makeProvider } from './accounts/provider.ts'
import { type Change, listenToChanges } from './changes.ts'
import type { Config } from './config.ts'
import { type Database, openDatabase } from './db.ts'
import { openAddressBook } from './episodes/address-book.ts'
import { openPublishedMedia } from './episodes/published-media.ts'
import { requestPassages } from './episodes/search/read-passages.ts'
import { type CurrentFeeds, openCurrentFeeds } from './feed/current-feed.ts'
import { keepRenderedItems } from './feed/rendered-items.ts'
import { requestFeedsSoon } from './feed/request-feeds.ts'
import { warmUp } from './feed/warm-up.ts'
import { jobTable, recurring } from './jobs.ts'
import { makeFolder } from './lib/make-folder.ts'
import { openLocks } from './locks.ts'
import type { Log } from './log.ts'
import { migrate } from './migrate.ts'
import { prepareQueue, startWorkers, type Work } from './queue/worker.ts'
import type { Services } from './services.ts'
import { openStorage } from './storage/open-storage.ts'
import type { Storage } from './storage/storage.ts'
import { checkVirusScanner } from './storage/virus-scan.ts'
import type { Host } from './web/handler.ts'

/** Hubs told at once: enough that one of them can be slow for several shows. */
const PINGS_AT_ONCE = 8
/** Feeds imported at once; others wait for their turn. */
const IMPORTS_AT_ONCE = 2
/** A hundred pages of a long show take seconds, and nobody waits for them. */
const PAGES_AT_ONCE = 1

export interface OpenHost extends Host {
  database: Database
  /** Whether it did at the start. */
  storageAnswers: boolean
  /** Lets running jobs finish, then closes everything, last the database. */
  close(): Promise<void>
}

export interface HostOptions {
  log: Log
  now?: () => Date
  /** A database that is open already; it stays open. */
  database?: Database
  storage?: Storage
  /** For tests, which make hundreds of passwords: what one guess costs. No setting, so that no host has a cheaper one. */
  passwordCost?: PasswordCost
}

/**
 * Opens all a host needs, in order: the database at its newest migration, the queue, the storage, and what is held in
 * memory for listeners, which follows the rows from then on.
 */
export async function openHost(
  config: Config,
  { log, now = () => new Date(), ...given }: HostOptions,
): Promise<OpenHost> {
  for (const dir of foldersOf(config)) makeFolder(dir)
  const storage = given.storage ?? (await openStorage(config))
  const database = given.database ?? (await openDatabase(config, log))
  try {
    const { pool, db, connection } = database
    for (const name of await migrate(database, log)) log.info({ name }, 'a migration was applied')
    await prepareQueue(pool, log)
    const storageAnswers = await storage.check().then(
      () => true,
      (error) => {
        log.warn({ cause: String(error.cause ?? error) }, 'the storage did not answer')
        return false
      },
    )
    await checkVirusScanner(config).catch((error) =>
      log.warn({ cause: String(error.cause ?? error) }, 'the virus scanner did not answer'),
    )

    const services = { config, db, storage, log, now }
    const items = keepRenderedItems()
    const feeds = openCurrentFeeds(services, items)
    const media = openPublishedMedia(services)
    const addresses = openAddressBook(services)
    const secret = await readHostSecret(services)
    const provider = config.provider && makeProvider(services, secret, config.provider)
    const accounts = openAccounts(services, secret, given.passwordCost)
    const locks = openLocks(connection, log)
    const follow: Record<Change['kind'], (id: string) => Promise<unknown>> = {
      feed: feeds.reload,
      media: media.reload,
      // In this order: a feed that is dropped here is asked for there.
      address: (id) => addresses.reload(id).then(() => feeds.reload(id)),
      text: () => requestPassages(services).catch(() => undefined),
    }
    const readAll = () => Promise.all([addresses.load().then(feeds.check), media.load(), follow.text('')])
    const changes = listenToChanges(connection, log, {
      onChange: ({ kind, id }) => void follow[kind](id),
      onGap: () => void readAll(),
    })
    await readAll()
    await warmUp(services, items)
    const workers = startWorkers(pool, log, worksOf(services, feeds))
    await requestFeedsSoon(services)

    return {
      ...services,
      feeds,
      media,
      addresses,
      provider,
      ...accounts,
      locks,
      database,
      storageAnswers,
      async close() {
        await workers.stop()
        await Promise.all([changes.close(), locks.close()])
        await Promise.all([feeds.close(), media.close(), addresses.close()])
        await storage.close()
        if (!given.database) await database.close()
      },
    }
  } catch (error) {
    if (!given.database) await database.close()
    throw error
  }
}

/** What files are written to here. */
const foldersOf = ({ uploadsDir, feedsDir, dataDir, storage }: Config) =>
  storage.kind === 'disk' ? [uploadsDir, feedsDir, dataDir] : [uploadsDir, feedsDir]

/**
 * What waits for other hosts, or takes long, has workers of its own, so that nothing else waits for it: a feed least of all.
 */
function worksOf(services: Services, feeds: CurrentFeeds): Work[] {
  const {
    'ping-hub': pingHub,
    'import-feed': importFeed,
    'refresh-pages': pages,
    ...others
  } = jobTable(services, feeds)
  const pings = { jobs: { 'ping-hub': pingHub }, concurrency: PINGS_AT_ONCE }
  const imports = { jobs: { 'import-feed': importFeed }, concurrency: IMPORTS_AT_ONCE }
  const refreshPages = { jobs: { 'refresh-pages': pages }, concurrency: PAGES_AT_ONCE }
  // Without hubs there is nobody to tell, and what was asked for before is soon done.
  const hasHubs = services.config.hubs.length > 0
  const jobs = hasHubs ? others : { ...others, ...pings.jobs }
  return [{ jobs, recurring }, imports, refreshPages, ...(hasHubs ? [pings] : [])]
}
