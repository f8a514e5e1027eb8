import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { eventually } from '../support/api.ts'
import { openBrowser, openPage } from './browser.ts'
import { heardIn } from './player-host.ts'
import { askByMethods, inGerman, startFullHost } from './public-pages.ts'

const { host, pages } = await startFullHost()
const browser = await openBrowser()
afterAll(() => browser.close())

async function open(path: string) {
  const context = await browser.newContext({ javaScriptEnabled: false })
  await askByMethods(context, host, pages)
  return { context, ...(await openPage(context, host.config.publicUrl + path)) }
}

const visible = (page: Page, selector: string) => page.locator(selector).filter({ visible: true })

test('without script no page has a control that does nothing, and every form finds what is typed', {
  timeout: 180_000,
}, async () => {
  const { context, page } = await open('/')
  const withForm = []
  for (const { kind, path } of inGerman(pages)) {
    await page.goto(host.config.publicUrl + path)
    for (const summary of await page.locator('summary').all()) await summary.click()
    const controls = await visible(page, 'button, select, input[type=button], [role=button]').count()
    const sending = await visible(page, 'form[action] [type=submit]').count()
    expect([kind, controls, await visible(page, 'form').count()]).toEqual([kind, sending, sending])
    if (sending === 0) continue
    withForm.push(kind)
    await page.getByRole('searchbox').fill('Wien')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/suche\?q=Wien/)
    expect([kind, await page.locator('.results mark').first().textContent()]).toEqual([kind, 'Wien'])
  }
  expect(withForm).toEqual(expect.arrayContaining(['show', 'search', 'unknown address', 'deleted episode']))
  await context.close()
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
  await page.getByText('Mehr Apps, Feed-Adresse und QR-Code', { exact: true }).click()
  expect(await page.getByLabel('Adresse des Feeds (RSS)').inputValue()).toMatch(/\/feeds\/.+\.xml$/)
  await page.locator('summary', { hasText: 'Einbetten als Rahmen' }).click()
  expect(await page.locator('#embed-frame').inputValue()).toContain('<iframe ')
  await context.close()
})
