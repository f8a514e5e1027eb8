import { createHash } from 'node:crypto'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { withHost } from './host-process.ts'
import { type Answer, ask, keptConnections } from './http.ts'
import { type Bench, showOf } from './place.ts'
import type { Row } from './table.ts'

const READERS = 8
const READS = 10_000
const CODINGS = ['identity', 'gzip', 'br']

/**
 * 10,000 feeds read over 8 connections while an episode is published and taken back as fast as the host does it. Each
 * answer must have the length it names, end as a feed ends, and have the hash that its ETag names.
 */
export function measureReplaced(bench: Bench): Promise<Row[]> {
  return withHost(bench, async ({ url }) => {
    const reads = bench.quick ? READS / 10 : READS
    const show = showOf(bench, 'show-100')
    const versions = new Set<string>()
    let [asked, torn, isReading] = [0, 0, true]

    const reader = async () => {
      const agent = keptConnections(1)
      while (asked < reads) {
        const coding = CODINGS[asked++ % CODINGS.length]!
        const answer = await ask(`${url}/feeds/${show.slug}.xml`, {
          agent,
          headers: { 'Accept-Encoding': coding },
        }).catch(() => null)
        const version = answer && wholeVersion(answer)
        if (version) versions.add(version)
        else torn++
      }
      agent.destroy()
    }
    const writer = async () => {
      const agent = keptConnections(1)
      const headers = { Authorization: `Bearer ${bench.seeded.token}` }
      const address = `${url}/api/v1/episodes/${show.drafts.at(-1)}/publication`
      for (let turn = 0; isReading || turn % 2 === 1; turn++) {
        const { status, body } = await ask(address, { method: turn % 2 ? 'DELETE' : 'PUT', agent, headers })
        if (status !== 200) throw new Error(`A publication was answered ${status}: ${body}`)
      }
      agent.destroy()
    }
    const writing = writer()
    await Promise.race([Promise.all(Array.from({ length: READERS }, reader)), writing])
    isReading = false
    await writing

    const what = `feeds read while being replaced (${versions.size} versions seen)`
    const measured = `${torn} torn in ${reads.toLocaleString('en')}`
    return [{ what, reach: `0 torn in ${READS.toLocaleString('en')}`, measured, ok: torn === 0 && versions.size > 1 }]
  })
}

/** The version an answer is, or null when its bytes are not that version, whole. */
function wholeVersion({ status, headers, body }: Answer): string | null {
  const etag = /^"([\w-]{43})(-gzip|-br)?"$/.exec(headers.etag ?? '')?.[1]
  if (status !== 200 || !etag || Number(headers['content-length']) !== body.length) return null
  const plain = decoded(body, headers['content-encoding'])
  const isWhole = plain.subarray(-16).toString().trimEnd().endsWith('</rss>')
  return isWhole && createHash('sha256').update(plain).digest('base64url') === etag ? etag : null
}

function decoded(body: Buffer, coding: string | undefined): Buffer {
  if (coding === 'gzip') return gunzipSync(body)
  return coding === 'br' ? brotliDecompressSync(body) : body
}
