import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, describe, expect, test } from 'vitest'
import { eventually } from '../support/api.ts'
import { brokenWordsOf } from './broken-words.ts'
import { openBrowser, openPage, startDemo } from './browser.ts'
import { layoutFaultsOf } from './layout-faults.ts'

const REPORTS = join(import.meta.dirname, '../../reports')

const browser = await openBrowser()
afterAll(() => browser.close())
const demo = await startDemo()
afterAll(() => demo.stop())
mkdirSync(REPORTS, { recursive: true })

/** The demo's pages, of each kind: as they are seen first, and to be looked at. */
const PAGES: [name: string, path: string][] = [
  ['home', '/'],
  ['show', '/pod-kaffee'],
  ['episode', '/pod-kaffee/bafoeg-digital'],
  ['long-title', '/pod-kaffee/dauerlauf-statt-sprint'],
  ['search', '/suche?q=digitale+Verwaltung&show=pod-kaffee'],
  ['search-tips', '/suche'],
  ['legal', '/barrierefreiheit'],
  ['not-found', '/pod-kaffee/gibt-es-nicht'],
  ['embed', '/embed/pod-kaffee'],
]

async function fresh(path: string, options: Parameters<typeof browser.newContext>[0] = {}) {
  const context = await browser.newContext(options)
  return { context, ...(await openPage(context, demo.url + path)) }
}

describe.each(PAGES)('%s', (name, path) => {
  test('has room for everything at 390, 820 and 1440 pixels, light and dark, and is pictured', async () => {
    const { context, page } = await fresh(path, { reducedMotion: 'reduce' })
    for (const width of [1440, 820, 390]) {
      await page.setViewportSize({ width, height: 900 })
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        expect([width, ...(await layoutFaultsOf(page))]).toEqual([width])
        await page.screenshot({ path: join(REPORTS, `${name}-${width}-${colorScheme}.png`), fullPage: true })
      }
    }
    await context.close()
  })

  test('has targets of at least 24 pixels, but for links inside text', async () => {
    const { context, page } = await fresh(path, { viewport: { width: 390, height: 844 } })
    const boxes = await page.locator('nav a, .button, .list a').all()
    for (const box of boxes) expect((await box.boundingBox())!.height).toBeGreaterThanOrEqual(24)
    await context.close()
  })
})

test.each(['bafoeg-digital', 'digitale-gesellschaft'])('pressing play plays: %s', async (episode) => {
  const { context, page, audio, complaints } = await fresh(`/pod-kaffee/${episode}`)
  const at = () => page.evaluate<number>('document.querySelector("audio").currentTime')
  expect([await at(), audio()]).toEqual([0, []])

  await page.getByRole('button', { name: 'Abspielen' }).focus()
  await page.keyboard.press('Space')
  await eventually(at, (seconds) => seconds > 1)
  const before = await at()
  await eventually(at, (seconds) => seconds > before + 0.3)
  expect(new Set(audio()).size).toBe(1)
  expect(complaints).toEqual([])

  await page.evaluate('document.querySelector("audio").currentTime = 40')
  await eventually(at, (seconds) => seconds > 40.2)
  await context.close()
})

test('the links that skip come first, can be seen when focused, and lead where they say', async () => {
  const { context, page } = await fresh('/pod-kaffee')
  await page.keyboard.press('Tab')
  expect(await focused(page)).toMatchObject({ text: 'Zur Navigation', left: expect.any(Number) })
  expect((await focused(page)).left).toBeGreaterThanOrEqual(0)
  await page.keyboard.press('Tab')
  expect(await focused(page)).toMatchObject({ text: 'Zum Inhalt' })
  expect((await focused(page)).left).toBeGreaterThanOrEqual(0)

  await page.keyboard.press('Enter')
  expect(new URL(page.url()).hash).toBe('#content')
  await page.keyboard.press('Tab')
  expect(await focused(page)).toMatchObject({ text: 'Podcast abonnieren', inMain: true })
  await context.close()
})

test.each([320, 1440])('the links that skip hide nothing when they are seen, at %i pixels', async (width) => {
  const { context, page } = await fresh('/pod-kaffee', { viewport: { width, height: 800 } })
  await page.keyboard.press('Tab')
  const [link, header] = [page.locator('.skip a:focus'), page.locator('body > header')]
  const { y, height } = (await link.boundingBox())!
  expect(height).toBeGreaterThanOrEqual(24)
  expect(y + height).toBeLessThanOrEqual((await header.boundingBox())!.y)
  await context.close()
})

test.each([360, 390])('the main navigation has one line at %i pixels, in both languages', async (width) => {
  for (const path of ['/', '/en']) {
    const { context, page } = await fresh(path, { viewport: { width, height: 800 } })
    const tops = await page
      .locator('body > header a')
      .evaluateAll((links) =>
        links.map((link) => Math.round((link as unknown as { offsetTop: number }).offsetTop / 10)),
      )
    expect([path, new Set(tops).size]).toEqual([path, 1])
    await context.close()
  }
})

test.each([360, 390])('no word of a heading loses its last letters to the next line, at %i pixels', async (width) => {
  for (const path of ['/barrierefreiheit', '/datenschutz', '/impressum', '/en/accessibility', '/en/privacy']) {
    const { context, page } = await fresh(path, { viewport: { width, height: 800 } })
    expect([path, ...(await brokenWordsOf(page))]).toEqual([path])
    await context.close()
  }
})

test('everything can be reached and read without script', async () => {
  const { context, page } = await fresh('/', { javaScriptEnabled: false })
  await page.getByRole('link', { name: "Auf 'nen Pod-Kaffee" }).click()
  await page.getByRole('link', { name: 'Vom Podcast-Trend zum BAföG-Digital' }).click()
  expect(await page.locator('h1').textContent()).toBe('Vom Podcast-Trend zum BAföG-Digital')
  expect(await page.locator('audio[controls]').count()).toBe(1)
  await context.close()
})

const focused = (page: Page) =>
  page.evaluate<{ text: string; left: number; inMain: boolean }>(`(() => {
    const element = document.activeElement
    const { left } = element.getBoundingClientRect()
    return { text: element.textContent.trim(), left, inMain: element.closest('main') !== null }
  })()`)
