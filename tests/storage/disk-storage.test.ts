import { randomBytes } from 'node:crypto'
import { statSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { diskStorage } from '../../src/storage/disk-storage.ts'
import { stageBytes } from '../../src/storage/staging.ts'
import { storageContract } from './contract.ts'

/** A folder on another file system than the temporary one, where the system has it. */
const ELSEWHERE = '/dev/shm'
const hasElsewhere = statSync(ELSEWHERE, { throwIfNoEntry: false })?.dev !== statSync(tmpdir()).dev

storageContract('a disk', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'disk-'))
  await writeFile(join(dir, 'file'), '')
  return {
    storage: diskStorage(join(dir, 'objects')),
    away: diskStorage(join(dir, 'file/objects')),
    unfinished: async () => (await readdir(join(dir, 'objects/.incoming')).catch(() => [])).length,
    close: () => rm(dir, { recursive: true }),
  }
})

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'disk-'))
  onTestFinished(() => rm(dir, { recursive: true, force: true }))
})

test('keeping on the same disk moves the file', async () => {
  const file = await stageBytes(dir, randomBytes(100), 'episode.mp3')
  const { ino } = statSync(file.path)
  await diskStorage(dir).keep('audio/x.mp3', file, 'audio/mpeg')
  expect(statSync(join(dir, 'audio/x.mp3')).ino).toBe(ino)
})

test.runIf(hasElsewhere)('from another disk a file is copied, and the copy compared', async () => {
  const uploads = await mkdtemp(join(ELSEWHERE, 'staging-'))
  onTestFinished(() => rm(uploads, { recursive: true }))
  const bytes = randomBytes(2_000_000)
  const storage = diskStorage(dir)
  await storage.keep('audio/copied.mp3', await stageBytes(uploads, bytes, 'episode.mp3'), 'audio/mpeg')
  expect(bytes.equals(await readFile(join(dir, 'audio/copied.mp3')))).toBe(true)

  const file = await stageBytes(uploads, bytes, 'episode.mp3')
  await writeFile(file.path, randomBytes(2_000_000))
  await expect(storage.keep('audio/other.mp3', file, 'audio/mpeg')).rejects.toMatchObject({ code: 'storage-damaged' })
  expect(await Array.fromAsync(storage.list(''))).toMatchObject([{ key: 'audio/copied.mp3' }])
  expect(await readdir(join(dir, '.incoming'))).toEqual([])
})

test('a sweep removes what was interrupted before the given moment, and no object', async () => {
  const storage = diskStorage(dir)
  await storage.put('feeds/a.xml', Buffer.from('a'), 'application/rss+xml')
  await mkdir(join(dir, '.incoming'), { recursive: true })
  await writeFile(join(dir, '.incoming/old'), '')
  await writeFile(join(dir, '.incoming/new'), '')
  const yesterday = new Date(Date.now() - 86_400_000)
  await utimes(join(dir, '.incoming/old'), yesterday, yesterday)
  await utimes(join(dir, 'feeds/a.xml'), yesterday, yesterday)

  await storage.sweep(new Date(Date.now() - 3_600_000))
  expect(await readdir(join(dir, '.incoming'))).toEqual(['new'])
  expect(await Array.fromAsync(storage.list(''))).toMatchObject([{ key: 'feeds/a.xml' }])
})

test('a folder that is gone is a disk that is away, not an empty one', async () => {
  const storage = diskStorage(join(dir, 'objects'))
  await storage.put('feeds/a.xml', Buffer.from('a'), 'application/rss+xml')
  await rm(join(dir, 'objects'), { recursive: true })
  await expect(storage.open('feeds/a.xml')).rejects.toMatchObject({ status: 503, code: 'storage-away' })
  await expect(Array.fromAsync(storage.list(''))).rejects.toMatchObject({ status: 503, code: 'storage-away' })
})
