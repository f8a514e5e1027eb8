import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { makeAdministrator, signIn } from '../support/people.ts'
import { episodeRow, showRow } from '../support/rows.ts'
import { faultsOf } from './axe.ts'
import { browsedHost } from './browsed-host.ts'
import { openPage, signedInContext } from './browser.ts'

const { host, browser } = await browsedHost()

const PERSONS = [
  { name: 'Eva', group: 'Cast', role: 'Host' },
  { name: 'Jan', group: 'Cast', role: 'Host' },
]
const show = await showRow(host)
const cookie = await signIn(host, await makeAdministrator(host))

const draft = () => episodeRow(host, show, { publishAt: null, persons: PERSONS, title: 'Alt' })
const episodePage = ({ id }: { id: string }) => `/studio/episodes/${id}`

async function open(path: string, javaScriptEnabled: boolean) {
  const context = await signedInContext(browser, host, cookie, { javaScriptEnabled })
  return { context, ...(await openPage(context, host.config.publicUrl + path)) }
}

async function typeAndEnter(page: Page, field: string, text: string) {
  await page.locator(field).fill(text)
  await page.locator(field).press('Enter')
}

test.each([true, false])('Enter in a line of an episode saves it, with script (%s) or without', async (hasScript) => {
  const episode = await draft()
  const { context, page, complaints } = await open(episodePage(episode), hasScript)
  const done = () => page.locator('#done').waitFor()
  const kept = () => host.db.episode.findUniqueOrThrow({ where: { id: episode.id } })

  await typeAndEnter(page, '#person-2-name', 'Johann')
  await done()
  expect((await kept()).persons).toMatchObject([{ name: 'Eva' }, { name: 'Johann' }])

  await page.goto(host.config.publicUrl + episodePage(episode))
  await typeAndEnter(page, '#title', 'Neu')
  await done()
  expect((await kept()).title).toBe('Neu')

  await page.goto(host.config.publicUrl + episodePage(episode))
  await page.locator('#bite-1-start').fill('0:01')
  await typeAndEnter(page, '#bite-1-duration', '1')
  await done()
  expect((await kept()).soundbites).toMatchObject([{ startSeconds: 1, durationSeconds: 1 }])
  expect(complaints).toEqual([])
  await context.close()
})

test.each([true, false])('so it does in what a show says of itself, with script (%s) or without', async (hasScript) => {
  const { id, slug } = await showRow(host, { persons: PERSONS })
  const { context, page } = await open(`/studio/shows/${slug}/more`, hasScript)
  await page.locator('summary', { hasText: 'Wann neue Folgen kommen' }).click()
  const text = 'Jeden Dienstag'
  await typeAndEnter(page, '#frequencyText', text)
  await page.waitForURL(/\?done=saved/)
  const kept = await host.db.show.findUniqueOrThrow({ where: { id } })
  expect([kept.persons, kept.updateFrequency]).toMatchObject([PERSONS, { text }])
  await context.close()
})

test('what Enter presses is neither seen nor come to by Tab', async () => {
  const { context, page } = await open(episodePage(await draft()), true)
  expect(await faultsOf(page)).toEqual([])
  expect(await page.getByRole('button', { name: 'Texte speichern' }).count()).toBe(1)
  await page.locator('#title').focus()
  await page.keyboard.press('Shift+Tab')
  expect(await page.evaluate('document.activeElement.matches(".unseen")')).toBe(false)
  await context.close()
})
