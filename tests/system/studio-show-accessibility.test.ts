import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { aboutShow, KINDS, logNow, OPERATOR } from '../../src/accounts/logbook.ts'
import { makePerson, PASSWORD } from '../support/people.ts'
import { episodeRow, showRow } from '../support/rows.ts'
import {
  asItIs,
  make,
  openAll,
  refuse,
  refuseMaking,
  type State,
  send,
  startStudio,
  waitingEpisode,
} from './studio-states.ts'

const { host, open, lookAt, administrator, stranger } = await startStudio()
const reader = await makePerson(host)
const lost = await makePerson(host, { name: 'Erna Ohnehandy', hasSecondFactor: true })
const OF_DELETED_SHOW = '11111111-1111-4111-8111-111111111111'

/** As long as there is no show. */
const STATES: State[] = [
  ['empty, for an administrator', '/studio', administrator, asItIs],
  ['empty, for somebody without a show', '/en/studio', stranger, asItIs],
  ['not there', '/studio/gibt-es-nicht', administrator, asItIs],
]

/** Once there is one. */
const STATES_OF_SHOW: State[] = [
  ['new show', '/studio/shows/new', administrator, asItIs],
  ['new show refused', '/en/studio/shows/new', administrator, refuse],
  ['settings', '/studio/shows/nachtzuege/settings', administrator, asItIs],
  ['settings refused', '/en/studio/shows/nachtzuege/settings', administrator, refuseSettings],
  ['settings changed meanwhile', '/studio/shows/nachtzuege/settings', administrator, changeMeanwhile],
  ['move', '/studio/shows/nachtzuege/move', administrator, asItIs],
  ['move asked about', '/studio/shows/nachtzuege/move', administrator, askAboutMove],
  ['move refused', '/en/studio/shows/nachtzuege/move', administrator, refuse],
  ['further facts', '/studio/shows/nachtzuege/more', administrator, openAll],
  ['further facts refused', '/en/studio/shows/nachtzuege/more', administrator, refuseSeason],
  ['import', '/studio/import', administrator, asItIs],
  ['import refused', '/en/studio/import', administrator, refuse],
  ['an import under way', '/studio/import/01890000-0000-7000-8000-00000000000a', administrator, asItIs],
  ['an import that is done', '/studio/import/01890000-0000-7000-8000-00000000000b', administrator, openAgain],
  ['a dry run of a locked feed', '/studio/import/01890000-0000-7000-8000-00000000000c', administrator, refuseMaking],
  ['an import that failed', '/en/studio/import/01890000-0000-7000-8000-00000000000d', administrator, asItIs],
  ['deletion', '/studio/shows/nachtzuege/deletion', administrator, asItIs],
  ['deletion refused', '/en/studio/shows/nachtzuege/deletion', administrator, refuse],
  ['a deleted show', '/studio/shows/weg/deletion', administrator, asItIs],
  ['an episode of a deleted show', `/studio/episodes/${OF_DELETED_SHOW}`, administrator, asItIs],
  ['a page of a deleted show', '/studio/shows/weg', administrator, asItIs],
  ['shows, one of them deleted', '/studio', administrator, asItIs],
  ['people of a show', '/studio/shows/nachtzuege/people', administrator, seePeople],
  ['people of the host', '/studio/people', administrator, asItIs],
  ['people of the host refused', '/en/studio/people', administrator, refuseMaking],
  ['the log', '/studio/log', administrator, asItIs],
  ['the log of nobody', '/en/studio/log?person=niemand', administrator, asItIs],
  ['a person', `/studio/people/${reader.id}`, administrator, asItIs],
  ['an address refused', `/en/studio/people/${reader.id}`, administrator, refuseMaking],
  ['a person refused', '/studio/people', administrator, refuseLastAdministrator],
  ['a second factor to take', `/studio/people/${lost.id}/second-factor`, administrator, asItIs],
  ['a second factor not taken', `/en/studio/people/${lost.id}/second-factor`, administrator, refuse],
  ['a link to a new password to make', `/studio/people/${lost.id}/password`, administrator, asItIs],
  ['a link to a new password not made', `/en/studio/people/${lost.id}/password`, administrator, refuse],
  [
    'a link to a new password',
    `/studio/people/${lost.id}/password`,
    administrator,
    async (page) => {
      await page.locator('#password').fill(PASSWORD)
      await make(page)
      await page.waitForSelector('copy-button button')
    },
  ],
  ['people refused', '/en/studio/shows/nachtzuege/people', administrator, refuseMaking],
  [
    'an invitation that was made',
    '/studio/shows/nachtzuege/people',
    administrator,
    async (page) => {
      await page.locator('#email').fill('neue.kollegin@landesverwaltung.example')
      await make(page)
      await page.waitForSelector('copy-button button')
    },
  ],
  ['feed health', '/studio/shows/nachtzuege/feed', administrator, openAll],
]

/** An import in each state. */
async function makeImports() {
  const url = 'https://alt.example/ein/langer/weg/zu/einem/feed/der/fast/nicht/auf/den/bildschirm/passt.xml'
  const sentences = ['The show is at https://a.example/x, its feed at https://a.example/feeds/x.xml.']
  const next = { de: ['Veröffentlichen Sie neue Folgen nur noch hier.'], en: ['Publish new episodes here only.'] }
  const report = { sentences, warnings: ["The feed names no category of Apple's; Government was taken."], next }
  const make = async (end: string, more: object) => {
    const importId = `01890000-0000-7000-8000-00000000000${end}`
    await host.db.feedImport.create({ data: { id: importId, url, options: {}, state: 'done', total: 2, ...more } })
    const item = { importId, guid: 'x', title: 'Eine Folge', message: 'It has no date.\nIt has no audio.' }
    await host.db.feedImportItem.create({ data: { ...item, position: 0, outcome: 'failed' } })
    await host.db.feedImportItem.create({ data: { ...item, position: 1, title: '', outcome: 'imported' } })
  }
  await make('a', { state: 'running', total: 20 })
  await make('b', { report })
  await make('c', { report: { ...report, locked: true, next: { de: [], en: [] } }, options: { dryRun: true } })
  await make('d', { state: 'failed', report: { ...report, sentences: ['https://alt.example/x answered 404.'] } })
}

async function refuseSeason(page: Page) {
  await openAll(page)
  await page.locator('[value=add-season]').click()
  await page.locator('#season-1-name').fill('Norden')
  await openAll(page)
  await page.locator('[value=add-person]').click()
  await page.locator('#person-1-name').waitFor({ state: 'attached' })
  await page.locator('.fields > p button[type=submit]').last().click()
  await page.waitForSelector('.errors')
}

async function askAboutMove(page: Page) {
  await page.locator('#to').fill(`https://podcasts.landesverwaltung.example/${'langer-weg'.repeat(15)}/feed.xml`)
  await page.locator('.fields button[type=submit]').click()
  await page.waitForSelector('.asked')
}

async function openAgain(page: Page) {
  await page.locator('summary').click()
}

/** With somebody in it, and all that can be opened. */
async function seePeople(page: Page) {
  const { id: showId } = await host.db.show.findUniqueOrThrow({ where: { slug: 'nachtzuege' } })
  await host.db.membership.createMany({
    data: [
      { personId: reader.id, showId, role: 'owner' },
      { personId: stranger.id, showId, role: 'editor' },
    ],
    skipDuplicates: true,
  })
  await page.reload()
  await openAll(page)
}

async function refuseLastAdministrator(page: Page) {
  await host.db.person.updateMany({ where: { id: { not: administrator.id } }, data: { isAdministrator: false } })
  await page.goto(`${host.config.publicUrl}/studio/people/${administrator.id}`)
  await refuse(page)
}

async function refuseSettings(page: Page) {
  await page.locator('#title').fill('')
  await page.locator('#categories').selectOption('')
  await refuse(page)
}

async function changeMeanwhile(page: Page) {
  await host.db.show.update({ where: { slug: 'nachtzuege' }, data: { title: `Nachtzüge ${Math.random()}` } })
  await send(page)
  await page.waitForSelector('#changed-title')
}

describe('AC-49 the studio has no fault, and nothing lies beside the screen, on any of them', () => {
  test.each(STATES)('%s', (_, ...state) => lookAt(state))

  describe('with a show', () => {
    beforeAll(async () => {
      const show = await showRow(host, { slug: 'nachtzuege' })
      await episodeRow(host, show)
      await waitingEpisode(host, show, 'Wartet', stranger)
      await makeImports()
      const deletedAt = new Date()
      const goneAt = new Date(deletedAt.getTime() + 30 * 86_400_000)
      const gone = await showRow(host, { slug: 'weg', deletedAt, goneAt })
      await episodeRow(host, gone, { id: OF_DELETED_SHOW })
      const about = aboutShow(show)
      for (const kind of KINDS) await logNow(host, { kind, by: OPERATOR, about })
    })

    test.each(STATES_OF_SHOW)('%s', (_, ...state) => lookAt(state))

    test.each([
      ['imports', '/studio/import'],
      ['what was imported', '/studio/import/01890000-0000-7000-8000-00000000000b'],
      ['people', '/studio/people'],
      ['what an app reads', '/studio/shows/nachtzuege/feed'],
    ])('on a phone all of a list of %s is in sight', async (_, path) => {
      const { context, page } = await open(path, administrator, { viewport: { width: 390, height: 844 } })
      const widths = `(({ scrollWidth, clientWidth }) => [scrollWidth, clientWidth])(document.querySelector('.table'))`
      const [whole, seen] = await page.evaluate<[number, number]>(widths)
      expect(whole).toBeLessThanOrEqual(seen)
      await context.close()
    })
  })
})
