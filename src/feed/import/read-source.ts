import { randomUUID } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Fetcher } from '../../lib/fetch-public.ts'
import { dropStaged, stageStream } from '../../storage/staging.ts'
import { parseInThread } from './parse-in-thread.ts'
import type { SourceChannel, SourceItem } from './parse-source.ts'

export interface SourceLimits {
  /** Of one page of a feed; most feeds are one page and have less than 5 MB. */
  pageBytes: number
  pageMilliseconds: number
  pages: number
  /** Of all pages together. */
  items: number
}

export const SOURCE_LIMITS: SourceLimits = {
  pageBytes: 100_000_000,
  pageMilliseconds: 10 * 60_000,
  pages: 1000,
  items: 100_000,
}

export interface Source {
  channel: SourceChannel
  /** Where the feed came from in the end. */
  url: string
  /** Sentences about what of the feed was not read. */
  notices: string[]
  /** Its episodes, newest first as a rule, each with its place in the feed. As often as wanted. */
  items(): AsyncGenerator<{ position: number; item: SourceItem }>
  close(): Promise<void>
}

/**
 * Reads a whole feed with all its pages (RFC 5005). Its episodes wait in a file that has no name any more, so a long
 * feed takes no memory and a process that is killed leaves nothing behind.
 */
export async function readSource(
  dir: string,
  fetcher: Fetcher,
  address: string,
  { signal, limits = SOURCE_LIMITS }: { signal: AbortSignal; limits?: SourceLimits },
): Promise<Source> {
  const path = join(dir, `${randomUUID()}.part`)
  const file = await open(path, 'wx+', 0o600)
  try {
    const read = await readPages({ dir, fetcher, address, signal, limits, target: path })
    return {
      ...read,
      async *items() {
        let position = 0
        for await (const line of file.readLines({ autoClose: false, start: 0 })) {
          if (position === limits.items) return
          yield { position: position++, item: JSON.parse(line) }
        }
      },
      close: () => file.close(),
    }
  } catch (error) {
    await file.close()
    throw error
  } finally {
    await rm(path, { force: true })
  }
}

interface Reading {
  dir: string
  fetcher: Fetcher
  address: string
  signal: AbortSignal
  limits: SourceLimits
  target: string
}

async function readPages({ address, limits, ...reading }: Reading) {
  const first = await readPage(address, { ...reading, limits })
  const seen = new Set([address, first.url])
  const notices: string[] = []
  let { next, url, count } = first
  for (let pages = 1; next !== null; pages++) {
    const follows = URL.parse(next, url)?.href ?? next
    if (count >= limits.items || pages === limits.pages) {
      notices.push(`The feed goes on; ${count} episodes on ${pages} pages were read.`)
      break
    }
    if (seen.has(follows)) {
      notices.push(`The pages of the feed lead in a circle, back to ${follows}.`)
      break
    }
    const page = await readPage(follows, { ...reading, limits })
    seen.add(follows).add(page.url)
    ;({ next, url } = page)
    count += page.count
  }
  return { channel: first.channel, url: first.url, notices }
}

async function readPage(address: string, { dir, fetcher, signal, limits, target }: Omit<Reading, 'address'>) {
  const bounds = { maxBytes: limits.pageBytes, maxMilliseconds: limits.pageMilliseconds }
  const { url, type, body } = await fetcher.fetch(address, bounds)
  const staged = await stageStream(dir, body, { name: 'feed', maxBytes: limits.pageBytes, signal })
  try {
    return { url, ...(await parseInThread({ path: staged.path, type, target }, signal)) }
  } finally {
    await dropStaged(staged)
  }
}
