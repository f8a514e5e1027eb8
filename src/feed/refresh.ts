import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Services } from '../services.ts'
import type { Show } from '../shows/show.ts'
import { etagOf, keepCopies } from './feed-copies.ts'
import { type CurrentPage, findFeed, limitsOf, type MadePage, makeCurrent, type Version } from './make-current.ts'
import { makeCutPages } from './make-pages.ts'
import { linksAmong } from './page-links.ts'
import { countAbove, cutOff, newestFirst, type PageStart, pagesInUse } from './paging.ts'
import { listPublished, outlineOf } from './published-rows.ts'
import { renderFeed } from './render.ts'
import { type Item, inDocument, type RenderedItems } from './rendered-items.ts'

/** Writers who meet start again; more meetings in a row than this would be a bug. */
const MAX_ATTEMPTS = 20

interface Refresh {
  showId: string
  at: Date
  restore?: boolean
  /** Told of new bytes before they are kept, to work on them while the disk writes. */
  onBytes?(bytes: Buffer): void
}

/**
 * Makes a show's feed from its rows, keeps the copies, and only then makes it the current one. Of several writers the
 * one whose rows are older starts again, so the current feed never goes back. Shows what is published now, or `at`
 * the moment it was asked for, if this host's clock is behind. `restore` keeps the copies even if nothing changed.
 * Episodes that are too many for it leave for pages, which become current in the same step; what changed on a page
 * that is there already is `refreshPages`' work.
 * Answers with the version that was made current; null when the feed is as it was, or the show was deleted: its feed
 * stays as it is, for the case that it is brought back.
 */
export async function refreshFeed(
  services: Services,
  items: RenderedItems,
  { showId, at, restore = false, onBytes }: Refresh,
): Promise<Version | null> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const found = await findFeed(services, showId)
    if (!found) return null

    const { row, show, feed, pages } = found
    const made = await makeFeed(services, items, show, { pages, at, bytes: feed?.bytes ?? 0 })
    const isNew = feed?.etag !== made.etag
    if (isNew) onBytes?.(made.document)
    if (isNew || restore) await keepCopies(services, { slug: show.slug, page: null, etag: made.etag }, made.document)
    if (!isNew && made.pages.length + made.unlinked.length === 0) return null

    const version = await makeCurrent(services, row, feed, made)
    if (version) return isNew ? { ...version, show: row, etag: made.etag } : null
  }
  throw new Error(`The feed of show ${showId} was changed ${MAX_ATTEMPTS} times while it was made.`)
}

/** A show's feed as it would be with the pages it has now, of which nothing is kept; null when there is no such show. */
export async function remakeFeed(services: Services, items: RenderedItems, showId: string): Promise<Buffer | null> {
  const found = await findFeed(services, showId)
  if (!found) return null
  const inUse = found.pages.filter(({ linked }) => linked).toSorted(newestFirst)
  const rendered = await renderAbove(services, items, found.show, { newest: inUse[0], at: services.now() })
  return documentOf(services, found.show, rendered, inUse)
}

interface MadeFeed {
  document: Buffer
  etag: string
  bytes: number
  pages: MadePage[]
  unlinked: number[]
}

/** The feed with the newest episodes, and pages for those that leave it. */
async function makeFeed(
  services: Services,
  items: RenderedItems,
  show: Show,
  { pages, at, bytes }: { pages: CurrentPage[]; at: Date; bytes: number },
): Promise<MadeFeed> {
  const { db, now } = services
  const moment = at > now() ? at : now()
  const inUse =
    pages.length > 0 ? pagesInUse(await outlineOf(db, show.id, moment), pages, limitsOf(services), bytes) : []
  const unused = pages.filter((page) => !inUse.includes(page))

  const [newest] = inUse
  const rendered = await renderAbove(services, items, show, { newest, at: moment })
  const cuts = cutOff(rendered.slice(0, countAbove(rendered, newest)), limitsOf(services), unused)
  const made = await makeCutPages(services, show, cuts, { pages, inUse })

  const document = documentOf(services, show, rendered, made.inUse)
  await nextTurn()
  const unlinked = unused.filter(({ linked, number }) => linked && !made.pages.some((page) => page.number === number))
  return {
    document,
    etag: etagOf(document),
    bytes: document.length,
    pages: made.pages,
    unlinked: unlinked.map(({ number }) => number),
  }
}

/** The episodes above a page, and the trailers on it and below: the channel names every trailer of the show. */
async function renderAbove(
  services: Services,
  items: RenderedItems,
  show: Show,
  { newest, at }: { newest: PageStart | undefined; at: Date },
): Promise<Item[]> {
  const own = await listPublished(services.db, show.id, at, { until: newest })
  const trailers = newest ? await listPublished(services.db, show.id, at, { from: newest, type: 'trailer' }) : []
  return items.render(services, show, [...own, ...trailers], at)
}

function documentOf({ config }: Services, show: Show, rendered: Item[], inUse: PageStart[]): Buffer {
  const stays = countAbove(rendered, inUse[0])
  const elsewhere = rendered.slice(stays).filter(({ trailer }) => trailer)
  return renderFeed(config, show, inDocument(show, rendered.slice(0, stays), elsewhere), linksAmong(inUse, null))
}
