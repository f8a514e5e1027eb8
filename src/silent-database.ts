import type { Socket } from 'node:net'
import pg from 'pg'

/** After so long without a word on a connection that is in use, the server is asked on another one. */
const SILENT_MILLISECONDS = 5000
/** How long it may take to open that. */
const GREETING_MILLISECONDS = 3000

/**
 * Cuts the connections in use of a pool whose server speaks to nobody any more: it is frozen, or behind a network that
 * swallows packets. A statement that takes long is waited for. What is cut fails, and the server undoes its transaction.
 */
export function giveUpWhenSilent(pool: pg.Pool, connection: pg.ClientConfig) {
  const used = new Set<pg.PoolClient>()
  let greeting: Promise<boolean> | null = null
  const greetsOnce = () => {
    greeting ??= greets(connection).finally(() => {
      greeting = null
    })
    return greeting
  }

  async function judge(client: pg.PoolClient) {
    const stream = streamOf(client)
    const heard = stream.bytesRead
    const speaks = await greetsOnce()
    if (!used.has(client)) return
    if (speaks || stream.bytesRead > heard) stream.setTimeout(SILENT_MILLISECONDS)
    else stream.destroy()
  }

  pool.on('connect', (client) => streamOf(client).on('timeout', () => void judge(client)))
  pool.on('acquire', (client) => {
    used.add(client)
    streamOf(client).setTimeout(SILENT_MILLISECONDS)
  })
  pool.on('release', (_, client) => {
    used.delete(client)
    streamOf(client).setTimeout(0)
  })
}

/** Whether the server opens a connection, or says why not. */
async function greets(connection: pg.ClientConfig): Promise<boolean> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: GREETING_MILLISECONDS })
  client.on('error', () => {})
  try {
    await client.connect()
    return true
  } catch (error) {
    return error instanceof pg.DatabaseError
  } finally {
    void client.end().catch(() => {})
  }
}

const streamOf = (client: pg.PoolClient) => (client as unknown as { connection: { stream: Socket } }).connection.stream
