import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { eventually, publishedEpisode, SAMPLE } from '../support/api.ts'
import { putTranscript } from '../support/transcripts.ts'
import { openBrowser } from './browser.ts'
import { FIRST, heardIn, SECOND, startPlayerHost } from './player-host.ts'
import { button, focusedName, isPaused, pagesOf, slider, status, storage } from './player-page.ts'

const host = await startPlayerHost()
const browser = await openBrowser()
afterAll(() => browser.close())

const open = pagesOf(host, browser)

/** The times beside what is said, on the page itself. */
const timesIn = (page: Page) => page.getByRole('region', { name: 'Transkript: Deutsch' }).getByRole('link')

test('AC-45, AC-50 nothing is asked for before play, one press plays, the button tells its state', async () => {
  const { page, audio, complaints, requests, transcripts, context } = await open()
  expect([audio(), transcripts()]).toEqual([[], []])
  await button(page, 'Abspielen').click()
  await eventually(
    () => heardIn(page),
    (seconds) => seconds > 0.5,
  )
  expect(new Set(audio()).size).toBe(1)
  await button(page, 'Anhalten').click()
  expect(await isPaused(page)).toBe(true)
  await button(page, 'Abspielen').waitFor()

  expect(complaints).toEqual([])
  expect(requests.filter((url) => !url.startsWith(host.url))).toEqual([])
  expect([await storage(page), await context.cookies()]).toEqual([0, []])
  await context.close()
})

test('a place chosen before play is where it begins, without anything being asked for', async () => {
  const { page, audio, context } = await open()
  const bar = (await slider(page).boundingBox())!
  await page.mouse.click(bar.x + bar.width / 2, bar.y + bar.height / 2)
  expect(await slider(page).getAttribute('aria-valuetext')).toMatch(/^2[56] Sekunden von 52 Sekunden$/)
  expect(audio()).toEqual([])
  await button(page, 'Abspielen').click()
  await eventually(
    () => heardIn(page),
    (seconds) => seconds > 25.5 && seconds < 30,
  )
  await context.close()
})

test('AC-48 everything is reached and done by keyboard, in the order it is seen, and left again', async () => {
  const { page, context } = await open()
  await button(page, '15 Sekunden zurück').focus()
  const passed: string[] = []
  for (let at = 0; at < 9; at++) {
    passed.push(await focusedName(page))
    await page.keyboard.press('Tab')
  }
  expect(passed).toEqual([
    ...['15 Sekunden zurück', 'Abspielen', '30 Sekunden vor', 'Tempo', 'Ton ausschalten', 'Lautstärke', 'Position'],
    ...['Kapitel', 'Transkript'],
  ])
  for (let at = 0; at < 4; at++) await page.keyboard.press('Tab')
  expect(await page.evaluate('document.activeElement.tagName')).not.toBe('SENDEPLATZ-PLAYER')

  await slider(page).focus()
  for (const key of ['PageUp', 'Home', 'ArrowRight', 'ArrowRight', 'ArrowUp', 'ArrowLeft'])
    await page.keyboard.press(key)
  expect(await slider(page).getAttribute('aria-valuetext')).toBe('10 Sekunden von 52 Sekunden')

  await button(page, 'Teilen').focus()
  for (const [key, seconds] of [
    ['l', 40],
    ['j', 25],
    ['ArrowLeft', 20],
    ['ArrowRight', 25],
  ] as const) {
    await page.keyboard.press(key)
    expect(await page.locator('.times span').first().textContent()).toBe(`0:${seconds}`)
  }
  await page.keyboard.press('m')
  await button(page, 'Ton einschalten').waitFor()
  await page.keyboard.press('k')
  await button(page, 'Anhalten').waitFor()
  await slider(page).focus()
  await page.keyboard.press('k')
  await button(page, 'Abspielen').waitFor()

  await button(page, 'Kapitel').press('Enter')
  await page.getByRole('group', { name: 'Kapitel' }).getByRole('button').first().focus()
  await page.keyboard.press('Escape')
  expect(await focusedName(page)).toBe('Kapitel')
  expect(await button(page, 'Kapitel').getAttribute('aria-expanded')).toBe('false')
  await context.close()
})

test.each([
  ['', 'Mehr', ['K', 'J', 'L', 'M', '← →', '↑ ↓', 'Bild ↓ Bild ↑', 'Pos1 Ende', 'Esc']],
  ['/en', 'More', ['K', 'J', 'L', 'M', '← →', '↑ ↓', 'Page Down Page Up', 'Home End', 'Esc']],
])('every key it knows is listed: %s/…', async (language, more, keys) => {
  const { page, context } = await open(language + FIRST)
  await button(page, more).click()
  expect(await page.locator('kbd').allTextContents()).toEqual(keys)
  await context.close()
})

test('Escape in a list that is not open closes what it stands in', async () => {
  const { page, context } = await open()
  await button(page, 'Mehr').click()
  await page.getByLabel('Einschlafuhr').press('Escape')
  expect(await focusedName(page)).toBe('Mehr')
  expect(await button(page, 'Mehr').getAttribute('aria-expanded')).toBe('false')

  await button(page, 'Mehr').click()
  const list = page.getByLabel('Einschlafuhr')
  await list.focus()
  await page.keyboard.press('Alt+ArrowDown')
  await page.keyboard.press('Escape')
  expect(await list.isVisible()).toBe(true)
  await page.keyboard.press('Escape')
  expect(await list.isVisible()).toBe(false)
  await context.close()
})

test('letters do nothing while the focus is not in the player, and are letters in its fields', async () => {
  const { page, context } = await open()
  await page.locator('body').press('k')
  await button(page, 'Transkript').click()
  await page.getByRole('searchbox').pressSequentially('klm')
  expect(await isPaused(page)).toBe(true)
  expect(await page.getByRole('searchbox').inputValue()).toBe('klm')
  await context.close()
})

test('chapters are listed and marked, one press leads to one, and the one that is heard is named', async () => {
  const { page, context } = await open()
  expect(await page.locator('.mark').count()).toBe(3)
  await button(page, 'Kapitel').click()
  const chapters = page.getByRole('group', { name: 'Kapitel' }).getByRole('button')
  expect(await chapters.allTextContents()).toEqual([
    ...['0:00Begrüßung', '0:20Warum Podcasts wachsen', '0:30BAföG-Digital', '0:41Ausblick'],
  ])
  await chapters.nth(2).press('Enter')
  await eventually(
    () => heardIn(page),
    (seconds) => seconds > 30,
  )
  expect(await page.locator('.chapter').textContent()).toBe('BAföG-Digital')
  expect(await chapters.nth(2).getAttribute('aria-current')).toBe('true')
  await context.close()
})

test('the transcript comes when it is opened, follows along, leads to its lines and is searched', async () => {
  const { page, transcripts, context } = await open()
  await button(page, 'Transkript').click()
  const lines = page.locator('.said li:not([hidden]) button')
  await lines.first().waitFor()
  expect(transcripts()).toHaveLength(1)
  expect(await lines.first().textContent()).toMatch(/^0:02Erste Stimme: Guten Tag/)

  await lines.nth(6).click()
  await eventually(
    () => heardIn(page),
    (seconds) => seconds > 31,
  )
  await eventually(
    () => page.locator('.said [aria-current]').textContent(),
    (text) => /^0:3[0-9]/.test(text ?? ''),
  )

  await lines.first().hover()
  const [hovered, heard] = await page.evaluate<string[]>(`(() => {
    const root = document.querySelector('sendeplatz-player').shadowRoot
    return [':hover', '[aria-current]'].map((state) => getComputedStyle(root.querySelector('.said .line' + state)).backgroundColor)
  })()`)
  expect(hovered).not.toBe(heard)

  await page.getByRole('searchbox').fill('bafög')
  expect(await page.locator('mark').first().textContent()).toBe('BAföG')
  const count = await lines.count()
  await eventually(
    () => status(page).textContent(),
    (text) => text === (count === 1 ? 'Eine Stelle gefunden.' : `${count} Stellen gefunden.`),
  )
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowDown')
  expect(await focusedName(page)).toMatch(/BAföG/)
  await context.close()
})

test('an address with a second begins there, and links on the page to a second lead there', async () => {
  const { page, audio, context } = await open(`${FIRST}?t=0:30`)
  expect(await slider(page).getAttribute('aria-valuetext')).toBe('30 Sekunden von 52 Sekunden')
  expect(audio()).toEqual([])
  await button(page, 'Abspielen').click()
  await eventually(
    () => heardIn(page),
    (seconds) => seconds > 30.2,
  )
  const before = page.url()
  expect(await page.getByRole('link', { name: 'English' }).getAttribute('href')).toBe(`/en${FIRST}?t=0:30`)
  const link = timesIn(page).nth(1)
  const [, second] = (await link.textContent())!.split(':')
  await link.click()
  await eventually(
    () => heardIn(page),
    (seconds) => seconds > Number(second) && seconds < Number(second) + 8,
  )
  expect(page.url()).toBe(before)
  await context.close()
})

test('the times of a transcript lead to their second without script too, and can be skipped by keyboard', async () => {
  const { page, context } = await open(FIRST, { javaScriptEnabled: false })
  const link = timesIn(page).nth(1)
  const time = (await link.textContent())!
  await page.getByRole('link', { name: 'Transkript überspringen' }).focus()
  expect((await page.getByRole('link', { name: 'Transkript überspringen' }).boundingBox())!.height).toBeGreaterThan(20)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  expect(await page.locator(':focus').textContent()).toBe('VTT')
  await link.click()
  await page.waitForURL(`**${FIRST}?t=${time}`)
  const [minutes, seconds] = time.split(':').map(Number)
  expect(await page.locator('audio').getAttribute('src')).toMatch(new RegExp(`#t=${minutes! * 60 + seconds!}$`))
  await context.close()
})

test('AC-50 a link to the second that is heard is copied, and said so', async () => {
  const { page, context } = await open(`${FIRST}?t=0:20`, { permissions: ['clipboard-read', 'clipboard-write'] })
  await button(page, 'Teilen').click()
  await button(page, 'Link kopieren').click()
  await eventually(
    () => status(page).textContent(),
    (text) => text === 'Link kopiert.',
  )
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe(`${host.url}${FIRST}?t=0:20`)
  await page.getByRole('checkbox', { name: 'Ab 0:20 teilen' }).uncheck()
  expect(await page.getByRole('textbox', { name: 'Adresse zum Teilen' }).inputValue()).toBe(host.url + FIRST)
  await context.close()
})

test('Escape closes what is open from anywhere in the player, and moves the focus only out of what closes', async () => {
  const { page, context } = await open()
  const chapters = button(page, 'Kapitel')
  const isOpen = () => chapters.getAttribute('aria-expanded')
  for (const place of [slider(page), button(page, 'Abspielen'), button(page, 'Mehr')]) {
    await chapters.click()
    expect(await isOpen()).toBe('true')
    await place.focus()
    const name = await focusedName(page)
    await page.keyboard.press('Escape')
    expect([name, await isOpen(), await focusedName(page)]).toEqual([name, 'false', name])
  }
  await chapters.click()
  await page.getByRole('group', { name: 'Kapitel' }).getByRole('button').first().focus()
  await page.keyboard.press('Escape')
  expect([await isOpen(), await focusedName(page)]).toEqual(['false', 'Kapitel'])
  await context.close()
})

test('AC-52 where one stopped is kept only while the listener wants it', async () => {
  const { page, context } = await open()
  await page.getByRole('slider', { name: 'Position' }).fill('40')
  await button(page, 'Abspielen').click()
  await eventually(
    () => heardIn(page),
    (seconds) => seconds > 40.2,
  )
  await button(page, 'Anhalten').click()
  expect(await storage(page)).toBe(0)

  await button(page, 'Mehr').click()
  const resume = page.getByRole('switch', { name: 'Merken, wo ich aufgehört habe' })
  await resume.check()
  await page.reload()
  expect(await slider(page).getAttribute('aria-valuetext')).toBe('40 Sekunden von 52 Sekunden')
  expect(await status(page).textContent()).toBe('Es geht weiter bei 0:40.')

  await button(page, 'Mehr').click()
  await resume.uncheck()
  expect(await storage(page)).toBe(0)
  await page.reload()
  expect(await slider(page).getAttribute('aria-valuetext')).toBe('0 Sekunden von 52 Sekunden')
  await context.close()
})

test('where one stopped is one place: on the page in either language, and in a frame', async () => {
  const { page, context } = await open(`${FIRST}?t=0:40`)
  await button(page, 'Mehr').click()
  await page.getByRole('switch', { name: 'Merken, wo ich aufgehört habe' }).check()
  for (const path of [`/en${FIRST}`, `/embed${FIRST}`, `/en/embed${FIRST}`]) {
    await page.goto(host.url + path)
    expect([path, await slider(page).getAttribute('aria-valuetext')]).toEqual([
      path,
      expect.stringMatching(/^40 (?:Sekunden|seconds)/),
    ])
  }
  await context.close()
})

test('a transcript that can’t be had is said in words, and asked for again', async () => {
  const { page, context } = await open()
  await page.route('**/transcripts/**', (route) => route.abort())
  await button(page, 'Transkript').click()
  await eventually(
    () => status(page).textContent(),
    (text) => text === 'Das Transkript ist gerade nicht erreichbar.',
  )
  await page.unroute('**/transcripts/**')
  await button(page, 'Transkript').click()
  await button(page, 'Transkript').click()
  await page.locator('.said button').first().waitFor()
  await context.close()
})

test('the audio is taken along', async () => {
  const { page, context } = await open()
  await button(page, 'Mehr').click()
  const saving = page.waitForEvent('download')
  await page.locator('sendeplatz-player').getByRole('link', { name: 'Herunterladen' }).click()
  const saved = await saving
  expect(saved.suggestedFilename()).toMatch(/\.mp3$/)
  expect(await readFile((await saved.path())!)).toEqual(await readFile(SAMPLE))
  await context.close()
})

test('a transcript without times can’t run along: the player leads to where it is read', async () => {
  const { id } = await publishedEpisode(host, 'kaffee', { slug: 'ohne-zeiten', title: 'Ohne Zeiten' })
  const { status } = await putTranscript(host, id, 'de', 'Anna: Guten Tag.\n\nBen: Guten Tag.', 'text/plain')
  expect(status).toBe(200)
  const { page, context } = await open('/kaffee/ohne-zeiten')
  await page.locator('sendeplatz-player').getByRole('link', { name: 'Transkript' }).click()
  expect(new URL(page.url()).hash).toBe('#transcript')
  expect(await page.locator('#transcript').isVisible()).toBe(true)
  await context.close()
})

test('in a transcript in another language the same is looked for, and that language is asked for again', async () => {
  const { id } = await publishedEpisode(host, 'kaffee', { slug: 'zwei-sprachen', title: 'Zwei Sprachen' })
  const vtt = (first: string) => `WEBVTT\n\n00:00.000 --> 00:02.000\n${first}\n\n00:02.000 --> 00:04.000\nPodcast\n`
  await putTranscript(host, id, 'de', vtt('Guten Tag'))
  await putTranscript(host, id, 'en', vtt('Good morning'))
  const { page, context } = await open('/kaffee/zwei-sprachen')
  const lines = page.locator('.said li:not([hidden]) button')
  await button(page, 'Transkript').click()
  await lines.first().waitFor()
  await page.getByRole('searchbox').fill('podcast')
  await page.route('**/transcripts/**', (route) => route.abort())
  await page.getByRole('combobox', { name: 'Sprache' }).selectOption('Englisch')
  await page.getByText('Das Transkript ist gerade nicht erreichbar.').waitFor()
  await page.unroute('**/transcripts/**')
  await button(page, 'Transkript').click()
  await button(page, 'Transkript').click()
  await page.locator('.said[lang=en]').waitFor()
  expect(await lines.allTextContents()).toEqual(['0:02Podcast'])
  await page.getByRole('searchbox').fill('')
  expect(await lines.first().textContent()).toBe('0:00Good morning')
  await context.close()
})

test.each([FIRST, SECOND])('without script the audio of %s plays with the controls of the browser', async (path) => {
  const { page, context, audio } = await open(path, { javaScriptEnabled: false })
  expect(audio()).toEqual([])
  await page.locator('audio').focus()
  await page.keyboard.press('Space')
  await eventually(
    async () => audio().length,
    (count) => count > 0,
  )
  await context.close()
})
