import { Refusal } from './errors.ts'

/** After this a source that was away or busy may be asked again. */
const RETRY_SECONDS = 60

/** `why` goes on after the address. `passing` is what may be over by itself. */
export function refused(
  code: string,
  url: URL,
  why: string,
  { passing = false, cause }: { passing?: boolean; cause?: unknown } = {},
) {
  const again = passing ? { retryAfterSeconds: RETRY_SECONDS } : {}
  return new Refusal(passing ? 503 : 422, `source-${code}`, `${url.origin}${url.pathname} ${why}.`, { ...again, cause })
}

export const tooSlow = (url: URL, cause?: unknown) => refused('slow', url, 'takes too long', { passing: true, cause })

export const notPublic = (host: string) =>
  new Refusal(
    422,
    'source-private',
    `${host} lies in a private network; with IMPORT_PRIVATE_NETWORKS=true this host may fetch from there.`,
  )

export const linkLocal = (host: string) =>
  new Refusal(422, 'source-private', `${host} has a link-local address, from which nothing is ever fetched.`)

/**
 * The refusal for what name servers, connections, TLS, the HTTP parser and decoders throw: they give their errors a
 * code. What has none is a bug of ours, or an end that was asked for, and stays as it is.
 */
export function fetchRefusal(error: unknown, url: URL): unknown {
  const { name, code } = error as NodeJS.ErrnoException
  if (error instanceof Refusal) return error
  if (name === 'TimeoutError' || code === 'UND_ERR_BODY_TIMEOUT') return tooSlow(url, error)
  const passing = { passing: true, cause: error }
  if (name === 'HTTPParserError') return refused('away', url, 'does not speak HTTP', passing)
  if (typeof code !== 'string' || name === 'AbortError') return error
  if (/^(ENOTFOUND|EAI_)/.test(code)) return refused('away', url, 'is at a name that can’t be looked up', passing)
  if (/CERT|^ERR_(TLS|SSL)|^EPROTO/.test(code))
    return refused('certificate', url, 'has no valid certificate', { cause: error })
  if (/^(Z_|ERR_BROTLI|ERR__ERROR)/.test(code))
    return refused('damaged', url, 'sends what can’t be unpacked', { cause: error })
  return refused('away', url, 'can’t be reached, or broke off', passing)
}
