import type { Config } from '../config.ts'
import { isDuplicate, type Prisma, type Tx } from '../db.ts'
import type { FeedPage } from '../generated/prisma/client.ts'
import type { Services } from '../services.ts'
import { feedUrl } from '../shows/addresses.ts'
import type { Show } from '../shows/show.ts'
import type { KeptPage, Limits, PageStart } from './paging.ts'
import { requestPings } from './websub.ts'

/** A hundred pages of a long show change at once when its title does. */
const TRANSACTION_MILLISECONDS = 30_000
/** Of a document for its episodes, so that it stays below a megabyte with its channel. */
const EPISODES_BYTES = 950_000

const withFeed = {
  artwork: true,
  feed: { include: { pages: true } },
  aliases: { take: 1 },
} satisfies Prisma.ShowInclude

export type FeedRow = NonNullable<Prisma.ShowGetPayload<{ include: typeof withFeed }>['feed']>

/** A page of the version that is current. */
export type CurrentPage = KeptPage & Pick<FeedPage, 'etag' | 'lastModified'>

/** A page with bytes that are to become its current ones. */
export interface MadePage extends PageStart {
  linked: boolean
  etag: string
  bytes: number
}

/** A version of a show's feed that is the current one. */
export interface Version {
  show: Show
  etag: string
  revision: number
  lastModified: Date
}

interface FoundFeed {
  /** As its row says. */
  row: Show
  /** As its feed says: with the address subscribers are to go to. */
  show: Show
  feed: FeedRow | null
  pages: CurrentPage[]
}

/** A show with what is current of its feed; null when there is no such show, or it was deleted. */
export async function findFeed({ config, db }: Services, showId: string): Promise<FoundFeed | null> {
  const found = await db.show.findUnique({ where: { id: showId, deletedAt: null }, include: withFeed })
  if (!found) return null
  const { feed, aliases, ...row } = found
  const show = { ...row, newFeedUrl: newAddress(config, row, aliases.length > 0) }
  const pages = feed?.pages.map(({ newestAt, newestId, ...page }) => ({ ...page, publishAt: newestAt, id: newestId }))
  return { row, show, feed, pages: pages ?? [] }
}

/** Where subscribers are to go: to another host, or here if the feed had another address here (AC-32). */
const newAddress = (config: Config, { newFeedUrl, slug }: Show, hadAnother: boolean) =>
  newFeedUrl ?? (hadAnother ? feedUrl(config, slug) : null)

export const limitsOf = ({ config }: Services): Limits => ({ episodes: config.feedEpisodes, bytes: EPISODES_BYTES })

/** What is to become current in one step: perhaps another feed, pages with other bytes, and pages not in use any more. */
interface Change {
  etag: string
  bytes: number
  pages: MadePage[]
  unlinked: number[]
}

/**
 * Compare-and-set on the feed's row: null when somebody made anything else current since it was read, or the show was
 * changed or deleted meanwhile (which leaves no episode to list), and then nothing is written. Hubs are told of another
 * feed.
 */
export async function makeCurrent(
  { config, db, now }: Services,
  show: Pick<Show, 'id' | 'updatedAt'>,
  seen: FeedRow | null,
  change: Change,
): Promise<Pick<Version, 'revision' | 'lastModified'> | null> {
  const isNew = seen?.etag !== change.etag
  const isOneStep = change.pages.length + change.unlinked.length === 0 && (config.hubs.length === 0 || !isNew)
  try {
    if (isOneStep) return await setFeed(db, show, seen, change, now())
    const work = async (tx: Tx) => {
      const made = await setFeed(tx, show, seen, change, now())
      if (made) await setPages(tx, show.id, seen?.pages ?? [], change, now())
      if (made && isNew) await requestPings(tx, config, show.id, now())
      return made
    }
    return await db.$transaction(work, { timeout: TRANSACTION_MILLISECONDS })
  } catch (error) {
    if (isDuplicate(error)) return null
    throw error
  }
}

async function setFeed(
  tx: Tx,
  { id: showId, updatedAt }: Pick<Show, 'id' | 'updatedAt'>,
  seen: FeedRow | null,
  { etag, bytes }: Change,
  now: Date,
) {
  if (!seen) return tx.feed.create({ data: { showId, etag, bytes, revision: 1, lastModified: now } })

  const revision = seen.revision + 1
  const lastModified = modifiedAt(seen, etag, now)
  // Not forced to the disk: a power cut that takes it takes the end of the job with it, which makes the same feed again.
  const count = await tx.$executeRaw`
    UPDATE "Feed" SET "etag" = ${etag}, "bytes" = ${bytes}, "revision" = ${revision}, "lastModified" = ${lastModified}
    FROM "Show", (SELECT set_config('synchronous_commit', 'off', true)) AS "not forced"
    WHERE "Feed"."showId" = ${showId}::uuid AND "Feed"."revision" = ${seen.revision}
      AND "Show"."id" = "Feed"."showId" AND "Show"."updatedAt" = ${updatedAt} AND "Show"."deletedAt" IS NULL`
  return count === 1 ? { revision, lastModified } : null
}

async function setPages(tx: Tx, showId: string, seen: FeedPage[], { pages, unlinked }: Change, now: Date) {
  const kept = new Map(seen.map((page) => [page.number, page]))
  const added: FeedPage[] = []
  for (const { number, publishAt, id, linked, etag, bytes } of pages) {
    const page = kept.get(number)
    const data = { linked, etag, bytes, lastModified: page ? modifiedAt(page, etag, now) : now }
    if (page) await tx.feedPage.update({ where: { showId_number: { showId, number } }, data })
    else added.push({ showId, number, newestAt: publishAt, newestId: id, ...data })
  }
  if (added.length > 0) await tx.feedPage.createMany({ data: added })
  if (unlinked.length > 0)
    await tx.feedPage.updateMany({ where: { showId, number: { in: unlinked } }, data: { linked: false } })
}

/** HTTP dates have whole seconds: each version gets a later one, or If-Modified-Since would hide it. */
const modifiedAt = (seen: { etag: string; lastModified: Date }, etag: string, now: Date) =>
  seen.etag === etag ? seen.lastModified : new Date(Math.max(+now, +seen.lastModified + 1000))
