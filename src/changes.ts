import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Connection } from './db.ts'
import type { Log } from './log.ts'

/** What a row's trigger tells: `media <show or episode id>`, or `feed`, `address` or `text` and the show's id. */
const KINDS = ['feed', 'media', 'address', 'text'] as const
export type Change = { kind: (typeof KINDS)[number]; id: string }

/** Wait before a lost connection is tried again. */
const RECONNECT_MILLISECONDS = 500

export interface Changes {
  close(): Promise<void>
}

/**
 * Hears of every change another instance (or this one) commits. What was missed while the connection
 * was lost cannot be known: `onGap` is called after each time it was made anew.
 */
export function listenToChanges(
  connection: Connection,
  log: Log,
  { onChange, onGap }: { onChange(change: Change): void; onGap(): void },
): Changes {
  let closed = false
  let client: pg.Client | null = null

  const listening = (async () => {
    for (let first = true; !closed; first = false) {
      client = new pg.Client({ ...connection, connectionTimeoutMillis: 3000, keepAlive: true })
      const lost = new Promise<void>((resolve) => {
        client!.once('error', () => resolve())
        client!.once('end', () => resolve())
      })
      client.on('notification', ({ payload = '' }) => {
        const [word, id] = payload.split(' ')
        const kind = KINDS.find((kind) => kind === word)
        if (kind && id) onChange({ kind, id })
      })
      try {
        await client.connect()
        await client.query('LISTEN changed')
        if (!first) onGap()
        await lost
        if (!closed) log.warn('the connection that hears of changes was lost')
      } catch (error) {
        log.debug({ error: (error as Error).message }, 'the database did not answer')
      }
      await client.end().catch(() => undefined)
      if (!closed) await sleep(RECONNECT_MILLISECONDS)
    }
  })()

  return {
    async close() {
      closed = true
      await client?.end().catch(() => undefined)
      await listening
    },
  }
}
