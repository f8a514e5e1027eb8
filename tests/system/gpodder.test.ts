import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { askJson, createShow, eventually, publishedEpisode, SAMPLE } from '../support/api.ts'
import { feedOf, readFeed } from '../support/feeds.ts'
import { startForward } from '../support/forward.ts'
import { startHost } from '../support/host.ts'

const forward = await startForward()
const host = await startHost({ env: { PUBLIC_URL: forward.url } })
forward.to(host.url)
const audio = readFileSync(SAMPLE)
const TITLES = ['Wien', 'Zürich & „Basel“']
const CUT_BYTES = 100_000

/** Where the app keeps its subscriptions and files. */
let home: string
const feed = `${forward.url}/feeds/nachtzug.xml`
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'sendeplatz-gpodder-'))
  await createShow(host, { slug: 'nachtzug' })
  for (const title of TITLES) await publishedEpisode(host, 'nachtzug', { title })
  await eventually(
    () => feedOf(host, 'nachtzug'),
    (xml) => readFeed(xml).items?.length === 2,
  )
  // A download that ends early stays as it is, to be resumed by hand.
  await gpo('set', 'auto.retries', '0')
})
afterAll(() => rm(home, { recursive: true, force: true }))

test('AC-31 gPodder subscribes, and is told that nothing is new', async () => {
  await gpo('subscribe', feed)
  await gpo('update')
  expect(askedFor('/feeds/').map(({ status }) => status)).toEqual([200, 304])
  const listed = await gpo('episodes')
  for (const title of TITLES) expect(listed).toContain(title)
})

test('AC-31 gPodder downloads what was uploaded, and what a broken connection cut it resumes to the same bytes', async () => {
  forward.cutAudioAfter(CUT_BYTES)
  await gpo('download', feed)
  const [whole, part] = [await files('.mp3'), await files('.partial')]
  expect([whole.length, part.length]).toEqual([1, 1])
  expect(audio.equals(await readFile(whole[0]!))).toBe(true)
  const { size } = await stat(part[0]!)
  expect(size).toBeGreaterThan(0)
  expect(size).toBeLessThanOrEqual(CUT_BYTES)

  await gpo('resume')
  expect(askedFor('/audio/').map(({ status, headers }) => [status, headers.range])).toEqual([
    [200, undefined],
    [200, undefined],
    [206, `bytes=${size}-`],
  ])
  expect(await files('.partial')).toEqual([])
  const all = await Promise.all((await files('.mp3')).map((path) => readFile(path)))
  expect(all.map((bytes) => audio.equals(bytes))).toEqual([true, true])
})

test('AC-32 gPodder follows a show to its new address and finds no episode twice', async () => {
  await askJson(host, 'PATCH', '/api/v1/shows/nachtzug', { slug: 'nachtzuege' })
  await eventually(
    () => feedOf(host, 'nachtzuege'),
    (xml) => xml.includes('/feeds/nachtzuege.xml'),
  )
  await gpo('update')
  // It looks where it is led to, and then reads the feed there.
  expect(askedFor('/feeds/').map(({ status }) => status)).toEqual([200, 304, 301, 200, 200])
  expect(await gpo('list')).toContain(`${forward.url}/feeds/nachtzuege.xml`)
  expect(await gpo('list')).not.toContain(feed)
  const listed = await gpo('episodes')
  for (const title of TITLES) expect(listed.split(title)).toHaveLength(2)
})

/** Runs a command of gPodder's without a display; what it prints. */
async function gpo(...words: string[]): Promise<string> {
  const env = { PATH: process.env.PATH, HOME: home, GPODDER_HOME: home, LANG: 'C.UTF-8' }
  const { stdout } = await promisify(execFile)('gpo', words, { env, timeout: 30_000 })
  return stdout
}

const askedFor = (beginning: string) => forward.forwarded.filter(({ path }) => path.startsWith(beginning))

async function files(ending: string): Promise<string[]> {
  const names = await readdir(join(home, 'Downloads'), { recursive: true })
  return names.filter((name) => name.endsWith(ending)).map((name) => join(home, 'Downloads', name))
}
