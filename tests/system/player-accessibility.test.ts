import { join } from 'node:path'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, describe, expect, test } from 'vitest'
import { eventually, type Json } from '../support/api.ts'
import { faultsOf } from './axe.ts'
import { openBrowser, openPage } from './browser.ts'
import { drawnContrast, weakestContrasts } from './contrast.ts'
import { FIRST, heardIn, startPlayerHost } from './player-host.ts'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']
const REPORTS = join(import.meta.dirname, '../../reports')

const host = await startPlayerHost()
const browser = await openBrowser()
afterAll(() => browser.close())

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

type State = [state: string, reach: (page: Page) => Promise<void>]

/** Each state, and how to come to it. */
const STATES: State[] = [
  ['fresh', async () => undefined],
  [
    'playing',
    async (page) => {
      await press(page, 'Abspielen')
      await page.getByRole('button', { name: 'Anhalten' }).waitFor()
    },
  ],
  ['chapters', (page) => press(page, 'Kapitel')],
  [
    'transcript',
    async (page) => {
      await press(page, 'Transkript')
      await page.getByRole('searchbox').fill('Stimme')
      await page.locator('.said button').first().waitFor({ state: 'attached' })
      await page.getByRole('searchbox').fill('')
    },
  ],
  ['share', (page) => press(page, 'Teilen')],
  ['more', (page) => press(page, 'Mehr')],
  [
    'error',
    async (page) => {
      await page.route('**/audio/**', (route) => route.abort())
      await press(page, 'Abspielen')
      await page.getByText('nicht erreichbar').waitFor()
    },
  ],
  [
    'loading',
    async (page) => {
      // Never answered.
      await page.route('**/audio/**', () => undefined)
      await press(page, 'Abspielen')
      await page.getByText('wird geladen').waitFor()
    },
  ],
  [
    'sleep timer set',
    async (page) => {
      await press(page, 'Mehr')
      await page.getByLabel('Einschlafuhr').selectOption('5')
      await page.getByText('In 5 Minuten').waitFor()
    },
  ],
]

/** Of the player of a show alone. */
const WITH_LIST: State[] = [
  [
    'episodes',
    async (page) => {
      await press(page, 'Folgen')
      expect(await page.locator('.line[aria-current]:visible').count()).toBe(1)
    },
  ],
  [
    'another episode',
    async (page) => {
      await press(page, 'Folgen')
      await page.getByRole('button', { name: /^Digitale Gesellschaft/ }).click()
      await page.getByRole('heading', { name: 'Digitale Gesellschaft gestalten' }).waitFor()
      await page.getByRole('button', { name: 'Anhalten' }).waitFor()
      await press(page, 'Folgen')
    },
  ],
]

/** How it is looked at; 1280 × 1024 pixels at 400 % are 320 × 256. */
const LOOKS: [look: string, width: number, height: number, media: Parameters<Page['emulateMedia']>[0]][] = [
  ['light', 820, 900, { colorScheme: 'light', forcedColors: 'none' }],
  ['dark', 820, 900, { colorScheme: 'dark', forcedColors: 'none' }],
  ['forced-colours', 820, 900, { colorScheme: 'light', forcedColors: 'active' }],
  ['light', 320, 900, { colorScheme: 'light', forcedColors: 'none' }],
  ['dark', 320, 256, { colorScheme: 'dark', forcedColors: 'none' }],
  ['forced-colours', 320, 256, { colorScheme: 'light', forcedColors: 'active' }],
]

const PLACES: [place: string, path: string, states: State[]][] = [
  ['page', FIRST, STATES],
  ['embed', `/embed${FIRST}`, STATES],
  ['compact', `/embed${FIRST}?variant=compact`, STATES],
  ['show', '/embed/kaffee', [...STATES, ...WITH_LIST]],
  ['compact show', '/embed/kaffee?variant=compact', WITH_LIST],
]

describe.each(PLACES)('AC-49 the player in %s', (place, path, states) => {
  test.each(states)(
    'has no fault when %s: light, dark, in forced colours, wide, at 320 pixels and at 400 %',
    async (state, reach) => {
      const context = await browser.newContext({ viewport: { width: 820, height: 900 }, reducedMotion: 'reduce' })
      const { page } = await openPage(context, host.url + path)
      await reach(page)
      for (const [look, width, height, media] of LOOKS) {
        await page.emulateMedia(media)
        await page.setViewportSize({ width, height })
        expect([look, width, await faultsOf(page, TAGS)]).toEqual([look, width, []])
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
        await page.locator('sendeplatz-player').screenshot({
          path: join(REPORTS, `player-${place}-${state}-${width}-${look}.png`.replaceAll(' ', '-')),
        })
      }
      await context.close()
    },
  )
})

test('AC-49 every target is at least 24 pixels high and wide, also at 320 pixels', async () => {
  const context = await browser.newContext({ viewport: { width: 320, height: 900 } })
  const { page } = await openPage(context, `${host.url}/embed/kaffee`)
  for (const name of ['Kapitel', 'Folgen', 'Teilen', 'Mehr']) {
    await press(page, name)
    const small = await page.evaluate<string[]>(`(() => {
      const root = document.querySelector('sendeplatz-player').shadowRoot
      return [...root.querySelectorAll('button, a, select, input:not([type=checkbox]), label')]
        .map((element) => [element, element.getBoundingClientRect()])
        .filter(([, { width, height }]) => width > 0 && Math.min(width, height) < 24)
        .map(([element]) => element.outerHTML.slice(0, 120))
    })()`)
    expect(small).toEqual([])
  }
  await context.close()
})

/** Whether the lines of a picture come closer to the ink of its number than half a unit of the 24 it is drawn on. */
function touchesNumber(svg: Json): boolean {
  const { document: here, getComputedStyle, DOMPoint } = svg.ownerDocument.defaultView
  const [text, lines] = [svg.querySelector('text'), svg.querySelector('.lines')]
  const context = here.createElement('canvas').getContext('2d')
  const { fontWeight, fontSize, fontFamily } = getComputedStyle(text)
  // Ten times as large, since small letters are measured in whole pixels.
  context.font = `${fontWeight} ${Number.parseFloat(fontSize) * 10}px ${fontFamily}`
  context.textAlign = 'center'
  const ink = context.measureText(text.textContent)
  const [x, y] = [Number(text.getAttribute('x')), Number(text.getAttribute('y'))]
  const [left, right] = [x - ink.actualBoundingBoxLeft / 10 - 0.5, x + ink.actualBoundingBoxRight / 10 + 0.5]
  const [top, bottom] = [y - ink.actualBoundingBoxAscent / 10 - 0.5, y + ink.actualBoundingBoxDescent / 10 + 0.5]
  for (let across = left; across <= right; across += 0.1)
    for (let down = top; down <= bottom; down += 0.1) if (lines.isPointInStroke(new DOMPoint(across, down))) return true
  return false
}

test.each([FIRST, `/embed${FIRST}`, `/embed${FIRST}?variant=compact`])(
  'numbers in the buttons that skip are 12 pixels high and touch nothing, and those buttons 44, on a telephone too: %s',
  async (path) => {
    const context = await browser.newContext({ viewport: { width: 320, height: 900 } })
    const { page } = await openPage(context, host.url + path)
    for (const name of ['15 Sekunden zurück', '30 Sekunden vor']) {
      const skip = page.getByRole('button', { name, exact: true })
      const { width, height } = (await skip.boundingBox())!
      expect([width >= 44, height >= 44]).toEqual([true, true])
      const pixels = await skip.locator('text').evaluate((text: Json) => {
        const { fontSize } = text.ownerDocument.defaultView.getComputedStyle(text)
        return Number.parseFloat(fontSize) * text.getScreenCTM().a
      })
      expect(pixels).toBeGreaterThanOrEqual(12)
      expect(await skip.locator('svg').evaluate(touchesNumber)).toBe(false)
    }
    await context.close()
  },
)

test.each([FIRST, `/embed${FIRST}`])('speed is named on a telephone too, beside its choice: %s', async (path) => {
  const context = await browser.newContext({ viewport: { width: 320, height: 900 } })
  const { page } = await openPage(context, host.url + path)
  const [name, choice, mute] = await Promise.all(
    [
      page.getByText('Tempo', { exact: true }),
      page.getByLabel('Tempo'),
      page.getByRole('slider', { name: 'Lautstärke' }),
    ].map((one) => one.boundingBox()),
  )
  expect(name!.x + name!.width).toBeLessThanOrEqual(choice!.x)
  // One row.
  expect(Math.abs(mute!.y + mute!.height / 2 - (choice!.y + choice!.height / 2))).toBeLessThan(4)
  await context.close()
})

test('AC-48 what has the focus is seen, also in forced colours', async () => {
  for (const forcedColors of ['none', 'active'] as const) {
    const context = await browser.newContext({ forcedColors, viewport: { width: 640, height: 700 } })
    const { page } = await openPage(context, `${host.url}/embed${FIRST}`)
    for (let at = 0; at < 12; at++) {
      await page.keyboard.press('Tab')
      const outline = await page.evaluate<string | null>(`(() => {
        const element = document.activeElement.shadowRoot?.activeElement
        if (!element) return null
        const seen = element.closest('.bar') ?? element
        return getComputedStyle(seen).outlineStyle + ' ' + getComputedStyle(seen).outlineWidth
      })()`)
      if (outline !== null) expect(outline).toBe('solid 3px')
    }
    await context.close()
  }
})

test.each([
  ['a mark on the bar', '.bar .mark'],
  ['the open tab', '.tab[aria-expanded=true]'],
  ['the line that is heard', '.line[aria-current]:visible'],
])('in forced colours there is none but those of the system: %s', async (_, selector) => {
  const context = await browser.newContext({ forcedColors: 'active' })
  const { page } = await openPage(context, `${host.url}/embed/kaffee?t=0:25`)
  await press(page, 'Kapitel')
  await expect.poll(() => page.locator(selector).first().evaluate(foreignColours)).toEqual([])
  await context.close()
})

/** What an element is drawn in that is no colour of the system. */
function foreignColours(element: Json): string[] {
  const { document, getComputedStyle } = element.ownerDocument.defaultView
  const probe = document.body.appendChild(document.createElement('i'))
  const system = ['Canvas', 'CanvasText', 'ButtonText', 'Highlight', 'HighlightText'].map((name) => {
    probe.style.color = name
    return getComputedStyle(probe).color
  })
  probe.remove()
  const { backgroundColor, borderLeftColor, borderRightColor, color, boxShadow } = getComputedStyle(element)
  const drawn = [backgroundColor, borderLeftColor, borderRightColor, boxShadow.replace(/\) .*/, ')')]
  if (element.textContent !== '') drawn.push(color)
  return drawn.filter((colour) => colour !== 'none' && !system.includes(colour))
}

test('a listener with a screen reader is not told the time each second', async () => {
  const context = await browser.newContext()
  const { page } = await openPage(context, host.url + FIRST)
  const slider = page.getByRole('slider', { name: 'Position' })
  await press(page, 'Abspielen')
  await slider.focus()
  const texts = new Set<string | null>()
  await eventually(
    async () => {
      texts.add(await slider.getAttribute('aria-valuetext'))
      return heardIn(page)
    },
    (seconds) => seconds > 3,
  )
  expect(texts.size).toBeLessThanOrEqual(2)
  expect(await page.locator('sendeplatz-player [role=status]').textContent()).toBe('')
  await context.close()
})

test.each([
  ['light', { colorScheme: 'light' }],
  ['dark', { colorScheme: 'dark' }],
  ['forced colours', { forcedColors: 'active' }],
  ['forced colours, dark', { forcedColors: 'active', colorScheme: 'dark' }],
] as [string, BrowserContextOptions][])(
  'what can be used is seen, with a contrast of at least 3: %s',
  async (_, options) => {
    const context = await browser.newContext({ viewport: { width: 640, height: 900 }, ...options })
    const { page } = await openPage(context, `${host.url}/embed/kaffee?t=0:25`)
    for (const name of ['Kapitel', 'Transkript', 'Folgen', 'Teilen', 'Mehr']) {
      await press(page, name)
      if (name === 'Transkript') await page.locator('.said button').first().waitFor()
      const seen = page.locator(
        '.buttons button:visible, .tab:visible, .bar, select:visible, input:not(.bar input):visible, .line[aria-current]:visible, .panel .bordered:visible, .volume button',
      )
      expect(await seen.count()).toBeGreaterThan(10)
      for (const element of await seen.all())
        expect([
          await element.evaluate((element: Json) => element.outerHTML.slice(0, 80)),
          await drawnContrast(element),
        ]).toEqual([expect.any(String), expect.toSatisfy((ratio: number) => ratio >= 3)])
    }
    const current = page.locator('.line[aria-current]')
    await press(page, 'Kapitel')
    const grounds = await page.locator('.panel:not([hidden]) .line').evaluateAll((lines: Json[]) =>
      lines.map((line) => {
        const { backgroundColor, boxShadow } = line.ownerDocument.defaultView.getComputedStyle(line)
        return backgroundColor + boxShadow
      }),
    )
    expect(new Set(grounds).size).toBe(2)
    expect(await current.first().getAttribute('aria-current')).toBe('true')
    await context.close()
  },
)

test.each(['light', 'dark'] as const)(
  'the colour of any cover can be read in the player, and what is drawn on it: %s',
  async (colorScheme) => {
    const context = await browser.newContext({ colorScheme })
    const { page } = await openPage(context, `${host.url}/embed${FIRST}`)
    const text = [
      ['accent', 'ground'],
      ['on-accent', 'accent'],
      ['text', 'tint'],
      ['quiet', 'tint'],
      ['quiet', 'ground'],
    ] as const
    const drawn = [
      ['edge', 'ground'],
      ['track', 'ground'],
    ] as const
    const weakest = await weakestContrasts(page, {
      root: `document.querySelector('sendeplatz-player').shadowRoot.querySelector('.bar')`,
      setHue: `(hue) => document.querySelector('sendeplatz-player').shadowRoot.querySelector('.player').style.setProperty('--cover-hue', hue)`,
      pairs: [...text, ...drawn],
    })
    for (const [one, other] of text)
      expect([one, other, weakest[`${one} on ${other}`]! >= 4.5]).toEqual([one, other, true])
    for (const [one, other] of drawn)
      expect([one, other, weakest[`${one} on ${other}`]! >= 3]).toEqual([one, other, true])
    await context.close()
  },
)

test('whoever spaces text out loses nothing of it (WCAG 1.4.12)', async () => {
  const context = await browser.newContext({ viewport: { width: 320, height: 900 } })
  const { page } = await openPage(context, `${host.url}/embed/kaffee`)
  await page.evaluate(`(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }')
    document.querySelector('sendeplatz-player').shadowRoot.adoptedStyleSheets.push(sheet)
  })()`)
  for (const name of ['Kapitel', 'Transkript', 'Folgen', 'Teilen', 'Mehr']) {
    await press(page, name)
    const cut = await page.evaluate<string[]>(`(() => {
      const root = document.querySelector('sendeplatz-player').shadowRoot
      return [...root.querySelectorAll('button, a, p, span, label, li, dd, dt, h1')]
        .filter((element) => element.checkVisibility() && (element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0
          || element.getBoundingClientRect().right > innerWidth))
        .map((element) => element.outerHTML.slice(0, 100))
    })()`)
    expect([name, cut]).toEqual([name, []])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320)
  }
  await context.close()
})

test.each([
  ['reduce', 'instant'],
  ['no-preference', 'smooth'],
] as const)('who wants motion: %s, so the transcript moves: %s', async (reducedMotion, behavior) => {
  const context = await browser.newContext({ reducedMotion })
  await context.addInitScript(`
    globalThis.moved = []
    const scrollTo = Element.prototype.scrollTo
    Element.prototype.scrollTo = function (how) { moved.push(how.behavior); return scrollTo.call(this, how) }
  `)
  const { page } = await openPage(context, host.url + FIRST)
  await press(page, 'Transkript')
  await page.locator('.said button').nth(5).click()
  expect([...new Set(await page.evaluate<string[]>('moved'))]).toEqual([behavior])
  const durations = await page.evaluate<string[]>(`(() => {
    const root = document.querySelector('sendeplatz-player').shadowRoot
    return [...document.querySelectorAll('*'), ...root.querySelectorAll('*')].map((element) => getComputedStyle(element))
      .flatMap(({ transitionDuration, animationName, scrollBehavior }) => [transitionDuration, animationName, scrollBehavior])
  })()`)
  const moving = durations.filter((value) => !['', '0s', 'none', 'auto'].includes(value))
  if (reducedMotion === 'reduce') expect(moving).toEqual([])
  else expect(moving).not.toEqual([])
  await context.close()
})
