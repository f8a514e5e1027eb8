import { setTimeout as sleep } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import { median } from './compare.ts'
import { type HostProcess, withHost } from './host-process.ts'
import { ask, keptConnections } from './http.ts'
import { type Bench, showOf } from './place.ts'
import type { SeededShow } from './seed.ts'
import { type Row, short } from './table.ts'

const LENGTHS = [
  { episodes: 100, milliseconds: 50 },
  { episodes: 1000, milliseconds: 150 },
  { episodes: 5000, milliseconds: 1000 },
  { episodes: 10_000, milliseconds: 1000 },
]
const HELD_MILLISECONDS = 50
/** What FEED_EPISODES is by default: longer shows have pages, which are brought up to date after the feed. */
const FEED_EPISODES = 300
/** Between two looks at the feed: often enough to see the moment, seldom enough not to be the load. */
const POLL_MILLISECONDS = 1
const GIVE_UP_MILLISECONDS = 30_000

interface Publication {
  milliseconds: number
  /** How long the event loop was held at the most meanwhile. */
  held: number
}

/**
 * From sending `PUT …/publication` to having read a feed with the new episode in it, on kept connections; and how long
 * the event loop was held meanwhile. First on a host that has just started, then on one that has rendered before.
 */
export async function measurePublishing(bench: Bench): Promise<Row[]> {
  const rows: Row[] = []
  for (const { episodes, milliseconds } of LENGTHS) {
    const [first, ...more] = await withHost(bench, (host) => publishSeveral(bench, host, `show-${episodes}`))
    const length = `${episodes.toLocaleString('en')} episodes${episodes > FEED_EPISODES ? ' on pages' : ''}`
    const label = `publish → new feed served, ${length}`
    rows.push(timeRow(label, milliseconds, more))
    rows.push(timeRow(`${label}, the first after a start`, milliseconds, [first!]))
    rows.push(heldRow(length, [first!, ...more]))
  }
  return rows
}

async function publishSeveral(bench: Bench, host: HostProcess, slug: string): Promise<Publication[]> {
  const show = showOf(bench, slug)
  const made: Publication[] = []
  for (const id of show.drafts.splice(0, bench.quick ? 3 : 6)) {
    let milliseconds = 0
    const held = await host.heldWhile(async () => {
      milliseconds = await publish(bench, host, show, id)
    })
    made.push({ milliseconds, held })
    await sleep(200)
  }
  return made
}

async function publish({ seeded }: Bench, { url }: HostProcess, { slug }: SeededShow, id: string): Promise<number> {
  const agent = keptConnections(1)
  const reader = keptConnections(1)
  const look = (etag?: string) =>
    ask(`${url}/feeds/${slug}.xml`, {
      agent: reader,
      headers: { 'Accept-Encoding': 'gzip', ...(etag ? { 'If-None-Match': etag } : {}) },
    })
  try {
    const { etag } = (await look()).headers
    const headers = { Authorization: `Bearer ${seeded.token}`, 'Content-Type': 'application/json' }
    await ask(`${url}/api/v1/episodes/${id}`, { agent, headers })

    const began = performance.now()
    const publishing = ask(`${url}/api/v1/episodes/${id}/publication`, { method: 'PUT', agent, headers, body: '{}' })
    let feed = await look(etag)
    while (feed.status === 304) {
      if (performance.now() - began > GIVE_UP_MILLISECONDS) throw new Error(`The feed of ${slug} did not change.`)
      await sleep(POLL_MILLISECONDS)
      feed = await look(etag)
    }
    const milliseconds = performance.now() - began
    const { guid } = JSON.parse((await publishing).body.toString()) as { guid: string }
    if (!gunzipSync(feed.body).includes(guid)) throw new Error(`The new feed of ${slug} lacks the episode.`)
    return milliseconds
  } finally {
    agent.destroy()
    reader.destroy()
  }
}

function timeRow(what: string, reach: number, publications: Publication[]): Row {
  const took = median(publications.map(({ milliseconds }) => milliseconds))
  return { what, reach: `≤ ${reach.toLocaleString('en')} ms`, measured: `${short(took)} ms`, ok: took <= reach }
}

function heldRow(length: string, publications: Publication[]): Row {
  const held = Math.max(...publications.map((publication) => publication.held))
  const what = `event loop held meanwhile, ${length}, longest`
  return { what, reach: `≤ ${HELD_MILLISECONDS} ms`, measured: `${short(held)} ms`, ok: held <= HELD_MILLISECONDS }
}
