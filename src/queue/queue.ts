import type { Tx } from '../db.ts'

/** Every job there is: its name and what it is told. Nothing above this floor is known here. */
export interface Jobs {
  /** `at`: the moment the feed must show, for a host whose clock is behind the database's. */
  'refresh-feed': { showId: string; at: string }
  'refresh-feeds': Record<string, never>
  /** `askedAt`: when the feed changed; a hub is told of it for a day. */
  'ping-hub': { showId: string; hub: string; askedAt: string }
  'import-feed': { importId: string }
  sweep: Record<string, never>
}

/**
 * Asks for a job inside the caller's transaction: it runs if that commits, and not before `at`; if that is null, at
 * once or after some seconds. Asking twice with the same key is asking once; a job that runs already is run again
 * afterwards. Of several that could run the one with the lowest `priority` does.
 */
export async function enqueue<Name extends keyof Jobs>(
  tx: Tx,
  name: Name,
  payload: Jobs[Name],
  {
    at,
    key,
    afterSeconds = 0,
    priority = 0,
  }: { at: Date | null; key: string; afterSeconds?: number; priority?: number },
) {
  await tx.$queryRaw`
    SELECT 1 FROM graphile_worker.add_job(
      ${name}::text, payload => ${JSON.stringify(payload)}::json, job_key => ${key}::text,
      priority => ${priority}::int,
      run_at => coalesce(${at}::timestamptz, now() + ${afterSeconds}::int * interval '1 second'))`
}
