import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { median } from './compare.ts'
import { freePort } from './free-port.ts'
import { bareEnvironment, hostSettings, ROOT, untilReady } from './host-process.ts'
import type { Bench } from './place.ts'
import { seed } from './seed.ts'
import { type Row, short } from './table.ts'

/**
 * `npm start` until /health/ready answers 200, on a folder whose database was made before; and `npm run demo` until it
 * says where everything is, on a folder with nothing in it.
 */
export async function measureStart(bench: Bench): Promise<Row[]> {
  const dataDir = join(bench.dir, 'data-start')
  await seed(dataDir, [])
  const turns = Array.from({ length: bench.quick ? 1 : 5 }, (_, turn) => turn)
  const again: number[] = []
  for (const _ of turns) again.push(await secondsUntil(bench, ['start'], dataDir, isReady))
  const first: number[] = []
  for (const turn of turns)
    first.push(await secondsUntil(bench, ['run', 'demo'], freshFolder(bench, `data-demo-${turn}`), hasSpoken))
  return [
    startRow('`npm start` to ready, second time', 2, median(again)),
    startRow('`npm run demo` to its addresses, first time', 5, median(first)),
  ]
}

const startRow = (what: string, reach: number, seconds: number): Row => ({
  ...{ what, reach: `< ${reach} s`, measured: `${short(seconds)} s`, ok: seconds < reach },
})

function freshFolder({ dir }: Bench, name: string): string {
  const fresh = join(dir, name)
  mkdirSync(fresh)
  // A database server that root lends to another account must be able to reach its folder.
  chmodSync(fresh, 0o711)
  return fresh
}

type Until = (child: ChildProcess, url: string) => Promise<void>
const isReady: Until = (child, url) => untilReady(url, () => child.exitCode === null)
const hasSpoken: Until = async (child) => {
  const ended = once(child, 'exit').then(() => {
    throw new Error('The demo did not start.')
  })
  await Promise.race([once(child.stdout!, 'data'), ended])
}

async function secondsUntil({ cleaners }: Bench, script: string[], dataDir: string, until: Until): Promise<number> {
  const port = await freePort()
  const began = performance.now()
  // A process group of its own: npm does not always hand signals on to what it runs.
  const child = spawn('npm', [...script, '--silent'], {
    cwd: ROOT,
    env: { ...bareEnvironment(), ...hostSettings(dataDir), PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  })
  const stop = () => stopGroup(child)
  cleaners.add(stop)
  await until(child, `http://127.0.0.1:${port}`)
  const seconds = (performance.now() - began) / 1000
  await stop()
  cleaners.delete(stop)
  return seconds
}

async function stopGroup(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  process.kill(-child.pid!, 'SIGTERM')
  await gone
}
