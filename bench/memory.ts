import { readFileSync, writeFileSync } from 'node:fs'

const KIB = 1024

export interface Growth {
  /** Resident before, in bytes. */
  before: number
  /** How much more was resident at the highest point. */
  most: number
}

/** How much memory a process had resident at the most while something happened, beyond what it had before (Linux). */
export async function growthWhile(pid: number, work: () => Promise<unknown>): Promise<Growth> {
  const before = resident(pid).now
  // Makes the highest point begin again here (proc_pid_clear_refs(5)).
  writeFileSync(`/proc/${pid}/clear_refs`, '5')
  await work()
  return { before, most: resident(pid).most - before }
}

function resident(pid: number) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const field = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) * KIB
  return { now: field('VmRSS'), most: field('VmHWM') }
}
