import type { BrowserContextOptions, Frame, Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { elementCode, frameCode } from '../../src/web/site/embed-code.ts'
import { eventually, type Json } from '../support/api.ts'
import { bytes, startSource } from '../support/source-server.ts'
import { openBrowser, openPage } from './browser.ts'
import { FIRST, heardIn, SECOND, startPlayerHost, untilHeard } from './player-host.ts'
import { button } from './player-page.ts'

const site = await startSource()
const host = await startPlayerHost({ EMBED_ORIGINS: site.url })
const browser = await openBrowser()
afterAll(() => browser.close())

const frame = (path: string) => frameCode(host.config, { url: `${host.url}/embed${path}`, title: 'Pod-Kaffee' })
const element = (path: string) => elementCode(host.config, { url: host.url + path, title: 'Pod-Kaffee' })

/** What a careful site allows: itself, and what the pages on embedding name. Nothing inline. */
const STRICT = [
  `default-src 'none'; style-src 'self'; img-src 'self' data: ${host.url}; script-src 'self' ${host.url}`,
  `connect-src ${host.url}; media-src ${host.url}; frame-src ${host.url}; base-uri 'none'; form-action 'none'`,
].join('; ')

/** What the style sheets of content management systems have gathered over the years. */
const OLD_STYLE = `
html { font-size: 62.5% }
* { margin: 0; padding: 0; border: 0; box-sizing: content-box; font-size: 11px; line-height: 1; float: none; color: #900 }
audio, video { display: none !important }
button, .button { display: none !important; width: 200px; background: red; text-transform: uppercase }
input, select, textarea { display: block; width: 100% !important; height: 10px }
p, div, section { text-indent: 3em; white-space: nowrap; text-align: justify; letter-spacing: 2px; word-break: break-all }
ol, ul { list-style: square inside } a { color: red !important; text-decoration: overline } h1 { font-size: 40px }
.reihe { display: flex }`

/** A page of a ministry's site, with whatever was pasted. */
function addPage(path: string, body: string) {
  site.answers[path] = bytes(
    `<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Amt</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/alt.css"></head><body><h1>Amt</h1>${body}</body></html>`,
    'text/html; charset=utf-8',
    { 'Content-Security-Policy': STRICT },
  )
}
site.answers['/alt.css'] = bytes(OLD_STYLE, 'text/css')
addPage('/rahmen', frame(FIRST))
addPage('/element', element(FIRST))
addPage('/reihe', `<div class="reihe">${element(FIRST)}</div>`)
addPage('/alle', `${frame(FIRST)}${element(SECOND)}${frame('/kaffee')}${element('/kaffee')}`)
addPage('/klein', `${frame(`${FIRST}?variant=compact&theme=dark`)}${element(FIRST)}`)
addPage('/fehlt', frame('/kaffee/niemand'))
addPage('/sendung', frame('/kaffee'))

async function open(path: string, options: BrowserContextOptions = {}) {
  const context = await browser.newContext(options)
  const opened = await openPage(context, site.url + path)
  const framed = () => opened.page.frames().filter((frame) => frame.url().startsWith(host.url))
  return { ...opened, context, framed }
}

const heightOf = async (page: Page) => (await page.locator('iframe').first().boundingBox())!.height
const styleOf = (place: Page | Frame, selector: string, property: string) =>
  place.evaluate<string>(
    `getComputedStyle(document.querySelector('sendeplatz-player').shadowRoot.querySelector('${selector}')).${property}`,
  )

test('in a frame of a site with a strict policy and an old style sheet it plays, and nobody complains', async () => {
  const { page, context, complaints, framed } = await open('/rahmen')
  const [inside] = framed()
  await button(inside!, 'Abspielen').click()
  await eventually(
    () => heardIn(inside!),
    (seconds) => seconds > 0.3,
  )
  await button(inside!, 'Transkript').click()
  await inside!.getByText('herzlich willkommen').waitFor()
  await eventually(
    () => heightOf(page),
    (height) => height > 500,
  )
  expect(
    await page
      .locator('iframe')
      .evaluate((frame: Json) => frame.ownerDocument.defaultView.getComputedStyle(frame).borderTopWidth),
  ).toBe('0px')
  expect(complaints).toEqual([])
  await context.close()
})

test('without a frame likewise: neither the policy nor the style sheet is in its way', async () => {
  const { page, context, complaints } = await open('/element', { viewport: { width: 820, height: 900 } })
  await button(page, 'Abspielen').click()
  await button(page, 'Anhalten').waitFor()
  await button(page, 'Transkript').click()
  await page.getByText('herzlich willkommen').waitFor()
  const inherited =
    'fontSize letterSpacing textIndent whiteSpaceCollapse textWrapMode textAlign wordBreak textTransform'
  const found = await Promise.all(inherited.split(' ').map((property) => styleOf(page, '.said b', property)))
  expect(found).toEqual(['17px', 'normal', '0px', 'collapse', 'wrap', 'start', 'normal', 'none'])
  expect(await styleOf(page, '.show a', 'color')).not.toBe('rgb(255, 0, 0)')
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(820)
  expect(complaints).toEqual([])
  await context.close()
})

test('as a part of a row it is as wide as there is room', async () => {
  const { page, context } = await open('/reihe', { viewport: { width: 820, height: 900 } })
  await button(page, 'Abspielen').waitFor()
  expect((await page.locator('sendeplatz-player').boundingBox())!.width).toBeGreaterThan(700)
  await context.close()
})

test('of all players of a page one is heard: whoever begins stops the others, in frames and not', async () => {
  const { page, context, framed, complaints } = await open('/alle', { viewport: { width: 1280, height: 3000 } })
  await eventually(
    async () => framed().length,
    (count) => count === 2,
  )
  const places = [
    framed()[0]!,
    page.locator('sendeplatz-player').first(),
    framed()[1]!,
    page.locator('sendeplatz-player').last(),
  ]
  const playing = async () => {
    const counts = await Promise.all(places.map((place) => place.getByRole('button', { name: 'Anhalten' }).count()))
    return counts.flatMap((count, at) => (count > 0 ? [at] : []))
  }
  for (const [at, place] of [...places, places[0]!].entries()) {
    await place.getByRole('button', { name: 'Abspielen', exact: true }).click()
    await eventually(playing, (found) => found.length === 1 && found[0] === at % places.length)
    await untilHeard(place)
    expect(await playing()).toEqual([at % places.length])
  }
  expect(complaints).toEqual([])
  await context.close()
})

test('small and dark by what the address says; otherwise as the site is, whatever the reader’s system says', async () => {
  const { page, context, framed } = await open('/klein', { colorScheme: 'dark' })
  const [inside] = framed()
  await button(inside!, 'Abspielen').waitFor()
  expect(await styleOf(inside!, '.player', 'backgroundColor')).toBe('rgb(39, 28, 23)')
  expect(await inside!.locator('.player.compact').count()).toBe(1)
  await eventually(
    () => heightOf(page),
    (height) => height < 300,
  )
  await page.locator('.player.card').waitFor()
  expect(await styleOf(page, '.player', 'backgroundColor')).toBe('rgb(255, 253, 249)')
  for (const [theme, ground] of [
    ['dark', 'rgb(39, 28, 23)'],
    ['light', 'rgb(255, 253, 249)'],
  ]) {
    await page
      .locator('sendeplatz-player')
      .evaluate((player: Json, theme) => player.setAttribute('theme', theme), theme)
    expect(await styleOf(page, '.player', 'backgroundColor')).toBe(ground)
  }
  await context.close()
})

test('what is not there is said in the frame, which becomes as high as that, and leads out of it', async () => {
  const { page, context, framed } = await open('/fehlt')
  const [inside] = framed()
  await inside!.getByRole('heading', { name: 'Diese Seite gibt es nicht' }).waitFor()
  await eventually(
    () => heightOf(page),
    (height) => height > 60 && height < 300,
  )
  const opening = context.waitForEvent('page')
  await inside!.getByRole('link', { name: 'Alle Podcasts' }).click()
  expect((await opening).url()).toBe(`${host.url}/`)
  await context.close()
})

test('a show in a frame: its newest episode, and a list to change to another', async () => {
  const { context, framed, complaints } = await open('/sendung')
  const [inside] = framed()
  await button(inside!, 'Folgen').click()
  await inside!.getByRole('button', { name: /Digitale Gesellschaft/ }).click()
  await inside!.getByRole('heading', { name: 'Digitale Gesellschaft gestalten' }).waitFor()
  expect(await inside!.title()).toBe('Digitale Gesellschaft gestalten – Auf ’nen Pod-Kaffee')
  await button(inside!, 'Anhalten').waitFor()
  expect(complaints).toEqual([])
  await context.close()
})

test('without script a frame has audio, chapters that begin at their second, the transcript and the other episodes', async () => {
  const { context, framed } = await open('/sendung', { javaScriptEnabled: false })
  const inside = () => framed()[0]!
  expect(await inside().locator('audio[controls]').getAttribute('src')).toMatch(/\.mp3$/)
  expect(await inside().getByRole('link', { name: 'Transkript' }).getAttribute('href')).toBe(
    `${host.url}${FIRST}#transcript`,
  )
  await inside()
    .getByRole('link', { name: /^0:30 BAföG-Digital$/ })
    .click()
  await eventually(
    () => inside().locator('audio').getAttribute('src'),
    (src) => src!.endsWith('#t=30'),
  )
  await inside().getByRole('link', { name: 'Digitale Gesellschaft gestalten' }).click()
  await eventually(
    () => inside().locator('audio').getAttribute('src'),
    (src) => src!.endsWith('.m4a'),
  )
  await context.close()
})

test('AC-58 a site that the setting doesn’t name sees no player', async () => {
  const other = `http://localhost:${site.port}`
  const context = await browser.newContext()
  const { page, complaints } = await openPage(context, `${other}/rahmen`)
  expect(complaints.join()).toContain('frame-ancestors')
  expect(page.frames().some((frame) => frame.url().startsWith(host.url))).toBe(false)
  await context.close()
})
