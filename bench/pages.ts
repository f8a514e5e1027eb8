import { brotliDecompressSync } from 'node:zlib'
import type { Db } from '../src/db.ts'
import { median } from './compare.ts'
import { withHost } from './host-process.ts'
import { ask, keptConnections } from './http.ts'
import type { Bench } from './place.ts'
import { withSeeded } from './seed.ts'
import { talk } from './speech.ts'
import { type Row, short } from './table.ts'

const REACH_MILLISECONDS = 30
const PLAYER_BYTES = 20_000
const EPISODE = '/long/folge-1'

/**
 * How long pages take at the server, from sending the request to the whole answer, and what a browser fetches for them
 * before anybody plays: counted in the markup, as it travels.
 */
export async function measurePages(bench: Bench): Promise<Row[]> {
  await withSeeded(bench.seeded.dataDir, ({ db }) => giveLongTranscript(db))
  return withHost(bench, async ({ url }) => [
    await timeRow(bench, 'episode page with a transcript of 60 minutes', url + EPISODE),
    await timeRow(bench, 'show page of a show with 1,000 episodes', `${url}/show-1000`),
    await timeRow(bench, 'page of the player to embed', `${url}/embed${EPISODE}`),
    await weightRow('episode page without its pictures', url, EPISODE),
    await weightRow('player to embed', url, `/embed${EPISODE}`),
    await playerRow(url),
  ])
}

/** Gives the long episode a transcript of an hour, once. Its id. */
export async function giveLongTranscript(db: Db): Promise<string> {
  const { id } = await db.episode.findFirstOrThrow({ where: { slug: 'folge-1', show: { slug: 'long' } } })
  const said = { language: 'de', state: 'approved', times: 'spans', sha256: 'a'.repeat(64) } as const
  if ((await db.transcript.count({ where: { episodeId: id } })) === 0)
    await db.transcript.create({ data: { episodeId: id, ...said, cues: talk(0, 3600) as never } })
  return id
}

/** How long a page takes, each time on the same connection. */
export async function timeRow(
  { quick }: Bench,
  what: string,
  address: string,
  { headers = COMPRESSED, atMost = REACH_MILLISECONDS }: { headers?: Record<string, string>; atMost?: number } = {},
): Promise<Row> {
  const agent = keptConnections(1)
  const times: number[] = []
  try {
    for (let round = 0; round < (quick ? 20 : 100); round++) {
      const began = performance.now()
      const { status } = await ask(address, { agent, headers })
      times.push(performance.now() - began)
      if (status !== 200) throw new Error(`${address} was answered ${status}.`)
    }
  } finally {
    agent.destroy()
  }
  // A process compiles what it does often in its first requests.
  const took = median(times.slice(times.length >> 1))
  return {
    what,
    reach: `< ${atMost} ms`,
    measured: `${short(took)} ms (the first ${short(times[0]!)} ms)`,
    ok: took < atMost,
  }
}

export const COMPRESSED = { 'Accept-Encoding': 'br, gzip' }

async function weightRow(what: string, url: string, path: string): Promise<Row> {
  const page = await ask(url + path, { headers: COMPRESSED })
  const parts = await Promise.all(fetchedBy(textOf(page)).map((address) => ask(url + address, { headers: COMPRESSED })))
  const bytes = [page, ...parts].reduce((sum, { body }) => sum + body.length, 0)
  const measured = `${parts.length + 1} requests, ${kilobytes(bytes)} (HTML ${kilobytes(page.body.length)})`
  return { what, reach: 'to compare', measured, ok: null }
}

/** The player's style is inside its script. */
async function playerRow(url: string): Promise<Row> {
  const page = textOf(await ask(`${url}/embed${EPISODE}`))
  const [, address] = /<script type="module" src="[^"]*?(\/assets\/player-[^"]+)"/.exec(page) ?? []
  if (!address) throw new Error('The player was not built: npm run build.')
  const { body } = await ask(url + address, { headers: COMPRESSED })
  const reach = `≤ ${kilobytes(PLAYER_BYTES)}`
  const measured = kilobytes(body.length)
  return { what: 'script and style of the player, compressed', reach, measured, ok: body.length <= PLAYER_BYTES }
}

/** The addresses of scripts and styles in a page; on another host's name they are ours all the same. */
export function fetchedBy(page: string): string[] {
  const found = page.matchAll(
    /<(?:script[^>]*? src|link rel="stylesheet"[^>]*? href)="(?:https:\/\/podcast\.example)?(\/[^"]+)"/g,
  )
  return [...found].map(([, address]) => address!)
}

export const textOf = ({ body, headers }: { body: Buffer; headers: { 'content-encoding'?: string } }) =>
  (headers['content-encoding'] === 'br' ? brotliDecompressSync(body) : body).toString()

export const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`
