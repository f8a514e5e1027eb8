import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startEmbeddedPostgres } from '../../src/embedded-postgres.ts'
import { silentFrames } from '../samples/bytes.ts'
import { ask, askJson, COVER, createShow, eventually, type Json, publish, putFile, upload } from '../support/api.ts'
import { feedOf } from '../support/feeds.ts'
import { startHost } from '../support/host.ts'
import { askRaw } from '../support/raw.ts'
import { restarted } from '../support/restarted.ts'

const dir = mkdtempSync(join(tmpdir(), 'sendeplatz-addresses-'))
chmodSync(dir, 0o755)
const folder = join(dir, 'postgres')
let server = await startEmbeddedPostgres(folder)
afterAll(async () => {
  await server.stop()
  rmSync(dir, { recursive: true, force: true })
})
const host = await startHost({ connection: server.connection })
const ELSEWHERE = 'https://podcasts.example.org/feed.xml'
const here = (path: string) => `https://podcast.example${path}`

/** What each address answers from now on: a status, or where it leads. */
const answers = new Map<string, number | string>()
/** Those among them whose answer needs no database. */
const fromMemory: string[] = []

const pathOf = (url: string) => new URL(url).pathname

async function publishedShow(slug: string): Promise<{ cover: string; audio: string }> {
  await createShow(host, { slug })
  const show = (await putFile(host, `/api/v1/shows/${slug}/artwork`, 'artwork', COVER)).json
  const { json } = await upload(host, slug, { file: silentFrames(1000), before: { title: 'Eins', slug: 'eins' } })
  const { json: episode } = await publish(host, json.id)
  await eventually(
    () => feedOf(host, slug),
    (xml) => xml.includes(episode.guid),
  )
  return { cover: pathOf(show.artwork.url), audio: pathOf(episode.audio.url) }
}

async function answerTo(at: { url: string }, path: string, method = 'GET') {
  const { status, headers } = await askRaw(at, path, {}, method)
  return status === 301 ? headers.location : status
}
const answersOf = async (at: { url: string }, paths: string[], method?: string) =>
  Object.fromEntries(await Promise.all(paths.map(async (path) => [path, await answerTo(at, path, method)])))
const expected = (paths: string[]) => Object.fromEntries(paths.map((path) => [path, answers.get(path)]))
const isRight = (found: Json, paths: string[]) => paths.every((path) => found[path] === answers.get(path))

beforeAll(async () => {
  const rename = (from: string, slug: string) => askJson(host, 'PATCH', `/api/v1/shows/${from}`, { slug })

  const renamed = await publishedShow('alt')
  const { json } = await ask(host, 'GET', '/api/v1/shows/alt/episodes')
  await askJson(host, 'PATCH', `/api/v1/episodes/${json.episodes[0].id}`, { slug: 'zwei' })
  await rename('alt', 'neu')
  answers.set('/feeds/alt.xml', here('/feeds/neu.xml')).set('/feeds/alt.xml?page=1', here('/feeds/neu.xml?page=1'))
  answers.set('/alt', here('/neu')).set('/alt/eins', here('/neu/zwei')).set('/neu/eins', here('/neu/zwei'))
  fromMemory.push(...answers.keys())
  answers.set('/feeds/neu.xml', 200).set(renamed.cover, 200).set(renamed.audio, 200)
  fromMemory.push('/feeds/neu.xml', renamed.cover, renamed.audio)
  answers.set('/neu', 200).set('/neu/zwei', 200)
  const underNew = renamed.audio.replace('alt/eins', 'neu/zwei')
  answers.set(underNew, here(renamed.audio))

  const moved = await publishedShow('gezogen')
  await askJson(host, 'PUT', '/api/v1/shows/gezogen/move', { to: ELSEWHERE })
  answers.set('/feeds/gezogen.xml', ELSEWHERE).set(moved.audio, 200)
  fromMemory.push('/feeds/gezogen.xml', moved.audio)
  answers.set('/gezogen', 200).set('/gezogen/eins', 200)

  const deleted = await publishedShow('geloescht')
  await ask(host, 'DELETE', '/api/v1/shows/geloescht')
  for (const path of ['/feeds/geloescht.xml', '/geloescht', '/geloescht/eins']) {
    answers.set(path, 404)
    fromMemory.push(path)
  }
  answers.set(deleted.audio, 404).set(deleted.cover, 404)

  const gone = await publishedShow('vorher')
  await rename('vorher', 'fort')
  await ask(host, 'DELETE', '/api/v1/shows/fort')
  await host.db.show.update({ where: { slug: 'fort' }, data: { goneAt: host.now() } })
  for (const slug of ['vorher', 'fort']) {
    for (const path of [`/feeds/${slug}.xml`, `/${slug}`, `/${slug}/eins`, gone.audio.replace('vorher', slug)]) {
      answers.set(path, 410)
      fromMemory.push(path)
    }
  }
  answers.set(gone.cover, 410)
  for (const path of ['/feeds/nie.xml', '/nie', '/neu/nie', '/audio/nie/nie-0123abcd.mp3']) answers.set(path, 404)

  const all = [...answers.keys()]
  await eventually(
    () => answersOf(host, all),
    (found) => isRight(found, all),
  )
})

test.each(['GET', 'HEAD'])('every address there ever was answers as it should to %s', async (method) => {
  const all = [...answers.keys()]
  expect(await answersOf(host, all, method)).toEqual(expected(all))
})

test('after a restart they answer the same', async () => {
  const all = [...answers.keys()]
  await restarted(host, {}, async (again) => expect(await answersOf(again, all)).toEqual(expected(all)))
})

test('while the database is away, what was led or gone still is, and nothing that is there is called unknown', async () => {
  await server.stop()
  expect(await answersOf(host, fromMemory)).toEqual(expected(fromMemory))
  const all = [...answers.keys()]
  const found = await answersOf(host, all)
  expect(all.filter((path) => found[path] !== 503 && found[path] !== answers.get(path))).toEqual([])
})

test('when it is back, all of them answer as before', async () => {
  server = await startEmbeddedPostgres(folder)
  const all = [...answers.keys()]
  await eventually(
    () => answersOf(host, all),
    (found) => isRight(found, all),
    10_000,
  )
})
