import type { ServerResponse } from 'node:http'
import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import type { PlayerEpisode } from '../../src/browser/player/episode.ts'
import { eventually } from '../support/api.ts'
import { bytes, startSource } from '../support/source-server.ts'
import { openBrowser, openPage } from './browser.ts'
import { FIRST, heardIn, SECOND, startPlayerHost, untilHeard } from './player-host.ts'
import { button, isPaused, pagesOf, slider, status } from './player-page.ts'

const host = await startPlayerHost()
const browser = await openBrowser()
afterAll(() => browser.close())
const open = pagesOf(host, browser)
const breakable = await startBreakable()

const heard = (page: Page, isEnough: (seconds: number) => boolean) => eventually(() => heardIn(page), isEnough, 10_000)
const said = (page: Page, begins: string, milliseconds = 10_000) =>
  eventually(
    () => status(page).textContent(),
    (text) => text!.startsWith(begins),
    milliseconds,
  )

/** The page's player, and one of another episode that is put behind it. */
async function withSecondPlayer(page: Page) {
  await page.evaluate(`{
    const player = document.createElement('sendeplatz-player')
    player.setAttribute('src', ${JSON.stringify(SECOND)})
    document.querySelector('main').append(player)
  }`)
  return [page.locator('sendeplatz-player').first(), page.locator('sendeplatz-player').last()] as const
}

test('back 15 and forward 30 seconds, by pointer, and the time that is left goes along', async () => {
  const { page, context } = await open()
  const times = () => page.locator('.times').textContent()
  for (const [name, seconds, shown] of [
    ['30 Sekunden vor', 30, /^0:30noch 0:22$/],
    ['15 Sekunden zurück', 15, /^0:15noch 0:37$/],
  ] as const) {
    await button(page, name).click()
    expect(await times()).toMatch(shown)
    expect(await slider(page).getAttribute('aria-valuetext')).toBe(`${seconds} Sekunden von 52 Sekunden`)
  }
  await button(page, 'Abspielen').click()
  await heard(page, (seconds) => seconds > 15.2 && seconds < 20)
  await button(page, '30 Sekunden vor').click()
  await heard(page, (seconds) => seconds > 45)
  for (let times = 0; times < 4; times++) await button(page, '15 Sekunden zurück').click()
  expect(await heardIn(page)).toBeLessThan(3)
  await context.close()
})

test('the bar is pressed, and dragged, where one wants to hear', async () => {
  const { page, context } = await open()
  await button(page, 'Abspielen').click()
  await heard(page, (seconds) => seconds > 0.2)
  const { x, y, width, height } = (await page.locator('.bar').boundingBox())!
  await page.mouse.click(x + width * 0.25, y + height / 2)
  await heard(page, (seconds) => seconds > 12 && seconds < 16)
  await page.mouse.down()
  await page.mouse.move(x + width * 0.5, y + height / 2, { steps: 5 })
  await page.mouse.move(x + width * 0.75, y + height / 2, { steps: 5 })
  await page.mouse.up()
  await heard(page, (seconds) => seconds > 38 && seconds < 42)
  await context.close()
})

test('speed from 0.5 to 3 and volume are chosen, and what is heard goes by them', async () => {
  const { page, context } = await open()
  const value = (name: string) => page.evaluate<number>(`document.querySelector("audio").${name}`)
  const speed = page.getByRole('combobox', { name: 'Tempo' })
  const speeds = await speed.locator('option').allTextContents()
  expect([speeds[0], speeds.at(-1), await speed.inputValue()]).toEqual(['0,5×', '3×', '1'])
  await speed.selectOption('3')
  await page.getByRole('slider', { name: 'Lautstärke' }).fill('0.5')
  expect([await value('playbackRate'), await value('volume')]).toEqual([3, 0.5])
  expect(await page.getByRole('slider', { name: 'Lautstärke' }).getAttribute('aria-valuetext')).toBe('50\u00a0%')
  await button(page, 'Abspielen').click()
  await heard(page, (seconds) => seconds > 0.3)
  // What is heard per second, as long as the machine keeps up.
  const moment = () =>
    page.evaluate<[number, number]>('[document.querySelector("audio").currentTime, performance.now()]')
  await eventually(
    async () => {
      const [from, began] = await moment()
      const [to, ended] = await eventually(moment, ([seconds]) => seconds >= from + 3)
      return (to - from) / ((ended - began) / 1000)
    },
    (perSecond) => perSecond > 2,
  )

  const volume = page.getByRole('slider', { name: 'Lautstärke' })
  await button(page, 'Ton ausschalten').click()
  await eventually(
    () => volume.inputValue(),
    (shown) => shown === '0',
  )
  expect(await value('muted')).toBe(true)
  await button(page, 'Ton einschalten').click()
  await eventually(
    () => volume.inputValue(),
    (shown) => shown === '0.5',
  )
  expect([await value('muted'), await value('volume')]).toEqual([false, 0.5])
  await context.close()
})

test('the sleep timer stops after its minutes, and says so; switched off it lets play', async () => {
  const { page, context } = await open()
  await page.clock.install()
  await button(page, 'Mehr').click()
  const timer = page.getByLabel('Einschlafuhr')
  await button(page, 'Abspielen').click()
  await heard(page, (seconds) => seconds > 0.2)
  await timer.selectOption('5')
  await page.clock.runFor(1000)
  expect(await status(page).textContent()).toBe('In 5 Minuten wird angehalten.')
  await timer.selectOption('')
  await page.clock.runFor('06:00')
  expect(await isPaused(page)).toBe(false)

  await timer.selectOption('5')
  await page.clock.runFor('04:59')
  expect(await isPaused(page)).toBe(false)
  await page.clock.runFor('00:02')
  expect(await isPaused(page)).toBe(true)
  expect(await status(page).textContent()).toBe('Angehalten: Die Zeit der Einschlafuhr ist um.')
  expect(await timer.inputValue()).toBe('')
  await context.close()
})

test('the sleep timer stops at the end of the chapter', async () => {
  const { page, context } = await open(`${FIRST}?t=18.5`)
  await button(page, 'Mehr').click()
  await page.getByLabel('Einschlafuhr').selectOption('chapter')
  await button(page, 'Abspielen').click()
  await said(page, 'Angehalten: Die Zeit der Einschlafuhr ist um.')
  expect(await isPaused(page)).toBe(true)
  expect(await heardIn(page)).toBeLessThan(21)
  await context.close()
})

test('the lock screen is told what plays, and its keys do what they say', async () => {
  const context = await browser.newContext()
  // What a page asks of the browser goes there, and is kept here to be pressed.
  await context.addInitScript(`
    globalThis.pressed = {}
    const set = navigator.mediaSession.setActionHandler.bind(navigator.mediaSession)
    navigator.mediaSession.setActionHandler = (name, act) => (set(name, act), (globalThis.pressed[name] = act))
    globalThis.positions = []
    const tell = navigator.mediaSession.setPositionState.bind(navigator.mediaSession)
    navigator.mediaSession.setPositionState = (state) => (tell(state), globalThis.positions.push(state))
  `)
  const { page } = await openPage(context, host.url + FIRST)
  const press = (name: string, details = {}) =>
    page.evaluate(`pressed[${JSON.stringify(name)}](${JSON.stringify({ action: name, ...details })})`)
  await button(page, 'Abspielen').click()
  await heard(page, (seconds) => seconds > 0.1)
  const told = await page.evaluate<{ artwork: { src: string; sizes: string }[] }>(
    '(({ title, artist, album, artwork }) => ({ title, artist, album, artwork }))(navigator.mediaSession.metadata)',
  )
  expect(told).toMatchObject({
    ...{ title: 'Vom Podcast-Trend zum BAföG-Digital', album: 'Auf ’nen Pod-Kaffee' },
    artist: 'Dr. Hartmut Schubert',
  })
  expect(told.artwork.map(({ sizes }) => sizes)).toEqual(['320x320', '640x640'])
  for (const { src } of told.artwork) expect((await fetch(src)).headers.get('content-type')).toBe('image/webp')

  await press('pause')
  expect(await isPaused(page)).toBe(true)
  await press('seekto', { seekTime: 20.5 })
  await press('nexttrack')
  expect(await heardIn(page)).toBeCloseTo(30, 0)
  await press('previoustrack')
  expect(await heardIn(page)).toBeCloseTo(20, 0)
  await press('seekforward')
  expect(await heardIn(page)).toBeCloseTo(50, 0)
  await press('seekbackward', { seekOffset: 10 })
  expect(await heardIn(page)).toBeCloseTo(40, 0)
  await press('play')
  await heard(page, (seconds) => seconds > 40.2)
  await button(page, 'Anhalten').waitFor()
  const [last] = (await page.evaluate<{ duration: number; position: number }[]>('positions')).slice(-1)
  expect(last!.duration).toBeCloseTo(52, 0)
  expect(last!.position).toBeGreaterThanOrEqual(40)
  await context.close()
})

test('a player that is taken away takes its name and keys off the lock screen, one that is moved keeps them', async () => {
  const context = await browser.newContext()
  await context.addInitScript(`
    globalThis.pressed = {}
    const set = navigator.mediaSession.setActionHandler.bind(navigator.mediaSession)
    navigator.mediaSession.setActionHandler = (name, act) => (set(name, act), (globalThis.pressed[name] = act))
  `)
  const { page } = await openPage(context, host.url + FIRST)
  const named = () =>
    page.evaluate<[string | null, string[]]>(
      '[navigator.mediaSession.metadata?.title ?? null, Object.keys(pressed).filter((name) => pressed[name]).sort()]',
    )
  const all = ['nexttrack', 'pause', 'play', 'previoustrack', 'seekbackward', 'seekforward', 'seekto']
  const title = 'Vom Podcast-Trend zum BAföG-Digital'
  await page.evaluate('globalThis.player = document.querySelector("sendeplatz-player")')
  await button(page, 'Abspielen').click()
  await heard(page, (seconds) => seconds > 0.1)
  await page.evaluate('{ player.remove(); document.querySelector("main").append(player) }')
  await page.evaluate('new Promise((done) => setTimeout(done, 100))')
  expect(await named()).toEqual([title, all])

  await page.evaluate('player.remove()')
  expect(await named()).toEqual([null, []])
  await page.evaluate('document.querySelector("main").append(player)')
  await button(page, 'Abspielen').click()
  await eventually(named, ([shown]) => shown !== null)
  expect(await named()).toEqual([title, all])
  await context.close()
})

test('a player that is taken away leaves the lock screen to the one that plays', async () => {
  const { page, context } = await open()
  const [first, second] = await withSecondPlayer(page)
  await first.getByRole('button', { name: 'Abspielen' }).click()
  await untilHeard(first)
  await second.getByRole('button', { name: 'Abspielen' }).click()
  await untilHeard(second)
  await page.evaluate('document.querySelector("sendeplatz-player").remove()')
  expect(await page.evaluate('navigator.mediaSession.metadata?.title')).toBe('Digitale Gesellschaft gestalten')
  await context.close()
})

test('of several players the lock screen has the position of the one it names', async () => {
  const context = await browser.newContext()
  await context.addInitScript(`
    globalThis.told = []
    const tell = navigator.mediaSession.setPositionState.bind(navigator.mediaSession)
    navigator.mediaSession.setPositionState = (state) => {
      tell(state)
      told.push([navigator.mediaSession.metadata?.title, Math.round(state.duration)])
    }
  `)
  const { page } = await openPage(context, host.url + FIRST)
  const [first, second] = await withSecondPlayer(page)
  await first.getByRole('button', { name: 'Abspielen' }).click()
  await untilHeard(first)
  await second.getByRole('button', { name: 'Abspielen' }).click()
  await untilHeard(second)
  await first.getByRole('button', { name: '15 Sekunden zurück' }).click()
  await first.getByLabel('Tempo').selectOption('1.5')
  await first.getByRole('button', { name: 'Abspielen' }).click()
  await untilHeard(first)
  const titles = { first: 'Vom Podcast-Trend zum BAföG-Digital', second: 'Digitale Gesellschaft gestalten' }
  const told = await page.evaluate<[string, number][]>('told')
  const lengths = (title: string) => [...new Set(told.filter(([of]) => of === title).map(([, length]) => length))]
  expect([lengths(titles.first), lengths(titles.second)]).toEqual([[52], [expect.any(Number)]])
  expect(lengths(titles.second)).not.toEqual([52])
  await context.close()
})

test('where the device alone decides how loud it is there is no slider for it, and the sound is still switched off', async () => {
  const { page, context } = await open()
  expect(await page.getByRole('slider', { name: 'Lautstärke' }).count()).toBe(1)
  // As on iOS: what is set is gone a moment later.
  await page.addInitScript(`{
    const { get, set } = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'volume')
    const setForNow = function (value) {
      set.call(this, value)
      queueMicrotask(() => set.call(this, 1))
    }
    Object.defineProperty(HTMLMediaElement.prototype, 'volume', { get, set: setForNow })
  }`)
  await page.reload()
  await button(page, 'Ton ausschalten').click()
  await button(page, 'Ton einschalten').waitFor()
  expect(await page.getByRole('slider', { name: 'Lautstärke' }).count()).toBe(0)
  await context.close()
})

test('AC-50 audio that can’t be had is said in words, and play tries again', async () => {
  const { page, context } = await open()
  await page.route('**/audio/**', (route) => route.abort())
  await page.getByRole('combobox', { name: 'Tempo' }).selectOption('2')
  await button(page, 'Abspielen').click()
  await said(page, 'Der Ton ist gerade nicht erreichbar.')
  await button(page, 'Abspielen').waitFor()
  await page.unroute('**/audio/**')
  await button(page, 'Abspielen').click()
  await heard(page, (seconds) => seconds > 0.2)
  expect(await status(page).textContent()).toBe('')
  expect(await page.evaluate('document.querySelector("audio").playbackRate')).toBe(2)
  await context.close()
})

test('waiting for the audio is said in words, and that it comes again by silence', async () => {
  const { page, context } = await open()
  let letThrough = () => {}
  const gate = new Promise<void>((resolve) => {
    letThrough = resolve
  })
  await page.route('**/audio/**', async (route) => {
    await gate
    await route.continue()
  })
  await button(page, 'Abspielen').click()
  await said(page, 'Der Ton wird geladen')
  await button(page, 'Anhalten').waitFor()
  letThrough()
  await heard(page, (seconds) => seconds > 0.2)
  expect(await status(page).textContent()).toBe('')
  await context.close()
})

test('AC-50 a connection that breaks off is said in words, and play goes on where it was', async () => {
  const context = await browser.newContext()
  const { page } = await openPage(context, breakable.url)
  await button(page, 'Abspielen').click()
  await heard(page, (seconds) => seconds > 0)
  breakable.cut()
  await slider(page).fill('45')
  // The browser asks again for half a minute before it gives up.
  await said(page, 'Die Verbindung ist abgebrochen.', 45_000)
  breakable.mend()
  await button(page, 'Abspielen').click()
  await heard(page, (seconds) => seconds > 45.2)
  expect(await status(page).textContent()).toBe('')
  await context.close()
})

/** A page with a player whose audio lies on a host that sends slowly, stops before the end, and can be cut off. */
async function startBreakable() {
  const audio = silence(52)
  const facts = (await (await fetch(`${host.url}/embed${FIRST}.json`)).json()) as PlayerEpisode
  const sending = new Set<ServerResponse>()
  let isCut = false
  let last = audio.length * 0.75
  const source = await startSource({
    '/audio': (req, res) => {
      if (isCut) return void res.destroy()
      const from = Number(/bytes=(\d+)/.exec(req.headers.range ?? '')?.[1] ?? 0)
      res.writeHead(206, {
        'Content-Type': 'audio/wav',
        'Content-Length': audio.length - from,
        'Content-Range': `bytes ${from}-${audio.length - 1}/${audio.length}`,
      })
      sending.add(res)
      let at = from
      const timer = setInterval(() => {
        if (at < last) res.write(audio.subarray(at, at + 16_384))
        at = Math.min(last, at + 16_384)
      }, 50)
      res.on('close', () => clearInterval(timer))
    },
  })
  const told = JSON.stringify({ ...facts, audio: { ...facts.audio, url: `${source.url}/audio` } })
  source.answers['/'] = bytes(
    `<!doctype html><html lang="de"><title>Amt</title><link rel="icon" href="data:,"><h1>Amt</h1>
<sendeplatz-player><audio controls preload="none" src="${source.url}/audio"></audio>
<script type="application/json">${told.replaceAll('<', '\\u003c')}</script></sendeplatz-player>
<script type="module" src="${host.url}/embed/player.js"></script>`,
    'text/html; charset=utf-8',
  )
  return {
    url: source.url,
    cut() {
      isCut = true
      for (const res of sending) res.destroy()
    },
    mend() {
      isCut = false
      last = audio.length
    },
  }
}

/** Audio in which nothing is heard, as WAV (8 bits, 8 kHz): browsers play it without having seen its end. */
function silence(seconds: number): Buffer {
  const rate = 8000
  const header = Buffer.alloc(44)
  header.write('RIFF')
  header.writeUInt32LE(36 + rate * seconds, 4)
  header.write('WAVEfmt ', 8)
  for (const [at, value] of [
    [16, 16],
    [24, rate],
    [28, rate],
    [40, rate * seconds],
  ] as const)
    header.writeUInt32LE(value, at)
  for (const [at, value] of [
    [20, 1],
    [22, 1],
    [32, 1],
    [34, 8],
  ] as const)
    header.writeUInt16LE(value, at)
  header.write('data', 36)
  return Buffer.concat([header, Buffer.alloc(rate * seconds, 128)])
}
