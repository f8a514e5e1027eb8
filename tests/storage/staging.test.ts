import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { dropStaged, stageBytes, stageStream, sweepStaged } from '../../src/storage/staging.ts'

const LIMIT = 100_000_000

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'staging-'))
  onTestFinished(() => rm(dir, { recursive: true, force: true }))
})

test('a stream is staged byte for byte, with its size and its hash', async () => {
  const bytes = randomBytes(5_000_001)
  const sizes = [1, 65_536, 7, 1_500_000, 300]
  const chunks: Buffer[] = []
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const chunk = bytes.subarray(at, at + sizes[turn % sizes.length]!)
    chunks.push(chunk)
    at += chunk.length
  }
  const file = await stageStream(dir, Readable.from(chunks), { name: 'Folge 1.mp3', maxBytes: LIMIT })
  expect(file).toMatchObject({ name: 'Folge 1.mp3', bytes: bytes.length })
  expect(file.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
  expect(bytes.equals(await readFile(file.path))).toBe(true)
})

test('nothing is staged as an empty file', async () => {
  const file = await stageStream(dir, Readable.from([]), { name: 'empty', maxBytes: LIMIT })
  expect(file.bytes).toBe(0)
  expect(await readFile(file.path)).toHaveLength(0)
})

test('the name of the file is not the sender’s, and only this host may read it', async () => {
  const [one, two] = await Promise.all([1, 2].map(() => stageBytes(dir, randomBytes(10), '../../etc/passwd')))
  expect(await readdir(dir)).toHaveLength(2)
  expect(one!.path).not.toBe(two!.path)
  expect((await stat(one!.path)).mode & 0o777).toBe(0o600)
})

test('as many bytes as the limit are taken', async () => {
  const { bytes } = await stageStream(dir, Readable.from([randomBytes(1000)]), { name: 'x', maxBytes: 1000 })
  expect(bytes).toBe(1000)
})

test('one byte more is refused while the rest is still on its way, and nothing stays', async () => {
  const endless = Readable.from(
    (function* () {
      for (;;) yield Buffer.alloc(100_000)
    })(),
  )
  const staged = stageStream(dir, endless, { name: 'x', maxBytes: 1_000_000 })
  await expect(staged).rejects.toMatchObject({ status: 413, code: 'too-large' })
  expect(endless.destroyed).toBe(true)
  expect(await readdir(dir)).toEqual([])
})

test('an upload that breaks off leaves nothing', async () => {
  const stream = new PassThrough()
  const staged = stageStream(dir, stream, { name: 'x', maxBytes: LIMIT })
  stream.write(randomBytes(100_000))
  await vi.waitFor(async () => expect(await readdir(dir)).toHaveLength(1), 15_000)
  stream.destroy(new Error('connection lost'))
  await expect(staged).rejects.toThrow('connection lost')
  expect(await readdir(dir)).toEqual([])
})

test('a stream that breaks off before the file is open leaves nothing', async () => {
  const stream = new PassThrough()
  const staged = stageStream(dir, stream, { name: 'x', maxBytes: LIMIT })
  stream.destroy(new Error('connection lost'))
  await expect(staged).rejects.toThrow('connection lost')
  expect(await readdir(dir)).toEqual([])
})

test('an abort leaves nothing', async () => {
  const stream = new PassThrough()
  const aborting = new AbortController()
  const staged = stageStream(dir, stream, { name: 'x', maxBytes: LIMIT, signal: aborting.signal })
  stream.write(randomBytes(100_000))
  await vi.waitFor(async () => expect(await readdir(dir)).toHaveLength(1), 15_000)
  aborting.abort()
  await expect(staged).rejects.toMatchObject({ name: 'AbortError' })
  expect(stream.destroyed).toBe(true)
  expect(await readdir(dir)).toEqual([])
})

test.each(['gone', 'a file'])('a folder that is %s is a 503', async (folder) => {
  await writeFile(join(dir, 'a file'), '')
  const stream = Readable.from([randomBytes(10)])
  const staged = stageStream(join(dir, folder), stream, { name: 'x', maxBytes: LIMIT })
  await expect(staged).rejects.toMatchObject({ status: 503, code: 'storage-away' })
  expect(stream.destroyed).toBe(true)
})

test('dropping removes the file, and once more is fine', async () => {
  const file = await stageBytes(dir, randomBytes(10), 'x')
  await dropStaged(file)
  await dropStaged(file)
  expect(await readdir(dir)).toEqual([])
})

test('a sweep removes what a killed host left staged, and nothing else', async () => {
  const hour = 3_600_000
  const old = await stageBytes(dir, randomBytes(10), 'old')
  const fresh = await stageBytes(dir, randomBytes(10), 'fresh')
  await writeFile(join(dir, 'resumable-upload'), '')
  const past = new Date(Date.now() - 2 * hour)
  await utimes(old.path, past, past)
  await utimes(join(dir, 'resumable-upload'), past, past)

  await sweepStaged(dir, new Date(Date.now() - hour))
  const left = [fresh.path, join(dir, 'resumable-upload')]
  expect((await readdir(dir)).map((name) => join(dir, name)).toSorted()).toEqual(left.toSorted())
})
