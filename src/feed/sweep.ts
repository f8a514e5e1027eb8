import type { Services } from '../services.ts'
import { feedKey } from '../storage/object-keys.ts'
import { sweepUnknown } from '../storage/sweep-unknown.ts'

/** An instance that has not heard of the newest version yet may still read the one before. */
const KEPT_HOURS = 24

/** Removes the copies of feeds that are not current any more. */
export async function sweepFeeds({ db, storage, log, now }: Services) {
  const before = new Date(now().getTime() - KEPT_HOURS * 3_600_000)
  const etags = { etag: true, pages: { select: { etag: true } }, show: { select: { slug: true } } }
  const feeds = await db.feed.findMany({ select: etags })
  const current = feeds.flatMap(({ show, pages, ...feed }) =>
    [feed, ...pages].map(({ etag }) => feedKey(show.slug, etag)),
  )
  await sweepUnknown(storage, log, { prefix: 'feeds/', before, known: async () => current })
}
