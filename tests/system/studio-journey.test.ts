import type { BrowserContextOptions, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { invitationUrl, makeInvitation } from '../../src/accounts/invitation.ts'
import { ask, COVER, eventually, type Json, SAMPLE } from '../support/api.ts'
import { feedOf, readFeed } from '../support/feeds.ts'
import { PASSWORD } from '../support/people.ts'
import { appWith } from '../support/second-factor.ts'
import { browsedHost } from './browsed-host.ts'
import { byKeyboard, byMouse, counted, type Hands } from './hands.ts'

const { host, browser } = await browsedHost()

const TRANSCRIPT = 'demo/transcripts/1-bafoeg-digital.vtt'
const CHAPTERS = ['00:00 Begrüßung', '00:14 Wer zu Gast ist', '00:33 BAföG-Digital']
/** What somebody who has never seen the studio may need; the hands here are faster by far. */
const MEASURE_SECONDS = 300

/** The next Tuesday that is not today, as a field of a date has it. */
function nextTuesday(): string {
  const day = new Date()
  do day.setUTCDate(day.getUTCDate() + 1)
  while (day.getUTCDay() !== 2)
  return day.toISOString().slice(0, 10)
}

/** Six o'clock in Berlin on that day. */
function sixInBerlin(day: string): string {
  const isSummer = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Berlin', timeZoneName: 'shortOffset' })
    .format(new Date(`${day}T05:00:00Z`))
    .endsWith('GMT+2')
  return `${day}T0${isSummer ? 4 : 5}:00:00.000Z`
}

const WIDE = { viewport: { width: 1440, height: 900 } }
const PHONE = { viewport: { width: 390, height: 844 } }
const NO_SCRIPT = { javaScriptEnabled: false }
const WAYS: [name: string, hands: (page: Page) => Hands, options: BrowserContextOptions][] = [
  ['by mouse, 1440 pixels', byMouse, WIDE],
  ['by mouse, 390 pixels', byMouse, PHONE],
  ['by keyboard alone, 1440 pixels', byKeyboard, WIDE],
  ['by keyboard alone, 390 pixels', byKeyboard, PHONE],
  ['without script, by mouse, 1440 pixels', byMouse, { ...WIDE, ...NO_SCRIPT }],
  ['without script, by mouse, 390 pixels', byMouse, { ...PHONE, ...NO_SCRIPT }],
  ['without script, by keyboard alone, 1440 pixels', byKeyboard, { ...WIDE, ...NO_SCRIPT }],
  ['without script, by keyboard alone, 390 pixels', byKeyboard, { ...PHONE, ...NO_SCRIPT }],
]

test.each(WAYS)(
  'from an invitation to an episode in the feed: %s',
  { timeout: 240_000 },
  async (name, handsOn, options) => {
    const hasScript = options.javaScriptEnabled !== false
    const context = await browser.newContext({ locale: 'de-DE', ...options })
    if (hasScript) await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    context.setDefaultTimeout(10_000)
    const page = await context.newPage()
    const { hands, steps } = counted(handsOn(page))
    const { press, type, choose, select, moment, give } = hands
    const button = (text: string) => page.getByRole('button', { name: text, exact: true })
    const link = (text: string) => page.getByRole('link', { name: text, exact: true })
    const label = (text: string | RegExp) => page.getByLabel(text).filter({ visible: true }).first()

    // She has a link.
    const email = `${crypto.randomUUID()}@amt.example`
    const { secret } = await makeInvitation(host, { email, isAdministrator: true })
    await page.goto(invitationUrl(host.config, secret))
    await type(label('Ihr Name'), 'Frau Süß')
    await type(label('Passwort'), PASSWORD)
    await press(button('Zugang anlegen'))
    await page.waitForURL('**/studio')

    // Her app on the phone shows codes from now on.
    await press(page.getByRole('link', { name: /^Frau Süß/ }))
    await press(link('Codes einrichten'))
    await type(label('Ihr Passwort'), PASSWORD)
    await press(button('Einrichten'))
    const app = appWith(await page.locator('#key').inputValue())
    await type(label('Code aus der App'), app())
    await press(button('Einschalten'))
    await page.getByText('Die Codes sind eingeschaltet.').waitFor()
    await page.goto(`${host.config.publicUrl}/studio`)

    // A podcast, with its cover.
    const podcast = `Amtsfunk ${name}`
    await press(link('Neuen Podcast anlegen'))
    await type(label(/^Titel/), podcast)
    await type(label(/^Beschreibung/), 'Gespräche aus der Verwaltung, jeden Dienstag.')
    await type(label(/^Wer den Podcast herausgibt/), 'Stadt Beispiel')
    await select(page.getByRole('combobox', { name: /Kategorie/ }).first(), 'Staat und Verwaltung')
    await press(button('Podcast anlegen'))
    expect(await page.locator('#done[role=status]').textContent()).toBe('Ihr Podcast ist angelegt.')
    const slug = new URL(page.url()).pathname.split('/').at(-1)!
    await press(link('Titelbild hochladen'))
    await give(label('Neues Bild'), COVER)
    await press(button('Titelbild hochladen'))
    await page.getByText('Das Titelbild ist gespeichert.').waitFor()
    await press(button('Abmelden'))
    await page.waitForURL('**/studio/sign-in')

    // From here on it is what the studio is measured by: she signs in.
    const [begun, before] = [performance.now(), steps()]
    await type(label('E-Mail-Adresse'), email)
    await type(label('Passwort'), PASSWORD)
    await press(button('Anmelden'))
    await type(label('Code aus Ihrer App'), app(1))
    await press(button('Anmelden'))
    await page.waitForURL('**/studio')
    await press(link(podcast).first())

    // Her file becomes an episode, and what is in it stands in the fields.
    await (hasScript && hands.drop ? hands.drop(SAMPLE) : give(label(/Audiodatei/), SAMPLE))
    await (hasScript ? press(page.getByRole('link', { name: /^Zur Folge: / })) : press(button('Hochladen')))
    await page.waitForURL('**/studio/episodes/**')
    const id = /episodes\/([0-9a-f-]+)/.exec(page.url())![1]!
    const kept = async () => (await ask(host, 'GET', `/api/v1/episodes/${id}`)).json
    const section = (heading: string) => page.getByRole('region', { name: heading, exact: true })
    const texts = section('Titel und Texte')
    expect(await texts.getByLabel('Titel', { exact: true }).inputValue()).toBe((await kept()).title)
    expect((await kept()).title).not.toBe('')

    // What the file got wrong.
    await type(texts.getByLabel('Titel', { exact: true }), 'BAföG geht jetzt digital')
    if (hasScript) await texts.getByText(/^Gespeichert um/).waitFor()
    else await press(button('Texte speichern'))
    await expect.poll(async () => (await kept()).title, { timeout: 15_000 }).toBe('BAföG geht jetzt digital')

    // Chapters, pasted in the place of those in the file.
    const list = page.getByLabel('Kapitelliste', { exact: true })
    if (!(await list.isVisible()))
      await press(page.getByText('Kapitelliste einfügen', { exact: true }).locator('xpath=.'))
    await type(list, CHAPTERS.join('\n'))
    await press(button('Liste übernehmen'))
    await said(page, 'Die Kapitel sind gespeichert.')
    const chapters = (await ask(host, 'GET', `/api/v1/episodes/${id}/chapters`)).json.chapters
    expect(chapters.map(({ title }: Json) => title)).toEqual(['Begrüßung', 'Wer zu Gast ist', 'BAföG-Digital'])

    // What is in the way, until there is a transcript.
    const publication = section('Veröffentlichung')
    expect(await publication.textContent()).toContain('Das fehlt noch')
    expect(await publication.getByRole('link', { name: /Transkript/ }).getAttribute('href')).toMatch(/#transcript/)
    await give(section('Transkript').getByLabel('Datei', { exact: true }), TRANSCRIPT)
    await press(button('Transkript übernehmen'))
    await said(page, 'Das Transkript ist gespeichert.')
    expect((await kept()).transcripts.map(({ language }: Json) => language)).toEqual(['de'])
    expect(await publication.textContent()).toContain('Der Veröffentlichung steht nichts im Weg.')

    // Next Tuesday at six.
    const day = nextTuesday()
    await choose(publication.getByRole('radio', { name: /^Zu diesem Zeitpunkt/ }))
    await moment(publication.getByLabel(/^Tag/), publication.getByLabel(/^Uhrzeit/), { day, time: '06:00' })
    await press(publication.getByRole('button', { name: /^(Planen|Veröffentlichen oder planen)$/ }))
    await said(page, 'Die Folge ist geplant.')
    expect(await publication.textContent()).toMatch(/Die Folge erscheint am Dienstag, .*, 6:00 Uhr/)
    expect(await kept()).toMatchObject({ status: 'scheduled', publishAt: sixInBerlin(day) })

    // What she takes to the web editors.
    const embed = publication.getByLabel(/Code zum Einbetten/).first()
    expect(await embed.inputValue()).toMatch(/^<iframe [^>]*BAföG geht jetzt digital/)
    expect(await publication.getByLabel('Adresse des Feeds', { exact: true }).inputValue()).toBe(
      `${host.config.publicUrl}/feeds/${slug}.xml`,
    )
    if (hasScript) {
      await press(publication.getByRole('button', { name: /^Kopieren: Code zum Einbetten/ }))
      await publication.getByText('Kopiert', { exact: true }).waitFor()
      expect(await page.evaluate('navigator.clipboard.readText()')).toBe(await embed.inputValue())
    }
    const seconds = (performance.now() - begun) / 1000
    process.stdout.write(`${name}: ${steps() - before} steps, ${seconds.toFixed(1)} s from signing in to the code\n`)
    expect(seconds).toBeLessThan(MEASURE_SECONDS)

    // And now instead.
    await choose(publication.getByRole('radio', { name: 'Sofort' }))
    await press(
      publication.getByRole('button', { name: /^(Jetzt veröffentlichen|Veröffentlichen oder Zeitpunkt ändern)$/ }),
    )
    await said(page, 'Die Folge ist veröffentlicht.')
    await expect.poll(async () => (await kept()).status, { timeout: 15_000 }).toBe('published')
    const items = async () => readFeed(await feedOf(host, slug)).items ?? []
    const [item] = await eventually(items, (found: Json[]) => found.length === 1)
    expect(item.title).toBe('BAföG geht jetzt digital')
    await press(link('Seite der Folge ansehen'))
    await page.getByRole('heading', { name: 'BAföG geht jetzt digital' }).waitFor()
    await context.close()
  },
)

/** It is said, and that is where she goes on from. */
async function said(page: Page, sentence: string) {
  const status = page.getByRole('status').filter({ hasText: sentence })
  await status.waitFor()
  expect(await status.evaluate((element) => (element as Json).matches(':focus'))).toBe(true)
}
