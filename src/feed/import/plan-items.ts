import type { Prisma } from '../../db.ts'
import type { FeedImportItem } from '../../generated/prisma/client.ts'
import type { Services } from '../../services.ts'
import type { Show } from '../../shows/show.ts'
import type { Entry } from './entry.ts'
import { messageOf } from './record-item.ts'

/** Rows written or looked up in one query. */
const ROWS_AT_ONCE = 1000
/** For the longest feed there may be, on a slow machine. */
const TRANSACTION_MILLISECONDS = 120_000

export interface Planned {
  entry: Entry
  /** Its id here, if this import began with it and was interrupted. */
  begunId: string | null
}

/**
 * Writes down all episodes of a feed, and returns those there is something to do for, by their place. What this import
 * has done before it was interrupted stays done, also if the feed has changed since.
 */
export async function planItems({ db }: Services, importId: string, entries: Entry[]): Promise<Map<number, Planned>> {
  const before = await db.feedImportItem.findMany({ where: { importId } })
  const byGuid = new Map(before.map((item) => [item.guid, item]))
  const rows = entries.map((entry) => rowOf(importId, entry, byGuid.get(entry.guid)))
  await replaceRows(db, importId, rows)

  const planned = rows
    .map((row, at) => ({ ...row, entry: entries[at]! }))
    .filter(({ outcome }) => outcome === 'planned')
  return new Map(planned.map(({ position, entry, episodeId }) => [position, { entry, begunId: episodeId ?? null }]))
}

/** The same without changing anything else: what would become of each. Of those there already, nothing. */
export async function foreseeItems(services: Services, importId: string, entries: Entry[], show: Show | null) {
  const rows: Prisma.FeedImportItemCreateManyInput[] = []
  for (let from = 0; from < entries.length; from += ROWS_AT_ONCE) {
    const some = entries.slice(from, from + ROWS_AT_ONCE)
    const found = show
      ? await services.db.episode.findMany({
          where: { showId: show.id, guid: { in: some.map(({ guid }) => guid) } },
          select: { id: true, guid: true },
        })
      : []
    const idOf = new Map(found.map(({ id, guid }) => [guid, id]))
    for (const entry of some) {
      const row = rowOf(importId, entry)
      const here = idOf.get(entry.guid)
      rows.push(here && row.outcome !== 'failed' ? { ...row, outcome: 'unchanged', episodeId: here } : row)
    }
  }
  await replaceRows(services.db, importId, rows)
}

function rowOf(importId: string, entry: Entry, before?: FeedImportItem): Prisma.FeedImportItemCreateManyInput {
  const { position, guid, title, refusal, doubts } = entry
  const row = { importId, position, guid, title }
  if (guid && before && before.outcome !== 'planned') return { ...before, ...row }
  if (refusal) return { ...row, outcome: 'failed', message: refusal }
  return { ...row, outcome: 'planned', message: messageOf(doubts), episodeId: before?.episodeId ?? null }
}

/** In one step: nobody is to forget what was done. */
async function replaceRows(db: Services['db'], importId: string, rows: Prisma.FeedImportItemCreateManyInput[]) {
  await db.$transaction(
    async (tx) => {
      await tx.feedImportItem.deleteMany({ where: { importId } })
      for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
        await tx.feedImportItem.createMany({ data: rows.slice(from, from + ROWS_AT_ONCE) })
      await tx.feedImport.update({ where: { id: importId }, data: { total: rows.length } })
    },
    { timeout: TRANSACTION_MILLISECONDS },
  )
}
