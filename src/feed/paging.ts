/** Where an episode stands in its show's order: by its date, and by its id among those of the same moment. */
export interface Place {
  id: string
  publishAt: Date
}

/** Where a page begins: at its newest place, for ever. It ends where the next page in use begins. */
export interface PageStart extends Place {
  number: number
}

/** A page as its row says. */
export interface KeptPage extends PageStart {
  linked: boolean
  bytes: number
}

/** How many episodes of a show are published, and how many of them are newer than where each of its pages begins. */
export interface Counts {
  episodes: number
  above: Map<number, number>
}

/** The most one document holds. */
export interface Limits {
  episodes: number
  bytes: number
}

/** A page is a third of what the feed may hold, so the feed keeps the newest two thirds at least. */
const PAGES_IN_A_FEED = 3

const isNewer = (one: Place, other: Place) =>
  +one.publishAt === +other.publishAt ? one.id > other.id : one.publishAt > other.publishAt

export const newestFirst = (one: Place, other: Place) => (isNewer(one, other) ? -1 : 1)

/** How many of some places, newest first, are newer than where a page begins; all of them, where there is no page. */
export function countAbove(places: Place[], start: Place | undefined): number {
  if (!start) return places.length
  let [from, to] = [0, places.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (isNewer(places[middle]!, start)) from = middle + 1
    else to = middle
  }
  return from
}

/**
 * Which pages stay in use, newest first. Not those without an episode, at which some apps end their walk; and not
 * those whose episodes have room in the feed again, since many apps read nothing else.
 */
export function pagesInUse<Page extends KeptPage>(
  counts: Counts,
  pages: Page[],
  limits: Limits,
  feedBytes: number,
): Page[] {
  const linked = pages.filter((page) => page.linked).toSorted(newestFirst)
  const used = linked.filter((page, at) => aboveOf(counts, page) < aboveOf(counts, linked[at + 1]))

  const bytes = used.reduce((sum, page) => sum + page.bytes, feedBytes)
  if (counts.episodes <= limits.episodes && bytes <= limits.bytes) return []
  return used.slice(countTakenBack(counts, used, limits, feedBytes))
}

/** All of them, where there is no page; none above one that was made since they were counted. */
const aboveOf = ({ episodes, above }: Counts, page: PageStart | undefined) =>
  page ? (above.get(page.number) ?? 0) : episodes

/** Episodes that leave a document, and the page they are found on: one that was used before, or null for a new one. */
export interface Cut<Entry> {
  number: number | null
  entries: Entry[]
}

/**
 * What has to leave a document for the rest to fit, newest first: its oldest episodes, a page at a time. The document
 * keeps the newest, so whoever has read it goes on at the right place. A page that was used before is used again,
 * where it is no longer than a new one.
 */
export function cutOff<Entry extends Place & { bytes: number }>(
  entries: Entry[],
  limits: Limits,
  unused: PageStart[],
): Cut<Entry>[] {
  const cuts: Cut<Entry>[] = []
  const known = unused.map(({ number, ...place }) => ({ number, from: countAbove(entries, place) }))
  let end = entries.length
  let bytes = bytesOf(entries)
  while (end > 1 && (end > limits.episodes || bytes > limits.bytes)) {
    const again = known
      .filter(({ from }) => from > 0 && from < end && from >= newStart(entries, end, limits))
      .toSorted((one, other) => other.from - one.from)[0]
    const { number, from } = again ?? { number: null, from: newStart(entries, end, limits) }
    cuts.unshift({ number, entries: entries.slice(from, end) })
    bytes -= bytesOf(entries.slice(from, end))
    end = from
  }
  return cuts
}

/** How many of the newest pages the feed takes back, because together they are no longer than after a cut. */
function countTakenBack(counts: Counts, used: KeptPage[], limits: Limits, feedBytes: number): number {
  const roomy = limits.episodes - pageEpisodes(limits)
  let taken = 0
  let bytes = feedBytes
  for (const page of used) {
    bytes += page.bytes
    const holds = aboveOf(counts, used[taken + 1])
    const hasRoom = holds <= roomy && bytes <= limits.bytes - limits.bytes / PAGES_IN_A_FEED
    if (!hasRoom && aboveOf(counts, page) > 0) break
    taken += 1
  }
  return taken
}

const pageEpisodes = ({ episodes }: Limits) => Math.ceil(episodes / PAGES_IN_A_FEED)

const bytesOf = (entries: { bytes: number }[]) => entries.reduce((sum, entry) => sum + entry.bytes, 0)

/** Where a new page begins: it holds as many of the oldest as it may, one at least, and leaves one at least. */
function newStart(entries: { bytes: number }[], end: number, limits: Limits): number {
  let start = end - 1
  let bytes = entries[start]!.bytes
  while (start > 1 && end - start < pageEpisodes(limits)) {
    bytes += entries[start - 1]!.bytes
    if (bytes > limits.bytes / PAGES_IN_A_FEED) break
    start -= 1
  }
  return start
}
