import { readFile, rm } from 'node:fs/promises'
import { promisify } from 'node:util'
import zlib from 'node:zlib'
import { movedTo, type ShowPlace as Where } from '../episodes/place.ts'
import { writeFileAtomically } from '../lib/atomic-file.ts'
import type { Services } from '../services.ts'
import { feedUrl } from '../shows/addresses.ts'
import { feedKey } from '../storage/object-keys.ts'
import { readObject } from '../storage/read-object.ts'
import { etagOf, feedFile, refreshFeed } from './refresh.ts'
import type { RenderedItems } from './rendered-items.ts'
import { hubLinks } from './websub.ts'

/** How often the feeds held here are compared with their rows, for the case that a notice was lost. */
const CHECK_MILLISECONDS = 60_000
/** Above this a new version waits longer for being made smaller than the few bytes less are worth. */
const LONG_BYTES = 1_000_000
const SHORT = { level: 6, quality: 5 }
const LONG = { level: 3, quality: 3 }
const CODED_CHUNK = 256 * 1024

const gzip = promisify(zlib.gzip)
const brotli = promisify(zlib.brotliCompress)

/** A show's feed as it is sent: the same bytes under three codings. */
export interface CurrentFeed {
  etag: string
  /** Goes up with each version. */
  revision: number
  lastModified: Date
  /** Its `Link` header, where there are hubs. */
  links: string | null
  plain: Buffer
  gzip: Buffer
  br: Buffer
}

export type CurrentFeeds = ReturnType<typeof openCurrentFeeds>

/**
 * The current feed of each show, held in memory: `get` costs no I/O once a feed was loaded, and goes on answering
 * while the database is away. `refresh` makes one anew and holds it at once, `reload` follows what another instance
 * made, `check` compares all with their rows. What was renamed, moved away or deleted is not held, so that asking for
 * the others costs nothing more.
 */
export function openCurrentFeeds(services: Services, items: RenderedItems) {
  const { db, log, now } = services
  const bySlug = new Map<string, CurrentFeed>()
  /** The slug each show's feed is held under. */
  const slugOf = new Map<string, string>()
  const working = new Map<string, Promise<void>>()

  /** One load after the other for each show, so that an older version never replaces a newer one. */
  function inTurn(showId: string, work: () => Promise<void>): Promise<void> {
    const next = (working.get(showId) ?? Promise.resolve()).then(work)
    const quiet = next.catch((error) => log.warn({ showId, error: error.message }, 'a feed was not loaded'))
    working.set(showId, quiet)
    void quiet.then(() => working.get(showId) === quiet && working.delete(showId))
    return next
  }

  async function load(showId: string, isRestored = false): Promise<void> {
    const show = await db.show.findUnique({ where: { id: showId }, include: { feed: true } })
    const isHere = show !== null && isServed(show)
    const held = slugOf.get(showId)
    // The version under another slug is on its way; whoever asks sooner has it made.
    if (held !== undefined && !(isHere && held === show.slug)) return drop(showId, held)
    if (!isHere || !show.feed) return
    dropWhenMoved(show)
    const { etag, revision, lastModified } = show.feed
    if (bySlug.get(show.slug)?.etag === etag) return

    const plain = await keptBytes(services, show.slug, etag)
    const isOurs = held !== undefined || plain?.includes(`"${feedUrl(services.config, show.slug)}"`)
    if (plain && (isOurs || isRestored)) {
      const links = hubLinks(services.config, show.slug)
      return hold(showId, show.slug, { etag, revision, lastModified, links, ...(await encoded(plain)) })
    }
    if (isRestored) throw new Error(`The feed of ${show.slug} was kept and is not there.`)

    // Made under another slug or another PUBLIC_URL, it lies elsewhere or names addresses that are not its own.
    const renamed = { showId, createdAt: { gt: lastModified } }
    if (plain || (await db.showAlias.count({ where: renamed })) > 0)
      log.info({ show: show.slug }, 'a feed is made again for its new address')
    else log.warn({ show: show.slug }, 'the copies of a feed were lost and are made again')
    await refreshFeed(services, items, { showId, at: now(), restore: true })
    // Where the rows had moved on, this made another version the current one.
    await load(showId, true)
  }

  /** The bytes are made smaller while the disk writes them, and held without waiting for the database's notice. */
  async function refresh({ showId, at }: { showId: string; at: Date }) {
    let encoding: ReturnType<typeof encoded> | undefined
    const onBytes = (bytes: Buffer) => {
      encoding = encoded(bytes)
      encoding.catch(() => undefined)
    }
    const made = await refreshFeed(services, items, { showId, at, onBytes })
    if (!made || !encoding || !isServed(made.show)) return
    const { show, etag, revision, lastModified } = made
    const feed = { etag, revision, lastModified, links: hubLinks(services.config, show.slug), ...(await encoding) }
    // Another instance may have been quicker with the next version.
    if ((bySlug.get(show.slug)?.revision ?? 0) < revision) hold(showId, show.slug, feed)
    // It may have been renamed, moved or deleted meanwhile.
    await reload(showId)
  }

  function hold(showId: string, slug: string, feed: CurrentFeed) {
    bySlug.set(slug, feed)
    slugOf.set(showId, slug)
  }

  async function drop(showId: string, slug: string) {
    bySlug.delete(slug)
    slugOf.delete(showId)
    await rm(feedFile(services.config.feedsDir, slug), { force: true }).catch(() => undefined)
  }

  const isServed = (show: Where) => show.deletedAt === null && movedTo(show, now()) === null

  /** At its moment, and without the database: whoever asks from then on is led to where the feed lives. */
  function dropWhenMoved({ id, slug, newFeedUrl, movedAt }: Where) {
    const milliseconds = newFeedUrl && movedAt ? +movedAt - +now() : Infinity
    if (milliseconds <= CHECK_MILLISECONDS) setTimeout(() => drop(id, slug), milliseconds).unref()
  }

  const reload = (showId: string) => inTurn(showId, () => load(showId)).catch(() => undefined)

  async function check() {
    try {
      for (const { showId } of await db.feed.findMany({ select: { showId: true } })) await reload(showId)
    } catch (error) {
      log.warn({ error: (error as Error).message }, 'the feeds were not compared with their rows')
    }
  }

  const timer = setInterval(check, CHECK_MILLISECONDS).unref()

  return {
    check,
    refresh,
    reload,
    /** The feed held in memory, without waiting. */
    peek: (slug: string) => bySlug.get(slug),
    /** The current feed, loaded or made first if need be; null when no show has its feed there. */
    async find(slug: string): Promise<CurrentFeed | null> {
      const held = bySlug.get(slug)
      if (held) return held
      const show = await db.show.findUnique({ where: { slug }, include: { feed: true } })
      if (!show || !isServed(show)) return null
      if (!show.feed) await refreshFeed(services, items, { showId: show.id, at: now() })
      // Once more where the first only let go of what was held under another slug.
      for (let times = 0; times < 2 && !bySlug.has(slug); times++) await inTurn(show.id, () => load(show.id))
      return bySlug.get(slug) ?? null
    },
    async close() {
      clearInterval(timer)
      await Promise.all(working.values())
    },
  }
}

/** The bytes of that version, from feeds/ or from the storage; null when neither has them. */
async function keptBytes({ config, storage }: Services, slug: string, etag: string): Promise<Buffer | null> {
  const path = feedFile(config.feedsDir, slug)
  const file = await readFile(path).catch(() => null)
  if (file && etagOf(file) === etag) return file

  const stored = await readObject(storage, feedKey(slug, etag)).catch(() => null)
  if (!stored || etagOf(stored) !== etag) return null
  await writeFileAtomically(path, stored).catch(() => undefined)
  return stored
}

async function encoded(plain: Buffer) {
  const { level, quality } = plain.length > LONG_BYTES ? LONG : SHORT
  const params = { [zlib.constants.BROTLI_PARAM_QUALITY]: quality }
  const [gz, br] = await Promise.all([
    gzip(plain, { level, chunkSize: CODED_CHUNK }),
    brotli(plain, { params, chunkSize: CODED_CHUNK }),
  ])
  return { plain, gzip: gz, br }
}
