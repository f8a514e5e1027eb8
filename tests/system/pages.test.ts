import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, describe, expect, test } from 'vitest'
import { eventually } from '../support/api.ts'
import { openBrowser, openPage, startDemo } from './browser.ts'

const REPORTS = join(import.meta.dirname, '../../reports')

const browser = await openBrowser()
afterAll(() => browser.close())
const demo = await startDemo()
afterAll(() => demo.stop())
mkdirSync(REPORTS, { recursive: true })

const PAGES: [name: string, path: string][] = [
  ['home', '/'],
  ['show', '/pod-kaffee'],
  ['episode', '/pod-kaffee/bafoeg-digital'],
  ['long-title', '/pod-kaffee/dauerlauf-statt-sprint'],
  ['legal', '/barrierefreiheit'],
  ['not-found', '/pod-kaffee/gibt-es-nicht'],
]

async function fresh(path: string, options: Parameters<typeof browser.newContext>[0] = {}) {
  const context = await browser.newContext(options)
  return { context, ...(await openPage(context, demo.url + path)) }
}

describe.each(PAGES)('%s', (name, path) => {
  test('loads without a complaint, without sound, and asks no other host', async () => {
    const { context, requests, complaints, audio } = await fresh(path)
    expect(complaints.filter((text) => !(name === 'not-found' && text.includes('404')))).toEqual([])
    expect(audio()).toEqual([])
    expect(requests.filter((url) => !url.startsWith(`${demo.url}/`))).toEqual([])
    await context.close()
  })

  test('leaves nothing in the browser', async () => {
    const { context, page } = await fresh(path)
    expect(await context.cookies()).toEqual([])
    const kept = await page.evaluate(`(async () => [
      localStorage.length,
      sessionStorage.length,
      (await indexedDB.databases()).length,
      (await caches.keys()).length,
      (await navigator.serviceWorker.getRegistrations()).length,
    ])()`)
    expect(kept).toEqual([0, 0, 0, 0, 0])
    await context.close()
  })

  test('fits a screen of 320 pixels without scrolling sideways', async () => {
    const { context, page } = await fresh(path, { viewport: { width: 320, height: 640 } })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320)
    await context.close()
  })

  test('has targets of at least 24 pixels, but for links inside text', async () => {
    const { context, page } = await fresh(path, { viewport: { width: 390, height: 844 } })
    const boxes = await page.locator('nav a, .button, .list a').all()
    for (const box of boxes) expect((await box.boundingBox())!.height).toBeGreaterThanOrEqual(24)
    await context.close()
  })

  test.each([390, 1440])('is pictured at %i pixels, light and dark', async (width) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { context, page } = await fresh(path, { viewport: { width, height: 900 }, colorScheme })
      await page.screenshot({ path: join(REPORTS, `${name}-${width}-${colorScheme}.png`), fullPage: true })
      await context.close()
    }
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
  await page.waitForTimeout(500)
  expect(await at()).toBeGreaterThan(before)
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
