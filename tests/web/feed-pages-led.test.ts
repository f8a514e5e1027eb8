import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ask, askJson, eventually } from '../support/api.ts'
import { startHost } from '../support/host.ts'
import { longShow } from '../support/long-show.ts'
import { askRaw } from '../support/raw.ts'
import { walk } from '../support/walk.ts'

/** Two instances of one host, as behind a load balancer. */
const env = { FEED_EPISODES: '6' }
const one = await startHost({ env })
const two = await startHost({ env, connection: one.connection, dataDir: one.config.dataDir })
const hosts = [one, two]
const EPISODES = 15

const guidsAt = async (slug: string) => (await walk(hosts, slug)).flatMap(({ guids }) => guids)
const filesOf = (slug: string) =>
  hosts.flatMap(({ config }) => readdirSync(config.feedsDir).filter((name) => name.startsWith(`${slug}.`)))

test('the pages of a renamed show are under its new address, with every episode once; the old ones lead to them', async () => {
  const { slug: old } = await longShow(one, EPISODES)
  const pages = await walk(hosts, old)
  const guids = pages.flatMap(({ guids }) => guids)
  expect([guids.length, new Set(guids).size]).toEqual([EPISODES, EPISODES])

  const slug = `${old}-neu`
  await askJson(one, 'PATCH', `/api/v1/shows/${old}`, { slug })
  expect(await guidsAt(slug)).toEqual(guids)
  for (const host of hosts)
    for (const { path } of pages)
      await eventually(
        () => askRaw(host, path),
        ({ status, headers }) =>
          status === 301 && headers.location === `https://podcast.example${path.replace(old, slug)}`,
      )
  for (const { body } of await walk(hosts, slug))
    expect(String(body)).not.toMatch(new RegExp(`${old}(?!-neu|/episode-|-4567)`))
  await eventually(
    async () => filesOf(old),
    (files) => files.length === 0,
  )
})

test('the pages of a show that moved lead to its new feed, and those of a deleted one are unknown, then as before', async () => {
  const { slug } = await longShow(one, EPISODES)
  const pages = await walk(hosts, slug)
  const to = 'https://podcasts.example.org/feed.xml'
  const answerEverywhere = (status: number) =>
    Promise.all(
      hosts.flatMap((host) =>
        pages.map(({ path }) =>
          eventually(
            () => askRaw(host, path),
            (answer) => answer.status === status && (status !== 301 || answer.headers.location === to),
          ),
        ),
      ),
    )
  await askJson(one, 'PUT', `/api/v1/shows/${slug}/move`, { to })
  await answerEverywhere(301)
  await ask(one, 'DELETE', `/api/v1/shows/${slug}/move`)
  await answerEverywhere(200)
  await ask(one, 'DELETE', `/api/v1/shows/${slug}`)
  await answerEverywhere(404)
  await ask(one, 'DELETE', `/api/v1/shows/${slug}/deletion`)
  await answerEverywhere(200)
  expect(await guidsAt(slug)).toEqual(pages.flatMap(({ guids }) => guids))
})

test('an episode deleted from a page leaves it, and none is met twice or not at all', async () => {
  const { slug, rows } = await longShow(one, EPISODES)
  const guids = await guidsAt(slug)
  const deleted = rows[3]!
  await ask(one, 'DELETE', `/api/v1/episodes/${deleted.id}`)
  await eventually(
    () => guidsAt(slug),
    (found) => JSON.stringify(found) === JSON.stringify(guids.filter((guid) => guid !== deleted.guid)),
  )
  await ask(one, 'DELETE', `/api/v1/episodes/${deleted.id}/deletion`)
  await eventually(
    () => guidsAt(slug),
    (found) => JSON.stringify(found) === JSON.stringify(guids),
  )
})
