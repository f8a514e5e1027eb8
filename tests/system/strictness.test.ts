import { afterAll, describe, expect, test } from 'vitest'
import { eventually } from '../support/api.ts'
import { openBrowser, openPage } from './browser.ts'
import { heardIn } from './player-host.ts'
import { askByMethods, startFullHost } from './public-pages.ts'

const { host, pages } = await startFullHost({ SECURITY_CONTACT: 'mailto:a@example.de' })
const browser = await openBrowser()
afterAll(() => browser.close())

/** Notes what the policy forbids, and every attempt to keep something, before a page's own scripts run. */
const WATCH = `
  window.seen = []
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    seen.push(violatedDirective + ' ' + blockedURI), true)
  const setItem = Storage.prototype.setItem
  Storage.prototype.setItem = function (...entry) { seen.push('storage ' + entry[0]); return setItem.apply(this, entry) }
  const open = IDBFactory.prototype.open
  IDBFactory.prototype.open = function (...name) { seen.push('database ' + name[0]); return open.apply(this, name) }
  Object.defineProperty(Document.prototype, 'cookie', { get: () => '', set: (text) => seen.push('cookie ' + text) })
  window.alert = () => seen.push('alert')
`

describe.each(pages)('$kind ($path)', ({ path, status }) => {
  test('AC-45, AC-52 asks this host alone, for no audio, keeps nothing, breaks no rule of its policy, and is silent', async () => {
    const context = await browser.newContext()
    await context.addInitScript(WATCH)
    await askByMethods(context, host, pages)
    const headersSeen: string[] = []
    context.on('response', async (response) => {
      for (const { name } of await response.headersArray().catch(() => []))
        if (name.toLowerCase() === 'set-cookie') headersSeen.push(response.url())
    })
    const { page, requests, complaints, audio } = await openPage(context, host.config.publicUrl + path)
    await page.evaluate(`document.querySelectorAll('details').forEach((details) => { details.open = true })
      scrollTo(0, document.body.scrollHeight)`)
    await page.waitForLoadState('networkidle')

    expect(requests.filter((url) => new URL(url).origin !== host.config.publicUrl)).toEqual([])
    expect(audio().filter((url) => new URL(url).pathname !== path)).toEqual([])
    expect(headersSeen).toEqual([])
    expect(await context.cookies()).toEqual([])
    expect(await page.evaluate('seen')).toEqual([])
    expect(
      await page.evaluate(`(async () => [
        localStorage.length,
        sessionStorage.length,
        (await indexedDB.databases()).length,
        (await caches.keys()).length,
        (await navigator.serviceWorker.getRegistrations()).length,
      ])()`),
    ).toEqual([0, 0, 0, 0, 0])
    // Browsers name an answer that is an error themselves.
    expect(complaints.filter((text) => !(status >= 400 && text.includes(`status of ${status}`)))).toEqual([])
    await context.close()
  })
})

const rich = pages.find(({ kind }) => kind === 'episode with everything')!.path

test.each([rich, `/embed${rich}`])(
  'AC-45, AC-52 playing asks for the audio alone, and keeps nothing: %s',
  async (path) => {
    const context = await browser.newContext()
    await context.addInitScript(WATCH)
    const { page, requests, audio } = await openPage(context, host.config.publicUrl + path)
    const before = requests.length
    await page.getByRole('button', { name: 'Abspielen' }).click()
    await eventually(
      () => heardIn(page),
      (seconds) => seconds > 1,
    )
    expect(new Set(audio()).size).toBe(1)
    expect(requests.slice(before).filter((url) => new URL(url).origin !== host.config.publicUrl)).toEqual([])
    expect(await page.evaluate('seen')).toEqual([])
    expect(await context.cookies()).toEqual([])
    expect(await page.evaluate('[localStorage.length, sessionStorage.length]')).toEqual([0, 0])
    await context.close()
  },
)

test('what watches notices: a script that was slipped in is refused by the policy, a cookie and an entry are seen', async () => {
  const context = await browser.newContext()
  await context.addInitScript(WATCH)
  const { page } = await openPage(context, `${host.config.publicUrl}/`)
  await page.evaluate(`(() => {
    const script = document.createElement('script')
    script.textContent = 'alert(1)'
    document.body.append(script)
    const image = document.createElement('img')
    image.src = 'https://elsewhere.example/x.png'
    document.body.append(image)
    document.cookie = 'a=1'
    localStorage.setItem('a', '1')
  })()`)
  const seen = await eventually(
    () => page.evaluate<string[]>('seen'),
    ({ length }) => length >= 4,
  )
  expect(seen).toEqual(
    expect.arrayContaining([
      'script-src-elem inline',
      'img-src https://elsewhere.example/x.png',
      'cookie a=1',
      'storage a',
    ]),
  )
  await context.close()
})
