import { execFileSync } from 'node:child_process'
import { createReadStream, existsSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { request as send } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { type Database, joinDatabase } from '../../src/db.ts'
import { openLog } from '../../src/log.ts'
import { eventually, NEW_SHOW, SAMPLE } from '../support/api.ts'
import { makeKey } from '../support/key.ts'
import {
  awkwardFolder,
  freePort,
  type HostProcess,
  processesNaming,
  startProcess,
  startWithNpm,
  untilReady,
} from '../support/process.ts'

const folders = [awkwardFolder(), awkwardFolder()]
const started: HostProcess[] = []
afterEach(() => {
  // a test that failed leaves its hosts running
  for (const { child } of started) child.kill('SIGKILL')
})
afterAll(() => {
  for (const { dir } of folders) for (const pid of processesNaming(dir)) process.kill(pid, 'SIGKILL')
  for (const folder of folders) folder.remove()
})

async function start(folder = 0, port?: number) {
  const host = startProcess(folders[folder]!.dir, port ?? (await freePort()))
  started.push(host)
  return host
}

const takesConnections = ({ url }: HostProcess) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => resolve(true))
    socket.once('connect', () => socket.destroy()).once('error', () => resolve(false))
  })

async function withDatabase<T>(folder: number, use: (database: Database) => Promise<T>) {
  const database = await joinDatabase(readConfig({ DATA_DIR: folders[folder]!.dir }), openLog('silent'))
  return use(database).finally(() => database.close())
}

const makeToken = (folder: number) => withDatabase(folder, makeKey)

test('a host with nothing in it says how to begin, and stops in order', async () => {
  const host = await start()
  expect(await untilReady(host)).toMatch(
    /studio\/invitation\/[\s\S]*no show yet\. .*\/studio\/shows\/new\n.*token create/,
  )
  await Promise.all(
    Array.from({ length: 8 }, async () => expect((await fetch(`${host.url}/health/ready`)).status).toBe(200)),
  )
  const socketFolder = await withDatabase(0, async ({ connection }) => String(connection.host))
  expect(existsSync(socketFolder)).toBe(true)

  host.child.kill('SIGTERM')
  expect(await host.ended).toBe(0)
  expect(processesNaming(folders[0]!.dir)).toEqual([])
  expect(existsSync(socketFolder)).toBe(false)
  expect(host.printed()).not.toContain('connection was lost')
}, 180_000)

test('npm hands the signal to stop on, and waits for the host', async () => {
  const host = startWithNpm(folders[0]!.dir, await freePort())
  started.push(host)
  await untilReady(host)
  host.child.kill('SIGTERM')
  expect(await host.ended).toBe(0)
  expect(await takesConnections(host)).toBe(false)
})

test('connections on which nothing was asked hold up no stop', async () => {
  const host = await start()
  await untilReady(host)
  const port = Number(new URL(host.url).port)
  const ahead = connect(port, '127.0.0.1')
  const begun = connect(port, '127.0.0.1', () => begun.write('GET /hea'))
  for (const socket of [ahead, begun]) socket.on('error', () => undefined)
  // Answered behind them, so both have come.
  await sleep(200)
  await fetch(`${host.url}/health/live`)
  const asked = performance.now()
  host.child.kill('SIGTERM')
  expect(await host.ended).toBe(0)
  expect(performance.now() - asked).toBeLessThan(15_000)
}, 180_000)

test.each(['DATA_DIR', 'UPLOADS_DIR', 'FEEDS_DIR'])(
  'a folder that can’t be made is said: %s',
  async (setting) => {
    const host = startProcess(folders[0]!.dir, await freePort(), { [setting]: '/proc/x' })
    started.push(host)
    expect(await host.ended).toBe(1)
    expect(host.printed()).toMatch(/^The folder \/proc\/x can't be made: ENOENT/)
  },
  30_000,
)

test('each start prints another link for the first administrator, until one was used', async () => {
  const linkIn = (text: string) => /\/studio\/invitation\/[\w-]+/.exec(text)?.[0]
  const begin = async () => {
    const host = await start()
    const link = linkIn(await untilReady(host))
    return { host, link }
  }
  const end = async ({ child, ended }: HostProcess) => {
    child.kill('SIGTERM')
    await ended
  }
  const one = await begin()
  expect(one.host.printed()).not.toMatch(new RegExp(`"[^\\n]*${one.link}`))
  await end(one.host)

  const two = await begin()
  expect([(await fetch(two.host.url + one.link)).status, (await fetch(two.host.url + two.link)).status]).toEqual([
    410, 200,
  ])
  const body = new URLSearchParams({ name: 'Frau Süß', email: 'suess@amt.example', password: 'Regenschirm Ofenrohr' })
  const headers = { 'sec-fetch-site': 'same-origin' }
  const made = await fetch(two.host.url + two.link, { method: 'POST', body, headers, redirect: 'manual' })
  expect(made.status).toBe(303)
  await end(two.host)

  const three = await begin()
  expect(three.link).toBeUndefined()
  await end(three.host)
}, 180_000)

test('two hosts run at once from two folders, and a second one on the same folder is refused with a sentence', async () => {
  const [one, two] = [await start(0), await start(1)]
  await Promise.all([untilReady(one), untilReady(two)])

  const third = await start(0)
  expect(await third.ended).toBe(1)
  expect(third.printed()).toContain('Another Sendeplatz is running on')
  expect(third.printed()).not.toContain('    at ')

  for (const host of [one, two]) host.child.kill('SIGTERM')
  expect(await Promise.all([one.ended, two.ended])).toEqual([0, 0])
}, 180_000)

test('a port in use is refused with a sentence, and the database does not stay behind', async () => {
  const one = await start(0)
  await untilReady(one)
  const two = await start(1, Number(new URL(one.url).port))
  expect(await two.ended).toBe(1)
  expect(two.printed()).toMatch(/Port \d+ is in use/)
  expect(processesNaming(folders[1]!.dir)).toEqual([])

  one.child.kill('SIGTERM')
  await one.ended
}, 180_000)

test('an address that is not this machine’s is refused with a sentence that names the settings', async () => {
  // Of 192.0.2.0/24, which nobody has (RFC 5737)
  const host = startProcess(folders[1]!.dir, await freePort(), { HOST: '192.0.2.1' })
  started.push(host)
  expect(await host.ended).toBe(1)
  expect(host.printed()).toMatch(/HOST 192\.0\.2\.1, PORT \d+: .*not available/)
}, 180_000)

test('a bucket that does not answer is told of as soon as the host is ready', async () => {
  const keys = { S3_ACCESS_KEY_ID: 'somebody', S3_SECRET_ACCESS_KEY: 'something' }
  const bucket = { S3_ENDPOINT: 'http://127.0.0.1:1', S3_BUCKET: 'elsewhere', ...keys }
  const host = startProcess(folders[0]!.dir, await freePort(), bucket)
  started.push(host)
  expect(await untilReady(host)).toContain('The storage does not answer: until it does, nothing can be uploaded.')
  host.child.kill('SIGTERM')
  expect(await host.ended).toBe(0)
})

test('an embedded database that is killed is started again, and the host goes on with it', async () => {
  const host = await start()
  await untilReady(host)
  const readiness = async () => (await fetch(`${host.url}/health/ready`)).status
  const servers = async () => processesNaming(`-D ${join(folders[0]!.dir, 'postgres')}`)
  for (let times = 0; times < 2; times++) {
    const [before] = await servers()
    process.kill(before!, 'SIGKILL')
    await eventually(servers, ([now]) => now !== undefined && now !== before, 60_000)
    await eventually(readiness, (status) => status === 200, 60_000)
  }
  expect(host.printed()).toContain('the embedded database ended and is started again')

  host.child.kill('SIGTERM')
  expect(await host.ended).toBe(0)
  expect(processesNaming(folders[0]!.dir)).toEqual([])
}, 180_000)

test('the command that the demo prints makes a token as it stands, whatever its folder is called', async () => {
  const demo = startProcess(folders[1]!.dir, await freePort(), {}, 'demo/start.ts')
  started.push(demo)
  const lines = (await untilReady(demo)).split('\n')
  const command = lines.find((line) => line.includes('token create'))!
  const cwd = join(import.meta.dirname, '../..')
  expect(execFileSync('sh', ['-c', command], { cwd, encoding: 'utf8' })).toMatch(/^sendeplatz_[\w-]{20,}$/m)

  demo.child.kill('SIGTERM')
  expect(await demo.ended).toBe(0)
}, 180_000)

test('after a kill of the host, and of everything, nothing is lost', async () => {
  const first = await start()
  await untilReady(first)
  const token = await makeToken(0)
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
  const body = JSON.stringify({ ...NEW_SHOW, slug: 'nachtzuege' })
  expect((await fetch(`${first.url}/api/v1/shows`, { method: 'POST', headers, body })).status).toBe(201)

  first.child.kill('SIGKILL')
  await first.ended
  const second = await start()
  await untilReady(second)
  expect((await fetch(`${second.url}/feeds/nachtzuege.xml`)).status).toBe(200)

  second.child.kill('SIGKILL')
  for (const pid of processesNaming(folders[0]!.dir)) process.kill(pid, 'SIGKILL')
  const third = await start()
  await untilReady(third)
  expect((await fetch(`${third.url}/feeds/nachtzuege.xml`)).status).toBe(200)
  third.child.kill('SIGTERM')
  expect(await third.ended).toBe(0)
}, 180_000)

test('a stop lets an upload under way finish', async () => {
  const host = await start()
  await untilReady(host)
  const token = await makeToken(0)
  const { size } = await stat(SAMPLE)
  const boundary = 'a-boundary'
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="audio"; filename="a.mp3"\r\n\r\n`
  const tail = `\r\n--${boundary}--\r\n`
  const request = send(`${host.url}/api/v1/shows/nachtzuege/episodes`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${token}`,
      'Content-Type': `multipart/form-data; boundary=${boundary}`,
      'Content-Length': head.length + size + tail.length,
    },
  })
  const answered = new Promise<{ status?: number | undefined; body: string }>((resolve, reject) => {
    request.on('error', reject)
    request.on('response', async (response) => resolve({ status: response.statusCode, body: await text(response) }))
  })
  request.write(head)
  const chunks = await createReadStream(SAMPLE, { highWaterMark: 64 * 1024 }).toArray()
  request.write(chunks.shift())
  const uploads = join(folders[0]!.dir, 'uploads')
  await eventually(
    () => readdir(uploads),
    ({ length }) => length > 0,
  )

  host.child.kill('SIGTERM')
  await eventually(
    () => takesConnections(host),
    (takes) => !takes,
  )
  for (const chunk of chunks) request.write(chunk)
  request.end(tail)
  expect(await answered).toMatchObject({ status: 201, body: expect.stringContaining('"status":"draft"') })
  expect(await host.ended).toBe(0)
}, 180_000)
