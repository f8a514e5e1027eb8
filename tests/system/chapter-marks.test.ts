import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { type Json, SAMPLE, SAMPLE_M4A, upload } from '../support/api.ts'
import { makeMember, signIn } from '../support/people.ts'
import { showRow } from '../support/rows.ts'
import { faultsOf } from './axe.ts'
import { browsedHost } from './browsed-host.ts'
import { openPage, signedInContext } from './browser.ts'
import { isAskedToStay } from './hands.ts'

const { host, browser } = await browsedHost()

const show = await showRow(host)
const cookie = await signIn(host, await makeMember(host, 'editor', show))

async function draft(chapterList = '', file = SAMPLE) {
  const { json } = await upload(host, show.slug, { file })
  const id: string = json.id
  if (chapterList) await askChapters(id, chapterList)
  else await host.db.episode.update({ where: { id }, data: { chapters: [] } })
  const kept = async () =>
    (await host.db.episode.findUniqueOrThrow({ where: { id } })).chapters as { startSeconds: number; title: string }[]
  return { id, path: `/studio/episodes/${id}`, kept }
}

const askChapters = (id: string, text: string) =>
  fetch(`${host.url}/api/v1/episodes/${id}/chapters`, {
    ...{ method: 'PUT', body: text },
    headers: { Authorization: `Bearer ${host.secret}`, 'Content-Type': 'text/plain' },
  })

async function open(path: string, options: Parameters<typeof browser.newContext>[0] = {}) {
  const context = await signedInContext(browser, host, cookie, { viewport: { width: 1440, height: 900 }, ...options })
  return { context, ...(await openPage(context, host.config.publicUrl + path)) }
}

const marking = (page: Page) => page.locator('chapter-marks')
const audioOf = (page: Page) => marking(page).locator('audio')
const position = (page: Page) => audioOf(page).evaluate((it) => (it as Json).currentTime as number)
const seek = (page: Page, seconds: number) =>
  audioOf(page).evaluate((it, seconds) => {
    ;(it as Json).currentTime = seconds
  }, seconds)
const said = (page: Page, words: RegExp) => marking(page).locator('.kept', { hasText: words }).waitFor()
const focused = (page: Page) =>
  page.evaluate<string>('document.activeElement.name || document.activeElement.textContent')
const starts = (page: Page) =>
  marking(page)
    .locator('li > fieldset:not([hidden])')
    .locator('[name$="-start"]')
    .evaluateAll((fields) => fields.map((field) => (field as Json).value as string))

test('rows that nobody typed do not come back over a list that was refused first', async () => {
  const { path, kept } = await draft('0:00 Alt\n0:05 Älter')
  const { page, context } = await open(path)
  const paste = async (list: string, done: RegExp) => {
    const details = page.locator('details', { has: page.locator('#chapterList') })
    if (!(await details.getAttribute('open').then((open) => open !== null))) await details.locator('summary').click()
    await page.locator('#chapterList').fill(list)
    await page.getByRole('button', { name: 'Liste übernehmen' }).click()
    await page.getByText(done).first().waitFor()
  }
  await paste('0:00 Eins\nohne Zeit', /Bitte prüfen Sie/)
  await paste('0:00 Eins\n0:10 Zwei\n0:20 Drei', /Die Kapitel sind gespeichert/)
  await page.goto(host.config.publicUrl + path)
  await page.waitForSelector('chapter-marks li')
  expect(await starts(page)).toEqual(['00:00:00', '00:00:10', '00:00:20'])
  expect((await kept()).map(({ title }) => title)).toEqual(['Eins', 'Zwei', 'Drei'])
  expect(await page.evaluate('localStorage.length')).toBe(0)
  await context.close()
})

test.each([true, false])(
  'a list that is pasted is taken by the button that saves, with script (%s) or without',
  async (hasScript) => {
    const { path, kept } = await draft('0:00 Alt')
    const { page, context } = await open(path, { javaScriptEnabled: hasScript })
    await page.locator('summary', { hasText: 'Kapitelliste einfügen' }).click()
    await page.locator('#chapterList').fill('0:00 Eins\n0:10 Zwei')
    await page.getByRole('button', { name: 'Kapitel speichern' }).click()
    await page.getByText('Die Kapitel sind gespeichert').first().waitFor()
    expect((await kept()).map(({ title }) => title)).toEqual(['Eins', 'Zwei'])
    await context.close()
  },
)

test('whoever leaves with a list that is pasted is asked; a letter in it sets no chapter', async () => {
  const { path } = await draft('0:00 Alt')
  const { page, context } = await open(path)
  await page.locator('summary', { hasText: 'Kapitelliste einfügen' }).click()
  await page.locator('#chapterList').pressSequentially('mm')
  expect(await page.locator('#chapterList').inputValue()).toBe('mm')
  expect(await starts(page)).toEqual(['00:00:00'])
  expect(await isAskedToStay(page)).toBe(true)
  await page.locator('#chapterList').fill('')
  expect(await isAskedToStay(page)).toBe(false)
  await context.close()
})

test('that a chapter lies behind the end of the audio is no longer said once it was moved', async () => {
  const { id, path, kept } = await draft('0:00 Eins\n0:10 Zwei\n0:30 Drei')
  await host.db.enclosure.updateMany({ where: { episodeId: id }, data: { seconds: 25 } })
  const { page, context } = await open(path)
  const beyond = page.getByText(/^Ein Kapitel liegt hinter dem Ende des Audios/)
  await page.locator('#chapter-1-title').fill('Auftakt')
  await said(page, /^Noch nicht/)
  expect(await beyond.count()).toBe(1)
  await page.locator('#chapter-3-start').fill('0:20')
  await said(page, /^Gespeichert um/)
  expect(await beyond.count()).toBe(0)
  expect((await kept()).map(({ startSeconds }) => startSeconds)).toEqual([0, 10, 20])
  await context.close()
})

test.each([390, 1440])('what sets chapters is never before what saves them, %i pixels wide', async (width) => {
  const { path } = await draft('0:00 Eins\n0:10 Zwei')
  const { page, context } = await open(path, { viewport: { width, height: 900 } })
  const save = page.getByRole('button', { name: 'Kapitel speichern' })
  await page.locator('.timeline').waitFor()
  for (const top of [0, 40, 80, 120, 160, 200]) {
    await save.evaluate(
      (button: Json, top) => (globalThis as Json).scrollBy(0, button.getBoundingClientRect().top - top),
      top,
    )
    expect([top, await isInFront(save)]).toEqual([top, true])
  }
  await context.close()
})

/** Whether a click in its middle is a click on it. */
const isInFront = (control: Locator) =>
  control.evaluate((it: Json) => {
    const { left, top, width, height } = it.getBoundingClientRect()
    return it.contains((globalThis as Json).document.elementFromPoint(left + width / 2, top + height / 2))
  })

test.each([
  ['MP3', SAMPLE],
  ['M4A', SAMPLE_M4A],
])('chapters are set while one listens, by mouse: %s', async (_, file) => {
  const { path, kept } = await draft('', file)
  const { context, page, complaints } = await open(path)
  const mark = page.getByRole('button', { name: 'Kapitel hier beginnen' })
  await mark.click()
  expect(await focused(page)).toBe('chapter-4-title')
  await page.keyboard.type('Anfang')

  await audioOf(page).evaluate((it) => (it as Json).play())
  await expect.poll(() => position(page)).toBeGreaterThan(0)
  await seek(page, 10.6)
  await mark.click()
  await page.keyboard.type('Mitte')
  expect(await audioOf(page).evaluate((it) => (it as Json).paused)).toBe(false)
  await said(page, /^Gespeichert um/)
  await expect.poll(kept).toEqual([
    { startSeconds: 0, title: 'Anfang' },
    { startSeconds: expect.toSatisfy((at: number) => at >= 10 && at <= 12), title: 'Mitte' },
  ])
  expect(await page.evaluate('localStorage.length')).toBe(0)
  expect(await faultsOf(page)).toEqual([])
  expect(complaints).toEqual([])
  await context.close()
})

test('by keyboard alone: set with M and Ctrl+Enter, moved by arrow keys, taken out and brought back, saved with Enter', async () => {
  const { path, kept } = await draft()
  const { context, page } = await open(path)
  // A letter does nothing for the page as a whole (WCAG 2.1.4), and the hint says so.
  await page.keyboard.press('m')
  expect(await starts(page)).toEqual([])
  await page.getByText('mit der Taste M, wenn Sie zuletzt hier bei den Kapiteln etwas bedient haben').waitFor()
  await seek(page, 5)
  await page.getByRole('button', { name: 'Kapitel hier beginnen' }).focus()
  await page.keyboard.press('m')
  await page.keyboard.type('Im Moment')
  await seek(page, 12)
  await page.keyboard.press('Control+Enter')
  await page.keyboard.type('Zwei')
  expect(await starts(page)).toEqual(['00:00:05', '00:00:12'])

  await page.keyboard.press('Shift+Tab')
  for (const key of ['ArrowDown', 'ArrowDown', 'Shift+ArrowDown']) await page.keyboard.press(key)
  expect(await starts(page)).toEqual(['00:00:00', '00:00:05'])
  expect(await page.evaluate('document.activeElement.value')).toBe('00:00:00')
  await page.keyboard.press('ArrowUp')
  await said(page, /^00:00:01$/)
  await page.keyboard.press('Enter')
  await said(page, /^Gespeichert um/)
  expect(await kept()).toEqual([
    { startSeconds: 1, title: 'Zwei' },
    { startSeconds: 5, title: 'Im Moment' },
  ])

  const remove = marking(page).getByRole('button', { name: 'Entfernen' }).first()
  await remove.focus()
  await page.keyboard.press('Enter')
  expect(await focused(page)).toBe('Rückgängig machen')
  await expect.poll(kept).toHaveLength(1)
  expect(await faultsOf(page)).toEqual([])
  await page.keyboard.press('Enter')
  expect(await page.evaluate('document.activeElement.value')).toBe('Zwei')
  await expect.poll(kept).toHaveLength(2)
  await context.close()
})

test('a mark is dragged on the line; pointing at the line plays from there; each has a button too', async () => {
  const { path, kept } = await draft('0:00 Eins\n0:06 Zwei\n0:12 Drei')
  const { context, page } = await open(path)
  const line = marking(page).locator('.timeline')
  const seconds = Number(await marking(page).getAttribute('seconds'))
  await line.scrollIntoViewIfNeeded()
  const box = (await line.boundingBox())!
  const xOf = (at: number) => box.x + (at / seconds) * box.width
  await page.mouse.move(xOf(6) + 8, box.y + 10)
  await page.mouse.down()
  await page.mouse.move(xOf(10), box.y + 10, { steps: 5 })
  await page.mouse.move(xOf(15), box.y + 10, { steps: 5 })
  await page.mouse.up()
  expect(await starts(page)).toEqual(['00:00:00', '00:00:12', '00:00:15'])
  await expect.poll(kept).toMatchObject([{ title: 'Eins' }, { title: 'Drei' }, { title: 'Zwei' }])

  await page.mouse.click(xOf(9.5), box.y + box.height - 10)
  expect(await position(page)).toBeCloseTo(9.5, 0)
  const row = marking(page).locator('li').nth(1)
  await row.getByRole('button', { name: 'An die gehörte Stelle' }).click()
  await row.getByRole('button', { name: 'Eine Sekunde später' }).click()
  expect(await starts(page)).toEqual(['00:00:00', '00:00:10', '00:00:15'])
  await row.getByRole('button', { name: 'Ab hier anhören' }).click()
  await expect.poll(() => position(page)).toBeGreaterThan(10)
  await context.close()
})

test('what is wrong stands beside its row and has the focus; what was typed stays', async () => {
  const { path, kept } = await draft('0:00 Eins\n0:06 Zwei')
  const { context, page } = await open(path, { viewport: { width: 390, height: 844 }, colorScheme: 'dark' })
  await marking(page).locator('summary').nth(2).click()
  await page.locator('#chapter-2-url').fill('nirgends')
  await page.locator('#chapter-1-title').fill('')
  await page.getByRole('button', { name: 'Kapitel speichern' }).click()
  await page.waitForSelector('#chapter-1-title-error')
  expect(await page.locator('#chapter-2-url-error').textContent()).toContain('ab https://')
  expect(await focused(page)).toBe('chapter-1-title')
  expect(await page.locator('#chapter-2-url').inputValue()).toBe('nirgends')
  expect(await faultsOf(page)).toEqual([])
  expect(await kept()).toMatchObject([{ title: 'Eins' }, { title: 'Zwei' }])
  await context.close()
})

test('a chapter whose start can’t be read stays where it was, and what is wrong is told by the numbers that are shown', async () => {
  const { id, path } = await draft('0:00 Eins\n0:06 Zwei\n0:12 Drei')
  await host.db.episode.update({ where: { id }, data: { publishAt: new Date('2020-01-01') } })
  const { context, page } = await open(path)
  const save = page.getByRole('button', { name: 'Kapitel speichern' })
  await page.locator('#chapter-2-start').fill('bald')
  await page.locator('#chapter-2-start').blur()
  expect(await starts(page)).toEqual(['00:00:00', 'bald', '00:00:12'])
  await seek(page, 3)
  await page.getByRole('button', { name: 'Kapitel hier beginnen' }).click()
  await page.keyboard.type('Neu')
  expect(await starts(page)).toEqual(['00:00:00', '00:00:03', 'bald', '00:00:12'])
  await page.locator('#chapter-3-start').fill('0:03')
  await page.locator('#chapter-3-start').blur()
  expect((await starts(page)).at(-1)).toBe('bald')
  const told =
    /Kapitel 3, Beginn: Es beginnt im selben Moment wie Kapitel 2\. Kapitel 4, Beginn: Schreiben Sie die Zeit/
  await save.click()
  await said(page, told)
  await page.reload()
  await said(page, /ist wieder da/)
  expect((await starts(page)).at(-1)).toBe('bald')
  await save.click()
  await said(page, told)
  const names = marking(page).locator('li [name$="-start"]')
  expect(await names.evaluateAll((fields) => fields.map((field) => (field as Json).name))).toEqual(
    [1, 2, 3, 4].map((at) => `chapter-${at}-start`),
  )
  expect(await page.locator('[aria-describedby="chapter-4-start-error"]').inputValue()).toBe('bald')
  await context.close()
})

test.each([
  ['Meine Fassung aus dem Formular speichern', 'Meins'],
  ['Die gespeicherte Fassung stehen lassen', 'Von jemand anderem'],
])('what was not saved is there after a reload; of two versions one is chosen: %s', async (choice, title) => {
  const { id, path, kept } = await draft('0:00 Eins')
  const { context, page } = await open(path)
  await askChapters(id, '0:00 Von jemand anderem')
  await page.locator('#chapter-1-title').fill('Meins')
  await page.reload()
  expect(await marking(page).locator('[name$="-title"]').first().inputValue()).toBe('Meins')
  await said(page, /Dasselbe ist inzwischen anderswo geändert worden/)
  expect(await kept()).toMatchObject([{ title: 'Von jemand anderem' }])

  await page.getByRole('button', { name: 'Beide Fassungen vergleichen' }).click()
  await page.waitForSelector('.errors a[href="#chapterRows"]')
  expect(await page.locator('#chapters-theirs').textContent()).toBe('00:00:00 Von jemand anderem')
  expect(await edgeOf(marking(page).locator('.theirs'))).toBe(await edgeOf(marking(page).locator('.field input')))
  expect(await marking(page).locator('[name$="-title"]').first().inputValue()).toBe('Meins')
  await page.getByRole('button', { name: 'Kapitel speichern' }).click()
  await page.locator('#chapterRows', { hasText: 'Wählen Sie, welche Fassung gelten soll.' }).waitFor()
  await page.getByRole('radio', { name: choice }).check()
  await page.getByRole('button', { name: 'Kapitel speichern' }).click()
  await page.waitForURL(/#done$/)
  expect(await kept()).toMatchObject([{ title }])
  await page.reload()
  expect(await marking(page).locator('[name$="-title"]').first().inputValue()).toBe(title)
  await context.close()
})

test('without script the rows are as they were', async () => {
  const { path, kept } = await draft('0:00 Eins')
  const { context, page } = await open(path, { javaScriptEnabled: false })
  expect(await marking(page).locator('audio').count()).toBe(0)
  await page.locator('#chapter-2-start').fill('0:05')
  await page.locator('#chapter-2-title').fill('Zwei')
  await page.getByRole('button', { name: 'Kapitel speichern' }).click()
  await page.waitForURL('**?done=chapters#done')
  expect(await kept()).toMatchObject([{ title: 'Eins' }, { title: 'Zwei' }])
  await context.close()
})

const edgeOf = (elements: Locator) =>
  elements
    .first()
    .evaluate((element: Json) => element.ownerDocument.defaultView.getComputedStyle(element).borderTopColor)
