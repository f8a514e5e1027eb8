import type { Prisma } from '../../db.ts'
import type { FeedImportItem } from '../../generated/prisma/client.ts'
import type { Services } from '../../services.ts'
import type { Entry } from './entry.ts'
import { messageOf } from './record-item.ts'

/** Rows written in one query. */
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

/** What is written down of an episode. */
export type ItemRow = Prisma.FeedImportItemCreateManyInput

/** An episode that is to come or can't; `before` is what an interrupted import wrote. */
export function rowOf(importId: string, entry: Entry, before?: FeedImportItem): ItemRow {
  const { position, guid, title, refusal, doubts } = entry
  const row = { importId, position, guid, title }
  if (guid && before && before.outcome !== 'planned') return { ...before, ...row }
  if (refusal) return { ...row, outcome: 'failed', message: refusal }
  return { ...row, outcome: 'planned', message: messageOf(doubts), episodeId: before?.episodeId ?? null }
}

/** In one step: nobody is to forget what was done. */
async function replaceRows(db: Services['db'], importId: string, rows: ItemRow[]) {
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
