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
  br: Buffer
}

/** Bytes under the codings they are sent in. */
export async function encodeFeed(plain: Buffer): Promise<Pick<FeedDocument, 'plain' | 'gzip' | 'br'>> {
  const { level, quality } = plain.length > LONG_BYTES ? LONG : SHORT
  const params = { [zlib.constants.BROTLI_PARAM_QUALITY]: quality }
  const [gz, br] = await Promise.all([
    gzip(plain, { level, chunkSize: CODED_CHUNK }),
    brotli(plain, { params, chunkSize: CODED_CHUNK }),
  ])
  return { plain, gzip: gz, br }
}
