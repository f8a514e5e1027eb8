import { expect, test } from 'vitest'
import type { Json } from '../support/api.ts'
import { makeMember, signIn } from '../support/people.ts'
import { episodeRow, showRow } from '../support/rows.ts'
import { browsedHost } from './browsed-host.ts'
import { signedInContext } from './browser.ts'

const { host, browser } = await browsedHost()
const show = await showRow(host)
for (let at = 100; at < 220; at += 1) await episodeRow(host, show, { slug: `folge-${at}`, title: `Folge ${at}` })
const anna = await signIn(host, await makeMember(host, 'reader', show))
const list = `${host.config.publicUrl}/studio/shows/${show.slug}`

async function open(javaScriptEnabled = true) {
  const page = await (await signedInContext(browser, host, anna, { javaScriptEnabled })).newPage()
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto(list)
  const titles = () => page.locator('.listed tbody th').allTextContents()
  const first = async () => (await titles())[0]
  /** How far the list begins below the top of the window. */
  const top = () => page.locator('.found').evaluate((found: Json) => Math.round(found.getBoundingClientRect().top))
  const isOnTop = async () => (await top()) < 40
  return { page, first, top, isOnTop }
}

test('a list is sorted and its pages are turned where one is, by keys too, and the way back leads through them', async () => {
  const { page, first, top, isOnTop } = await open()
  const sorted = page.getByRole('link', { name: 'Titel' })
  await sorted.focus()
  const before = await top()
  await page.keyboard.press('Enter')
  await expect.poll(first).toBe('Folge 100')
  expect([await top(), await sorted.evaluate((link: Json) => link === link.ownerDocument.activeElement)]).toEqual([
    ...[before, true],
  ])
  await page.keyboard.press('Enter')
  await expect.poll(first).toBe('Folge 219')
  expect(await page.locator('th[aria-sort=descending]').textContent()).toBe('Titel')

  await page.getByRole('link', { name: 'Nächste Seite' }).click()
  await expect.poll(() => page.url()).toContain('page=2')
  const second = (await first())!
  expect(second).not.toBe('Folge 219')
  expect([await isOnTop(), await page.evaluate('document.activeElement.className')]).toEqual([true, 'table listed'])
  await page.goBack()
  await expect.poll(first).toBe('Folge 219')
  await page.goForward()
  await expect.poll(first).toBe(second)

  await page.locator('#q').fill('159')
  await expect.poll(first).toBe('Folge 159')
  await page.goBack()
  await expect.poll(first).toBe('Folge 219')
  expect(await page.locator('#q').inputValue()).toBe('')
  await page.goForward()
  await expect.poll(first).toBe('Folge 159')
  await page.locator('#q').fill('16')
  await sorted.click()
  await expect.poll(first).toBe('Folge 116')
  await page.reload()
  expect([await first(), await page.locator('#q').inputValue()]).toEqual(['Folge 116', '16'])
  await page.context().close()
})

test('without script the way leads to the list too', async () => {
  const { page, first, isOnTop } = await open(false)
  await page.getByRole('link', { name: 'Titel' }).click()
  expect([await first(), await isOnTop()]).toEqual(['Folge 100', true])
  await page.getByRole('link', { name: 'Nächste Seite' }).click()
  expect([await first(), await isOnTop()]).toEqual(['Folge 150', true])
  await page.locator('#q').fill('205')
  await page.locator('.search button').click()
  expect(await first()).toBe('Folge 205')
  await page.context().close()
})
