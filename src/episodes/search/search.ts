import type { Services } from '../../services.ts'
import type { Show } from '../../shows/show.ts'
import { type Episode, publishedBy, withParts } from '../episode.ts'
import { type Excerpts, findExcerpts } from './excerpts.ts'
import { findOwners } from './find-owners.ts'
import { partsOf, possibleTerms } from './known-words.ts'
import { type Query, readQuery } from './read-query.ts'
import { onlyStopWords, type Terms, termsOf } from './terms.ts'

export const RESULTS_ON_PAGE = 10

/** A show or an episode in which all that is looked for was found, and where. */
export type Result = Excerpts & ({ show: Show; episode: null } | { show: Episode['show']; episode: Episode })

export interface Found {
  query: Query
  /** Of all pages. */
  total: number
  /** The page that is given: the one asked for, or the first where that is past the end. */
  page: number
  /** Whether the words as they were typed are nowhere, and these results have words that begin or end so. */
  onlyParts: boolean
  /** Whether there is nothing to look for: words that stand in every text. */
  onlyStopWords: boolean
  results: Result[]
}

interface Asked {
  text: string
  /** Looks in this show and its episodes alone. */
  show?: Pick<Show, 'id'> | null
  /** Finds words too that begin or end so; otherwise only where the words themselves are nowhere. */
  isWide?: boolean
  page?: number
}

/**
 * Finds what is published now by title, notes and what is said: first what has the words in the title, then in the
 * notes, then in a transcript; among equals the newest first. Takes any text.
 */
export async function search(
  services: Services,
  { text, show = null, isWide = false, page = 1 }: Asked,
): Promise<Found> {
  const query = readQuery(text)
  const terms = query.wanted.length > 0 ? await termsOf(services.db, query) : []
  const find = async (asked: Terms[], onlyParts: boolean): Promise<Found | null> => {
    const terms = await possibleTerms(services.db, asked)
    const found = await findPage(services, terms, show?.id ?? null, page)
    if (!found) return null
    return { query, ...found, onlyParts, onlyStopWords: false, results: await withTexts(services, terms, found.ids) }
  }
  const exact = isWide ? null : await find(terms, false)
  const nothing = {
    query,
    total: 0,
    page: 1,
    onlyParts: false,
    onlyStopWords: onlyStopWords(query, terms),
    results: [],
  }
  return exact ?? (await find(await partsOf(services.db, terms), !isWide)) ?? nothing
}

type Page = Pick<Found, 'total' | 'page'> & { ids: string[] }

/** The results of a page, of the first one past the end; null where there are none. */
async function findPage(services: Services, terms: Terms[], showId: string | null, page: number): Promise<Page | null> {
  const range = { limit: RESULTS_ON_PAGE, offset: (page - 1) * RESULTS_ON_PAGE }
  const rows = terms.length > 0 ? await findOwners(services, terms, showId, range) : []
  if (rows.length > 0) return { total: rows[0]!.total, page, ids: rows.map(({ ownerId }) => ownerId) }
  return page > 1 ? findPage(services, terms, showId, 1) : null
}

/** What became invisible between the two looks is left out. */
async function withTexts({ db, now }: Services, terms: Terms[], ids: string[]): Promise<Result[]> {
  const [shows, episodes, excerpts] = await Promise.all([
    db.show.findMany({ where: { id: { in: ids }, deletedAt: null }, include: { artwork: true } }),
    db.episode.findMany({ where: { AND: [{ id: { in: ids } }, publishedBy(now())] }, include: withParts }),
    findExcerpts(db, terms, ids),
  ])
  return ids.flatMap((id): Result[] => {
    const show = shows.find((one) => one.id === id)
    const episode = episodes.find((one) => one.id === id)
    const found = excerpts(id)
    if (show) return [{ ...found, show, episode: null }]
    return episode ? [{ ...found, show: episode.show, episode }] : []
  })
}
