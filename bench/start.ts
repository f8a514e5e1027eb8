import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { median } from './compare.ts'
import { freePort } from './free-port.ts'
import { bareEnvironment, hostSettings, ROOT, untilReady } from './host-process.ts'
import type { Bench } from './place.ts'
import { seed } from './seed.ts'
import { type Row, short } from './table.ts'

/** `npm start` until /health/ready answers 200, on a folder whose database was made before. */
export async function measureStart(bench: Bench): Promise<Row[]> {
  const dataDir = join(bench.dir, 'data-start')
  const { socketDir } = await seed(dataDir, [])
  const took: number[] = []
  for (let turn = 0; turn < (bench.quick ? 1 : 5); turn++) took.push(await startOnce(bench, dataDir))
  rmSync(socketDir, { recursive: true, force: true })
  const seconds = median(took)
  return [
    { what: '`npm start` to ready, second time', reach: '< 2 s', measured: `${short(seconds)} s`, ok: seconds < 2 },
  ]
}

async function startOnce({ cleaners }: Bench, dataDir: string): Promise<number> {
  const port = await freePort()
  const began = performance.now()
  // A process group of its own: npm does not always hand signals on to what it runs.
  const child = spawn('npm', ['start', '--silent'], {
    cwd: ROOT,
    env: { ...bareEnvironment(), ...hostSettings(dataDir), PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
    detached: true,
  })
  const stop = () => stopGroup(child)
  cleaners.add(stop)
  await untilReady(`http://127.0.0.1:${port}`, () => child.exitCode === null)
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
