import { afterAll, expect, test } from 'vitest'
import { eventually, type Json } from '../support/api.ts'
import { askRaw } from '../support/raw.ts'
import { bytes, startSource } from '../support/source-server.ts'
import { openBrowser, openPage } from './browser.ts'
import { FIRST, heardIn, startPlayerHost } from './player-host.ts'

const host = await startPlayerHost()
const browser = await openBrowser()
afterAll(() => browser.close())

/** A page with the links that a content management system follows (oembed.com §4), and what it is told there. */
async function embedFor(path: string, more = ''): Promise<Json> {
  const page = (await askRaw(host, path)).body.toString()
  const [, href] = /<link rel="alternate" type="application\/json\+oembed" href="([^"]+)"/.exec(page)!
  const { pathname, search } = new URL(href!.replaceAll('&amp;', '&'))
  return JSON.parse((await askRaw(host, pathname + search + more)).body.toString())
}

const embeds = { '/gross': await embedFor(FIRST), '/klein': await embedFor(FIRST, '&maxwidth=280&maxheight=260') }
const site = await startSource(
  Object.fromEntries(
    Object.entries(embeds).map(([path, { html }]) => [
      path,
      bytes(
        `<!doctype html><html lang="de"><head><title>Amt</title><link rel="icon" href="data:,"></head><body>${html}</body></html>`,
        'text/html; charset=utf-8',
      ),
    ]),
  ),
)

test.each(Object.entries(embeds))(
  'AC-57 what a content management system is told is a player on its own site, as large as was said: %s',
  async (path, { width, height, title }) => {
    const context = await browser.newContext()
    const { page, complaints, audio } = await openPage(context, site.url + path)
    const frame = page.locator('iframe')
    expect(await frame.boundingBox()).toMatchObject({ width, height })
    expect(await frame.getAttribute('title')).toBe(`Podcast: ${title}`)
    const inside = page.frames().find((one) => one.url().startsWith(host.config.publicUrl))!
    expect(await inside.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
    expect(audio()).toEqual([])
    await inside.getByRole('button', { name: 'Abspielen', exact: true }).click()
    await eventually(
      () => heardIn(inside),
      (seconds) => seconds > 0.3,
    )
    expect(complaints).toEqual([])
    await context.close()
  },
)
