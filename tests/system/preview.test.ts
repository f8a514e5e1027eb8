import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { giveCover, SAMPLE, upload } from '../support/api.ts'
import { makeMember, signIn } from '../support/people.ts'
import { showRow } from '../support/rows.ts'
import { putTranscript } from '../support/transcripts.ts'
import { faultsOf } from './axe.ts'
import { browsedHost } from './browsed-host.ts'
import { openPage, signedInContext } from './browser.ts'

const { host, browser } = await browsedHost()

const show = await showRow(host)
await giveCover(host, show.slug)
const cookie = await signIn(host, await makeMember(host, 'author', show))
const { json } = await upload(host, show.slug, { file: SAMPLE, before: { title: 'Noch nicht da' } })
await putTranscript(host, json.id, 'de', 'WEBVTT\n\n00:00.000 --> 00:02.000\nGuten Tag.\n')

async function openStudioPage(options: Parameters<typeof browser.newContext>[0] = {}) {
  const context = await signedInContext(browser, host, cookie, options)
  return { context, ...(await openPage(context, `${host.config.publicUrl}/studio/episodes/${json.id}`)) }
}

/** Makes a link by keyboard. The answer has the focus, and the link in it. */
async function makeLink(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Link erstellen' }).focus()
  await page.keyboard.press('Enter')
  await page.waitForSelector('#preview .saved:focus')
  return page.locator('#preview-url').inputValue()
}

test.each([
  ['light, wide', { viewport: { width: 1440, height: 900 }, colorScheme: 'light' }],
  ['dark, 390 pixels', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' }],
] as const)('a link is made, opened by somebody without an account, heard, and revoked: %s', async (_, options) => {
  const { context, page } = await openStudioPage(options)
  const url = await makeLink(page)
  expect(await faultsOf(page)).toEqual([])

  const outside = await browser.newContext(options)
  const { page: seen, requests, complaints } = await openPage(outside, url)
  expect(await seen.locator('.notice').textContent()).toContain('noch nicht veröffentlicht')
  await seen.locator('sendeplatz-player').getByRole('button', { name: 'Abspielen' }).first().click()
  await expect.poll(() => seen.evaluate<number>('document.querySelector("audio").currentTime')).toBeGreaterThan(0)
  expect(await faultsOf(seen)).toEqual([])
  expect(await seen.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
  expect(requests.filter((asked) => !asked.startsWith(`${host.config.publicUrl}/`))).toEqual([])
  expect(complaints).toEqual([])

  await page.goto(`${host.config.publicUrl}/studio/episodes/${json.id}`)
  await page.getByRole('button', { name: 'Link widerrufen' }).first().click()
  await page.waitForURL('**?done=preview.revoked#done')
  expect((await seen.goto(url))!.status()).toBe(404)
  await Promise.all([context.close(), outside.close()])
})

test('without script too', async () => {
  const { context, page } = await openStudioPage({ javaScriptEnabled: false })
  await page.getByRole('button', { name: 'Link erstellen' }).click()
  const url = await page.locator('#preview-url').inputValue()
  await page.goto(url)
  expect(await page.locator('audio').getAttribute('src')).toContain('/preview/')
  await page.getByRole('link', { name: 'English' }).click()
  expect(await page.locator('.notice').textContent()).toContain('This episode is not published yet')
  await context.close()
})
