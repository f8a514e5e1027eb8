import type { Page } from 'playwright-core'
import { afterAll, describe, expect, test } from 'vitest'
import { faultsOf } from './axe.ts'
import { openBrowser, openPage } from './browser.ts'
import { weakestContrasts } from './contrast.ts'
import { layoutFaultsOf } from './layout-faults.ts'
import { askByMethods, inGerman, startFullHost } from './public-pages.ts'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']

const { host, pages } = await startFullHost()
const browser = await openBrowser()
afterAll(() => browser.close())

/** How pages are looked at, and whether by axe too: another width gives other lines, another light other colours. */
const LOOKS: [look: string, width: number, height: number, media: Parameters<Page['emulateMedia']>[0], axe: boolean][] =
  [
    ['light, 1440 pixels', 1440, 900, { colorScheme: 'light' }, true],
    ['dark, 1440 pixels', 1440, 900, { colorScheme: 'dark' }, true],
    ['forced colours', 1440, 900, { colorScheme: 'light', forcedColors: 'active' }, true],
    ['light, 820 pixels', 820, 1180, { colorScheme: 'light', forcedColors: 'none' }, false],
    ['dark, 820 pixels', 820, 1180, { colorScheme: 'dark' }, false],
    ['dark, 390 pixels', 390, 844, { colorScheme: 'dark' }, false],
    ['light, 390 pixels', 390, 844, { colorScheme: 'light' }, false],
    ['light, 320 pixels', 320, 640, { colorScheme: 'light' }, true],
    // 1280 × 1024 pixels at 400 %.
    ['dark, at 400 %', 320, 256, { colorScheme: 'dark' }, true],
  ]

async function fresh(path: string, options: Parameters<typeof browser.newContext>[0] = {}) {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
  await askByMethods(context, host, pages)
  return { context, ...(await openPage(context, host.config.publicUrl + path)) }
}

/** Everything that is folded away can be read too. */
const unfold = (page: Page) =>
  page.evaluate('document.querySelectorAll("details").forEach((details) => { details.open = true })')

describe.each(pages)('AC-49 $kind ($path)', ({ path }) => {
  test('has no fault, and everything has its place, in every size and light', async () => {
    const { context, page } = await fresh(path)
    await unfold(page)
    for (const [look, width, height, media, axe] of LOOKS) {
      await page.setViewportSize({ width, height })
      await page.emulateMedia(media)
      expect([look, ...(await layoutFaultsOf(page))]).toEqual([look])
      // There axe takes the ground of a frame that is kept dark for white.
      const isMistaken = look === 'forced colours' && path.includes('theme=dark')
      if (axe && !isMistaken) expect([look, ...(await faultsOf(page, TAGS))]).toEqual([look])
    }
    await context.close()
  })
})

test.each(inGerman(pages))(
  'every control is reached by keyboard, is seen when it is, and the keyboard leaves again: $kind ($path)',
  async ({ path }) => {
    const { context, page } = await fresh(path, { viewport: { width: 1280, height: 900 } })
    const wanted =
      await page.evaluate<number>(`[...document.querySelectorAll('a[href], button, input, summary, [tabindex="0"]')]
    .filter((element) => element.checkVisibility()).length`)
    const reached = new Set<string>()
    for (let at = 0; at < 400; at++) {
      await page.keyboard.press('Tab')
      const { key, isSeen, inPlayer } = await focused(page)
      if (key === 'end') break
      if (!inPlayer) expect([key, isSeen]).toEqual([key, true])
      if (!inPlayer) reached.add(key)
    }
    expect(reached.size).toBe(wanted)
    await context.close()
  },
)

/** What has the focus, as a path, and whether it lies on the screen with an outline around it. */
const focused = (page: Page) =>
  page.evaluate<{ key: string; isSeen: boolean; inPlayer: boolean }>(`(() => {
    const element = document.activeElement
    if (element === document.body) return { key: 'end', isSeen: true, inPlayer: false }
    const { left, top, bottom, right } = element.getBoundingClientRect()
    const { outlineStyle, outlineWidth } = getComputedStyle(element)
    const isOnScreen = left >= 0 && right > 0 && bottom > 0 && top < innerHeight
    const place = [...document.querySelectorAll('*')].indexOf(element)
    return {
      key: element.tagName + ' ' + place + ' ' + element.textContent.trim().slice(0, 30),
      isSeen: isOnScreen && outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
      inPlayer: element.tagName === 'SENDEPLATZ-PLAYER',
    }
  })()`)

test.each([
  ['text of 11 pixels', '<p style="font-size: 11px">klein</p>'],
  ['text beside the screen', '<p style="position: absolute; left: -40px">daneben</p>'],
  ['text that is cut off', '<p style="overflow: hidden; width: 40px; white-space: nowrap">abgeschnitten</p>'],
  ['text on "', '<p style="position: absolute; top: 90px">unten</p><p style="position: absolute; top: 95px">oben</p>'],
  ['pixels wider than the screen', `<pre>${'weit '.repeat(40)}</pre>`],
])('what looks at places notices: %s', async (fault, markup) => {
  const page = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage()
  await page.setContent('<main><p>Text</p></main>')
  expect(await layoutFaultsOf(page)).toEqual([])
  await page.setContent(`<main><p>Text</p>${markup}</main>`)
  expect((await layoutFaultsOf(page)).join()).toContain(fault)
  await page.context().close()
})

test.each(['light', 'dark'] as const)(
  'the colour of any cover can be read on every ground, and words on it: %s',
  async (colorScheme) => {
    const { context, page } = await fresh('/', { colorScheme })
    const weakest = await weakestContrasts(page, {
      root: 'document.body',
      setHue: '(hue) => { document.documentElement.className = "hue-" + hue }',
      pairs: [
        ...(['ground', 'card', 'tint'] as const).map((ground) => ['accent', ground] as const),
        ...[['on-accent', 'accent'] as const, ['text', 'tint'] as const, ['quiet', 'tint'] as const],
      ],
    })
    expect(Object.keys(weakest)).toHaveLength(6)
    for (const [pair, ratio] of Object.entries(weakest)) expect([pair, ratio >= 4.5]).toEqual([pair, true])
    await context.close()
  },
)

test('the copy button takes the address of the feed, and says so', async () => {
  const show = pages.find(({ kind }) => kind === 'show')!.path
  const { context, page } = await fresh(show)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.getByText('Mehr Apps, Feed-Adresse und QR-Code', { exact: true }).click()
  await page.getByRole('button', { name: 'Kopieren: Adresse des Feeds (RSS)' }).click()
  await page.getByRole('status').getByText('Kopiert').waitFor()
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe(`${host.config.publicUrl}/feeds${show}.xml`)
  await context.close()
})
