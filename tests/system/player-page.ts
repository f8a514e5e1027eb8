import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { TestHost } from '../support/host.ts'
import { openPage } from './browser.ts'
import { FIRST } from './player-host.ts'

/** Opens pages of a host in browsers that nobody has used. */
export const pagesOf =
  (host: TestHost, browser: Browser) =>
  async (path = FIRST, options: BrowserContextOptions = {}) => {
    const context = await browser.newContext(options)
    const opened = await openPage(context, host.url + path)
    return { ...opened, context, transcripts: () => opened.requests.filter((url) => url.includes('/transcripts/')) }
  }

/** What is found in a player, in a page or a frame. */
type Place = Pick<Page, 'getByRole' | 'locator' | 'evaluate'>

export const button = (page: Place, name: string | RegExp) => page.getByRole('button', { name, exact: true })
export const slider = (page: Place) => page.getByRole('slider', { name: 'Position' })
export const status = (page: Place) => page.locator('sendeplatz-player [role=status]')
export const isPaused = (page: Place) => page.evaluate<boolean>('document.querySelector("audio").paused')

export const focusedName = (page: Place) =>
  page.evaluate<string>(`(() => {
    let element = document.activeElement
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
    return element.getAttribute('aria-label') ?? element.textContent.trim()
  })()`)

/** Entries of every storage a page can write to by itself. */
export const storage = (page: Place) => page.evaluate<number>('localStorage.length + sessionStorage.length')
