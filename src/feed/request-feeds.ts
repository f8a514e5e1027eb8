import { enqueue, type Jobs } from '../queue/queue.ts'
import type { Services } from '../services.ts'
import type { CurrentFeeds } from './current-feed.ts'

/** Until a host that was just started has done what others wait for. */
const AFTER_START_SECONDS = 30
/** A feed that could not be made is made so soon after what kept it from being made has passed. */
const RETRY_SECONDS = 10
/** Behind every publication, whose jobs have 0. */
const PRIORITY = 10

/** Asks for all feeds to be made anew a while after a start: another setting or release may have them say more. */
export const requestFeedsSoon = ({ db }: Services) =>
  enqueue(db, 'refresh-feeds', {}, { at: null, key: 'refresh-feeds', afterSeconds: AFTER_START_SECONDS })

/** Asks for each feed to be made anew; what says the same as before stays as it is. */
export async function requestFeeds({ db, now }: Services) {
  const feeds = await db.feed.findMany({ where: { show: { deletedAt: null } }, select: { showId: true } })
  const at = now().toISOString()
  for (const { showId } of feeds)
    await enqueue(
      db,
      'refresh-feed',
      { showId, at },
      { at: null, key: `refresh-feed ${showId} again`, priority: PRIORITY },
    )
}

/** Makes a feed that was asked for, and asks for its pages. */
export const makeRequestedFeed = (services: Services, feeds: CurrentFeeds, asked: Jobs['refresh-feed']) =>
  untilMade(services, 'refresh-feed', asked, async ({ showId, at }) => {
    await feeds.refresh({ showId, at })
    if ((await services.db.feedPage.count({ where: { showId } })) === 0) return
    await enqueue(services.db, 'refresh-pages', asked, { at: null, key: `refresh-pages ${showId}` })
  })

/** Makes the pages of a feed that were asked for, as far as they changed. */
export const makeRequestedPages = (services: Services, feeds: CurrentFeeds, asked: Jobs['refresh-pages']) =>
  untilMade(services, 'refresh-pages', asked, feeds.refreshPages)

/**
 * Where that fails, because the storage is away for instance, it is asked for again every few seconds: the queue itself
 * waits ever longer, and a feed would be stale for as long again as the storage was away.
 */
async function untilMade<Name extends 'refresh-feed' | 'refresh-pages'>(
  { db, log }: Services,
  job: Name,
  asked: Jobs[Name],
  make: (asked: { showId: string; at: Date }) => Promise<void>,
) {
  const { showId, at } = asked
  try {
    await make({ showId, at: new Date(at) })
  } catch (error) {
    log.warn({ showId, error: (error as Error).message }, 'a feed could not be made and is tried again')
    await enqueue(db, job, asked, { at: null, key: `${job} ${showId} failed`, afterSeconds: RETRY_SECONDS })
  }
}
