import { type Acting, logged } from '../../accounts/logbook.ts'
import type { Tx } from '../../db.ts'
import type { FeedImport, FeedImportItem, FeedImportOutcome } from '../../generated/prisma/client.ts'
import { conflict, notFound } from '../../lib/errors.ts'
import { enqueue } from '../../queue/queue.ts'
import type { Services } from '../../services.ts'
import type { ImportOptions, NewImport } from './import-input.ts'

/** What a person reads of an import. */
export interface Report {
  sentences: string[]
  warnings: string[]
  /** What is to be done at the old host, step by step, in both languages. */
  next: { de: string[]; en: string[] }
  /** Of a failed one: the code of the refusal. */
  code?: string
  /** Of a dry run: the feed is locked, and nobody has confirmed to be its owner. */
  locked?: boolean
}

/** Imports that are shown in one list. */
const LISTED = 100

export type Import = FeedImport & { show: { slug: string } | null; counts: Record<FeedImportOutcome, number> }

/**
 * Writes down that a feed is to be imported, and asks for the job that does it, now or after some seconds for whoever
 * begins by himself. Refuses a feed that is being imported at the moment.
 */
export async function createImport(
  services: Acting,
  { url, ...options }: NewImport,
  { also = async () => undefined, afterSeconds = 0 }: Creating = {},
): Promise<Import> {
  const { id } = await logged(services, async (tx, note) => {
    if (await findRunningImport({ db: tx }, url))
      throw conflict('import-running', 'This feed is being imported already.')
    const created = await tx.feedImport.create({ data: { url, options } })
    await askForImport(tx, created.id, afterSeconds)
    await also(tx, { ...created, show: null, counts: NONE })
    if (!options.dryRun) note({ kind: 'import-asked-for', about: { kind: 'import', id: created.id, name: url } })
    return created
  })
  return getImport(services, id)
}

/** The import of a feed that is waiting or under way, or null. */
export const findRunningImport = ({ db }: { db: Tx }, url: string) =>
  db.feedImport.findFirst({ where: { url, state: { in: ['waiting', 'running'] } } })

interface Creating {
  /** Happens in the transaction that writes it down. */
  also?: (tx: Tx, created: Import) => Promise<void>
  afterSeconds?: number
}

/** Asks for the job that works on an import; of several askings the last one says when. */
export const askForImport = (tx: Tx, importId: string, afterSeconds: number) =>
  enqueue(tx, 'import-feed', { importId }, { at: null, afterSeconds, key: `import-feed ${importId}` })

/** An import with how far it is. */
export async function getImport({ db }: Pick<Services, 'db'>, id: string): Promise<Import> {
  const found = await db.feedImport.findUnique({ where: { id }, include: { show: { select: { slug: true } } } })
  if (!found) throw notFound('import')
  return { ...found, counts: (await countsOf({ db }, [id])).get(id) ?? NONE }
}

/** The newest imports, without their episodes. */
export async function listImports(services: Services): Promise<Import[]> {
  const include = { show: { select: { slug: true } } }
  const found = await services.db.feedImport.findMany({ orderBy: { id: 'desc' }, take: LISTED, include })
  const counts = await countsOf(
    services,
    found.map(({ id }) => id),
  )
  return found.map((one) => ({ ...one, counts: counts.get(one.id) ?? NONE }))
}

/** A page of an import's episodes in the order of the feed, behind a position; all or those with one outcome. */
export function listImportItems(
  { db }: Services,
  importId: string,
  { after, limit, outcome }: { after: number; limit: number; outcome?: FeedImportOutcome | undefined },
): Promise<FeedImportItem[]> {
  const where = { importId, position: { gt: after }, ...(outcome ? { outcome } : {}) }
  return db.feedImportItem.findMany({ where, orderBy: { position: 'asc' }, take: limit })
}

/** What is told of an episode, sentence by sentence. */
export const sentencesOf = ({ message }: Pick<FeedImportItem, 'message'>): string[] => message?.split('\n') ?? []

export const optionsOf = ({ options }: FeedImport) => options as unknown as ImportOptions

export const reportOf = ({ report }: FeedImport): Report => ({
  ...{ sentences: [], warnings: [], next: { de: [], en: [] } },
  ...(report as object),
})

/** How many of an import's episodes were looked at. What is planned is done with in a dry run alone. */
export function lookedAt(found: Import): number {
  const { planned, imported, unchanged, failed } = found.counts
  return imported + unchanged + failed + (optionsOf(found).dryRun ? planned : 0)
}

const NONE: Record<FeedImportOutcome, number> = { planned: 0, imported: 0, unchanged: 0, failed: 0 }

/** What became of the episodes of imports, by the import. */
export async function countsOf({ db }: { db: Tx }, ids: string[]) {
  const groups = await db.feedImportItem.groupBy({
    by: ['importId', 'outcome'],
    where: { importId: { in: ids } },
    _count: true,
  })
  const counts = new Map<string, Record<FeedImportOutcome, number>>()
  for (const { importId, outcome, _count } of groups)
    counts.set(importId, { ...(counts.get(importId) ?? NONE), [outcome]: _count })
  return counts
}
