import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { askJson, createShow, giveCover, publishedEpisode } from '../support/api.ts'
import { putTranscript, VTT } from '../support/transcripts.ts'
import { brokenWordsOf } from './broken-words.ts'
import { openBrowser } from './browser.ts'
import { startPlayerHost } from './player-host.ts'
import { pagesOf } from './player-page.ts'

const host = await startPlayerHost()
const browser = await openBrowser()
afterAll(() => browser.close())
const open = pagesOf(host, browser)

const CHAPTERS = [
  { startTime: 0, title: 'Beginn', url: 'https://example.de/a' },
  { startTime: 12, title: 'Verwaltungsverfahrensbeschleunigungsgesetz und Folgen', url: 'https://example.de/b' },
]

beforeAll(async () => {
  await createShow(host, {
    slug: 'recht',
    title: 'Verwaltungsverfahrensgesetz und Onlinezugangsgesetz einfach erklärt',
  })
  await giveCover(host, 'recht')
  const { id } = await publishedEpisode(host, 'recht', { slug: 'folge', title: 'Folge' })
  await askJson(host, 'PUT', `/api/v1/episodes/${id}/chapters`, { version: '1.2.0', chapters: CHAPTERS })
  await putTranscript(host, id, 'de', VTT)
})

test('beside its cover the name of a show keeps its long words', async () => {
  const { page, context } = await open('/recht', { viewport: { width: 1440, height: 900 } })
  expect(await brokenWordsOf(page)).toEqual([])
  await context.close()
})

test.each([390, 820, 1440])(
  'chapters keep to their column, and no link stands below a time, at %i pixels',
  async (width) => {
    const { page, context } = await open('/recht/folge', { viewport: { width, height: 900 } })
    const right = await edgeOf(page, '.chapters', 'right')
    for (const at of [1, 2]) {
      const item = `.chapters li:nth-child(${at})`
      expect(await edgeOf(page, `${item} span`, 'right')).toBeLessThanOrEqual(right)
      expect(await edgeOf(page, `${item} .quiet`, 'right')).toBeLessThanOrEqual(right)
      expect(await edgeOf(page, `${item} .quiet`, 'left')).toBeGreaterThanOrEqual(
        await edgeOf(page, `${item} span`, 'left'),
      )
    }
    await context.close()
  },
)

const edgeOf = (page: Page, selector: string, edge: 'left' | 'right') =>
  page.evaluate<number>(`Math.round(document.querySelector('${selector}').getBoundingClientRect().${edge})`)
