import type { BrowserContext } from 'playwright-core'
import { expect, test } from 'vitest'
import { makeMember, signIn } from '../support/people.ts'
import { artworkRow, episodeRow, showRow } from '../support/rows.ts'
import { browsedHost } from './browsed-host.ts'
import { openPage, signedInContext } from './browser.ts'

const TRANSCRIPT = 'demo/transcripts/1-bafoeg-digital.vtt'

const { host, browser } = await browsedHost()

const show = await showRow(host)
await artworkRow(host, show)

async function open(context: BrowserContext) {
  const { id } = await episodeRow(host, show, { publishAt: null })
  const { page } = await openPage(context, `${host.config.publicUrl}/studio/episodes/${id}`)
  const field = (name: string) => page.locator(`#publication [name=${name}]`)
  const moment = async () => [await field('day').inputValue(), await field('time').inputValue()]
  return { page, field, moment, row: () => host.db.episode.findUniqueOrThrow({ where: { id } }) }
}

const contextOf = async (role: 'author' | 'editor') =>
  signedInContext(browser, host, await signIn(host, await makeMember(host, role, show)))

test('a date that was refused stands there again once what was missing has come, until it is taken', async () => {
  const context = await contextOf('editor')
  const { page, field, moment, row } = await open(context)
  await field('day').fill('2099-12-01')
  await field('time').fill('06:00')
  await page.getByRole('button', { name: 'Planen', exact: true }).click()
  await page
    .locator('.errors')
    .getByRole('link', { name: /Transkript/ })
    .click()

  await page.locator('#transcripts input[type=file]').setInputFiles(TRANSCRIPT)
  await page.getByRole('button', { name: 'Transkript übernehmen' }).click()
  await page.getByText('Das Transkript ist gespeichert.').waitFor()
  expect(await moment()).toEqual(['2099-12-01', '06:00'])
  expect(await page.locator('#publication [value=then]').isChecked()).toBe(true)
  await page.locator('#publication .kept', { hasText: 'ist wieder da' }).waitFor()

  await page.getByRole('button', { name: 'Planen', exact: true }).click()
  await page.locator('#publication #done').waitFor()
  expect((await row()).publishAt?.toISOString()).toBe('2099-12-01T05:00:00.000Z')
  expect(await page.evaluate('localStorage.length')).toBe(0)
  await context.close()
})

test('a wish that was typed outlives another form of the page', async () => {
  const context = await contextOf('author')
  const { page, field, moment } = await open(context)
  await field('day').fill('2099-12-01')
  await field('time').fill('06:00')
  await page.locator('#transcripts input[type=file]').setInputFiles(TRANSCRIPT)
  await page.getByRole('button', { name: 'Transkript übernehmen' }).click()
  await page.getByText('Das Transkript ist gespeichert.').waitFor()
  expect(await moment()).toEqual(['2099-12-01', '06:00'])
  await context.close()
})

test('a wish that was asked for is not told to be unsaved, and stands there once it was taken back', async () => {
  const context = await contextOf('author')
  const { page, field, moment } = await open(context)
  await field('day').fill('2099-12-01')
  await field('time').fill('06:00')
  const kept = () => page.evaluate('localStorage.length')
  expect(await kept()).toBe(1)
  await page.getByRole('button', { name: 'Um Freigabe bitten' }).click()
  await page.locator('#publication #done').waitFor()
  await expect.poll(kept).toBe(0)
  await page.getByRole('button', { name: 'zurückziehen' }).click()
  await page.locator('#publication [name=day]').waitFor()
  expect(await moment()).toEqual(['2099-12-01', '06:00'])
  await page.reload()
  expect([await moment(), await kept()]).toEqual([['2099-12-01', '06:00'], 0])
  await context.close()
})

test('which of two times was meant outlives another form of the page', async () => {
  const context = await contextOf('editor')
  const { page, field, row } = await open(context)
  await field('day').fill('2099-10-25')
  await field('time').fill('02:30')
  const publish = page.getByRole('button', { name: 'Planen', exact: true })
  await publish.click()
  await field('turn').selectOption('second')
  await publish.click()
  await page
    .locator('.errors')
    .getByRole('link', { name: /Transkript/ })
    .click()
  await page.locator('#transcripts input[type=file]').setInputFiles(TRANSCRIPT)
  await page.getByRole('button', { name: 'Transkript übernehmen' }).click()
  await page.getByText('Das Transkript ist gespeichert.').waitFor()
  await publish.click()
  await page.locator('#publication #done').waitFor()
  expect((await row()).publishAt?.toISOString()).toBe('2099-10-25T01:30:00.000Z')
  await context.close()
})

test('a wish that was typed is no date once she who typed it may publish', async () => {
  const author = await makeMember(host, 'author', show)
  const context = await signedInContext(browser, host, await signIn(host, author))
  const { page, field, moment } = await open(context)
  await field('day').fill('2099-12-01')
  await host.db.membership.updateMany({ where: { personId: author.id }, data: { role: 'editor' } })
  await page.goto(page.url())
  expect(await field('do').first().inputValue()).toBe('publish')
  expect(await moment()).toEqual(['', ''])
  await context.close()
})
