import { connect } from 'node:net'

/** Requests sent over kept connections, each connection waiting for its answer before the next. */
export interface Load {
  url: string
  connections: number
  seconds: number
  headers?: Record<string, string>
  /** Asks for this many bytes at a random place of a file of `size` bytes. */
  ranges?: { bytes: number; size: number }
}

export interface LoadResult {
  requestsPerSecond: number
  bytesPerSecond: number
}

/** Bytes taken from a socket at once: large, so that receiving costs little beside sending. */
const RECEIVE_BYTES = 256 * 1024

/** Sends requests as fast as they are answered. Every answer must be one of 200, 206 and 304. */
export async function sendLoad(load: Load): Promise<LoadResult> {
  const counted = { requests: 0, bytes: 0 }
  const began = performance.now()
  const end = began + load.seconds * 1000
  await Promise.all(Array.from({ length: load.connections }, () => oneConnection(load, end, counted)))
  const seconds = (performance.now() - began) / 1000
  return { requestsPerSecond: counted.requests / seconds, bytesPerSecond: counted.bytes / seconds }
}

function oneConnection(load: Load, end: number, counted: { requests: number; bytes: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    let head = ''
    let bodyLeft = 0
    const socket = connect({
      host: '127.0.0.1',
      port: Number(new URL(load.url).port),
      noDelay: true,
      onread: {
        buffer: Buffer.allocUnsafeSlow(RECEIVE_BYTES),
        callback(length, buffer) {
          take(buffer as Buffer, length)
          return true
        },
      },
    })
    let isOver = false
    const over = setTimeout(() => {
      isOver = true
      socket.destroy()
    }, end - performance.now())
    socket.once('connect', () => socket.write(requestText(load)))
    socket.once('error', reject)
    socket.once('close', () => {
      clearTimeout(over)
      if (isOver) resolve()
      else reject(new Error(`${load.url} closed a connection.`))
    })

    function take(buffer: Buffer, length: number) {
      counted.bytes += length
      if (bodyLeft > 0) {
        bodyLeft -= length
      } else {
        head += buffer.toString('latin1', 0, length)
        const bodyAt = head.indexOf('\r\n\r\n') + 4
        if (bodyAt < 4) return
        if (!/^HTTP\/1\.1 (200|206|304) /.test(head)) return void socket.destroy(new Error(head.slice(0, 300)))
        const isEmpty = head.startsWith('HTTP/1.1 304')
        bodyLeft = (isEmpty ? 0 : Number(/\r\ncontent-length: (\d+)/i.exec(head)![1])) - (head.length - bodyAt)
        head = ''
      }
      if (bodyLeft > 0) return
      counted.requests++
      socket.write(requestText(load))
    }
  })
}

function requestText({ url, headers = {}, ranges }: Load): string {
  const { pathname, host } = new URL(url)
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  if (ranges) {
    const start = Math.floor(Math.random() * (ranges.size - ranges.bytes))
    lines.push(`Range: bytes=${start}-${start + ranges.bytes - 1}\r\n`)
  }
  return `GET ${pathname} HTTP/1.1\r\nHost: ${host}\r\n${lines.join('')}\r\n`
}
