import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { conditionalStatus } from '../lib/conditional.ts'

/** With answers that have nothing in them: true for this one question, so that nobody keeps them. */
export const EMPTY_HEADERS = { 'Cache-Control': 'no-store', 'Content-Length': 0, 'X-Content-Type-Options': 'nosniff' }

/** The representation that there is now. */
export interface Current {
  /** Opaque tags without quotes, one for each coding. */
  tags: string[]
  lastModified?: Date
  /** Sent with 304. */
  unchanged: OutgoingHttpHeaders | string[]
  /** Sent with 412, beside what an empty answer has. */
  mismatch?: OutgoingHttpHeaders
}

/**
 * Answers a GET or HEAD whose conditions leave no body to send: 412 or 304 (RFC 9110 §13.2.2). False where the body is
 * the answer.
 */
export function answerPrecondition(req: IncomingMessage, res: ServerResponse, current: Current): boolean {
  const status = conditionalStatus(req.headers, current.tags, current.lastModified ?? null)
  if (status === 200) return false
  res.writeHead(status, status === 304 ? current.unchanged : { ...current.mismatch, ...EMPTY_HEADERS })
  res.end()
  return true
}
