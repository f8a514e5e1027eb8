import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { OPERATOR } from '../../src/accounts/logbook.ts'
import { changeEpisode } from '../../src/episodes/episode.ts'
import { ask, type Json, publish, upload } from '../support/api.ts'
import { makeMember, PASSWORD } from '../support/people.ts'
import { episodeRow, showRow } from '../support/rows.ts'
import { transcriptsOf } from '../support/transcripts.ts'
import { faultsOf } from './axe.ts'
import { browsedHost } from './browsed-host.ts'

const { host, browser } = await browsedHost()

const show = await showRow(host)
const [anna, ben] = [await makeMember(host, 'author', show), await makeMember(host, 'editor', show)]

async function draft() {
  const { id } = await episodeRow(host, show, { publishAt: null, title: 'Alt' })
  return { path: `/studio/episodes/${id}`, row: () => host.db.episode.findUniqueOrThrow({ where: { id } }) }
}

async function signInAs(page: Page, { email }: { email: string }) {
  await page.goto(`${host.config.publicUrl}/studio/sign-in`)
  await page.locator('#email').fill(email)
  await page.locator('#password').fill(PASSWORD)
  await page.locator('main button[type=submit]').click()
  await page.waitForURL('**/studio')
}

async function open(who: { email: string }, path: string, before?: (page: Page) => Promise<void>) {
  const page = await (await browser.newContext()).newPage()
  await signInAs(page, who)
  await before?.(page)
  await page.goto(host.config.publicUrl + path)
  return page
}

const told = (page: Page) => page.locator('#texts .kept')
const said = (page: Page, words: RegExp) => page.locator('#texts .kept', { hasText: words }).waitFor()
const saved = (page: Page) => said(page, /^Gespeichert um/)

test('a draft is saved while one types, and says when', async () => {
  const { path, row } = await draft()
  const page = await open(anna, path)
  await page.locator('#title').fill('Getippt')
  await saved(page)
  expect(await told(page).textContent()).toMatch(/^Gespeichert um \d\d:\d\d\.$/)
  expect((await row()).title).toBe('Getippt')
  await expect.poll(() => page.evaluate('localStorage.length')).toBe(0)

  await page.locator('#notesSource').fill('**fett** <img src=x onerror=alert(1)>')
  await page.waitForSelector('#texts .preview strong')
  expect(await page.locator('#texts .preview img').count()).toBe(0)
  await page.locator('#notesSource').fill('')
  await page.locator('#texts .notes', { hasText: /^Ohne Shownotes/ }).waitFor()
  await page.context().close()
})

test('what was typed and not saved survives a reload and a lost session', async () => {
  const { path, row } = await draft()
  const page = await open(anna, path)
  await page.locator('#title').fill('Nicht verloren')
  await page.reload()
  expect(await page.locator('#title').inputValue()).toBe('Nicht verloren')
  await saved(page)
  expect((await row()).title).toBe('Nicht verloren')

  await host.db.session.deleteMany({ where: { personId: anna.id } })
  await page.locator('#title').fill('Auch nicht')
  await said(page, /abgemeldet/)
  await signInAs(page, anna)
  await page.goto(host.config.publicUrl + path)
  expect(await page.locator('#title').inputValue()).toBe('Auch nicht')
  await saved(page)
  expect((await row()).title).toBe('Auch nicht')
  await page.context().close()
})

test('who is signed out finds the way to sign in beside what she typed, until that is saved', async () => {
  const { path, row } = await draft()
  const page = await open(anna, path)
  await host.db.session.deleteMany({ where: { personId: anna.id } })
  await page.locator('#title').fill('Noch hier')
  const way = page.locator('#texts').getByRole('link', { name: 'Anmelden (neues Fenster)' })
  const [opened] = await Promise.all([page.waitForEvent('popup'), way.click()])
  await opened.waitForURL(/\/studio\/sign-in\?to=/)
  await signInAs(opened, anna)
  await opened.close()
  await way.waitFor({ state: 'hidden' })
  await saved(page)
  expect((await row()).title).toBe('Noch hier')
  await page.context().close()
})

test('a page of one person saves nothing as the next one who signs in, until the first is signed in again', async () => {
  const { path, row } = await draft()
  const page = await open(anna, path)
  const other = await page.context().newPage()
  const signInThere = async (who: { email: string }) => {
    await other.goto(`${host.config.publicUrl}/studio`)
    await other.getByRole('button', { name: 'Abmelden' }).click()
    await other.waitForURL('**/studio/sign-in*')
    await signInAs(other, who)
  }
  await signInThere(ben)
  await page.locator('#title').fill('Annas Worte')
  await said(page, /^In diesem Browser ist inzwischen jemand anderes angemeldet.*Ihr Text bleibt in diesem Browser/)
  await page.locator('#texts').getByRole('link', { name: 'Anmelden (neues Fenster)' }).waitFor()
  expect(await faultsOf(page)).toEqual([])
  expect((await row()).title).toBe('Alt')
  await signInThere(anna)
  await saved(page)
  const { id, title } = await row()
  const versions = await host.db.episodeVersion.findMany({ where: { episodeId: id }, orderBy: { number: 'asc' } })
  expect([title, versions.at(-1)!.personId]).toEqual(['Annas Worte', anna.id])
  expect(versions.map(({ personId }) => personId)).not.toContain(ben.id)
  await page.context().close()
})

test('people and soundbites that were added and could not be saved come back with the page', async () => {
  const { path, row } = await draft()
  const page = await open(anna, path)
  const reopen = () => page.goto(host.config.publicUrl + path)
  const told = (part: string, words: RegExp) => page.locator(`#${part} .kept`, { hasText: words }).waitFor()
  const added = async (name: string, first: string) => {
    await page.getByRole('button', { name }).click()
    await page.locator(first).waitFor()
    expect(new URL(page.url()).pathname).toBe(path)
  }
  await page.locator('#person-1-name').fill('Frau Süß')
  await told('people', /^Gespeichert um/)
  await added('Weitere Person', '#person-2-name')
  await page.locator('#person-2-url').fill('https://a.example/')
  await told('people', /^Noch nicht gespeichert.* Person 2, Name: /)
  await page.locator('#person-2-name-error').waitFor()
  await reopen()
  expect(await page.locator('#person-2-url').inputValue()).toBe('https://a.example/')
  expect(await page.locator('.person legend').allTextContents()).toEqual(['Person 1', 'Person 2'])
  await told('people', /^Noch nicht gespeichert/)
  expect(await page.locator('#people [aria-invalid]').getAttribute('id')).toBe('person-2-name')
  expect((await row()).persons).toMatchObject([{ name: 'Frau Süß' }])
  await added('Weitere Person', '#person-3-name:focus')
  await reopen()
  await page.locator('#person-2-name').fill('Herr Ü')
  await told('people', /^Gespeichert um/)
  expect((await row()).persons).toMatchObject([{ name: 'Frau Süß' }, { name: 'Herr Ü', url: 'https://a.example/' }])

  await page.locator('#bite-1-start').fill('0:01')
  await added('Weitere Hörprobe', '#bite-2-start')
  await page.locator('#bite-2-title').fill('Ohne Beginn')
  await reopen()
  expect(await page.locator('#bite-2-title').inputValue()).toBe('Ohne Beginn')
  expect(await page.locator('.bites').getByRole('button', { name: 'Hörprobe anhören' }).count()).toBe(2)
  await page.context().close()
})

test('of several bad rows each is told, while one types and by the button', async () => {
  const { path, row } = await draft()
  const page = await open(anna, path)
  await page.locator('#bite-1-start').fill('früh')
  await page.getByRole('button', { name: 'Weitere Hörprobe' }).click()
  await page.locator('#bite-2-start').fill('0:01')
  await page.locator('#bite-2-duration').fill('lang')
  await page.locator('#soundbites .kept', { hasText: /^Noch nicht.*Hörprobe 1, Beginn.*Hörprobe 2, Dauer/ }).waitFor()
  const bad = ['bite-1-start', 'bite-1-duration', 'bite-2-duration']
  const marked = () => page.locator('#soundbites [aria-invalid]').evaluateAll((fields) => fields.map(({ id }) => id))
  expect(await marked()).toEqual(bad)
  expect(await page.locator('#soundbites .field .error').count()).toBe(3)

  await page.getByRole('button', { name: 'Hörproben speichern' }).click()
  await page.locator('.errors').waitFor()
  const ways = await page.locator('.errors a').evaluateAll((links) => links.map((link) => (link as Json).hash))
  expect(ways).toEqual(bad.map((id) => `#${id}`))
  expect(await marked()).toEqual(bad)
  expect(await page.locator('#soundbites .field .error').count()).toBe(3)
  await page.locator('.errors a').last().click()
  expect(await page.evaluate('document.activeElement.id')).toBe('bite-2-duration')
  expect((await row()).soundbites).toEqual([])
  await page.context().close()
})

test('what is wrong stands beside its field while one types, is said by its name once, and goes when it is right', async () => {
  const { path, row } = await draft()
  const page = await open(anna, path)
  const facts = page.locator('#facts')
  const status = facts.locator('.kept')
  const answered = () => page.waitForResponse((response) => response.url().endsWith('/facts'))
  const described = (name: string) => page.locator(`#${name}`).getAttribute('aria-describedby')
  const wrong = { number: 'viele', recordedOn: 'gestern', licenseUrl: 'nirgends', placeGeo: 'dort', slug: 'Ä/Ö' }
  for (const [name, text] of Object.entries(wrong)) await page.locator(`#${name}`).fill(text)
  await status.filter({ hasText: /^Noch nicht gespeichert/ }).waitFor()
  for (const [name, label] of [
    ['number', 'Nummer'],
    ['recordedOn', 'Aufgenommen am'],
    ['licenseUrl', 'Adresse des Lizenztexts'],
    ['placeGeo', 'Der Ort auf der Karte'],
    ['slug', 'Adresse der Seite'],
  ] as const) {
    const sentence = await page.locator(`.field:has(#${name}) #${name}-error`).textContent()
    expect(await page.locator(`#${name}`).getAttribute('aria-invalid')).toBe('true')
    expect(await described(name)).toBe(`${name}-hint ${name}-error`)
    expect(await status.locator(`a[href="#${name}"]`).textContent()).toBe(`${label}: ${sentence}`)
  }
  // A licence and a place lack their names, too.
  const told = ['number', 'recordedOn', 'licenseName', 'licenseUrl', 'placeName', 'placeGeo', 'slug']
  const ids = () => facts.locator('.error').evaluateAll((errors) => errors.map(({ id }) => id))
  expect(await ids()).toEqual(told.map((name) => `${name}-error`))
  const ways = await status.locator('a').evaluateAll((links) => links.map((link) => link.getAttribute('href')))
  expect(ways).toEqual(told.map((name) => `#${name}`))
  expect(await page.evaluate('document.activeElement.id')).toBe('slug')
  expect(await faultsOf(page)).toEqual([])

  await page.evaluate(
    'document.querySelectorAll("#number-error, #facts .kept ul").forEach((each) => { each.title = 1 })',
  )
  await Promise.all([answered(), page.locator('#number').fill('sehr viele')])
  await page.locator('#slug').fill('gut')
  await page.locator('#slug-error').waitFor({ state: 'detached' })
  expect(await page.locator('#number-error').getAttribute('title')).toBe('1')
  expect(await described('slug')).toBe('slug-hint')
  expect(await status.locator('a').count()).toBe(6)

  await status.locator('a').first().click()
  expect(await page.evaluate('document.activeElement.id')).toBe('number')
  for (const name of Object.keys(wrong).slice(0, -1)) await page.locator(`#${name}`).fill('')
  await status.filter({ hasText: /^Gespeichert um/ }).waitFor()
  expect(await facts.locator('.error, [aria-invalid]').count()).toBe(0)
  expect(await row()).toMatchObject({ slug: 'gut', number: null })
  await page.context().close()
})

test('what is refused as it was before is not said again', async () => {
  const { path } = await draft()
  const page = await open(anna, path)
  const status = page.locator('#facts .kept')
  await page.locator('#number').fill('viele')
  await status.filter({ hasText: /^Noch nicht gespeichert/ }).waitFor()
  await page.evaluate(`globalThis.heard = [];
    new MutationObserver(() => heard.push(document.querySelector('#facts .kept').textContent))
      .observe(document.querySelector('#facts .kept'), { childList: true, subtree: true })`)
  await Promise.all([
    page.waitForResponse((response) => response.url().endsWith('/facts')),
    page.locator('#number').fill('sehr viele'),
  ])
  await page.locator('#number').fill('7')
  await status.filter({ hasText: /^Gespeichert um/ }).waitFor()
  expect(await page.evaluate('heard')).toEqual([expect.stringMatching(/^Gespeichert um/)])
  await page.context().close()
})

test('what a form came back with is saved while one types; the summary on top goes with what is wrong', async () => {
  const { path, row } = await draft()
  const page = await open(anna, path)
  await page.locator('#person-1-url').fill('nirgends')
  await page.getByRole('button', { name: 'Mitwirkende speichern' }).click()
  await page.locator('.errors a[href="#person-1-url"]', { hasText: /^Person 1, Adresse einer Seite/ }).waitFor()
  await page.locator('#person-1-name').fill('Frau Süß')
  await page.locator('.errors a[href="#person-1-name"]').waitFor({ state: 'detached' })
  expect(await page.locator('.errors a').count()).toBe(1)
  await page.locator('#person-1-url').fill('https://a.example/')
  await page.locator('#people .kept', { hasText: /^Gespeichert um/ }).waitFor()
  expect(await page.locator('.errors, #people .error').count()).toBe(0)
  expect((await row()).persons).toMatchObject([{ name: 'Frau Süß', url: 'https://a.example/' }])
  await page.context().close()
})

test('a list of rows that is refused as a whole says so above them', async () => {
  const { path } = await draft()
  const page = await open(anna, path)
  const bites = Array.from({ length: 21 }, (_, at) => ({
    [`bite-${at + 1}-start`]: '0:01',
    [`bite-${at + 1}-duration`]: '2',
  }))
  await page.route('**/soundbites', (route) => {
    const body = new URLSearchParams(route.request().postData()!)
    for (const [name, value] of bites.flatMap((bite) => Object.entries(bite))) body.set(name, value)
    return route.continue({ postData: body.toString() })
  })
  await page.locator('#bite-1-start').fill('0:01')
  await page.locator('form > #soundbites-error').waitFor()
  const sentence = await page.locator('#soundbites-error').textContent()
  expect(await page.locator('#soundbites .kept').textContent()).toBe(
    `Noch nicht gespeichert. Bitte prüfen Sie: ${sentence} `,
  )
  await page.context().close()
})

test('what keeps an episode from being published stays beside its field while another one is saved', async () => {
  const serial = await showRow(host, { type: 'serial' })
  const { id } = await episodeRow(host, serial, { publishAt: null, title: 'Alt', number: null })
  const page = await open(await makeMember(host, 'editor', serial), `/studio/episodes/${id}`)
  await page.getByRole('button', { name: 'Veröffentlichen', exact: true }).click()
  await page.locator('#number-error').waitFor()
  const ways = await page.locator('.errors a').count()
  await page.locator('#season').fill('2')
  await page.locator('#facts .kept', { hasText: /^Gespeichert um/ }).waitFor()
  expect(await page.locator('#number').getAttribute('aria-invalid')).toBe('true')
  expect(await page.locator('#number-error').count()).toBe(1)
  await page.locator('#number').fill('1')
  await page.locator('#number-error').waitFor({ state: 'detached' })
  expect(await page.locator('#number').getAttribute('aria-invalid')).toBeNull()
  expect(await page.locator('.errors a').count()).toBe(ways)
  await page.context().close()
})

test('a person who was taken out without being saved stays out where the page is opened again', async () => {
  const persons = ['Frau Süß', 'Herr Ü', 'Frau Ö'].map((name) => ({ name, group: 'cast', role: 'host' }))
  const { id } = await episodeRow(host, show, { title: 'Öffentlich', persons })
  const page = await open(ben, `/studio/episodes/${id}`)
  await page.getByRole('button', { name: 'Herr Ü entfernen' }).click()
  await page.waitForURL('**/people*')
  await page.goto(`${host.config.publicUrl}/studio/episodes/${id}`)
  const names = page.locator('.person input[name$="-name"]')
  expect(await names.evaluateAll((fields) => fields.map((field) => (field as Json).value))).toEqual([
    'Frau Süß',
    'Frau Ö',
  ])
  expect((await host.db.episode.findUniqueOrThrow({ where: { id } })).persons).toHaveLength(3)
  await page.context().close()
})

test('what is saved stands in the heading, in the title of the page and in the address that follows it', async () => {
  const { id } = await episodeRow(host, show, { publishAt: null, title: 'Alt', slug: 'alt' })
  const page = await open(anna, `/studio/episodes/${id}`)
  await page.locator('#title').fill('$& Neu')
  await saved(page)
  expect(await page.locator('h1').textContent()).toBe('$& Neu')
  expect(await page.title()).toMatch(/^\$& Neu – /)
  expect(await page.locator('#slug').inputValue()).toBe('neu')
  await page.locator('#slug').fill('von-hand')
  await page.locator('#facts .kept', { hasText: /^Gespeichert um/ }).waitFor()
  await page.locator('#title').fill('Noch einmal')
  await page.locator('h1', { hasText: 'Noch einmal' }).waitFor()
  expect(await page.locator('#slug').inputValue()).toBe('von-hand')
  expect((await host.db.episode.findUniqueOrThrow({ where: { id } })).slug).toBe('von-hand')
  await page.context().close()
})

test.each([
  [1440, 900],
  [390, 844],
])('whoever is led to a conflict at %i × %i sees what is said, the field and the choice', async (width, height) => {
  const { path, row } = await draft()
  const page = await open(anna, path)
  await page.setViewportSize({ width, height })
  const seen = { description: 'Von anderswo', shortTitle: 'Von anderswo' }
  await changeEpisode(host, (await row()).id, seen, { by: OPERATOR })
  await page.locator('#shortTitle').fill('Von hier')
  await page.locator('#description').fill('Von hier')
  await page.getByRole('button', { name: 'Beide Fassungen vergleichen' }).click()
  for (const name of ['shortTitle', 'description']) {
    await page.locator(`.errors a[href="#${name}"]`).click()
    for (const part of [`#${name}-error`, `#${name}`, `#${name}-theirs`, `[name=keep-${name}] >> nth=1`]) {
      const { y, height: own } = (await page.locator(part).boundingBox())!
      expect([part, y >= 0 && y + own <= height]).toEqual([part, true])
    }
  }
  await page.context().close()
})

test('a page that is loaded anew shows what was typed there, not what waits in another window', async () => {
  const { id } = await episodeRow(host, show, { title: 'Öffentlich' })
  const first = await open(ben, `/studio/episodes/${id}`)
  const second = await first.context().newPage()
  await second.goto(first.url())
  await second.locator('#title').fill('Aus dem zweiten')
  await said(second, /^Noch nicht gespeichert/)
  await first.reload()
  expect(await first.locator('#title').inputValue()).toBe('Öffentlich')
  await first.locator('#title').fill('Aus dem ersten')
  await first.reload()
  await second.reload()
  expect(await first.locator('#title').inputValue()).toBe('Aus dem ersten')
  expect(await second.locator('#title').inputValue()).toBe('Aus dem zweiten')
  await second.close()
  await first.getByRole('button', { name: 'Texte speichern' }).click()
  await first.waitForURL(/#done$/)
  await first.goto(`${host.config.publicUrl}/studio/episodes/${id}`)
  expect(await first.locator('#title').inputValue()).toBe('Aus dem zweiten')
  await first.context().close()
})

test('two people who type in the same field are told, and choose; in other fields both are kept', async () => {
  const { path, row } = await draft()
  const [one, two] = [await open(anna, path), await open(ben, path)]
  await one.locator('#title').fill('Annas')
  await saved(one)
  await two.locator('#description').fill('Bens')
  await saved(two)
  expect(await row()).toMatchObject({ title: 'Annas', description: 'Bens' })
  expect(await two.locator('#title').inputValue()).toBe('Annas')

  await two.locator('#title').fill('Bens Titel')
  await expect.poll(async () => (await row()).title).toBe('Bens Titel')
  await one.locator('#title').fill('Annas zweiter')
  await one.getByRole('button', { name: 'Beide Fassungen vergleichen' }).click()
  expect(await one.locator('#title-theirs').textContent()).toBe('Bens Titel')
  expect(await one.locator('#title').inputValue()).toBe('Annas zweiter')
  expect((await row()).title).toBe('Bens Titel')
  await one.getByRole('button', { name: 'Texte speichern' }).click()
  await one.locator('#title-error', { hasText: 'Wählen Sie, welche Fassung gelten soll.' }).waitFor()
  expect((await row()).title).toBe('Bens Titel')
  await one.getByRole('radio', { name: 'Meine Fassung aus dem Formular speichern' }).check()
  await one.getByRole('button', { name: 'Texte speichern' }).click()
  await one.waitForURL(/#done$/)
  expect((await row()).title).toBe('Annas zweiter')

  await one.goto(`${host.config.publicUrl}${path}/history`)
  await one
    .getByRole('button', { name: /wiederherstellen/ })
    .first()
    .click()
  await one.waitForURL(/\/history\?version=\d+&done=restored#done$/)
  await one.waitForSelector('#done:focus')
  expect((await row()).title).toBe('Bens Titel')
  await Promise.all([one.context().close(), two.context().close()])
})

test('rows that somebody else changed are shown where nobody typed in them, and never overwritten', async () => {
  const persons = ['Frau Süß', 'Herr Ü'].map((name) => ({ name, group: 'Cast', role: 'Host' }))
  const { id } = await episodeRow(host, show, { publishAt: null, title: 'Alt', persons })
  const path = `/studio/episodes/${id}`
  const peopleOf = async () =>
    ((await host.db.episode.findUniqueOrThrow({ where: { id } })).persons as Json[]).map(({ name }) => name)
  const people = (page: Page, words: RegExp) => page.locator('#people .kept', { hasText: words }).waitFor()
  const [one, two] = [await open(anna, path), await open(ben, path)]
  await two.locator('#person-1-name').fill('Frau Süß-Sauer')
  await people(two, /^Gespeichert um/)
  await two.getByRole('button', { name: 'Herr Ü entfernen' }).click()
  await two.waitForURL('**/people*')
  await two.getByRole('button', { name: 'Mitwirkende speichern' }).click()
  await two.waitForURL(/#done$/)
  expect(await peopleOf()).toEqual(['Frau Süß-Sauer'])

  const first = one.locator('#person-1-name')
  await first.pressSequentially('x')
  await first.press('Backspace')
  await people(one, /^Gespeichert um/)
  await expect.poll(() => first.inputValue()).toBe('Frau Süß-Sauer')
  expect(await one.locator('.person').count()).toBe(1)
  await first.fill('Frau Bitter')
  await expect.poll(peopleOf).toEqual(['Frau Bitter'])

  await two.goto(host.config.publicUrl + path)
  await two.locator('#person-1-url').fill('https://a.example/')
  await people(two, /^Gespeichert um/)
  await first.fill('Frau Salzig')
  await one.getByRole('button', { name: 'Beide Fassungen vergleichen' }).waitFor()
  expect(await peopleOf()).toEqual(['Frau Bitter'])
  await Promise.all([one.context().close(), two.context().close()])
})

test('a page opened while the episode was a draft saves nothing by itself once somebody published it', async () => {
  const { id, ...made } = await draftToPublish()
  const page = await open(ben, `/studio/episodes/${id}`)
  const lines = await open(ben, `/studio/episodes/${id}/transcripts/de`)
  await lines.waitForSelector('transcript-lines[ready]')
  await publish(host, id)

  await page.locator('#title').fill('Halb getip')
  await said(page, /inzwischen geplant oder veröffentlicht/)
  await page.locator('#chapter-1-title').fill('Halb getip')
  await page.locator('#chapters .kept', { hasText: /inzwischen geplant oder veröffentlicht/ }).waitFor()
  await lines.getByRole('textbox', { name: 'Zeile 1: Text' }).fill('Halb getip')
  await lines.locator('transcript-lines .kept', { hasText: /inzwischen geplant oder veröffentlicht/ }).waitFor()
  expect(await made.texts()).toEqual(['Alt', 'Eins', 'Satz 1 hat Wörter.'])

  await page.locator('#title').fill('Ganz getippt')
  await said(page, /^Noch nicht gespeichert/)
  await page.getByRole('button', { name: 'Texte speichern' }).click()
  await page.waitForURL(/#done$/)
  await lines.getByRole('textbox', { name: 'Zeile 1: Text' }).fill('Ganz getippt.')
  await lines.locator('transcript-lines [type=submit]').click()
  await lines.locator('transcript-lines .kept', { hasText: /^Gespeichert um/ }).waitFor()
  expect(await made.texts()).toEqual(['Ganz getippt', 'Eins', 'Ganz getippt.'])
  await page.goto(`${host.config.publicUrl}/studio/episodes/${id}`)
  await expect.poll(() => page.locator('#chapters input[name$="-title"]').first().inputValue()).toBe('Halb getip')
  await page.locator('#chapters').getByRole('button', { name: 'Kapitel speichern' }).click()
  await page.locator('#chapters .kept', { hasText: /^Gespeichert um/ }).waitFor()
  expect(await made.texts()).toEqual(['Ganz getippt', 'Halb getip', 'Ganz getippt.'])
  await Promise.all([page.context().close(), lines.context().close()])
})

/** A draft with audio, a chapter and a transcript, ready to be published. */
async function draftToPublish() {
  const { id } = (await upload(host, show.slug, { before: { title: 'Alt', description: 'Alt.' } })).json
  const put = (path: string, body: string, type: string) =>
    ask(host, 'PUT', path, { body, headers: { 'Content-Type': type } })
  await put(`/api/v1/episodes/${id}/chapters`, '0:00 Eins', 'text/plain')
  const segments = [{ start: 1, end: 2, text: 'Satz 1 hat Wörter.' }]
  await put(transcriptsOf(id, 'de'), JSON.stringify({ segments }), 'application/json')
  return {
    id,
    async texts() {
      const { title, chapters } = await host.db.episode.findUniqueOrThrow({ where: { id } })
      const { cues } = (await ask(host, 'GET', transcriptsOf(id, 'de'))).json
      return [title, (chapters as Json[])[0].title, cues[0].text]
    },
  }
}

test('what is published changes by the button alone', async () => {
  const { id } = await episodeRow(host, show, { title: 'Öffentlich' })
  // A draft is saved within that minute.
  expect((await afterAMinute((await draft()).path)).sent).not.toEqual([])
  const { said, sent } = await afterAMinute(`/studio/episodes/${id}`)
  expect([said, sent]).toEqual([expect.stringContaining('Noch nicht gespeichert'), []])
  expect((await host.db.episode.findUniqueOrThrow({ where: { id } })).title).toBe('Öffentlich')
})

/** What a page says once something was typed, and what it has asked to save by itself after a minute of its own clock. */
async function afterAMinute(path: string) {
  const page = await open(ben, path, (page) => page.clock.install())
  const sent: string[] = []
  page.on('request', (request) => {
    const body = request.postData()
    if (body !== null && !body.includes('do=preview')) sent.push(body)
  })
  await page.locator('#title').fill('Halb getip')
  const said = await told(page).textContent()
  await page.clock.runFor(60_000)
  await page.context().close()
  return { said, sent }
}
