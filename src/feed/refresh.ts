import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Services } from '../services.ts'
import type { Show } from '../shows/show.ts'
import { etagOf, keepCopies } from './feed-copies.ts'
import { type CurrentPage, findFeed, limitsOf, type MadePage, makeCurrent, type Version } from './make-current.ts'
import { makeCutPages } from './make-pages.ts'
import { linksAmong } from './page-links.ts'
import { countAbove, cutOff, pagesInUse } from './paging.ts'
import { listPublished, outlineOf } from './published-rows.ts'
import { renderFeed } from './render.ts'
import { inDocument, type RenderedItems } from './rendered-items.ts'

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
  const { config, db, now } = services
  const moment = at > now() ? at : now()
  const inUse =
    pages.length > 0 ? pagesInUse(await outlineOf(db, show.id, moment), pages, limitsOf(services), bytes) : []
  const unused = pages.filter((page) => !inUse.includes(page))

  const [newest] = inUse
  const own = await listPublished(db, show.id, moment, { until: newest })
  // The channel names every trailer of the show, also those on its pages.
  const trailers = newest ? await listPublished(db, show.id, moment, { from: newest, type: 'trailer' }) : []
  const rendered = await items.render(services, show, [...own, ...trailers], moment)
  const cuts = cutOff(rendered.slice(0, countAbove(rendered, newest)), limitsOf(services), unused)
  const made = await makeCutPages(services, show, cuts, { pages, inUse })

  const stays = countAbove(rendered, made.inUse[0])
  const elsewhere = rendered.slice(stays).filter(({ trailer }) => trailer)
  const document = renderFeed(
    config,
    show,
    inDocument(show, rendered.slice(0, stays), elsewhere),
    linksAmong(made.inUse, null),
  )
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
