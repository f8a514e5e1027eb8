import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Season } from '../../shows/schedule-input.ts'
import { type Entry, entryOf } from './entry.ts'
import { audioOf, isUnnumbered } from './episode-from-source.ts'
import type { SourceItem } from './parse-source.ts'
import type { Source } from './read-source.ts'

const NO_DATE_AT_ALL =
  'Without a date it is a draft here, and no other episode has one to stand beside. Give it a date.'

/** Items looked at before requests get their turn. */
const ITEMS_AT_ONCE = 200

export interface Survey {
  /** Each episode once, in the order of the feed. */
  entries: Entry[]
  /** Items whose guid an item before them has, each with that one. */
  doubles: { entry: Entry; before: Entry }[]
  seasons: Season[]
  /** Full episodes without a number. */
  unnumbered: number
  /** Of all audio, as far as the feed says. */
  audioBytes: number
}

/** Goes through a feed once, without fetching anything else. */
export async function surveySource(source: Source): Promise<Survey> {
  const byGuid = new Map<string, Entry>()
  const seasons = new Map<number, string>()
  const doubles: Survey['doubles'] = []
  let [unnumbered, audioBytes] = [0, 0]
  for await (const { position, item } of source.items()) {
    if (position % ITEMS_AT_ONCE === 0) await nextTurn()
    const entry = entryOf(item, position, source.url)
    const key = entry.guid || `without a guid ${position}`
    const before = byGuid.get(key)
    if (before) {
      doubles.push({ entry, before })
      continue
    }
    byGuid.set(key, entry)
    nameSeason(seasons, item)
    audioBytes += audioOf(item, source.url)?.bytes ?? 0
    if (isUnnumbered(item)) unnumbered += 1
  }
  const entries = [...byGuid.values()]
  dateFromNeighbours(entries)
  dropRepeatedSlugs(entries)
  return {
    entries,
    doubles,
    seasons: Array.from(seasons, ([number, name]) => ({ number, name })),
    unnumbered,
    audioBytes,
  }
}

/** The first name a season has in the feed, which is the newest as a rule. */
function nameSeason(seasons: Map<number, string>, { podcast }: SourceItem) {
  const { number, name } = podcast?.season ?? {}
  if (number && name && !seasons.has(number)) seasons.set(number, name)
}

/**
 * An episode without a readable date stands with the next older one that has one, or else with the next newer one.
 * Where none has one it comes as a draft.
 */
function dateFromNeighbours(entries: Entry[]) {
  for (const order of [entries.toReversed(), entries]) {
    let date: Date | null = null
    for (const entry of order) {
      if (entry.publishAt) date = entry.publishAt
      else if (date) {
        entry.publishAt = date
        entry.doubts.push(`It stands at the date of its neighbour, ${date.toISOString()}.`)
      }
    }
  }
  for (const { publishAt, doubts } of entries) if (!publishAt) doubts.push(NO_DATE_AT_ALL)
}

/** All episodes on one page, and pages told apart by a query, say nothing. */
function dropRepeatedSlugs(entries: Entry[]) {
  const counts = new Map<string | null, number>()
  for (const { slug } of entries) counts.set(slug, (counts.get(slug) ?? 0) + 1)
  for (const entry of entries) if (counts.get(entry.slug) !== 1) entry.slug = null
}
