import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Nginx, startNginx } from './nginx.ts'
import { type Seeded, seed } from './seed.ts'

/** Drafts in each show for the measurements that publish. */
const DRAFTS = 12
export const AUDIO_BYTES = 60_000_000

export interface Options {
  /** Fewer and shorter rounds: enough to see that everything runs, not to judge by. */
  quick: boolean
  /** Where hosts write a CPU profile when they stop; null for none. */
  profiles: string | null
}

/** Where a bench takes place: a folder of its own with nginx, seeded shows and all that is received. */
export interface Bench extends Options {
  dir: string
  nginx: Nginx | null
  /** Whether the Debian package `wrk` can send requests; otherwise this program sends them. */
  wrk: boolean
  seeded: Seeded
  /** Called at the end, also after an error or an interrupt. */
  cleaners: Set<() => Promise<void>>
  close(): Promise<void>
}

export async function openBench(options: Options): Promise<Bench> {
  const dir = mkdtempSync(join(tmpdir(), 'sendeplatz-bench-'))
  const cleaners: Bench['cleaners'] = new Set()
  const close = async () => {
    for (const clean of cleaners) await clean().catch((error) => console.error(error))
    rmSync(dir, { recursive: true, force: true })
  }
  try {
    chmodSync(dir, 0o711)
    mkdirSync(join(dir, 'nginx'))
    const nginx = await startNginx(join(dir, 'nginx'))
    if (nginx) cleaners.add(nginx.stop)
    const seeded = await seed(join(dir, 'data'), [
      { slug: 'show-100', published: 100, drafts: DRAFTS },
      { slug: 'show-1000', published: 1000, drafts: DRAFTS },
      { slug: 'show-5000', published: 5000, drafts: DRAFTS },
      { slug: 'show-10000', published: 10_000, drafts: DRAFTS },
      { slug: 'long', published: 1, audioBytes: AUDIO_BYTES },
    ])
    const wrk = !spawnSync('wrk', ['-v']).error
    return { ...options, dir, nginx, wrk, seeded, cleaners, close }
  } catch (error) {
    await close()
    throw error
  }
}

export const showOf = ({ seeded }: Bench, slug: string) => seeded.shows.find((show) => show.slug === slug)!
