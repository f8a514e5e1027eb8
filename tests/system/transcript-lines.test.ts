import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { ask, askJson, createShow, type Json, upload } from '../support/api.ts'
import { makeAdministrator, PASSWORD } from '../support/people.ts'
import { changeLine, transcriptsOf } from '../support/transcripts.ts'
import { faultsOf } from './axe.ts'
import { browsedHost } from './browsed-host.ts'

const { host, browser } = await browsedHost()
const person = await makeAdministrator(host)
const { slug } = await createShow(host)

/** A draft with a transcript of so many lines of half a second, said by two people by turns. */
async function draft(count: number) {
  const { id } = (await upload(host, slug)).json
  const segments = Array.from({ length: count }, (_, at) => ({
    ...{ start: at / 2, end: (at + 1) / 2, speaker: `Sprecher ${(at % 2) + 1}`, text: `Satz ${at + 1} hat Wörter.` },
  }))
  const short = segments.map((one) => ({ ...one, start: (one.start / count) * 100, end: (one.end / count) * 100 }))
  const headers = { 'Content-Type': 'application/json' }
  await ask(host, 'PUT', transcriptsOf(id, 'de'), { body: JSON.stringify({ segments: short }), headers })
  const cues = async () => (await ask(host, 'GET', transcriptsOf(id, 'de'))).json.cues
  return { id, path: `/studio/episodes/${id}/transcripts/de`, cues }
}

async function open(path: string, javaScriptEnabled = true) {
  const page = await signedIn(javaScriptEnabled)
  await page.goto(host.config.publicUrl + path)
  if (javaScriptEnabled) await page.waitForSelector('transcript-lines[ready]')
  return page
}

async function signedIn(javaScriptEnabled = true) {
  const page = await (await browser.newContext({ javaScriptEnabled })).newPage()
  await page.goto(`${host.config.publicUrl}/studio/sign-in`)
  await page.locator('#email').fill(person.email)
  await page.locator('#password').fill(PASSWORD)
  await page.locator('main button[type=submit]').click()
  await page.waitForURL('**/studio')
  return page
}

/** A page of lines whose script gets them when `arrive` is called. */
async function openSlowly(path: string) {
  const page = await signedIn()
  const { promise, resolve: release } = Promise.withResolvers<void>()
  await page.route(`**${path}`, async (route) => {
    if (route.request().method() === 'GET' && route.request().resourceType() === 'fetch') await promise
    await route.continue()
  })
  await page.goto(host.config.publicUrl + path)
  const arrive = async () => {
    release()
    await page.waitForSelector('transcript-lines[ready]')
  }
  return { page, arrive }
}

/** How many milliseconds a page has computed so far; what else the machine does is not in them. */
async function computingOf(page: Page) {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return metrics.find(({ name }) => name === 'TaskDuration')!.value * 1000
  }
}

const text = (page: Page, at: number) => page.getByRole('textbox', { name: `Zeile ${at}: Text` })
const said = (page: Page, words: RegExp) => page.locator('.kept', { hasText: words }).waitFor()
/** What is told beside a field that is wrong; null beside one that is not. */
const toldBeside = (field: Locator) =>
  field.evaluate((it: Json) => {
    const told = it.ownerDocument.getElementById(it.getAttribute('aria-describedby'))?.textContent ?? null
    return it.ariaInvalid === 'true' ? told : told && `Not wrong, yet: ${told}`
  })
const texts = async (cues: () => Promise<{ text: string }[]>) => (await cues()).map((cue) => cue.text)

test('lines are corrected, parted by Enter, joined by Backspace and undone, and the draft is saved by itself', async () => {
  const { path, cues } = await draft(4)
  const page = await open(path)
  await text(page, 2).fill('Satz zwei hat Wörter.')
  await said(page, /^Gespeichert um/)
  expect((await texts(cues))[1]).toBe('Satz zwei hat Wörter.')

  await text(page, 1).press('Home')
  for (let step = 0; step < 'Satz 1'.length; step += 1) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await said(page, /^Zeile 1 ist geteilt/)
  expect(await text(page, 2).inputValue()).toBe('hat Wörter.')
  await expect
    .poll(() => texts(cues))
    .toEqual([...['Satz 1', 'hat Wörter.', 'Satz zwei hat Wörter.', 'Satz 3 hat Wörter.', 'Satz 4 hat Wörter.']])

  await text(page, 2).press('Control+Home')
  await page.keyboard.press('Backspace')
  await expect.poll(async () => (await cues()).length).toBe(4)
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Enter')
  expect(await text(page, 2).inputValue()).toBe('z 1 hat Wörter.')
  await expect.poll(async () => (await cues()).length).toBe(5)
  await page.keyboard.press('Backspace')
  expect(await text(page, 1).inputValue()).toBe('Satz 1 hat Wörter.')
  await expect.poll(async () => (await cues()).length).toBe(4)
  await page.getByRole('button', { name: 'Löschen: Zeile 4' }).click()
  await expect.poll(async () => (await cues()).length).toBe(3)
  await page.getByRole('button', { name: 'Rückgängig machen' }).click()
  await expect
    .poll(() => texts(cues))
    .toEqual([...['Satz 1 hat Wörter.', 'Satz zwei hat Wörter.', 'Satz 3 hat Wörter.', 'Satz 4 hat Wörter.']])
  await expect.poll(() => page.evaluate('localStorage.length')).toBe(0)
  await page.context().close()
})

test('a name is seen whole, however wide the screen is', async () => {
  const { path } = await draft(2)
  const page = await open(path)
  const speaker = page.locator('.line-speaker').first()
  await speaker.fill('Dr. Erika Mustermann')
  for (const width of [390, 820, 1440]) {
    await page.setViewportSize({ width, height: 900 })
    const hidden = await speaker.evaluate((field: Json) => field.scrollWidth - field.clientWidth)
    expect([width, hidden]).toEqual([width, 0])
  }
  await page.context().close()
})

test('what was typed and not saved survives a reload', async () => {
  const { path, cues } = await draft(3)
  const page = await open(path)
  await text(page, 3).fill('Nicht verloren.')
  await page.reload()
  await page.waitForSelector('transcript-lines[ready]')
  expect(await text(page, 3).inputValue()).toBe('Nicht verloren.')
  await expect.poll(async () => (await texts(cues))[2]).toBe('Nicht verloren.')
  await page.context().close()
})

test('a line whose time can’t be read is told and kept until it is mended, while the others are saved', async () => {
  const { path, cues } = await draft(4)
  const page = await open(path)
  const start = page.getByRole('textbox', { name: 'Zeile 2: Beginn' })
  await text(page, 2).fill('Satz zwei.')
  await start.fill('abc')
  await text(page, 3).fill('Satz drei.')
  await expect.poll(async () => (await texts(cues))[2]).toBe('Satz drei.')
  await said(page, /^Noch nicht gespeichert, .*Zeile 2, Beginn/)
  expect((await texts(cues))[1]).toBe('Satz 2 hat Wörter.')

  await page.reload()
  await page.waitForSelector('transcript-lines[ready]')
  expect([await start.inputValue(), await text(page, 2).inputValue()]).toEqual(['abc', 'Satz zwei.'])
  expect(await toldBeside(start)).toBe('Beginn: Schreiben Sie die Zeit als 3:20, 1:02:03 oder 1:02:03.500.')
  await page.getByRole('button', { name: 'Zeile 2, Beginn' }).click()
  expect(await page.evaluate('document.activeElement.ariaLabel')).toBe('Zeile 2: Beginn')
  expect(await faultsOf(page)).toEqual([])

  await page.keyboard.press('Control+A')
  await page.keyboard.type('0:13')
  await said(page, /^Gespeichert um/)
  expect(await toldBeside(start)).toBe(null)
  expect((await cues())[1]).toMatchObject({ startSeconds: 13, text: 'Satz zwei.' })
  await expect.poll(() => page.evaluate('localStorage.length')).toBe(0)
  await page.context().close()
})

test('what the host refuses of lines is told beside them, with a way there, until it is mended', async () => {
  const { path, cues } = await draft(4)
  const before = await texts(cues)
  const page = await open(path)
  const field = (at: number, part: string) => page.getByLabel(`Zeile ${at}: ${part}`, { exact: true })
  const ways = () => page.locator('.kept button').allTextContents()
  await field(2, 'Ende').fill('0:05')
  await field(3, 'Ende').fill('später')
  await field(4, 'Wer spricht').fill('x'.repeat(129))
  await said(page, /^Noch nicht gespeichert\. Bitte prüfen Sie: .*Zeile 4/)
  const [tooEarly, tooLong] = [
    'Dieser Abschnitt endet bei 00:00:05, vor seinem Beginn bei 00:00:12.500.',
    'Der Name einer sprechenden Person hat höchstens 128 Zeichen.',
  ]
  const unread = 'Schreiben Sie die Zeit als 3:20, 1:02:03 oder 1:02:03.500.'
  expect(await ways()).toEqual([
    `Zeile 2, Ende: ${tooEarly}`,
    `Zeile 3, Ende: ${unread}`,
    `Zeile 4, Wer spricht: ${tooLong}`,
  ])
  expect([await toldBeside(field(2, 'Ende')), await toldBeside(field(4, 'Wer spricht'))]).toEqual([
    `Ende: ${tooEarly}`,
    `Wer spricht: ${tooLong}`,
  ])
  expect([await faultsOf(page), await texts(cues)]).toEqual([[], before])

  await page.getByRole('button', { name: /^Zeile 4, Wer spricht/ }).click()
  expect(await page.evaluate('document.activeElement.ariaLabel')).toBe('Zeile 4: Wer spricht')
  await page.keyboard.press('Control+A')
  await page.keyboard.type('Sprecher 2')
  expect(await toldBeside(field(4, 'Wer spricht'))).toBe(null)
  await text(page, 2).fill('Satz zwei hat Wörter.')
  expect(await toldBeside(field(2, 'Ende'))).toBe(`Ende: ${tooEarly}`)
  await field(2, 'Ende').fill('0:24')
  await field(3, 'Ende').fill('0:36')
  await said(page, /^Gespeichert um/)
  expect([await toldBeside(field(2, 'Ende')), await page.locator('.lines .error').count()]).toEqual([null, 0])
  expect((await cues())[1]).toMatchObject({ endSeconds: 24, text: 'Satz zwei hat Wörter.' })
  await page.context().close()
})

test('a line that begins before another is told at the one behind, and whichever of both is mended, until it is saved', async () => {
  const { id, path, cues } = await draft(4)
  await host.db.episode.update({ where: { id }, data: { publishAt: new Date('2020-01-01') } })
  const page = await open(path)
  const field = (at: number, part: string) => page.getByLabel(`Zeile ${at}: ${part}`, { exact: true })
  const save = page.getByRole('button', { name: 'Zeilen speichern' })
  await field(2, 'Beginn').fill('0:30')
  await field(2, 'Ende').fill('0:31')
  await save.click()
  await expect
    .poll(() => toldBeside(field(3, 'Beginn')))
    .toBe('Beginn: Dieser Abschnitt beginnt bei 00:00:25, der davor bei 00:00:30.')
  expect(await page.evaluate('document.activeElement.ariaLabel')).toBe('Zeile 3: Beginn')
  await field(2, 'Beginn').fill('0:20')
  expect(await toldBeside(field(3, 'Beginn'))).toBe(null)

  await text(page, 2).press('Control+Home')
  for (let step = 0; step < 'Satz 2'.length; step += 1) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await field(3, 'Ende').fill('0:15')
  await save.click()
  await expect
    .poll(() => toldBeside(field(3, 'Ende')))
    .toMatch(/^Ende: Dieser Abschnitt endet bei 00:00:15, vor seinem Beginn/)
  expect(await toldBeside(field(2, 'Ende'))).toBe(null)
  await page.getByRole('button', { name: 'Löschen: Zeile 3', exact: true }).click()
  await save.click()
  await said(page, /^Gespeichert um/)
  expect(await texts(cues)).toEqual(['Satz 1 hat Wörter.', 'Satz 2', 'Satz 3 hat Wörter.', 'Satz 4 hat Wörter.'])
  await save.click()
  await said(page, /^Alles ist gespeichert/)
  await page.context().close()
})

test('beside times that can’t be read lines are deleted, parted, joined and undone, and each is told by its number', async () => {
  const { id, path } = await draft(14)
  await host.db.episode.update({ where: { id }, data: { publishAt: new Date('2020-01-01') } })
  const page = await open(path)
  const field = (at: number, part: string) => page.getByRole('textbox', { name: `Zeile ${at}: ${part}`, exact: true })
  const save = page.getByRole('button', { name: 'Zeilen speichern' })
  const ways = () => page.locator('.kept button').allTextContents()
  await field(2, 'Ende').fill('1:')
  await field(4, 'Beginn').fill('')
  await save.click()
  await said(page, /^Noch nicht gespeichert, .* Ihre Änderungen bleiben in diesem Browser\. /)
  expect(await ways()).toEqual(['Zeile 2, Ende', 'Zeile 4, Beginn'])
  expect(await page.evaluate('document.activeElement.ariaLabel')).toBe('Zeile 2: Ende')

  await page.getByRole('button', { name: 'Löschen: Zeile 1', exact: true }).click()
  await text(page, 1).press('Control+Home')
  for (let step = 0; step < 'Satz 2'.length; step += 1) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  expect(await toldBeside(field(1, 'Ende'))).toBe(null)
  await expect.poll(() => toldBeside(field(2, 'Ende'))).toMatch(/^Ende: /)
  await save.click()
  await expect.poll(ways).toEqual(['Zeile 2, Ende', 'Zeile 4, Beginn'])
  await text(page, 2).press('Control+Home')
  await page.keyboard.press('Backspace')
  expect(await field(1, 'Ende').inputValue()).toBe('1:')
  expect(await toldBeside(field(1, 'Ende'))).toMatch(/^Ende: /)
  for (let step = 0; step < 3; step += 1) await page.getByRole('button', { name: 'Rückgängig machen' }).click()
  expect(await field(2, 'Ende').inputValue()).toBe('1:')
  await page.getByRole('button', { name: 'Rückgängig machen' }).click()
  expect(await field(4, 'Beginn').inputValue()).not.toBe('')
  expect(await toldBeside(field(4, 'Beginn'))).toBe(null)
  for (let at = 3; at <= 14; at += 1) await field(at, 'Ende').fill('spät')
  await save.click()
  await said(page, /und 3 weitere/)
  expect(await ways()).toHaveLength(10)
  await page.context().close()
})

test('what is typed before the lines have come stays, with the cursor, and is saved', async () => {
  const { path, cues, id } = await draft(6)
  const { page, arrive } = await openSlowly(path)
  await text(page, 2).fill('Satz zwei ')
  await page.getByRole('textbox', { name: 'Zeile 3: Beginn' }).fill('0:3x')
  await text(page, 4).fill('Annas vierter.')
  await text(page, 6).fill('')
  await text(page, 5).fill('Satz fünf hat')
  await page.keyboard.type(' ')
  await changeLine(host, id, 4, 'Bens vierter.')
  await arrive()
  await page.keyboard.type('Wörter!')
  expect(await text(page, 5).inputValue()).toBe('Satz fünf hat Wörter!')
  expect(await page.getByRole('textbox', { name: 'Zeile 3: Beginn' }).inputValue()).toBe('0:3x')
  expect(await page.locator('.theirs pre').textContent()).toBe('Annas vierter.')
  await page.getByRole('button', { name: 'Andere Fassung lassen' }).click()
  await expect
    .poll(() => texts(cues))
    .toEqual(['Satz 1 hat Wörter.', 'Satz zwei', 'Satz 3 hat Wörter.', 'Bens vierter.', 'Satz fünf hat Wörter!'])
  await page.context().close()
})

test('of lines that are not saved by themselves what was typed early is kept in the browser', async () => {
  const { id, path } = await draft(3)
  await host.db.episode.update({ where: { id }, data: { publishAt: new Date('2020-01-01') } })
  const { page, arrive } = await openSlowly(path)
  await text(page, 2).fill('Früh getippt.')
  await arrive()
  expect(await text(page, 2).inputValue()).toBe('Früh getippt.')
  expect(await page.evaluate('document.activeElement.value')).toBe('Früh getippt.')
  await said(page, /^Noch nicht gespeichert/)
  await page.reload()
  await page.waitForSelector('transcript-lines[ready]')
  expect(await text(page, 2).inputValue()).toBe('Früh getippt.')
  await page.context().close()
})

test('two people keep what each of them corrected; in the same line both are shown, and one is chosen', async () => {
  const { path, cues, id } = await draft(4)
  const page = await open(path)
  await changeLine(host, id, 1, 'Bens erster.')
  await text(page, 4).fill('Annas vierter.')
  await said(page, /^Gespeichert um/)
  expect(await texts(cues)).toEqual(['Bens erster.', 'Satz 2 hat Wörter.', 'Satz 3 hat Wörter.', 'Annas vierter.'])

  await changeLine(host, id, 2, 'Bens zweiter.')
  await text(page, 2).fill('Annas zweiter.')
  await said(page, /^Dieselben Zeilen sind inzwischen anderswo geändert worden/)
  expect(await text(page, 2).inputValue()).toBe('Bens zweiter.')
  expect(await text(page, 1).inputValue()).toBe('Bens erster.')
  expect(await page.locator('.theirs pre').textContent()).toBe('Annas zweiter.')
  expect((await texts(cues))[1]).toBe('Bens zweiter.')
  await page.getByRole('button', { name: 'Meine Fassung nehmen' }).click()
  await expect.poll(async () => (await texts(cues))[1]).toBe('Annas zweiter.')
  await page.context().close()
})

test('what one changed oneself in another tab is said to be changed elsewhere, with script and without', async () => {
  const { path, cues } = await draft(2)
  const page = await open(path)
  const other = await page.context().newPage()
  await other.goto(host.config.publicUrl + path)
  await other.waitForSelector('transcript-lines[ready]')
  await text(other, 1).fill('Aus dem anderen Tab.')
  await expect.poll(async () => (await texts(cues))[0]).toBe('Aus dem anderen Tab.')
  await text(page, 1).fill('Von hier.')
  await said(page, /^Dieselben Zeilen sind inzwischen anderswo geändert worden/)
  expect(await page.locator('.theirs p').textContent()).toMatch(/^Diese Zeile ist inzwischen anderswo geändert worden/)
  await page.context().close()

  const plain = await open(path, false)
  const second = await plain.context().newPage()
  await second.goto(host.config.publicUrl + path)
  for (const [tab, typed] of [[second, 'Zweiter Tab.'] as const, [plain, 'Erster Tab.'] as const]) {
    await text(tab, 2).fill(typed)
    await tab.getByRole('button', { name: 'Zeilen speichern' }).click()
    await tab.waitForLoadState()
  }
  expect(await plain.getByRole('alert').textContent()).toMatch(/Zeile 2, Text: Diese Zeile ist inzwischen anderswo/)
  await plain.context().close()
})

test('of a long transcript each part in which others changed a line is shown until it is chosen there', async () => {
  const { id, path, cues } = await draft(1001)
  const page = await open(path)
  await page.route(`**${path}`, (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()))
  await text(page, 2).fill('Annas zweiter.')
  await page.getByRole('button', { name: 'Zeilen 1001 bis 1001' }).click()
  await text(page, 1001).fill('Annas letzter.')
  await said(page, /^Keine Verbindung/)
  await changeLine(host, id, 2, 'Bens zweiter.')
  await changeLine(host, id, 1001, 'Bens letzter.')
  await page.unroute(`**${path}`)
  await page.getByRole('button', { name: 'Zeilen speichern' }).click()

  const mine = page.locator('.theirs pre')
  await expect.poll(() => mine.allTextContents()).toEqual(['Annas letzter.'])
  await page.getByRole('button', { name: 'Zeilen 1 bis 1000' }).click()
  expect(await mine.allTextContents()).toEqual(['Annas zweiter.'])
  await page.getByRole('button', { name: 'Meine Fassung nehmen' }).click()
  expect(await mine.allTextContents()).toEqual(['Annas letzter.'])
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Meine Fassung nehmen')
  await page.keyboard.press('Enter')
  const kept = async () => (await texts(cues)).filter((_, at) => at === 1 || at === 1000)
  await expect.poll(kept).toEqual(['Annas zweiter.', 'Annas letzter.'])
  await expect.poll(() => page.evaluate('localStorage.length')).toBe(0)
  await page.context().close()
})

test('a line is heard from its beginning, and what is heard is marked', async () => {
  const { path, cues } = await draft(20)
  const page = await open(path)
  const { startSeconds } = (await cues())[9]
  await text(page, 10).press('Control+Enter')
  const time = () => page.evaluate<number>("document.querySelector('audio').currentTime")
  await expect.poll(time).toBeGreaterThan(startSeconds)
  const marked = page.locator('li[aria-current] textarea')
  expect(await marked.getAttribute('aria-label')).toMatch(/^Zeile 1[01]: Text$/)
  await marked.focus()
  await page.keyboard.press('Control+Enter')
  await expect.poll(() => page.evaluate("document.querySelector('audio').paused")).toBe(true)
  await page.getByRole('button', { name: 'Anhören: Zeile 2', exact: true }).click()
  await expect.poll(() => marked.getAttribute('aria-label')).toMatch(/^Zeile [23]: /)
  await page.context().close()
})

test.each([true, false])('without a new name no name is changed, with script (%s) or without', async (hasScript) => {
  const { path, cues } = await draft(4)
  const page = await open(path, hasScript)
  await page.getByRole('button', { name: 'Überall ändern' }).click()
  const told = page.locator('#to-error', { hasText: 'Geben Sie den neuen Namen ein.' })
  await told.waitFor()
  const name = page.getByLabel('Neuer Name')
  if (hasScript) {
    expect(await name.evaluate((it: Json) => it === it.ownerDocument.activeElement)).toBe(true)
    expect(await page.getByLabel('Zeile 1: Wer spricht').inputValue()).toBe('Sprecher 1')
    expect(await faultsOf(page)).toEqual([])
  }
  expect((await cues())[0].speaker).toBe('Sprecher 1')
  await name.fill('Frau Süß')
  await page.getByRole('button', { name: 'Überall ändern' }).click()
  await told.waitFor({ state: 'detached' })
  expect(await page.getByLabel('Zeile 1: Wer spricht').inputValue()).toBe('Frau Süß')
  await page.context().close()
})

test('a name is changed everywhere, in one step that can be undone, and the state is saved behind it', async () => {
  const { path, cues, id } = await draft(30)
  const page = await open(path)
  await page.getByLabel('Bisheriger Name').selectOption('Sprecher 1')
  await page.getByLabel('Neuer Name').fill('Frau Süß')
  const firstSpeaker = page.getByLabel('Zeile 1: Wer spricht')
  await page.getByRole('button', { name: 'Überall ändern' }).click()
  expect(await firstSpeaker.inputValue()).toBe('Frau Süß')
  await page.getByRole('button', { name: 'Rückgängig machen' }).click()
  expect(await firstSpeaker.inputValue()).toBe('Sprecher 1')
  await page.getByRole('button', { name: 'Überall ändern' }).click()
  await page.getByLabel('Stand').selectOption('approved')
  await page.getByRole('button', { name: 'Stand und Sprache speichern' }).click()
  await page.waitForURL('**done=facts**')
  const names = async () => new Set((await cues()).map(({ speaker }: { speaker: string }) => speaker))
  expect(await names()).toEqual(new Set(['Frau Süß', 'Sprecher 2']))
  expect((await ask(host, 'GET', transcriptsOf(id, 'de'))).json.state).toBe('approved')
  await page.context().close()
})

test('where the last line is deleted the focus is on the way back', async () => {
  const { path } = await draft(1)
  const page = await open(path)
  await page.getByRole('button', { name: 'Löschen: Zeile 1' }).click()
  const focused = () => page.evaluate<string>('document.activeElement.textContent')
  expect(await focused()).toBe('Rückgängig machen')
  await page.keyboard.press('Enter')
  expect(await text(page, 1).inputValue()).toBe('Satz 1 hat Wörter.')
  await page.context().close()
})

test('an hour of lines is there at once, and typing in it is not slowed down', async () => {
  const { path, cues } = await draft(1000)
  const page = await open(path)
  const computed = await computingOf(page)
  const closed = await computed()
  await page.reload()
  await page.waitForSelector('transcript-lines[ready]')
  const opened = await computed()
  expect(await page.locator('.lines > li').count()).toBe(1000)
  const began = await computed()
  await page.evaluate(`(() => {
    const field = document.querySelector('[aria-label="Zeile 500: Text"]')
    for (let count = 0; count < 20; count += 1) {
      field.value += 'x'
      field.dispatchEvent(new InputEvent('input', { bubbles: true }))
      field.getBoundingClientRect()
    }
  })()`)
  const typed = await computed()
  await page.evaluate(`(() => {
    const button = document.querySelector('[aria-label="Teilen: Zeile 400"]')
    button.click()
    button.getBoundingClientRect()
  })()`)
  const split = await computed()
  const [opening, typing, splitting] = [opened - closed, (typed - began) / 20, split - typed]
  expect(Math.min(opening, typing, splitting)).toBeGreaterThan(0)
  expect(opening).toBeLessThan(1500)
  expect(typing).toBeLessThan(50)
  expect(splitting).toBeLessThan(300)
  await expect.poll(async () => (await cues()).length).toBe(1001)
  await page.context().close()
})

test('without script lines come a hundred at a time; a line break parts, a tick joins, no text deletes', async () => {
  const { path, cues } = await draft(150)
  const page = await open(path, false)
  expect(await page.locator('.lines > li').count()).toBe(100)
  await text(page, 1).fill('Satz 1\nhat Wörter.')
  await page
    .getByRole('listitem')
    .filter({ has: text(page, 3) })
    .getByRole('checkbox')
    .check()
  await text(page, 6).fill('')
  await page.getByRole('button', { name: 'Zeilen speichern' }).click()
  await page.waitForURL('**done=lines**')
  expect((await texts(cues)).slice(0, 6)).toEqual([
    ...['Satz 1', 'hat Wörter.', 'Satz 2 hat Wörter.', 'Satz 3 hat Wörter. Satz 4 hat Wörter.'],
    ...['Satz 5 hat Wörter.', 'Satz 7 hat Wörter.'],
  ])
  await page.getByRole('link', { name: 'Zeilen 101 bis 149' }).click()
  await text(page, 149).fill('Der letzte.')
  await page.getByRole('textbox', { name: 'Zeile 148: Beginn' }).fill('halb drei')
  await page.getByRole('button', { name: 'Zeilen speichern' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('Schreiben Sie die Zeit')
  expect(await text(page, 149).inputValue()).toBe('Der letzte.')
  await page.getByRole('textbox', { name: 'Zeile 148: Beginn' }).fill(String((await cues())[147].startSeconds))
  await page.getByRole('button', { name: 'Zeilen speichern' }).click()
  await page.waitForURL('**done=lines**')
  expect((await texts(cues)).at(-1)).toBe('Der letzte.')
  await page.context().close()
})

test('without script both versions of a line are shown too, and one is chosen', async () => {
  const { path, cues, id } = await draft(3)
  const page = await open(path, false)
  const [, second] = await cues()
  await askJson(host, 'PATCH', transcriptsOf(id, 'de'), {
    lines: [{ line: 2, was: [second], now: [{ ...second, text: 'Bens.' }] }],
  })
  await text(page, 1).fill('Annas erster.')
  await text(page, 2).fill('Annas.')
  await page.getByRole('button', { name: 'Zeilen speichern' }).click()
  expect(await page.locator('.theirs pre').textContent()).toBe(`${second.speaker}: Bens.`)
  const unchanged = ['Satz 1 hat Wörter.', 'Bens.', 'Satz 3 hat Wörter.']
  expect(await texts(cues)).toEqual(unchanged)
  await page.getByRole('button', { name: 'Zeilen speichern' }).click()
  expect(await page.locator('.theirs pre').textContent()).toBe(`${second.speaker}: Bens.`)
  expect(await text(page, 2).inputValue()).toBe('Annas.')
  expect(await texts(cues)).toEqual(unchanged)
  await page.getByRole('radio', { name: 'Die gespeicherte Fassung stehen lassen' }).check()
  await page.getByRole('button', { name: 'Zeilen speichern' }).click()
  await page.waitForURL('**done=lines**')
  expect(await texts(cues)).toEqual(['Annas erster.', 'Bens.', 'Satz 3 hat Wörter.'])
  await page.context().close()
})
