import { type IncomingHttpHeaders, request } from 'node:http'
import { buffer } from 'node:stream/consumers'

export interface RawAnswer {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
}

/** A request with these headers and no others, and its answer as it travelled: nothing decoded, nothing followed. */
export function askRaw(
  { url }: { url: string },
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    request(url + path, { method, headers, agent: false }, async (res) => {
      try {
        resolve({ status: res.statusCode!, headers: res.headers, body: await buffer(res) })
      } catch (error) {
        reject(error)
      }
    })
      .on('error', reject)
      .end()
  })
}
