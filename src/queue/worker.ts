import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  Logger,
  parseCronItems,
  type Runner,
  run,
  runMigrations,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker'
import type pg from 'pg'
import type { Log } from '../log.ts'
import { watchWorkers } from './dead-workers.ts'
import type { Jobs } from './queue.ts'
import { poolForWorker } from './worker-pool.ts'

/** Each job and what does it. The signal aborts when the host is told to stop, for jobs that would take too long. */
export type JobTable = { [Name in keyof Jobs]: (payload: Jobs[Name], signal: AbortSignal) => Promise<void> }
export type Recurring = { task: keyof Jobs; match: string }[]

/** Feeds of several shows at once, without taking all connections of the pool. */
const CONCURRENCY = 4
/** How soon a job asked for ahead of time is noticed once its moment has come. */
const POLL_MILLISECONDS = 1000
/** Wait before beginning again after the database was lost. */
const RESTART_MILLISECONDS = 1000
/** After its last job a worker has nothing to do but to say so, which a lost database can keep it from. */
const STOP_MILLISECONDS = 2000

/** Makes or updates the queue's own tables (schema `graphile_worker`). */
export const prepareQueue = (pool: pg.Pool, log: Log) => runMigrations({ pgPool: pool, logger: quiet(log) })

/** What one worker does: some of the jobs, so many at once. */
export interface Work {
  jobs: Partial<JobTable>
  recurring?: Recurring
  concurrency?: number
}

export type Workers = ReturnType<typeof startWorkers>

/** Work on queued jobs until stopped; a lost database only interrupts them. `stop` lets running jobs finish. */
export function startWorkers(pool: pg.Pool, log: Log, works: Work[]) {
  const pools = new Set<string>()
  const events: WorkerEvents = new EventEmitter()
  events.on('pool:create', ({ workerPool: { id } }) => pools.add(id))
  const watch = watchWorkers(pool, log, pools)
  const workers = works.map((work) => startWorker(pool, log, work, events))

  return {
    async stop() {
      await Promise.all(workers.map((worker) => worker.stop()))
      // Only now: others would take over the jobs that were still running.
      await Promise.race([watch.stop(), sleep(STOP_MILLISECONDS, undefined, { ref: false })])
    },
  }
}

function startWorker(
  pool: pg.Pool,
  log: Log,
  { jobs, recurring = [], concurrency = CONCURRENCY }: Work,
  events: WorkerEvents,
) {
  let stopped = false
  let runner: Runner | null = null
  const stopping = new AbortController()
  const running = new Set<Promise<void>>()
  const work = async (job: JobTable[keyof Jobs], payload: unknown) => {
    const done = job(payload as never, stopping.signal)
    running.add(done)
    await done.finally(() => running.delete(done))
  }
  const taskList: TaskList = Object.fromEntries(
    Object.entries(jobs).map(([name, job]) => [name, (payload: unknown) => work(job, payload)]),
  )
  const workerPool = poolForWorker(pool, log, stopping.signal)

  const working = (async () => {
    while (!stopped) {
      try {
        runner = await run({
          pgPool: workerPool,
          taskList,
          parsedCronItems: parseCronItems(recurring.map(({ task, match }) => ({ task, match }))),
          concurrency,
          events,
          pollInterval: POLL_MILLISECONDS,
          noHandleSignals: true,
          logger: quiet(log),
        })
        if (stopped) await runner.stop()
        await runner.promise
      } catch (error) {
        log.warn({ error: (error as Error).message }, 'the queue was interrupted')
      }
      runner = null
      if (!stopped) await sleep(RESTART_MILLISECONDS, undefined, { ref: false })
    }
  })()

  return {
    async stop() {
      stopped = true
      stopping.abort()
      const ended = Promise.all([runner?.stop().catch(() => undefined), working])
      while (running.size > 0) await Promise.allSettled(running)
      await Promise.race([ended, sleep(STOP_MILLISECONDS, undefined, { ref: false })])
    },
  }
}

/** Failed jobs are tried again by the queue, and it listens anew, so these are warnings; its other words are for debugging. */
const quiet = (log: Log) =>
  new Logger(() => (level, message) => {
    if (level === 'error') log.warn({ detail: message }, 'the queue met an error; what it left undone is tried again')
    else log.debug({ detail: message }, 'the queue reported')
  })
