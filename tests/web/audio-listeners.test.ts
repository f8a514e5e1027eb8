import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, renameSync } from 'node:fs'
import { type IncomingMessage, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { eventually, SAMPLE } from '../support/api.ts'
import { askRaw } from '../support/raw.ts'
import { episodeRow, showRow } from '../support/rows.ts'
import { storagePlaces } from '../support/storage-places.ts'

const MIB = 1024 * 1024
/** An hour or so of speech. */
const long = longAudio(60 * MIB)
const sha256 = createHash('sha256').update(long).digest('hex')

for (const { name, host, line } of await storagePlaces()) {
  describe(`audio on a ${name}`, () => {
    const put = async (bytes: Buffer) => {
      const { enclosure } = await episodeRow(host, await showRow(host), {}, { bytes: bytes.length })
      await host.storage.put(enclosure!.key, bytes, 'audio/mpeg')
      return { path: `/audio/${enclosure!.path}`, key: enclosure!.key }
    }
    let path: string
    beforeAll(async () => {
      path = (await put(long)).path
    })

    test('a listener who leaves in the middle ends the reading, and nothing is left open', async () => {
      await listen(`${host.url}${path}`, 1)
      const before = openDescriptors()
      const unhandled: unknown[] = []
      const note = (error: unknown) => unhandled.push(error)
      process.on('unhandledRejection', note)
      for (let round = 0; round < 10; round++)
        await Promise.all([1, 100_000, 300_000, MIB, 3 * MIB, 9 * MIB].map((bytes) => listen(host.url + path, bytes)))
      await eventually(
        async () => openDescriptors(),
        (open) => open <= before + 4,
      )
      process.off('unhandledRejection', note)
      expect(unhandled).toEqual([])
      if (line)
        await eventually(
          async () => line.busiest().open,
          (open) => !open,
        )
    })

    test('a listener who leaves before the first byte harms nobody', async () => {
      await Promise.all(Array.from({ length: 20 }, () => listen(host.url + path, 0)))
      expect((await askRaw(host, path, { Range: 'bytes=0-1' })).status).toBe(206)
    })

    test('a listener who takes nothing makes the host hold next to nothing, and gets the rest when he goes on', async () => {
      const heldBefore = held()
      const downBefore = line?.bytesDown() ?? 0
      const waiting = await Promise.all(Array.from({ length: 4 }, () => open(host.url + path)))
      let most = 0
      for (let looks = 0; looks < 20; looks++) {
        await sleep(50)
        most = Math.max(most, held() - heldBefore)
      }
      // The bucket of the tests lives in this process too, so there it is what the host has fetched that counts.
      if (line) expect(line.bytesDown() - downBefore).toBeLessThan(4 * 20 * MIB)
      else expect(most).toBeLessThan(4 * 4 * MIB)
      for (const answer of waiting) expect(await sha256Of(answer)).toBe(sha256)
    })

    test('audio the storage does not show is to be asked for again, not gone', async () => {
      const lost = await put(Buffer.from('not for long'))
      expect((await askRaw(host, lost.path)).status).toBe(200)
      await host.storage.remove(lost.key)
      for (const method of ['GET', 'HEAD']) {
        const { status, headers } = await askRaw(host, lost.path, {}, method)
        expect([status, headers['retry-after'], headers['cache-control']]).toEqual([503, '30', 'no-store'])
      }
    })

    if (line)
      test('a bucket that breaks off in the middle ends the connection, so that a player asks for the rest', async () => {
        const answer = await open(host.url + path)
        const rest = sha256Of(answer)
        line.carrying().destroy()
        await expect(rest).rejects.toMatchObject({ code: 'ECONNRESET' })
        expect((await askRaw(host, path, { Range: 'bytes=-1000' })).status).toBe(206)
      })

    test('while the storage is away, audio is answered 503 with a time to come back', async () => {
      if (line) line.cut()
      else renameSync(`${host.dir}/objects`, `${host.dir}/objects-away`)
      // A file that was opened a moment ago is lent to new readers for two seconds.
      const { headers } = await eventually(
        () => askRaw(host, path),
        ({ status }) => status === 503,
      )
      const said = { 'retry-after': '30', 'cache-control': 'no-store', 'access-control-allow-origin': '*' }
      expect(headers).toMatchObject(said)
      expect(headers).not.toHaveProperty('etag')
    })
  })
}

const openDescriptors = () => readdirSync('/dev/fd').length

/** What this process holds outside its heap: buffers. */
const held = () => process.memoryUsage().external

/** Begins to listen and takes nothing. */
const open = (url: string) =>
  new Promise<IncomingMessage>(
    (resolve, reject) => void request(url, { agent: false }, resolve).on('error', reject).end(),
  )

/** Listens to the first bytes, then is gone without a word. */
async function listen(url: string, bytes: number) {
  if (bytes === 0) {
    const leaving = request(url, { agent: false }).on('error', () => undefined)
    leaving.end(() => setTimeout(() => leaving.destroy(), 2))
    return void (await new Promise((resolve) => leaving.once('close', resolve)))
  }
  const answer = await open(url)
  let taken = 0
  for await (const chunk of answer) {
    taken += chunk.length
    if (taken >= bytes) break
  }
  answer.destroy()
}

async function sha256Of(answer: IncomingMessage) {
  const hash = createHash('sha256')
  for await (const chunk of answer) hash.update(chunk)
  return hash.digest('hex')
}

/** The frames of a sample again and again. */
function longAudio(bytes: number): Buffer {
  const frames = readFileSync(SAMPLE).subarray(61_000)
  return Buffer.alloc(bytes, frames)
}
