import { randomBytes } from 'node:crypto'
import { fstat, read as readDescriptor } from 'node:fs'
import { appendFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { audioKey } from '../../src/storage/object-keys.ts'
import { stageBytes } from '../../src/storage/staging.ts'
import type { Storage } from '../../src/storage/storage.ts'

/** A store under test, and what can be seen of it from outside. */
export interface Place {
  storage: Storage
  /** The same kind of store where nothing answers. */
  away: Storage
  /** How many unfinished files or uploads lie there. */
  unfinished(): Promise<number>
  close(): Promise<void>
}

/** What a server that stands in for the real one does wrong; these facts are left to the real one. */
export type Lack = 'ranges of the first byte' | 'replacing in one step' | 'keys in the order of their bytes'

/** What every storage keeps to, whatever it stands on. */
export function storageContract(name: string, open: () => Promise<Place>, lacks: Lack[] = []) {
  describe(name, () => {
    let place: Place
    let storage: Storage
    let staging: string
    beforeAll(async () => {
      staging = await mkdtemp(join(tmpdir(), 'staging-'))
      place = await open()
      storage = place.storage
    })
    afterAll(async () => {
      await place?.close()
      await rm(staging, { recursive: true, force: true })
    })

    const stage = (bytes: Uint8Array) => stageBytes(staging, bytes, 'episode.mp3')
    const keysUnder = async (prefix: string) => (await Array.fromAsync(storage.list(prefix))).map(({ key }) => key)

    test('what is kept comes back byte for byte, under a key with its hash', async () => {
      const bytes = randomBytes(300_000)
      const file = await stage(bytes)
      const key = audioKey({ showId: 'show', episodeId: 'e', uploadId: 'u', sha256: file.sha256, extension: 'mp3' })
      await storage.keep(key, file, 'audio/mpeg')
      expect(bytes.equals(await read(storage, key))).toBe(true)
    })

    test('40 MB are kept whole', async () => {
      const bytes = randomBytes(40_000_000)
      await storage.keep('audio/large.mp3', await stage(bytes), 'audio/mpeg')
      expect(bytes.equals(await read(storage, 'audio/large.mp3'))).toBe(true)
      expect(await place.unfinished()).toBe(0)
    })

    test('an empty object is an object', async () => {
      await storage.put('empty/put', new Uint8Array(), 'text/plain')
      await storage.keep('empty/kept', await stage(new Uint8Array()), 'text/plain')
      expect(await read(storage, 'empty/put')).toHaveLength(0)
      expect(await read(storage, 'empty/kept')).toHaveLength(0)
      expect(await Array.fromAsync(storage.list('empty/'))).toMatchObject([{ bytes: 0 }, { bytes: 0 }])
    })

    test('keeping the same file twice changes nothing', async () => {
      const bytes = randomBytes(50_000)
      await storage.keep('audio/twice.mp3', await stage(bytes), 'audio/mpeg')
      await storage.keep('audio/twice.mp3', await stage(bytes), 'audio/mpeg')
      expect(bytes.equals(await read(storage, 'audio/twice.mp3'))).toBe(true)
      expect(await keysUnder('audio/twice')).toEqual(['audio/twice.mp3'])
    })

    test.each([
      [1, 1],
      [0, 59_999],
      [60_000, 119_999],
      [199_999, 199_999],
      [0, 199_999],
    ])('bytes %i to %i of an object are exactly those', async (start, end) => {
      const bytes = Buffer.from(Array.from({ length: 200_000 }, (_, at) => (at * 7) % 251))
      await storage.put('ranges/object', bytes, 'audio/mpeg')
      const range = await read(storage, 'ranges/object', { start, end })
      expect(range.equals(bytes.subarray(start, end + 1))).toBe(true)
    })

    test.runIf(!lacks.includes('ranges of the first byte'))('the first byte alone can be asked for', async () => {
      await storage.put('ranges/first', Buffer.from('abc'), 'audio/mpeg')
      expect(String(await read(storage, 'ranges/first', { start: 0, end: 0 }))).toBe('a')
    })

    test('an unknown key is not found', async () => {
      await expect(storage.open('audio/nobody/knows.mp3')).rejects.toMatchObject({ status: 404, code: 'not-found' })
    })

    test.each(['../outside', 'audio/../../outside', '/etc/passwd', 'audio//x', '.incoming/x', 'a\0b', ''])(
      'a key like %j is a bug',
      async (key) => {
        await expect(storage.open(key)).rejects.toThrow('Not a storage key')
        await expect(storage.put(key, Buffer.from('x'), 'text/plain')).rejects.toThrow('Not a storage key')
        await expect(storage.remove(key)).rejects.toThrow('Not a storage key')
      },
    )

    test('a staged file that grew after it was received is refused, and nothing is kept', async () => {
      const file = await stage(randomBytes(1000))
      await appendFile(file.path, 'more')
      await expect(storage.keep('changed/grown', file, 'audio/mpeg')).rejects.toMatchObject({
        status: 503,
        code: 'storage-damaged',
      })
      expect(await keysUnder('changed/')).toEqual([])
    })

    test('a keep that is refused or given up leaves what was kept before', async () => {
      const bytes = randomBytes(1000)
      await storage.keep('audio/before.mp3', await stage(bytes), 'audio/mpeg')
      const shorter = await stage(bytes)
      await writeFile(shorter.path, 'short')
      await expect(storage.keep('audio/before.mp3', shorter, 'audio/mpeg')).rejects.toThrow()
      const givenUp = storage.keep('audio/before.mp3', await stage(bytes), 'audio/mpeg', AbortSignal.abort())
      await expect(givenUp).rejects.toThrow()
      expect(bytes.equals(await read(storage, 'audio/before.mp3'))).toBe(true)
    })

    test('an aborted keep leaves nothing, not even parts', async () => {
      const file = await stage(randomBytes(1000))
      await expect(storage.keep('aborted/file', file, 'audio/mpeg', AbortSignal.abort())).rejects.toThrow()
      expect(await keysUnder('aborted/')).toEqual([])
      expect(await place.unfinished()).toBe(0)
    })

    test('put replaces what was there', async () => {
      await storage.put('feeds/replaced.xml', Buffer.from('old and longer'), 'application/rss+xml')
      await storage.put('feeds/replaced.xml', Buffer.from('new'), 'application/rss+xml')
      expect(String(await read(storage, 'feeds/replaced.xml'))).toBe('new')
    })

    test.runIf(!lacks.includes('replacing in one step'))('who reads while it is replaced sees old or new', async () => {
      const versions = ['a', 'b'].map((letter) => Buffer.from(letter.repeat(200_000)))
      await storage.put('feeds/live.xml', versions[0]!, 'application/rss+xml')
      let writing = true
      const readers = Array.from({ length: 4 }, async () => {
        while (writing) {
          const seen = await read(storage, 'feeds/live.xml')
          expect(versions.some((version) => version.equals(seen))).toBe(true)
        }
      })
      for (let round = 1; round <= 20; round++) await storage.put('feeds/live.xml', versions[round % 2]!, 'text/xml')
      writing = false
      await Promise.all(readers)
    })

    test('a list has the keys of its prefix, in their order, with sizes and times', async () => {
      const keys = ['list/a/2', 'list/a/b/1', 'list/ab', 'list/b', 'listed']
      for (const key of keys.toReversed()) await storage.put(key, Buffer.from('12345'), 'text/plain')
      expect(await keysUnder('list/')).toEqual(keys.slice(0, 4))
      expect(await keysUnder('list/a')).toEqual(keys.slice(0, 3))
      expect(await keysUnder('list/a/')).toEqual(keys.slice(0, 2))
      expect(await keysUnder('nothing/')).toEqual([])
      const [first] = await Array.fromAsync(storage.list('listed'))
      expect(first).toMatchObject({ key: 'listed', bytes: 5 })
      expect(Math.abs(+first!.keptAt - Date.now())).toBeLessThan(60_000)
    })

    test.runIf(!lacks.includes('keys in the order of their bytes'))('a hyphen comes before a slash', async () => {
      for (const key of ['order/a/b', 'order/a-b']) await storage.put(key, Buffer.from('x'), 'text/plain')
      expect(await keysUnder('order/')).toEqual(['order/a-b', 'order/a/b'])
    })

    test('removing takes an object away, and once more is fine', async () => {
      await storage.put('removed/object', Buffer.from('x'), 'text/plain')
      await storage.remove('removed/object')
      await storage.remove('removed/object')
      await expect(storage.open('removed/object')).rejects.toMatchObject({ status: 404 })
    })

    test('objects opened and closed unread hold no descriptors', async () => {
      await storage.put('audio/unread.mp3', randomBytes(3_000_000), 'audio/mpeg')
      const before = (await readdir('/dev/fd')).length
      for (let round = 0; round < 30; round++) {
        const opened = await storage.open('audio/unread.mp3')
        opened.close()
        opened.close()
      }
      await vi.waitFor(async () => expect((await readdir('/dev/fd')).length).toBeLessThan(before + 10), 15_000)
    })

    test('a store that is there says so', async () => {
      await expect(storage.check()).resolves.toBeUndefined()
    })

    test('a store that is away refuses soon, and says when to come back', async () => {
      const refusal = { status: 503, code: 'storage-away', retryAfterSeconds: expect.any(Number) }
      const file = await stage(Buffer.from('x'))
      const { away } = place
      const began = Date.now()
      await Promise.all([
        expect(away.check()).rejects.toMatchObject(refusal),
        expect(away.open('audio/x.mp3')).rejects.toMatchObject(refusal),
        expect(away.put('feeds/x.xml', Buffer.from('x'), 'text/xml')).rejects.toMatchObject(refusal),
        expect(away.keep('audio/x.mp3', file, 'audio/mpeg')).rejects.toMatchObject(refusal),
        expect(Array.fromAsync(away.list(''))).rejects.toMatchObject(refusal),
      ])
      expect(Date.now() - began).toBeLessThan(10_000)
    })
  })
}

/** The bytes of an object, or of a range of it, read as their senders do. */
async function read(storage: Storage, key: string, range?: { start: number; end: number }): Promise<Buffer> {
  const opened = await storage.open(key, range)
  try {
    if (opened.from === 'bucket') return await buffer(opened.stream)
    const { start, end } = range ?? { start: 0, end: (await promisify(fstat)(opened.fd)).size - 1 }
    const bytes = Buffer.alloc(end - start + 1)
    const { bytesRead } = await promisify(readDescriptor)(opened.fd, bytes, 0, bytes.length, start)
    return bytes.subarray(0, bytesRead)
  } finally {
    opened.close()
  }
}
