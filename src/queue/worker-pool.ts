import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import type { Log } from '../log.ts'

/** The statements with which graphile-worker says that a job is done or failed, by the names it prepares them under. */
const ENDS_A_JOB = /^(complete|fail)_jobs?(_q)?\//
/** Wait before the end of a job is told again. */
const RETRY_MILLISECONDS = 1000

/**
 * The pool as graphile-worker gets it. The library doesn't wait for the statement that ends a job (0.18), so a failure
 * of it would end the process and leave the job locked for hours: here it is told again until the database has heard it,
 * or until `stopping`. Everything else fails at once and without an error code, because the library would otherwise
 * sleep for minutes over some codes (57P03, ETIMEDOUT), and a stop with it.
 */
export const poolForWorker = (pool: pg.Pool, log: Log, stopping: AbortSignal): pg.Pool =>
  Object.create(pool, {
    connect: {
      value: (listen?: Parameters<pg.Pool['connect']>[0]) =>
        listen ? pool.connect(listen) : lend(pool, log, stopping),
    },
  })

/** A client that connects with its first statement, when it is known what that is for. */
async function lend(pool: pg.Pool, log: Log, stopping: AbortSignal) {
  let connecting: Promise<pg.PoolClient> | null = null
  const query = async (statement: pg.QueryConfig, values?: unknown[]) => {
    connecting ??= pool.connect().catch((cause) => {
      throw new Error(cause.message, { cause })
    })
    return (await connecting).query(statement, values)
  }
  const release = async () => {
    const client = await connecting?.catch(() => null)
    connecting = null
    client?.release()
  }
  return {
    release,
    async query(statement: pg.QueryConfig, values?: unknown[]) {
      if (!ENDS_A_JOB.test(statement.name ?? '')) return query(statement, values)
      for (let isFirst = true; ; isFirst = false) {
        try {
          return await query(statement, values)
        } catch (error) {
          if (isFirst) log.warn({ error: (error as Error).message }, 'the queue could not be told that a job ended')
          // Nobody looks at the answer; the lock of the job gives it back to the next worker.
          if (stopping.aborted) return { rows: [] }
          await release()
          await sleep(RETRY_MILLISECONDS, undefined, { signal: stopping }).catch(() => undefined)
        }
      }
    },
  }
}
