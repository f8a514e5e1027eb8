import { rm } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ShowPlace } from '../episodes/place.ts'
import type { Services } from '../services.ts'
import { leadsTo } from '../shows/move.ts'
import { spareWhileAway } from '../storage/spare-while-away.ts'
import { brotliFeed, type FeedDocument, gzipFeed } from './encode-feed.ts'
import { type Copies, feedFile, keptBytes } from './feed-copies.ts'
import { holdPages, type PageVersion } from './held-pages.ts'
import { refreshFeed, remakeFeed } from './refresh.ts'
import { refreshPages, remakePage } from './refresh-pages.ts'
import type { RenderedItems } from './rendered-items.ts'
import { hubLinks } from './websub.ts'

/** How often the feeds held here are compared with their rows, for the case that a notice was lost. */
const CHECK_MILLISECONDS = 60_000
/** A new version is told to others first, and of versions that follow each other quickly only the last is made smaller. */
const BROTLI_AFTER_MILLISECONDS = 200
/** Each version of a feed is dated a second later than the one before, however quickly they follow. */
const DATES_AHEAD_MILLISECONDS = 60_000

/** Where a show is, or was. */
type Where = Omit<ShowPlace, 'artwork'>

/** A show's feed as it is sent. */
export interface CurrentFeed extends FeedDocument {
  showId: string
  /** Goes up with each version. */
  revision: number
  /** Of each of its pages the version that is current. */
  pages: Map<number, PageVersion>
}

export type CurrentFeeds = ReturnType<typeof openCurrentFeeds>

/**
 * The current feed of each show, held in memory: `get` costs no I/O once a feed was loaded, and goes on answering
 * while the database is away. `refresh` makes one anew and holds it at once, `reload` follows what another instance
 * made, `check` compares all with their rows. What is not held while the storage is away is made from the rows; where
 * they say something else by now, asking for it is refused (503), as the storage may have it. What was renamed, moved
 * away or deleted is not held, so that asking for the others costs nothing more.
 */
export function openCurrentFeeds(services: Services, items: RenderedItems) {
  const { db, log, now, storage } = services
  const copies: Copies = { ...services, storage: spareWhileAway(storage) }
  const bySlug = new Map<string, CurrentFeed>()
  /** The slug each show's feed is held under. */
  const slugOf = new Map<string, string>()
  const heldPages = holdPages(copies)
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
    const show = await db.show.findUnique({ where: { id: showId }, include: { feed: { include: { pages: true } } } })
    const isHere = show !== null && isServed(show)
    const held = slugOf.get(showId)
    // The version under another slug is on its way; whoever asks sooner has it made.
    if (held !== undefined && !(isHere && held === show.slug)) return drop(showId, held)
    if (!isHere || !show.feed) return
    dropWhenMoved(show)
    const { etag, revision, lastModified } = show.feed
    const pages = new Map(show.feed.pages.map((page) => [page.number, page]))
    const feed = bySlug.get(show.slug)
    if (feed?.etag === etag) return void Object.assign(feed, { revision, pages })

    const plain = await keptBytes(copies, { slug: show.slug, page: null, etag }, () =>
      remakeFeed(services, items, showId),
    )
    if (plain) {
      const links = hubLinks(services.config, show.slug)
      const gzip = await gzipFeed(plain)
      return hold(show.slug, { showId, etag, revision, lastModified, links, pages, plain, gzip })
    }
    if (isRestored) throw new Error(`The feed of ${show.slug} was kept and is not there.`)

    // Made under another slug, it lies elsewhere. Dates of quick versions run ahead of the clock.
    const renamed = { showId, createdAt: { gt: new Date(+lastModified - DATES_AHEAD_MILLISECONDS) } }
    if ((await db.showAlias.count({ where: renamed })) > 0)
      log.info({ show: show.slug }, 'a feed is made again for its new address')
    else log.warn({ show: show.slug }, 'the copies of a feed were lost and are made again')
    await refreshFeed(services, items, { showId, at: now(), restore: true })
    await refreshPages(services, items, { showId, at: now(), restore: true })
    // Where the rows had moved on, this made another version the current one.
    await load(showId, true)
  }

  /** The bytes are made smaller while the disk writes them, and held without waiting for the database's notice. */
  async function refresh({ showId, at }: { showId: string; at: Date }) {
    let coding: Promise<Pick<CurrentFeed, 'plain' | 'gzip'>> | undefined
    const onBytes = (plain: Buffer) => {
      coding = gzipFeed(plain).then((gzip) => ({ plain, gzip }))
      coding.catch(() => undefined)
    }
    const made = await refreshFeed(services, items, { showId, at, onBytes })
    if (made && coding && isServed(made.show)) {
      const { show, ...version } = made
      const links = hubLinks(services.config, show.slug)
      const pages = bySlug.get(show.slug)?.pages ?? new Map()
      const feed = { showId, ...version, links, pages, ...(await coding) }
      // Another instance may have been quicker with the next version.
      if ((bySlug.get(show.slug)?.revision ?? 0) < version.revision) hold(show.slug, feed)
    }
    // It may have been renamed, moved or deleted meanwhile, or have new pages.
    if (made) await reload(showId)
  }

  function hold(slug: string, version: Omit<CurrentFeed, 'br'>) {
    const feed = { ...version, br: null }
    bySlug.set(slug, feed)
    slugOf.set(feed.showId, slug)
    void addBrotli(slug, feed)
  }

  async function addBrotli(slug: string, feed: CurrentFeed) {
    await sleep(BROTLI_AFTER_MILLISECONDS, null, { ref: false })
    if (bySlug.get(slug) !== feed) return
    const br = await brotliFeed(feed.plain).catch(() => null)
    if (bySlug.get(slug) === feed) bySlug.set(slug, { ...feed, br })
  }

  async function drop(showId: string, slug: string) {
    const pages = [null, ...(bySlug.get(slug)?.pages.keys() ?? [])]
    bySlug.delete(slug)
    slugOf.delete(showId)
    const files = pages.map((page) => feedFile(services.config.feedsDir, slug, page))
    await Promise.all(files.map((file) => rm(file, { force: true }).catch(() => undefined)))
  }

  const isServed = (show: Where) => show.deletedAt === null && leadsTo(services.config, show, now()) === null

  /** At its moment, and without the database: whoever asks from then on is led to where the feed lives. */
  function dropWhenMoved({ id, slug, newFeedUrl, movedAt }: Where) {
    const milliseconds = newFeedUrl && movedAt ? +movedAt - +now() : Infinity
    if (milliseconds > 0 && milliseconds <= CHECK_MILLISECONDS) setTimeout(() => drop(id, slug), milliseconds).unref()
  }

  /** A version of a page, its copies made again if they were lost. */
  async function findKeptPage(slug: string, number: number, showId: string): Promise<FeedDocument | null> {
    const find = async () => {
      const version = bySlug.get(slug)?.pages.get(number)
      return version ? heldPages.find(slug, number, version, () => remakePage(services, showId, number)) : null
    }
    const page = await find()
    if (page || !bySlug.get(slug)?.pages.has(number)) return page

    log.warn({ show: slug, page: number }, 'the copies of a page of a feed were lost and are made again')
    await refreshPages(services, items, { showId, at: now(), restore: true })
    await inTurn(showId, () => load(showId))
    return find()
  }

  async function find(slug: string): Promise<CurrentFeed | null> {
    const held = bySlug.get(slug)
    if (held) return held
    const show = await db.show.findUnique({ where: { slug }, include: { feed: true } })
    if (!show || !isServed(show)) return null
    if (!show.feed) {
      // Who asks for a feed learns sooner that the storage is away than who gives it bytes.
      await storage.check()
      await refreshFeed(services, items, { showId: show.id, at: now() })
    }
    // Once more where the first only let go of what was held under another slug.
    for (let times = 0; times < 2 && !bySlug.has(slug); times++) await inTurn(show.id, () => load(show.id))
    return bySlug.get(slug) ?? null
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
    refreshPages: (asked: { showId: string; at: Date }) => refreshPages(services, items, asked),
    reload,
    /** The feed held in memory, without waiting. */
    peek: (slug: string) => bySlug.get(slug),
    /** The current feed, loaded or made first if need be; null when no show has its feed there. */
    find,
    /** A page of it, loaded or made first if need be; null when there is no such page. */
    async findPage(slug: string, number: number): Promise<FeedDocument | null> {
      const feed = await find(slug)
      if (!feed) return null
      // Another instance may have made it a moment ago, so the rows are asked.
      if (!feed.pages.has(number)) await inTurn(feed.showId, () => load(feed.showId))
      return findKeptPage(slug, number, feed.showId)
    },
    async close() {
      clearInterval(timer)
      await Promise.all(working.values())
    },
  }
}
