import type { IncomingMessage } from 'node:http'
import { freeBytes } from '../lib/free-bytes.ts'

/** How long a store may be silent in the middle of an object. */
const SILENT_MS = 20_000

/**
 * Destroys the stream of a store that has gone silent. A stream whose reader is slow (a paused player) is silent
 * too, but then bytes wait in it: it is left alone.
 */
export function endWhenSilent(stream: IncomingMessage): void {
  const { socket } = stream
  const silent = () => {
    if (stream.readableLength > 0) socket.setTimeout(SILENT_MS)
    else stream.destroy(new Error(`The store sent nothing for ${SILENT_MS} ms.`))
  }
  socket.setTimeout(SILENT_MS)
  socket.on('timeout', silent)
  stream.once('close', () => socket.off('timeout', silent))
}

/**
 * Frees the socket's bytes as soon as the body was copied out of them: nobody else does. Should another version of
 * Node hand on those bytes instead of copies, no hash will be right any more, and the tests of the storage say so.
 */
export function freeSocketBytes(stream: IncomingMessage): void {
  const { socket } = stream
  // Called behind Node's own listener, which has taken the body out by then.
  const free = (bytes: Uint8Array) => freeBytes([bytes])
  socket.on('data', free)
  stream.once('close', () => socket.off('data', free))
}

/** The chunks of an answer, for a reader who is done with each before the next: each is freed then. */
export async function* readOnce(stream: IncomingMessage): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) {
    yield chunk
    freeBytes([chunk])
  }
}
