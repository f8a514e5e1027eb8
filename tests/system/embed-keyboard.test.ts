import type { Frame, Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { frameCode } from '../../src/web/site/embed-code.ts'
import { eventually, type Json } from '../support/api.ts'
import { bytes, startSource } from '../support/source-server.ts'
import { openBrowser, openPage } from './browser.ts'
import { FIRST, heardIn, startPlayerHost } from './player-host.ts'
import { button, focusedName, slider, status } from './player-page.ts'

const host = await startPlayerHost()
const browser = await openBrowser()
const site = await startSource()
afterAll(() => browser.close())

const CODE = frameCode(host.config, { url: `${host.url}/embed${FIRST}`, title: 'Pod-Kaffee' })
site.answers['/amt'] = bytes(
  `<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Amt</title><link rel="icon" href="data:,"></head>
<body><h1>Amt</h1><p><a href="/davor">Davor</a></p>${CODE}<p><a href="/danach">Danach</a></p></body></html>`,
  'text/html; charset=utf-8',
)

/** More stops than the player has with everything open. */
const MOST_STOPS = 40

/** The page of a site with a frame, to be used by keyboard alone. */
async function openSite() {
  const context = await browser.newContext({ viewport: { width: 700, height: 900 } })
  const { page, complaints } = await openPage(context, `${site.url}/amt`)
  const inside = page.frames().find((frame) => frame.url().startsWith(host.url))!
  await button(inside, 'Abspielen').waitFor()
  await page.evaluate('document.querySelector("a").focus()')
  const isInside = () => page.evaluate<boolean>('document.activeElement.tagName === "IFRAME"')

  /** One stop further: its name, once it is seen that it has the focus and lies in the window. */
  async function tab(key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<string> {
    await page.keyboard.press(key)
    if (!(await isInside())) return page.evaluate<string>('document.activeElement.textContent')
    const name = await focusedName(inside)
    expect([name, await outlineOf(inside)]).toEqual([name, 'solid 3px'])
    // The page around scrolls a moment later.
    await eventually(
      () => isOnScreen(page, inside),
      (isSeen) => isSeen,
    )
    return name
  }

  async function tabTo(name: string | RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    const passed: string[] = []
    while (passed.length < MOST_STOPS) {
      const stop = await tab(key)
      if (typeof name === 'string' ? stop === name : name.test(stop)) return
      passed.push(stop)
    }
    throw new Error(`${name} was not reached: ${passed.join(', ')}`)
  }
  return { page, inside, context, complaints, press: (key: string) => page.keyboard.press(key), tab, tabTo }
}

/** The outline that is seen around what has the focus; the position's is drawn around its bar. */
const outlineOf = (inside: Frame) =>
  inside.evaluate<string>(`(() => {
    const element = document.activeElement.shadowRoot?.activeElement ?? document.activeElement
    const { outlineStyle, outlineWidth } = getComputedStyle(element.closest('.bar') ?? element)
    return outlineStyle + ' ' + outlineWidth
  })()`)

async function isOnScreen(page: Page, inside: Frame): Promise<boolean> {
  const focused: Json = await inside.evaluateHandle(
    'document.activeElement.shadowRoot?.activeElement ?? document.activeElement',
  )
  const box = await focused.asElement().boundingBox()
  const { width, height } = page.viewportSize()!
  // Pages scroll by whole pixels.
  return box.width > 0 && box.x >= 0 && box.y > -1 && box.x + box.width <= width && box.y + box.height < height + 1
}

test('AC-48 by keyboard alone: into the frame, play, seek, a chapter, the transcript, speed, timer, sharing, and out again', async () => {
  const { page, inside, context, complaints, press, tab, tabTo } = await openSite()
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])

  await tabTo('Abspielen')
  await press('Space')
  await button(inside, 'Anhalten').waitFor()
  await eventually(
    () => heardIn(inside),
    (seconds) => seconds > 0.3,
  )
  await press('Space')
  await button(inside, 'Abspielen').waitFor()

  await tabTo('Tempo')
  await press('ArrowDown')
  expect(await inside.evaluate('document.querySelector("audio").playbackRate')).toBe(1.1)
  await tabTo('Position')
  await press('Home')
  await press('ArrowRight')
  expect(await slider(inside).getAttribute('aria-valuetext')).toBe('5 Sekunden von 52 Sekunden')

  await tabTo('Kapitel')
  await press('Enter')
  await tabTo(/BAföG-Digital$/)
  await press('Enter')
  await eventually(
    () => heardIn(inside),
    (seconds) => seconds > 30,
  )
  await press('Escape')
  expect(await focusedName(inside)).toBe('Kapitel')

  await tabTo('Transkript')
  await press('Enter')
  await inside.locator('.said button').first().waitFor()
  await tabTo('Im Transkript suchen')
  await page.keyboard.type('Guten Tag')
  await status(inside).getByText('Eine Stelle gefunden.').waitFor()
  await tabTo(/^0:02/)
  await press('Enter')
  await eventually(
    () => heardIn(inside),
    (seconds) => seconds < 20,
  )
  await press('k')
  await button(inside, 'Abspielen').waitFor()
  await press('Escape')
  expect(await focusedName(inside)).toBe('Transkript')

  await tabTo('Teilen')
  await press('Enter')
  await tabTo('Adresse zum Teilen')
  await tabTo('Link kopieren')
  await press('Enter')
  await status(inside).getByText('Link kopiert.').waitFor()
  expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(
    new RegExp(`^${host.config.publicUrl}${FIRST}\\?t=0:\\d\\d$`),
  )

  await tabTo('Teilen', 'Shift+Tab')
  await tabTo('Mehr')
  await press('Enter')
  await tabTo(/^Einschlafuhr|^aus/)
  await press('ArrowDown')
  await status(inside).getByText('In 5 Minuten wird angehalten.').waitFor()

  await tabTo('Danach')
  expect(await tab('Shift+Tab')).toBe('Datenschutz')
  await tabTo('Davor', 'Shift+Tab')
  expect(complaints).toEqual([])
  await context.close()
})

test.each(['Kapitel', 'Transkript', 'Teilen', 'Mehr'])(
  'AC-48 with %s open nothing keeps the keyboard in the frame, forwards or backwards',
  async (name) => {
    const { inside, context, press, tabTo } = await openSite()
    await tabTo(name)
    await press('Enter')
    await inside.locator('.panel:not([hidden])').waitFor()
    if (name === 'Transkript') await inside.locator('.said button').first().waitFor()
    await tabTo('Danach')
    await tabTo('Davor', 'Shift+Tab')
    await context.close()
  },
)
