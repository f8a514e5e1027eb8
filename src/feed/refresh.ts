import { createHash } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Config } from '../config.ts'
import { isDuplicate, type Tx } from '../db.ts'
import type { Feed } from '../generated/prisma/client.ts'
import { writeFileAtomically } from '../lib/atomic-file.ts'
import type { Services } from '../services.ts'
import { feedUrl } from '../shows/addresses.ts'
import type { Show } from '../shows/show.ts'
import { feedKey } from '../storage/object-keys.ts'
import { renderFeed } from './render.ts'
import type { RenderedItems } from './rendered-items.ts'
import { requestPings } from './websub.ts'

/** Writers who meet start again; more meetings in a row than this would be a bug. */
const MAX_ATTEMPTS = 20

export const FEED_TYPE = 'application/rss+xml; charset=utf-8'

interface Refresh {
  showId: string
  at: Date
  restore?: boolean
  /** Told of new bytes before they are kept, to work on them while the disk writes. */
  onBytes?(bytes: Buffer): void
}

/** A version of a show's feed that is the current one. */
export interface Version {
  show: Show
  etag: string
  revision: number
  lastModified: Date
}

/** A feed's version is the hash of its bytes, so any copy can be checked by reading it. */
export const etagOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64url')

export const feedFile = (feedsDir: string, slug: string) => join(feedsDir, `${slug}.xml`)

/**
 * Makes a show's feed from its rows, keeps the copies, and only then makes it the current one. Of several writers the
 * one whose rows are older starts again, so the current feed never goes back. Shows what is published now, or `at`
 * the moment it was asked for, if this host's clock is behind. `restore` keeps the copies even if nothing changed.
 * Answers with the version that was made current; null when nothing changed, or the show was deleted: its feed stays
 * as it is, for the case that it is brought back.
 */
export async function refreshFeed(
  services: Services,
  items: RenderedItems,
  { showId, at, restore = false, onBytes }: Refresh,
): Promise<Version | null> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const include = { artwork: true, feed: true, aliases: { take: 1 } }
    const found = await services.db.show.findUnique({ where: { id: showId, deletedAt: null }, include })
    if (!found) return null

    const { feed: current, aliases, ...row } = found
    const show = { ...row, newFeedUrl: newAddress(services.config, row, aliases.length > 0) }
    const bytes = await makeFeed(services, items, show, at)
    await nextTurn()
    const etag = etagOf(bytes)
    const isNew = current?.etag !== etag
    if (isNew) onBytes?.(bytes)
    if (isNew || restore) await keepCopies(services, show.slug, etag, bytes)
    if (!isNew) return null
    const made = await makeCurrent(services, showId, current, etag, bytes.length)
    if (made) return { ...made, show: row, etag }
  }
  throw new Error(`The feed of show ${showId} was changed ${MAX_ATTEMPTS} times while it was made.`)
}

/** Where subscribers are to go: to another host, or here if the feed had another address here (AC-32). */
const newAddress = (config: Config, { newFeedUrl, slug }: Show, hadAnother: boolean) =>
  newFeedUrl ?? (hadAnother ? feedUrl(config, slug) : null)

async function makeFeed({ config, db, now }: Services, items: RenderedItems, show: Show, at: Date) {
  const moment = at > now() ? at : now()
  const rendered = await items.render(config, db, show, moment)
  await nextTurn()
  return renderFeed(config, show, rendered)
}

async function keepCopies({ config, storage }: Services, slug: string, etag: string, bytes: Uint8Array) {
  await mkdir(config.feedsDir, { recursive: true })
  await Promise.all([
    writeFileAtomically(feedFile(config.feedsDir, slug), bytes),
    storage.put(feedKey(slug, etag), bytes, FEED_TYPE),
  ])
}

/** Compare-and-set: null when somebody made another version current since `seen` was read. Hubs are told of it. */
async function makeCurrent(services: Services, showId: string, seen: Feed | null, etag: string, bytes: number) {
  const { config, db, now } = services
  const set = (tx: Tx) => setCurrent(tx, showId, seen, { etag, bytes, now: now() })
  try {
    if (config.hubs.length === 0) return await set(db)
    return await db.$transaction(async (tx) => {
      const made = await set(tx)
      if (made) await requestPings(tx, config, showId, now())
      return made
    })
  } catch (error) {
    if (isDuplicate(error)) return null
    throw error
  }
}

async function setCurrent(
  tx: Tx,
  showId: string,
  seen: Feed | null,
  { etag, bytes, now }: { etag: string; bytes: number; now: Date },
): Promise<Pick<Version, 'revision' | 'lastModified'> | null> {
  if (!seen) return tx.feed.create({ data: { showId, etag, bytes, revision: 1, lastModified: now } })

  const revision = seen.revision + 1
  // HTTP dates have whole seconds: each version gets a later one, or If-Modified-Since would hide it.
  const lastModified = new Date(Math.max(+now, +seen.lastModified + 1000))
  const { count } = await tx.feed.updateMany({
    where: { showId, revision: seen.revision },
    data: { etag, bytes, revision, lastModified },
  })
  return count === 1 ? { revision, lastModified } : null
}
