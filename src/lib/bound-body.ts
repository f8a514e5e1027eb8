import { pipeline, Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip } from 'node:zlib'
import { fetchRefusal, refused, tooSlow } from './fetch-refusals.ts'

interface Answer {
  body: Readable
  headers: Record<string, string | string[] | undefined>
}

interface Bounds {
  url: URL
  /** After unpacking, so that a bomb counts as what comes out of it. */
  maxBytes: number
  /** While a body is waited for this long, so many bytes must have come. */
  limits: { spanMilliseconds: number; bytesPerSpan: number }
  signal: AbortSignal
}

/** An answer's body, unpacked, for as long as it keeps within its bounds; then it ends with a Refusal. */
export function boundBody({ body, headers }: Answer, bounds: Bounds): Readable {
  const bytes = Readable.from(bounded(body, String(headers['content-encoding'] ?? ''), bounds), { objectMode: false })
  // Also when nobody has begun to read.
  return bytes.once('close', () => body.on('error', () => undefined).destroy())
}

async function* bounded(body: Readable, coding: string, bounds: Bounds) {
  const { url, maxBytes } = bounds
  let bytes = 0
  try {
    const unpacker = unpackerOf(coding, url)
    const steady = withoutDrip(body, bounds)
    // What goes wrong before it reaches the reader at the end of the pipeline.
    const plain: AsyncIterable<Uint8Array> = unpacker ? pipeline(steady, unpacker, () => undefined) : steady
    for await (const chunk of plain) {
      bytes += chunk.byteLength
      if (bytes > maxBytes) throw refused('too-large', url, `sends more than ${maxBytes.toLocaleString('en')} bytes`)
      yield chunk
    }
  } catch (error) {
    throw fetchRefusal(error, url)
  }
}

/** Only the time spent waiting counts: who reads slowly is us. */
async function* withoutDrip(body: Readable, { url, limits, signal }: Bounds): AsyncGenerator<Uint8Array> {
  let waited = 0
  let came = 0
  let since = performance.now()
  try {
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      waited += performance.now() - since
      came += chunk.byteLength
      if (waited >= limits.spanMilliseconds) {
        if (came < limits.bytesPerSpan) throw tooSlow(url)
        waited = 0
        came = 0
      }
      yield chunk
      since = performance.now()
    }
  } catch (error) {
    // undici says that it was aborted; why stands in the signal.
    throw signal.aborted ? signal.reason : error
  }
}

function unpackerOf(coding: string, url: URL) {
  switch (coding.trim().toLowerCase()) {
    case '':
    case 'identity':
      return null
    case 'gzip':
    case 'x-gzip':
      return createGunzip()
    case 'br':
      return createBrotliDecompress()
    default:
      throw refused('damaged', url, `sends its content packed as "${coding}", which we did not ask for`)
  }
}
