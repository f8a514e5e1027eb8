import { once } from 'node:events'
import { Agent, type IncomingHttpHeaders, type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { mp3Blocks, wholeFrames } from './mp3.ts'

export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
}

interface Asking {
  method?: string
  headers?: OutgoingHttpHeaders
  body?: string
  agent?: Agent
}

/** One request and its whole answer. */
export async function ask(url: string, { method = 'GET', headers, body, agent }: Asking = {}): Promise<Answer> {
  const sending = request(url, { method, ...(headers && { headers }), ...(agent && { agent }) })
  sending.end(body)
  return received(sending)
}

/** Connections that are kept between requests. */
export const keptConnections = (maxSockets: number) => new Agent({ keepAlive: true, maxSockets })

/** Puts an MP3 of so many bytes at an address as it is, as fast as it is taken and without holding it. */
export const putMp3 = (url: string, bytes: number) => sendMp3('PUT', url, bytes, { 'Content-Type': 'audio/mpeg' })

/** Sends an MP3 of so many bytes as the part `audio` of a form, in the same way. */
export function postMp3(url: string, bytes: number, token: string): Promise<Answer> {
  // As long as curl's and the browsers': the longer it is, the faster it is searched for.
  const boundary = '------------------------bench2026bench2026bench'
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="audio"; filename="bench.mp3"\r\nContent-Type: audio/mpeg\r\n\r\n`
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': `multipart/form-data; boundary=${boundary}` }
  return sendMp3('POST', url, bytes, headers, head, `\r\n--${boundary}--\r\n`)
}

/** What the studio puts into one request. */
const PIECE_BYTES = wholeFrames(64 * 1024 * 1024)

/** Sends an MP3 of so many bytes to a show in pieces (tus 1.0.0), as the studio does. */
export async function sendMp3InPieces(origin: string, show: string, bytes: number, token: string) {
  const version = { Authorization: `Bearer ${token}`, 'Tus-Resumable': '1.0.0' }
  const told = Object.entries({ filename: 'bench.mp3', show }).map(([name, value]) => `${name} ${btoa(value)}`)
  const begun = await ask(`${origin}/api/v1/uploads`, {
    method: 'POST',
    headers: { ...version, 'Upload-Length': bytes, 'Upload-Metadata': told.join() },
  })
  if (begun.status !== 201) throw new Error(`An upload was answered ${begun.status}: ${begun.body}`)
  for (let at = 0; at < bytes; at += PIECE_BYTES)
    await sendMp3('PATCH', origin + begun.headers.location, Math.min(PIECE_BYTES, bytes - at), {
      ...{ ...version, 'Upload-Offset': at, 'Content-Type': 'application/offset+octet-stream' },
    })
}

async function sendMp3(method: string, url: string, bytes: number, more: OutgoingHttpHeaders, head = '', tail = '') {
  const headers = { ...more, 'Content-Length': bytes + head.length + tail.length }
  const sending = request(url, { method, headers, agent: false })
  const answer = received(sending)
  let answered = false
  const settled = answer.then(
    () => (answered = true),
    () => (answered = true),
  )
  sending.write(head)
  for (const block of mp3Blocks(bytes)) {
    if (!sending.write(block)) await Promise.race([once(sending, 'drain'), settled])
    // An answer before the end is a refusal.
    if (answered) break
  }
  if (answered) sending.destroy()
  else sending.end(tail)
  const { status, body } = await answer
  if (status >= 300) throw new Error(`${method} ${url} answered ${status}: ${body.toString().slice(0, 500)}`)
  return answer
}

async function received(sending: ReturnType<typeof request>): Promise<Answer> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    // Not `once`: a connection that was answered early may break twice.
    sending.once('response', resolve).on('error', reject)
  })
  return { status: response.statusCode!, headers: response.headers, body: await buffer(response) }
}
