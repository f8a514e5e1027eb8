import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'

/** Longer than proxies keep their connections, so that they close first. */
const KEEP_ALIVE_SECONDS = 65

/** The server of an app. */
export function makeServer(app: RequestListener): Server {
  // Uploads may take hours: they end when their sender falls silent, not after a fixed time.
  const server = createServer({ requestTimeout: 0, keepAliveTimeout: KEEP_ALIVE_SECONDS * 1000 }, app)
  // A client that asks before sending its body is answered by the route: go on, or a refusal.
  server.on('checkContinue', app)
  explainBroken(server)
  return server
}

type Problem = [status: string, code: string, title: string]

/** By what Node says of a request that is no HTTP, too long, too slow or ends early. */
const PROBLEMS: Record<string, Problem> = {
  HPE_INVALID_EOF_STATE: ['400 Bad Request', 'body-truncated', 'The request ended early.'],
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'headers-too-large', 'The headers take too much room.'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [
    '413 Content Too Large',
    'too-large',
    'The extensions of a chunk take too much room.',
  ],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'too-slow', 'The headers did not come in time.'],
}
const UNREADABLE: Problem = ['400 Bad Request', 'bad-request', 'The request can’t be read.']

/** What no route can answer gets problem+json (RFC 9457) too, where no answer has begun, and its connection is closed. */
function explainBroken(server: Server) {
  const answers = new WeakMap<Duplex, ServerResponse>()
  server.on('request', (req, res) => void answers.set(req.socket, res))
  server.on('checkContinue', (req, res) => void answers.set(req.socket, res))
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const answer = answers.get(socket)
    const hasBegun = answer?.headersSent && !answer.writableFinished
    if (hasBegun || !socket.writable || error.code === 'ECONNRESET') return void socket.destroy()
    socket.end(problem(PROBLEMS[error.code ?? ''] ?? UNREADABLE), () => socket.destroy())
  })
}

function problem([status, code, title]: Problem): string {
  const body = JSON.stringify({ type: 'about:blank', status: Number.parseInt(status, 10), code, title })
  const head = [
    `HTTP/1.1 ${status}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'Connection: close',
  ]
  return [...head, '', body].join('\r\n')
}
