import type { Tx } from '../db.ts'

/** Every job there is: its name and what it is told. Nothing above this floor is known here. */
export interface Jobs {
  /** `at`: the moment the feed must show, for a host whose clock is behind the database's. */
  'refresh-feed': { showId: string; at: string }
  /** After the feed: its pages, which nobody waits for. */
  'refresh-pages': { showId: string; at: string }
  'refresh-feeds': Record<string, never>
  /** `askedAt`: when the feed changed; a hub is told of it for a day. */
  'ping-hub': { showId: string; hub: string; askedAt: string }
  'import-feed': { importId: string }
  'read-passages': Record<string, never>
  sweep: Record<string, never>
}

interface When {
  at: Date | null
  key: string
  afterSeconds?: number
  priority?: number
}

/** A worker that takes a job while it is asked for again does so once; more would be a bug. */
const MAX_ATTEMPTS = 10

/**
 * Asks for a job inside the caller's transaction: it runs if that commits, and not before `at`; if that is null, at
 * once or after some seconds. Asking twice with the same key is asking once; a job that runs already is run again
 * afterwards. Of several that could run the one with the lowest `priority` does.
 */
export async function enqueue<Name extends keyof Jobs>(tx: Tx, name: Name, payload: Jobs[Name], when: When) {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    if (await addJob(tx, name, payload, when)) return
  }
  throw new Error(`The job ${name} was not added.`)
}

/** False where the queue did nothing, because a worker took the job of that key in the same moment. */
async function addJob(
  tx: Tx,
  name: string,
  payload: object,
  { at, key, afterSeconds = 0, priority = 0 }: When,
): Promise<boolean> {
  const [job] = await tx.$queryRaw<{ isAdded: boolean }[]>`
    SELECT "id" IS NOT NULL AS "isAdded" FROM graphile_worker.add_job(
      ${name}::text, payload => ${JSON.stringify(payload)}::json, job_key => ${key}::text,
      priority => ${priority}::int,
      run_at => coalesce(${at}::timestamptz, now() + ${afterSeconds}::int * interval '1 second'))`
  return job?.isAdded === true
}
