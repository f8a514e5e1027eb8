import type { BrowserContextOptions, Locator, Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { invitationUrl, makeInvitation } from '../../src/accounts/invitation.ts'
import { ask, COVER, eventually, type Json, SAMPLE } from '../support/api.ts'
import { feedOf, readFeed } from '../support/feeds.ts'
import { startHost } from '../support/host.ts'
import { PASSWORD } from '../support/people.ts'
import { freePort } from '../support/process.ts'
import { openBrowser } from './browser.ts'

const port = String(await freePort())
const host = await startHost({ env: { PORT: port, PUBLIC_URL: `http://127.0.0.1:${port}` } })
const browser = await openBrowser()
afterAll(() => browser.close())

const TRANSCRIPT = 'demo/transcripts/1-bafoeg-digital.vtt'
const CHAPTERS = ['00:00 Begrüßung', '00:14 Wer zu Gast ist', '00:33 BAföG-Digital']
/** More controls than any page of the studio has. */
const MAX_STEPS = 400

/** How somebody uses a page. */
interface Hands {
  press: (control: Locator) => Promise<void>
  type: (field: Locator, text: string) => Promise<void>
  choose: (radio: Locator) => Promise<void>
  select: (list: Locator, answer: string) => Promise<void>
  moment: (day: Locator, time: Locator, at: { day: string; time: string }) => Promise<void>
}

const byMouse = (page: Page): Hands => ({
  press: (control) => control.click(),
  async type(field, text) {
    await field.click()
    await field.fill(text)
  },
  choose: (radio) => radio.click(),
  async select(list, answer) {
    await list.selectOption({ label: answer })
  },
  async moment(day, time, at) {
    await day.fill(at.day)
    await time.fill(at.time)
    await page.keyboard.press('Escape')
  },
})

const byKeyboard = (page: Page): Hands => ({
  async press(control) {
    await reach(page, control)
    await page.keyboard.press('Enter')
  },
  async type(field, text) {
    await reach(page, field)
    await page.keyboard.press('Control+a')
    await page.keyboard.insertText(text)
  },
  // Tab comes to the one that is chosen, arrows go on from there.
  async choose(radio) {
    const name = await radio.getAttribute('name')
    await reach(page, page.locator(`[name="${name}"]:checked`))
    await page.keyboard.press((await radio.getAttribute('value')) === 'now' ? 'ArrowUp' : 'ArrowDown')
    expect(await radio.isChecked()).toBe(true)
  },
  async select(list, answer) {
    await reach(page, list)
    await page.keyboard.type(answer)
  },
  async moment(day, time, at) {
    const [year, month, date] = at.day.split('-') as [string, string, string]
    const digits = at.time.replace(':', '')
    await typeMoment(page, day, at.day, [`${date}${month}${year}`, `${month}${date}${year}`])
    await typeMoment(page, time, at.time, [digits, `${digits}AM`])
  },
})

/** Browsers have the parts of a date in the order of their own language. */
async function typeMoment(page: Page, field: Locator, wanted: string, orders: string[]) {
  for (const keys of orders) {
    await reach(page, field)
    for (let part = 0; part < 3; part += 1) await page.keyboard.press('ArrowLeft')
    await page.keyboard.type(keys)
    if ((await field.inputValue()) === wanted) return
  }
  throw new Error(`Keys never make it ${wanted}.`)
}

async function reach(page: Page, control: Locator) {
  await control.waitFor()
  for (let step = 0; step < MAX_STEPS; step += 1) {
    if (await control.evaluate((element) => (element as Json).matches(':focus'))) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never comes to ${control}.`)
}

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

const WAYS: [name: string, hands: typeof byMouse, options: BrowserContextOptions][] = [
  ['by mouse, 1440 pixels', byMouse, { viewport: { width: 1440, height: 900 } }],
  ['by mouse, 390 pixels', byMouse, { viewport: { width: 390, height: 844 } }],
  ['by keyboard alone, 1440 pixels', byKeyboard, { viewport: { width: 1440, height: 900 } }],
  ['by keyboard alone, 390 pixels', byKeyboard, { viewport: { width: 390, height: 844 } }],
  ['without script, 1440 pixels', byMouse, { viewport: { width: 1440, height: 900 }, javaScriptEnabled: false }],
  ['without script, 390 pixels', byMouse, { viewport: { width: 390, height: 844 }, javaScriptEnabled: false }],
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
    const { press, type, choose, select, moment } = handsOn(page)
    const button = (text: string) => page.getByRole('button', { name: text, exact: true })
    const link = (text: string) => page.getByRole('link', { name: text, exact: true })
    const label = (text: string | RegExp) => page.getByLabel(text).filter({ visible: true }).first()
    const give = async (field: Locator, file: string) => {
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press(field)])
      await chooser.setFiles(file)
    }

    // She has a link.
    const { secret } = await makeInvitation(host, {
      email: `${crypto.randomUUID()}@amt.example`,
      isAdministrator: true,
    })
    await page.goto(invitationUrl(host.config, secret))
    await type(label('Ihr Name'), 'Frau Süß')
    await type(label('Passwort'), PASSWORD)
    await press(button('Zugang anlegen'))
    await page.waitForURL('**/studio')

    // A podcast, with its cover.
    const podcast = `Amtsfunk ${name}`
    await press(link('Neuen Podcast anlegen'))
    await type(label(/^Titel/), podcast)
    await type(label(/^Beschreibung/), 'Gespräche aus der Verwaltung, jeden Dienstag.')
    await type(label(/^Wer den Podcast herausgibt/), 'Stadt Beispiel')
    await select(page.getByRole('combobox', { name: /Kategorie/ }).first(), 'Government')
    await press(button('Podcast anlegen'))
    await page.waitForURL('**?created')
    expect(await page.getByRole('status').first().textContent()).toBe('Ihr Podcast ist angelegt.')
    const slug = new URL(page.url()).pathname.split('/').at(-1)!
    await press(link('Titelbild hochladen'))
    await give(label('Neues Bild'), COVER)
    await press(button('Titelbild hochladen'))
    await page.getByText('Gespeichert.').first().waitFor()
    await page.goto(`${host.config.publicUrl}/studio/shows/${slug}`)

    // Her file becomes an episode, and what is in it stands in the fields.
    await press(link('Die erste Folge hochladen'))
    await give(label(/Audiodatei/), SAMPLE)
    await (hasScript ? press(page.getByRole('link', { name: /^Zur Folge: / })) : press(button('Hochladen')))
    await page.waitForURL('**/studio/episodes/**')
    const id = /episodes\/([0-9a-f-]+)/.exec(page.url())![1]!
    const kept = async () => (await ask(host, 'GET', `/api/v1/episodes/${id}`)).json
    const section = (heading: string) => page.getByRole('region', { name: heading, exact: true })
    const texts = section('Titel und Texte')
    expect(await texts.getByLabel('Titel', { exact: true }).inputValue()).toBe((await kept()).title)
    expect((await kept()).title).not.toBe('')

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
    await page.waitForURL('**saved=chapters**')
    const chapters = (await ask(host, 'GET', `/api/v1/episodes/${id}/chapters`)).json.chapters
    expect(chapters.map(({ title }: Json) => title)).toEqual(['Begrüßung', 'Wer zu Gast ist', 'BAföG-Digital'])

    // What is in the way, until there is a transcript.
    const publication = section('Veröffentlichung')
    expect(await publication.textContent()).toContain('Das fehlt noch')
    expect(await publication.getByRole('link', { name: /Transkript/ }).getAttribute('href')).toMatch(/#transcript/)
    await give(section('Transkript').getByLabel('Datei', { exact: true }), TRANSCRIPT)
    await press(button('Transkript übernehmen'))
    await page.waitForURL('**saved=transcripts**')
    expect((await kept()).transcripts.map(({ language }: Json) => language)).toEqual(['de'])
    expect(await publication.textContent()).toContain('Der Veröffentlichung steht nichts im Weg.')

    // Next Tuesday at six.
    const day = nextTuesday()
    await choose(publication.getByRole('radio', { name: /^Zu diesem Zeitpunkt/ }))
    await moment(publication.getByLabel(/^Tag/), publication.getByLabel(/^Uhrzeit/), { day, time: '06:00' })
    await press(publication.getByRole('button', { name: 'Veröffentlichen', exact: true }))
    await page.waitForURL('**saved=publication**')
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

    // And now instead.
    await choose(publication.getByRole('radio', { name: 'Sofort' }))
    await press(publication.getByRole('button', { name: 'Zeitpunkt ändern', exact: true }))
    await expect.poll(async () => (await kept()).status, { timeout: 15_000 }).toBe('published')
    const items = async () => readFeed(await feedOf(host, slug)).items ?? []
    const [item] = await eventually(items, (found: Json[]) => found.length === 1)
    expect(item.title).toBe('BAföG geht jetzt digital')
    await press(link('Seite der Folge ansehen'))
    await page.getByRole('heading', { name: 'BAföG geht jetzt digital' }).waitFor()
    await context.close()
  },
)
