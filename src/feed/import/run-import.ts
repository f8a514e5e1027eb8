import { databaseAway } from '../../db.ts'
import { Refusal } from '../../lib/errors.ts'
import { FETCH_LIMITS, type FetchLimits, openFetcher } from '../../lib/fetch-public.ts'
import type { Services } from '../../services.ts'
import { type Claim, ClaimLost, claimImport } from './claim.ts'
import { isOfSource } from './fetch-parts.ts'
import { SOURCE_LIMITS, type SourceLimits } from './read-source.ts'
import { reportFailure } from './report.ts'
import { takeOverFeed } from './take-over-feed.ts'

export interface ImportLimits {
  fetch: FetchLimits
  source: SourceLimits
  /** Waits before a source that was away is asked again, one after the other. */
  retryMilliseconds: number[]
}

export const IMPORT_LIMITS: ImportLimits = {
  fetch: FETCH_LIMITS,
  source: SOURCE_LIMITS,
  retryMilliseconds: [1000, 10_000],
}

/** Wait before going on when storage or database were away. */
const AWAY_SECONDS = 60

interface Options {
  /** Ends the work; it goes on from there when somebody takes the import again. */
  signal: AbortSignal
  limits?: ImportLimits
}

/**
 * Works on an import until it is done or refused, unless somebody does so already. Whatever ends this process, what
 * was taken over stays, and the import goes on elsewhere or later.
 */
export async function runImport(services: Services, id: string, { signal, limits = IMPORT_LIMITS }: Options) {
  const claim = await claimImport(services, id, signal)
  if (!claim) return
  const mayConnect = services.config.importPrivateNetworks ? () => true : undefined
  const fetcher = openFetcher({ mayConnect, limits: limits.fetch, signal: claim.signal })
  const { retryMilliseconds } = limits
  try {
    const fetching = { config: services.config, fetcher, signal: claim.signal, retryMilliseconds }
    const report = await takeOverFeed(services, id, fetching, limits.source)
    await claim.finish({ state: 'done', report })
  } catch (error) {
    await endEarly(services, claim, error)
  } finally {
    await fetcher.close()
  }
}

async function endEarly({ log }: Services, claim: Claim, error: unknown) {
  if (claim.signal.aborted) {
    if (!(claim.signal.reason instanceof ClaimLost)) await claim.release(0)
    return
  }
  const away = databaseAway(error) ?? (error instanceof Refusal && !isOfSource(error) ? error : null)
  if (away) {
    log.warn({ code: away.code, cause: String(away.cause) }, 'an import waits')
    return claim.release(AWAY_SECONDS)
  }
  if (error instanceof Refusal) return void (await claim.finish({ state: 'failed', report: reportFailure(error) }))
  log.error({ stack: error instanceof Error ? error.stack : String(error) }, 'an import failed')
  await claim.finish({
    state: 'failed',
    report: reportFailure(new Refusal(500, 'failed', 'Something went wrong here.')),
  })
}
