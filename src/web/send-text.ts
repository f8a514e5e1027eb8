import type { Request, Response } from 'express'
import { etagOf } from '../feed/feed-copies.ts'
import { answerPrecondition } from './precondition.ts'

interface Text {
  text: string
  /** The whole Content-Type. */
  type: string
  maxAgeSeconds: number
}

/** Sends a text that programs ask for again and again: nothing to those whose conditions say so, its head alone to HEAD. */
export function sendText(req: Request, res: Response, { text, type, maxAgeSeconds }: Text) {
  const bytes = Buffer.from(text)
  const etag = etagOf(bytes)
  const unchanged = { 'Cache-Control': `public, max-age=${maxAgeSeconds}`, ETag: `"${etag}"` }
  if (answerPrecondition(req, res, { tags: [etag], unchanged })) return
  res.writeHead(200, {
    ...unchanged,
    'Content-Type': type,
    'Content-Length': bytes.length,
    'X-Content-Type-Options': 'nosniff',
  })
  res.end(req.method === 'HEAD' ? undefined : bytes)
}
