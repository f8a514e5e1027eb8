import { createHash } from 'node:crypto'
import type { Config } from '../config.ts'
import type { Tx } from '../db.ts'
import { enqueue, type Jobs } from '../queue/queue.ts'
import type { Services } from '../services.ts'
import { feedUrl } from '../shows/addresses.ts'

/** Until then each instance serves the new bytes, which a hub fetches at once; changes one upon the other are one. */
const WAIT_SECONDS = 1
/** A hub only takes a note; one that needs longer is asked again later. */
const TIMEOUT_MILLISECONDS = 5000
/** A hub that has not answered for this long learns of the next change instead. */
const GIVE_UP_HOURS = 24
/** Answers that may be another one later: the hub was slow, busy or in trouble, or its address leads elsewhere. */
const isPassing = (status: number) => status < 400 || status >= 500 || status === 408 || status === 429

/**
 * The `Link` header of a feed (WebSub §4): its hubs, and the address to name to them, once. Null without hubs.
 * A show's pages have none: what subscribers are told of is the feed.
 */
export function hubLinks({ hubs, ...config }: Config, slug: string): string | null {
  if (hubs.length === 0) return null
  const self = `<${feedUrl(config, slug)}>; rel="self"`
  return [...hubs.map((hub) => `<${hub}>; rel="hub"`), self].join(', ')
}

/** Asks for each hub to be told of a feed, inside the transaction that makes its new bytes the current ones. */
export async function requestPings(tx: Tx, { hubs }: Config, showId: string, now: Date) {
  for (const hub of hubs) {
    const ping = { showId, hub, askedAt: now.toISOString() }
    await enqueue(tx, 'ping-hub', ping, { at: null, key: pingKey(showId, hub), afterSeconds: WAIT_SECONDS })
  }
}

/**
 * Tells a hub that a feed has changed; the hub fetches it. Throws where the hub may answer later, so that the queue
 * asks again, each time after a longer wait; gives up after a day, and at once when the hub refuses.
 */
export async function pingHub({ config, db, log, now }: Services, { showId, hub, askedAt }: Jobs['ping-hub']) {
  const show = await db.show.findUnique({ where: { id: showId }, select: { slug: true } })
  if (!show || !config.hubs.includes(hub)) return

  const answer = await publish(hub, feedUrl(config, show.slug))
  if (answer.ok) return
  const mayPass = answer.status === null || isPassing(answer.status)
  const isOld = now().getTime() - Date.parse(askedAt) >= GIVE_UP_HOURS * 3_600_000
  const name = `Hub ${config.hubs.indexOf(hub) + 1}`
  if (mayPass && !isOld) throw new Error(`${name} ${answer.words}.`)
  log.warn({ showId, hub: `${name} ${answer.words}` }, 'a hub was not told of a new feed')
}

type HubAnswer = { ok: boolean; status: number | null; words: string }

/** One POST, whose answer is read no further than its status; a redirection is not followed. */
async function publish(hub: string, feed: string): Promise<HubAnswer> {
  try {
    const response = await fetch(hub, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'User-Agent': 'Sendeplatz' },
      body: new URLSearchParams({ 'hub.mode': 'publish', 'hub.url': feed }).toString(),
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
    })
    await response.body?.cancel()
    return { ok: response.ok, status: response.status, words: `answered ${response.status}` }
  } catch (error) {
    const isLate = (error as Error).name === 'TimeoutError'
    return { ok: false, status: null, words: isLate ? 'did not answer in time' : 'could not be reached' }
  }
}

/** A key has room for 512 characters, an address may be longer. */
const pingKey = (showId: string, hub: string) => `ping-hub ${showId} ${createHash('sha256').update(hub).digest('hex')}`
