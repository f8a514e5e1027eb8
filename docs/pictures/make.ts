import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { elementCode } from '../../src/web/site/embed-code.ts'
import { openBrowser, startDemo } from '../../tests/system/browser.ts'

/** `npm run pictures`: the pictures of the README, of the demo's show as it is now. */

const SHOW = '/pod-kaffee'
const EPISODE = `${SHOW}/bafoeg-digital`
/** For pages that are read beside the code, not for print. */
const [COLOURS, MOST_BYTES] = [128, 150_000]

const demo = await startDemo()
const browser = await openBrowser()
const authority = await startAuthority()

await take('show', demo.url + SHOW, { width: 1200, height: 900 })
await take('episode', demo.url + EPISODE, { width: 1200, height: 900 }, 'light', listen)
await take('phone', demo.url + EPISODE, { width: 390, height: 844 }, 'dark', listen)
await take('embed', authority.url, { width: 900, height: 730 })
await take('studio', `${demo.url}/studio`, { width: 1200, height: 760 }, 'light', writeChapters)

authority.close()
await browser.close()
await demo.stop()

async function take(
  name: string,
  address: string,
  viewport: { width: number; height: number },
  colorScheme: 'light' | 'dark' = 'light',
  act: (page: Page) => Promise<void> = async () => undefined,
) {
  const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' })
  const page = await context.newPage()
  await page.goto(address, { waitUntil: 'networkidle' })
  await act(page)
  const picture = await sharp(await page.screenshot())
    .png({ palette: true, colours: COLOURS, effort: 10 })
    .toBuffer()
  if (picture.length > MOST_BYTES) throw new Error(`${name}.png would have ${picture.length} bytes.`)
  await writeFile(join(import.meta.dirname, `${name}.png`), picture)
  console.log(`${name}.png: ${picture.length} bytes`)
  await context.close()
}

/** Somewhere in the middle, with the chapters to be seen. */
async function listen(page: Page) {
  await page.getByRole('slider', { name: 'Position' }).fill('24')
  await page.getByRole('button', { name: 'Kapitel' }).click()
}

/** In the studio, where the marks are set. */
async function writeChapters(page: Page) {
  const [, email, password] = demo.printed().match(/sign in as (\S+) with (\S+)/)!
  await page.getByLabel('E-Mail').fill(email!)
  await page.getByLabel('Passwort').fill(password!)
  await page.getByRole('button', { name: 'Anmelden', exact: true }).click()
  await page.getByRole('link', { name: "Auf 'nen Pod-Kaffee" }).click()
  await page.getByRole('link', { name: 'Vom Podcast-Trend zum BAföG-Digital' }).click()
  await page.waitForLoadState('networkidle')
  await page.evaluate("scrollBy(0, document.querySelector('#chapters').getBoundingClientRect().top - 24)")
}

/** The page of an authority, which has pasted the code. */
async function startAuthority() {
  const code = elementCode(
    { publicUrl: demo.url },
    { url: demo.url + EPISODE, title: 'Vom Podcast-Trend zum BAföG-Digital' },
  )
  const server = createServer((_req, res) =>
    res.setHeader('Content-Type', 'text/html; charset=utf-8').end(`<!doctype html><html lang="de"><meta charset="utf-8">
<title>Amt für Beispiele</title><link rel="icon" href="data:,"><style>
body { margin: 0; font: 17px/1.6 Arial, sans-serif; color: #222 } header { background: #00386b; color: #fff }
header p, main { max-width: 46rem; margin: auto; padding: 1rem 2rem } h1 { font-size: 1.75rem }</style>
<header><p>Amt für Beispiele</p></header><main><h1>BAföG digital beantragen</h1>
<p>Wie aus einem Antrag auf Papier ein Onlinedienst wird, hören Sie in der neuen Folge von „Auf ’nen Pod-Kaffee“.</p>
${code}<p>Den Antrag stellen Sie weiterhin auch auf Papier.</p></main></html>`),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() }
}
