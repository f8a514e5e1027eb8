import type { Page } from 'playwright-core'
import { afterAll, expect } from 'vitest'
import { requestReview } from '../../src/episodes/review.ts'
import { startHost, type TestHost } from '../support/host.ts'
import { makeAdministrator, makePerson, signIn } from '../support/people.ts'
import { freePort } from '../support/process.ts'
import { episodeRow } from '../support/rows.ts'
import { faultsOf } from './axe.ts'
import { openBrowser, openPage, signedInContext } from './browser.ts'

/** A state of the studio, who sees it, how she gets there, and the status of it that a browser may complain of. */
export type State = [name: string, path: string, who: Who, arrive: (page: Page) => Promise<void>, status?: number]
type Who = { email: string } | null
type Rest<Tuple extends unknown[]> = Tuple extends [unknown, ...infer Others] ? Others : never

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']

/** How a page that is open is looked at. */
const SCREENS = {
  'light, wide': { width: 1440, height: 900, colorScheme: 'light', forcedColors: 'none' },
  'dark, 390 pixels': { width: 390, height: 844, colorScheme: 'dark', forcedColors: 'none' },
  'light, 320 pixels': { width: 320, height: 640, colorScheme: 'light', forcedColors: 'none' },
  'forced colours': { width: 1440, height: 900, colorScheme: 'light', forcedColors: 'active' },
} as const

/** A host under its own address without a show, a browser, and two of its people. */
export async function startStudio({ port, env }: { port?: number; env?: Record<string, string> } = {}) {
  const own = port ?? (await freePort())
  const host = await startHost({ env: { PORT: String(own), PUBLIC_URL: `http://127.0.0.1:${own}`, ...env } })
  const browser = await openBrowser()
  afterAll(() => browser.close())
  const cookies = new Map<string, Promise<string>>()

  /** Everybody signs in once. */
  function cookieFor({ email }: { email: string }): Promise<string> {
    const known = cookies.get(email) ?? signIn(host, { email })
    cookies.set(email, known)
    return known
  }

  async function open(path: string, who: Who, options: Parameters<typeof browser.newContext>[0] = {}) {
    const context = who
      ? await signedInContext(browser, host, await cookieFor(who), options)
      : await browser.newContext(options)
    return { context, ...(await openPage(context, host.config.publicUrl + path)) }
  }

  /** Opens a state once, and looks at it on each screen. */
  async function lookAt([path, who, arrive, status]: Rest<State>) {
    const { context, page, requests, complaints } = await open(path, who)
    await arrive(page)
    for (const [name, { width, height, ...media }] of Object.entries(SCREENS)) {
      await page.setViewportSize({ width, height })
      // Without motion colours change at once, not on the way to others.
      await page.emulateMedia({ ...media, reducedMotion: 'reduce' })
      expect(await faultsOf(page, TAGS), name).toEqual([])
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), name).toBeLessThanOrEqual(0)
    }
    expect(requests.filter((url) => !url.startsWith(`${host.config.publicUrl}/`))).toEqual([])
    const isOf = (text: string) => text.includes(`status of ${status}`)
    expect(complaints.filter((text) => !/status of 4(00|04|09|15|22|29)/.test(text) && !isOf(text))).toEqual([])
    await context.close()
  }

  return { host, open, lookAt, administrator: await makeAdministrator(host), stranger: await makePerson(host) }
}

/** Of a state that is there once its page is open. */
export const asItIs = async () => undefined

/** Sends the form of a page. */
export const send = (page: Page) => page.locator('main button[type=submit]').first().click()

/** Sends it as it is, and waits until it is refused. */
export async function refuse(page: Page) {
  await send(page)
  await page.waitForSelector('.errors')
}

/** Sends the form above a list in which each thing has a form of its own. */
export const make = (page: Page) => page.locator('main .fields button[type=submit]').click()

/** Sends that one as it is, and waits until it is refused. */
export async function refuseMaking(page: Page) {
  await make(page)
  await page.waitForSelector('.errors')
}

/** Whatever is folded away. */
export async function openAll(page: Page) {
  for (const summary of await page.locator('summary').all()) await summary.click()
}

/** A draft that waits for somebody who may publish it. */
export async function waitingEpisode(
  host: TestHost,
  show: { id: string; slug: string },
  title: string,
  { id: askedById }: { id: string },
) {
  const { id } = await episodeRow(host, show, { publishAt: null, title })
  await requestReview(host, id, { wishedAt: null, askedById })
  return id
}
