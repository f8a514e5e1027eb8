import { expect, test } from 'vitest'
import { claimImport } from '../../../src/feed/import/claim.ts'
import { createImport } from '../../../src/feed/import/imports.ts'
import { IMPORT_LIMITS, runImport } from '../../../src/feed/import/run-import.ts'
import { eventually } from '../../support/api.ts'
import { startHost } from '../../support/host.ts'
import { FEED_AUDIO, startFeedSource } from '../../support/source-feed.ts'
import { type Answering, bytes } from '../../support/source-server.ts'

const host = await startHost({ env: { IMPORT_PRIVATE_NETWORKS: 'true' } })
const source = await startFeedSource()
const never = new AbortController().signal

/** An import no running host begins with. */
const waiting = (url: string, slug: string) =>
  createImport(host, { url, slug, dryRun: false, ownerConfirmed: false }, { afterSeconds: 3600 })
const rowOf = (id: string) => host.db.feedImport.findUniqueOrThrow({ where: { id } })

test('an import is worked on by one alone, until he gives it back or falls silent', async () => {
  const { path, slug } = source.newFeed()
  const { id } = await waiting(source.url + path, slug)
  const first = (await claimImport(host, id, never))!
  expect(await claimImport(host, id, never)).toBeNull()
  await first.release(3600)
  const second = (await claimImport(host, id, never))!
  expect(await first.finish({ state: 'done', report: {} })).toBe(false)

  // The second one may say in between that he is alive.
  const silent = { aliveAt: new Date(Date.now() - 60_000) }
  const takeOver = async () => {
    await host.db.feedImport.update({ where: { id }, data: silent })
    return claimImport(host, id, never)
  }
  const third = (await eventually(takeOver, (claim) => claim !== null))!
  await eventually(
    async () => second.signal.aborted,
    (aborted) => aborted,
  )
  expect(third.signal.aborted).toBe(false)
  expect([
    await second.finish({ state: 'failed', report: {} }),
    await third.finish({ state: 'done', report: {} }),
  ]).toEqual([false, true])
  expect(await rowOf(id)).toMatchObject({ state: 'done', runner: null, aliveAt: null })
  expect(await claimImport(host, id, never)).toBeNull()
})

test('who finds an import in somebody’s hands comes back to it, since he may have died a moment ago', async () => {
  const { slug, item, serve } = source.newFeed()
  const { id } = await waiting(serve({ items: [item('a')] }), slug)
  const key = `import-feed ${id}`
  const removeJob = () => host.db.$queryRaw`SELECT FROM graphile_worker.remove_job(${key})`
  const jobs = () =>
    host.db.$queryRaw<{ seconds: number }[]>`
      SELECT extract(epoch FROM run_at - now())::float AS "seconds" FROM graphile_worker.jobs WHERE key = ${key}`
  // The last that is heard of him, and the job that was to go on is the one that runs now.
  const dead = { state: 'running' as const, runner: crypto.randomUUID(), aliveAt: new Date() }
  await host.db.feedImport.update({ where: { id }, data: dead })
  await removeJob()

  await runImport(host, id, { signal: never, limits: IMPORT_LIMITS })
  expect(await rowOf(id)).toMatchObject({ state: 'running', runner: dead.runner })
  const [job] = await jobs()
  expect(job!.seconds).toBeGreaterThan(5)
  expect(job!.seconds).toBeLessThanOrEqual(20)
  await eventually(
    () => rowOf(id),
    ({ state }) => state === 'done',
    60_000,
  )

  await removeJob()
  expect(await claimImport(host, id, never)).toBeNull()
  expect(await jobs()).toEqual([])
}, 90_000)

test('an import that is stopped in the middle goes on where it was', async () => {
  const { path, slug, item, serve } = source.newFeed()
  const names = Array.from({ length: 12 }, (_, at) => `${at}`)
  serve({ items: names.map((name) => item(name)) })
  const stopping = new AbortController()
  let fetched = 0
  const counting: Answering = (req, res) => {
    fetched += 1
    if (fetched === 6) stopping.abort(new Error('stopped'))
    bytes(FEED_AUDIO, 'audio/mpeg')(req, res)
  }
  for (const name of names) source.answers[`/${slug}-${name}.mp3`] = counting
  const { id } = await waiting(source.url + path, slug)
  await runImport(host, id, { signal: stopping.signal, limits: IMPORT_LIMITS })
  const done = await host.db.feedImportItem.count({ where: { importId: id, outcome: 'imported' } })
  expect(done).toBeGreaterThanOrEqual(2)
  expect(done).toBeLessThan(6)

  // The host's own worker takes it up at once.
  await eventually(
    () => rowOf(id),
    ({ state }) => state === 'done',
    20_000,
  )
  expect(await host.db.feedImportItem.count({ where: { importId: id, outcome: 'imported' } })).toBe(12)
  expect(await host.db.episode.count({ where: { show: { slug }, publishAt: { not: null } } })).toBe(12)
  expect(fetched).toBeLessThanOrEqual(6 + 12 - done)
})

test('an episode that was begun before a death is finished, and not taken for one that was here', async () => {
  const { path, slug, item, serve } = source.newFeed()
  serve({ items: [item('a')] })
  source.answers[`/${slug}.vtt`] = () => undefined
  const inside = `<podcast:transcript url="/${slug}.vtt" type="text/vtt"/>`
  serve({ items: [item('a', { inside })] })
  const { id } = await waiting(source.url + path, slug)
  const stopping = new AbortController()
  const running = runImport(host, id, { signal: stopping.signal })
  const draft = () => host.db.episode.findFirst({ where: { show: { slug } } })
  expect(await eventually(draft, (row) => row !== null, 15_000)).toMatchObject({ publishAt: null })

  source.answers[`/${slug}.vtt`] = bytes('WEBVTT\n\n00:00.000 --> 00:01.000\nGuten Tag', 'text/vtt')
  stopping.abort(new Error('stopped'))
  await running
  await eventually(
    () => rowOf(id),
    ({ state }) => state === 'done',
    20_000,
  )
  expect(await host.db.feedImportItem.findMany({ where: { importId: id } })).toMatchObject([{ outcome: 'imported' }])
  expect(await draft()).toMatchObject({ publishAt: new Date('2026-10-25T05:00:00Z'), overrides: [] })
  expect(source.asked.filter((asked) => asked === `/${slug}-a.mp3`)).toHaveLength(1)
})
