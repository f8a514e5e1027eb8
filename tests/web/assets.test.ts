import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { embedStylesheetUrl, iconUrl, stylesheetUrl } from '../../src/web/assets.ts'
import { startHost } from '../support/host.ts'
import { askRaw } from '../support/raw.ts'

const host = await startHost()

test.each([stylesheetUrl, embedStylesheetUrl, iconUrl])(
  '%s is compressed for whoever can read that, and the same for all',
  async (path) => {
    const [plain, gzip, br] = await Promise.all(
      ['identity', 'gzip', 'gzip, br'].map((coding) => askRaw(host, path, { 'Accept-Encoding': coding })),
    )
    expect([plain, gzip, br].map((answer) => answer!.headers['content-encoding'])).toEqual([undefined, 'gzip', 'br'])
    expect(gunzipSync(gzip!.body).equals(plain!.body)).toBe(true)
    expect(brotliDecompressSync(br!.body).equals(plain!.body)).toBe(true)
    expect([plain, gzip, br].map((answer) => answer!.headers.vary)).toEqual(Array(3).fill('Accept-Encoding'))
  },
)

test('the scripts for other sites may be read by any, and are asked for again after some minutes', async () => {
  for (const path of ['/embed/player.js', '/embed/frame.js']) {
    const { status, headers, body } = await askRaw(host, path)
    // A host that was not built says so.
    if (status === 503) expect(headers['retry-after']).toBeDefined()
    else
      expect([status, headers['cache-control'], headers['access-control-allow-origin']]).toEqual([
        200,
        'public, max-age=300',
        '*',
      ])
    if (status === 200) expect(body.toString()).toMatch(/^import '\/assets\/(player|frame)-[\w-]{8}\.js'\n$/)
  }
})
