import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { silentFrames } from '../samples/bytes.ts'
import { ask, COVER, createShow, eventually, giveCover, type Json, publish, putFile, upload } from '../support/api.ts'
import { startHost, type TestHost } from '../support/host.ts'

/** Two instances of one host, as behind a load balancer: one database, one storage. */
const one = await startHost()
const two = await startHost({ connection: one.connection, dataDir: one.config.dataDir })
const hosts = [one, two]

const revisionOf = async (slug: string) => (await one.db.feed.findFirstOrThrow({ where: { show: { slug } } })).revision
const statusOf = async (host: TestHost, path: string, method = 'GET') =>
  (await fetch(host.url + path, { method })).status
const feedOf = async (host: TestHost, slug: string) => (await fetch(`${host.url}/feeds/${slug}.xml`)).text()
const pathOf = (url: string) => new URL(url).pathname

/** Where the public could see something of an episode, each with whether it does. */
async function seenAt(host: TestHost, { id, show, guid, title, url, audio, artwork }: Json) {
  const listed = await ask(host, 'GET', `/api/v1/shows/${show}/episodes`, { token: null })
  const page = await (await fetch(`${host.url}/${show}`)).text()
  return {
    feed: (await feedOf(host, show)).includes(guid),
    page: (await statusOf(host, pathOf(url))) === 200,
    showPage: page.includes(title),
    api: (await ask(host, 'GET', `/api/v1/episodes/${id}`, { token: null })).status === 200,
    list: listed.json.episodes.some((episode: Json) => episode.id === id),
    audio: (await statusOf(host, pathOf(audio.url))) === 200,
    audioHead: (await statusOf(host, pathOf(audio.url), 'HEAD')) === 200,
    artwork: (await statusOf(host, pathOf(artwork.url))) === 200,
  }
}

const NOWHERE = {
  ...{ feed: false, page: false, showPage: false, api: false, list: false },
  ...{ audio: false, audioHead: false, artwork: false },
}
const EVERYWHERE = Object.fromEntries(Object.keys(NOWHERE).map((place) => [place, true]))

async function illustratedEpisode(title: string): Promise<Json> {
  const { slug } = await createShow(one)
  await giveCover(one, slug)
  const { json } = await upload(one, slug, { file: silentFrames(1000), before: { title } })
  return (await putFile(one, `/api/v1/episodes/${json.id}/artwork`, 'artwork', await readFile(COVER))).json
}

/** The feed of everything asked so far is out, on both. */
async function settled(slug: string) {
  const jobs = () => one.database.pool.query(`SELECT 1 FROM graphile_worker.jobs WHERE run_at <= now()`)
  await eventually(jobs, ({ rowCount }) => rowCount === 0)
  return revisionOf(slug)
}

test('a scheduled episode is invisible everywhere until its moment, and live within five seconds of it, once', async () => {
  const episode = await illustratedEpisode('Der Nachtzug nach Wien')
  for (const host of hosts) expect(await seenAt(host, episode)).toEqual(NOWHERE)
  const at = Date.now() + 6000
  await publish(one, episode.id, new Date(at).toISOString())
  const before = await settled(episode.show)

  const early: unknown[] = []
  while (Date.now() < at) {
    for (const host of hosts) {
      const seen = await seenAt(host, episode)
      if (Date.now() < at) early.push(seen)
    }
  }
  expect(early.length).toBeGreaterThanOrEqual(2)
  for (const seen of early) expect(seen).toEqual(NOWHERE)

  const isEverywhere = (seen: object) => JSON.stringify(seen) === JSON.stringify(EVERYWHERE)
  await Promise.all(hosts.map((host) => eventually(() => seenAt(host, episode), isEverywhere)))
  const { lastModified } = await one.db.feed.findFirstOrThrow({ where: { show: { slug: episode.show } } })
  expect(lastModified.getTime()).toBeLessThan(at + 5000)

  await new Promise((resolve) => setTimeout(resolve, 1500))
  expect(await settled(episode.show)).toBe(before + 1)
  const [first, second] = [await feedOf(one, episode.show), await feedOf(two, episode.show)]
  expect(first).toBe(second)
  expect(first.split(episode.guid)).toHaveLength(2)
})

test('an episode taken back before its moment does not appear', async () => {
  const episode = await illustratedEpisode('Abgesagt')
  const at = Date.now() + 1500
  await publish(one, episode.id, new Date(at).toISOString())
  await ask(two, 'DELETE', `/api/v1/episodes/${episode.id}/publication`)
  await new Promise((resolve) => setTimeout(resolve, at + 2000 - Date.now()))
  await settled(episode.show)
  for (const host of hosts) expect(await seenAt(host, episode)).toEqual(NOWHERE)
})

test('an episode published through one instance is live on the other, and gone there when it is taken back', async () => {
  const episode = await illustratedEpisode('Hier und dort')
  await publish(one, episode.id)
  for (const host of hosts)
    await eventually(
      () => seenAt(host, episode),
      (seen) => Object.values(seen).every(Boolean),
    )
  await ask(two, 'DELETE', `/api/v1/episodes/${episode.id}/publication`)
  for (const host of hosts)
    await eventually(
      () => seenAt(host, episode),
      (seen) => !Object.values(seen).some(Boolean),
    )
})
