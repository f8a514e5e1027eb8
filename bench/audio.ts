import { symlinkSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { compare, comparedRow } from './compare.ts'
import { withHost } from './host-process.ts'
import { ask } from './http.ts'
import { type Load, sendLoad } from './load.ts'
import { growthWhile } from './memory.ts'
import { AUDIO_BYTES, type Bench, showOf } from './place.ts'
import { megabytes, type Row } from './table.ts'
import { sendLoadByWrk } from './wrk.ts'

/** Not 65,536: with exactly 64 kB loopback waits for delayed acknowledgements, and nothing else is measured. */
const RANGE_BYTES = 60_000
const RANGE_CONNECTIONS = 32
const LISTENERS = 64
const LISTENER_BYTES_PER_SECOND = 16_000

/**
 * A file of 60 MB whole from the disk, by one listener and by 16 at once, against nginx with sendfile of the same file.
 * `wrk` takes 8 kB at once, as players do; a client that takes 256 kB stands beside it.
 */
export function measureAudio(bench: Bench): Promise<Row[]> {
  return withHost(bench, async ({ url }) => {
    const rows: Row[] = []
    for (const { connections, atLeast } of [
      { connections: 1, atLeast: 0.75 },
      { connections: 16, atLeast: 1 },
    ]) {
      const what = `60 MB of audio whole from disk, ${connections === 1 ? '1 stream' : `${connections} at once`}`
      const load = { connections, seconds: bench.quick ? 1 : 3 }
      const row = { what, unit: 'MB/s', versus: 'nginx sendfile', scale: 1e6 }
      rows.push(await compareLoads(bench, url, load, { ...row, atLeast }, bench.wrk))
      if (bench.wrk)
        rows.push(await compareLoads(bench, url, load, { ...row, what: `${what}, taken 256 kB at a time` }, false))
    }
    return rows
  })
}

/** Ranges at random places of the same file, against nginx with sendfile. */
export function measureRanges(bench: Bench): Promise<Row[]> {
  return withHost(bench, async ({ url }) => {
    const load = {
      connections: RANGE_CONNECTIONS,
      seconds: bench.quick ? 1 : 3,
      ranges: { bytes: RANGE_BYTES, size: AUDIO_BYTES },
    }
    const what = `ranges of ${RANGE_BYTES.toLocaleString('en')} bytes at random, ${RANGE_CONNECTIONS} connections`
    return [
      await compareLoads(bench, url, load, { what, unit: 'requests/s', versus: 'nginx', atLeast: 0.28 }, bench.wrk),
    ]
  })
}

/** What the host has resident at the most while 64 listeners take 16 kB a second each, beyond what it had before. */
export function measureListeners(bench: Bench): Promise<Row[]> {
  return withHost(bench, async ({ url, pid }) => {
    const [ours] = addresses(bench, url)
    await ask(ours, { headers: { Range: 'bytes=0-999999' } })
    const { before, most } = await growthWhile(pid, () => listenSlowly(ours, bench.quick ? 5 : 20))
    const measured = `+ ${megabytes(most)} (to ${megabytes(before)})`
    return [{ what: `${LISTENERS} slow audio listeners`, reach: '+ < 50 MB resident', measured, ok: most < 50e6 }]
  })
}

type Compared = Parameters<typeof comparedRow>[1] & { scale?: number }

/** The same load in turns here and on nginx, after two rounds to get warm. */
async function compareLoads(
  bench: Bench,
  url: string,
  shared: Omit<Load, 'url'>,
  { scale, ...row }: Compared,
  wrk: boolean,
) {
  const round = (address: string) => async () => {
    const load: Load = { url: address, ...shared }
    const result = await (wrk ? sendLoadByWrk(load, join(bench.dir, 'wrk.lua')) : sendLoad(load))
    return scale ? result.bytesPerSecond / scale : result.requestsPerSecond
  }
  const [ours, theirs] = addresses(bench, url)
  await round(ours)()
  await round(ours)()
  const compared = await compare(bench.quick ? 3 : 7, round(ours), theirs === null ? null : round(theirs))
  return comparedRow(compared, row)
}

/** The file's address here and, where there is one, on nginx. */
function addresses(bench: Bench, url: string): [string, string | null] {
  const { audioPath, audioFile } = showOf(bench, 'long')
  const { nginx } = bench
  if (nginx) linkOnce(audioFile, join(nginx.root, 'long.mp3'))
  return [`${url}/audio/${audioPath}`, nginx && `${nginx.url}/long.mp3`]
}

function linkOnce(file: string, link: string) {
  try {
    symlinkSync(file, link)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

/** Each listener takes what has come only so far as a player would have played it, so the sender has to wait. */
async function listenSlowly(address: string, seconds: number) {
  const { hostname, port, pathname } = new URL(address)
  let received = 0
  const sockets = Array.from({ length: LISTENERS }, () => {
    const socket = connect({
      ...{ host: hostname, port: Number(port) },
      onread: {
        buffer: Buffer.alloc(LISTENER_BYTES_PER_SECOND),
        callback(length) {
          received += length
          return false
        },
      },
    })
    socket.write(`GET ${pathname} HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`)
    return socket
  })
  for (let second = 0; second < seconds; second++) {
    await sleep(1000)
    for (const socket of sockets) socket.resume()
  }
  const alive = sockets.filter(({ destroyed }) => !destroyed).length
  for (const socket of sockets) socket.destroy()
  if (alive < LISTENERS || received < LISTENERS * seconds * 1000)
    throw new Error(`Only ${alive} listeners were served.`)
}
