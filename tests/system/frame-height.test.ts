import type { Frame } from 'playwright-core'
import { afterAll, describe, expect, test } from 'vitest'
import { FRAME_PIXELS, frameCode, frameElement } from '../../src/web/site/embed-code.ts'
import { askJson, eventually } from '../support/api.ts'
import { bytes, startSource } from '../support/source-server.ts'
import { openBrowser, openPage } from './browser.ts'
import { FIRST, startPlayerHost } from './player-host.ts'
import { button } from './player-page.ts'

const host = await startPlayerHost()
const browser = await openBrowser()
const site = await startSource()
afterAll(() => browser.close())

/** As long as titles of authorities get, and a word that breaks nowhere by itself. */
const SENTENCE =
  'Wie das Landesamt für Digitalisierung gemeinsam mit siebzehn Landkreisen, allen Hochschulen und den Bürgerinnen den Antrag auf Wohngeld neu gedacht hat'
const COMPOUND =
  'Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung und Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz im Land Thüringen'

const CHAPTERS = [
  { startTime: 0, title: `Begrüßung: ${SENTENCE}` },
  { startTime: 20, title: 'Ausblick' },
]

const page = (body: string) =>
  bytes(
    `<!doctype html><html lang="de"><head><title>Amt</title><link rel="icon" href="data:,"></head><body>${body}</body></html>`,
    'text/html; charset=utf-8',
  )

async function open(body: string, width = 800) {
  site.answers['/amt'] = page(body)
  const context = await browser.newContext({ viewport: { width, height: 1000 } })
  const { page: around } = await openPage(context, `${site.url}/amt`)
  const inside = around.frames().find((frame) => frame.url().startsWith(host.url))!
  await button(inside, 'Abspielen').waitFor()
  return { around, inside, context }
}

/** What can be used and can't be seen: outside the frame, or under something else. */
const unseen = (inside: Frame) =>
  inside.evaluate<string[]>(`(() => {
    const root = document.querySelector('sendeplatz-player').shadowRoot
    return [...root.querySelectorAll('button, select, input, a')].filter((element) => element.checkVisibility()).filter((element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect()
      const [x, y] = [(left + right) / 2, (top + bottom) / 2]
      return left < 0 || top < 0 || right > innerWidth || bottom > innerHeight || !element.contains(root.elementFromPoint(x, y))
    }).map((element) => element.outerHTML.slice(0, 60))
  })()`)

const titleIsWhole = (inside: Frame) =>
  inside.evaluate<boolean>(`(() => {
    const { scrollHeight, clientHeight } = document.querySelector('sendeplatz-player').shadowRoot.querySelector('.title a')
    return scrollHeight <= clientHeight + 1
  })()`)

describe.each([
  ['a sentence', SENTENCE, CHAPTERS],
  ['a sentence, no chapters', SENTENCE, []],
  ['a compound', COMPOUND, CHAPTERS],
  ['a compound, no chapters', COMPOUND, []],
])('with a title of 150 characters: %s', (_, title, chapters) => {
  const prepare = async () => {
    for (const [path, fields] of [
      ['', { title }],
      ['/chapters', { version: '1.2.0', chapters }],
    ] as const) {
      const { status } = await askJson(host, path ? 'PUT' : 'PATCH', `/api/v1/episodes/${host.ids[1]}${path}`, fields)
      expect(status).toBeLessThan(300)
    }
    expect(title.length).toBeGreaterThanOrEqual(150)
  }

  test.each(
    ([320, 480, 640] as const).flatMap((width) =>
      (['card', 'compact'] as const).flatMap((variant) =>
        ([FIRST, '/kaffee'] as const).map((path) => [width, variant, path] as const),
      ),
    ),
  )('in a frame that nobody resizes every control is seen: %i pixels wide, %s, %s', async (width, variant, path) => {
    await prepare()
    const url = `${host.url}/embed${path}?variant=${variant}`
    const { inside, context } = await open(
      frameElement({ url, title: 'Pod-Kaffee', width, height: FRAME_PIXELS[variant] }).markup,
    )
    expect(await inside.evaluate('[innerWidth, innerHeight]')).toEqual([width, FRAME_PIXELS[variant]])
    expect(await unseen(inside)).toEqual([])
    expect(await inside.evaluate('document.documentElement.scrollHeight - innerHeight')).toBeLessThanOrEqual(0)
    // Cut for the eye alone.
    expect(await inside.getByRole('heading', { name: title, exact: true }).count()).toBe(1)
    await context.close()
  })

  test.each([320, 480, 640])('where there is room the title is seen whole: %i pixels wide', async (width) => {
    await prepare()
    const code = frameCode(host.config, { url: `${host.url}/embed${FIRST}`, title: 'Pod-Kaffee' })
    const followed = await open(code, width)
    await eventually(
      () => titleIsWhole(followed.inside),
      (whole) => whole,
    )
    await eventually(
      () => followed.inside.evaluate<number>('document.documentElement.scrollHeight - innerHeight'),
      (hidden) => hidden <= 0,
    )
    await followed.context.close()
    const url = `${host.url}/embed${FIRST}`
    const high = await open(frameElement({ url, title: 'Pod-Kaffee', width, height: 700 }).markup)
    expect(await titleIsWhole(high.inside)).toBe(true)
    expect(await unseen(high.inside)).toEqual([])
    await high.context.close()
  })
})
