import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { createApiKey } from '../../src/accounts/api-key.ts'
import { makeAdministrator, makeMember, signIn } from '../support/people.ts'
import { artworkRow, episodeRow, showRow } from '../support/rows.ts'
import { browsedHost } from './browsed-host.ts'
import { openPage, signedInContext } from './browser.ts'

const { host, browser } = await browsedHost()

let cookie = ''
let show: { id: string; slug: string }
beforeAll(async () => {
  cookie = await signIn(host, await makeAdministrator(host))
  show = await showRow(host)
  await artworkRow(host, show)
  await createApiKey(host, { name: 'Website' })
  await makeMember(host, 'author', show)
})

/** What somebody does on a page, and where she goes on from: what has the focus then, by its text or its name. */
type Row = [what: string, path: () => string | Promise<string>, act: (page: Page) => Promise<void>, focus: RegExp]

const press = (name: string) => (page: Page) => page.getByRole('button', { name, exact: true }).first().click()
/** Without script the button doesn't know which of both it will be. */
const publish = (page: Page) => page.getByRole('button', { name: /^Veröffentlichen( oder planen)?$/ }).click()
const settings = (page: string) => () => `/studio/shows/${show.slug}${page}`
const PEOPLE = [
  { name: 'Frau Süß', role: 'Guest', group: 'Cast' },
  { name: 'Herr Groß', role: 'Host', group: 'Cast' },
]
const draft = async (more: object = {}) =>
  `/studio/episodes/${(await episodeRow(host, show, { publishAt: null, description: 'Worum es geht.', ...more })).id}`

const deletedEpisode = () => draft({ deletedAt: new Date(), goneAt: new Date(Date.now() + 86_400_000) })

/** A page of each kind; that every form says what it did is looked at in tests/web/studio/done.test.ts. */
const ROWS: Row[] = [
  ['the name of an account', () => '/studio/account', press('Namen speichern'), /^Ihr Name ist gespeichert/],
  ['a key revoked', () => '/studio/keys', revoke, /^Der Schlüssel gilt nicht mehr/],
  ['settings of a show', settings('/settings'), press('Einstellungen speichern'), /^Die Angaben/],
  ['a row more of a show', settings('/more'), addSeason, /^season-1-number$/],
  ['a row less of a show, the last', settings('/more'), takeSeasonOut, /^seasons$/],
  ['a role', settings('/people'), (page) => page.getByRole('button', { name: /^Rolle ändern/ }).click(), /^Die Rolle/],
  ['texts of an episode', draft, press('Texte speichern'), /^Titel und Texte sind gespeichert/],
  ['a preview of the notes', draft, (page) => page.locator('[value=preview]').click(), /^preview-of-notes$/],
  ['a row more of people', () => draft({ persons: PEOPLE }), press('Weitere Person'), /^person-3-name$/],
  ['a row less of people', () => draft({ persons: PEOPLE }), press('Frau Süß entfernen'), /^person-1-name$/],
  ['the last row less of people', () => draft({ persons: PEOPLE }), press('Herr Groß entfernen'), /^persons$/],
  ['a soundbite more', draft, press('Weitere Hörprobe'), /^bite-2-start$/],
  ['a link to a preview', draft, press('Link erstellen'), /^Der Link ist bereit/],
  ['publishing that is refused', () => draft({ title: '' }), publish, /^Bitte prüfen Sie/],
  [
    'what blocks, in a part of the page',
    draft,
    (page) => page.getByRole('link', { name: /^Laden Sie ein Transkript hoch/ }).click(),
    /^transcripts$/,
  ],
  ['an episode taken back', () => draft({ publishAt: new Date(0) }), takeBack, /^Die Folge ist wieder ein Entwurf/],
  ['an episode deleted', draft, press('Folge löschen'), /^Die Folge ist gelöscht/],
  [
    'an episode that is back',
    deletedEpisode,
    (page) => page.getByRole('button', { name: /^Zurückholen/ }).click(),
    /^Die Folge ist wieder da/,
  ],
]

async function revoke(page: Page) {
  await page.getByText('Widerrufen …').first().click()
  await press('Schlüssel widerrufen')(page)
}

async function addSeason(page: Page) {
  await page.getByText('Staffeln').first().click()
  await page.locator('[value=add-season]').click()
}

async function takeSeasonOut(page: Page) {
  await addSeason(page)
  await page.locator('[value=remove-season-1]').click()
}

async function takeBack(page: Page) {
  await page.locator('summary', { hasText: 'Veröffentlichung zurücknehmen' }).click()
  await press('Veröffentlichung zurücknehmen')(page)
}

describe.each([
  ['with script', true],
  ['without script', false],
])('focus goes where the work is, %s', (_, javaScriptEnabled) => {
  test.each(ROWS)('%s', async (_, path, act, focus) => {
    const context = await signedInContext(browser, host, cookie, { javaScriptEnabled })
    const page = await context.newPage()
    await page.goto(host.config.publicUrl + (await path()))
    await act(page)
    await expect.poll(() => focused(page)).toMatch(focus)
    await context.close()
  })
})

/** The id of a field or a place, or the text of what is said; nothing where the page as a whole has the focus. */
const focused = (page: Page) =>
  page.evaluate<string>(`(() => {
    const { id, className, textContent, tagName } = document.activeElement
    if (tagName === 'BODY') return ''
    return id === 'done' || className === 'errors' ? textContent.trim() : id
  })()`)

test('a part of a page that somebody is led to has no ring around it, the controls in it have', async () => {
  const context = await signedInContext(browser, host, cookie)
  const { page } = await openPage(context, host.config.publicUrl + (await draft()))
  await page.getByRole('link', { name: /^Laden Sie ein Transkript hoch/ }).focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => focused(page)).toBe('transcripts')
  expect(await ringOf(page)).toBe('rgba(0, 0, 0, 0)')
  await page.keyboard.press('Tab')
  expect(await ringOf(page)).not.toBe('rgba(0, 0, 0, 0)')
  await context.close()
})

/** The colour of the ring around what has the focus by keyboard. */
const ringOf = (page: Page) =>
  page.evaluate<string>(`getComputedStyle(document.querySelector(':focus-visible')).outlineColor`)

test('what keeps an episode from being published is told with the way to each field, and beside it', async () => {
  const context = await signedInContext(browser, host, cookie)
  const bare = await showRow(host)
  const { id } = await episodeRow(host, bare, { publishAt: null, title: '' })
  const { page } = await openPage(context, `${host.config.publicUrl}/studio/episodes/${id}`)
  await press('Veröffentlichen')(page)
  await page.waitForSelector('.errors')
  const ways = await page.locator('.errors a').evaluateAll((links) => links.map((link) => link.getAttribute('href')))
  expect(ways).toContain('#title')
  expect(ways).toContain('#transcripts')
  expect(ways.some((way) => way?.startsWith(`/studio/shows/${bare.slug}/settings#`))).toBe(true)
  expect(await page.locator('#title').getAttribute('aria-invalid')).toBe('true')
  await page.locator('.errors a[href="#title"]').click()
  await expect.poll(() => focused(page)).toBe('title')
  await context.close()
})
