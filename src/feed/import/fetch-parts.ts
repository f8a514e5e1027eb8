import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { Refusal } from '../../lib/errors.ts'
import type { Fetched, Fetcher } from '../../lib/fetch-public.ts'
import type { Services } from '../../services.ts'
import { type StagedFile, stageStream } from '../../storage/staging.ts'

/** Covers and what is said in an episode; audio may be as large as an upload. */
const MAX_PART_BYTES = 20_000_000
const PART_MILLISECONDS = 5 * 60_000
const AUDIO_MILLISECONDS = 3 * 3_600_000

export interface Fetching {
  config: Services['config']
  fetcher: Fetcher
  signal: AbortSignal
  /** How long to wait before asking again, each time; after the last one what failed has failed. */
  retryMilliseconds: number[]
}

/** An episode's audio as a staged file. */
export function fetchAudio({ config, fetcher, signal, ...retry }: Fetching, url: string): Promise<StagedFile> {
  const bounds = { maxBytes: config.maxUploadBytes, maxMilliseconds: AUDIO_MILLISECONDS }
  return patiently({ signal, ...retry }, async () => {
    const { body } = await fetcher.fetch(url, bounds)
    return stageStream(config.uploadsDir, body, { name: fileName(url), maxBytes: bounds.maxBytes, signal })
  })
}

/** Something small: its bytes and what the server says they are. */
export function fetchPart(
  { fetcher, signal, ...retry }: Fetching,
  url: string,
): Promise<{ bytes: Buffer; type: string }> {
  return patiently({ signal, ...retry }, async () => {
    const { body, type }: Fetched = await fetcher.fetch(url, {
      maxBytes: MAX_PART_BYTES,
      maxMilliseconds: PART_MILLISECONDS,
    })
    return { bytes: await buffer(body), type }
  })
}

/** Whether what was refused is the source's fault, and not that of this host's storage or database. */
export const isOfSource = (error: unknown): error is Refusal =>
  error instanceof Refusal && (error.status < 500 || error.code.startsWith('source-'))

/** What may pass by itself is tried again. */
async function patiently<T>(
  { signal, retryMilliseconds }: Pick<Fetching, 'signal' | 'retryMilliseconds'>,
  work: () => Promise<T>,
) {
  for (const wait of retryMilliseconds) {
    try {
      return await work()
    } catch (error) {
      const mayPass = error instanceof Refusal && error.code.startsWith('source-') && error.retryAfterSeconds !== null
      if (!mayPass) throw error
      await sleep(wait, undefined, { signal })
    }
  }
  return work()
}

function fileName(url: string): string {
  const last = new URL(url).pathname.split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(last)
  } catch {
    return last
  }
}
