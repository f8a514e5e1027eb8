import sharp from 'sharp'
import { afterAll, expect, test } from 'vitest'
import { frameCode } from '../../src/web/site/embed-code.ts'
import { eventually } from '../support/api.ts'
import { bytes, startSource } from '../support/source-server.ts'
import { openBrowser, openPage } from './browser.ts'
import { FIRST, startPlayerHost } from './player-host.ts'
import { button } from './player-page.ts'

const host = await startPlayerHost()
const browser = await openBrowser()
const site = await startSource()
afterAll(() => browser.close())

const AROUND = { light: [0xcc, 0xdd, 0xee], dark: [0x11, 0x33, 0x44] }
const GROUND = { light: [0xff, 0xfd, 0xf9], dark: [0x27, 0x1c, 0x17] }
type Look = keyof typeof AROUND

/** From the edge of the frame: in its margin, and beside the round corner of the player. */
const OUTSIDE = [1, 5]
/** From the edge: within the player, beside everything in it. */
const INSIDE = 12

async function open(around: Look, theme: Look | null, system: Look) {
  const url = `${host.url}/embed${FIRST}?variant=compact${theme ? `&theme=${theme}` : ''}`
  site.answers['/amt'] = bytes(
    `<!doctype html><html lang="de"><head><title>Amt</title><link rel="icon" href="data:,"></head>
<body style="color-scheme: ${around}; background: rgb(${AROUND[around]})">${frameCode(host.config, { url, title: 'Pod-Kaffee' })}</body></html>`,
    'text/html; charset=utf-8',
  )
  const context = await browser.newContext({ viewport: { width: 500, height: 500 }, colorScheme: system })
  const { page } = await openPage(context, `${site.url}/amt`)
  const inside = page.frames().find((frame) => frame.url().startsWith(host.url))!
  await button(inside, 'Abspielen').waitFor()

  /** The colours at distances from the left edge, in each of the four corners. */
  async function drawn() {
    const { data, info } = await sharp(await page.locator('iframe').screenshot())
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true })
    const at = (x: number, y: number) => [...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3)]
    const [right, bottom] = [info.width - 1, info.height - 1]
    return (far: number) => [at(far, far), at(right - far, far), at(far, bottom - far), at(right - far, bottom - far)]
  }
  return { inside, context, drawn }
}

test.each(
  (['light', 'dark'] as const).flatMap((around) =>
    (['light', 'dark', null] as const).flatMap((theme) =>
      (['light', 'dark'] as const).map((system) => [around, theme, system] as const),
    ),
  ),
)('beside the player the page around is seen: a %s page, theme=%s, a %s system', async (around, theme, system) => {
  const { inside, context, drawn } = await open(around, theme, system)
  const ground = GROUND[theme ?? around]
  await eventually(
    async () => (await drawn())(INSIDE),
    (corners) => JSON.stringify(corners) === JSON.stringify(Array(4).fill(ground)),
  )
  const beside = await drawn()
  for (const far of OUTSIDE) expect([far, beside(far)]).toEqual([far, Array(4).fill(AROUND[around])])
  const schemes = await inside.evaluate(`[...document.querySelector('sendeplatz-player').shadowRoot
    .querySelectorAll('select, input, .panel')].map((element) => getComputedStyle(element).colorScheme)`)
  expect(new Set(schemes as string[])).toEqual(new Set([theme ?? around]))
  await context.close()
})
