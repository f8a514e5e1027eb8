import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core'
import { freePort, startProcess, untilReady } from '../support/process.ts'

/** Debian's Chromium unless told otherwise; it plays MP3 and AAC. The switches keep it from asking anyone anything. */
export const openBrowser = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [
      ...['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-component-update'],
      ...['--disable-sync', '--no-first-run', '--mute-audio'],
    ],
  })

/** `npm run demo` in a folder of its own, as a newcomer starts it. */
export async function startDemo() {
  const dir = mkdtempSync(join(tmpdir(), 'sendeplatz-demo-'))
  const port = await freePort()
  const demo = startProcess(dir, port, {}, 'demo/start.ts')
  await untilReady(demo)
  return {
    url: `http://localhost:${port}`,
    printed: demo.printed,
    async stop() {
      demo.child.kill()
      await demo.ended
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

/** A browser in which somebody is signed in at a host by her cookie. */
export async function signedInContext(
  browser: Browser,
  { config }: { config: { publicUrl: string } },
  cookie: string,
  options: BrowserContextOptions = {},
) {
  const context = await browser.newContext(options)
  const [name, value] = cookie.split(/=(.*)/) as [string, string]
  await context.addCookies([{ name, value, url: config.publicUrl }])
  return context
}

/** A page in a browser that nobody has used, and everything it asks for and complains of. */
export async function openPage(context: BrowserContext, address: string) {
  const page = await context.newPage()
  const [requests, complaints]: [string[], string[]] = [[], []]
  page.on('request', (request) => requests.push(request.url()))
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.goto(address, { waitUntil: 'networkidle' })
  return { page, requests, complaints, audio: () => requests.filter((url) => url.includes('/audio/')) }
}
