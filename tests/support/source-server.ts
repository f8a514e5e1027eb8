import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll } from 'vitest'

export type Answering = (req: IncomingMessage, res: ServerResponse) => void

interface Options {
  /** What answers at all other paths; without it nothing is there. */
  otherwise?: (path: string) => Answering | undefined
}

/** A host somewhere else, which answers as each test wants. Closed after the file's tests. */
export async function startSource(answers: Record<string, Answering> = {}, { otherwise }: Options = {}) {
  const asked: string[] = []
  const server = createServer((req, res) => {
    asked.push(req.url!)
    // Whoever asks may hang up at any moment.
    res.on('error', () => undefined)
    const path = req.url!.split('?')[0]!
    const answer = answers[req.url!] ?? answers[path] ?? otherwise?.(path)
    if (answer) answer(req, res)
    else res.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  afterAll(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    answers,
    /** The paths that were asked for, in their order. */
    asked,
    /** How many connections are open now. */
    connections: () => new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count))),
  }
}

/** Bytes with their type and length. */
export const bytes =
  (content: string | Uint8Array, type = 'application/rss+xml; charset=utf-8', headers = {}): Answering =>
  (_req, res) =>
    void res
      .writeHead(200, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(content), ...headers })
      .end(content)

export const redirect =
  (to: string, status = 302): Answering =>
  (_req, res) =>
    void res.writeHead(status, { Location: to }).end()

/** The same chunk again and again, until whoever asked has enough. */
export const endless =
  (chunk: string | Uint8Array, headers = {}): Answering =>
  (_req, res) => {
    res.writeHead(200, headers)
    const more = () => {
      while (!res.destroyed && res.write(chunk));
      if (!res.destroyed) res.once('drain', more)
    }
    more()
  }

/** A byte now and then. */
export const drip =
  (milliseconds: number, headers = {}): Answering =>
  (_req, res) => {
    res.writeHead(200, headers)
    const timer = setInterval(() => res.write(' '), milliseconds)
    res.once('close', () => clearInterval(timer))
  }

/** Less than was said, and then the connection is gone. */
export const brokenOff =
  (content: string | Uint8Array, said: number): Answering =>
  (_req, res) => {
    res.writeHead(200, { 'Content-Length': said })
    res.write(content, () => res.destroy())
  }
