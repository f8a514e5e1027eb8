import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Services } from '../services.ts'
import { requestFeed, type Show } from '../shows/show.ts'
import { keepCopies } from './feed-copies.ts'
import { type CurrentPage, findFeed, limitsOf, type MadePage, makeCurrent } from './make-current.ts'
import { makeCutPages, makePage } from './make-pages.ts'
import { linksAmong, type PageLinks } from './page-links.ts'
import { type Cut, cutOff, newestFirst } from './paging.ts'
import { listPublished, type Outline, outlineOf } from './published-rows.ts'
import { type Item, type RenderedItems, renderOnce } from './rendered-items.ts'

/** Writers who meet start again; more meetings in a row than this would be a bug. */
const MAX_ATTEMPTS = 20
/** Before each page that is made anew: nobody waits for it, and after a start there can be a hundred. */
const PAUSE_MILLISECONDS = 20

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
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const found = await findFeed(services, showId)
    if (!found?.feed || found.pages.length === 0) return
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

/** A page of a show as it would be now, of which nothing is kept; null when there is none. */
export async function remakePage(services: Services, showId: string, number: number): Promise<Buffer | null> {
  const { db, now } = services
  const [found, at] = [await findFeed(services, showId), now()]
  if (!found?.pages.some((page) => page.number === number)) return null
  const parts = divide(await outlineOf(db, showId, at), found.pages)
  const { page, until, links } = parts.find((part) => part.page.number === number)!
  const own = await listPublished(db, showId, at, { from: page, until })
  return (await makePage(services, found.show, await renderOnce(services, found.show, own, at), links)).document
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
  const outline = await outlineOf(services.db, show.id, at)
  const unused = pages.filter(({ linked }) => !linked)
  const looked: Looked = { changed: [], cuts: [], versions: new Map() }
  for (const { page, until, links, stretches } of divide(outline, pages)) {
    const key = `${show.id} ${page.number}`
    const version = versionOf(show, links, stretches)
    if (!restore && items.pageVersions.get(key) === `${version} ${page.etag}`) continue

    await sleep(PAUSE_MILLISECONDS)
    const own = await listPublished(services.db, show.id, at, { from: page, until })
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
  /** Where it ends; absent at the end of the show. */
  until: CurrentPage | undefined
  links: PageLinks
  stretches: Outline['stretches']
}

/**
 * Each page with what lies on it. One in use ends where the next in use begins. One that is not is for those on the way
 * to it: it ends where any other begins, so that all of them together are no longer than the show.
 */
function divide({ above, stretches }: Outline, pages: CurrentPage[]): Part[] {
  const places = stretches.map(({ page }) => page)
  const all = pages.toSorted(newestFirst)
  const inUse = all.filter(({ linked }) => linked)
  const part = (page: CurrentPage, until: CurrentPage | undefined, links: PageLinks): Part => {
    const end = until ? places.indexOf(until.number) : places.length
    return { page, until, links, stretches: stretches.slice(places.indexOf(page.number), end) }
  }
  return all.map((page, place) => {
    if (page.linked) return part(page, inUse[inUse.indexOf(page) + 1], linksAmong(inUse, page.number))
    const next = all.slice(place + 1).find(({ number }) => above.get(number)! > above.get(page.number)!)
    const newer = inUse.findLast((start) => newestFirst(start, page) < 0)?.number ?? null
    return part(page, next, { self: page.number, newer, older: next?.number ?? null, oldest: all.at(-1)!.number })
  })
}

function versionOf(show: Show, links: PageLinks, stretches: Outline['stretches']): string {
  const parts = stretches.map(({ version }) => version)
  const all = [+show.updatedAt, show.slug, JSON.stringify(links), ...parts]
  return createHash('sha256').update(all.join('\n')).digest('base64url')
}
