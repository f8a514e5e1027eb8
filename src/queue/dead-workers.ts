import type pg from 'pg'
import type { Log } from '../log.ts'

/** How often the workers of a host say that they go on with their jobs. */
const HEARTBEAT_MILLISECONDS = 2000
/** One not heard of for so long has died, or lost the database, and others do its jobs. */
const SILENT_SECONDS = 10

/**
 * Says in the queue that these pools of workers go on with their jobs, and gives back those of pools that don't say so any
 * more: the library alone would wait for four hours. All by the database's clock. A job can then be done twice at once.
 */
export function watchWorkers(pool: pg.Pool, log: Log, pools: Set<string>) {
  let saying: Promise<void> | null = null

  async function say() {
    await pool.query('UPDATE graphile_worker._private_jobs SET locked_at = now() WHERE locked_by = ANY($1)', [
      [...pools],
    ])
    const { rowCount } = await pool.query(
      `UPDATE graphile_worker._private_jobs SET locked_at = NULL, locked_by = NULL
       WHERE locked_at < now() - $1::int * interval '1 second'`,
      [SILENT_SECONDS],
    )
    if (rowCount) log.warn({ jobs: rowCount }, 'jobs of a worker that is not heard of any more are done by others')
  }

  const timer = setInterval(() => {
    saying ??= say()
      .catch((error) => log.debug({ error: error.message }, 'the queue could not be told that jobs go on'))
      .finally(() => {
        saying = null
      })
  }, HEARTBEAT_MILLISECONDS).unref()

  return {
    async stop() {
      clearInterval(timer)
      await saying
    },
  }
}
