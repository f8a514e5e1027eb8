import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { askJson, type Json, upload } from '../support/api.ts'
import { makeMember, signIn } from '../support/people.ts'
import { showRow } from '../support/rows.ts'
import { browsedHost } from './browsed-host.ts'
import { openPage, signedInContext } from './browser.ts'

const { host, browser } = await browsedHost()

const show = await showRow(host)
const cookie = await signIn(host, await makeMember(host, 'editor', show))

async function open() {
  const { json } = await upload(host, show.slug)
  const soundbites = [{ startSeconds: 0, durationSeconds: 1 }]
  expect((await askJson(host, 'PATCH', `/api/v1/episodes/${json.id}`, { soundbites })).status).toBe(200)
  const context = await signedInContext(browser, host, cookie)
  const { page } = await openPage(context, `${host.config.publicUrl}/studio/episodes/${json.id}`)
  await page.waitForSelector('hear-part button')
  await keepPlaying(page)
  return page
}

/** The sample ends sooner than anybody could press another button. */
const keepPlaying = (page: Page) =>
  page.evaluate(() => {
    const prototype = (globalThis as Json).HTMLMediaElement.prototype
    const { play } = prototype
    ;(globalThis as Json).heard = []
    prototype.play = function () {
      ;(globalThis as Json).heard.push(this)
      this.playbackRate = 0.1
      this.loop = true
      return play.call(this)
    }
  })

const press = (page: Page, name: RegExp) => page.getByRole('button', { name }).first().click()
const playTop = (page: Page) => page.locator('#audio-facts audio').evaluate((it) => (it as Json).play())
const heard = (page: Page) =>
  page.evaluate(() => (globalThis as Json).heard.map((it: Json) => (it.paused ? 'paused' : 'plays')))

test('one audio of the page of an episode is heard at a time, whichever began before', async () => {
  const page = await open()
  await press(page, /^Hörprobe anhören/)
  await playTop(page)
  await expect.poll(() => heard(page)).toEqual(['paused', 'plays'])
  await page.locator('chapter-marks audio').evaluate((it) => (it as Json).play())
  await expect.poll(() => heard(page)).toEqual(['paused', 'paused', 'plays'])
  await playTop(page)
  await expect.poll(() => heard(page)).toEqual(['paused', 'plays', 'paused', 'plays'])
  await press(page, /^Hörprobe anhören/)
  await expect.poll(() => heard(page)).toEqual(['plays', 'paused', 'paused', 'paused', 'plays'])
  await page.context().close()
})

test('a soundbite that can’t be heard says why', async () => {
  const page = await open()
  const said = page.locator('hear-part [role=alert]')
  const refusal = async (start: string, duration: string) => {
    await page.locator('#bite-1-start').fill(start)
    await page.locator('#bite-1-duration').fill(duration)
    await press(page, /^Hörprobe anhören/)
    return [await said.textContent(), await page.evaluate<string>('document.activeElement.id')]
  }
  expect(await refusal('abc', '20')).toEqual([
    'Geben Sie den Beginn als Zeit an, zum Beispiel 00:01:30.',
    'bite-1-start',
  ])
  expect(await refusal('1:00:00', '20')).toEqual([
    expect.stringMatching(/^Das Audio endet bei 00:00:\d\d, die Hörprobe muss davor beginnen\.$/),
    'bite-1-start',
  ])
  expect(await refusal('0', '0')).toEqual(['Geben Sie die Dauer in Sekunden an, zum Beispiel 60.', 'bite-1-duration'])
  await page.locator('#bite-1-start').fill('1')
  expect(await said.count()).toBe(1)
  await page.locator('#bite-1-duration').fill('1')
  expect(await said.count()).toBe(0)
  await page.context().close()
})
