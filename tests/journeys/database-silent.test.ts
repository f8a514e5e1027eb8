import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectDatabase } from '../../src/db.ts'
import type { Log } from '../../src/log.ts'
import { ask, askJson, createShow, eventually, giveCover, type Json, publishedEpisode } from '../support/api.ts'
import { copyDatabase, startHost } from '../support/host.ts'
import { startLine } from '../support/silent-line.ts'

/** What a browser, a program or whoever looks after the host waits for at most. */
const PATIENCE_MILLISECONDS = 12_000

const own = await copyDatabase()
const line = await startLine({ path: join(String(own.host), '.s.PGSQL.5432') })
const host = await startHost({ connection: { ...own, host: '127.0.0.1', port: line.port } })
afterAll(() => line.close())

let show: string
let episode: Json
beforeAll(async () => {
  show = (await createShow(host)).slug
  await giveCover(host, show)
  episode = await publishedEpisode(host, show)
  await eventually(async () => host.feeds.peek(show), Boolean)
  // Until it is held here, audio is looked up in the database.
  const path = new URL(episode.audio.url).pathname.slice('/audio/'.length)
  await eventually(async () => host.media.peek('audio', path), Boolean)
})

const heard = async () => (await fetch(host.url + new URL(episode.audio.url).pathname)).status
const pathOf = () => new URL(episode.url).pathname

async function timed(asking: Promise<{ status: number; headers: Headers }>) {
  const began = performance.now()
  const { status, headers } = await asking
  return { status, retry: headers.get('Retry-After'), isSoon: performance.now() - began < PATIENCE_MILLISECONDS }
}

test('a statement that takes long is waited for, and connections that nobody uses are no warning', async () => {
  const warned: string[] = []
  const log = { ...host.log, warn: (_: object, sentence: string) => void warned.push(sentence) } as Log
  const { db, close } = connectDatabase(await copyDatabase(), log)
  expect(await db.$queryRaw`SELECT pg_sleep(7)::text AS "slept"`).toEqual([{ slept: '' }])
  await sleep(9000)
  await close()
  expect(warned).toEqual([])
}, 60_000)

test('a database that keeps silent is away after some seconds, feed and audio go on, and so does all when it speaks', async () => {
  // On these the silence comes while somebody waits.
  await Promise.all(Array.from({ length: 4 }, () => fetch(host.url + pathOf())))
  line.fallSilent()
  const asked = [
    fetch(host.url + pathOf()),
    fetch(`${host.url}/${show}`),
    ask(host, 'GET', `/api/v1/episodes/${episode.id}`),
    askJson(host, 'PATCH', `/api/v1/episodes/${episode.id}`, { title: 'Anders' }),
    ...Array.from({ length: 20 }, () => fetch(host.url + pathOf())),
  ].map(timed)
  expect((await fetch(`${host.url}/feeds/${show}.xml`)).status).toBe(200)
  expect(await heard()).toBe(200)
  for (const answer of await Promise.all(asked)) expect(answer).toEqual({ status: 503, retry: '30', isSoon: true })

  line.speakAgain()
  await eventually(
    async () => (await fetch(host.url + pathOf())).status,
    (status) => status === 200,
    20_000,
  )
  const changed = await askJson(host, 'PATCH', `/api/v1/episodes/${episode.id}`, { title: 'Wieder da' })
  expect([changed.status, changed.json.title]).toEqual([200, 'Wieder da'])
}, 90_000)
