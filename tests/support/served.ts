import type { Services } from '../../src/services.ts'
import { addressesIn, type Served } from './document-rules.ts'
import { askRaw } from './raw.ts'

/** What HEAD says of every address in a feed, and what GET answers where it is text; a status other than 200 throws. */
export async function servedBy(host: { url: string } & Pick<Services, 'config'>, xml: string) {
  const served = new Map<string, Served>()
  for (const address of addressesIn(xml)) {
    const path = address.slice(host.config.publicUrl.length)
    const { status, headers } = await askRaw(host, path, {}, 'HEAD')
    if (status !== 200) throw new Error(`${path} was answered ${status}.`)
    const type = headers['content-type'] ?? ''
    const isText = !/^(audio|image)\//.test(type)
    const text = isText ? { text: (await askRaw(host, path)).body.toString() } : {}
    served.set(address, { type, bytes: Number(headers['content-length']), ...text })
  }
  return served
}
