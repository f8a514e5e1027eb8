import { createHash } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Services } from '../services.ts'
import { requestFeed, type Show } from '../shows/show.ts'
import { keepCopies } from './feed-copies.ts'
import { type CurrentPage, findFeed, limitsOf, type MadePage, makeCurrent } from './make-current.ts'
import { makeCutPages, makePage } from './make-pages.ts'
import { linksAmong, type PageLinks } from './page-links.ts'
import { type Cut, countAbove, cutOff, newestFirst } from './paging.ts'
import { listPublished, type PublishedRow } from './published-rows.ts'
import { type Item, type RenderedItems, renderOnce } from './rendered-items.ts'

/** Writers who meet start again; more meetings in a row than this would be a bug. */
const MAX_ATTEMPTS = 20

/**
 * Makes those pages of a show's feed anew whose episodes or neighbours changed; after a start, all of them once. A page
 * that has grown too long gives its oldest episodes to a new one behind it. Ends the same as `refreshFeed`.
 */
export async function refreshPages(
  services: Services,
  items: RenderedItems,
  { showId, at, restore = false }: { showId: string; at: Date; restore?: boolean },
) {
  const { db, now } = services
  if ((await db.feedPage.count({ where: { showId } })) === 0) return

  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const found = await findFeed(services, showId)
    if (!found?.feed) return
    const { show, feed, pages } = found
    const moment = at > now() ? at : now()
    const { changed, cuts, versions } = await lookAtPages(services, items, show, { pages, at: moment, restore })

    const inUse = pages.filter(({ linked }) => linked)
    const made = cuts.length > 0 ? (await makeCutPages(services, show, cuts, { pages, inUse })).pages : changed
    const isDone =
      made.length === 0 || (await makeCurrent(services, show, feed, { ...feed, pages: made, unlinked: [] }))
    if (!isDone) continue
    if (cuts.length === 0) {
      for (const [page, version] of versions) items.pageVersions.set(page, version)
      return
    }
    // The feed names the last of its pages, which may be another one now.
    await requestFeed(db, showId, now())
  }
  throw new Error(`The pages of show ${showId} were changed ${MAX_ATTEMPTS} times while they were made.`)
}

interface Looked {
  changed: MadePage[]
  cuts: Cut<Item>[]
  versions: Map<string, string>
}

/** Which pages have other bytes, their copies kept already, and what has to leave pages that are too long. */
async function lookAtPages(
  services: Services,
  items: RenderedItems,
  show: Show,
  { pages, at, restore }: { pages: CurrentPage[]; at: Date; restore: boolean },
): Promise<Looked> {
  const rows = await listPublished(services.db, show.id, at)
  const unused = pages.filter(({ linked }) => !linked)
  const looked: Looked = { changed: [], cuts: [], versions: new Map() }
  for (const { page, links, own } of divide(rows, pages)) {
    await nextTurn()
    const key = `${show.id} ${page.number}`
    const version = versionOf(show, links, own)
    if (!restore && items.pageVersions.get(key) === `${version} ${page.etag}`) continue

    const rendered = await renderOnce(services, show, own, at)
    const cuts = page.linked ? cutOff(rendered, limitsOf(services), unused) : []
    looked.cuts.push(...cuts)
    if (cuts.length > 0) continue

    const { document, etag, bytes } = await makePage(services, show, rendered, links)
    if (restore || etag !== page.etag)
      await keepCopies(services, { slug: show.slug, page: page.number, etag }, document)
    if (etag !== page.etag) looked.changed.push({ ...page, etag, bytes })
    looked.versions.set(key, `${version} ${etag}`)
  }
  return looked
}

interface Part {
  page: CurrentPage
  links: PageLinks
  own: PublishedRow[]
}

/**
 * Each page with its episodes. One in use ends where the next in use begins. One that is not is for those on the way
 * to it: it ends where any other begins, so that all of them together are no longer than the show.
 */
function divide(rows: PublishedRow[], pages: CurrentPage[]): Part[] {
  const all = pages.toSorted(newestFirst)
  const inUse = all.filter(({ linked }) => linked)
  return all.map((page, place) => {
    const from = countAbove(rows, page)
    if (page.linked) {
      const next = inUse[inUse.indexOf(page) + 1]
      return { page, links: linksAmong(inUse, page.number), own: rows.slice(from, countAbove(rows, next)) }
    }
    const next = all.slice(place + 1).find((start) => countAbove(rows, start) > from)
    const newer = inUse.findLast((start) => newestFirst(start, page) < 0)?.number ?? null
    const links = { self: page.number, newer, older: next?.number ?? null, oldest: all.at(-1)!.number }
    return { page, links, own: rows.slice(from, countAbove(rows, next)) }
  })
}

function versionOf(show: Show, links: PageLinks, own: PublishedRow[]): string {
  const parts = own.map(({ id, updatedAt, publishAt }) => `${id} ${+updatedAt} ${+publishAt}`)
  const all = [+show.updatedAt, show.slug, JSON.stringify(links), ...parts]
  return createHash('sha256').update(all.join('\n')).digest('base64url')
}
