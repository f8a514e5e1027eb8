import type { Services } from '../services.ts'
import { findFeed, limitsOf } from './make-current.ts'
import { listNewest } from './published-rows.ts'
import { renderFeed } from './render.ts'
import { inDocument, type RenderedItems } from './rendered-items.ts'

/** Nobody waits longer than this, and one feed, for a host that starts. */
const WARM_UP_MILLISECONDS = 150
/** More are not made within that. */
const MAX_FEEDS = 10

/**
 * Renders the feeds that changed last and keeps their items, so that the first publication after a start is as quick as
 * the next. Writes nothing.
 */
export async function warmUp(services: Services, items: RenderedItems) {
  const { config, db, log, now } = services
  const began = performance.now()
  try {
    const newest = await db.feed.findMany({
      where: { show: { deletedAt: null } },
      orderBy: { lastModified: 'desc' },
      select: { showId: true },
      take: MAX_FEEDS,
    })
    for (const { showId } of newest) {
      if (performance.now() - began > WARM_UP_MILLISECONDS) return
      const found = await findFeed(services, showId)
      if (!found) continue
      const rows = await listNewest(db, showId, now(), limitsOf(services).episodes)
      const rendered = await items.render(services, found.show, rows, now())
      renderFeed(config, found.show, inDocument(found.show, rendered))
    }
  } catch (error) {
    log.warn({ error: (error as Error).message }, 'the feeds that changed last were not rendered at the start')
  }
}
