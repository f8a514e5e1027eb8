import type { Page, Request, Route } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { ask, askJson, createShow, type Json, publish, upload } from '../support/api.ts'
import { makeMember, signIn } from '../support/people.ts'
import { changeLine, transcriptsOf } from '../support/transcripts.ts'
import { browsedHost } from './browsed-host.ts'
import { signedInContext } from './browser.ts'

const { host, browser } = await browsedHost()
const show = await host.db.show.findUniqueOrThrow({ where: { slug: (await createShow(host)).slug } })
const anna = await signIn(host, await makeMember(host, 'editor', show))

/** A draft with two chapters and four lines. */
async function draft() {
  const { id } = (await upload(host, show.slug, { before: { title: 'Alt' } })).json
  const put = (path: string, body: string, type: string) =>
    ask(host, 'PUT', path, { body, headers: { 'Content-Type': type } })
  await put(`/api/v1/episodes/${id}/chapters`, '0:00 Eins\n0:06 Zwei', 'text/plain')
  const segments = [1, 2, 3, 4].map((at) => ({ start: at, end: at + 1, text: `Satz ${at} hat Wörter.` }))
  await put(transcriptsOf(id, 'de'), JSON.stringify({ segments }), 'application/json')
  const row = () => host.db.episode.findUniqueOrThrow({ where: { id } })
  const cues = async () => (await ask(host, 'GET', transcriptsOf(id, 'de'))).json.cues
  return {
    ...{ id, row, cues, path: `/studio/episodes/${id}`, linesPath: `/studio/episodes/${id}/transcripts/de` },
    title: async () => (await row()).title,
    chapters: async () => ((await row()).chapters as { title: string }[]).map((chapter) => chapter.title),
    texts: async () => (await cues()).map((cue: Json) => cue.text),
    change: (line: number, text: string) => changeLine(host, id, line, text),
  }
}

/** A browser that keeps nothing for pages, as its settings can have it. */
const KEEPS_NOTHING = `Object.defineProperty(window, 'localStorage', {
  get() { throw new DOMException('The operation is insecure.', 'SecurityError') },
})`

async function open(path: string, { keeps = true } = {}) {
  const context = await signedInContext(browser, host, anna)
  if (!keeps) await context.addInitScript(KEEPS_NOTHING)
  const page = await context.newPage()
  await page.clock.install()
  await page.goto(host.config.publicUrl + path)
  if (path.includes('transcripts')) await page.waitForSelector('transcript-lines[ready]')
  return page
}

const kept = (page: Page, within: string) => page.locator(`${within} .kept`)
const said = (page: Page, within: string, words: RegExp) =>
  page.locator(`${within} .kept`, { hasText: words }).waitFor()
const line = (page: Page, at: number) => page.getByRole('textbox', { name: `Zeile ${at}: Text` })
/** Of the page's own clock: far more than it waits before it saves, or tries again. */
const MINUTE = 60_000
const waits = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
const SAVED = /^Gespeichert um/

/** What a script of the page sends to an address goes on once that is told; `begun` when something is held. */
async function holdScripts(page: Page, path: string) {
  const { promise: letGo, resolve: release } = Promise.withResolvers<void>()
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
  await page.route(`**${path}`, async (route: Route) => {
    const request = route.request()
    const isScript = request.method() === 'POST' && request.headers().accept === 'application/json'
    if (isScript && !request.postData()?.includes('do=preview')) {
      begin()
      await letGo
    }
    await route.continue()
  })
  return { begun, release }
}

/** What a script of the page sends to an address arrives, and no answer comes back; `arrived` when the first did. */
async function loseAnswers(page: Page, path: string) {
  const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>()
  await page.route(`**${path}`, async (route: Route) => {
    if (route.request().postData()?.includes('do=preview')) return route.continue()
    await route.fetch()
    arrive()
    await route.abort()
  })
  return { arrived }
}

describe('in a browser that keeps nothing', () => {
  test('a draft is saved all the same: texts, chapters, lines', async () => {
    const { path, linesPath, title, chapters, texts } = await draft()
    const page = await open(path, { keeps: false })
    await page.locator('#title').fill('Getippt')
    await said(page, '#texts', SAVED)
    expect(await title()).toBe('Getippt')
    await page.locator('#chapter-2-title').fill('Getippt')
    await said(page, '#chapters', SAVED)
    expect(await chapters()).toEqual(['Eins', 'Getippt'])
    await page.context().close()

    const lines = await open(linesPath, { keeps: false })
    await line(lines, 2).fill('Getippt.')
    await said(lines, 'transcript-lines', SAVED)
    expect((await texts())[1]).toBe('Getippt.')
    await lines.context().close()
  })

  test('of what is published it says that it is nowhere else, and asks before the page is left', async () => {
    const { id, path, title } = await draft()
    await publish(host, id)
    const page = await open(path, { keeps: false })
    await page.locator('#title').pressSequentially('X')
    await said(page, '#texts', /Dieser Browser bewahrt nichts auf/)
    const asked: string[] = []
    page.on('dialog', (dialog) => {
      asked.push(dialog.type())
      void dialog.dismiss()
    })
    await page.close({ runBeforeUnload: true })
    await expect.poll(() => asked).toEqual(['beforeunload'])
    await page.getByRole('button', { name: 'Texte speichern' }).click()
    await page.waitForURL(/#done$/)
    expect([asked.length, await title()]).toEqual([1, 'XAlt'])
    await page.context().close()
  })
})

/** A draft whose title was typed, and again while what was typed first is on its way. */
async function typedMeanwhile() {
  const { path, title } = await draft()
  const page = await open(path)
  const { begun, release } = await holdScripts(page, '/texts')
  await page.locator('#title').fill('Erst')
  await begun
  await page.locator('#title').fill('Dann')
  return { page, path, title, release }
}

test('the button waits for what is on its way: nobody is in the way of herself', async () => {
  const { page, title, release } = await typedMeanwhile()
  await page.getByRole('button', { name: 'Texte speichern' }).click()
  await waits(300)
  release()
  await page.waitForURL(/done=texts#done$/)
  expect(await title()).toBe('Dann')
  await page.context().close()
})

test('what is typed while something is on its way, and left with the page at once, is no change of somebody else', async () => {
  const { page, path, title, release } = await typedMeanwhile()
  release()
  await said(page, '#texts', SAVED)
  await page.goto(host.config.publicUrl + path)
  await expect.poll(title).toBe('Dann')
  await said(page, '#texts', SAVED)
  await page.context().close()
})

describe('what arrived and was never answered is one’s own', () => {
  /** A draft whose title was saved without an answer, and typed on since; nothing more arrives until the line is back. */
  async function typedOn(since: string) {
    const { id, path, title } = await draft()
    const page = await open(path)
    const { arrived } = await loseAnswers(page, '/texts')
    await page.locator('#title').fill('Erst')
    await arrived
    await page.route('**/texts', (route) => route.abort())
    await page.locator('#title').fill(since)
    expect(await title()).toBe('Erst')
    const lineIsBack = () => page.unroute('**/texts')
    const openAgain = () => page.goto(host.config.publicUrl + path)
    return { id, path, page, title, lineIsBack, openAgain }
  }
  const CONFLICT = /Dasselbe ist inzwischen anderswo geändert worden/

  test('where the page is opened again with what was typed since', async () => {
    const { page, title, lineIsBack, openAgain } = await typedOn('Dann')
    await lineIsBack()
    await openAgain()
    await said(page, '#texts', SAVED)
    expect(await title()).toBe('Dann')
    await page.context().close()
  })

  test('where the page stays, and where what was typed is as it was before', async () => {
    const { page, title, lineIsBack } = await typedOn('Alt')
    await page.clock.runFor(MINUTE)
    await lineIsBack()
    await page.clock.runFor(MINUTE)
    await said(page, '#texts', SAVED)
    expect([await title(), await page.locator('#title').inputValue()]).toEqual(['Alt', 'Alt'])
    await page.context().close()
  })

  test('where the button sends what was typed since', async () => {
    const { page, title, lineIsBack } = await typedOn('Dann')
    await lineIsBack()
    await page.getByRole('button', { name: 'Texte speichern' }).click()
    await page.waitForURL(/done=texts#done$/)
    expect(await title()).toBe('Dann')
    await page.context().close()
  })

  test('where of several only one in the middle arrived', async () => {
    const { path, title } = await draft()
    const page = await open(path)
    const isSave = (text: string) => (request: Request) =>
      /title=(\w+)&.*itself=yes/.exec(request.postData() ?? '')?.[1] === text
    const type = async (text: string, arrives: boolean) => {
      await page.unrouteAll()
      if (arrives) await loseAnswers(page, '/texts')
      else await page.route('**/texts', (route) => route.abort())
      const failed = page.waitForEvent('requestfailed', isSave(text))
      await page.locator('#title').fill(text)
      await failed
    }
    await type('Eins', false)
    await type('Zwei', true)
    await type('Drei', false)
    expect(await title()).toBe('Zwei')
    await page.unrouteAll()
    await page.clock.runFor(MINUTE)
    await said(page, '#texts', SAVED)
    expect(await title()).toBe('Drei')
    await page.context().close()
  })

  test('of chapters too, where the page is opened again and where it stays', async () => {
    for (const isLeft of [true, false]) {
      const { path, chapters } = await draft()
      const page = await open(path)
      const { arrived } = await loseAnswers(page, '/chapters')
      await page.locator('#chapter-2-title').fill('Erst')
      await arrived
      await page.route('**/chapters', (route) => route.abort())
      await page.locator('#chapter-2-title').fill('Dann')
      expect(await chapters()).toEqual(['Eins', 'Erst'])
      await page.unroute('**/chapters')
      if (isLeft) await page.goto(host.config.publicUrl + path)
      else await page.clock.runFor(MINUTE)
      await said(page, '#chapters', SAVED)
      expect(await chapters()).toEqual(['Eins', 'Dann'])
      await expect.poll(() => page.evaluate('localStorage.length')).toBe(0)
      await page.context().close()
    }
  })

  test('of lines too, where the page is opened again and where it stays', async () => {
    for (const isLeft of [true, false]) {
      const { linesPath, texts } = await draft()
      const page = await open(linesPath)
      const { arrived } = await loseAnswers(page, linesPath)
      await line(page, 2).fill('Erst.')
      await arrived
      await page.unroute(`**${linesPath}`)
      await page.route(`**${linesPath}`, (route) =>
        route.request().method() === 'POST' ? route.abort() : route.continue(),
      )
      await line(page, 2).fill('Dann.')
      expect((await texts())[1]).toBe('Erst.')
      await page.unroute(`**${linesPath}`)
      if (isLeft) await page.goto(host.config.publicUrl + linesPath)
      else await page.clock.runFor(MINUTE)
      await expect.poll(async () => (await texts())[1], { timeout: 10_000 }).toBe('Dann.')
      expect(await page.locator('.theirs').count()).toBe(0)
      await page.context().close()
    }
  })

  test('but not what somebody else made of it since', async () => {
    const { id, page, title, lineIsBack, openAgain } = await typedOn('Dann')
    await askJson(host, 'PATCH', `/api/v1/episodes/${id}`, { title: 'Von anderen' })
    await lineIsBack()
    await openAgain()
    await said(page, '#texts', CONFLICT)
    expect(await title()).toBe('Von anderen')
    await page.context().close()
  })

  test('nor what was typed in one’s own second window', async () => {
    const { path, page, title, lineIsBack } = await typedOn('Dann')
    const second = await page.context().newPage()
    await second.goto(host.config.publicUrl)
    await second.evaluate('localStorage.clear()')
    await second.goto(host.config.publicUrl + path)
    await second.locator('#title').fill('Im zweiten')
    await said(second, '#texts', SAVED)
    await lineIsBack()
    await page.clock.runFor(MINUTE)
    await said(page, '#texts', CONFLICT)
    expect(await title()).toBe('Im zweiten')
    await page.context().close()
  })
})

test('while the host is away that is said once, however often it is tried', async () => {
  const { path, title } = await draft()
  const page = await open(path)
  await page.route('**/texts', (route) => route.abort())
  await page.locator('#title').fill('Eins')
  await said(page, '#texts', /^Keine Verbindung\..* Ihr Text bleibt in diesem Browser\.$/)
  await page.evaluate(`window.heard = []
    new MutationObserver(() => window.heard.push(document.querySelector('#texts .kept').textContent))
      .observe(document.querySelector('#texts .kept'), { childList: true, characterData: true, subtree: true })`)
  const tried = page.waitForRequest((request) => request.postData()?.includes('title=Zwei') === true)
  await page.locator('#title').fill('Zwei')
  await tried
  await waits(500)
  expect(await page.evaluate('window.heard')).toEqual([])
  await page.unroute('**/texts')
  await page.locator('#title').fill('Drei')
  await said(page, '#texts', SAVED)
  expect(await title()).toBe('Drei')
  await page.context().close()
})

describe('a saving button without a line to the host', () => {
  const AWAY = /^Keine Verbindung\. Gespeichert wird, sobald es wieder geht\. Ihr Text bleibt in diesem Browser\.$/
  async function pressOffline(path: string) {
    const page = await open(path)
    await page.context().setOffline(true)
    await page.locator('#title').fill('Ohne Netz')
    await page.getByRole('button', { name: 'Texte speichern' }).click()
    await said(page, '#texts', AWAY)
    expect(page.url()).toBe(host.config.publicUrl + path)
    expect(await page.locator('#title').inputValue()).toBe('Ohne Netz')
    return page
  }

  test.each(['draft', 'published'])('keeps the page, says so, and saves once there is one (%s)', async (status) => {
    const { id, path, title } = await draft()
    if (status === 'published') await publish(host, id)
    const page = await pressOffline(path)
    expect(await title()).toBe('Alt')
    await page.context().setOffline(false)
    await page.clock.runFor(MINUTE)
    await said(page, '#texts', SAVED)
    expect(await title()).toBe('Ohne Netz')
    await page.locator('#title').fill('Mit Netz')
    await page.getByRole('button', { name: 'Texte speichern' }).click()
    await page.waitForURL(/done=texts#done$/)
    expect(await title()).toBe('Mit Netz')
    await page.context().close()
  })

  test('sends nothing later that was typed since of what is published', async () => {
    const { id, path, title } = await draft()
    await publish(host, id)
    const page = await pressOffline(path)
    await page.locator('#title').fill('Halb getip')
    await said(page, '#texts', /^Noch nicht gespeichert/)
    await page.context().setOffline(false)
    await page.clock.runFor(MINUTE)
    expect(await title()).toBe('Alt')
    await page.context().close()
  })
})

test('a host that gets too many at once is left alone as long as it asks for, and it is said why', async () => {
  const { path, title, chapters, texts, linesPath } = await draft()
  const [page, lines] = [await open(path), await open(linesPath)]
  let asked = 0
  const refuse = (route: Route) => {
    if (route.request().method() !== 'POST') return route.continue()
    asked += 1
    return route.fulfill({ status: 429, headers: { 'Retry-After': '300' }, body: 'slow down' })
  }
  const addresses = ['**/texts', '**/chapters', `**${linesPath}`]
  for (const each of [page, lines]) for (const address of addresses) await each.route(address, refuse)
  const TOO_MANY = /^Zu viele Anfragen auf einmal\. .*von selbst noch einmal gesendet\. Ihre? .* in diesem Browser\.$/
  await page.locator('#title').fill('Eins')
  await said(page, '#texts', TOO_MANY)
  await page.locator('#title').fill('Zwei')
  await page.locator('#chapter-2-title').fill('Zwei')
  await said(page, '#chapters', TOO_MANY)
  await line(lines, 2).fill('Zwei.')
  await said(lines, 'transcript-lines', TOO_MANY)
  for (const each of [page, lines]) await each.clock.runFor(4 * MINUTE)
  expect(asked).toBe(2)

  for (const each of [page, lines]) for (const address of addresses) await each.unroute(address)
  for (const each of [page, lines]) await each.clock.runFor(MINUTE + 10_000)
  await said(page, '#texts', SAVED)
  await said(page, '#chapters', SAVED)
  await said(lines, 'transcript-lines', SAVED)
  expect([await title(), (await chapters())[1], (await texts())[1]]).toEqual(['Zwei', 'Zwei', 'Zwei.'])
  await Promise.all([page.context().close(), lines.context().close()])
})

test('what is too long to be sent is told so, and not that there is no connection', async () => {
  const { path } = await draft()
  const page = await open(path)
  await page.locator('#notesSource').fill('x'.repeat(1_100_000))
  await said(page, '#texts', /Das lässt sich so nicht speichern/)
  await page.locator('#notesSource').fill('Kürzer')
  await said(page, '#texts', SAVED)
  await page.context().close()
})

test('published chapters that could not be sent are not sent later with what was typed since', async () => {
  const { id, path, chapters } = await draft()
  await publish(host, id)
  const page = await open(path)
  await page.route('**/chapters', (route) => route.abort())
  await page.locator('#chapter-2-title').fill('Gemeint')
  await page.getByRole('button', { name: 'Kapitel speichern' }).click()
  await said(page, '#chapters', /Keine Verbindung/)
  await page.locator('#chapter-2-title').fill('Halb getip')
  await said(page, '#chapters', /^Noch nicht gespeichert/)
  await page.unroute('**/chapters')
  const sent: string[] = []
  page.on('request', (request) => void (request.method() === 'POST' && sent.push(request.url())))
  await page.clock.runFor(MINUTE)
  expect([sent, await chapters()]).toEqual([[], ['Eins', 'Zwei']])
  await page.context().close()
})

test('what was published and saved by its button goes once there is a line again, though nobody presses it twice', async () => {
  const { id, path, linesPath, chapters, texts } = await draft()
  await publish(host, id)
  const [page, lines] = [await open(path), await open(linesPath)]
  await page.route('**/chapters', (route) => route.abort())
  await lines.route('**/transcripts/de', (route) => route.abort())
  await page.locator('#chapter-2-title').fill('Gemeint')
  await page.getByRole('button', { name: 'Kapitel speichern' }).click()
  await said(page, '#chapters', /Keine Verbindung/)
  await line(lines, 2).fill('Gemeint.')
  await lines.locator('transcript-lines [type=submit]').click()
  await said(lines, 'transcript-lines', /Keine Verbindung/)

  await page.unroute('**/chapters')
  await lines.unroute('**/transcripts/de')
  await Promise.all([page.clock.runFor(MINUTE), lines.clock.runFor(MINUTE)])
  await said(page, '#chapters', SAVED)
  await said(lines, 'transcript-lines', /^(Gespeichert um|Alles ist gespeichert)/)
  expect([(await chapters())[1], (await texts())[1]]).toEqual(['Gemeint', 'Gemeint.'])
  await Promise.all([page.context().close(), lines.context().close()])
})

describe('in two tabs of the same episode', () => {
  /** A second tab of the same browser. */
  async function openBeside(page: Page) {
    const other = await page.context().newPage()
    await other.goto(page.url())
    return other
  }
  const titleIn = (page: Page) => page.locator('#title').inputValue()
  const typeTitle = async (page: Page, title: string) => {
    await page.locator('#title').fill(title)
    await said(page, '#texts', /^Noch nicht gespeichert/)
  }

  test('each keeps its own text, and both come back', async () => {
    const { id, path, title } = await draft()
    await publish(host, id)
    const first = await open(path)
    const second = await openBeside(first)
    await typeTitle(first, 'Im ersten')
    await typeTitle(second, 'Im zweiten')
    await typeTitle(first, 'Im ersten weiter')
    for (const page of [first, second, first]) await page.reload()
    expect([await titleIn(first), await titleIn(second)]).toEqual(['Im ersten weiter', 'Im zweiten'])

    await second.getByRole('button', { name: 'Texte speichern' }).click()
    await second.waitForURL(/#done$/)
    await first.reload()
    expect([await title(), await titleIn(first)]).toEqual(['Im zweiten', 'Im ersten weiter'])
    await first.close()
    await second.reload()
    expect(await titleIn(second)).toBe('Im ersten weiter')
    await second.context().close()
  })

  test('a text that was taken over by the other tab is not written over by it', async () => {
    const { id, path } = await draft()
    await publish(host, id)
    const first = await open(path)
    await typeTitle(first, 'Im ersten')
    const second = await openBeside(first)
    expect(await titleIn(second)).toBe('Im ersten')
    await typeTitle(second, 'Im zweiten')
    await typeTitle(first, 'Im ersten weiter')
    for (const page of [second, first]) await page.reload()
    expect([await titleIn(first), await titleIn(second)]).toEqual(['Im ersten weiter', 'Im zweiten'])
    await first.context().close()
  })
})

describe('in the lines of a transcript', () => {
  test('one’s own version of a line stays until it is chosen, also while others are corrected', async () => {
    const { linesPath, texts, change } = await draft()
    const page = await open(linesPath)
    const { begun, release } = await holdScripts(page, linesPath)
    await change(2, 'Bens zweiter.')
    await line(page, 2).fill('Annas zweiter.')
    await begun
    await line(page, 4).fill('Annas vierter.')
    release()
    await said(page, 'transcript-lines', /^Dieselben Zeilen/)
    await page.clock.runFor(MINUTE)
    const mine = page.locator('.theirs pre')
    expect(await mine.allTextContents()).toEqual(['Annas zweiter.'])
    for (let times = 0; times < 2; times += 1) {
      await page.reload()
      await page.waitForSelector('transcript-lines[ready]')
      expect(await mine.allTextContents()).toEqual(['Annas zweiter.'])
      expect(await line(page, 4).inputValue()).toBe('Annas vierter.')
    }
    await page.getByRole('button', { name: 'Meine Fassung nehmen' }).click()
    await expect.poll(texts).toEqual(['Satz 1 hat Wörter.', 'Annas zweiter.', 'Satz 3 hat Wörter.', 'Annas vierter.'])
    await expect.poll(() => page.evaluate('localStorage.length')).toBe(0)
    await page.context().close()
  })

  test('what arrived and was never answered is said to be saved, also where others changed lines since', async () => {
    const { linesPath, texts, change } = await draft()
    const page = await open(linesPath)
    const { arrived } = await loseAnswers(page, linesPath)
    await line(page, 2).fill('Berichtigt.')
    await arrived
    await said(page, 'transcript-lines', /^Keine Verbindung/)
    await change(4, 'Bens vierter.')
    await page.unroute(`**${linesPath}`)
    await page.clock.runFor(MINUTE)
    await said(page, 'transcript-lines', /^Alles ist gespeichert\./)
    expect(await texts()).toEqual(['Satz 1 hat Wörter.', 'Berichtigt.', 'Satz 3 hat Wörter.', 'Bens vierter.'])
    expect(await line(page, 4).inputValue()).toBe('Bens vierter.')
    await page.context().close()
  })

  test('the same change by two people is no question', async () => {
    const { linesPath, texts, change } = await draft()
    const page = await open(linesPath)
    await change(2, 'Berichtigt.')
    await line(page, 2).fill('Berichtigt.')
    await line(page, 3).fill('Auch.')
    await said(page, 'transcript-lines', SAVED)
    expect(await page.locator('.theirs').count()).toBe(0)
    expect((await texts()).slice(1, 3)).toEqual(['Berichtigt.', 'Auch.'])
    await page.context().close()
  })

  test('text that is typed beside a time nobody can read is kept, and saved with the time', async () => {
    const { linesPath, texts } = await draft()
    const page = await open(linesPath)
    await page.getByRole('textbox', { name: 'Zeile 2: Beginn' }).fill('halb')
    await said(page, 'transcript-lines', /^Noch nicht gespeichert, weil eine Zeit/)
    await line(page, 2).fill('Neuer Text.')
    await page.reload()
    await page.waitForSelector('transcript-lines[ready]')
    expect(await line(page, 2).inputValue()).toBe('Neuer Text.')
    await page.getByRole('textbox', { name: 'Zeile 2: Beginn' }).fill('0:02')
    await expect.poll(async () => (await texts())[1]).toBe('Neuer Text.')
    await line(page, 2).press('Home')
    for (let step = 0; step < 'Neuer'.length; step += 1) await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    expect([await line(page, 2).inputValue(), await line(page, 3).inputValue()]).toEqual(['Neuer', 'Text.'])
    await page.context().close()
  })

  test('their state is saved behind lines that are on their way', async () => {
    const { id, linesPath, texts } = await draft()
    const page = await open(linesPath)
    const { begun, release } = await holdScripts(page, linesPath)
    await line(page, 1).fill('Zuerst.')
    await begun
    await page.getByLabel('Stand').selectOption('approved')
    await page.getByRole('button', { name: 'Stand und Sprache speichern' }).click()
    await waits(300)
    release()
    await page.waitForURL('**done=facts**')
    expect((await texts())[0]).toBe('Zuerst.')
    expect((await ask(host, 'GET', transcriptsOf(id, 'de'))).json.state).toBe('approved')
    await page.context().close()
  })
})

test('a conflict that is told is not told again by what was typed meanwhile', async () => {
  const { id, path } = await draft()
  const page = await open(path)
  const { begun, release } = await holdScripts(page, '/texts')
  await askJson(host, 'PATCH', `/api/v1/episodes/${id}`, { title: 'Von anderen' })
  await page.locator('#title').fill('Meins')
  await begun
  await page.locator('#description').fill('Noch mehr')
  release()
  const compare = page.getByRole('button', { name: 'Beide Fassungen vergleichen' })
  await compare.focus()
  await page.clock.runFor(MINUTE)
  expect(await kept(page, '#texts').locator('button:focus').count()).toBe(1)
  await page.context().close()
})

describe('a question which of two versions is kept', () => {
  /** What scripts of a page send to be saved from now on. */
  function savesOf(page: Page) {
    const sent: string[] = []
    page.on('request', (request) => {
      const body = request.headers().accept === 'application/json' ? request.postData() : null
      if (body && !body.includes('do=preview')) sent.push(body)
    })
    return sent
  }

  test('of texts stays open where the page is opened again without an answer', async () => {
    const { id, path, row } = await draft()
    const page = await open(path)
    const theirs = { title: 'Von anderen', shortTitle: 'Von anderen' }
    await askJson(host, 'PATCH', `/api/v1/episodes/${id}`, theirs)
    await page.locator('#title').fill('Meins')
    await page.locator('#shortTitle').fill('Meins')
    await page.getByRole('button', { name: 'Beide Fassungen vergleichen' }).click()
    await page.waitForSelector('.theirs')
    const sent = savesOf(page)
    await page.goto(host.config.publicUrl + path)
    expect(await page.locator('#title').inputValue()).toBe('Meins')
    await said(page, '#texts', /Dasselbe ist inzwischen anderswo geändert worden/)
    await page.locator('#description').fill('Noch mehr')
    await page.clock.runFor(MINUTE)
    await page.reload()
    await said(page, '#texts', /Dasselbe ist inzwischen anderswo geändert worden/)
    await page.clock.runFor(MINUTE)
    expect([sent, await row()]).toMatchObject([[], theirs])

    await page.getByRole('button', { name: 'Beide Fassungen vergleichen' }).click()
    await page.waitForSelector('#title-theirs')
    await page.locator('[name=keep-title][value=theirs]').check()
    await page.locator('[name=keep-shortTitle][value=mine]').check()
    await page.getByRole('button', { name: 'Texte speichern' }).click()
    await page.waitForURL(/#done$/)
    expect(await row()).toMatchObject({ title: 'Von anderen', shortTitle: 'Meins', description: 'Noch mehr' })
    await page.context().close()
  })

  test('of chapters too', async () => {
    const { id, path, chapters } = await draft()
    const page = await open(path)
    const headers = { 'Content-Type': 'text/plain' }
    await ask(host, 'PUT', `/api/v1/episodes/${id}/chapters`, { body: '0:00 Von anderen', headers })
    await page.locator('#chapter-2-title').fill('Meins')
    await page.getByRole('button', { name: 'Beide Fassungen vergleichen' }).click()
    await page.waitForSelector('.theirs')
    const sent = savesOf(page)
    for (let times = 0; times < 2; times += 1) {
      await page.goto(host.config.publicUrl + path)
      await said(page, '#chapters', /Dasselbe ist inzwischen anderswo geändert worden/)
      await page.locator('chapter-marks [name$="-title"]').first().fill(`Meins ${times}`)
      await page.clock.runFor(MINUTE)
    }
    expect([sent, await chapters()]).toEqual([[], ['Von anderen']])
    await page.getByRole('button', { name: 'Kapitel speichern' }).click()
    await page.waitForSelector('#chapters-theirs')
    await page.locator('[name=keep-chapters][value=mine]').check()
    await page.getByRole('button', { name: 'Kapitel speichern' }).click()
    await page.waitForURL(/#done$/)
    expect(await chapters()).toEqual(['Meins 1', 'Meins'])
    await page.context().close()
  })
})
