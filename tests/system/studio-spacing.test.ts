import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { makeAdministrator, makeMember, signIn } from '../support/people.ts'
import { A_SUNDAY, episodeRow, showRow } from '../support/rows.ts'
import { browsedHost } from './browsed-host.ts'
import { signedInContext } from './browser.ts'

const { host, browser } = await browsedHost()
const CLEAR_PIXELS = 12
let path = ''
let settings = ''
let cookie = ''

beforeAll(async () => {
  const show = await showRow(host)
  const { id } = await episodeRow(host, show, { publishAt: A_SUNDAY })
  const cues = [{ startSeconds: 0, endSeconds: 1, text: 'Guten Tag.' }]
  await host.db.transcript.create({
    data: { episodeId: id, language: 'de', sha256: 'a'.repeat(64), times: 'spans', cues },
  })
  cookie = await signIn(host, await makeMember(host, 'editor', show))
  path = `/studio/episodes/${id}`
  settings = `/studio/shows/${show.slug}/settings`
})

/** How far below the end of one element another begins. */
async function between(page: Page, upper: string, lower: string) {
  const [above, below] = [page.locator(upper).first(), page.locator(lower).first()]
  const [one, other] = [(await above.boundingBox())!, (await below.boundingBox())!]
  return other.y - (one.y + one.height)
}

test.each([1440, 390])('headings and questions keep away from what stands above them, at %i pixels', async (width) => {
  const context = await signedInContext(browser, host, cookie, { viewport: { width, height: 900 } })
  const page = await context.newPage()
  await page.goto(host.config.publicUrl + path)
  for (const [upper, lower] of [
    ['#transcripts summary:has-text("Entfernen")', '#transcripts h3:has-text("Transkript hochladen")'],
    ['.published-box .copy:last-of-type', '.published-box h4'],
    ['#publication details', '#publication legend'],
  ] as const)
    expect([lower, await between(page, upper, lower)]).toEqual([
      lower,
      expect.toSatisfy((gap: number) => gap >= CLEAR_PIXELS),
    ])
  await context.close()
})

test('on a phone no buttons touch, and an answer’s second line stands below its first', async () => {
  const context = await signedInContext(browser, host, cookie, { viewport: { width: 390, height: 900 } })
  const page = await context.newPage()
  await page.goto(host.config.publicUrl + path)
  const lefts = (await page.evaluate(`(() => {
    const range = document.createRange()
    range.selectNodeContents(document.querySelector('#publication label:has([value=then])').lastChild)
    return [...range.getClientRects()].map(({ left }) => left)
  })()`)) as number[]
  expect(lefts.length).toBeGreaterThan(1)
  expect(Math.max(...lefts) - Math.min(...lefts)).toBeLessThan(CLEAR_PIXELS)
  expect(await between(page, '#transcripts [value=corrected]', '#transcripts [value=approved]')).toBeGreaterThanOrEqual(
    8,
  )

  await page.goto(`${host.config.publicUrl + path}/transcripts/de`)
  const undo = 'button:has-text("Rückgängig machen")'
  await page.locator(undo).waitFor()
  expect(await between(page, 'transcript-lines [type=submit]', undo)).toBeGreaterThanOrEqual(8)
  await context.close()
})

test.each([1440, 390])('whoever a link leads to a field sees its name, at %i pixels', async (width) => {
  const owner = await signIn(host, await makeAdministrator(host))
  const context = await signedInContext(browser, host, owner, { viewport: { width, height: 900 } })
  const page = await context.newPage()
  for (const name of ['locked', 'ownerEmail']) {
    await page.goto(`${host.config.publicUrl}${settings}#${name}`)
    await page.locator(`#${name}`).waitFor()
    const label = (await page.locator(`label[for=${name}]`).boundingBox())!
    expect([name, label.y]).toEqual([name, expect.toSatisfy((y: number) => y >= 0 && y < 900)])
    await page.goto('about:blank')
  }
  await context.close()
})
