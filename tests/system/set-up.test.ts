import { execFileSync, spawn } from 'node:child_process'
import { existsSync, lstatSync, readlinkSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { eventually } from '../support/api.ts'
import { follow, freePort, processesNaming } from '../support/process.ts'

const ROOT = join(import.meta.dirname, '../..')
/** Of this run alone: what an interrupted one left behind is nobody's trouble. */
const USER = `sendeplatz-${process.pid}`
const PLACES = { root: '/root/Spätes Büro', user: `/home/${USER}/Mein Büro` }
const READY_SECONDS = 5

afterAll(() => {
  for (const place of Object.values(PLACES)) {
    for (const pid of processesNaming(place)) process.kill(pid, 'SIGKILL')
    const data = join(place, 'data/demo/postgres')
    if (existsSync(data) && lstatSync(data).isSymbolicLink()) rmSync(readlinkSync(data), { recursive: true })
    rmSync(place, { recursive: true, force: true })
  }
  execFileSync('userdel', ['-rf', USER], { stdio: 'ignore' })
})

/** The project as a new user has it after `npm ci`. */
function install(place: string) {
  execFileSync('mkdir', ['-p', place])
  const list = execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' }).split('\0').filter(Boolean)
  execFileSync('cp', ['-a', '--parents', ...list, 'src/generated', 'node_modules', place], { cwd: ROOT })
}

function demo(place: string, port: number, as: string[]) {
  const env = { PATH: process.env.PATH, HOME: place, PORT: String(port) }
  const [program, ...args] = [...as, 'npm', 'run', 'demo']
  return follow(spawn(program!, args, { cwd: place, env, stdio: ['ignore', 'pipe', 'pipe'] }))
}

async function showsTheDemo(place: string, as: string[] = []) {
  const port = await freePort()
  const { printed, ended } = demo(place, port, as)
  const began = Date.now()
  const text = await eventually(
    async () => printed(),
    (said) => said.includes('npm run sendeplatz'),
    30_000,
  )
  console.log(`ready after ${Date.now() - began} ms (a new user expects at most ${READY_SECONDS} s)`)
  expect(text).toContain(`Feed   http://localhost:${port}/feeds/pod-kaffee.xml`)

  const feed = await (await fetch(`http://127.0.0.1:${port}/feeds/pod-kaffee.xml`)).text()
  expect(feed.match(/<item>/g)).toHaveLength(4)
  expect(await (await fetch(`http://127.0.0.1:${port}/pod-kaffee`)).text()).toContain('Pod-Kaffee')
  return { ended }
}

async function stop(place: string, ended: Promise<unknown>) {
  // Not those of other folders.
  const demos = processesNaming('demo/start.ts').filter((pid) => readlinkSync(`/proc/${pid}/cwd`) === place)
  expect(demos.length).toBeGreaterThan(0)
  for (const pid of demos) process.kill(pid, 'SIGTERM')
  await ended
  await eventually(
    async () => processesNaming(place),
    (left) => left.length === 0,
    10_000,
  )
}

test('run by root with the project below /root, the database runs under an account without rights', async () => {
  install(PLACES.root)
  const { ended } = await showsTheDemo(PLACES.root)
  const data = readlinkSync(join(PLACES.root, 'data/demo/postgres'))
  const owners = processesNaming(data).map((pid) =>
    execFileSync('ps', ['-o', 'user=', '-p', String(pid)], { encoding: 'utf8' }).trim(),
  )
  expect(owners.length).toBeGreaterThan(0)
  expect(owners).not.toContain('root')
  await stop(PLACES.root, ended)
}, 120_000)

test('an ordinary user needs no rights, and may have a blank and an umlaut in the path', async () => {
  execFileSync('useradd', ['-m', USER])
  install(PLACES.user)
  execFileSync('chown', ['-R', USER, PLACES.user])
  const { ended } = await showsTheDemo(PLACES.user, ['runuser', '-u', USER, '--'])
  await stop(PLACES.user, ended)
}, 120_000)

test('an ordinary user can run the tests that start and stop hosts', () => {
  const args = ['-u', USER, '--', join(PLACES.user, 'node_modules/.bin/node'), 'node_modules/vitest/vitest.mjs']
  // One of each kind: what they are about is tested by whoever runs everything.
  const some = ['stops in order', 'two hosts run at once', 'nothing is lost', 'what has ended is forgotten']
  const run = ['run', 'tests/journeys/start-and-stop.test.ts', 'tests/accounts/sessions.test.ts', '-t', some.join('|')]
  const env = { PATH: `${PLACES.user}/node_modules/.bin:${process.env.PATH}`, HOME: PLACES.user, NO_COLOR: '1' }
  const report = execFileSync('runuser', [...args, ...run], { cwd: PLACES.user, env, encoding: 'utf8' })
  expect(report).toMatch(new RegExp(`Tests +${some.length} passed`))
}, 300_000)
