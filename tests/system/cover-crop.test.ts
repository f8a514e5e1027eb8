import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { COVER } from '../support/api.ts'
import { makeMember, signIn } from '../support/people.ts'
import { episodeRow, showRow } from '../support/rows.ts'
import { faultsOf } from './axe.ts'
import { browsedHost } from './browsed-host.ts'
import { openPage, signedInContext } from './browser.ts'
import { isAskedToStay } from './hands.ts'

const { host, browser } = await browsedHost()

const show = await showRow(host)
const cookie = await signIn(host, await makeMember(host, 'editor', show))
const settings = `/studio/shows/${show.slug}/settings`
/** Red on the left, green in the middle, blue on the right: each a third. */
let stripes: Buffer
beforeAll(async () => {
  stripes = await striped(6000, 2000, 'jpeg')
})

function striped(width: number, height: number, format: 'jpeg' | 'png') {
  const third = { width: width / 3, height, channels: 3 } as const
  const stripe = (background: string, at: number) => ({
    ...{ input: { create: { ...third, background } }, left: (at * width) / 3, top: 0 },
  })
  const canvas = sharp({ create: { width, height, channels: 3, background: '#f00' } })
  return canvas
    .composite([stripe('#0f0', 1), stripe('#00f', 2)])
    .toFormat(format)
    .toBuffer()
}

async function open(path: string, options: Parameters<typeof browser.newContext>[0] = {}) {
  const context = await signedInContext(browser, host, cookie, { viewport: { width: 1440, height: 900 }, ...options })
  return { context, ...(await openPage(context, host.config.publicUrl + path)) }
}

const choose = (page: Page, buffer: Buffer, name = 'bild.jpg') =>
  page.locator('#artwork').setInputFiles({ name, mimeType: 'image/jpeg', buffer })
const told = (page: Page) => page.locator('cover-crop [role=status]')
const send = (page: Page) => page.getByRole('button', { name: /^(Titelbild|Bild) hochladen$/ }).click()

/** The cover that was kept: its size and form, and what colour is in its middle. */
async function keptCover(where: { showId: string } | { episodeId: string }) {
  const { key } = await host.db.artwork.findFirstOrThrow({ where, orderBy: { createdAt: 'desc' } })
  const path = `${host.config.storage.kind === 'disk' ? host.config.storage.dir : ''}/${key}`
  const { width, height, format } = await sharp(path).metadata()
  const middle = { left: Math.floor(width / 2), top: Math.floor(height / 2), width: 1, height: 1 }
  const [red, green, blue] = await sharp(path).extract(middle).raw().toBuffer()
  return {
    width,
    height,
    format,
    colour: ['red', 'green', 'blue'][[red, green, blue].indexOf(Math.max(red!, green!, blue!))],
  }
}

test('a picture that is not square becomes one, at the part that is chosen by keyboard', async () => {
  const { context, page, complaints } = await open(settings)
  await choose(page, stripes)
  await page.waitForSelector('.crop')
  expect(await told(page).textContent()).toMatch(/nicht quadratisch.*größer als 3000.*quadratisches JPEG/)
  expect(await faultsOf(page)).toEqual([])
  expect(await page.getByLabel('Nach oben oder unten').isDisabled()).toBe(true)
  const across = page.getByLabel('Nach links oder rechts')
  await across.focus()
  await page.keyboard.press('End')
  const size = page.getByLabel('Größe des Ausschnitts')
  await size.focus()
  await page.keyboard.press('Home')
  expect(await page.locator('.crop').textContent()).toContain('1400 × 1400')
  await across.focus()
  await page.keyboard.press('End')
  await send(page)
  await page.waitForURL('**?done=cover#done')
  expect(await keptCover({ showId: show.id })).toEqual({ width: 1400, height: 1400, format: 'jpeg', colour: 'blue' })
  expect(complaints).toEqual([])
  await context.close()
})

test('the part is chosen by dragging too, and a picture that is too large becomes 3000 pixels wide', async () => {
  const { id } = await episodeRow(host, show, { publishAt: null })
  const { context, page } = await open(`/studio/episodes/${id}`, {
    viewport: { width: 390, height: 844 },
    colorScheme: 'dark',
  })
  await choose(page, await striped(9600, 3200, 'jpeg'))
  const canvas = page.locator('.crop canvas')
  await canvas.scrollIntoViewIfNeeded()
  const box = (await canvas.boundingBox())!
  await page.mouse.move(box.x + 20, box.y + 20)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width + 60, box.y + 20, { steps: 5 })
  await page.mouse.up()
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
  expect(await faultsOf(page)).toEqual([])
  await send(page)
  await page.waitForURL('**?done=cover#done')
  expect(await keptCover({ episodeId: id })).toEqual({ width: 3000, height: 3000, format: 'jpeg', colour: 'red' })
  await context.close()
})

test('a double click sends a picture once', async () => {
  const { id } = await episodeRow(host, show, { publishAt: null })
  const { context, page } = await open(`/studio/episodes/${id}`)
  const sent: string[] = []
  page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()))
  await choose(page, await striped(3000, 1500, 'png'), 'bild.png')
  await page.waitForSelector('.crop')
  await page.getByRole('button', { name: 'Bild hochladen' }).dblclick()
  await page.waitForURL('**?done=cover#done')
  expect(sent).toHaveLength(1)
  await context.close()
})

test('whoever leaves with a picture, its description or a transcript that is not sent is asked', async () => {
  const { id } = await episodeRow(host, show, { publishAt: null })
  const { context, page } = await open(`/studio/episodes/${id}`)
  expect(await isAskedToStay(page)).toBe(false)
  await page.locator('#alt').fill('Zwei Personen')
  expect(await isAskedToStay(page)).toBe(true)
  await page.locator('#alt').fill('')
  await choose(page, readFileSync(COVER))
  expect(await isAskedToStay(page)).toBe(true)
  await send(page)
  await page.waitForURL('**?done=cover#done')

  const buffer = Buffer.from('WEBVTT\n\n00:00.000 --> 00:01.000\nGuten Tag')
  await page.locator('#transcript').setInputFiles({ name: 'a.vtt', mimeType: 'text/vtt', buffer })
  expect(await isAskedToStay(page)).toBe(true)
  await page.getByRole('button', { name: 'Transkript übernehmen' }).click()
  await page.waitForURL('**?done=transcripts#done')
  await context.close()
})

test('what apps take is sent bit for bit; transparent PNG and WebP become JPEG', async () => {
  const { context, page } = await open(settings)
  await choose(page, readFileSync(COVER))
  await expect.poll(() => told(page).textContent()).toContain('passt')
  await send(page)
  await page.waitForURL('**?done=cover#done')
  const { sha256 } = await host.db.artwork.findFirstOrThrow({
    where: { showId: show.id },
    orderBy: { createdAt: 'desc' },
  })
  const { createHash } = await import('node:crypto')
  expect(sha256).toBe(createHash('sha256').update(readFileSync(COVER)).digest('hex'))

  const create = { width: 1500, height: 1500, channels: 4, background: { r: 0, g: 200, b: 0, alpha: 0.9 } } as const
  for (const [format, sentence] of [
    ['png', /durchsichtige/],
    ['webp', /weder JPEG noch PNG/],
  ] as const) {
    await page.goto(host.config.publicUrl + settings)
    await choose(page, await sharp({ create }).toFormat(format).toBuffer(), `bild.${format}`)
    await expect.poll(() => told(page).textContent()).toMatch(sentence)
    await send(page)
    await page.waitForURL('**?done=cover#done')
    expect(await keptCover({ showId: show.id })).toEqual({ width: 1500, height: 1500, format: 'jpeg', colour: 'green' })
  }
  await context.close()
})

test('a picture that is too small is told of before it is sent, and not sent', async () => {
  const { context, page } = await open(settings)
  const before = await host.db.artwork.count()
  await choose(page, await striped(3000, 900, 'jpeg'))
  await page.waitForSelector('#artwork-error')
  expect(await page.locator('#artwork-error').textContent()).toContain('3000 × 900 Pixel')
  expect(await faultsOf(page)).toEqual([])
  await send(page)
  expect(await page.locator('#artwork:focus').count()).toBe(1)
  await choose(page, Buffer.from('kein Bild'), 'kein.jpg')
  await expect.poll(() => page.locator('#artwork-error').textContent()).toContain('nicht als Bild lesen')
  expect(await host.db.artwork.count()).toBe(before)
  await context.close()
})

test('without script the file is sent as it is and refused with the reason', async () => {
  const { context, page } = await open(settings, { javaScriptEnabled: false })
  await choose(page, stripes)
  await send(page)
  expect(await page.locator('#artwork-error').textContent()).toContain('quadratisch')
  await context.close()
})
