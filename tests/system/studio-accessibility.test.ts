import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { invitationUrl, invite } from '../../src/accounts/invitation.ts'
import { OPERATOR } from '../../src/accounts/logbook.ts'
import { findPerson } from '../../src/accounts/person.ts'
import { changeTranscript } from '../../src/episodes/correct-transcript.ts'
import { changeEpisode } from '../../src/episodes/episode.ts'
import { readEpisodeChanges } from '../../src/episodes/episode-input.ts'
import { requestReview, sendBack } from '../../src/episodes/review.ts'
import { getTranscript } from '../../src/episodes/transcript.ts'
import { sample, silentFrames } from '../samples/bytes.ts'
import { startHost } from '../support/host.ts'
import { startIdentityProvider } from '../support/identity-provider.ts'
import { makeAdministrator, makePerson, PASSWORD, sendForm, signIn } from '../support/people.ts'
import { freePort } from '../support/process.ts'
import { episodeRow, passkeyRow, showRow } from '../support/rows.ts'
import { appWith } from '../support/second-factor.ts'
import { faultsOf } from './axe.ts'
import { openBrowser, openPage, signedInContext } from './browser.ts'
import { dropFiles } from './drop-files.ts'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']

const port = String(await freePort())
const publicUrl = `http://127.0.0.1:${port}`
const provider = await startIdentityProvider(publicUrl)
const host = await startHost({
  env: {
    PORT: port,
    PUBLIC_URL: publicUrl,
    ...provider.env,
    OIDC_LABEL: 'Landeskonto',
    OIDC_ROLES: 'it=administrator',
  },
})
const browser = await openBrowser()
afterAll(() => browser.close())

const SOMEBODY = { name: 'Frau Süß', role: 'Guest', group: 'Cast', url: 'https://example.de/' }

const CHAPTERS = [{ startSeconds: 0, title: 'Los' }]

const administrator = await makeAdministrator(host)
const OF_DELETED_SHOW = '11111111-1111-4111-8111-111111111111'
const stranger = await makePerson(host)
const invitation = new URL(invitationUrl(host.config, await invite(host, { email: 'koch@amt.example' }))).pathname

const reader = await makePerson(host)
const lost = await makePerson(host, { name: 'Erna Ohnehandy', hasSecondFactor: true })
const author = await makePerson(host, { name: 'Herr Autor' })

let pages: ReturnType<typeof makePages> | null = null
type PageName = keyof Awaited<ReturnType<typeof makePages>>

/** Shows and episodes, made when the first state needs them: those before it see a host without any. */
const filled = () => {
  pages ??= makePages()
  return pages
}

async function makePages() {
  const [show, bareShow] = [await showRow(host, { title: 'Nachtzüge' }), await showRow(host, { title: 'Leer' })]
  await host.db.membership.create({ data: { personId: reader.id, showId: show.id, role: 'reader' } })
  await host.db.membership.create({ data: { personId: author.id, showId: show.id, role: 'author' } })
  const { id } = await episodeRow(host, show, {
    publishAt: null,
    title: 'Abfahrt',
    number: 1,
    persons: [SOMEBODY],
    chapters: CHAPTERS,
  })
  const published = await episodeRow(host, show, {
    title: 'Ankunft',
    number: 2,
    persons: [SOMEBODY],
    chapters: CHAPTERS,
  })
  await changeEpisode(host, id, readEpisodeChanges({ title: 'Die Abfahrt', notesSource: '**Themen**' }), {
    by: OPERATOR,
  })
  const by = await findPerson(host, administrator.id)
  for (const title of ['Abfahrt!', 'Die Abfahrt'])
    await changeEpisode(host, id, readEpisodeChanges({ title }), { by: by! })
  const said = [0, 1].map((at) => ({ startSeconds: at, endSeconds: at + 1, speaker: 'Frau Süß', text: `Satz ${at}.` }))
  await host.db.transcript.create({
    data: { episodeId: id, language: 'de', sha256: 'a'.repeat(64), times: 'spans', cues: said },
  })
  await changeTranscript(host, id, 'de', { speakers: [{ from: 'Frau Süß', to: 'Frau Sauer' }] }, by!)
  const [inAWeek, deletedAt] = [new Date(Date.now() + 7 * 86_400_000), new Date()]
  const scheduled = await episodeRow(host, show, { title: 'Fahrplan', publishAt: inAWeek })
  const deleted = await episodeRow(host, show, { title: 'Verspätung', deletedAt, goneAt: inAWeek })
  const [asked, sentBack] = [await waiting(show, 'Wartet'), await waiting(show, 'Kommt zurück')]
  await sendBack(host, sentBack, { answer: 'Bitte nennen Sie die Quelle der Zahlen.', answeredById: administrator.id })
  const [ofShow, ofBareShow] = [show, bareShow].map(({ slug }) => `/studio/shows/${slug}`) as [string, string]
  return {
    show: ofShow,
    bareShow: ofBareShow,
    episode: `/studio/episodes/${id}`,
    scheduled: `/studio/episodes/${scheduled.id}`,
    published: `/studio/episodes/${published.id}`,
    upload: `/en${ofShow}/upload`,
    deleted: `/studio/episodes/${deleted.id}`,
    asked: `/studio/episodes/${asked}`,
    sentBack: `/studio/episodes/${sentBack}`,
    history: `/studio/episodes/${id}/history`,
    lines: `/studio/episodes/${id}/transcripts/de`,
  }
}

/** A draft that waits for somebody who may publish it. */
async function waiting(show: Parameters<typeof episodeRow>[1], title: string) {
  const { id } = await episodeRow(host, show, { publishAt: null, title })
  await requestReview(host, id, { wishedAt: null, askedById: author.id })
  return id
}

const goTo =
  (name: PageName, then: (page: Page) => Promise<void> = async () => undefined) =>
  async (page: Page) => {
    await page.goto(await addressOf(name))
    await then(page)
  }

const addressOf = async (name: PageName) => host.config.publicUrl + (await filled())[name]

type Options = Parameters<typeof browser.newContext>[0]
/** How a page that is open is looked at. */
const SCREENS = {
  'light, wide': { width: 1440, height: 900, colorScheme: 'light', forcedColors: 'none' },
  'dark, 390 pixels': { width: 390, height: 844, colorScheme: 'dark', forcedColors: 'none' },
  'light, 320 pixels': { width: 320, height: 640, colorScheme: 'light', forcedColors: 'none' },
  'forced colours': { width: 1440, height: 900, colorScheme: 'light', forcedColors: 'active' },
} as const

/** A state of the studio, who sees it, and how she gets there. */
type State = [name: string, path: string, who: { email: string } | null, (page: Page) => Promise<void>]

/** As long as there is no show. */
const STATES: State[] = [
  ['sign-in', '/studio/sign-in', null, async () => undefined],
  ['sign-in in English', '/en/studio/sign-in', null, async () => undefined],
  ['sign-in refused', '/studio/sign-in', null, async (page) => send(page)],
  ['sign-in that has to wait', '/studio/sign-in', null, async (page) => failOften(page)],
  ['sign-in at a provider refused', '/studio/sign-in/provider/answer', null, async () => undefined],
  ['invitation', invitation, null, async () => undefined],
  ['invitation refused', invitation, null, async (page) => send(page)],
  ['the question for a code', '/studio/sign-in', null, async (page) => askedForCode(page)],
  [
    'a wrong code, in English',
    '/en/studio/sign-in',
    null,
    async (page) => {
      await askedForCode(page)
      await page.locator('#code').fill('000000')
      await send(page)
      await page.waitForSelector('.errors')
      await page.locator('summary').click()
    },
  ],
  ['the own account', '/studio/sign-in', null, async (page) => withPasskey(page)],
  ['the own account in English, refused', '/en/studio/account', stranger, async (page) => refuseName(page)],
  ['a password to change', '/studio/account/password', stranger, async () => undefined],
  ['a password refused', '/en/studio/account/password', stranger, async (page) => send(page)],
  ['codes to set up', '/studio/account/second-factor', stranger, async () => undefined],
  ['codes begun', '/studio/sign-in', null, async (page) => void (await beginCodes(page))],
  [
    'codes not confirmed',
    '/en/studio/sign-in',
    null,
    async (page) => {
      await beginCodes(page)
      await send(page)
      await page.waitForSelector('.errors')
    },
  ],
  ['recovery codes', '/studio/sign-in', null, async (page) => void (await confirmCodes(page))],
  [
    'codes that are on',
    '/studio/sign-in',
    null,
    async (page) => {
      await confirmCodes(page)
      await page.goto(`${host.config.publicUrl}/studio/account/second-factor`)
    },
  ],
  ['codes to switch off', '/en/studio/account/second-factor/removal', stranger, async () => undefined],
  ['new recovery codes', '/studio/account/second-factor/recovery-codes', stranger, async () => undefined],
  ['a passkey to name', '/studio/account/passkeys/new', stranger, async () => undefined],
  ['a passkey refused', '/en/studio/account/passkeys/new', stranger, async (page) => send(page)],
  [
    'a passkey to make',
    '/studio/account/passkeys/new',
    stranger,
    async (page) => {
      await page.locator('#name').fill('Diensthandy')
      await page.locator('#password').fill(PASSWORD)
      await send(page)
      await page.waitForSelector('passkey-button')
    },
  ],
  ['empty, for an administrator', '/studio', administrator, async () => undefined],
  ['empty, for somebody without a show', '/en/studio', stranger, async () => undefined],
  ['keys', '/studio/keys', administrator, async () => undefined],
  ['keys in English, for somebody without a show', '/en/studio/keys', stranger, async () => undefined],
  ['a key refused', '/studio/keys', administrator, async (page) => make(page)],
  [
    'a key that was made',
    '/studio/keys',
    administrator,
    async (page) => {
      await page.locator('#name').fill('Website des Landratsamtes')
      await page.locator('#shows').check()
      await make(page)
      await page.waitForSelector('copy-button button')
    },
  ],
  ['not there', '/studio/gibt-es-nicht', administrator, async () => undefined],
  ['a show', '/studio', administrator, goTo('show')],
  ['a show without an episode', '/studio', administrator, goTo('bareShow')],
  ['a file that waits to be told its show', '/studio', administrator, dropOnFirstPage],
  ['a file that was refused, in English', '/studio', administrator, goTo('upload', dropRefused)],
  ['a file that became a draft', '/studio', administrator, goTo('upload', dropFound)],
  ['audio that is about to be replaced', '/studio', administrator, goTo('published', dropOnPublished)],
  ['an episode', '/studio', administrator, goTo('episode')],
  ['an episode to read', '/studio', reader, goTo('episode')],
  ['an episode refused', '/studio', administrator, goTo('episode', refuseTitle)],
  ['an episode that two people changed', '/studio', administrator, goTo('episode', changeAsAnother)],
  ['people of an episode that two people changed', '/studio', administrator, goTo('episode', changePeopleAsAnother)],
  ['an episode that is not ready', '/studio', administrator, goTo('episode', publishTooSoon)],
  ['a scheduled episode', '/studio', administrator, goTo('scheduled', openAll)],
  ['a scheduled episode, for its author', '/studio', author, goTo('scheduled')],
  ['a published episode', '/studio', administrator, goTo('published', openAll)],
  ['an episode that waits for approval', '/studio', administrator, goTo('asked')],
  ['an episode that waits, for its author', '/studio', author, goTo('asked')],
  ['an episode that was sent back', '/studio', author, goTo('sentBack')],
  ['a deleted episode', '/studio', administrator, goTo('deleted')],
  ['a deleted episode, for its author', '/studio', author, goTo('deleted')],
  ['a search that finds nothing', '/studio', administrator, goTo('show', searchForNothing)],
  ['the lines of a transcript', '/studio', administrator, goTo('lines', linesReady)],
  ['the lines of a transcript to read', '/studio', reader, goTo('lines')],
  ['a line that two people changed', '/studio', administrator, goTo('lines', correctAsAnother)],
  ['the state of a transcript refused', '/studio', administrator, goTo('lines', refuseLanguage)],
  [
    'the history of an episode',
    '/studio',
    administrator,
    goTo('history', (page) => page.locator('summary').first().click()),
  ],
  ['the single saves of an episode', '/studio', administrator, goTo('history', openSaves)],
  ['a state of an episode', '/studio', administrator, goTo('history', openState)],
  ['a state of an episode to read', '/studio', reader, goTo('history', openState)],
  ['a state of an episode restored', '/studio', administrator, goTo('history', restoreState)],
  ['the history of an episode in English', '/studio', administrator, inEnglish('/history', openSaves)],
  ['a state of an episode in English', '/studio', administrator, inEnglish('/history/2', openAll)],
  ['a restoration refused', '/studio', administrator, goTo('history', restoreLate)],
]

/** Once there is one. */
const STATES_OF_SHOW: State[] = [
  ['new show', '/studio/shows/new', administrator, async () => undefined],
  ['new show refused', '/en/studio/shows/new', administrator, async (page) => send(page)],
  ['settings', '/studio/shows/nachtzuege/settings', administrator, async () => undefined],
  ['settings refused', '/en/studio/shows/nachtzuege/settings', administrator, async (page) => refuseSettings(page)],
  [
    'settings changed meanwhile',
    '/studio/shows/nachtzuege/settings',
    administrator,
    async (page) => changeMeanwhile(page),
  ],
  ['move', '/studio/shows/nachtzuege/move', administrator, async () => undefined],
  ['move refused', '/en/studio/shows/nachtzuege/move', administrator, async (page) => send(page)],
  ['further facts', '/studio/shows/nachtzuege/more', administrator, openAll],
  ['further facts refused', '/en/studio/shows/nachtzuege/more', administrator, refuseSeason],
  ['import', '/studio/import', administrator, async () => undefined],
  ['import refused', '/en/studio/import', administrator, async (page) => send(page)],
  ['an import under way', '/studio/import/01890000-0000-7000-8000-00000000000a', administrator, async () => undefined],
  ['an import that is done', '/studio/import/01890000-0000-7000-8000-00000000000b', administrator, openAgain],
  [
    'a dry run of a locked feed',
    '/studio/import/01890000-0000-7000-8000-00000000000c',
    administrator,
    refuseUnconfirmed,
  ],
  [
    'an import that failed',
    '/en/studio/import/01890000-0000-7000-8000-00000000000d',
    administrator,
    async () => undefined,
  ],
  ['deletion', '/studio/shows/nachtzuege/deletion', administrator, async () => undefined],
  ['deletion refused', '/en/studio/shows/nachtzuege/deletion', administrator, async (page) => send(page)],
  ['a deleted show', '/studio/shows/weg/deletion', administrator, async () => undefined],
  ['an episode of a deleted show', `/studio/episodes/${OF_DELETED_SHOW}`, administrator, async () => undefined],
  ['a page of a deleted show', '/studio/shows/weg', administrator, async () => undefined],
  ['shows, one of them deleted', '/studio', administrator, async () => undefined],
  ['people of a show', '/studio/shows/nachtzuege/people', administrator, async (page) => seePeople(page)],
  ['people of the host', '/studio/people', administrator, async () => undefined],
  ['people of the host refused', '/en/studio/people', administrator, async (page) => make(page)],
  ['the log', '/studio/log', administrator, async () => undefined],
  ['the log of nobody', '/en/studio/log?person=niemand', administrator, async () => undefined],
  ['a person', `/studio/people/${reader.id}`, administrator, async () => undefined],
  ['a person refused', '/studio/people', administrator, async (page) => refuseLastAdministrator(page)],
  ['a second factor to take', `/studio/people/${lost.id}/second-factor`, administrator, async () => undefined],
  [
    'a second factor not taken',
    `/en/studio/people/${lost.id}/second-factor`,
    administrator,
    async (page) => send(page),
  ],
  ['people refused', '/en/studio/shows/nachtzuege/people', administrator, async (page) => make(page)],
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

/** Whatever is folded away. */
async function openAll(page: Page) {
  for (const summary of await page.locator('summary').all()) await summary.click()
}

async function refuseSeason(page: Page) {
  await openAll(page)
  await page.locator('[value=add-season]').click()
  await page.locator('#season-1-name').fill('Norden')
  await openAll(page)
  await page.locator('[value=add-person]').click()
  await page.locator('.fields > p button[type=submit]').last().click()
  await page.waitForSelector('.errors')
}

async function openAgain(page: Page) {
  await page.locator('summary').click()
}

async function refuseUnconfirmed(page: Page) {
  await page.locator('.fields button[type=submit]').click()
  await page.waitForSelector('.errors')
}

async function openSaves(page: Page) {
  await page.waitForSelector('.saves', { state: 'attached' })
  await openAll(page)
}

async function openState(page: Page) {
  await page
    .getByRole('link', { name: /^Diesen Stand ansehen/ })
    .first()
    .click()
  await page.waitForURL(/\/history\/\d+$/)
  await openAll(page)
}

async function restoreState(page: Page) {
  await page
    .getByRole('button', { name: /^Den Stand davor wiederherstellen/ })
    .first()
    .click()
  await page.waitForSelector('#done:focus')
}

async function restoreLate(page: Page) {
  await changeEpisode(host, await episodeId(), readEpisodeChanges({ title: `Abfahrt ${crypto.randomUUID()}` }), {
    by: OPERATOR,
  })
  await page
    .getByRole('button', { name: /^Den Stand davor wiederherstellen/ })
    .first()
    .click()
  await page.waitForSelector('.errors')
}

const episodeId = async () => (await filled()).episode.split('/').at(-1)!

function inEnglish(more: string, then: (page: Page) => Promise<void>) {
  return async (page: Page) => {
    await page.goto(`${host.config.publicUrl}/en${(await filled()).episode}${more}`)
    await then(page)
  }
}

async function refuseTitle(page: Page) {
  await page.locator('#title').fill('')
  await page.getByRole('button', { name: 'Texte speichern' }).click()
  await page.waitForSelector('.errors')
}

/** Somebody else changes the title after the page was opened. */
async function changeAsAnother(page: Page) {
  const id = (await filled()).episode.split('/').at(-1)!
  await changeEpisode(host, id, readEpisodeChanges({ title: `Abfahrt ${crypto.randomUUID()}` }), { by: OPERATOR })
  await page.locator('#title').fill('Meine Abfahrt')
  await page.getByRole('button', { name: 'Texte speichern' }).click()
  await page.waitForSelector('.theirs')
}

const A_FILE = { name: 'eine-lange-aufnahme-aus-dem-grossen-sitzungssaal-vom-vormittag.mp3', bytes: silentFrames(500) }

async function dropOnFirstPage(page: Page) {
  await filled()
  await page.reload()
  await dropFiles(page, [A_FILE])
  await page.waitForSelector('.asked')
}

async function dropRefused(page: Page) {
  await dropFiles(page, [{ ...A_FILE, bytes: Buffer.from('%PDF-1.7') }])
  await page.waitForSelector('[data-state=refused]')
}

async function dropFound(page: Page) {
  await dropFiles(page, [{ ...A_FILE, bytes: sample('id3v24-chapters.mp3') }])
  await page.waitForSelector('[data-state=done]')
}

async function dropOnPublished(page: Page) {
  await dropFiles(page, [A_FILE])
  await page.waitForSelector('.asked')
}

async function changePeopleAsAnother(page: Page) {
  const id = (await filled()).episode.split('/').at(-1)!
  const persons = [{ ...SOMEBODY, name: `Frau ${crypto.randomUUID()}` }]
  await changeEpisode(host, id, readEpisodeChanges({ persons }), { by: OPERATOR })
  await page.locator('#person-1-name').fill('Frau Sauer')
  await page.getByRole('button', { name: 'Mitwirkende speichern' }).click()
  await page.waitForSelector('.theirs')
}

async function publishTooSoon(page: Page) {
  await page.getByRole('button', { name: 'Veröffentlichen', exact: true }).click()
  await page.waitForSelector('.errors')
}

async function searchForNothing(page: Page) {
  await page.getByRole('searchbox').fill('Rentierschlitten')
  await page.getByText('Dazu ist nichts dabei.').waitFor()
}

async function linesReady(page: Page) {
  await page.waitForSelector('transcript-lines[ready]')
}

async function correctAsAnother(page: Page) {
  await linesReady(page)
  const episodeId = (await filled()).episode.split('/').at(-1)!
  const { cues } = await getTranscript(host, episodeId, 'de')
  const now = [{ ...cues[1]!, text: `Satz ${crypto.randomUUID()}.` }]
  await changeTranscript(host, episodeId, 'de', { lines: [{ line: 2, was: [cues[1]!], now }] }, OPERATOR)
  await page.getByRole('textbox', { name: 'Zeile 2: Text' }).fill('Mein Satz.')
  await page.waitForSelector('.theirs')
}

async function refuseLanguage(page: Page) {
  await page.locator('#language').fill('deutsch')
  await page.getByRole('button', { name: 'Stand und Sprache speichern' }).click()
  await page.waitForSelector('.errors')
}

/** Somebody new, signed in: what the states before did to others is nothing to her. */
async function signInAnew(page: Page) {
  const person = await makePerson(host)
  await signInAs(page, person.email)
  await page.waitForURL('**/studio')
  return person
}

/** Her app. */
async function beginCodes(page: Page, person?: { email: string }) {
  if (!person) await signInAnew(page)
  await page.goto(`${host.config.publicUrl}/studio/account/second-factor`)
  await page.locator('#password').fill(PASSWORD)
  await send(page)
  return appWith(await page.locator('#key').inputValue())
}

async function confirmCodes(page: Page, person?: { email: string }) {
  const app = await beginCodes(page, person)
  await page.locator('#code').fill(app())
  await send(page)
  await page.waitForSelector('.recovery-codes')
}

async function askedForCode(page: Page) {
  const begun = page.url()
  const person = await signInAnew(page)
  await confirmCodes(page, person)
  await page.context().clearCookies()
  await page.goto(begun)
  await signInAs(page, person.email)
  await page.waitForSelector('#code')
}

/** With everything her account can show. */
async function withPasskey(page: Page) {
  const { id: personId } = await signInAnew(page)
  await passkeyRow(host, personId, { name: 'Sicherheitsschlüssel am Schlüsselbund', createdAt: new Date() })
  await host.db.session.create({
    data: { personId, token: crypto.randomUUID(), expiresAt: new Date(Date.now() + 3_600_000) },
  })
  await page.goto(`${host.config.publicUrl}/studio/account?done=name`)
}

async function refuseName(page: Page) {
  await page.locator('#name').fill('')
  await send(page)
  await page.waitForSelector('.errors')
}

/** Sends the form of a page, and waits for what comes back. */
const send = (page: Page) => page.locator('main button[type=submit]').first().click()

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
  await send(page)
  await page.waitForSelector('.errors')
}

async function refuseSettings(page: Page) {
  await page.locator('#title').fill('')
  await page.locator('#categories').selectOption('')
  await send(page)
  await page.waitForSelector('.errors')
}

async function changeMeanwhile(page: Page) {
  await host.db.show.update({ where: { slug: 'nachtzuege' }, data: { title: `Nachtzüge ${Math.random()}` } })
  await send(page)
  await page.waitForSelector('#changed-title')
}

/** The same where each thing in a list has a form of its own. */
const make = (page: Page) => page.locator('main .fields button[type=submit]').click()

/** As often as makes the next attempt wait. */
async function failOften(page: Page) {
  const email = 'niemand@amt.example'
  for (let at = 0; at < 6; at++) await sendForm(host, '/studio/sign-in', { email, password: 'falsch' })
  await signInAs(page, email)
  await page.getByText('Warten Sie bitte').first().waitFor()
  await host.db.signInFailure.deleteMany()
}

async function signInAs(page: Page, email: string, password = PASSWORD) {
  await page.locator('#email').fill(email)
  await page.locator('#password').fill(password)
  await send(page)
}

async function open(path: string, who: { email: string } | null, options: Options = {}) {
  const context = who
    ? await signedInContext(browser, host, await cookieFor(who), options)
    : await browser.newContext(options)
  return { context, ...(await openPage(context, host.config.publicUrl + path)) }
}

const cookies = new Map<string, Promise<string>>()

/** Everybody signs in once. */
function cookieFor({ email }: { email: string }): Promise<string> {
  const known = cookies.get(email) ?? signIn(host, { email })
  cookies.set(email, known)
  return known
}

describe('AC-49 the studio has no fault, and nothing lies beside the screen, on any of them', () => {
  test.each(STATES)('%s', (_, ...state) => lookAt(state))

  describe('with a show', () => {
    beforeAll(async () => {
      await showRow(host, { slug: 'nachtzuege' })
      await makeImports()
      const deletedAt = new Date()
      const goneAt = new Date(deletedAt.getTime() + 30 * 86_400_000)
      const gone = await showRow(host, { slug: 'weg', deletedAt, goneAt })
      await episodeRow(host, gone, { id: OF_DELETED_SHOW })
    })

    test.each(STATES_OF_SHOW)('%s', (_, ...state) => lookAt(state))
  })
})

/** Opens a state once, and looks at it on each screen. */
async function lookAt([path, who, arrive]: Rest<State>) {
  const { context, page, requests, complaints } = await open(path, who)
  await arrive(page)
  for (const [name, { width, height, ...media }] of Object.entries(SCREENS)) {
    await page.setViewportSize({ width, height })
    // Without motion colours change at once, not on the way to others.
    await page.emulateMedia({ ...media, reducedMotion: 'reduce' })
    expect(await faultsOf(page, TAGS), name).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), name).toBeLessThanOrEqual(0)
  }
  expect(requests.filter((url) => !url.startsWith(`${host.config.publicUrl}/`))).toEqual([])
  expect(complaints.filter((text) => !/status of 4(00|04|09|15|22|29)/.test(text))).toEqual([])
  await context.close()
}

type Rest<Tuple extends unknown[]> = Tuple extends [unknown, ...infer Others] ? Others : never

test.each([true, false])(
  'what is wrong has the focus, and leads to its field by keyboard; with script: %s',
  async (javaScriptEnabled) => {
    const { context, page } = await open('/studio/sign-in', null, { javaScriptEnabled })
    await page.locator('#email').fill('suess@amt.example')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.errors')
    expect(await page.locator('.errors:focus').count()).toBe(1)
    expect(await page.title()).toMatch(/^Fehler: /)
    expect(await page.locator('#email').inputValue()).toBe('suess@amt.example')

    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.waitForFunction('location.hash === "#password"').catch(() => undefined)
    await page.keyboard.type(PASSWORD)
    expect(await page.locator('#password').inputValue()).toBe(PASSWORD)
    await context.close()
  },
)

test('a person signs in and out by keyboard alone', async () => {
  const { context, page } = await open('/studio', null)
  expect(page.url()).toContain('/studio/sign-in?to=%2Fstudio')
  await page.locator('#email').focus()
  await page.keyboard.type(administrator.email)
  await page.keyboard.press('Tab')
  await page.keyboard.type(PASSWORD)
  await page.keyboard.press('Enter')
  await page.waitForURL('**/studio')
  expect(await page.locator('h1').textContent()).toBe('Ihre Podcasts')

  await page.locator('.sign-out button').focus()
  await page.keyboard.press('Enter')
  await page.waitForURL('**/studio/sign-in')
  await page.goto(`${host.config.publicUrl}/studio`)
  expect(page.url()).toContain('/studio/sign-in')
  await context.close()
})

test.each([true, false])(
  'a person signs in at the provider of her house; with script: %s',
  async (javaScriptEnabled) => {
    provider.people.set('4711', { email: 'koch@amt.example', name: 'Mario Koch', groups: ['it'] })
    provider.state.next = '4711'
    const { context, page } = await open('/en/studio/keys', null, { javaScriptEnabled })
    await page.getByRole('link', { name: 'Sign in with Landeskonto' }).click()
    await page.waitForURL('**/en/studio/keys')
    expect(await page.locator('.sign-out').textContent()).toContain('Mario Koch')
    await context.close()
  },
)
