import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectDatabase, databaseAway } from '../../src/db.ts'
import { startEmbeddedPostgres } from '../../src/embedded-postgres.ts'
import { openLog } from '../../src/log.ts'
import {
  askJson,
  COVER,
  createShow,
  eventually,
  type Json,
  publish,
  putFile,
  SAMPLE,
  SET_ASIDE,
  upload,
} from '../support/api.ts'
import { feedOf, readFeed } from '../support/feeds.ts'
import { startHost } from '../support/host.ts'
import { longShow } from '../support/long-show.ts'
import { openStudio, PASSWORD, sendForm, signIn } from '../support/people.ts'
import { freePort } from '../support/process.ts'
import { askRaw } from '../support/raw.ts'
import { walk } from '../support/walk.ts'

const dir = mkdtempSync(join(tmpdir(), 'sendeplatz-gone-'))
chmodSync(dir, 0o755)
const folder = join(dir, 'postgres')
let server = await startEmbeddedPostgres(folder)
afterAll(async () => {
  await server.stop()
  rmSync(dir, { recursive: true, force: true })
})
const host = await startHost({ connection: server.connection, env: { FEED_EPISODES: '4' } })

const pathOf = (url: string) => new URL(url).pathname
const titlesInFeed = async () => (readFeed(await feedOf(host, show)).items ?? []).map(({ title }: Json) => title)

let show: string
let long: Awaited<ReturnType<typeof longShow>>
let cover: string
let cookie: string
let feedTag: string
const episodes: Record<'heard' | 'unheard' | 'scheduled' | 'draft', Json> = {} as never
beforeAll(async () => {
  cookie = await signIn(host)
  show = (await createShow(host)).slug
  cover = pathOf((await putFile(host, `/api/v1/shows/${show}/artwork`, 'artwork', COVER)).json.artwork.url)
  for (const name of ['heard', 'unheard', 'scheduled', 'draft'] as const)
    episodes[name] = (await upload(host, show, { before: { title: name, slug: name } })).json
  await publish(host, episodes.heard.id)
  await publish(host, episodes.unheard.id)
  await publish(host, episodes.scheduled.id, '2099-07-01T06:00:00+02:00')
  await eventually(titlesInFeed, ({ length }) => length === 2)
  feedTag = (await askRaw(host, `/feeds/${show}.xml`)).headers.etag!
  await askRaw(host, pathOf(episodes.heard.audio.url))
  long = await longShow(host, 9)
  expect((await askRaw(host, `/feeds/${long.slug}.xml`)).status).toBe(200)
  await server.stop()
})

test('the feed is served from memory, and its readers are told that it is unchanged', async () => {
  expect((await titlesInFeed()).toSorted()).toEqual(['heard', 'unheard'])
  expect((await askRaw(host, `/feeds/${show}.xml`, { 'If-None-Match': feedTag })).status).toBe(304)
})

test('the pages of a long feed are served, also those nobody has asked for before', async () => {
  const pages = await walk([host], long.slug)
  expect(pages.length).toBeGreaterThan(2)
  expect(pages.flatMap(({ guids }) => guids)).toEqual(long.rows.map(({ guid }) => guid).toReversed())
})

test.each(['heard', 'unheard'] as const)('audio that was %s before is served, whole and by range', async (name) => {
  const { url, sha256 } = episodes[name].audio
  const whole = await askRaw(host, pathOf(url))
  expect([whole.status, createHash('sha256').update(whole.body).digest('hex')]).toEqual([200, sha256])
  expect(
    (await askRaw(host, pathOf(url), { Range: 'bytes=-100' })).body.equals(readFileSync(SAMPLE).subarray(-100)),
  ).toBe(true)
})

test('the cover is served', async () => {
  expect((await askRaw(host, cover)).body.equals(readFileSync(COVER))).toBe(true)
})

test('pages say in a sentence that they cannot be reached, and when to come back', async () => {
  for (const path of ['/', `/${show}`, `/${show}/heard`, '/suche?q=heard']) {
    const { status, headers, body } = await askRaw(host, path)
    expect([status, headers['retry-after'], headers['cache-control']]).toEqual([503, '30', 'no-store'])
    expect(body.toString()).toMatch(/<h1>Das ist gerade nicht erreichbar<\/h1>/)
    expect(body.toString()).toContain('<a class="button" href="">Noch einmal versuchen</a>')
    expect(body.toString()).not.toMatch(/prisma|postgres|ECONN|ENOENT|node_modules|\.ts/i)
  }
})

test('the studio says so too, and signs nobody out', async () => {
  const fields = { email: 'suess@amt.example', password: PASSWORD }
  for (const answer of [await openStudio(host, '/studio', cookie), await sendForm(host, '/studio/sign-in', fields)]) {
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([503, []])
    expect(answer.text).toContain('Das ist gerade nicht erreichbar')
  }
})

test('the API answers 503 with a code, whatever it is asked', async () => {
  const answers = await Promise.all([
    askJson(host, 'POST', '/api/v1/shows', {}),
    askJson(host, 'PUT', `/api/v1/episodes/${episodes.draft.id}/publication`, {}),
    upload(host, show),
    ...['/api/v1/shows', `/api/v1/shows/${show}/episodes`, '/api/v1/search?q=heard'].map((path) =>
      askRaw(host, path).then(({ body, ...rest }) => ({ ...rest, json: JSON.parse(String(body)) })),
    ),
  ])
  for (const { status, json } of answers) expect([status, json.code]).toEqual([503, 'database-away'])
})

test('a server on whose port nobody listens is away, whatever is asked of it', async () => {
  const nobody = connectDatabase({ host: '127.0.0.1', port: await freePort() }, openLog('silent'))
  for (const question of [nobody.db.show.count(), nobody.db.$queryRaw`SELECT 1`, nobody.db.$executeRaw`SELECT 1`])
    expect(databaseAway(await question.catch((error) => error))).toMatchObject({ status: 503, code: 'database-away' })
  await nobody.close()
})

test('a server that takes connections and says nothing is away, whatever is asked of it', async () => {
  const silent = createServer().listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const nobody = connectDatabase({ host: '127.0.0.1', port: (silent.address() as AddressInfo).port }, openLog('silent'))
  const questions = [nobody.db.show.count(), nobody.db.$queryRaw`SELECT 1`, nobody.pool.query('SELECT 1')]
  for (const error of await Promise.all(questions.map((question) => question.catch((error: unknown) => error))))
    expect(databaseAway(error)).toMatchObject({ status: 503, code: 'database-away' })
  await nobody.close()
  silent.close()
})

test('a server that cuts every connection is away, whatever is asked of it', async () => {
  const cutting = createServer((socket) => void socket.on('error', () => undefined).end()).listen(0, '127.0.0.1')
  await once(cutting, 'listening')
  const nobody = connectDatabase(
    { host: '127.0.0.1', port: (cutting.address() as AddressInfo).port },
    openLog('silent'),
  )
  const questions = [nobody.db.show.count(), nobody.db.$queryRaw`SELECT 1`, nobody.pool.query('SELECT 1')]
  for (const error of await Promise.all(questions.map((question) => question.catch((error: unknown) => error))))
    expect(databaseAway(error)).toMatchObject({ status: 503, code: 'database-away' })
  await nobody.close()
  cutting.close()
})

test('capitals lead to the pages of the host, and to what it remembers', async () => {
  for (const [asked, own] of [
    ['/Impressum', '/impressum'],
    ['/EN/Imprint?a=B', '/en/imprint?a=B'],
    [`/${show.toUpperCase()}/Heard`, `/${show}/heard`],
  ] as const) {
    const { status, headers } = await askRaw(host, asked)
    expect([status, headers.location]).toEqual([301, `https://podcast.example${own}`])
  }
})

test('what nobody can look up now is not called unknown', async () => {
  for (const path of ['/feeds/niemand.xml', `/audio/${show}/niemand-0123abcd.mp3`]) {
    const { status, headers } = await askRaw(host, path)
    expect([status, headers['retry-after']]).toEqual([503, '30'])
  }
})

test('the host is alive and says what it waits for', async () => {
  expect((await askRaw(host, '/health/live')).status).toBe(200)
  const { status, body } = await askRaw(host, '/health/ready')
  expect([status, JSON.parse(String(body))]).toEqual([503, { status: 'waiting', away: ['database'] }])
})

test('a scheduled episode is heard at its moment even then, not before; a draft never', async () => {
  const statusOf = async (name: keyof typeof episodes) => (await askRaw(host, pathOf(episodes[name].audio.url))).status
  host.stopAt('2099-07-01T03:59:58Z')
  expect(await statusOf('scheduled')).toBe(404)
  host.travelTo('2099-07-01T04:00:00Z')
  expect(await statusOf('scheduled')).toBe(200)
  expect(await statusOf('draft')).not.toBe(200)
  host.travelTo(new Date().toISOString())
})

test('ten seconds after the database is back, publishing works again', async () => {
  server = await startEmbeddedPostgres(folder)
  const back = Date.now()
  await eventually(
    () => askJson(host, 'PUT', `/api/v1/episodes/${episodes.draft.id}/publication`, { overrides: SET_ASIDE }),
    ({ status }) => status === 200,
    10_000,
  )
  const titles = await eventually(titlesInFeed, ({ length }) => length === 3, 10_000)
  expect(Date.now() - back).toBeLessThan(10_000)
  expect(titles.toSorted()).toEqual(['draft', 'heard', 'unheard'])
  expect((await askRaw(host, pathOf(episodes.draft.audio.url))).status).toBe(200)
  expect((await askRaw(host, `/${show}/draft`)).status).toBe(200)
  expect((await askRaw(host, '/health/ready')).status).toBe(200)
})

test('what others publish is heard of again, without waiting for the next look', async () => {
  const { json } = await upload(host, show, { before: { title: 'danach' } })
  await publish(host, json.id)
  await eventually(titlesInFeed, (titles) => titles.includes('danach'), 5000)
})
