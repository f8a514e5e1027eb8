import type { ServerResponse } from 'node:http'

/** Answers where If-Match names other bytes than there are (RFC 9110 §15.5.13). */
export function sendMismatch(res: ServerResponse, headers: Record<string, string> = {}) {
  res.writeHead(412, { ...headers, 'Content-Length': 0 }).end()
}
