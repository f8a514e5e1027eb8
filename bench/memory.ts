import { readFileSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

const KIB = 1024
/** A host that has just started gives back some of what starting took, up to 25 MB within seconds. */
const SETTLED = { milliseconds: 2_000, within: 1e6 }

export interface Growth {
  /** Resident before, in bytes. */
  before: number
  /** How much more was resident at the highest point. */
  most: number
}

/** How much memory a process had resident at the most while something happened, beyond what it had before (Linux). */
export async function growthWhile(pid: number, work: () => Promise<unknown>): Promise<Growth> {
  const before = await settled(pid)
  // Makes the highest point begin again here (proc_pid_clear_refs(5)).
  writeFileSync(`/proc/${pid}/clear_refs`, '5')
  await work()
  return { before, most: resident(pid).most - before }
}

/** What is resident once that has stayed the same for a while. */
async function settled(pid: number): Promise<number> {
  for (let before = resident(pid).now; ; ) {
    await sleep(SETTLED.milliseconds)
    const { now } = resident(pid)
    if (Math.abs(now - before) < SETTLED.within) return now
    before = now
  }
}

function resident(pid: number) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const field = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) * KIB
  return { now: field('VmRSS'), most: field('VmHWM') }
}
