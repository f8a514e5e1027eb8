import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Services } from '../../services.ts'
import type { Show } from '../../shows/show.ts'
import { foreseeChapters } from './chapters-from-source.ts'
import type { Entry } from './entry.ts'
import { episodeFromSource } from './episode-from-source.ts'
import { DELETED_HERE } from './import-episode.ts'
import type { SourceItem } from './parse-source.ts'
import { type ItemRow, rowOf } from './plan-items.ts'
import type { Source } from './read-source.ts'
import { messageOf } from './record-item.ts'

/** Rows written at once: a fraction of a second's work, so that whoever waits sees how far it is. */
const ROWS_AT_ONCE = 100

interface Foreseeing {
  importId: string
  source: Source
  entries: Entry[]
  /** The show that is here already. */
  show: Show | null
  signal: AbortSignal
}

/**
 * Writes down what would become of each episode of a feed, and of those that would come what the import would tell, in
 * its own sentences: as much as is in the feed. Changes nothing else. Begun anew it forgets what it wrote before.
 */
export async function foreseeEpisodes(services: Services, foreseeing: Foreseeing): Promise<void> {
  const { importId, source, entries, signal } = foreseeing
  await services.db.$transaction([
    services.db.feedImportItem.deleteMany({ where: { importId } }),
    services.db.feedImport.update({ where: { id: importId }, data: { total: entries.length } }),
  ])
  const byPosition = new Map(entries.map((entry) => [entry.position, entry]))
  let some: Foreseen[] = []
  for await (const { position, item } of source.items()) {
    signal.throwIfAborted()
    const entry = byPosition.get(position)
    if (entry) some.push({ entry, item })
    if (some.length < ROWS_AT_ONCE) continue
    await foresee(services, foreseeing, some)
    some = []
  }
  await foresee(services, foreseeing, some)
}

interface Foreseen {
  entry: Entry
  item: SourceItem
}

async function foresee({ db }: Services, { importId, source, show }: Foreseeing, some: Foreseen[]) {
  const guids = some.map(({ entry }) => entry.guid)
  const select = { id: true, guid: true, deletedAt: true }
  const found = show ? await db.episode.findMany({ where: { showId: show.id, guid: { in: guids } }, select }) : []
  const byGuid = new Map(found.map((episode) => [episode.guid, episode]))
  const data: ItemRow[] = []
  for (const { entry, item } of some) {
    const row = rowOf(importId, entry)
    const here = byGuid.get(entry.guid)
    if (row.outcome === 'failed') data.push(row)
    else if (here?.deletedAt)
      data.push({ ...row, outcome: 'failed', message: messageOf([DELETED_HERE, ...entry.doubts]) })
    else if (here) data.push({ ...row, outcome: 'unchanged', episodeId: here.id, message: null })
    else {
      // Reading an episode's texts takes milliseconds.
      await nextTurn()
      data.push({ ...row, message: messageOf([...entry.doubts, ...foretold(item, source)]) })
    }
  }
  await db.feedImportItem.createMany({ data })
}

function foretold(item: SourceItem, { channel, url }: Source): string[] {
  const { warnings } = episodeFromSource(item, channel, url)
  foreseeChapters(item, url, warnings)
  return warnings
}
