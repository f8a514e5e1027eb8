import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { giveCover, upload } from '../support/api.ts'
import { makeMember, signIn } from '../support/people.ts'
import { showRow } from '../support/rows.ts'
import { putTranscript, VTT } from '../support/transcripts.ts'
import { faultsOf } from './axe.ts'
import { browsedHost } from './browsed-host.ts'
import { openPage, signedInContext } from './browser.ts'

const { host, browser } = await browsedHost()
const show = await showRow(host)
await giveCover(host, show.slug)
const editor = await signIn(host, await makeMember(host, 'editor', show))
const author = await signIn(host, await makeMember(host, 'author', show))

/** A draft that nothing keeps from being published, on its page. */
async function open(cookie = editor, place = '') {
  const { id } = (await upload(host, show.slug)).json
  await putTranscript(host, id, 'de', VTT)
  const context = await signedInContext(browser, host, cookie)
  const path = `${host.config.publicUrl}/studio/episodes/${id}`
  const { page } = await openPage(context, path + place)
  const row = () => host.db.episode.findUniqueOrThrow({ where: { id } })
  return { page, id, path, row, close: () => context.close() }
}

const publish = (page: Page) => page.locator('#publication button', { hasText: 'Veröffentlichen' })
const said = (page: Page, part: string, words: RegExp) => page.locator(`#${part} .kept`, { hasText: words }).waitFor()

test('what was typed the moment before is published with the episode', async () => {
  const { page, row, close } = await open()
  await page.locator('#title').fill('Gerade noch')
  await page.locator('#person-1-name').fill('Frau Süß')
  await publish(page).click()
  await page.getByText('Die Folge ist veröffentlicht.').waitFor()
  expect(await row()).toMatchObject({
    title: 'Gerade noch',
    publishAt: expect.any(Date),
    persons: [{ name: 'Frau Süß' }],
  })
  expect(await page.evaluate('localStorage.length')).toBe(0)
  await close()
})

test('where all of it is saved it is sent at once', async () => {
  const { page, row, close } = await open()
  await publish(page).click()
  await page.getByText('Die Folge ist veröffentlicht.').waitFor()
  expect((await row()).publishAt).not.toBeNull()
  await close()
})

test('an author asks about what she typed the moment before', async () => {
  const { page, id, row, close } = await open(author)
  await page.locator('#title').fill('Gerade noch')
  await page.locator('#publication button[type=submit]').click()
  await page.locator('#done').waitFor()
  expect((await row()).title).toBe('Gerade noch')
  expect(await host.db.reviewRequest.count({ where: { episodeId: id } })).toBe(1)
  await close()
})

test('where something can’t be saved nothing is published, and it is said what', async () => {
  const { page, row, close } = await open()
  const { number } = await row()
  await page.locator('#number').fill('4711x')
  await publish(page).click()
  await said(page, 'publication', /^Auf dieser Seite ist noch nicht alles gespeichert/)
  expect(await row()).toMatchObject({ publishAt: null, number })
  expect(await faultsOf(page)).toEqual([])
  await page.locator('#publication .kept a').click()
  expect(new URL(page.url()).hash).toBe('#facts')
  await page.locator('#number').fill('4711')
  await publish(page).click()
  await page.getByText('Die Folge ist veröffentlicht.').waitFor()
  expect((await row()).number).toBe(4711)
  await close()
})

test('nor where the host takes nothing; it goes once it does', async () => {
  const { page, row, close } = await open()
  await page.route('**/texts', (route) => route.abort())
  await page.locator('#title').fill('Im Tunnel')
  await publish(page).click()
  await said(page, 'publication', /^Auf dieser Seite ist noch nicht alles gespeichert/)
  await page.unroute('**/texts')
  await publish(page).click()
  await page.getByText('Die Folge ist veröffentlicht.').waitFor()
  expect((await row()).title).toBe('Im Tunnel')
  await close()
})

test('who is taken out of the list is out of it, without another word', async () => {
  const { page, path, row, close } = await open()
  await page.locator('#person-1-name').fill('Falsch')
  await said(page, 'people', /^Gespeichert um/)
  await page.reload()
  await page.locator('#people button', { hasText: 'entfernen' }).first().click()
  await said(page, 'people', /^Gespeichert um/)
  expect((await row()).persons).toEqual([])
  expect(new URL(page.url()).pathname).toBe(new URL(path).pathname)
  await close()
})

test('a page that answered is loaded anew as the page of the episode, with what is saved', async () => {
  const { page, row, close } = await open()
  await page.locator('#notesSource').fill('EINS')
  await page.locator('#texts button', { hasText: 'Vorschau' }).click()
  await page.locator('#texts .preview', { hasText: 'EINS' }).waitFor()
  await page.locator('#notesSource').fill('EINS und ZWEI')
  await said(page, 'texts', /^Gespeichert um/)
  await page.reload()
  expect(await page.locator('#notesSource').inputValue()).toBe('EINS und ZWEI')
  await page.locator('#notesSource').fill('EINS, ZWEI und DREI')
  await said(page, 'texts', /^Gespeichert um/)
  expect((await row()).notesSource).toBe('EINS, ZWEI und DREI')
  await close()
})

test('what was typed arrives also where the page is left at once', async () => {
  const { page, id, row, close } = await open()
  await page.locator('#title').fill('Und weg')
  await page.goto('about:blank')
  await expect.poll(async () => (await row()).title).toBe('Und weg')

  await page.goto(`${host.config.publicUrl}/studio/episodes/${id}/transcripts/de`)
  await page.waitForSelector('transcript-lines[ready]')
  await page.locator('.line-text').nth(1).fill('Wer ist denn da?')
  await page.goto('about:blank')
  const { cues } = await host.db.transcript.findFirstOrThrow({ where: { episodeId: id } })
  expect(JSON.stringify(cues)).toContain('Wer ist')
  await expect
    .poll(async () => JSON.stringify((await host.db.transcript.findFirstOrThrow({ where: { episodeId: id } })).cues))
    .toContain('Wer ist denn da?')
  await close()
})
