import { type IncomingHttpHeaders, request } from 'node:http'
import { buffer } from 'node:stream/consumers'

export interface RawAnswer {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
}

/**
 * A request with these headers and no others, and its answer as it travelled: nothing decoded, nothing followed. `path`
 * may be a whole address too, which is then the target as it stands.
 */
export function askRaw(
  { url }: { url: string },
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const [address, target] = path.startsWith('/') ? [url + path, {}] : [url, { path }]
    request(address, { method, headers, agent: false, ...target }, async (res) => {
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
