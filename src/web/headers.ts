import type { RequestHandler } from 'express'
import type { Config } from '../config.ts'
import { isShowSlug } from '../shows/show-input.ts'

/** What pages on any other website may read: what is played and shown there, and the files they load for it. */
const OPEN_PATHS = [
  /^\/(?:audio|artwork|images|transcripts|assets)\//,
  /^\/feeds\/[^/]+\.xml$/,
  /^(?:\/\w\w)?\/embed\/.+\.js(?:on)?$/,
  /^\/(?:oembed|favicon\.ico)$/,
]

/** The chapters of an episode: where a show may be, in whatever capitals it is asked for. */
const CHAPTERS = /^\/([^/]+)\/[^/]+\/chapters\.json$/

const isOpenToAll = (path: string) =>
  OPEN_PATHS.some((open) => open.test(path)) || isShowSlug(CHAPTERS.exec(path)?.[1]?.toLowerCase() ?? '')

/** Says so to any web player (Fetch standard); nothing of it depends on who asks. */
export const OPEN_TO_ALL = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'Accept-Ranges, Content-Length, Content-Range, ETag',
}

/**
 * What a browser is told besides, when it asks whether a page elsewhere may send headers of its own, such as Range or
 * If-None-Match (Fetch standard §3.2). Any may come, since no answer here depends on others; older browsers want each
 * named.
 */
const PREFLIGHT = {
  'Access-Control-Allow-Methods': 'GET, HEAD, OPTIONS',
  'Access-Control-Allow-Headers':
    'Cache-Control, If-Match, If-Modified-Since, If-None-Match, If-Range, If-Unmodified-Since, Range, *',
  'Access-Control-Max-Age': '86400',
}

/** Says it with every answer at such an address: what was asked for, an error, and what a browser asks before. */
export const openToAll: RequestHandler = (req, res, next) => {
  if (isOpenToAll(req.path)) res.set(req.method === 'OPTIONS' ? { ...OPEN_TO_ALL, ...PREFLIGHT } : OPEN_TO_ALL)
  next()
}

/** What no page here asks a browser for, so nothing that is slipped into one gets it either. */
const NEVER_ASKED_FOR = ['browsing-topics', 'camera', 'display-capture', 'geolocation', 'microphone', 'payment', 'usb']

/** For pages and the API: own files only, never in a frame, no guessing of types. */
export const PAGE_HEADERS = {
  'Content-Security-Policy':
    "default-src 'self'; script-src 'self'; style-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Permissions-Policy': NEVER_ASKED_FOR.map((name) => `${name}=()`).join(', '),
  'X-Content-Type-Options': 'nosniff',
}

/** For players in a frame on another site (CSP 3: frame-ancestors): the same, but the sites of EMBED_ORIGINS may frame them. */
export const embedHeaders = ({ embedOrigins }: Pick<Config, 'embedOrigins'>) => ({
  ...PAGE_HEADERS,
  'Content-Security-Policy': PAGE_HEADERS['Content-Security-Policy'].replace(
    "frame-ancestors 'none'",
    `frame-ancestors ${embedOrigins.length > 0 ? ["'self'", ...embedOrigins].join(' ') : '*'}`,
  ),
})

/** Sets them before a page or an answer of the API is made. What does not say how long it may be kept is asked for anew. */
export const pageHeaders: RequestHandler = (_req, res, next) => {
  res.set({ ...PAGE_HEADERS, 'Cache-Control': 'no-cache' })
  next()
}

/** For the studio: nothing of it is kept by anybody on the way, and other sites are not told that somebody was here. */
export const studioHeaders: RequestHandler = (_req, res, next) => {
  res.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'same-origin' })
  next()
}

/** How long a browser asks this host by https alone once it was told to (RFC 6797): a year, anew with each answer. */
const STRICT_SECONDS = 31_536_000

/** For every answer of a host whose own address is https. Without its subdomains, which may be somebody else's. */
export const strictTransport = ({ publicUrl }: Pick<Config, 'publicUrl'>): Record<string, string> =>
  publicUrl.startsWith('https:') ? { 'Strict-Transport-Security': `max-age=${STRICT_SECONDS}` } : {}

/** Sets it before anything else looks at a request. */
export const transportHeaders = (config: Pick<Config, 'publicUrl'>): RequestHandler => {
  const headers = strictTransport(config)
  return (_req, res, next) => {
    res.set(headers)
    next()
  }
}
