import { type Acting, aboutShow, logged } from '../accounts/logbook.ts'
import type { Config } from '../config.ts'
import type { Tx } from '../db.ts'
import { invalid } from '../lib/errors.ts'
import { isSame } from '../lib/plain-json.ts'
import { findShowId } from './former-slugs.ts'
import { lockShow, requestFeed, type Show } from './show.ts'

/** Moves on this host lead at most this far, since none may lead back; more would be a bug. */
const MAX_MOVES = 100

/** Where a show's feed is to live, and from when on. */
type Moved = Pick<Show, 'newFeedUrl' | 'movedAt'>

/** Where the feed of a show lives now, if not here. */
export const movedTo = ({ newFeedUrl, movedAt }: Moved, now: Date) => (movedAt && movedAt <= now ? newFeedUrl : null)

/**
 * The same for whoever asks for the feed: a host that was set up anew from a backup, at the very address its feeds had
 * moved to, would otherwise lead them to themselves.
 */
export function leadsTo(config: Config, show: Moved & { slug: string }, now: Date): string | null {
  const to = movedTo(show, now)
  return to && pathHere(config, to) === `/feeds/${show.slug}.xml` ? null : to
}

/**
 * Sends a show's subscribers to a feed elsewhere: itunes:new-feed-url names it at once, and from the moment on, now by
 * default, the address here answers 301. Pages and audio go on. Refuses an address that leads back here.
 */
export async function moveShow(
  services: Acting,
  slug: string,
  { to, at }: { to: string; at: Date | null },
): Promise<Show> {
  const { config, now } = services
  return logged(services, async (tx, note) => {
    await waitForOtherMoves(tx)
    const show = await lockShow(tx, slug)
    await refuseWayBack(config, tx, show.id, to)
    const movedAt = at ?? (movedTo(show, now()) ? show.movedAt : now())
    if (show.newFeedUrl === to && isSame(show.movedAt, movedAt)) return show
    note({ kind: 'feed-moved', about: aboutShow(show), facts: { to, at: movedAt!.toISOString() } })
    return changeMove(tx, show.id, { newFeedUrl: to, movedAt }, now())
  })
}

/** The feed lives here again, at once. */
export async function takeMoveBack(services: Acting, slug: string): Promise<Show> {
  return logged(services, async (tx, note) => {
    const show = await lockShow(tx, slug)
    if (!show.newFeedUrl) return show
    note({ kind: 'feed-move-taken-back', about: aboutShow(show), facts: { to: show.newFeedUrl } })
    return changeMove(tx, show.id, { newFeedUrl: null, movedAt: null }, services.now())
  })
}

async function changeMove(tx: Tx, id: string, data: Moved, now: Date) {
  const changed = await tx.show.update({ where: { id }, data, include: { artwork: true } })
  await requestFeed(tx, id, now)
  return changed
}

/** Two shows of this host that moved to each other at once would each see that the other had not. */
const waitForOtherMoves = (tx: Tx) => tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtext('moves of shows'))`

/**
 * Follows an address for as long as it is a feed of this host: somewhere it must lead elsewhere, or to a feed here.
 * Refuses one that leads back.
 */
export async function refuseWayBack(config: Config, tx: Tx, showId: string, to: string) {
  let address = to
  for (let moves = 0; moves < MAX_MOVES; moves++) {
    const path = pathHere(config, address)
    if (path === null) return
    const slug = /^\/feeds\/([a-z0-9-]+)\.xml$/.exec(path)?.[1]
    const id = slug && (await findShowId(tx, slug))
    const show = id && (await tx.show.findUnique({ where: { id, deletedAt: null } }))
    if (!show) throw invalid({ to: 'This address is on this host, and there is no feed at it.' })
    if (show.id === showId) throw invalid({ to: 'This address leads back to the feed that moves. Write the new one.' })
    if (!show.newFeedUrl) return
    address = show.newFeedUrl
  }
}

/** The path of an address on this host, by http or https; null on any other. */
function pathHere({ publicUrl }: Config, address: string): string | null {
  const [here, there] = [new URL(publicUrl), new URL(address)]
  const base = here.pathname.replace(/\/$/, '')
  const isHere = there.host.replace(/\.$/, '') === here.host && there.pathname.startsWith(`${base}/`)
  return isHere ? there.pathname.slice(base.length) : null
}
