import { lookup as resolveName } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import type { Readable } from 'node:stream'
import { Agent, type Dispatcher } from 'undici'
import { boundBody } from './bound-body.ts'
import { Refusal } from './errors.ts'
import { fetchRefusal, linkLocal, notPublic, refused, tooSlow } from './fetch-refusals.ts'
import { isLinkLocal, isPublicAddress } from './public-address.ts'

export interface FetchLimits {
  /** From asking to the end of the answer's headers, at each hop: name, connection, TLS and the server's thinking. */
  headersMilliseconds: number
  /** While a body is waited for this long, so many bytes must have come: less is a drip meant to keep us. */
  spanMilliseconds: number
  bytesPerSpan: number
  redirects: number
}

/** Slow servers and long chains of counting services get through, 4 kB a second at the least. */
export const FETCH_LIMITS: FetchLimits = {
  headersMilliseconds: 30_000,
  spanMilliseconds: 20_000,
  bytesPerSpan: 80_000,
  redirects: 10,
}

export interface Fetching {
  /** Bytes after unpacking; more are refused. */
  maxBytes: number
  /** For all of it, from asking to the last byte. */
  maxMilliseconds: number
}

export interface Fetched {
  /** Where it came from in the end. */
  url: string
  /** Content-Type as the server says it, in lower case with its parameters; empty when it says none. */
  type: string
  /** Ends with a Refusal when a bound is reached or the connection breaks. To be read or destroyed. */
  body: Readable
}

export type Fetcher = ReturnType<typeof openFetcher>

interface Options {
  mayConnect?: ((address: string) => boolean) | undefined
  limits?: FetchLimits | undefined
  /** Breaks off what runs; its reason is what is thrown then. */
  signal?: AbortSignal | undefined
}

/**
 * Fetches from hosts that somebody named, and from nowhere else: every address a name stands for is judged by
 * `mayConnect` (public ones alone, unless told otherwise; link-local ones never), at every hop, and the connection goes
 * to the addresses that were judged. http and https, no credentials, redirects counted, everything bounded in time and bytes. What fails is
 * a Refusal with a `source-…` code; one that may pass by itself says when to try again.
 */
export function openFetcher({ mayConnect = isPublicAddress, limits = FETCH_LIMITS, signal: broken }: Options = {}) {
  const agent = new Agent({
    connect: { lookup: judgedLookup(mayConnect), timeout: 0 },
    headersTimeout: 0,
    bodyTimeout: limits.spanMilliseconds,
  })

  return {
    async fetch(address: string, { maxBytes, maxMilliseconds }: Fetching): Promise<Fetched> {
      const late = AbortSignal.timeout(maxMilliseconds)
      const signal = broken ? AbortSignal.any([broken, late]) : late
      const seen = new Set<string>()
      let url = readUrl(address, mayConnect)

      for (;;) {
        if (seen.has(url.href)) throw refused('redirects', url, 'sends us round in a circle')
        if (seen.size > limits.redirects) throw refused('redirects', url, 'sends us on and on')
        seen.add(url.href)

        const answer = await ask(agent, url, limits.headersMilliseconds, signal)
        const next = nextOf(answer)
        if (next === null) {
          refuseStatus(answer, url)
          const body = boundBody(answer, { url, maxBytes, limits, signal })
          return { url: url.href, type: headerOf(answer, 'content-type').toLowerCase(), body }
        }
        discard(answer)
        url = readUrl(next, mayConnect, url)
      }
    },
    /** Breaks off what still runs. */
    close: () => agent.destroy(),
  }
}

/** Whether a text is a whole address that may be asked: http or https, without a name or password in it. */
export function isHttpUrl(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && isAskable(url)
}

/** The sentence about an address that `isHttpUrl` is false of. */
export const cannotBeAsked = (text: string) =>
  `"${text.slice(0, 200)}" can’t be asked: an address begins with http:// or https:// and has no password in it.`

const isAskable = ({ protocol, username, password }: URL) =>
  (protocol === 'http:' || protocol === 'https:') && username === '' && password === ''

function readUrl(text: string, mayConnect: (address: string) => boolean, base?: URL): URL {
  const url = URL.parse(text, base?.href)
  if (!url || !isAskable(url)) throw new Refusal(422, 'source-url', cannotBeAsked(text))
  url.hash = ''
  // A name is judged when it is looked up; an address in its place never is.
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const forbidden = isIP(host) ? judge(host, [host], mayConnect) : null
  if (forbidden) throw forbidden
  return url
}

/** One address that is not allowed makes the whole name a trap. */
function judge(host: string, addresses: string[], mayConnect: (address: string) => boolean): Refusal | null {
  if (addresses.some(isLinkLocal)) return linkLocal(host)
  return addresses.every(mayConnect) ? null : notPublic(host)
}

function judgedLookup(mayConnect: (address: string) => boolean): LookupFunction {
  return (hostname, options, done) => {
    resolveName(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, [])
      const found = addresses.map(({ address }) => address)
      const forbidden = judge(hostname, found, mayConnect)
      if (forbidden) return done(forbidden, [])
      if (options.all) return done(null, addresses)
      done(null, addresses[0]!.address, addresses[0]!.family)
    })
  }
}

type Answer = Dispatcher.ResponseData

async function ask(agent: Agent, url: URL, milliseconds: number, signal: AbortSignal): Promise<Answer> {
  const slow = new AbortController()
  const timer = setTimeout(() => slow.abort(tooSlow(url)), milliseconds)
  try {
    return await agent.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: 'GET',
      headers: { accept: '*/*', 'accept-encoding': 'gzip, br', 'user-agent': USER_AGENT },
      signal: AbortSignal.any([signal, slow.signal]),
    })
  } catch (error) {
    throw fetchRefusal(error, url)
  } finally {
    clearTimeout(timer)
  }
}

/** Without a version, which is nobody's business. */
const USER_AGENT = 'Sendeplatz'

const REDIRECTS = new Set([301, 302, 303, 307, 308])

const nextOf = (answer: Answer) => (REDIRECTS.has(answer.statusCode) ? headerOf(answer, 'location') : null)

const headerOf = ({ headers }: Answer, name: string) => String(headers[name] ?? '')

function refuseStatus(answer: Answer, url: URL) {
  const { statusCode } = answer
  if (statusCode === 200) return
  discard(answer)
  throw refused('status', url, `answered ${statusCode}`, { passing: statusCode >= 500 || statusCode === 429 })
}

/** A body that nobody reads would keep its connection. */
const discard = ({ body }: Answer) => void body.on('error', () => undefined).destroy()
