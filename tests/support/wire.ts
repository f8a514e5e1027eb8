import { connect } from 'node:net'
import type { TestHost } from './host.ts'

export type Wire = ReturnType<typeof openWire>

/** A connection on which a test writes exactly the bytes it means to, and reads what comes back and when. */
export function openWire({ url }: Pick<TestHost, 'url'>) {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  let received = ''
  let isClosed = false
  socket.setEncoding('latin1')
  socket.on('data', (text) => {
    received += text
  })
  // The other side may close while a test still writes; what it answered before counts.
  socket.on('error', () => undefined)
  socket.on('close', () => {
    isClosed = true
  })

  return {
    received: () => received,
    isClosed: () => isClosed,
    /** Resolves when the bytes have left; false when the other side takes no more. */
    send: (bytes: string | Uint8Array) =>
      new Promise<boolean>((resolve) => void socket.write(bytes, (error) => resolve(!error))),
    /** The final answer, with its body; interim ones (100 Continue) are passed over. */
    async answer(milliseconds = 15_000) {
      const deadline = Date.now() + milliseconds
      for (;;) {
        const found = finalAnswer(received)
        if (found) return found
        if (isClosed || Date.now() > deadline) throw new Error(`No answer came, only ${JSON.stringify(received)}`)
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
    },
    /** Sends no more, and still reads. */
    end: () => void socket.end(),
    close: () => void socket.destroy(),
  }
}

/** The head of a request, ready to be followed by its body. */
export function head(method: string, path: string, headers: Record<string, string | number>): string {
  const lines = Object.entries({ Host: 'podcast.example', ...headers }).map(([name, value]) => `${name}: ${value}`)
  return [`${method} ${path} HTTP/1.1`, ...lines, '', ''].join('\r\n')
}

/** A form as the bytes that travel, and the type that goes with them. */
export async function formBytes(form: FormData) {
  const encoded = new Response(form)
  return { type: encoded.headers.get('Content-Type')!, bytes: Buffer.from(await encoded.arrayBuffer()) }
}

/** Bytes as one chunk of a body whose length nobody knows beforehand (RFC 9112 §7.1). */
export const chunk = (bytes: Uint8Array) =>
  Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')])

function finalAnswer(received: string) {
  const text = received.replace(/^(HTTP\/1\.1 1\d\d [^\r]*\r\n(?:[^\r]+\r\n)*\r\n)+/, '')
  const [top, body] = [text.split('\r\n\r\n', 1)[0]!, text.slice(text.indexOf('\r\n\r\n') + 4)]
  const length = /^content-length: (\d+)/im.exec(top)?.[1]
  if (length === undefined || body.length < Number(length)) return null
  const decoded = Buffer.from(body.slice(0, Number(length)), 'latin1').toString()
  return { status: Number(top.slice(9, 12)), head: top, json: JSON.parse(decoded) as { code: string; title: string } }
}
