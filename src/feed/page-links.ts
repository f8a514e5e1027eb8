import type { Config } from '../config.ts'
import { feedPageUrl } from '../shows/addresses.ts'
import { type Element, element } from './element.ts'
import type { PageStart } from './paging.ts'

/** Where one document stands among those of a show: numbers of pages, null for the feed itself. */
export interface PageLinks {
  self: number | null
  /** The one with newer episodes. */
  newer: number | null
  /** The one with older episodes; null where there are none. */
  older: number | null
  /** The one with the oldest episodes. */
  oldest: number | null
}

/** A show whose feed holds everything. */
export const WHOLE: PageLinks = { self: null, newer: null, older: null, oldest: null }

/** The links of the feed (null) or of one of its pages; `pages` are those in use, newest first. */
export function linksAmong(pages: PageStart[], self: number | null): PageLinks {
  const numberAt = (at: number) => pages[at]?.number ?? null
  const place = self === null ? -1 : pages.findIndex(({ number }) => number === self)
  return { self, newer: numberAt(place - 1), older: numberAt(place + 1), oldest: numberAt(pages.length - 1) }
}

/**
 * What RFC 5005 has a document say of the others: that there are none (§2), or the way along them (§3), and that its
 * pages are an archive (§4), since a page changes only when one of its episodes does, or a neighbour comes or goes.
 */
export function pagingElements(config: Config, slug: string, { self, newer, older, oldest }: PageLinks): Element[] {
  if (self === null && older === null) return [{ 'fh:complete': null }]

  const link = (rel: string, page: number | null) =>
    element('atom:link', { rel, href: feedPageUrl(config, slug, page), type: 'application/rss+xml' })
  const isPage = self !== null
  return [
    ...(isPage ? [{ 'fh:archive': null }, link('current', null)] : []),
    link('first', null),
    ...(isPage ? [link('previous', newer)] : []),
    ...(isPage && newer !== null ? [link('next-archive', newer)] : []),
    ...(older === null ? [] : [link('next', older), link('prev-archive', older)]),
    link('last', oldest ?? self),
  ]
}
