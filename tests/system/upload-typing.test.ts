import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page, Request, Route } from 'playwright-core'
import { afterAll, describe, expect, test } from 'vitest'
import { OPERATOR } from '../../src/accounts/logbook.ts'
import { changeEpisode } from '../../src/episodes/episode.ts'
import { sample, silentFrames } from '../samples/bytes.ts'
import type { Json } from '../support/api.ts'
import { makePerson, signIn } from '../support/people.ts'
import { showRow } from '../support/rows.ts'
import { faultsOf } from './axe.ts'
import { browsedHost } from './browsed-host.ts'
import { openPage, signedInContext } from './browser.ts'
import { dropFiles } from './drop-files.ts'
import { isAskedToStay } from './hands.ts'

const { host, browser } = await browsedHost()
const folder = await mkdtemp(join(tmpdir(), 'sendeplatz-typing-'))
afterAll(async () => {
  await rm(folder, { recursive: true })
})

const audio = (name = 'folge.mp3') => ({ name, bytes: silentFrames(1000) })

/** The page of a show where an editor uploads. */
async function openShow() {
  const show = await showRow(host)
  const person = await makePerson(host, { roles: { [show.id]: 'editor' } })
  const cookie = await signIn(host, person)
  const context = await signedInContext(browser, host, cookie)
  const { page } = await openPage(context, `${host.config.publicUrl}/studio/shows/${show.slug}`)
  return { page, context, person, show, close: () => context.close() }
}

/** The same with a file that has come. */
async function openDraft() {
  const opened = await openShow()
  const { page, show } = opened
  await dropFiles(page, [audio()])
  await page.locator('.upload[data-state=done]').waitFor()
  const { id } = await host.db.episode.findFirstOrThrow({ where: { showId: show.id } })
  const row = () => host.db.episode.findUniqueOrThrow({ where: { id } })
  const change = (changes: Parameters<typeof changeEpisode>[2]) => changeEpisode(host, id, changes, { by: OPERATOR })
  return { ...opened, id, row, change }
}

const told = (page: Page, words: string | RegExp) => page.locator('.upload [role=status]', { hasText: words }).waitFor()
const saved = (page: Page) => told(page, /^Gespeichert\.$/)

describe('where the same was changed elsewhere', () => {
  test('it stays, and what was typed waits on the page of the episode beside it', async () => {
    const { page, row, change, close } = await openDraft()
    await change({ title: 'Von der Leitung' })
    await page.locator('#title-1').fill('Von hier')
    await told(page, /^Noch nicht gespeichert.*anderswo geändert/)
    expect((await row()).title).toBe('Von der Leitung')
    expect(await page.locator('#title-1').inputValue()).toBe('Von hier')
    expect(await page.locator('.upload .error:visible').count()).toBe(0)
    expect(await faultsOf(page)).toEqual([])

    await page.locator('.upload [role=status] a').click()
    await page.waitForURL(/#texts$/)
    await page.getByRole('button', { name: 'Beide Fassungen vergleichen' }).click()
    expect(await page.locator('#title-theirs').textContent()).toBe('Von der Leitung')
    expect(await page.locator('#title').inputValue()).toBe('Von hier')
    await close()
  })

  test('what was typed and saved before is not sent again, and what others typed is shown', async () => {
    const { page, row, change, close } = await openDraft()
    await page.locator('#title-1').fill('Falsch')
    await saved(page)
    await change({ title: 'Berichtigt' })
    await page.locator('#number-1').fill('7')
    await expect.poll(async () => (await row()).number).toBe(7)
    await expect.poll(() => page.locator('#title-1').inputValue()).toBe('Berichtigt')
    expect((await row()).title).toBe('Berichtigt')
    await page.locator('#title-1').fill('Nun so')
    await expect.poll(async () => (await row()).title).toBe('Nun so')
    await close()
  })

  test('an episode with a date is changed on its own page alone, where what was typed stands', async () => {
    const { page, id, row, change, close } = await openDraft()
    await page.locator('#title-1').fill('Falsch')
    await saved(page)
    await change({ title: 'Berichtigt' })
    await host.db.episode.update({ where: { id }, data: { publishAt: new Date('2026-01-01') } })
    await page.locator('#number-1').fill('7')
    await told(page, /^Noch nicht gespeichert.*geplant oder veröffentlicht/)
    expect(await row()).toMatchObject({ title: 'Berichtigt', number: null })
    expect(await page.locator('.upload input:not([readonly])').count()).toBe(0)
    expect(await faultsOf(page)).toEqual([])
    await page.locator('.upload [role=status] a').click()
    await page.waitForURL(`**/studio/episodes/${id}#facts`)
    expect(await page.locator('#number').inputValue()).toBe('7')
    expect(await page.locator('#title').inputValue()).toBe('Berichtigt')
    await close()
  })
})

describe('what is typed is not lost', () => {
  test('by going to the episode at once', async () => {
    const { page, id, row, close } = await openDraft()
    await page.locator('#title-1').fill('Gleich weiter')
    await page.locator('.upload a.button').click()
    await page.waitForURL(`**/studio/episodes/${id}`)
    await expect.poll(() => page.locator('#title').inputValue()).toBe('Gleich weiter')
    await expect.poll(async () => (await row()).title).toBe('Gleich weiter')
    await close()
  })

  test('by going to the episode, whose page was made before the text came and saved before it is seen', async () => {
    const { page, id, row, close } = await openDraft()
    const [made, answered] = [Promise.withResolvers<void>(), page.waitForResponse('**/studio/uploads/*?seen=*')]
    await page.route('**/studio/uploads/*', async (route) => {
      await made.promise
      await route.continue()
    })
    await page.route(`**/studio/episodes/${id}`, async (route) => {
      if (route.request().method() !== 'GET') return route.fallback()
      const response = await route.fetch()
      made.resolve()
      await answered
      await page.waitForTimeout(200)
      await route.fulfill({ response })
    })
    await page.locator('#title-1').fill('Gleich weiter')
    await page.locator('.upload a.button').click()
    await page.waitForURL(`**/studio/episodes/${id}`)
    expect(await page.locator('#title').inputValue()).toBe('Gleich weiter')
    await expect.poll(() => page.evaluate('localStorage.length')).toBe(0)
    await page.locator('#title').fill('Und weiter')
    await expect.poll(async () => (await row()).title).toBe('Und weiter')
    await close()
  })

  test('nor does what was saved while the page was left undo what others changed since', async () => {
    const { page, id, row, change, close } = await openDraft()
    await page.locator('#title-1').fill('Erst')
    await page.evaluate("dispatchEvent(new Event('beforeunload'))")
    await saved(page)
    expect(await page.evaluate('localStorage.length')).toBe(1)
    await page.goto('about:blank')
    await change({ title: 'Von der Leitung' })
    await page.goto(`${host.config.publicUrl}/studio/episodes/${id}`)
    await expect.poll(() => page.locator('#title').inputValue()).toBe('Von der Leitung')
    await expect.poll(() => page.evaluate('localStorage.length')).toBe(0)
    expect((await row()).title).toBe('Von der Leitung')
    await close()
  })

  test('by leaving the studio at once', async () => {
    const { page, row, close } = await openDraft()
    await page.locator('#title-1').fill('Und weg')
    await page.goto('about:blank')
    await expect.poll(async () => (await row()).title).toBe('Und weg')
    await close()
  })

  test('by a lost network: it goes by itself, or stands on the page of the episode', async () => {
    const { page, context, id, row, close } = await openDraft()
    await context.setOffline(true)
    await page.locator('#title-1').fill('Im Tunnel')
    await told(page, /^Keine Verbindung.*Ihr Text bleibt in diesem Browser/)
    await context.setOffline(false)
    await saved(page)
    expect((await row()).title).toBe('Im Tunnel')
    expect(await page.evaluate('localStorage.length')).toBe(0)

    await context.setOffline(true)
    await page.locator('#number-1').fill('12')
    await told(page, /^Keine Verbindung/)
    await page.goto('about:blank')
    await context.setOffline(false)
    await page.goto(`${host.config.publicUrl}/studio/episodes/${id}`)
    expect(await page.locator('#number').inputValue()).toBe('12')
    await expect.poll(async () => (await row()).number).toBe(12)
    await close()
  })

  test('by leaving while it is being saved, nor is she asked about her own words', async () => {
    for (const isLeaving of [true, false]) {
      const { page, id, row, close } = await openDraft()
      const { arrived, breakLine } = await loseAnswer(page)
      await page.locator('#title-1').fill('Erst')
      await arrived
      if (!isLeaving) await breakLine()
      await page.locator('#title-1').fill('Dann')
      await page.goto('about:blank')
      if (isLeaving) await expect.poll(async () => (await row()).title).toBe('Dann')
      await page.goto(`${host.config.publicUrl}/studio/episodes/${id}`)
      expect(await page.locator('#title').inputValue()).toBe('Dann')
      await expect.poll(async () => (await row()).title).toBe('Dann')
      await expect.poll(() => page.evaluate('localStorage.length')).toBe(0)
      await close()
    }
  })

  test('by answers that got lost: what is typed on is saved', async () => {
    const { page, row, close } = await openDraft()
    const { arrived, breakLine } = await loseAnswer(page)
    await page.locator('#title-1').fill('Erst')
    await arrived
    await breakLine()
    await told(page, /^Keine Verbindung/)
    await page.unroute('**/studio/uploads/*')
    await page.locator('#title-1').fill('Dann')
    await saved(page)
    expect((await row()).title).toBe('Dann')
    await close()
  })

  test('by a session that ended: it goes by itself once there is another', async () => {
    const { page, context, person, row, close } = await openDraft()
    await host.db.session.deleteMany({ where: { personId: person.id } })
    await page.locator('#title-1').fill('Abgemeldet')
    await told(page, /^Sie sind abgemeldet/)
    const way = page.getByRole('link', { name: 'Anmelden' })
    expect(await way.getAttribute('href')).toBe('/studio/sign-in?to=%2Fstudio%2Faccount')
    expect(await faultsOf(page)).toEqual([])
    const [name, value] = (await signIn(host, person)).split(/=(.*)/) as [string, string]
    await context.addCookies([{ name, value, url: host.config.publicUrl }])
    await expect.poll(async () => (await row()).title, { timeout: 20_000 }).toBe('Abgemeldet')
    await saved(page)
    expect(await way.count()).toBe(0)
    await close()
  })

  test('by loading the page anew while the file comes: it stands there again, and is not said to be of the file', async () => {
    const { page, show, close } = await openShow()
    const file = join(folder, 'lang.mp3')
    await writeFile(file, silentFrames(1000))
    const letGo = await holdPieces(page)
    await page.locator('input[type=file]').setInputFiles(file)
    await page.locator('#title-1').fill('Getippt')
    await saved(page)
    await page.reload()
    await page.locator('input[type=file]').setInputFiles(file)
    await expect.poll(() => page.locator('#title-1').inputValue()).toBe('Getippt')
    letGo()
    await page.locator('.upload[data-state=done]').waitFor()
    expect(await page.locator('upload-field > .unseen').textContent()).not.toContain('Getippt')
    expect(await host.db.episode.count({ where: { showId: show.id, title: 'Getippt' } })).toBe(1)
    await close()
  })
})

describe('what is typed while a file comes is not lost, whatever is in the file', () => {
  const typedFields = { title: 'Getippt', description: 'Auch getippt' }

  /** A file with a title and a description of its own, on its way and paused, with another title and description typed. */
  async function openPaused() {
    const opened = await openShow()
    const { page, show } = opened
    const isPiece = (request: Request) => request.method() === 'PATCH'
    const [held, cut] = [page.waitForRequest(isPiece), page.waitForEvent('requestfailed', isPiece)]
    const letGo = await holdPieces(page)
    await dropFiles(page, [{ name: 'folge.mp3', bytes: sample('id3v24-chapters.mp3') }])
    await page.locator('#title-1').fill('Getippt')
    await page.locator('#description-1').fill('Auch getippt')
    await page.locator('#title-1').focus()
    await saved(page)
    const typed = () => host.db.upload.findFirst({ where: { showId: show.id }, select: { fields: true } })
    await expect.poll(typed).toEqual({ fields: typedFields })
    const button = (name: string) => page.getByRole('button', { name: `${name}: folge.mp3` })
    await held
    await button('Anhalten').click()
    await cut
    letGo()
    const row = await host.db.upload.findFirstOrThrow({ where: { showId: show.id } })
    const uploads = () => host.db.upload.findMany({ where: { showId: show.id }, orderBy: { createdAt: 'desc' } })
    return { ...opened, row, uploads, button }
  }

  async function expectTyped(page: Page, show: { id: string }) {
    await page.locator('.upload[data-state=done]').waitFor()
    expect(await page.locator('#title-1').inputValue()).toBe('Getippt')
    expect(await page.locator('#description-1').inputValue()).toBe('Auch getippt')
    const { title, description } = await host.db.episode.findFirstOrThrow({ where: { showId: show.id } })
    expect({ title, description }).toEqual(typedFields)
  }

  test('by an upload that ended meanwhile: the next one has it before it has a byte', async () => {
    const { page, show, row, uploads, button, close } = await openPaused()
    const createdAt = new Date(row.createdAt.getTime() - 25 * 3_600_000)
    await host.db.upload.update({ where: { id: row.id }, data: { createdAt } })
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.method()))
    // Of two clicks the second one would meet the button to pause.
    await button('Fortsetzen').dblclick()
    await expectTyped(page, show)
    const [next] = await uploads()
    expect(next!.id).not.toBe(row.id)
    expect(next!.fields).toEqual(typedFields)
    expect(asked.slice(0, 4)).toEqual(['HEAD', 'POST', 'POST', 'PATCH'])
    await close()
  })

  test('nor is it said to be saved while the next one can not begin', async () => {
    const { page, show, row, button, close } = await openPaused()
    await host.db.upload.delete({ where: { id: row.id } })
    await page.route('**/studio/uploads', (route) => route.fulfill({ status: 503 }), { times: 1 })
    await button('Fortsetzen').click()
    await page.locator('.upload[data-state=offline]').waitFor()
    expect(await page.locator('.upload [role=status]').textContent()).toBe('')
    await expectTyped(page, show)
    await close()
  })

  test('by signing out: after signing in the same one goes on', async () => {
    const { page, context, person, show, row, uploads, button, close } = await openPaused()
    await host.db.session.deleteMany({ where: { personId: person.id } })
    await button('Fortsetzen').click()
    await page.locator('.upload[data-state=failed]').waitFor()
    expect(await page.locator('.upload').textContent()).toContain('Sie sind abgemeldet.')
    const [name, value] = (await signIn(host, person)).split(/=(.*)/) as [string, string]
    await context.addCookies([{ name, value, url: host.config.publicUrl }])
    await button('Noch einmal versuchen').click()
    await expectTyped(page, show)
    expect((await uploads()).map(({ id, fields }) => [id, fields])).toEqual([[row.id, typedFields]])
    await close()
  })

  test.each(['editor', 'reader'] as const)(
    'by somebody else who signs in (%s): nothing becomes hers, and after signing in again the same one goes on',
    async (role) => {
      const { page, context, person, show, row, uploads, button, close } = await openPaused()
      const signInAs = async (whose: typeof person) => {
        const [name, value] = (await signIn(host, whose)).split(/=(.*)/) as [string, string]
        await context.addCookies([{ name, value, url: host.config.publicUrl }])
      }
      await expect.poll(async () => (await uploads())[0]!.fields).toEqual(typedFields)
      await signInAs(await makePerson(host, { roles: { [show.id]: role } }))
      await page.locator('#title-1').fill('Getippt als andere')
      await told(page, /^In diesem Browser ist inzwischen jemand anderes angemeldet/)
      await page.getByRole('link', { name: 'Anmelden' }).waitFor()
      await button('Fortsetzen').click()
      await page.locator('.upload[data-state=failed] > p', { hasText: 'jemand anderes angemeldet' }).waitFor()
      expect(await faultsOf(page)).toEqual([])
      expect((await uploads()).map(({ id, fields }) => [id, fields])).toEqual([[row.id, typedFields]])
      expect(await host.db.episode.count({ where: { showId: show.id } })).toBe(0)

      await signInAs(person)
      await page.locator('#title-1').fill('Getippt')
      await button('Noch einmal versuchen').click()
      await expectTyped(page, show)
      expect((await uploads()).map(({ id }) => id)).toEqual([row.id])
      await close()
    },
  )

  test('by a host that lost it on the way: where the file is chosen again, it stands there', async () => {
    const { page, show, button, close } = await openPaused()
    let isLost = false
    await page.route('**/studio/uploads/*', async (route) => {
      if (route.request().method() !== 'PATCH' || isLost) return route.fallback()
      isLost = true
      await route.fulfill({ status: 404, json: {} })
    })
    await button('Fortsetzen').click()
    await page.locator('.upload[data-state=refused]').waitFor()
    await page.locator('#title-1').evaluate((field: Json) => field.closest('li').remove())
    await dropFiles(page, [{ name: 'folge.mp3', bytes: sample('id3v24-chapters.mp3') }])
    await page.locator('.upload[data-state=done]').waitFor()
    expect(await page.locator('#title-2').inputValue()).toBe('Getippt')
    expect(await host.db.episode.findFirstOrThrow({ where: { showId: show.id } })).toMatchObject(typedFields)
    expect(await page.evaluate('localStorage.length')).toBe(0)
    await close()
  })

  test('by a host that is away: the same one goes on', async () => {
    const { page, show, row, uploads, button, close } = await openPaused()
    let isAsked = false
    await page.route('**/studio/uploads/*', async (route) => {
      if (route.request().method() !== 'HEAD' || isAsked) return route.fallback()
      isAsked = true
      await route.fulfill({ status: 503 })
    })
    await button('Fortsetzen').click()
    await expectTyped(page, show)
    expect([isAsked, (await uploads()).map(({ id }) => id)]).toEqual([true, [row.id]])
    await close()
  })
})

test('what was typed for a file that had not begun is there when its person chooses it again, and nobody else', async () => {
  const { page, context, person, show, close } = await openShow()
  const files = ['eins.mp3', 'zwei.mp3'].map((name) => join(folder, name))
  for (const file of files) await writeFile(file, silentFrames(1000))
  const letGo = await holdPieces(page)
  await page.locator('input[type=file]').setInputFiles(files)
  await page.locator('#title-2').fill('Getippt')
  await page.locator('#number-2').fill('7')
  const chooseSecond = async (whose: typeof person) => {
    const [name, value] = (await signIn(host, whose)).split(/=(.*)/) as [string, string]
    await context.addCookies([{ name, value, url: host.config.publicUrl }])
    await page.goto(`${host.config.publicUrl}/studio/shows/${show.slug}`)
    await page.locator('input[type=file]').setInputFiles(files[1]!)
    await page.locator('.upload[data-state=sending]').waitFor()
    return Promise.all(['title', 'number'].map((name) => page.locator(`#${name}-1`).inputValue()))
  }
  expect(await chooseSecond(await makePerson(host, { roles: { [show.id]: 'editor' } }))).toEqual(['', ''])
  expect(await chooseSecond(person)).toEqual(['Getippt', '7'])
  letGo()
  await page.locator('.upload[data-state=done]').waitFor()
  expect(await host.db.episode.findFirstOrThrow({ where: { showId: show.id } })).toMatchObject({
    title: 'Getippt',
    number: 7,
  })
  expect(await page.evaluate('JSON.stringify(localStorage)')).not.toContain('Getippt')
  await close()
})

describe('who leaves the page', () => {
  test('is asked while files are on their way or wait, and not afterwards', async () => {
    const { page, close } = await openShow()
    const letGo = await holdPieces(page)
    await dropFiles(page, [audio('eins.mp3'), audio('zwei.mp3')])
    await page.locator('.upload[data-state=sending]').waitFor()
    expect(await isAskedToStay(page)).toBe(true)
    letGo()
    await page.locator('.upload[data-state=done]').nth(1).waitFor()
    expect(await isAskedToStay(page)).toBe(false)
    await close()
  })

  test('is not asked about a file that was taken back', async () => {
    const { page, close } = await openShow()
    await holdPieces(page)
    await dropFiles(page, [audio()])
    await page.locator('.upload[data-state=sending]').waitFor()
    expect(await isAskedToStay(page)).toBe(true)
    await page.getByRole('button', { name: 'Abbrechen: folge.mp3' }).click()
    expect(await isAskedToStay(page)).toBe(false)
    await close()
  })
})

test('a text that is far too long is told as that, and not as a broken line', async () => {
  const { page, close } = await openDraft()
  await page.locator('#description-1').fill('ä'.repeat(30_000))
  await page.locator('#description-1-error', { hasText: '4.000' }).waitFor()
  await told(page, /^Noch nicht gespeichert/)
  await close()
})

test('what was found in a file can be read on a telephone', async () => {
  const { page, close } = await openShow()
  await page.setViewportSize({ width: 390, height: 800 })
  const bytes = await readFile(join(import.meta.dirname, '../../demo/audio/1-bafoeg-digital.mp3'))
  await dropFiles(page, [{ name: 'folge.mp3', bytes }])
  await page.locator('.found-facts').waitFor()
  for (const value of await page.locator('.found-facts dd').all())
    expect((await value.boundingBox())!.width).toBeGreaterThan(120)
  await close()
})

test('beside a refused file nothing says that it is uploading', async () => {
  const { page, close } = await openShow()
  await dropFiles(page, [{ name: 'brief.mp3', bytes: Buffer.from(`%PDF-1.7\n${'x'.repeat(5000)}`) }])
  const refused = page.locator('.upload[data-state=refused]')
  await refused.waitFor()
  expect(await refused.getByText('während die Datei hochlädt').isVisible()).toBe(false)
  await close()
})

test('a lost line is told once, also when the whole file is there', async () => {
  const { page, close } = await openShow()
  await page.route('**/studio/uploads/*', (route) =>
    route.request().method() === 'GET' ? route.abort() : route.continue(),
  )
  await dropFiles(page, [audio()])
  const away = page.locator('.upload[data-state=away]')
  await away.waitFor()
  expect(await away.locator('p').first().textContent()).toBe('Keine Verbindung. Es geht von selbst weiter.')
  await close()
})

/** What is typed first arrives, and is not answered; nothing more arrives once the line is broken. */
async function loseAnswer(page: Page) {
  const [{ promise: arrived, resolve: arrive }, broken] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const isTyped = (route: Route) => route.request().method() === 'POST'
  await page.route(
    '**/studio/uploads/*',
    async (route) => {
      await route.fetch()
      arrive()
      await broken.promise
      await route.abort().catch(() => undefined)
    },
    { times: 1 },
  )
  const breakLine = async () => {
    await page.route('**/studio/uploads/*', (route) => (isTyped(route) ? route.abort() : route.continue()))
    broken.resolve()
  }
  return { arrived, breakLine }
}

/** Keeps the bytes of files from coming until they are let go. */
async function holdPieces(page: Page) {
  const { promise, resolve } = Promise.withResolvers<void>()
  await page.route('**/studio/uploads/*', async (route) => {
    if (route.request().method() === 'PATCH') await promise
    await route.continue().catch(() => undefined)
  })
  return resolve
}
