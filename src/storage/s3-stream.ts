import type { IncomingMessage } from 'node:http'

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
