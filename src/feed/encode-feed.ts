import { promisify } from 'node:util'
import zlib from 'node:zlib'

/** Above this a new version waits longer for being made smaller than the few bytes less are worth. */
const LONG_BYTES = 1_000_000
const SHORT = { level: 6, quality: 5 }
const LONG = { level: 3, quality: 3 }
const CODED_CHUNK = 256 * 1024

const gzip = promisify(zlib.gzip)
const brotli = promisify(zlib.brotliCompress)

/** A feed, or a page of one, as it is sent: the same bytes under three codings. */
export interface FeedDocument {
  etag: string
  lastModified: Date
  /** Its `Link` header, where there are hubs. */
  links: string | null
  plain: Buffer
  gzip: Buffer
  /** Null until it is made: whoever would take it gets gzip meanwhile. */
  br: Buffer | null
}

/** What every app takes. A new version waits for it. */
export const gzipFeed = (plain: Buffer): Promise<Buffer> =>
  gzip(plain, { level: plain.length > LONG_BYTES ? LONG.level : SHORT.level, chunkSize: CODED_CHUNK })

/** Smaller, and made in twice the time: a new version goes out before. */
export function brotliFeed(plain: Buffer): Promise<Buffer> {
  const { quality } = plain.length > LONG_BYTES ? LONG : SHORT
  const params = { [zlib.constants.BROTLI_PARAM_QUALITY]: quality }
  return brotli(plain, { params, chunkSize: CODED_CHUNK })
}
