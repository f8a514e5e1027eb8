import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { type HostProcess, withHost } from './host-process.ts'
import { ask } from './http.ts'
import { mp3Blocks, wholeFrames } from './mp3.ts'
import type { Bench } from './place.ts'
import { type Row, short } from './table.ts'
import { notes, title } from './text.ts'

const EPISODES = 200
const AUDIO_BYTES = wholeFrames(1_000_000)
/** A show of 200 episodes is here before somebody has fetched a coffee. */
const EPISODES_PER_SECOND = 10
const HELD_MILLISECONDS = 50
const LOOK_MILLISECONDS = 20

/**
 * A feed of 200 episodes, each with audio of 1 MB, chapters and a transcript, taken over from a server on loopback: from
 * sending `POST /imports` to its last episode being public, and the same once more, when nothing is left to do.
 */
export function measureImport(bench: Bench): Promise<Row[]> {
  const work = async (host: HostProcess) => {
    const episodes = bench.quick ? EPISODES / 10 : EPISODES
    const source = await startSource(episodes)
    const take = () => timed(() => importFeed(bench, host, `${source.url}/feed.xml`, episodes))
    try {
      let seconds = 0
      const held = await host.heldWhile(async () => {
        seconds = await take()
      })
      const again = await take()
      return [rateRow(episodes, seconds), heldRow(held), againRow(episodes, again)]
    } finally {
      source.close()
    }
  }
  return withHost(bench, work, { settings: { IMPORT_PRIVATE_NETWORKS: 'true' } })
}

function rateRow(episodes: number, seconds: number): Row {
  const rate = episodes / seconds
  return {
    what: `import of ${episodes} episodes over loopback, each 1 MB with chapters and transcript`,
    reach: `≥ ${EPISODES_PER_SECOND} episodes/s`,
    measured: `${short(rate)} episodes/s (${seconds.toFixed(1)} s)`,
    ok: rate >= EPISODES_PER_SECOND,
  }
}

const heldRow = (held: number): Row => ({
  what: 'event loop held meanwhile, longest',
  reach: `≤ ${HELD_MILLISECONDS} ms`,
  measured: `${short(held)} ms`,
  ok: held <= HELD_MILLISECONDS,
})

const againRow = (episodes: number, seconds: number): Row => ({
  what: `the same import again: ${episodes} episodes unchanged`,
  reach: 'to compare',
  measured: `${short(episodes / seconds)} episodes/s (${seconds.toFixed(1)} s)`,
  ok: null,
})

async function importFeed({ seeded }: Bench, { url }: HostProcess, feed: string, episodes: number) {
  const headers = { Authorization: `Bearer ${seeded.token}`, 'Content-Type': 'application/json' }
  const begun = await ask(`${url}/api/v1/imports`, { method: 'POST', headers, body: JSON.stringify({ url: feed }) })
  const { id } = JSON.parse(begun.body.toString()) as { id: string }
  for (;;) {
    const answer = await ask(`${url}/api/v1/imports/${id}?limit=1`, { headers })
    const { state, counts, report } = JSON.parse(answer.body.toString())
    if (state === 'done' && counts.failed === 0 && counts.imported + counts.unchanged === episodes) return
    if (state === 'done' || state === 'failed') throw new Error(`The import ended early: ${report.sentences.join(' ')}`)
    await sleep(LOOK_MILLISECONDS)
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}

/** Another host, which has everything in memory. */
async function startSource(episodes: number) {
  const server: Server = createServer((req, res) => {
    if (req.url === '/feed.xml') return void res.setHeader('Content-Type', 'application/rss+xml').end(feed)
    if (req.url!.endsWith('.json')) return void res.setHeader('Content-Type', 'application/json+chapters').end(CHAPTERS)
    if (req.url!.endsWith('.vtt')) return void res.setHeader('Content-Type', 'text/vtt').end(TRANSCRIPT)
    res.writeHead(200, { 'Content-Type': 'audio/mpeg', 'Content-Length': AUDIO_BYTES })
    for (const block of mp3Blocks(AUDIO_BYTES)) res.write(block)
    res.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const feed = feedOf(url, episodes)
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { url, close }
}

const CHAPTERS = JSON.stringify({
  version: '1.2.0',
  chapters: Array.from({ length: 20 }, (_, at) => ({ startTime: at * 3, title: title(at) })),
})

const clock = (second: number) =>
  `00:${String(Math.trunc(second / 60)).padStart(2, '0')}:${String(second % 60).padStart(2, '0')}.000`
const TRANSCRIPT = `WEBVTT\n\n${Array.from({ length: 60 }, (_, at) => `${clock(at)} --> ${clock(at + 1)}\n<v Ada>${title(at)}\n`).join('\n')}`

function feedOf(url: string, episodes: number): string {
  const items = Array.from({ length: episodes }, (_, at) => {
    const date = new Date(Date.UTC(2026, 0, 1) - at * 86_400_000).toUTCString()
    return `<item><title><![CDATA[${title(at)}]]></title><guid isPermaLink="false">bench-import-${at}</guid><pubDate>${date}</pubDate>
<description><![CDATA[${notes(at)}]]></description><enclosure url="${url}/${at}.mp3" length="${AUDIO_BYTES}" type="audio/mpeg"/>
<podcast:chapters url="${url}/${at}.json" type="application/json+chapters"/><podcast:transcript url="${url}/${at}.vtt" type="text/vtt"/></item>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel><title>Import</title><description>Import</description>
<language>de</language><itunes:category text="Government"/>${items.join('\n')}</channel></rss>`
}
