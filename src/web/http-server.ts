import { createServer, type RequestListener, type Server, type ServerOptions, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'

/** Whoever takes longer for the headers of a request is told so. */
const HEADERS_SECONDS = 60
/** Longer than proxies keep their connections, so that they close first. */
const KEEP_ALIVE_SECONDS = 65

/** The server of an app; `options` are for tests. */
export function makeServer(app: RequestListener, options: ServerOptions = {}): Server {
  const answers = new WeakMap<Duplex, ServerResponse>()
  const listener: RequestListener = (req, res) => {
    // Pipelined requests are answered one after the other.
    if (answers.get(req.socket)?.writableFinished !== false) answers.set(req.socket, res)
    app(req, res)
  }
  const server = createServer(
    {
      // Uploads may take hours: they end when their sender falls silent, not after a fixed time.
      requestTimeout: 0,
      headersTimeout: HEADERS_SECONDS * 1000,
      keepAliveTimeout: KEEP_ALIVE_SECONDS * 1000,
      ...options,
    },
    listener,
  )
  // A client that says that it sends no more still waits for its answer (RFC 9112 §9.6 leaves it to the server).
  Object.assign(server, { httpAllowHalfOpen: true })
  // A client that asks before sending its body is answered by the route: go on, or a refusal.
  server.on('checkContinue', listener)
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const answer = answers.get(socket)
    const hasBegun = answer?.headersSent && !answer.writableFinished
    if (hasBegun || !socket.writable || error.code === 'ECONNRESET') return void socket.destroy()
    socket.end(problem(PROBLEMS[error.code ?? ''] ?? UNREADABLE), () => socket.destroy())
  })
  return server
}

type Problem = [status: string, code: string, title: string]

/** By what Node says of a request that is no HTTP, too long, too slow or ends early: no route can answer it. */
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

/** As problem+json (RFC 9457), like every other refusal, before the connection is closed. */
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
