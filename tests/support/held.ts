import { request } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import type { RawAnswer } from './raw.ts'

export interface Held {
  /** Lets the rest follow; the answer. */
  send(): Promise<RawAnswer>
  /** The same after a while, as a long body takes. */
  sendLater(): Promise<RawAnswer>
}

/** Longer than a host goes by what it found of somebody when her request began. */
const A_WHILE_MILLISECONDS = 1200

/** A request that was let in, of whose body half is there. */
export function hold(
  { url }: { url: string },
  method: string,
  path: string,
  headers: Record<string, string>,
  body: Uint8Array,
): Promise<Held> {
  const half = Math.floor(body.length / 2)
  const sent = { ...headers, 'content-length': String(body.length), expect: '100-continue' }
  return new Promise((resolve, reject) => {
    const asked = request(url + path, { method, headers: sent, agent: false })
    const answer = new Promise<RawAnswer>((answered, failed) => {
      asked.on('response', (res) => {
        buffer(res).then((bytes) => answered({ status: res.statusCode!, headers: res.headers, body: bytes }), failed)
        reject(new Error(`The request was answered ${res.statusCode} before its body came.`))
      })
      asked.on('error', failed)
    })
    answer.catch(reject)
    const send = () => {
      asked.end(body.subarray(half))
      return answer
    }
    asked.on('continue', () =>
      asked.write(body.subarray(0, half), () =>
        resolve({ send, sendLater: () => setTimeout(A_WHILE_MILLISECONDS).then(send) }),
      ),
    )
    asked.flushHeaders()
  })
}

/** A form with one file, as a browser sends it. */
export async function multipart(form: FormData): Promise<{ headers: Record<string, string>; body: Uint8Array }> {
  const made = new Response(form)
  return {
    headers: { 'content-type': made.headers.get('content-type')! },
    body: new Uint8Array(await made.arrayBuffer()),
  }
}
