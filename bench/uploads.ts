import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { compare, comparedRow } from './compare.ts'
import { type HostProcess, withHost } from './host-process.ts'
import { postMp3, putMp3, sendMp3InPieces } from './http.ts'
import { growthWhile } from './memory.ts'
import { wholeFrames } from './mp3.ts'
import type { Bench } from './place.ts'
import { openS3 } from './s3.ts'
import { seed } from './seed.ts'
import { megabytes, type Row, short } from './table.ts'

const UPLOAD_BYTES = wholeFrames(500_000_000)
const LARGE_BYTES = wholeFrames(2_000_000_000)
const EPISODES = '/api/v1/shows/long/episodes'

/**
 * 500 MB as an episode (received, hashed, walked frame by frame, forced to the disk, written down) against a PUT of
 * the same bytes to nginx by the same client: both from the first byte sent to the answer, each on a settled disk.
 */
export function measureUpload(bench: Bench): Promise<Row[]> {
  return withHost(bench, async ({ url }) => {
    const { nginx, seeded } = bench
    const bytes = bench.quick ? wholeFrames(UPLOAD_BYTES / 5) : UPLOAD_BYTES
    const upload = () => timed(() => postMp3(url + EPISODES, bytes, seeded.token)).finally(() => forgetAudio(bench))
    const put =
      nginx && (() => timed(() => putMp3(`${nginx.url}/put/upload.mp3`, bytes)).finally(() => forgetPut(nginx.root)))
    await postMp3(url + EPISODES, wholeFrames(20_000_000), seeded.token)
    const compared = await compare(bench.quick ? 3 : 5, upload, put)
    const what = `upload of ${short(bytes / 1e6)} MB with its SHA-256, disk`
    return [comparedRow(compared, { what, unit: 's', versus: "nginx's DAV PUT", atMost: 1.75 })]
  })
}

/** How a file goes up: in one body of a form, or in pieces that can be resumed. */
const WAYS = {
  'go up': (url: string, bytes: number, token: string) => postMp3(url + EPISODES, bytes, token),
  'go up resumably': (url: string, bytes: number, token: string) => sendMp3InPieces(url, 'long', bytes, token),
}
type How = keyof typeof WAYS
const HOW = Object.keys(WAYS) as How[]

/** What a host that has just started has resident at the most while 2 GB go up to its disk. */
export async function measureUploadMemory(bench: Bench): Promise<Row[]> {
  const rows: Row[] = []
  for (const how of HOW) {
    rows.push(await memoryRow(bench, how, 'disk', bench.seeded))
    forgetAudio(bench)
  }
  return rows
}

/** The same with a bucket: a given server (TEST_S3_ENDPOINT, …) or the one that npm installs. */
export async function measureUploadMemoryS3(bench: Bench): Promise<Row[]> {
  const dataDir = join(bench.dir, 'data-s3')
  const { token } = await seed(dataDir, [{ slug: 'long', published: 1 }])
  const rows: Row[] = []
  for (const how of HOW) {
    // Emptied after each: a server that holds its objects in memory has room for one.
    const s3 = await openS3(bench)
    const place = { dataDir, token, settings: s3.settings }
    rows.push(await memoryRow(bench, how, `S3, ${s3.name}`, place).finally(s3.stop))
  }
  return rows
}

const largeBytes = ({ quick }: Bench) => (quick ? wholeFrames(LARGE_BYTES / 10) : LARGE_BYTES)

interface Place {
  dataDir: string
  token: string
  settings?: NodeJS.ProcessEnv
}

async function memoryRow(bench: Bench, how: How, where: string, { token, ...place }: Place): Promise<Row> {
  const bytes = largeBytes(bench)
  return withHost(bench, measure, place)

  async function measure({ url, pid }: HostProcess): Promise<Row> {
    let seconds = 0
    const { before, most } = await growthWhile(pid, async () => {
      seconds = await timed(() => WAYS[how](url, bytes, token))
    })
    return {
      what: `resident memory while ${short(bytes / 1e9)} GB ${how} (${where})`,
      reach: '+ < 64 MB',
      measured: `+ ${megabytes(most)} (to ${megabytes(before)}), in ${seconds.toFixed(1)} s`,
      ok: most < 64e6,
    }
  }
}

/** Seconds, begun when nothing of what was written before waits for the disk any more. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  spawnSync('sync')
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}

/** Gives the room back; the rows stay. */
function forgetAudio({ seeded }: Bench) {
  const { id } = seeded.shows.find(({ slug }) => slug === 'long')!
  rmSync(join(seeded.dataDir, 'objects', 'audio', id), { recursive: true })
}

const forgetPut = (root: string) => rmSync(join(root, 'put', 'upload.mp3'))
