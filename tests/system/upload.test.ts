import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { removeMember, setMember } from '../../src/accounts/member.ts'
import { eventually, type Json, SAMPLE } from '../support/api.ts'
import { startHost } from '../support/host.ts'
import { makeMember, signIn } from '../support/people.ts'
import { freePort } from '../support/process.ts'
import { showRow } from '../support/rows.ts'
import { faultsOf } from './axe.ts'
import { openBrowser, openPage, signedInContext } from './browser.ts'
import { dropFiles } from './drop-files.ts'

const port = await freePort()
const host = await startHost({ env: { PUBLIC_URL: `http://127.0.0.1:${port}` } })
const line = openLine(port, Number(new URL(host.url).port))
await line.mend()
afterAll(() => line.cut())
const browser = await openBrowser()
const folder = await mkdtemp(join(tmpdir(), 'sendeplatz-upload-'))
afterAll(async () => {
  await browser.close()
  await rm(folder, { recursive: true })
})

const show = await showRow(host, { title: 'Nachtzüge' })
const cookie = await signIn(host, await makeMember(host, 'author', show))
const path = `/studio/shows/${show.slug}/upload`

const sample = await readFile(SAMPLE)
const bytes = Buffer.concat(Array(Math.ceil(24_000_000 / sample.length)).fill(sample))
const sha256 = createHash('sha256').update(bytes).digest('hex')
const file = join(folder, 'lange-folge.mp3')
await writeFile(file, bytes)

async function open(options: Parameters<typeof browser.newContext>[0] = {}, as = cookie) {
  const context = await signedInContext(browser, host, as, options)
  return { context, ...(await openPage(context, host.config.publicUrl + path)) }
}

/** As slow as a line from home, so that something can happen on the way. */
async function slowly(context: BrowserContext, page: Page, bytesPerSecond = 4_000_000) {
  const cdp = await context.newCDPSession(page)
  await cdp.send('Network.emulateNetworkConditions', {
    ...{ offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: bytesPerSecond },
  })
}

const state = (page: Page) => page.locator('.upload').last().getAttribute('data-state')
const becomes = (page: Page, wanted: string, milliseconds = 30_000) =>
  eventually(
    () => state(page),
    (found) => found === wanted,
    milliseconds,
  )
const sent = (page: Page) =>
  page
    .locator('.upload progress')
    .last()
    .evaluate((bar) => (bar as Json).value as number)
const isUnderWay = (page: Page) =>
  eventually(
    () => sent(page),
    (bytes) => bytes > 3_000_000,
    20_000,
  )
/** How far it is, and while it goes how fast, and how long still. */
const figures = (page: Page) => page.locator('.upload .quiet').first().textContent()
const [AMOUNT, PACE] = [/^[\d,]+ MB von [\d,]+ MB$/, /^[\d,]+ MB von [\d,]+ MB · .+ je Sekunde · noch .+$/]
const showsPace = (page: Page) => expect.poll(() => figures(page)).toMatch(PACE)
const choose = (page: Page) => page.locator('input[type=file]').setInputFiles(file)

/** A page that sends the file, slowly, and has sent some of it. */
async function sending(options: Parameters<typeof open>[0] = {}, as = cookie) {
  const { context, page } = await open(options, as)
  await slowly(context, page)
  await choose(page)
  await isUnderWay(page)
  return { context, page }
}

async function keptHash(page: Page) {
  const id = (await page.locator('.upload a.button').getAttribute('href'))!.split('/').at(-1)!
  const { enclosure } = await host.db.episode.findUniqueOrThrow({ where: { id }, include: { enclosure: true } })
  return enclosure!.sha256
}

test('files that are dropped anywhere become drafts, with progress, and typed titles win', async () => {
  const { context, page, complaints } = await open()
  await dropFiles(page, [
    { name: 'eins.mp3', bytes: sample },
    { name: 'zwei.mp3', bytes: sample },
  ])
  await page.locator('#title-2').fill('Getippt')
  await becomes(page, 'done')
  expect(await page.locator('.upload').count()).toBe(2)
  expect(await page.locator('#title-1').inputValue()).not.toBe('')
  expect(await page.locator('.upload').first().textContent()).not.toContain('während die Datei hochlädt')
  await eventually(
    () => host.db.episode.count({ where: { showId: show.id, title: 'Getippt' } }),
    (count) => count === 1,
  )
  expect(await faultsOf(page)).toEqual([])
  expect(complaints).toEqual([])
  await context.close()
})

test('a file that is dropped while another is on its way waits for it', async () => {
  const { context, page } = await sending()
  await dropFiles(page, [{ name: 'danach.mp3', bytes: sample }])
  await page.getByRole('heading', { name: 'danach.mp3' }).waitFor()
  expect(await state(page)).toBe('waiting')
  expect(await page.locator('.upload').first().getAttribute('data-state')).toBe('sending')
  await becomes(page, 'done')
  expect(await page.locator('.upload').first().getAttribute('data-state')).toBe('done')
  await context.close()
})

test('after a reload in the middle the same file goes on where it was, and until then it is said how far that is', async () => {
  const { context, page } = await sending()
  await page.locator('#title-1').fill('Getippt')
  await page.reload()
  await becomes(page, 'interrupted')
  expect(await figures(page)).toMatch(/^[\d,]+ (MB|kB) von [\d,]+ MB sind hochgeladen \(\d\d? %\)\.$/)
  expect(await page.locator('.upload').textContent()).toContain('Was Sie dazu getippt haben, steht dann wieder da.')
  expect(await page.locator('.upload').textContent()).toContain('lange-folge.mp3')
  expect(await faultsOf(page)).toEqual([])
  const [row] = await host.db.upload.findMany({ orderBy: { createdAt: 'desc' }, take: 1 })
  await choose(page)
  expect(await page.locator('#title-1').inputValue()).toBe('Getippt')
  await becomes(page, 'done')
  expect(await keptHash(page)).toBe(sha256)
  const [after] = await host.db.upload.findMany({ orderBy: { createdAt: 'desc' }, take: 1 })
  expect(after!.id).toBe(row!.id)
  await context.close()
})

test('when the network is lost it waits, and goes on by itself', async () => {
  const { context, page } = await sending()
  await showsPace(page)
  line.cut()
  await context.setOffline(true)
  await becomes(page, 'offline')
  expect(await figures(page)).toMatch(AMOUNT)
  expect(await faultsOf(page)).toEqual([])
  await line.mend()
  await context.setOffline(false)
  await becomes(page, 'done')
  expect(await keptHash(page)).toBe(sha256)
  await context.close()
})

test('it is paused, resumed and cancelled by keyboard alone; focus stays at the work', async () => {
  const { context, page } = await sending({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' })
  expect(await faultsOf(page)).toEqual([])
  const button = (name: string) => page.getByRole('button', { name: `${name}: lange-folge.mp3` })
  await showsPace(page)
  await button('Anhalten').focus()
  await page.keyboard.press('Enter')
  await becomes(page, 'paused')
  expect(await figures(page)).toMatch(AMOUNT)
  expect(await button('Fortsetzen').evaluate((it) => it === (globalThis as Json).document.activeElement)).toBe(true)
  expect(await faultsOf(page)).toEqual([])
  const before = await sent(page)
  expect(await page.locator('.unseen').textContent()).toContain('Angehalten')
  await page.keyboard.press('Enter')
  await becomes(page, 'sending')
  await eventually(
    () => sent(page),
    (now) => now > before,
    20_000,
  )
  await showsPace(page)
  await button('Abbrechen').focus()
  await page.keyboard.press('Enter')
  await becomes(page, 'cancelled')
  expect(await figures(page)).toMatch(AMOUNT)
  await eventually(
    () => host.db.upload.count({ where: { finishedAt: null } }),
    (count) => count === 0,
  )
  await context.close()
})

test('two tabs never send the same file at once', async () => {
  const { context, page } = await sending()
  const { page: other } = await openPage(context, host.config.publicUrl + path)
  await choose(other)
  await becomes(other, 'elsewhere')
  expect(await faultsOf(other)).toEqual([])
  await becomes(page, 'done')
  expect(await keptHash(page)).toBe(sha256)
  await context.close()
})

test('a second tab says that another one sends it, offers nothing, and goes with it to its end', async () => {
  const { context, page } = await sending()
  const { page: other } = await openPage(context, host.config.publicUrl + path)
  const line = other.locator('.upload')
  await other.getByText('Diese Datei wird schon in einem anderen Tab hochgeladen.').waitFor()
  expect(await line.textContent()).not.toContain('Unterbrochen')
  expect(await line.getByRole('button').count()).toBe(0)
  expect(await faultsOf(other)).toEqual([])
  await becomes(page, 'done')
  await line.waitFor({ state: 'detached' })
  await context.close()
})

test('once the tab that sends it is closed, a second one says how it goes on, and goes on', async () => {
  const { context, page } = await sending()
  const { page: other } = await openPage(context, host.config.publicUrl + path)
  await becomes(other, 'elsewhere')
  await page.close()
  await becomes(other, 'interrupted')
  expect(await other.locator('.upload').textContent()).toContain('Wählen Sie diese Datei noch einmal aus')
  await choose(other)
  await becomes(other, 'done')
  expect(await keptHash(other)).toBe(sha256)
  await context.close()
})

test('where the browser has no locks, tabs tell each other all the same', async () => {
  const { context, page } = await open()
  await context.addInitScript("Object.defineProperty(navigator, 'locks', { value: undefined })")
  await page.reload()
  await slowly(context, page)
  await choose(page)
  await isUnderWay(page)
  const { page: other } = await openPage(context, host.config.publicUrl + path)
  await becomes(other, 'elsewhere')
  expect(await other.locator('.upload').getByRole('button').count()).toBe(0)
  await choose(other)
  await becomes(other, 'elsewhere')
  await page.goto('about:blank')
  await other.getByRole('button', { name: 'Noch einmal versuchen: lange-folge.mp3' }).click()
  await becomes(other, 'done')
  expect(await keptHash(other)).toBe(sha256)
  expect(await other.evaluate('localStorage.length')).toBe(0)
  await context.close()
})

test('an upload that begins in another tab is listed where the page stands open already', async () => {
  const { context, page: other } = await open()
  const { page } = await openPage(context, host.config.publicUrl + path)
  await slowly(context, page)
  await choose(page)
  await becomes(other, 'elsewhere')
  await becomes(page, 'done')
  await other.locator('.upload').waitFor({ state: 'detached' })
  await context.close()
})

test('an interrupted one is told to nobody else who signs in in the same browser', async () => {
  const { context, page } = await sending()
  await page.reload()
  await becomes(page, 'interrupted')
  const own = (await context.cookies()).map(({ name, value }) => ({ name, value, url: host.config.publicUrl }))
  const signInWith = async (cookie: string) => {
    const [name, value] = cookie.split(/=(.*)/) as [string, string]
    await context.addCookies([{ name, value, url: host.config.publicUrl }])
    await page.goto(host.config.publicUrl + path, { waitUntil: 'networkidle' })
  }
  await signInWith(await signIn(host, await makeMember(host, 'author', show)))
  expect(await page.locator('body').textContent()).not.toContain('lange-folge.mp3')
  await choose(page)
  await becomes(page, 'done')
  await context.addCookies(own)
  await page.reload()
  await becomes(page, 'interrupted')
  await page.getByRole('button', { name: 'Abbrechen: lange-folge.mp3' }).click()
  await page.locator('.upload').waitFor({ state: 'detached' })
  await context.close()
})

test('an interrupted one that is cancelled ends on the host too, or says that it does not', async () => {
  const { context, page } = await sending()
  await page.reload()
  await becomes(page, 'interrupted')
  const unfinished = () => host.db.upload.count({ where: { finishedAt: null } })
  const cancel = page.getByRole('button', { name: 'Abbrechen: lange-folge.mp3' })
  line.cut()
  await cancel.click()
  await page.locator('.upload').getByText('Das ließ sich auf dem Server nicht abbrechen.').waitFor()
  expect(await page.locator('.unseen').textContent()).toContain('nicht abbrechen')
  expect(await unfinished()).toBe(1)
  await line.mend()
  await cancel.click()
  await page.locator('.upload').waitFor({ state: 'detached' })
  expect(await unfinished()).toBe(0)
  await page.reload()
  expect(await page.locator('.upload').count()).toBe(0)
  await context.close()
})

test('a host that is busy gets it once it may be asked again, by itself', async () => {
  const { page, context } = await open()
  let refused = 0
  const pieces: number[] = []
  page.on('request', (request) => void (request.method() === 'PATCH' && pieces.push(Date.now())))
  await page.route('**/studio/uploads/*', async (route) => {
    if (route.request().method() !== 'PATCH' || refused > 0) return route.continue()
    refused = Date.now()
    await route.fulfill({ status: 429, headers: { 'Retry-After': '3' }, json: { title: 'Später.' } })
  })
  await dropFiles(page, [{ name: 'folge.mp3', bytes: sample }])
  await becomes(page, 'away')
  await becomes(page, 'done')
  expect(pieces.at(-1)! - refused).toBeGreaterThan(2900)
  await context.close()
})

test('signed out on the way it says so, and no longer how fast it goes', async () => {
  const { context, page } = await sending()
  await showsPace(page)
  await context.clearCookies()
  line.cut()
  await line.mend()
  await becomes(page, 'failed')
  expect(await page.locator('.upload').textContent()).toContain('Sie sind abgemeldet.')
  expect(await figures(page)).toMatch(AMOUNT)
  await context.close()
})

test.each([
  ['a reader for a moment', 'reader'],
  ['no member for a moment', null],
] as const)('whoever is %s goes on where it was, also after a reload', async (_, role) => {
  const author = await makeMember(host, 'author', show)
  const { context, page } = await sending({}, await signIn(host, author))
  if (role) await setMember(host, show.id, author.id, role)
  else await removeMember(host, show.id, author.id)
  line.cut()
  await line.mend()
  await becomes(page, 'failed')
  expect(await page.locator('.upload').textContent()).toContain('Sie dürfen das zurzeit nicht.')
  await page.getByRole('button', { name: /^Noch einmal versuchen/ }).click()
  await becomes(page, 'failed')
  await setMember(host, show.id, author.id, 'author')
  if (role) {
    page.once('dialog', (dialog) => dialog.accept())
    await page.reload()
    await becomes(page, 'interrupted')
    await choose(page)
  } else await page.getByRole('button', { name: /^Noch einmal versuchen/ }).click()
  await becomes(page, 'done')
  expect(await keptHash(page)).toBe(sha256)
  expect(await host.db.upload.count({ where: { owner: `person:${author.id}` } })).toBe(1)
  await context.close()
})

test('what is no audio is declined with a sentence in the language of the page', async () => {
  const { context, page } = await open()
  const buffer = Buffer.from(`%PDF-1.7\n${'x'.repeat(5000)}`)
  await page.locator('input[type=file]').setInputFiles({ name: 'brief.mp3', mimeType: 'audio/mpeg', buffer })
  await becomes(page, 'refused')
  expect(await page.locator('.upload').textContent()).toContain('PDF')
  expect(await faultsOf(page)).toEqual([])
  await context.close()
})

test('a file without a byte is said to be empty', async () => {
  const { context, page } = await open()
  const empty = { name: 'leer.mp3', mimeType: 'audio/mpeg', buffer: Buffer.alloc(0) }
  await page.locator('input[type=file]').setInputFiles(empty)
  await becomes(page, 'refused')
  expect(await page.locator('.upload').textContent()).toContain('Diese Datei ist leer.')
  await context.close()
})

test('without script the form sends one file and leads to the draft', async () => {
  const { context, page } = await open({ javaScriptEnabled: false })
  await page.locator('#audio-file').setInputFiles(SAMPLE)
  await page.locator('main button[type=submit]').click()
  await page.waitForURL('**/studio/episodes/*')
  expect(await page.locator('audio').count()).toBe(1)
  await context.close()
})

/** A line between browser and host that can be cut, and mended. */
function openLine(from: number, to: number) {
  let server: Server | null = null
  const sockets = new Set<Socket>()
  return {
    cut() {
      server?.close()
      for (const socket of sockets) socket.destroy()
      sockets.clear()
    },
    mend() {
      server = createServer((near) => {
        const far = connect(to, '127.0.0.1')
        for (const [socket, other] of [
          [near, far],
          [far, near],
        ] as const) {
          sockets.add(socket)
          socket.on('error', () => undefined).on('close', () => other.destroy())
        }
        near.pipe(far).pipe(near)
      })
      return new Promise<void>((resolve) => server!.listen(from, '127.0.0.1', resolve))
    },
  }
}
