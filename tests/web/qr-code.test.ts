import decodeQR from 'qr/decode.js'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { qrCode } from '../../src/web/site/qr-code.ts'
import { createShow } from '../support/api.ts'
import { startHost } from '../support/host.ts'
import { askRaw } from '../support/raw.ts'

const host = await startHost()
const SIDE_PIXELS = 400

/** What a camera reads where a page shows this code, black on white. */
async function readCode(markup: string): Promise<string> {
  const [svg] = /<svg.*?<\/svg>/s.exec(markup)!
  const { data, info } = await sharp(Buffer.from(svg))
    .resize(SIDE_PIXELS, SIDE_PIXELS, { kernel: 'nearest' })
    .flatten({ background: 'white' })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return decodeQR({ width: info.width, height: info.height, data })
}

test.each([
  ['/', 'QR-Code mit der Adresse dieser Seite'],
  ['/en/', 'QR code with the address of this page'],
])('the code on a show’s page is read as the address of that page, in its language: %s', async (prefix, label) => {
  const { slug } = await createShow(host)
  const page = (await askRaw(host, prefix + slug)).body.toString()
  expect(page).toContain(`<div class="qr" role="img" aria-label="${label}">`)
  expect(await readCode(page)).toBe(`https://podcast.example${prefix}${slug}#subscribe`)
})

test.each([
  'http://127.0.0.1:3000/kaffee#subscribe',
  `https://podcasts.landesamt-fuer-digitalisierung.thueringen.example/en/${'lange-nacht-'.repeat(10)}#subscribe`,
])('any address is read as it is: %s', async (address) => {
  expect(await readCode(qrCode(address, 'Code').markup)).toBe(address)
})
