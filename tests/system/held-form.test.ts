import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { makeAdministrator, PASSWORD, signIn } from '../support/people.ts'
import { showRow } from '../support/rows.ts'
import { faultsOf } from './axe.ts'
import { browsedHost } from './browsed-host.ts'
import { openPage, signedInContext } from './browser.ts'

const { host, browser } = await browsedHost()

const show = await showRow(host, { title: 'Nachtzüge' })
const person = await makeAdministrator(host)
const TYPED = 'Das hat eine halbe Stunde gedauert.'

const PAGES = [
  ['a new show', '/studio/shows/new', '#description', 'Podcast anlegen', /Bitte prüfen Sie/],
  [
    'settings',
    `/studio/shows/${show.slug}/settings`,
    '#description',
    'Einstellungen speichern',
    /Die Angaben zum Podcast sind gespeichert/,
  ],
] as const

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const told = (page: Page, words: RegExp) => page.getByRole('alert').filter({ hasText: words }).waitFor()

test.each(PAGES)('typed on the page of %s, it outlives the session', async (_, path, field, button, answer) => {
  const context = await signedInContext(browser, host, await signIn(host, person))
  const { page, complaints } = await openPage(context, host.config.publicUrl + path)
  await page.locator(field).fill(TYPED)
  await host.db.session.deleteMany({ where: { personId: person.id } })
  await press(page, button)
  await told(page, /abgemeldet/)
  expect(await page.locator(field).inputValue()).toBe(TYPED)
  expect(await faultsOf(page)).toEqual([])
  expect(complaints).toEqual([])

  const again = await signedInContext(browser, host, await signIn(host, person))
  await context.addCookies(await again.cookies())
  await again.close()
  await press(page, button)
  await page.getByText(answer).first().waitFor()
  expect(await page.locator(field).inputValue()).toBe(TYPED)
  await context.close()
})

test('a form is not sent as somebody else who signed in meanwhile', async () => {
  const [, path, field, button] = PAGES[1]
  const context = await signedInContext(browser, host, await signIn(host, person))
  const { page } = await openPage(context, host.config.publicUrl + path)
  await page.locator(field).fill('Als andere')
  const next = await signedInContext(browser, host, await signIn(host, await makeAdministrator(host)))
  await context.addCookies(await next.cookies())
  await next.close()
  await press(page, button)
  await told(page, /inzwischen jemand anderes angemeldet/)
  await page.getByRole('link', { name: 'Anmelden (neues Fenster)' }).waitFor()
  expect(await faultsOf(page)).toEqual([])
  expect((await host.db.show.findUniqueOrThrow({ where: { id: show.id } })).description).not.toBe('Als andere')
  await context.close()
})

test('without script what was typed is given back, and is sent again from there', async () => {
  const [, path, field, button, answer] = PAGES[1]
  const context = await signedInContext(browser, host, await signIn(host, person), { javaScriptEnabled: false })
  const { page, complaints } = await openPage(context, host.config.publicUrl + path)
  await page.locator(field).fill(`${TYPED}\n\nUnd mehr.`)
  await host.db.session.deleteMany({ where: { personId: person.id } })
  await press(page, button)
  await page.getByRole('heading', { name: 'Sie sind abgemeldet' }).waitFor()

  const [other] = await Promise.all([context.waitForEvent('page'), page.getByRole('link', { name: /Fenster/ }).click()])
  await other.locator('#email').fill(person.email)
  await other.locator('#password').fill(PASSWORD)
  await other.locator('main button[type=submit]').click()
  await other.waitForURL('**/studio/account')
  await press(page, 'Noch einmal senden')
  await page.getByText(answer).first().waitFor()
  expect(await page.locator(field).inputValue()).toBe(`${TYPED}\n\nUnd mehr.`)
  // Browsers note the status.
  expect(complaints).toEqual([expect.stringContaining('401')])
  await context.close()
})

test.each(PAGES)('typed on the page of %s, it outlives a lost line', async (_, path, field, button, answer) => {
  const context = await signedInContext(browser, host, await signIn(host, person))
  const { page } = await openPage(context, host.config.publicUrl + path)
  await page.locator(field).fill(TYPED)
  await context.setOffline(true)
  await press(page, button)
  await told(page, /keine Verbindung/)
  expect(await page.locator(field).inputValue()).toBe(TYPED)
  await context.setOffline(false)
  await press(page, button)
  await page.getByText(answer).first().waitFor()
  expect(await page.locator(field).inputValue()).toBe(TYPED)
  await context.close()
})

test.each(PAGES)(
  'who leaves the page of %s is asked once something is typed, and not when it is sent',
  async (...args) => {
    const [, path, field, button, answer] = args
    const context = await signedInContext(browser, host, await signIn(host, person))
    const { page } = await openPage(context, host.config.publicUrl + path)
    const asked: string[] = []
    page.on('dialog', (dialog) => {
      asked.push(dialog.type())
      void dialog.dismiss()
    })
    await page.goto(`${host.config.publicUrl}/studio`)
    await page.goto(host.config.publicUrl + path)
    await page.locator(field).fill(TYPED)
    await page.close({ runBeforeUnload: true })
    await expect.poll(() => asked).toEqual(['beforeunload'])
    expect(await page.locator(field).inputValue()).toBe(TYPED)
    await press(page, button)
    await page.getByText(answer).first().waitFor()
    expect(asked).toEqual(['beforeunload'])
    await context.close()
  },
)
