import { createServer, type IncomingHttpHeaders, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll } from 'vitest'

/** A request that was handed on, and what it was answered. */
interface Forwarded {
  path: string
  headers: IncomingHttpHeaders
  status: number
}

/** An address that is known before the host behind it runs, as PUBLIC_URL is: it hands every request on. */
export async function startForward() {
  let target = ''
  let bytesBeforeCut: number | null = null
  const forwarded: Forwarded[] = []
  const server = createServer((req, res) => {
    const onward = request(target + req.url, { method: req.method, headers: req.headers }, (answer) => {
      forwarded.push({ path: req.url!, headers: req.headers, status: answer.statusCode! })
      res.writeHead(answer.statusCode!, answer.headers)
      const isCut = bytesBeforeCut !== null && answer.headers['content-type']?.startsWith('audio/')
      if (!isCut) return void answer.pipe(res)
      void cutAfter(bytesBeforeCut!, answer, res)
      bytesBeforeCut = null
    })
    onward.on('error', () => res.destroy())
    req.pipe(onward)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  afterAll(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    forwarded,
    to(url: string) {
      target = url
    },
    /** Of the next audio only so many bytes arrive, then the connection ends. */
    cutAudioAfter(bytes: number) {
      bytesBeforeCut = bytes
    },
  }
}

async function cutAfter(bytes: number, answer: IncomingMessage, res: ServerResponse) {
  let left = bytes
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    res.write(chunk.subarray(0, left))
    left -= chunk.length
    if (left <= 0) break
  }
  answer.destroy()
  res.socket?.end()
}
