import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll } from 'vitest'

/** What a hub was sent, and how. */
export interface Ping {
  method: string
  path: string
  type: string | undefined
  mode: string | null
  feed: string | null
  at: number
}

/** How a hub answers a ping; `before` is how many came earlier for the same feed. Doing nothing leaves whoever asked waiting. */
type Answer = (res: ServerResponse, before: number) => void

export const answering = (status: number, headers: Record<string, string> = {}): Answer => {
  return (res) => void res.writeHead(status, headers).end()
}

/** A WebSub hub on a real port until the file's tests are done. It writes down what it is sent. */
export async function startHub(answer: Answer) {
  const pings: Ping[] = []
  const server = createServer(async (req, res) => {
    const form = new URLSearchParams(await text(req))
    const before = pings.filter(({ feed }) => feed === form.get('hub.url')).length
    pings.push({
      method: req.method!,
      path: req.url!,
      type: req.headers['content-type'],
      mode: form.get('hub.mode'),
      feed: form.get('hub.url'),
      at: Date.now(),
    })
    answer(res, before)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hub`
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url, pings, pingsFor: (slug: string) => pings.filter(({ feed }) => feed?.endsWith(`/${slug}.xml`)) }
}
