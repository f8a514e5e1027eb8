import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { NODE_OPTIONS } from '../tests/support/process.ts'
import { freePort } from './free-port.ts'
import { ask } from './http.ts'
import type { Bench } from './place.ts'

export const ROOT = join(import.meta.dirname, '..')
const START_MILLISECONDS = 60_000
/** A host takes up to 30 s to stop; one that takes longer is killed. */
const STOP_MILLISECONDS = 40_000

export interface HostProcess {
  url: string
  pid: number
  /** How long its event loop was held at the most while something happened, in milliseconds. */
  heldWhile(work: () => Promise<void>): Promise<number>
  stop(): Promise<void>
}

/** What a host is told: only folders inside `dataDir`, whatever the environment of the bench says. */
export const hostSettings = (dataDir: string) => ({
  DATA_DIR: dataDir,
  UPLOADS_DIR: join(dataDir, 'uploads'),
  FEEDS_DIR: join(dataDir, 'feeds'),
  PUBLIC_URL: 'https://podcast.example',
  LOG_LEVEL: 'warn',
})

/** The environment without anything a host would take for a setting. */
export function bareEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, NODE_EXTRA_CA_CERTS } = process.env
  return Object.fromEntries(Object.entries({ PATH, HOME, TMPDIR, NODE_EXTRA_CA_CERTS }).filter(([, value]) => value))
}

/** Runs a host as a process of its own while something is measured on it. */
export async function withHost<T>(
  bench: Bench,
  work: (host: HostProcess) => Promise<T>,
  { dataDir = bench.seeded.dataDir, settings = {} }: { dataDir?: string; settings?: NodeJS.ProcessEnv } = {},
): Promise<T> {
  const host = await startHost(bench, dataDir, settings)
  bench.cleaners.add(host.stop)
  try {
    return await work(host)
  } finally {
    await host.stop()
    bench.cleaners.delete(host.stop)
  }
}

async function startHost({ profiles }: Bench, dataDir: string, settings: NodeJS.ProcessEnv): Promise<HostProcess> {
  const port = await freePort()
  const profiling = profiles ? ['--cpu-prof', `--cpu-prof-dir=${profiles}`] : []
  const preload = ['--import', join(import.meta.dirname, 'event-loop.ts')]
  const child = spawn(process.execPath, [...NODE_OPTIONS, ...profiling, ...preload, 'src/server.ts'], {
    cwd: ROOT,
    env: { ...bareEnvironment(), ...hostSettings(dataDir), PORT: String(port), ...settings },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const url = `http://127.0.0.1:${port}`
  const stop = () => stopHost(child, dataDir)
  await untilReady(url, () => child.exitCode === null).catch(async (error) => {
    await stop()
    throw error
  })
  const tell = async (word: string) => {
    const answer = once(child, 'message')
    child.send(word)
    return Number((await answer)[0])
  }
  return {
    url,
    pid: child.pid!,
    async heldWhile(work) {
      await tell('begin')
      await work()
      return tell('end')
    },
    stop,
  }
}

/** Resolves when a host answers that it is ready. */
export async function untilReady(url: string, isRunning: () => boolean) {
  for (const began = Date.now(); Date.now() - began < START_MILLISECONDS; await sleep(5)) {
    if (!isRunning()) throw new Error('The host did not start.')
    const answer = await ask(`${url}/health/ready`).catch(() => null)
    if (answer?.status === 200) return
  }
  throw new Error('The host was not ready in time.')
}

async function stopHost(child: ChildProcess, dataDir: string) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  const timer = setTimeout(() => killHost(child, dataDir), STOP_MILLISECONDS)
  await gone
  clearTimeout(timer)
}

/** A host that is killed leaves its database server behind. */
function killHost(child: ChildProcess, dataDir: string) {
  const server = Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
  child.kill('SIGKILL')
  process.kill(server, 'SIGINT')
}
