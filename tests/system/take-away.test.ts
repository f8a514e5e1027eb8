import decodeQR from 'qr/decode.js'
import sharp from 'sharp'
import { afterAll, expect, test } from 'vitest'
import { openBrowser } from './browser.ts'
import { FIRST, startPlayerHost } from './player-host.ts'
import { pagesOf } from './player-page.ts'

const host = await startPlayerHost()
const browser = await openBrowser()
afterAll(() => browser.close())

const open = pagesOf(host, browser)

test.each([
  ['light', { colorScheme: 'light' }],
  ['dark', { colorScheme: 'dark' }],
  ['dark forced colours', { colorScheme: 'dark', forcedColors: 'active' }],
] as const)('a camera reads the code from the screen: %s', async (_, look) => {
  const { page, context } = await open('/en/kaffee', { viewport: { width: 390, height: 844 }, ...look })
  await page.getByText('More apps, feed address and QR code', { exact: true }).click()
  const { data, info } = await sharp(await page.locator('.qr').screenshot())
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  expect(decodeQR({ width: info.width, height: info.height, data })).toBe(
    `${host.config.publicUrl}/en/kaffee#subscribe`,
  )
  await context.close()
})

test.each([
  ['/kaffee', 'Nichts passiert?', 'Kopieren Sie die Feed-Adresse'],
  ['/en/kaffee', 'Nothing happens?', 'Copy the feed address'],
  [FIRST, 'Nichts passiert?', 'suchen Sie dort nach dem Titel des Podcasts'],
])('below the button that subscribes stands what to do if no app opens: %s', async (path, question, answer) => {
  const { page, context } = await open(path, { viewport: { width: 390, height: 844 } })
  const hint = page.locator('.subscribe p').filter({ hasText: question }).first()
  expect(await hint.isVisible()).toBe(true)
  expect(await hint.textContent()).toContain(answer)
  const [button, sentence] = [await page.locator('.subscribe .button').boundingBox(), await hint.boundingBox()]
  expect(sentence!.y - (button!.y + button!.height)).toBeLessThan(40)
  await context.close()
})

test.each([
  [390, 340],
  [820, 560],
  [1440, 560],
])('code to embed has the room it needs, %i pixels wide: %i of them', async (width, most) => {
  const { page, context } = await open(FIRST, { viewport: { width, height: 900 } })
  for (const [summary, attributes] of [
    ['Einbetten als Rahmen (iframe)', ['?variant=compact', '?theme=light', '?theme=dark']],
    [
      'Einbetten ohne Rahmen (Skript)',
      [
        ...['variant="compact"', 'theme="light"', 'theme="dark"'],
        '<sendeplatz-player variant="compact" theme="dark" src="…">',
      ],
    ],
  ] as const) {
    const details = page.locator('details').filter({ hasText: summary })
    await details.locator('summary').click()
    expect(await details.locator('code').allTextContents()).toEqual(attributes)
    expect((await details.locator('textarea').boundingBox())!.width).toBeGreaterThanOrEqual(most)
    expect(await details.locator('label').textContent()).not.toBe(summary)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
  }
  await context.close()
})
