import { enqueue } from '../queue/queue.ts'
import type { Services } from '../services.ts'

/** Until a host that was just started has done what others wait for. */
const AFTER_START_SECONDS = 30
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
