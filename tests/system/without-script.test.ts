import type { Page } from 'playwright-core'
import { afterAll, describe, expect, test } from 'vitest'
import { eventually } from '../support/api.ts'
import { openBrowser, openPage } from './browser.ts'
import { heardIn } from './player-host.ts'
import { startFullHost } from './public-pages.ts'

const { host, pages } = await startFullHost()
const browser = await openBrowser()
afterAll(() => browser.close())

async function open(path: string) {
  const context = await browser.newContext({ javaScriptEnabled: false })
  return { context, ...(await openPage(context, host.config.publicUrl + path)) }
}

const visible = (page: Page, selector: string) => page.locator(selector).filter({ visible: true })

describe.each(pages.filter(({ kind }) => !kind.endsWith('in English')))('without script: $kind ($path)', ({ path }) => {
  test('there is no control that does nothing, and the form finds what is typed', async () => {
    const { context, page } = await open(path)
    for (const summary of await page.locator('summary').all()) await summary.click()
    const buttons = await visible(page, 'button, select, input[type=button], [role=button]').all()
    for (const button of buttons)
      expect(await button.evaluate((element) => element.matches('form[action] [type=submit]'))).toBe(true)
    expect(await visible(page, 'form').count()).toBe(buttons.length)

    if (buttons.length > 0) {
      await page.getByRole('searchbox').fill('Wien')
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/suche\?q=Wien/)
      expect(await page.locator('.results mark').first().textContent()).toBe('Wien')
    }
    await context.close()
  })
})

const HEARD = ['episode with everything', 'embedded episode', 'embedded show', 'episode before it is public']
const heard = pages.filter(({ kind }) => HEARD.includes(kind))
const read = heard.filter(({ path }) => !path.startsWith('/preview/'))

test.each(heard)('without script audio plays when it is asked to: $kind ($path)', async ({ path }) => {
  const { context, page, audio } = await open(path)
  expect(audio()).toEqual([])
  await page.locator('audio[controls][preload=none]').focus()
  await page.keyboard.press('Space')
  await eventually(
    () => heardIn(page),
    (seconds) => seconds > 0.5,
  )
  await context.close()
})

test.each(heard)('without script chapters are links that begin there: $kind ($path)', async ({ path }) => {
  const { context, page } = await open(path)
  const link = page.locator('ol a[href*="t="]:has(time)').last()
  const [minutes, seconds] = (await link.locator('time').textContent())!.split(':').map(Number)
  await link.click()
  await page.waitForURL(/\?t=/)
  expect(new URL(page.url()).pathname).toBe(path)
  expect(60 * minutes! + seconds!).toBeGreaterThan(0)
  expect(await page.locator('audio').getAttribute('src')).toMatch(new RegExp(`#t=${60 * minutes! + seconds!}$`))
  await context.close()
})

test.each(read)(
  'without script the transcript is there to read, from a frame one link away: $kind ($path)',
  async ({ path }) => {
    const { context, page } = await open(path)
    const link = visible(page, 'a[href$="#transcript"]')
    // It opens outside of the frame.
    if ((await link.count()) > 0) await page.goto((await link.getAttribute('href'))!)
    expect(await visible(page, '.spoken').first().textContent()).toContain('Guten Tag')
    await visible(page, '.spoken a').last().click()
    await page.waitForURL(/\?t=0:02$/)
    expect(await page.locator('audio').getAttribute('src')).toMatch(/#t=2$/)
    await context.close()
  },
)

test('without script the address of the feed can be taken, and the code that embeds', async () => {
  const { context, page } = await open(pages.find(({ kind }) => kind === 'episode with everything')!.path)
  await page.getByText('Mehr Apps, Feed-Adresse und QR-Code').click()
  expect(await page.getByLabel('Adresse des Feeds (RSS)').inputValue()).toMatch(/\/feeds\/.+\.xml$/)
  await page.getByText('Einbetten als Rahmen (iframe)').click()
  expect(await page.locator('#embed-frame').inputValue()).toContain('<iframe ')
  await context.close()
})
