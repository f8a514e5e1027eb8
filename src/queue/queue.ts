import type { Tx } from '../db.ts'

/** Every job there is: its name and what it is told. Nothing above this floor is known here. */
export interface Jobs {
  /** `at`: the moment the feed must show, for a host whose clock is behind the database's. */
  'refresh-feed': { showId: string; at: string }
  sweep: Record<string, never>
}

/**
 * Asks for a job inside the caller's transaction: it runs if that commits, and not before `at`, at once if that is
 * null. Asking twice with the same key is asking once; a job that runs already is run again afterwards.
 */
export async function enqueue<Name extends keyof Jobs>(
  tx: Tx,
  name: Name,
  payload: Jobs[Name],
  { at, key }: { at: Date | null; key: string },
) {
  await tx.$queryRaw`
    SELECT 1 FROM graphile_worker.add_job(
      ${name}::text, payload => ${JSON.stringify(payload)}::json, run_at => ${at}::timestamptz, job_key => ${key}::text)`
}
