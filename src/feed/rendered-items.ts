import { setImmediate as nextTurn } from 'node:timers/promises'
import { publishedBy, withParts } from '../episodes/episode.ts'
import type { Services } from '../services.ts'
import type { Show } from '../shows/show.ts'
import type { Element } from './element.ts'
import type { Place } from './paging.ts'
import { trailerOf } from './podcast-namespace.ts'
import type { PublishedRow } from './published-rows.ts'
import { type Rendered, renderItem } from './render.ts'

/** Items rendered before requests get their turn: a few milliseconds. */
const RENDER_PAGE = 20

/** Bytes, which are joined without being read again, and which don't burden the collector of garbage. */
export interface Item extends Place {
  version: string
  xml: Buffer
  bytes: number
  trailer: Element | null
  /** When it was changed or became public. */
  changedAt: number
}

export type RenderedItems = ReturnType<typeof keepRenderedItems>

/**
 * The items of every show's feed as last rendered here. Only what changed is rendered again, so publishing one episode
 * costs one item, and a long feed is made in short steps that never hold up requests.
 */
export function keepRenderedItems() {
  const byShow = new Map<string, Map<string, Item>>()

  return {
    /** Of each page the version that was compared with its row here. */
    pageVersions: new Map<string, string>(),
    /** Some episodes of a show published at a moment, in their order; of others nothing is kept afterwards. */
    async render({ config, db }: Services, show: Show, rows: PublishedRow[], at: Date): Promise<Item[]> {
      const kept = byShow.get(show.id) ?? new Map<string, Item>()
      const version = (row: { updatedAt: Date }) => `${row.updatedAt.getTime()} ${show.updatedAt.getTime()}`
      const stale = rows.filter((row) => kept.get(row.id)?.version !== version(row)).map((row) => row.id)
      const staleIds = new Set(stale)
      const fresh = new Map<string, { version: string; xml: Buffer; trailer: Element | null }>()

      for (let from = 0; from < stale.length; from += RENDER_PAGE) {
        const ids = stale.slice(from, from + RENDER_PAGE)
        const where = { id: { in: ids }, ...publishedBy(at) }
        for (const episode of await db.episode.findMany({ where, include: withParts })) {
          const xml = renderItem(config, episode)
          fresh.set(episode.id, { version: version(episode), xml, trailer: trailerOf(config, episode) })
        }
        await nextTurn()
      }
      // An episode taken back while this was running is in `rows` and nowhere else: it is left out.
      const current = new Map<string, Item>()
      for (const row of rows) {
        const made = fresh.get(row.id) ?? (staleIds.has(row.id) ? undefined : kept.get(row.id))
        if (made) current.set(row.id, itemOf(row, made))
      }
      byShow.set(show.id, current)
      await nextTurn()
      return [...current.values()]
    },
  }
}

/** Episodes of a page: they are rendered when one of them changes, and not kept. */
export const renderOnce: RenderedItems['render'] = (...asked) => keepRenderedItems().render(...asked)

/** What a document of a show says of some episodes, and of the trailers elsewhere that it names too. */
export function inDocument(show: Show, items: Item[], trailersElsewhere: Item[] = []): Rendered {
  const all = [...items, ...trailersElsewhere]
  return {
    items: items.map(({ xml }) => xml),
    trailers: all.flatMap(({ trailer }) => (trailer ? [trailer] : [])),
    changedAt: new Date(all.reduce((newest, { changedAt }) => Math.max(newest, changedAt), +show.updatedAt)),
  }
}

function itemOf(
  { id, publishAt, updatedAt }: PublishedRow,
  { version, xml, trailer }: Pick<Item, 'version' | 'xml' | 'trailer'>,
): Item {
  return { id, publishAt, version, xml, bytes: xml.length, trailer, changedAt: Math.max(+updatedAt, +publishAt) }
}
