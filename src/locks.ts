import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Connection } from './db.ts'
import { Refusal, unavailable } from './lib/errors.ts'
import type { Log } from './log.ts'

/** How often somebody who waits looks again. */
const LOOK_MILLISECONDS = 100

export interface Locks {
  /**
   * Holds a name until what it answers is called: nobody else in any instance holds it meanwhile. Whoever holds it is
   * asked to let go (`onWanted`), also when the connection the locks hang on is lost. Refuses with 423 `locked` after
   * so many seconds, with 503 when the database is away.
   */
  hold(name: string, options: HoldOptions): Promise<() => Promise<void>>
  close(): Promise<void>
}

interface HoldOptions {
  seconds: number
  onWanted?: () => void
  signal?: AbortSignal
}

/**
 * Locks for all instances: advisory locks of PostgreSQL on one connection, made when it is first needed. They end with
 * it, and so with the process, however it ends.
 */
export function openLocks(connection: Connection, log: Log): Locks {
  const held = new Map<string, () => void>()
  const asked = new Set<string>()
  let client: Promise<pg.Client> | null = null

  function connected(): Promise<pg.Client> {
    client ??= connect().catch((cause) => {
      client = null
      throw unavailable('database-away', 'The database cannot be reached. Please try again in a moment.', cause)
    })
    return client
  }

  async function connect() {
    const made = new pg.Client({ ...connection, connectionTimeoutMillis: 3000, keepAlive: true })
    made.on('error', (error) => log.warn({ error: error.message }, 'the connection that holds locks was lost'))
    made.once('end', () => {
      client = null
      for (const letGo of held.values()) letGo()
    })
    made.on('notification', ({ payload = '' }) => held.get(payload)?.())
    await made.connect()
    await made.query('LISTEN lock_wanted')
    return made
  }

  /** PostgreSQL gives a lock twice to the same connection, so what is held here is looked up here first. */
  async function tryHold(name: string, onWanted: () => void) {
    if (held.has(name) || asked.has(name)) {
      held.get(name)?.()
      return null
    }
    asked.add(name)
    try {
      const holder = await connected()
      const { rows } = await holder.query('SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS got', [name])
      if (!rows[0].got) {
        await holder.query("SELECT pg_notify('lock_wanted', $1)", [name])
        return null
      }
      held.set(name, onWanted)
      return holder
    } finally {
      asked.delete(name)
    }
  }

  return {
    async hold(name, { seconds, onWanted = () => undefined, signal }) {
      const until = performance.now() + seconds * 1000
      for (;;) {
        signal?.throwIfAborted()
        const holder = await tryHold(name, onWanted)
        if (holder)
          return async () => {
            held.delete(name)
            // With the connection the lock is gone too.
            await holder.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [name]).catch(() => undefined)
          }
        if (performance.now() > until) throw new Refusal(423, 'locked', 'Somebody else is at it. Please try again.')
        await sleep(LOOK_MILLISECONDS)
      }
    },
    async close() {
      await client?.then((open) => open.end()).catch(() => undefined)
    },
  }
}
