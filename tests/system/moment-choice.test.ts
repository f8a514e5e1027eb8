import { expect, test } from 'vitest'
import { requestReview } from '../../src/episodes/review.ts'
import { makeMember, openStudio, signIn } from '../support/people.ts'
import { A_SUNDAY, episodeRow, showRow } from '../support/rows.ts'
import { browsedHost } from './browsed-host.ts'
import { signedInContext } from './browser.ts'

const { host, browser } = await browsedHost()

test('whether a moment is ahead is told by the clocks of the show, wherever the browser is', async () => {
  const show = await showRow(host, { timeZone: 'Pacific/Kiritimati' })
  const { id } = await episodeRow(host, show, { publishAt: null })
  const cookie = await signIn(host, await makeMember(host, 'editor', show))
  const there = (hours: number) =>
    new Date(Date.now() + (14 + hours) * 3_600_000).toISOString().split(/[T.]/) as [day: string, time: string]
  for (const timezoneId of ['America/New_York', 'Asia/Tokyo']) {
    const context = await signedInContext(browser, host, cookie, { timezoneId })
    const page = await context.newPage()
    await page.goto(`${host.config.publicUrl}/studio/episodes/${id}`)
    for (const [hours, label] of [
      [-2, 'Veröffentlichen'],
      [2, 'Planen'],
    ] as const) {
      const [day, time] = there(hours)
      await page.locator('#publication #day').fill(day)
      await page.locator('#publication #time').fill(time.slice(0, 5))
      expect(await page.locator('#publication .fields [type=submit]').textContent()).toBe(label)
    }
    await context.close()
  }
})

test.each([
  ['scheduled', 'Veröffentlichen oder Zeitpunkt ändern', 'Jetzt veröffentlichen', 'Zeitpunkt ändern'],
  ['published', 'Zeitpunkt ändern', 'Zeitpunkt ändern', 'Zurücknehmen und planen'],
  ['waiting', 'Freigeben', 'Freigeben und veröffentlichen', 'Freigeben und planen'],
])('the button says what becomes of an episode that is %s', async (state, either, now, then) => {
  const show = await showRow(host)
  const dates: Record<string, Date> = { scheduled: new Date('2098-01-01T05:00:00Z'), published: A_SUNDAY }
  const { id } = await episodeRow(host, show, { publishAt: dates[state] ?? null })
  if (state === 'waiting') await requestReview(host, id, { wishedAt: null, askedById: null })
  const cookie = await signIn(host, await makeMember(host, 'editor', show))
  expect((await openStudio(host, `/studio/episodes/${id}`, cookie)).text).toContain(`>${either}</button>`)
  const context = await signedInContext(browser, host, cookie)
  const page = await context.newPage()
  await page.goto(`${host.config.publicUrl}/studio/episodes/${id}`)
  const label = () => page.locator('#publication moment-choice ~ p [type=submit]').textContent()
  await page.locator('#publication [name=when][value=now]').check()
  expect(await label()).toBe(now)
  await page.locator('#publication #day').fill('2099-01-01')
  await page.locator('#publication #time').fill('06:00')
  expect(await label()).toBe(then)
  await context.close()
})

test.each([
  ['day', '2030-01-01'],
  ['time', '09:30'],
])('whoever writes a %s does not publish now, whoever takes it out decides herself', async (name, value) => {
  const show = await showRow(host)
  const { id } = await episodeRow(host, show, { publishAt: null })
  const context = await signedInContext(browser, host, await signIn(host, await makeMember(host, 'editor', show)))
  const page = await context.newPage()
  await page.goto(`${host.config.publicUrl}/studio/episodes/${id}`)
  const radio = (answer: string) => page.locator(`#publication [name=when][value=${answer}]`)
  expect(await radio('now').isChecked()).toBe(true)
  const label = () => page.locator('#publication .fields [type=submit]').textContent()
  expect(await label()).toBe('Veröffentlichen')
  await page.locator(`#publication #${name}`).fill(value)
  expect([await radio('then').isChecked(), await label()]).toEqual([true, 'Planen'])
  expect(await page.locator('#publication .kept').textContent()).toBe(
    'Der Zeitpunkt gilt noch nicht. Ihre Angabe bleibt in diesem Browser.',
  )
  await page.reload()
  expect([await radio('then').isChecked(), await label()]).toEqual([true, 'Planen'])
  await page.locator('#publication #day').fill('2020-01-01')
  expect(await label()).toBe('Veröffentlichen')
  await page.locator('#publication #day').fill(name === 'day' ? value : '')
  await radio('now').check()
  expect(await label()).toBe('Veröffentlichen')
  await page.locator(`#publication #${name}`).fill('')
  expect(await radio('now').isChecked()).toBe(true)
  await context.close()
})
