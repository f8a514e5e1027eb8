import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askJson, createShow } from '../support/api.ts'
import { showRow } from '../support/rows.ts'
import { allRead } from '../support/search.ts'
import { faultsOf } from './axe.ts'
import { openBrowser, openPage } from './browser.ts'
import { weakestContrasts } from './contrast.ts'
import { FIRST, startPlayerHost } from './player-host.ts'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']

const host = await startPlayerHost()
const browser = await openBrowser()
afterAll(() => browser.close())

/** Every kind of page, those of the law among them, each in the language named first. */
const PAGES: [kind: string, path: string, words: string][] = [
  ['home', '/', 'Podcasts'],
  ['home in English', '/en', 'Podcasts'],
  ['show', '/kaffee', 'Folgen'],
  ['show in English', '/en/kaffee', 'Episodes'],
  ['empty show', '/leer', 'Noch ist keine Folge erschienen.'],
  ['episode', FIRST, 'Transkript'],
  ['episode in English', `/en${FIRST}`, 'Transcript'],
  ['accessibility statement', '/barrierefreiheit', 'Barrierefreiheit'],
  ['imprint', '/impressum', 'Impressum'],
  ['privacy', '/en/privacy', 'Privacy'],
  ['easy language', '/leichte-sprache', 'Leichte Sprache'],
  ['search', '/suche', 'Wonach suchen Sie?'],
  ['search with results', '/suche?q=digital', 'Treffer'],
  ['search in English with results', '/en/search?q=digital', 'results'],
  ['search in one show', '/suche?q=BAf%C3%B6G&show=kaffee', 'Treffer'],
  ['search that finds nothing', '/suche?q=Quantencomputer', 'Nichts gefunden'],
  ['unknown address', '/gibt-es-nicht', 'Diese Seite gibt es nicht'],
  ['unknown address in English', '/en/nothing', 'This page does not exist'],
  ['show that is gone', '/fort', 'Diese Seite gibt es nicht mehr'],
  ['unknown episode', '/kaffee/gibt-es-nicht', 'Zur Seite des Podcasts'],
  ['unknown embedded episode', '/embed/kaffee/gibt-es-nicht', 'Diese Seite gibt es nicht'],
]

beforeAll(async () => {
  await createShow(host, { slug: 'leer', title: 'Noch nichts' })
  await showRow(host, { slug: 'fort', deletedAt: new Date('2026-01-01'), goneAt: new Date('2026-02-01') })
  await askJson(host, 'PATCH', '/api/v1/shows/kaffee', {
    seasons: [{ number: 1, name: 'Die erste Kanne' }],
    persons: [{ name: 'Frau Süß', role: 'Host', url: 'https://example.de/suess' }],
    locations: [{ name: 'Erfurt', rel: 'creator', geo: 'geo:50.98,11.03' }],
    license: { identifier: 'CC-BY-4.0' },
    funding: [{ url: 'https://example.de/verein', text: 'Förderverein' }],
  })
  await askJson(host, 'PATCH', `/api/v1/episodes/${host.ids[1]}`, { season: 1, number: 1 })
  await allRead(host)
})

type Options = Parameters<typeof browser.newContext>[0]

async function fresh(path: string, options: Options = {}) {
  const context = await browser.newContext(options)
  return { context, ...(await openPage(context, host.config.publicUrl + path)) }
}

/** Everything that is folded away can be read too. */
const unfold = (page: Page) =>
  page.evaluate('document.querySelectorAll("details").forEach((details) => { details.open = true })')

describe.each(PAGES)('AC-49 the page: %s', (_, path, words) => {
  test.each([
    ['light, wide', { viewport: { width: 1280, height: 900 }, colorScheme: 'light' }],
    ['dark, wide', { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' }],
    ['light, 320 pixels', { viewport: { width: 320, height: 640 }, colorScheme: 'light' }],
    ['dark, at 400 %', { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4, colorScheme: 'dark' }],
    ['forced colours', { viewport: { width: 1280, height: 900 }, forcedColors: 'active' }],
  ] as [string, Options][])('has no fault, and nothing lies beside the screen: %s', async (_, options) => {
    const { context, page } = await fresh(path, options)
    expect(await page.locator('main').textContent()).toContain(words)
    await unfold(page)
    expect(await faultsOf(page, TAGS)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
    await context.close()
  })

  test('AC-52 leaves nothing behind, asks no other host, and fetches no audio', async () => {
    const { context, page, requests, complaints, audio } = await fresh(path)
    await unfold(page)
    await page.evaluate('scrollTo(0, document.body.scrollHeight)')
    await page.waitForLoadState('networkidle')
    expect(requests.filter((url) => !url.startsWith(`${host.config.publicUrl}/`))).toEqual([])
    expect(audio()).toEqual([])
    expect(await context.cookies()).toEqual([])
    const kept = '[localStorage.length, sessionStorage.length, indexedDB.databases().then((all) => all.length)]'
    expect(await page.evaluate(`Promise.all(${kept})`)).toEqual([0, 0, 0])
    expect(complaints.filter((text) => !/status of 4(04|10)/.test(text))).toEqual([])
    await context.close()
  })

  test('every control is reached by keyboard, is seen when it is, and the keyboard leaves again', async () => {
    const { context, page } = await fresh(path, { viewport: { width: 1280, height: 900 } })
    const wanted =
      await page.evaluate<number>(`[...document.querySelectorAll('a[href], button, input, summary, [tabindex="0"]')]
      .filter((element) => element.checkVisibility()).length`)
    const reached = new Set<string>()
    for (let at = 0; at < 200; at++) {
      await page.keyboard.press('Tab')
      const { key, isSeen, inPlayer } = await focused(page)
      if (key === 'end') break
      if (!inPlayer) expect([key, isSeen]).toEqual([key, true])
      if (!inPlayer) reached.add(key)
    }
    expect(reached.size).toBe(wanted)
    await context.close()
  })
})

/** What has the focus, as a path, and whether it lies on the screen with an outline around it. */
const focused = (page: Page) =>
  page.evaluate<{ key: string; isSeen: boolean; inPlayer: boolean }>(`(() => {
    const element = document.activeElement
    if (element === document.body) return { key: 'end', isSeen: true, inPlayer: false }
    const { left, top, bottom, right } = element.getBoundingClientRect()
    const { outlineStyle, outlineWidth } = getComputedStyle(element)
    const isOnScreen = left >= 0 && right > 0 && bottom > 0 && top < innerHeight
    const place = [...document.querySelectorAll('*')].indexOf(element)
    return {
      key: element.tagName + ' ' + place + ' ' + element.textContent.trim().slice(0, 30),
      isSeen: isOnScreen && outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
      inPlayer: element.tagName === 'SENDEPLATZ-PLAYER',
    }
  })()`)

test.each(['light', 'dark'] as const)(
  'the colour of any cover can be read on every ground, and words on it: %s',
  async (colorScheme) => {
    const { context, page } = await fresh('/', { colorScheme })
    const weakest = await weakestContrasts(page, {
      root: 'document.body',
      setHue: '(hue) => { document.documentElement.className = "hue-" + hue }',
      pairs: [
        ...(['ground', 'card', 'tint'] as const).map((ground) => ['accent', ground] as const),
        ...[['on-accent', 'accent'] as const, ['text', 'tint'] as const, ['quiet', 'tint'] as const],
      ],
    })
    expect(Object.keys(weakest)).toHaveLength(6)
    for (const [pair, ratio] of Object.entries(weakest)) expect([pair, ratio >= 4.5]).toEqual([pair, true])
    await context.close()
  },
)

test('the copy button takes the address of the feed, and says so', async () => {
  const { context, page } = await fresh('/kaffee')
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.getByText('Mehr Apps, Feed-Adresse und QR-Code').click()
  await page.getByRole('button', { name: 'Kopieren: Adresse des Feeds (RSS)' }).click()
  await page.getByRole('status').getByText('Kopiert').waitFor()
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe(`${host.config.publicUrl}/feeds/kaffee.xml`)
  await context.close()
})

test('without script there are links, fields to select from and audio, and no button that does nothing', async () => {
  const { context, page } = await fresh(FIRST, { javaScriptEnabled: false })
  expect(await page.locator('audio[controls][preload=none]').count()).toBe(1)
  await page.getByText('Mehr Apps, Feed-Adresse und QR-Code').click()
  expect(await page.getByLabel('Adresse des Feeds (RSS)').inputValue()).toMatch(/\/feeds\/kaffee\.xml$/)
  expect(await page.locator('main button').count()).toBe(0)
  await page.locator('.chapters a').nth(1).click()
  expect(new URL(page.url()).searchParams.get('t')).toMatch(/^\d+:\d\d$/)
  expect(await page.locator('audio').getAttribute('src')).toMatch(/#t=[1-9]/)
  await context.close()
})
