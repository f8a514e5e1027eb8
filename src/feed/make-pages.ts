import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Services } from '../services.ts'
import type { Show } from '../shows/show.ts'
import { etagOf, keepCopies } from './feed-copies.ts'
import type { CurrentPage, MadePage } from './make-current.ts'
import { linksAmong, type PageLinks } from './page-links.ts'
import { type Cut, newestFirst, type PageStart } from './paging.ts'
import { renderFeed } from './render.ts'
import { type Item, inDocument } from './rendered-items.ts'

/** A page of a show as a document. */
export async function makePage({ config }: Services, show: Show, items: Item[], links: PageLinks) {
  const document = renderFeed(config, show, inDocument(show, items), links)
  await nextTurn()
  return { document, etag: etagOf(document), bytes: document.length }
}

/**
 * Pages for episodes that leave another document, with their copies kept, and all pages that are in use together with
 * them, newest first. New pages are numbered on, the oldest first.
 */
export async function makeCutPages(
  services: Services,
  show: Show,
  cuts: Cut<Item>[],
  { pages, inUse }: { pages: CurrentPage[]; inUse: PageStart[] },
): Promise<{ pages: MadePage[]; inUse: PageStart[] }> {
  let last = pages.reduce((highest, { number }) => Math.max(highest, number), 0)
  const starts = cuts.toReversed().map(({ number, entries }) => {
    const { id, publishAt } = pages.find((page) => page.number === number) ?? entries[0]!
    if (number === null) last += 1
    return { start: { number: number ?? last, id, publishAt }, entries }
  })
  const together = [...starts.map(({ start }) => start), ...inUse].toSorted(newestFirst)

  const made: MadePage[] = []
  for (const { start, entries } of starts) {
    const { document, etag, bytes } = await makePage(services, show, entries, linksAmong(together, start.number))
    await keepCopies(services, { slug: show.slug, page: start.number, etag }, document)
    made.push({ ...start, linked: true, etag, bytes })
  }
  return { pages: made, inUse: together }
}
