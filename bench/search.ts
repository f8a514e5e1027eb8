import { join } from 'node:path'
import { readPassages } from '../src/episodes/search/read-passages.ts'
import { median } from './compare.ts'
import { withHost } from './host-process.ts'
import { ask, keptConnections } from './http.ts'
import type { Bench } from './place.ts'
import { seed, withSeeded } from './seed.ts'
import { FREQUENT_WORD, RARE_WORD, talk } from './speech.ts'
import { type Row, short } from './table.ts'

const HOURS = 1000
const HOUR_SECONDS = 3600
const REACH_MILLISECONDS = 100
/** Rows written at once. */
const HOURS_AT_ONCE = 20

/**
 * The page of results of a host with a thousand hours of transcripts, of 150 words a minute and a natural distribution of
 * words: from sending the request to the whole answer.
 */
export async function measureSearch(bench: Bench): Promise<Row[]> {
  const hours = bench.quick ? HOURS / 10 : HOURS
  const dataDir = join(bench.dir, 'search')
  await seed(dataDir, [{ slug: 'gespraeche', published: hours }])
  const seconds = await addTranscripts(dataDir, hours)
  const stored = `${hours.toLocaleString('en')} hours`
  const rows: Row[] = [
    {
      what: `reading ${stored} of transcripts for search`,
      reach: 'to compare',
      measured: `${short(seconds)} s`,
      ok: null,
    },
  ]
  return withHost(
    bench,
    async ({ url }) => {
      for (const [what, query] of queries())
        rows.push(
          await searchRow(bench, `search over ${stored}: ${what}`, `${url}/en/search?q=${encodeURIComponent(query)}`),
        )
      return rows
    },
    { dataDir },
  )
}

function queries(): [what: string, query: string][] {
  const [first, second, third] = talk(7, HOUR_SECONDS)[300]!.text.split(' ')
  return [
    ['a rare word', RARE_WORD],
    ['a frequent word', FREQUENT_WORD],
    ['a phrase', `"${first} ${second} ${third}"`],
    ['a phrase of frequent words', '"ja halt"'],
    ['several words', `Menschen Verwaltung Beispiel ${RARE_WORD}`],
    ['ten frequent words', 'ja halt natürlich genau Menschen Verwaltung Thema Frage digital Beispiel'],
    ['two words only found in others', 'Bahn Gespräch'],
    ['ten words only found in others', 'Ordnung Halle Brücke Straße Garten Karte Fahrt Messe Förderung Leitung'],
    ['a word nobody says', 'Quantencomputer'],
  ]
}

async function searchRow({ quick }: Bench, what: string, address: string): Promise<Row> {
  const agent = keptConnections(1)
  const times: number[] = []
  try {
    for (let round = 0; round < (quick ? 6 : 21); round++) {
      const began = performance.now()
      const { status, body } = await ask(address, { agent })
      times.push(performance.now() - began)
      const heading = /<h2>(.*?)<\/h2>/.exec(body.toString())?.[1]
      if (status !== 200 || !heading) throw new Error(`${address} was answered ${status}.`)
      if (round === 0) what += ` (${/^[\d,]+ results?/.exec(heading)?.[0] ?? 'nothing'})`
    }
  } finally {
    agent.destroy()
  }
  const took = median(times.slice(1))
  const measured = `${short(took)} ms (the first ${short(times[0]!)} ms)`
  return { what, reach: `< ${REACH_MILLISECONDS} ms`, measured, ok: took < REACH_MILLISECONDS }
}

/** Writes an hour of talk for each episode and reads it as the host's job does; answers the seconds of the reading. */
function addTranscripts(dataDir: string, hours: number): Promise<number> {
  return withSeeded(dataDir, async ({ config, db, pool, log }) => {
    const episodes = await db.episode.findMany({ select: { id: true }, orderBy: { id: 'asc' }, take: hours })
    for (let from = 0; from < hours; from += HOURS_AT_ONCE) {
      const data = episodes.slice(from, from + HOURS_AT_ONCE).map(({ id }, at) => ({
        ...{ episodeId: id, language: 'de', state: 'approved' as const, times: 'spans' as const, sha256: id },
        cues: talk(from + at, HOUR_SECONDS) as never,
      }))
      await db.transcript.createMany({ data })
    }
    const began = performance.now()
    while ((await db.passagesDue.count()) > 0)
      await readPassages({ config, db, log, now: () => new Date(), storage: null as never })
    const seconds = (performance.now() - began) / 1000
    await pool.query('VACUUM ANALYZE')
    return seconds
  })
}
