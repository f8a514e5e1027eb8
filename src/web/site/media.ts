import type { Request, Response } from 'express'
import type { Media } from '../../episodes/published-media.ts'
import { type ByteRange, readByteRange } from '../../lib/byte-range.ts'
import { rangeStillFits } from '../../lib/conditional.ts'
import { notFound, Refusal, unavailable } from '../../lib/errors.ts'
import { type Handler, type Host, pathOf } from '../handler.ts'
import { answerPrecondition, EMPTY_HEADERS } from '../precondition.ts'
import { sendBytes } from '../send-bytes.ts'

/** The bytes under an address never change, so nobody needs to ask twice. */
const FOR_EVER = 'public, max-age=31536000, immutable'

/** GET /audio/… — what is published under the address; anything else is unknown. */
export const showAudio: Handler = (host, req, res) => showMedia('audio', host, req, res)

/** GET /artwork/… — a show's or an episode's picture. */
export const showArtwork: Handler = (host, req, res) => showMedia('artwork', host, req, res)

async function showMedia(kind: Media['kind'], host: Host, req: Request, res: Response) {
  const path = pathOf(req)
  const media = host.media.peek(kind, path) ?? (/^[\w./-]+$/.test(path) && (await host.media.find(kind, path)))
  if (!media) throw notFound(kind)
  await sendMedia(host, req, res, media, FOR_EVER)
}

type Sendable = Pick<Media, 'key' | 'type' | 'bytes' | 'sha256'>

/**
 * Sends kept bytes: HEAD, one range (206), none satisfiable (416), If-Range, If-None-Match, If-Match (RFC 9110 §13 to §15).
 * Several ranges, or anything that isn't a range, get the whole (200). Disk and bucket answer alike.
 */
export async function sendMedia({ storage }: Host, req: Request, res: Response, media: Sendable, cacheControl: string) {
  const { bytes, sha256, type, key } = media
  const shared = { 'Accept-Ranges': 'bytes', 'Cache-Control': cacheControl, ETag: `"${sha256}"` }
  if (answerPrecondition(req, res, { tags: [sha256], unchanged: shared })) return
  const range =
    req.method === 'GET' && rangeStillFits(req.headers['if-range'] as string | undefined, sha256)
      ? readByteRange(req.headers.range, bytes)
      : null
  if (range === 'unsatisfiable') {
    res.writeHead(416, {
      'Accept-Ranges': 'bytes',
      'Content-Range': `bytes */${bytes}`,
      ...EMPTY_HEADERS,
    })
    return void res.end()
  }

  const part: ByteRange = range ?? { start: 0, end: bytes - 1 }
  const isHead = req.method === 'HEAD'
  // The last byte is enough to know that the others could be sent.
  const lastByte = { start: bytes - 1, end: bytes - 1 }
  const opened = await storage.open(key, isHead ? lastByte : (range ?? undefined)).catch(refuseLost)
  res.writeHead(range ? 206 : 200, {
    ...shared,
    'Content-Type': type,
    'Content-Length': part.end - part.start + 1,
    'X-Content-Type-Options': 'nosniff',
    ...(range ? { 'Content-Range': `bytes ${part.start}-${part.end}/${bytes}` } : {}),
  })
  if (!isHead) return sendBytes(opened, part, res)
  opened.close()
  res.end()
}

/** A row names these bytes: a store without them is not the whole store (a disk that is not mounted), so ask again. */
export function refuseLost(error: unknown): never {
  if (!(error instanceof Refusal) || error.status !== 404) throw error
  throw unavailable('storage-away', 'The storage does not answer. Please try again.', error)
}
