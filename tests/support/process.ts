import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import packageJson from '../../package.json' with { type: 'json' }
import { eventually } from './api.ts'

const ROOT = join(import.meta.dirname, '../..')
/** What `npm start` gives Node before the name of the program. */
export const NODE_OPTIONS = packageJson.scripts.start.split(' node ')[1]!.split(' ').slice(0, -1)

/** A folder with a blank and an umlaut in its name, where the embedded database's account can reach it. */
export function awkwardFolder(): { dir: string; remove(): void } {
  const dir = mkdtempSync(join(tmpdir(), 'Spätes Büro '))
  chmodSync(dir, 0o755)
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) }
}

/**
 * A port nobody listens on, and nobody else is given meanwhile: those from 32768 on are what the system hands to whoever
 * opens a connection or listens on any port.
 */
export async function freePort(): Promise<number> {
  const port = randomInt(20_000, 32_000)
  const server = createServer()
  const isFree = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true))
  })
  if (!isFree) return freePort()
  await new Promise((resolve) => server.close(resolve))
  return port
}

export interface HostProcess {
  child: ChildProcess
  url: string
  /** All it has printed so far. */
  printed(): string
  ended: Promise<number | null>
}

/** What `npm start` runs, or another program that starts a host, as a process of its own, on a data folder and a port. */
export const startProcess = (
  dir: string,
  port: number,
  env: Record<string, string> = {},
  program = 'src/server.ts',
): HostProcess => startCommand([process.execPath, ...NODE_OPTIONS, program], dir, port, env)

/** The same with npm between. */
export const startWithNpm = (dir: string, port: number): HostProcess =>
  startCommand(['npm', 'start', '--silent'], dir, port, {})

function startCommand(
  [command, ...options]: [string, ...string[]],
  dir: string,
  port: number,
  env: Record<string, string>,
): HostProcess {
  const settings = {
    DATA_DIR: dir,
    UPLOADS_DIR: join(dir, 'uploads'),
    FEEDS_DIR: join(dir, 'feeds'),
    PORT: String(port),
  }
  const child = spawn(command, options, {
    cwd: ROOT,
    env: { PATH: process.env.PATH, TMPDIR: tmpdir(), LOG_LEVEL: 'warn', ...settings, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return { child, url: `http://127.0.0.1:${port}`, ...follow(child) }
}

/** What a process prints; it has ended once it has printed all of it. */
export function follow(child: ChildProcess): Pick<HostProcess, 'printed' | 'ended'> {
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (data) => {
      text += data
    })
  return { printed: () => text, ended: new Promise((resolve) => child.once('close', resolve)) }
}

/** Waits until the host says that it is ready, and returns what it has printed. */
export const untilReady = (host: HostProcess) =>
  eventually(
    async () => host.printed(),
    (text) => text.includes('Sendeplatz is ready'),
    60_000,
  )

/** The processes whose command line names this text. */
export function processesNaming(text: string): number[] {
  // In another locale umlauts are printed as question marks.
  const env = { ...process.env, LC_ALL: 'C.UTF-8' }
  const lines = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8', env }).split('\n')
  return lines
    .filter((line) => line.includes(text) && !line.includes('ps -eo'))
    .map((line) => Number.parseInt(line, 10))
}
