import type { Frame, Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { elementCode, frameCode } from '../../src/web/site/embed-code.ts'
import { eventually } from '../support/api.ts'
import { bytes, startSource } from '../support/source-server.ts'
import { openBrowser, openPage } from './browser.ts'
import { FIRST, heardIn, SECOND, startPlayerHost, untilHeard } from './player-host.ts'

const host = await startPlayerHost()
const browser = await openBrowser()
afterAll(() => browser.close())

const frame = (path: string) => frameCode(host.config, { url: `${host.url}/embed${path}`, title: 'Pod-Kaffee' })
const element = (path: string) => elementCode(host.config, { url: host.url + path, title: 'Pod-Kaffee' })

/** A frame as low as somebody may make it, on a site without the script that follows its height. */
const lowFrame = (path: string) =>
  `<iframe title="Pod-Kaffee" width="300" height="200" src="${host.url}/embed${path}"></iframe>`

/** Rules of a site that would break what is not apart from it. */
const FOREIGN_STYLE = `<style>* { font-size: 40px !important; color: red !important } button { display: none !important }</style>`
const html = (body: string) => `<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Amt</title>
<link rel="icon" href="data:,">${FOREIGN_STYLE}</head><body><h1>Amt</h1>${body}<p><a href="/rahmen">Danach</a></p></body></html>`

/** A ministry's own site, which pasted what it was given. Its own origin: another port. */
const site = await startSource(
  Object.fromEntries(
    Object.entries({
      '/beide': `${frame(FIRST)}${element(SECOND)}${frame('/kaffee')}${element('/kaffee')}`,
      '/rahmen': frame(FIRST),
      '/element': element(FIRST),
      '/sendung': element('/en/kaffee'),
      '/fehlt': element('/kaffee/niemand'),
      '/verschlossen': `<iframe title="Pod-Kaffee" width="600" height="600" sandbox="allow-scripts" src="${host.url}/embed${FIRST}"></iframe>`,
      '/niedrig': ['', '?variant=compact'].map((look) => lowFrame(`${FIRST}${look}`)).join(''),
    }).map(([path, body]) => [path, bytes(html(body), 'text/html; charset=utf-8')]),
  ),
)

async function open(path: string) {
  const context = await browser.newContext()
  return { ...(await openPage(context, site.url + path)), context }
}

const play = (page: Page | Frame) => page.getByRole('button', { name: 'Abspielen', exact: true })
const frameIn = (page: Page) => page.frames().find((frame) => frame.url().startsWith(host.url))!
const heightOf = async (page: Page) => (await page.locator('iframe').first().boundingBox())!.height
const storage = (page: Page | Frame) => page.evaluate<number>('localStorage.length + sessionStorage.length')

test('AC-45, AC-52 both ways side by side, several on a page: nobody complains, nothing is heard or kept, only the host is asked', async () => {
  const { page, context, requests, complaints, audio } = await open('/beide')
  await play(page).first().waitFor()
  expect(page.frames()).toHaveLength(3)
  expect(await play(page).count()).toBe(2)
  expect([complaints, audio(), await context.cookies()]).toEqual([[], [], []])
  expect(requests.filter((url) => !url.startsWith(host.url) && !url.startsWith(site.url) && url !== 'data:,')).toEqual(
    [],
  )
  for (const place of page.frames()) expect(await storage(place)).toBe(0)
  await context.close()
})

test('in a frame the player plays, and the frame is as high as what is open in it', async () => {
  const { page, context, audio, complaints } = await open('/rahmen')
  const inside = frameIn(page)
  const closed = await heightOf(page)
  expect(Math.abs(closed - (await inside.evaluate<number>('document.documentElement.offsetHeight')))).toBeLessThan(8)
  await inside.getByRole('button', { name: 'Kapitel' }).click()
  await eventually(
    () => heightOf(page),
    (height) => height > closed + 80,
  )
  await play(inside).click()
  await eventually(
    () => heardIn(inside),
    (seconds) => seconds > 0.3,
  )
  expect([new Set(audio()).size, complaints]).toEqual([1, []])
  await context.close()
})

test('in a very low frame the button that plays is seen at once, and nothing lies beside it', async () => {
  const { page, context } = await open('/niedrig')
  const inside = page.frames().filter((frame) => frame.url().startsWith(host.url))
  expect(inside).toHaveLength(2)
  for (const frame of inside) {
    await play(frame).waitFor()
    const [bottom, width] = await frame.evaluate<[number, number]>(`(() => {
      const button = document.querySelector('sendeplatz-player').shadowRoot.querySelector('.play')
      return [button.getBoundingClientRect().bottom, document.documentElement.scrollWidth]
    })()`)
    expect([bottom <= 200, width <= 300]).toEqual([true, true])
  }
  await context.close()
})

test('where the browser lets a frame keep nothing, the switch says that and goes off again', async () => {
  const { page, context } = await open('/verschlossen')
  const inside = frameIn(page)
  expect(await inside.evaluate('(() => { try { return localStorage } catch ({ name }) { return name } })()')).toBe(
    'SecurityError',
  )
  await inside.getByRole('button', { name: 'Mehr' }).click()
  const resume = inside.getByRole('switch', { name: 'Merken, wo ich aufgehört habe' })
  await resume.click()
  await inside.getByRole('status').getByText('Ihr Browser lässt nicht zu, dass hier etwas gemerkt wird.').waitFor()
  expect(await resume.isChecked()).toBe(false)
  await context.close()
})

test('AC-48 by keyboard through the frame and out of it again', async () => {
  const { page, context } = await open('/rahmen')
  const inside = frameIn(page)
  for (let at = 0; at < 4; at++) await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await inside.getByRole('button', { name: 'Anhalten' }).waitFor()
  for (let at = 0; at < 12; at++) await page.keyboard.press('Tab')
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Danach')
  await context.close()
})

test('without a frame the player plays, and the rules of the site don’t reach it', async () => {
  const { page, context, complaints } = await open('/element')
  await play(page).click()
  await page.getByRole('button', { name: 'Anhalten' }).waitFor()
  const style = (property: string) =>
    page.evaluate<string>(
      `getComputedStyle(document.querySelector('sendeplatz-player').shadowRoot.querySelector('.tab')).${property}`,
    )
  expect([await style('fontSize'), await style('color')]).toEqual(['16px', 'rgb(43, 26, 18)'])
  await page.getByRole('button', { name: 'Transkript' }).click()
  await page.getByText('herzlich willkommen').waitFor()
  expect(complaints).toEqual([])
  await context.close()
})

test('only one of a page plays at a time', async () => {
  const { page, context } = await open('/beide')
  await play(page).first().click()
  await page.getByRole('button', { name: 'Anhalten' }).waitFor()
  await play(page).first().click()
  const second = page.locator('sendeplatz-player').nth(1)
  await untilHeard(second)
  expect(await second.getByRole('button', { name: 'Anhalten' }).count()).toBe(1)
  expect(await page.getByRole('button', { name: 'Anhalten' }).count()).toBe(1)
  await context.close()
})

test('the player of a show has its newest episode, and a list to change to another', async () => {
  const { page, context } = await open('/sendung')
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('1.5')
  await page.getByRole('slider', { name: 'Volume' }).fill('0.5')
  await page.getByRole('button', { name: 'Episodes' }).click()
  const list = page.getByRole('group', { name: 'Episodes' }).getByRole('button')
  expect(await list.count()).toBe(2)
  await list.filter({ hasText: 'Digitale Gesellschaft' }).click()
  await page.getByRole('button', { name: 'Pause' }).waitFor()
  expect(await page.locator('.title').textContent()).toBe('Digitale Gesellschaft gestalten')
  expect(await page.evaluate('document.activeElement.shadowRoot.activeElement.className')).toBe('play')
  expect(await page.getByRole('combobox', { name: 'Speed' }).inputValue()).toBe('1.5')
  expect(await page.getByRole('slider', { name: 'Volume' }).inputValue()).toBe('0.5')
  await page.getByRole('button', { name: 'Mute' }).click()
  await page.getByRole('button', { name: 'Episodes' }).click()
  await list.filter({ hasText: 'BAföG' }).click()
  await page.locator('.title', { hasText: 'BAföG' }).waitFor()
  expect(await page.getByRole('button', { name: 'Unmute' }).count()).toBe(1)
  await context.close()
})

test('of two episodes that are chosen one after the other the second is heard, whichever comes first', async () => {
  const { page, context } = await open('/sendung')
  await page.getByRole('button', { name: 'Episodes' }).click()
  const list = page.getByRole('group', { name: 'Episodes' }).getByRole('button')
  const { promise: isLate, resolve: letThrough } = Promise.withResolvers<void>()
  await page.route(`**/embed${SECOND}.json`, async (route) => {
    await isLate
    await route.continue()
  })
  const late = page.waitForResponse(`**/embed${SECOND}.json`)
  await list.filter({ hasText: 'Digitale Gesellschaft' }).click()
  await list.filter({ hasText: 'BAföG' }).click()
  await page.getByRole('button', { name: 'Pause' }).waitFor()
  letThrough()
  await (await late).finished()
  // The late answer has come; another one gives the page time to have read it.
  const address = JSON.stringify(`${host.url}/embed${SECOND}.json`)
  await page.evaluate(
    `fetch(${address}).then((answer) => answer.json()).then(() => new Promise(requestAnimationFrame))`,
  )
  expect(await page.locator('.title').textContent()).toBe('Vom Podcast-Trend zum BAföG-Digital')
  expect(await page.getByRole('button', { name: 'Pause' }).count()).toBe(1)
  await context.close()
})

test('another src changes the episode, another variant goes on where one is, and an address that fails leaves what is there', async () => {
  const { page, context } = await open('/element')
  const set = (name: string, value: string) =>
    page.evaluate(`document.querySelector('sendeplatz-player').setAttribute('${name}', ${JSON.stringify(value)})`)
  const shown = (title: string) => page.locator('.title', { hasText: title }).waitFor()
  await shown('BAföG')
  await page.getByRole('button', { name: '30 Sekunden vor' }).click()
  await play(page).click()
  await untilHeard(page)
  await set('variant', 'compact')
  await page.locator('.player.compact').waitFor()
  await page.getByRole('button', { name: 'Anhalten', exact: true }).waitFor()
  await untilHeard(page)
  expect(await page.locator('.times').textContent()).toMatch(/^0:[345]/)

  await set('src', host.url + SECOND)
  await shown('Digitale Gesellschaft')
  expect(await play(page).count()).toBe(1)
  expect(await page.locator('.times').textContent()).toMatch(/^0:00/)
  expect(await page.evaluate('navigator.mediaSession.metadata')).toBe(null)

  await set('src', `${host.url}/kaffee/niemand`)
  await page.getByRole('status').getByText('Die Folge ist gerade nicht erreichbar.').waitFor()
  expect(await page.locator('.title').textContent()).toBe('Digitale Gesellschaft gestalten')
  await set('src', host.url + FIRST)
  await shown('BAföG')
  await context.close()
})

test('of two addresses set one after the other the last is shown, also where the first led nowhere', async () => {
  const { page, context } = await open('/fehlt')
  const requested: string[] = []
  page.on('request', (request) => requested.push(request.url()))
  await page.evaluate(`for (const path of ${JSON.stringify([FIRST, SECOND])})
    document.querySelector('sendeplatz-player').setAttribute('src', ${JSON.stringify(host.url)} + path)`)
  await page.locator('.title', { hasText: 'Digitale Gesellschaft' }).waitFor()
  expect(requested.filter((url) => url.endsWith('.json'))).toHaveLength(2)
  await page.waitForLoadState('networkidle')
  expect(await page.locator('.title').textContent()).toBe('Digitale Gesellschaft gestalten')
  await context.close()
})

test('what can’t be loaded leaves the link that was pasted', async () => {
  const { page, context } = await open('/fehlt')
  expect(await page.getByRole('link', { name: 'Podcast: Pod-Kaffee' }).isVisible()).toBe(true)
  await context.close()
})

test('AC-58 a page that is no player stays empty in a frame', async () => {
  site.answers['/fremd'] = bytes(html(`<iframe title="Seite" src="${host.url}${FIRST}"></iframe>`), 'text/html')
  const { page, context, complaints } = await open('/fremd')
  expect(complaints.join()).toContain('frame-ancestors')
  expect(page.frames().some((frame) => frame.url().startsWith(host.url))).toBe(false)
  await context.close()
})
