import type { ServerResponse } from 'node:http'

/** With answers that have nothing in them: true for this one question, so that nobody keeps them. */
export const EMPTY_HEADERS = { 'Cache-Control': 'no-store', 'Content-Length': 0, 'X-Content-Type-Options': 'nosniff' }

/** Answers where If-Match names other bytes than there are (RFC 9110 §15.5.13). */
export function sendMismatch(res: ServerResponse, headers: Record<string, string> = {}) {
  res.writeHead(412, { ...headers, ...EMPTY_HEADERS }).end()
}
