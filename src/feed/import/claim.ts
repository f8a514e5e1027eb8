import { randomUUID } from 'node:crypto'
import { actingAs, HOST, logged } from '../../accounts/logbook.ts'
import type { Services } from '../../services.ts'
import { askForImport, countsOf, optionsOf } from './imports.ts'

/** Whoever works on an import is heard of this often. */
const HEARTBEAT_MILLISECONDS = 5000
/** Somebody not heard of for so long has died, or lost the database: another one goes on. */
const SILENT_SECONDS = 20

/** Somebody else works on it now. */
export class ClaimLost extends Error {}

export interface Claim {
  /** Aborts when the work is to end: with the reason of the caller's signal, or a `ClaimLost`. */
  signal: AbortSignal
  /** Ends the claim: what is written belongs to the import from then on. False when it was lost. */
  finish(data: { state: 'done' | 'failed'; report: object }): Promise<boolean>
  /** Gives it back; somebody goes on after so many seconds. */
  release(afterSeconds: number): Promise<void>
}

/**
 * Takes an import to work on it, alone. While it is held, the job that would go on after a death is put off again and
 * again: when nobody does that any more, it runs. Null when it is done, or in somebody's hands; then the job comes back,
 * since he may have died a moment ago, and by another clock.
 */
export async function claimImport(services: Services, id: string, stop: AbortSignal): Promise<Claim | null> {
  const { db, log, now } = services
  const runner = randomUUID()
  const mine = { id, runner }
  const silentSince = new Date(now().getTime() - SILENT_SECONDS * 1000)
  const taken = await db.$transaction(async (tx) => {
    const open = { id, state: { in: ['waiting' as const, 'running' as const] } }
    const free = { OR: [{ aliveAt: null }, { aliveAt: { lt: silentSince } }] }
    const { count } = await tx.feedImport.updateMany({
      where: { ...open, ...free },
      data: { state: 'running', runner, aliveAt: now() },
    })
    if (count > 0) await tx.feedImport.updateMany({ where: { id, startedAt: null }, data: { startedAt: now() } })
    if ((await tx.feedImport.count({ where: open })) > 0) await askForImport(tx, id, SILENT_SECONDS)
    return count > 0
  })
  if (!taken) return null

  const lost = new AbortController()
  const beat = async () => {
    await db.$transaction(async (tx) => {
      const { count } = await tx.feedImport.updateMany({ where: mine, data: { aliveAt: now() } })
      if (count === 0) return lost.abort(new ClaimLost())
      await askForImport(tx, id, SILENT_SECONDS)
    })
  }
  const timer = setInterval(
    () => void beat().catch((error) => log.debug({ error: error.message }, 'an import could not say that it goes on')),
    HEARTBEAT_MILLISECONDS,
  )
  return {
    signal: AbortSignal.any([stop, lost.signal]),
    async finish(data) {
      clearInterval(timer)
      return logged(actingAs(services, HOST), async (tx, note) => {
        const ended = { ...data, runner: null, aliveAt: null, finishedAt: now() }
        const [row] = await tx.feedImport.updateManyAndReturn({ where: mine, data: ended })
        if (!row) return false
        const about = { kind: 'import' as const, id, name: row.url, ...(row.showId && { showId: row.showId }) }
        const facts = { ...(await countsOf({ db: tx }, [id])).get(id) }
        const result = data.state === 'done' ? 'done' : 'failed'
        if (!optionsOf(row).dryRun) note({ kind: 'import-ended', result, about, facts })
        return true
      })
    },
    async release(afterSeconds) {
      clearInterval(timer)
      await db.$transaction(async (tx) => {
        const { count } = await tx.feedImport.updateMany({ where: mine, data: { runner: null, aliveAt: null } })
        if (count === 1) await askForImport(tx, id, afterSeconds)
      })
    },
  }
}
