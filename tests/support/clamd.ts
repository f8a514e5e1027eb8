import { createHash } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo, ListenOptions } from 'node:net'
import { createServer, type Socket } from 'node:net'
import { afterAll } from 'vitest'

/** The test file of all scanners (EICAR), put together here so that no file of this project is one. */
export const EICAR = Buffer.from(
  ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!', '$H+H*'].join(''),
)

/** A real one finds it at the beginning alone; here also behind the first bytes by which pictures are known. */
const LOOKED_AT_BYTES = 100

/** What a real one answers to it, by a database of one's own. */
const FOUND = 'stream: Eicar-Test-Signature.UNOFFICIAL FOUND'

interface Options {
  /** Where it listens; on a free port unless told. */
  listen?: ListenOptions
  /** Its StreamMaxLength. */
  maxBytes?: number
  /** What it says in place of what it should. */
  says?: string
}

/**
 * A scanner that speaks clamd's protocol as clamd 1.4 does: `zPING` and `zINSTREAM`, one command for a connection. It
 * finds the test file where content begins with it. Closed after the file's tests.
 */
export async function startClamd({ listen = { port: 0, host: '127.0.0.1' }, maxBytes = 1 << 30, says }: Options = {}) {
  const scanned: { bytes: number; sha256: string }[] = []
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket)).on('error', () => undefined)
    void serve(socket, maxBytes, scanned, says).catch(() => socket.destroy())
  })
  const address = { ...listen }
  const start = async () => {
    server.listen(address)
    await once(server, 'listening')
    // Started anew it is where it was.
    if (!address.path) address.port = (server.address() as AddressInfo).port
  }
  const stop = async () => {
    for (const socket of open) socket.destroy()
    if (server.listening) await new Promise((resolve) => server.close(resolve))
  }
  await start()
  afterAll(stop)
  return { setting: address.path ?? `127.0.0.1:${address.port}`, scanned, start, stop }
}

async function serve(socket: Socket, maxBytes: number, scanned: { bytes: number; sha256: string }[], says?: string) {
  const read = reader(socket)
  const command = await read.untilZero()
  if (says !== undefined) return void socket.end(says)
  if (command === 'zPING') return void socket.end('PONG\0')
  if (command !== 'zINSTREAM') return void socket.end('UNKNOWN COMMAND\0')
  const hash = createHash('sha256')
  let begin = Buffer.alloc(0)
  let bytes = 0
  for (;;) {
    const length = (await read.exactly(4)).readUInt32BE()
    if (length === 0) break
    const chunk = await read.exactly(length)
    bytes += length
    if (bytes > maxBytes) return void socket.end('INSTREAM size limit exceeded. ERROR\0')
    hash.update(chunk)
    if (begin.length < LOOKED_AT_BYTES) begin = Buffer.concat([begin, chunk.subarray(0, LOOKED_AT_BYTES)])
  }
  scanned.push({ bytes, sha256: hash.digest('hex') })
  socket.end(`${begin.subarray(0, LOOKED_AT_BYTES).includes(EICAR) ? FOUND : 'stream: OK'}\0`)
}

/** What a connection brings, in pieces of the length that is wanted. */
function reader(socket: Socket) {
  const parts = socket[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  let held = Buffer.alloc(0)
  const more = async () => {
    const { value, done } = await parts.next()
    if (done) throw new Error('The sender hung up.')
    held = Buffer.concat([held, value])
  }
  const take = (length: number) => {
    const taken = held.subarray(0, length)
    held = held.subarray(length)
    return taken
  }
  return {
    async exactly(length: number) {
      while (held.length < length) await more()
      return take(length)
    },
    async untilZero() {
      while (!held.includes(0)) await more()
      return take(held.indexOf(0) + 1)
        .subarray(0, -1)
        .toString('latin1')
    },
  }
}
