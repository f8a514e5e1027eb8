import { afterAll, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { joinDatabase } from '../../src/db.ts'
import { openLog } from '../../src/log.ts'
import { eventually, type Json } from '../support/api.ts'
import { makeKey } from '../support/key.ts'
import {
  awkwardFolder,
  freePort,
  type HostProcess,
  processesNaming,
  startProcess,
  untilReady,
} from '../support/process.ts'
import { FEED_AUDIO, startFeedSource } from '../support/source-feed.ts'
import { bytes } from '../support/source-server.ts'

const source = await startFeedSource()
const folder = awkwardFolder()
const started: HostProcess[] = []
afterAll(() => {
  for (const { child } of started) child.kill('SIGKILL')
  for (const pid of processesNaming(folder.dir)) process.kill(pid, 'SIGKILL')
  folder.remove()
})

async function start() {
  const host = startProcess(folder.dir, await freePort(), { IMPORT_PRIVATE_NETWORKS: 'true' })
  started.push(host)
  await untilReady(host)
  return host
}

async function makeToken() {
  const log = openLog('silent')
  const database = await joinDatabase(readConfig({ DATA_DIR: folder.dir }), log)
  const secret = await makeKey(database)
  await database.close()
  return secret
}

test('an import goes on after a kill of everything, and no episode is there twice', async () => {
  const { item, serve, slug } = source.newFeed()
  const names = Array.from({ length: 8 }, (_, at) => `${at}`)
  const url = serve({ items: names.map((name) => item(name)) })
  // Half of them take for ever, as long as they are asked by the first process.
  for (const name of names.slice(4)) source.answers[`/${slug}-${name}.mp3`] = () => undefined

  const first = await start()
  const headers = { Authorization: `Bearer ${await makeToken()}`, 'Content-Type': 'application/json' }
  const asked = await fetch(`${first.url}/api/v1/imports`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ url, slug }),
  })
  const { id } = (await asked.json()) as Json
  const look = (host: HostProcess) => async (): Promise<Json> =>
    (await fetch(`${host.url}/api/v1/imports/${id}`, { headers })).json()
  await eventually(look(first), ({ done }) => done === 4, 30_000)

  first.child.kill('SIGKILL')
  for (const pid of processesNaming(folder.dir)) process.kill(pid, 'SIGKILL')
  await first.ended
  for (const name of names.slice(4)) source.answers[`/${slug}-${name}.mp3`] = bytes(FEED_AUDIO, 'audio/mpeg')

  const second = await start()
  expect(await look(second)()).toMatchObject({ state: 'running', total: 8, done: 4 })
  const done = await eventually(look(second), ({ state }) => state === 'done', 60_000)
  expect(done.counts).toEqual({ planned: 0, imported: 8, unchanged: 0, failed: 0 })
  for (const name of names.slice(0, 4))
    expect(source.asked.filter((path) => path === `/${slug}-${name}.mp3`)).toHaveLength(1)
  const list = await fetch(`${second.url}/api/v1/shows/${slug}/episodes`)
  const { episodes } = (await list.json()) as Json
  expect(new Set(episodes.map(({ guid }: Json) => guid)).size).toBe(8)
  expect(episodes).toHaveLength(8)

  second.child.kill('SIGTERM')
  expect(await second.ended).toBe(0)
}, 180_000)
