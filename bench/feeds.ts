import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import { withBareServer } from './bare.ts'
import { compare, comparedRow } from './compare.ts'
import { withHost } from './host-process.ts'
import { ask } from './http.ts'
import { type Load, sendLoad } from './load.ts'
import type { Bench } from './place.ts'
import { forgetFeeds } from './seed.ts'
import type { Row } from './table.ts'
import { sendLoadByWrk } from './wrk.ts'

const CONNECTIONS = 32
const FEED = '/feeds/show-100.xml'
const GZIP = { 'Accept-Encoding': 'gzip' }

/** A feed with 100 episodes, compressed, against nginx with the very same bytes in a file beside the feed (gzip_static). */
export function measureFeed(bench: Bench): Promise<Row[]> {
  return withHost(bench, async ({ url }) => {
    const { body } = await ask(url + FEED, { headers: GZIP })
    giveNginx(bench, body)
    const what = `feed with 100 episodes, gzip (${(body.length / 1000).toFixed(0)} kB), ${CONNECTIONS} connections`
    const { nginx } = bench
    const compared = await feedRounds(
      bench,
      { url: url + FEED, headers: GZIP },
      nginx && { url: nginx.url + FEED, headers: GZIP },
    )
    return [
      comparedRow(compared, { what, unit: 'requests/s', versus: 'nginx gzip_static', atLeast: 0.45 }),
      ...(await bareRows(bench, 'the same bytes from a bare node:http server', body, 200, GZIP)),
    ]
  })
}

/** The same feed asked for by those who have it already: each side is sent its own ETag and answers 304. */
export function measureUnchangedFeed(bench: Bench): Promise<Row[]> {
  return withHost(bench, async ({ url }) => {
    const { body } = await ask(url + FEED, { headers: GZIP })
    giveNginx(bench, body)
    const conditional = async (address: string) => ({
      url: address,
      headers: { ...GZIP, 'If-None-Match': await unchangedTag(address) },
    })
    const theirs = bench.nginx && (await conditional(bench.nginx.url + FEED))
    const compared = await feedRounds(bench, await conditional(url + FEED), theirs)
    return [
      comparedRow(compared, { what: 'the same feed answered 304', unit: 'requests/s', versus: 'nginx', atLeast: 0.45 }),
      ...(await bareRows(bench, '304 from a bare node:http server', body, 304, theirs?.headers ?? GZIP)),
    ]
  })
}

/** The ETag of an unchanged feed: asked again after the second has changed, after a restart, and after a new rendering. */
export async function measureSameEtag(bench: Bench): Promise<Row[]> {
  const etag = ({ url }: { url: string }) => ask(url + FEED).then(({ headers }) => headers.etag)
  const etags = await withHost(bench, async (host) => {
    const first = await etag(host)
    await sleep(1100)
    return [first, await etag(host)]
  })
  etags.push(await withHost(bench, etag))
  const { dataDir } = bench.seeded
  await forgetFeeds(dataDir)
  rmSync(join(dataDir, 'feeds'), { recursive: true, force: true })
  rmSync(join(dataDir, 'objects', 'feeds'), { recursive: true, force: true })
  etags.push(await withHost(bench, etag))
  const different = new Set(etags).size
  const measured = different === 1 ? 'the same' : `${different} different`
  return [{ what: 'ETag after a second, a restart, a new rendering', reach: 'the same', measured, ok: different === 1 }]
}

/** What Node can do at most on this machine at this time, against nginx in the same way: to read our ratio by. */
async function bareRows(bench: Bench, what: string, body: Buffer, status: number, headers: Record<string, string>) {
  const { nginx } = bench
  if (!nginx) return []
  return withBareServer(bench, body, status, async (url) => {
    const compared = await feedRounds(bench, { url: url + FEED, headers }, { url: nginx.url + FEED, headers })
    return [
      {
        ...comparedRow(compared, { what, unit: 'requests/s', versus: 'nginx', atLeast: 0 }),
        reach: 'to compare',
        ok: null,
      },
    ]
  })
}

function giveNginx({ nginx }: Bench, gzip: Buffer) {
  if (!nginx) return
  const file = join(nginx.root, FEED)
  writeFileSync(file, gunzipSync(gzip))
  writeFileSync(`${file}.gz`, gzip)
}

async function unchangedTag(url: string): Promise<string> {
  const { headers } = await ask(url, { headers: GZIP })
  const again = await ask(url, { headers: { ...GZIP, 'If-None-Match': headers.etag! } })
  if (again.status !== 304) throw new Error(`${url} answered ${again.status} to its own ETag.`)
  return headers.etag!
}

type Asked = Pick<Load, 'url' | 'headers'>

async function feedRounds({ dir, wrk, quick }: Bench, ours: Asked, theirs: Asked | null) {
  const shared = { connections: CONNECTIONS, seconds: quick ? 1 : 3 }
  const round = (asked: Asked) => async () => {
    const load = { ...asked, ...shared }
    return (await (wrk ? sendLoadByWrk(load, join(dir, 'wrk.lua')) : sendLoad(load))).requestsPerSecond
  }
  // A process compiles what it does often in its first seconds.
  await round(ours)()
  await round(ours)()
  return compare(quick ? 3 : 7, round(ours), theirs && round(theirs))
}
