import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Services } from '../services.ts'
import { feedKey } from '../storage/object-keys.ts'
import { sweepUnknown } from '../storage/sweep-unknown.ts'

/** An instance that has not heard of the newest version yet may still read the one before. */
const KEPT_HOURS = 24

/** Removes the copies of feeds that are not current any more. */
export async function sweepFeeds(services: Services) {
  const { db, storage, log, now } = services
  const before = new Date(now().getTime() - KEPT_HOURS * 3_600_000)
  const etags = { etag: true, pages: { select: { etag: true } }, show: { select: { slug: true } } }
  const feeds = await db.feed.findMany({ select: etags })
  const current = feeds.flatMap(({ show, pages, ...feed }) =>
    [feed, ...pages].map(({ etag }) => feedKey(show.slug, etag)),
  )
  await sweepUnknown(storage, log, { prefix: 'feeds/', before, known: async () => current })
  await sweepFiles(services)
}

/** Files of shows that were renamed or deleted while this instance was not running. */
async function sweepFiles({ config, db }: Services) {
  const names = (await readdir(config.feedsDir)).filter((name) => name.endsWith('.xml'))
  const slugIn = (name: string) => name.split('.', 1)[0]!
  const where = { slug: { in: names.map(slugIn) } }
  const select = { slug: true }
  const former = await db.showAlias.findMany({ where, select })
  const deleted = await db.show.findMany({ where: { ...where, deletedAt: { not: null } }, select })
  const left = new Set([...former, ...deleted].map(({ slug }) => slug))
  for (const name of names) if (left.has(slugIn(name))) await rm(join(config.feedsDir, name), { force: true })
}
