import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Config } from '../config.ts'
import type { Db } from '../db.ts'
import { type Episode, publishedBy, withParts } from '../episodes/episode.ts'
import type { Show } from '../shows/show.ts'
import type { Element } from './element.ts'
import { trailerOf } from './podcast-namespace.ts'
import { type Rendered, renderItem } from './render.ts'

/** Rows listed, and items rendered, before requests get their turn: a few milliseconds each. */
const LIST_PAGE = 2000
const RENDER_PAGE = 50

/** Bytes, which are joined without being read again, and which don't burden the collector of garbage. */
interface Item {
  version: string
  xml: Buffer
  trailer: Element | null
}

export type RenderedItems = ReturnType<typeof keepRenderedItems>

/**
 * The items of every show as last rendered here. Only what changed is rendered again, so publishing one episode costs
 * one item, and a long feed is made in short steps that never hold up requests.
 */
export function keepRenderedItems() {
  const byShow = new Map<string, Map<string, Item>>()

  return {
    /** What is published at a moment, newest first, and the newest change among its rows. */
    async render(config: Config, db: Db, show: Show, at: Date): Promise<Rendered> {
      const kept = byShow.get(show.id) ?? new Map<string, Item>()
      const rows = await listRows(db, show.id, at)
      const version = (row: { updatedAt: Date }) => `${row.updatedAt.getTime()} ${show.updatedAt.getTime()}`
      const stale = rows.filter((row) => kept.get(row.id)?.version !== version(row)).map((row) => row.id)
      const staleIds = new Set(stale)
      const fresh = new Map<string, Item>()

      for (let from = 0; from < stale.length; from += RENDER_PAGE) {
        const ids = stale.slice(from, from + RENDER_PAGE)
        const where = { id: { in: ids }, ...publishedBy(at) }
        for (const episode of await db.episode.findMany({ where, include: withParts }))
          fresh.set(episode.id, makeItem(config, episode, version(episode)))
        await nextTurn()
      }
      // An episode taken back while this was running is in `rows` and nowhere else: it is left out.
      const current = new Map<string, Item>()
      for (const { id } of rows) {
        const item = fresh.get(id) ?? (staleIds.has(id) ? undefined : kept.get(id))
        if (item) current.set(id, item)
      }
      byShow.set(show.id, current)
      await nextTurn()
      const newest = rows.reduce((time, row) => Math.max(time, +row.updatedAt, +row.publishAt!), +show.updatedAt)
      const made = [...current.values()]
      return {
        items: made.map(({ xml }) => xml),
        trailers: made.flatMap(({ trailer }) => (trailer ? [trailer] : [])),
        changedAt: new Date(newest),
      }
    },
  }
}

const makeItem = (config: Config, episode: Episode, version: string): Item => ({
  version,
  xml: renderItem(config, episode),
  trailer: trailerOf(config, episode),
})

async function listRows(db: Db, showId: string, at: Date) {
  const rows: { id: string; updatedAt: Date; publishAt: Date | null }[] = []
  for (;;) {
    const page = await db.episode.findMany({
      where: { showId, ...publishedBy(at) },
      orderBy: [{ publishAt: 'desc' }, { id: 'desc' }],
      select: { id: true, updatedAt: true, publishAt: true },
      take: LIST_PAGE,
      skip: rows.length,
    })
    rows.push(...page)
    if (page.length < LIST_PAGE) return rows
    await nextTurn()
  }
}
