import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FeedDocument } from '../../feed/encode-feed.ts'
import { FEED_TYPE } from '../../feed/feed-copies.ts'
import { type Coding, preferredCoding } from '../../lib/content-coding.ts'
import { notFound } from '../../lib/errors.ts'
import { type Handler, type Host, partOf } from '../handler.ts'
import { OPEN_TO_ALL, strictTransport } from '../headers.ts'
import { answerPrecondition, type Current } from '../precondition.ts'

/** Apps ask every few minutes to hours; a new episode may reach them this much later through a cache. */
const MAX_AGE_SECONDS = 300

const PAGE_NUMBER = /^[1-9]\d{0,8}$/

const FEED_ADDRESS = /^\/feeds\/([a-z0-9-]+)\.xml$/

/**
 * Answers GET and HEAD of a feed that is in memory: most readers hold the current version and are told so. False for
 * everything else, and for a feed that must be loaded first.
 */
export function sendHeldFeed(
  { config, feeds }: Pick<Host, 'config' | 'feeds'>,
  req: IncomingMessage,
  res: ServerResponse,
): boolean {
  if (req.method !== 'GET' && req.method !== 'HEAD') return false
  const slug = FEED_ADDRESS.exec(req.url ?? '')?.[1]
  const held = slug === undefined ? undefined : feeds.peek(slug)
  if (held) sendFeed(config, held, req, res)
  return held !== undefined
}

/** GET /feeds/:show.xml — a feed that was not asked for yet is loaded, or made, first. So is a page, `?page=n`. */
export const showFeed: Handler = async (host, req, res) => {
  const slug = partOf(req, 'show')
  const { page } = req.query
  const found = page === undefined ? await host.feeds.find(slug) : await findPage(host, slug, page)
  if (!found) throw notFound('feed')
  sendFeed(host.config, found, req, res)
}

/** Pages are numbered as the feed writes them, so that each has one address. */
const findPage = async ({ feeds }: Host, slug: string, page: unknown) =>
  typeof page === 'string' && PAGE_NUMBER.test(page) ? feeds.findPage(slug, Number(page)) : null

function sendFeed(config: Host['config'], feed: FeedDocument, req: IncomingMessage, res: ServerResponse) {
  const coding = preferredCoding(req.headers['accept-encoding'], { hasBr: feed.br !== null })
  const sent = headersOf(config, feed)[coding]
  if (answerPrecondition(req, res, sent)) return
  res.writeHead(200, sent.whole)
  res.end(req.method === 'HEAD' ? undefined : feed[coding]!)
}

/** The codings of a feed are different bytes, so each has a tag of its own (RFC 9110 §8.8.3). */
const tagOf = ({ etag }: FeedDocument, coding: Coding) => (coding === 'plain' ? etag : `${etag}-${coding}`)

/** Names and values in turn, where it is often: what Node sends without looking each up. */
type FeedHeaders = Record<Coding, Current & { whole: string[] }>
const madeHeaders = new WeakMap<FeedDocument, FeedHeaders>()

/** The same for every request until the feed changes, so made once. */
function headersOf(config: Host['config'], feed: FeedDocument): FeedHeaders {
  let made = madeHeaders.get(feed)
  if (!made) {
    const headers = (coding: Coding) => headersFor(config, feed, coding)
    made = { plain: headers('plain'), gzip: headers('gzip'), br: headers('br') }
    madeHeaders.set(feed, made)
  }
  return made
}

function headersFor(config: Host['config'], feed: FeedDocument, coding: Coding): FeedHeaders[Coding] {
  const mismatch = { ...OPEN_TO_ALL, ...strictTransport(config) }
  const unchanged = {
    ...mismatch,
    'Cache-Control': `public, max-age=${MAX_AGE_SECONDS}`,
    ETag: `"${tagOf(feed, coding)}"`,
    'Last-Modified': feed.lastModified.toUTCString(),
    Vary: 'Accept-Encoding',
    ...(feed.links ? { Link: feed.links } : {}),
  }
  const encoding: Record<string, string> = coding === 'plain' ? {} : { 'Content-Encoding': coding }
  return {
    tags: [tagOf(feed, 'plain'), tagOf(feed, 'gzip'), tagOf(feed, 'br')],
    lastModified: feed.lastModified,
    mismatch,
    unchanged: Object.entries(unchanged).flat(),
    whole: Object.entries({
      ...unchanged,
      ...encoding,
      'Content-Type': FEED_TYPE,
      'Content-Length': String(feed[coding]?.length),
      'X-Content-Type-Options': 'nosniff',
    }).flat(),
  }
}
