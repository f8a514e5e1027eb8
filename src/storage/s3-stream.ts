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
 * The chunks of an answer, for a reader who is done with each before the next: each is freed then, and so are the
 * socket's bytes it was copied from, which nobody else frees. Should another version of Node hand on those bytes
 * instead of copies, no hash will be right any more, and the tests of the storage say so.
 */
export async function* readOnce(stream: IncomingMessage): AsyncGenerator<Uint8Array> {
  const { socket } = stream
  // Called behind Node's own listener, which has taken the body out by then.
  const free = (bytes: Uint8Array) => freeBytes([bytes])
  socket.on('data', free)
  try {
    for await (const chunk of stream) {
      yield chunk
      freeBytes([chunk])
    }
  } finally {
    socket.off('data', free)
  }
}
