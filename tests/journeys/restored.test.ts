import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { eventually, type Json } from '../support/api.ts'
import { feedOf, readFeed } from '../support/feeds.ts'
import { awkwardFolder, freePort, type HostProcess, startProcess, untilReady } from '../support/process.ts'

const [folder, elsewhere] = [awkwardFolder(), awkwardFolder()]
const started: HostProcess[] = []
afterAll(() => {
  for (const { child } of started) child.kill('SIGKILL')
  for (const { remove } of [folder, elsewhere]) remove()
})

const SHOW = 'pod-kaffee'
const COPY = join(elsewhere.dir, 'copy')
const PUBLIC_URL = 'https://podcast.example'

async function whileRunning<T>(
  dir: string,
  publicUrl: string,
  program: string,
  use: (host: HostProcess) => Promise<T>,
) {
  const host = startProcess(dir, await freePort(), { PUBLIC_URL: publicUrl }, program)
  started.push(host)
  await untilReady(host)
  try {
    return await use(host)
  } finally {
    host.child.kill('SIGTERM')
    await host.ended
  }
}

const guidsIn = (xml: string) => {
  const { podcast, items } = readFeed(xml)
  return { show: podcast.guid, episodes: items.map(({ guid }: Json) => guid) }
}

/** The bytes behind each enclosure of a feed, by its address. */
async function audioIn(host: HostProcess, xml: string) {
  const paths = [...xml.matchAll(/<enclosure url="[^"]*?(\/audio\/[^"]+)"/g)].map(([, path]) => path!)
  return Promise.all(paths.map(async (path) => [path, await (await fetch(host.url + path)).bytes()] as const))
}

test('a copy of the folder of a stopped host is the same host elsewhere: feed, audio and guids', async () => {
  const before = await whileRunning(folder.dir, PUBLIC_URL, 'demo/start.ts', async (host) => {
    const feed = await feedOf(host, SHOW)
    return { feed, audio: await audioIn(host, feed) }
  })
  expect(before.audio).toHaveLength(4)

  execFileSync('cp', ['-a', folder.dir, COPY])
  // What is made from the rows must not be needed from the copy.
  rmSync(join(COPY, 'feeds'), { recursive: true })
  folder.remove()

  await whileRunning(COPY, PUBLIC_URL, 'src/server.ts', async (host) => {
    expect(await feedOf(host, SHOW)).toBe(before.feed)
    expect(await audioIn(host, before.feed)).toEqual(before.audio)
  })
  const renamed = await whileRunning(COPY, 'https://audio.land.example', 'src/server.ts', (host) =>
    eventually(
      () => feedOf(host, SHOW),
      (xml) => xml.includes('<enclosure url="https://audio.land.example/'),
      60_000,
    ),
  )
  expect(guidsIn(renamed)).toEqual(guidsIn(before.feed))
}, 180_000)
