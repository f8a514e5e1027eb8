import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, describe, expect, test } from 'vitest'
import { eventually } from '../support/api.ts'
import { openBrowser, openPage } from './browser.ts'
import { FIRST, startPlayerHost } from './player-host.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']
const REPORTS = join(import.meta.dirname, '../../reports')

const host = await startPlayerHost()
const browser = await openBrowser()
afterAll(() => browser.close())

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

/** Each state, and how to come to it. */
const STATES: [state: string, reach: (page: Page) => Promise<void>][] = [
  ['fresh', async () => undefined],
  [
    'playing',
    async (page) => {
      await press(page, 'Abspielen')
      await page.getByRole('button', { name: 'Anhalten' }).waitFor()
    },
  ],
  ['chapters', (page) => press(page, 'Kapitel')],
  [
    'transcript',
    async (page) => {
      await press(page, 'Transkript')
      await page.getByRole('searchbox').fill('Stimme')
      await page.locator('.said button').first().waitFor({ state: 'attached' })
      await page.getByRole('searchbox').fill('')
    },
  ],
  ['share', (page) => press(page, 'Teilen')],
  ['more', (page) => press(page, 'Mehr')],
  [
    'error',
    async (page) => {
      await page.route('**/audio/**', (route) => route.abort())
      await press(page, 'Abspielen')
      await page.getByText('nicht erreichbar').waitFor()
    },
  ],
]

const PLACES = [
  ['page', FIRST],
  ['embed', `/embed${FIRST}`],
  ['compact', `/embed${FIRST}?variant=compact`],
] as const

describe.each(PLACES)('AC-49 the player in %s', (place, path) => {
  test.each(STATES)('has no fault when %s: light and dark, wide and at 320 pixels', async (state, reach) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await browser.newContext({ colorScheme, viewport: { width: 820, height: 900 } })
      const { page } = await openPage(context, host.url + path)
      await reach(page)
      for (const width of [820, 320]) {
        await page.setViewportSize({ width, height: 900 })
        expect(await faults(page)).toEqual([])
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
        await page.locator('sendeplatz-player').screenshot({
          path: join(REPORTS, `player-${place}-${state}-${width}-${colorScheme}.png`),
        })
      }
      await context.close()
    }
  })
})

test('AC-49 every target is at least 24 pixels high and wide, also at 320 pixels', async () => {
  const context = await browser.newContext({ viewport: { width: 320, height: 900 } })
  const { page } = await openPage(context, `${host.url}/embed/kaffee`)
  for (const name of ['Kapitel', 'Folgen', 'Teilen', 'Mehr']) {
    await press(page, name)
    const small = await page.evaluate<string[]>(`(() => {
      const root = document.querySelector('sendeplatz-player').shadowRoot
      return [...root.querySelectorAll('button, a, select, input:not([type=checkbox]), label')]
        .map((element) => [element, element.getBoundingClientRect()])
        .filter(([, { width, height }]) => width > 0 && Math.min(width, height) < 24)
        .map(([element]) => element.outerHTML.slice(0, 120))
    })()`)
    expect(small).toEqual([])
  }
  await context.close()
})

test('AC-48 what has the focus is seen, also in forced colours', async () => {
  for (const forcedColors of ['none', 'active'] as const) {
    const context = await browser.newContext({ forcedColors, viewport: { width: 640, height: 700 } })
    const { page } = await openPage(context, `${host.url}/embed${FIRST}`)
    for (let at = 0; at < 12; at++) {
      await page.keyboard.press('Tab')
      const outline = await page.evaluate<string | null>(`(() => {
        const element = document.activeElement.shadowRoot?.activeElement
        if (!element) return null
        const seen = element.closest('.bar') ?? element
        return getComputedStyle(seen).outlineStyle + ' ' + getComputedStyle(seen).outlineWidth
      })()`)
      if (outline !== null) expect(outline).toBe('solid 3px')
    }
    await context.close()
  }
})

test('a listener with a screen reader is not told the time each second', async () => {
  const context = await browser.newContext()
  const { page } = await openPage(context, host.url + FIRST)
  const slider = page.getByRole('slider', { name: 'Position' })
  await press(page, 'Abspielen')
  await slider.focus()
  const texts = new Set<string | null>()
  const until = Date.now() + 3000
  await eventually(
    async () => texts.add(await slider.getAttribute('aria-valuetext')),
    () => Date.now() > until,
  )
  expect(texts.size).toBeLessThanOrEqual(2)
  expect(await page.locator('sendeplatz-player [role=status]').textContent()).toBe('')
  await context.close()
})

/** What axe-core finds, each as rule and element. */
async function faults(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  return page.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(TAGS)} }).then(({ violations }) => violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => id + ' ' + target.flat().join(' ') + ' ' + failureSummary)))`,
  )
}
