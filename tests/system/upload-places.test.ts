import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { OPERATOR } from '../../src/accounts/logbook.ts'
import { ingestEpisode, replaceAudio } from '../../src/episodes/ingest.ts'
import { stageBytes } from '../../src/storage/staging.ts'
import { id3Frame, sample, silentFrames } from '../samples/bytes.ts'
import { COVER, eventually, type Json } from '../support/api.ts'
import { startClamd } from '../support/clamd.ts'
import { makeMember, makePerson, signIn } from '../support/people.ts'
import { episodeRow, showRow } from '../support/rows.ts'
import { takeAway } from '../support/storage-places.ts'
import { faultsOf } from './axe.ts'
import { browsedHost } from './browsed-host.ts'
import { openPage, signedInContext } from './browser.ts'
import { dropFiles, transferOf } from './drop-files.ts'
import { isAskedToStay } from './hands.ts'

const clamd = await startClamd()
const { host, browser } = await browsedHost({ VIRUS_SCAN: clamd.setting })

const audio = (frames = 1000) => ({ name: 'folge.mp3', bytes: silentFrames(frames) })
const PDF = { name: 'brief.mp3', bytes: Buffer.from(`%PDF-1.7\n${'x'.repeat(5000)}`) }

/** A page as somebody sees it who is an editor of these shows. */
async function openAs(shows: { id: string }[], path: string) {
  const roles = Object.fromEntries(shows.map(({ id }) => [id, 'editor' as const]))
  const cookie = await signIn(host, await makePerson(host, { roles }))
  const context = await signedInContext(browser, host, cookie)
  const opened = await openPage(context, host.config.publicUrl + path)
  return { ...opened, close: () => context.close() }
}

const becomes = (page: Page, wanted: string, milliseconds = 20_000) =>
  page.waitForSelector(`.upload[data-state=${wanted}]`, { timeout: milliseconds })
const hasFocus = (page: Page, selector: string) =>
  page.locator(selector).evaluate((it) => it.contains((globalThis as Json).document.activeElement))
const countOf = (show: { id: string }) => host.db.episode.count({ where: { showId: show.id } })

describe('on the first page of the studio', () => {
  test('what is dropped goes into the one show somebody has', async () => {
    const show = await showRow(host)
    const { page, complaints, close } = await openAs([show], '/studio')
    await dropFiles(page, [audio()])
    await becomes(page, 'done')
    expect(await countOf(show)).toBe(1)
    await page.getByText('1 Entwurf').waitFor()
    expect(await faultsOf(page)).toEqual([])
    expect(complaints).toEqual([])
    await close()
  })

  test('of several shows it is asked which, on the page, and what is not meant goes nowhere', async () => {
    const shows = [
      await showRow(host, { title: 'Amtsfunk' }),
      await showRow(host, { title: 'City Talk', language: 'en' }),
    ]
    const { page, close } = await openAs(shows, '/studio')
    await dropFiles(page, [audio()])
    await page.getByText('Eine Datei wartet: folge.mp3').waitFor()
    expect(await page.getByText('In welchen Podcast?').count()).toBe(1)
    expect(await hasFocus(page, '.asked')).toBe(true)
    expect(await faultsOf(page)).toEqual([])
    await page.getByRole('button', { name: 'Nicht hochladen' }).click()
    expect(await page.locator('.upload, .asked:visible').count()).toBe(0)
    expect(await hasFocus(page, '#audio-file')).toBe(true)

    await dropFiles(page, [audio()])
    await page.locator('.asked').waitFor()
    await dropFiles(page, [{ ...audio(500), name: 'zweite.mp3' }])
    await page.getByText('2 Dateien warten: folge.mp3, zweite.mp3').waitFor()
    await page.getByLabel('Podcast', { exact: true }).selectOption({ label: 'City Talk' })
    await page.getByRole('button', { name: 'Hochladen', exact: true }).click()
    expect(await hasFocus(page, '.upload:first-child')).toBe(true)
    await eventually(
      () => page.locator('.upload[data-state=done]').count(),
      (count) => count === 2,
      20_000,
    )
    expect([await countOf(shows[0]!), await countOf(shows[1]!)]).toEqual([0, 2])
    const into = page.locator('.upload .into-show')
    expect(await into.allTextContents()).toEqual(['Podcast: City Talk', 'Podcast: City Talk'])
    expect(await into.first().locator('[lang=en]').textContent()).toBe('City Talk')
    await close()
  })

  test('who may not upload finds no place for it', async () => {
    const show = await showRow(host)
    const cookie = await signIn(host, await makeMember(host, 'reader', show))
    const context = await signedInContext(browser, host, cookie)
    const { page } = await openPage(context, `${host.config.publicUrl}/studio`)
    expect(await page.locator('upload-field').count()).toBe(0)
    await context.close()
  })
})

test('on the page of a show the list has the new draft without a reload, and says how many there are', async () => {
  const show = await showRow(host)
  const { page, complaints, close } = await openAs([show], `/studio/shows/${show.slug}`)
  expect(await page.locator('#episodes').textContent()).toContain('noch keine Folge')
  await dropFiles(page, [{ ...audio(), name: 'Erste.mp3' }])
  await page.locator('table').getByRole('link', { name: 'Erste' }).waitFor()
  expect(await page.locator('#episodes [role=status]').textContent()).toBe('1 Folge')
  await dropFiles(page, [{ ...audio(500), name: 'Zweite.mp3' }])
  await page.locator('table').getByRole('link', { name: 'Zweite' }).waitFor()
  expect(await page.locator('#episodes [role=status]').textContent()).toBe('2 Folgen')
  // The list that came is searched as the one before it.
  await page.locator('#q').fill('zweite')
  await eventually(
    () => page.locator('tbody tr').count(),
    (count) => count === 1,
  )
  expect(await faultsOf(page)).toEqual([])
  expect(complaints).toEqual([])
  await close()
})

test('of what is dropped for new episodes audio alone is sent, and it is said what was not', async () => {
  const show = await showRow(host)
  const { page, close } = await openAs([show], `/studio/shows/${show.slug}`)
  const [text, picture] = [
    { name: 't.vtt', bytes: Buffer.from('WEBVTT'), type: 'text/vtt' },
    { name: 'bild.png', bytes: Buffer.from('png'), type: 'image/png' },
  ]
  const said = page.locator('upload-field [role=alert]')
  await dropFiles(page, [text])
  expect(await said.textContent()).toBe(
    'Nicht hochgeladen: t.vtt. Hier wird nur Audio angenommen. Das Titelbild des Podcasts gehört in dessen Einstellungen, Bilder und Transkripte von Folgen gehören auf deren Seite.',
  )
  expect(await page.locator('.upload').count()).toBe(0)
  await dropFiles(page, [text, audio(), picture])
  expect(await said.textContent()).toContain('Nicht hochgeladen: t.vtt, bild.png.')
  expect(await faultsOf(page)).toEqual([])
  await becomes(page, 'done')
  expect([await page.locator('.upload').count(), await countOf(show)]).toEqual([1, 1])
  await close()
})

describe.each([
  [1440, 900],
  [390, 844],
])('on a window of %i × %i', (width, height) => {
  /** Where a part of the page stands in the window, as far as it is shown. */
  const boxOf = (page: Page, selector: string) =>
    page.locator(selector).evaluate((it: Json) => {
      const { top, bottom, left, right } = it.getBoundingClientRect()
      return it.checkVisibility() ? { top, bottom, left, right } : null
    })
  const isInSight = async (page: Page, selector: string) => {
    const box = (await boxOf(page, selector))!
    return box.top >= 0 && box.bottom <= height
  }
  /** A page of which the part with the uploads is far below what is seen. */
  async function openLong(path: (show: { slug: string }, id: string) => string) {
    const show = await showRow(host)
    const { id } = await episodeRow(host, show, { publishAt: null })
    for (let number = 0; number < 30; number += 1) await episodeRow(host, show)
    const opened = await openAs([show], path(show, id))
    await opened.page.setViewportSize({ width, height })
    return opened
  }
  const ofShow = (show: { slug: string }) => `/studio/shows/${show.slug}`

  test('while files are held over the page a frame in the window says what becomes of them', async () => {
    const { page, close } = await openLong((_, id) => `/studio/episodes/${id}`)
    const dataTransfer = await transferOf(page, [audio()])
    expect(await boxOf(page, '.drop-here')).toBeNull()
    for (const share of [0, 0.5, 1]) {
      await page.evaluate(`scrollTo(0, ${share} * document.documentElement.scrollHeight)`)
      await page.dispatchEvent('#people', 'dragover', { dataTransfer })
      expect(await boxOf(page, '.drop-here')).toMatchObject({ top: 0, bottom: height, left: 0 })
      expect(await isInSight(page, '.drop-here p')).toBe(true)
      expect(await page.locator('.drop-here').textContent()).toBe(
        'Hier loslassen: Die Datei wird das Audio dieser Folge.',
      )
    }
    expect(await faultsOf(page)).toEqual([])
    // The field for a picture takes them itself.
    await page.dispatchEvent('#artwork', 'dragover', { dataTransfer })
    expect(await boxOf(page, '.drop-here')).toBeNull()
    await page.dispatchEvent('h1', 'dragover', { dataTransfer })
    await page.dispatchEvent('body', 'dragleave', { dataTransfer })
    expect(await boxOf(page, '.drop-here')).toBeNull()
    await close()
  })

  test.each([
    ['of a show', ofShow],
    ['of an episode', (_: unknown, id: string) => `/studio/episodes/${id}`],
    ['that is the first', () => '/studio'],
  ])('what was dropped on the page %s is brought in sight, and has the focus', async (_, path) => {
    const { page, close } = await openLong(path)
    await page.evaluate('scrollTo(0, 0)')
    await dropFiles(page, [audio()])
    expect([await isInSight(page, '.upload h4, .upload h3'), await hasFocus(page, '.upload')]).toEqual([true, true])
    expect(await boxOf(page, '.drop-here')).toBeNull()
    await becomes(page, 'done')
    await close()
  })

  test('whoever types goes on typing', async () => {
    const { page, close } = await openLong(ofShow)
    await page.locator('#q').focus()
    await dropFiles(page, [audio()])
    await becomes(page, 'done')
    expect([await isInSight(page, '.upload h3'), await hasFocus(page, '#q')]).toEqual([true, true])
    await close()
  })
})

test('all that was found in the file is shown, and what was typed wins', async () => {
  const show = await showRow(host)
  const { page, close } = await openAs([show], `/studio/shows/${show.slug}/upload`)
  const cover = await readFile(COVER)
  await dropFiles(page, [{ name: 'folge.mp3', bytes: withCover(cover) }])
  await page.locator('#number-1').fill('99')
  await becomes(page, 'done')
  const values = await Promise.all(
    ['title', 'description', 'season', 'number'].map((name) => page.locator(`#${name}-1`).inputValue()),
  )
  expect(values).toEqual(['Folge 12: Die neue Straße', 'Worum es geht: Straßen & Brücken.', '2', '99'])
  const facts = await page.locator('.found-facts').textContent()
  for (const found of ['Land/Presse', '5. März 2026', 'Deutsch', '2 Kapitel', 'Begrüßung', '0:05'])
    expect(facts).toContain(found)
  const picture = page.getByAltText('Das Titelbild aus der Datei')
  await picture.evaluate((it: Json) => it.decode())
  expect(await picture.evaluate((it: Json) => it.naturalWidth)).toBe(320)
  expect(await page.locator('upload-field > .unseen').textContent()).toContain(
    'In der Datei gefunden: Titel Folge 12: Die neue Straße, Beschreibung, Staffel 2, ' +
      'Wer spricht oder veröffentlicht Land/Presse, Aufgenommen 5. März 2026, Sprache Deutsch, 2 Kapitel, Titelbild.',
  )
  await eventually(
    () => host.db.episode.count({ where: { showId: show.id, number: 99, season: 2 } }),
    (count) => count === 1,
  )
  expect(await faultsOf(page)).toEqual([])

  await page.locator('#number-1').fill('x')
  await page.locator('#number-1-error').waitFor()
  expect(await page.locator('#number-1-error').textContent()).toMatch(/ganze Zahl/)
  expect(await faultsOf(page)).toEqual([])
  await close()
})

test('in place of a file that was refused another is chosen; what was typed is kept, trying again is not offered', async () => {
  const show = await showRow(host)
  const { page, close } = await openAs([show], `/studio/shows/${show.slug}/upload`)
  await dropFiles(page, [PDF])
  await page.locator('#title-1').fill('Getippt')
  await becomes(page, 'refused')
  expect(await page.getByRole('button', { name: /Noch einmal versuchen/ }).count()).toBe(0)
  expect(await page.locator('.upload').textContent()).toContain('PDF')
  expect(await faultsOf(page)).toEqual([])
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Andere Datei wählen: brief.mp3' }).click(),
  ])
  await chooser.setFiles({ name: 'folge.mp3', mimeType: 'audio/mpeg', buffer: silentFrames(500) })
  await becomes(page, 'done')
  expect(await page.locator('.upload').count()).toBe(1)
  await eventually(
    () => host.db.episode.count({ where: { showId: show.id, title: 'Getippt' } }),
    (count) => count === 1,
  )

  await dropFiles(page, [PDF])
  await becomes(page, 'refused')
  await page.getByRole('button', { name: 'Aus der Liste nehmen: brief.mp3' }).click()
  expect(await page.locator('.upload').count()).toBe(1)
  expect(await hasFocus(page, '#audio-file')).toBe(true)
  await close()
})

test('a file that is chosen twice is sent once, and that is said; once it is an episode it may be sent anew', async () => {
  const show = await showRow(host)
  const { page, close } = await openAs([show], `/studio/shows/${show.slug}/upload`)
  const line = page.locator('.upload')
  await page.route('**/studio/uploads/*', async (route) => {
    if (route.request().method() === 'PATCH') await new Promise((end) => setTimeout(end, 2000))
    await route.continue()
  })
  await dropFiles(page, [audio(), { ...audio(500), name: 'zweite.mp3' }, audio()])
  const told = 'Diese Datei steht schon hier. Noch einmal hochladen können Sie sie, wenn sie fertig ist.'
  expect(await line.first().textContent()).toContain(told)
  await dropFiles(page, [audio()])
  expect(await page.locator('upload-field > .unseen').textContent()).toBe(`folge.mp3: ${told}`)
  expect([await line.count(), await line.locator('.listed-already').count()]).toEqual([2, 1])
  expect(await faultsOf(page)).toEqual([])
  await eventually(
    () => page.locator('.upload[data-state=done]').count(),
    (count) => count === 2,
    20_000,
  )
  expect([await countOf(show), await line.locator('.listed-already').count()]).toEqual([2, 0])

  await dropFiles(page, [audio()])
  await eventually(
    () => page.locator('.upload[data-state=done]').count(),
    (count) => count === 3,
    20_000,
  )
  expect(await countOf(show)).toBe(3)
  await close()
})

test('a file that is chosen again while it is being cancelled is sent anew', async () => {
  const show = await showRow(host)
  const { page, close } = await openAs([show], `/studio/shows/${show.slug}/upload`)
  let isHeld = true
  await page.route('**/studio/uploads/*', async (route) => {
    const method = route.request().method()
    if (method === 'PATCH' && isHeld) return
    if (method === 'DELETE') await new Promise((end) => setTimeout(end, 2000))
    await route.continue()
  })
  await dropFiles(page, [audio()])
  await page.waitForRequest((request) => request.method() === 'PATCH')
  await page.getByRole('button', { name: 'Abbrechen: folge.mp3' }).click()
  isHeld = false
  await dropFiles(page, [audio()])
  await becomes(page, 'done')
  expect(await page.locator('.upload').last().getAttribute('data-state')).toBe('done')
  expect(await host.db.upload.count({ where: { showId: show.id } })).toBe(1)
  await close()
})

test('while the virus scanner is away a whole file waits, says so, and goes on by itself', async () => {
  const show = await showRow(host)
  await clamd.stop()
  const { page, close } = await openAs([show], `/studio/shows/${show.slug}/upload`)
  await dropFiles(page, [audio()])
  await becomes(page, 'away')
  const said = await page.locator('.upload > p').first().textContent()
  expect(said).toContain('Es wird gleich von selbst noch einmal versucht: Der Virenscanner antwortet gerade nicht')
  expect(said).not.toContain('Versuchen Sie')
  expect(await faultsOf(page)).toEqual([])
  await page.evaluate(`window.heard = []
    const [line, live] = ['.upload', 'upload-field > .unseen'].map((place) => document.querySelector(place))
    const hear = () => window.heard.push(line.dataset.state + ': ' + live.textContent)
    new MutationObserver(hear).observe(line, { attributeFilter: ['data-state'] })
    new MutationObserver(hear).observe(live, { childList: true, characterData: true, subtree: true })`)
  await page.waitForResponse((answer) => answer.status() === 503)
  expect(await page.evaluate('window.heard')).toEqual([])
  await clamd.start()
  await becomes(page, 'done', 40_000)
  expect(await countOf(show)).toBe(1)
  await close()
}, 90_000)

describe('what is whole on the host needs its file no more', () => {
  const loadAgain = (page: Page) => page.reload({ waitUntil: 'domcontentloaded' })
  const line = (page: Page) => page.locator('.upload')

  test('kept from its end by a storage that is away, it ends by itself, on a page that is loaded later too', async () => {
    const show = await showRow(host)
    const { page, close } = await openAs([show], `/studio/shows/${show.slug}/upload`)
    const bringBack = await takeAway((host.config.storage as { dir: string }).dir)
    await dropFiles(page, [audio()])
    await becomes(page, 'away')
    await page.locator('#title-1').fill('Getippt')
    await page.getByText('Gespeichert.').waitFor()
    expect(await isAskedToStay(page)).toBe(true)
    await loadAgain(page)
    await becomes(page, 'away')
    const said = await line(page).textContent()
    expect(said).toContain('noch einmal versucht: Der Speicher antwortet gerade nicht.')
    expect(said).toMatch(/([\d,]+ kB) von \1/)
    expect(said).not.toContain('Unterbrochen')
    expect(await isAskedToStay(page)).toBe(true)
    expect(await faultsOf(page)).toEqual([])
    await bringBack()
    await loadAgain(page)
    await becomes(page, 'done')
    expect(await line(page).getByRole('link', { name: 'Zur Folge: Getippt' }).count()).toBe(1)
    expect(await host.db.episode.count({ where: { showId: show.id, title: 'Getippt' } })).toBe(1)
    expect(await page.evaluate('localStorage.length')).toBe(0)
    await close()
  })

  test('where nobody heard how it ended that is told later, as soon as the host says how much it has', async () => {
    const show = await showRow(host)
    const { page, close } = await openAs([show], `/studio/shows/${show.slug}/upload`)
    let refused = 0
    await page.route('**/studio/uploads/*', async (route) => {
      const method = route.request().method()
      if (method === 'PATCH') return void (await route.fetch())
      if (method === 'HEAD' && refused++ === 0) return route.fulfill({ status: 503 })
      await route.continue()
    })
    await dropFiles(page, [audio()])
    await eventually(
      () => countOf(show),
      (count) => count === 1,
      20_000,
    )
    await loadAgain(page)
    await becomes(page, 'away')
    expect(await line(page).textContent()).not.toContain('Unterbrochen')
    await line(page).getByRole('button', { name: 'Abbrechen: folge.mp3' }).focus()
    await becomes(page, 'done')
    expect(await hasFocus(page, '.upload')).toBe(true)
    expect(await countOf(show)).toBe(1)
    await close()
  })

  test('cancelled, it ends on the host too', async () => {
    const show = await showRow(host)
    const { page, close } = await openAs([show], `/en/studio/shows/${show.slug}/upload`)
    const bringBack = await takeAway((host.config.storage as { dir: string }).dir)
    await dropFiles(page, [audio()])
    await becomes(page, 'away')
    await loadAgain(page)
    await becomes(page, 'away')
    const said = await line(page).locator('p').first().textContent()
    expect(said).toBe('It is tried again by itself in a moment: The storage does not answer.')
    await line(page).getByRole('button', { name: 'Cancel: folge.mp3' }).click()
    await becomes(page, 'cancelled')
    await eventually(
      () => host.db.upload.count({ where: { showId: show.id } }),
      (count) => count === 0,
    )
    await bringBack()
    await loadAgain(page)
    expect([await line(page).count(), await countOf(show)]).toEqual([0, 0])
    await close()
  })
})

describe('on the page of an episode', () => {
  async function makeEpisode(publishAt: Date | null) {
    const show = await showRow(host)
    const staged = await stageBytes(host.config.uploadsDir, silentFrames(1000), 'alt.mp3')
    const { episode } = await ingestEpisode(
      host,
      { ...show, artwork: null } as Json,
      staged,
      { title: 'Abfahrt' },
      { by: OPERATOR },
    )
    await host.db.episode.update({ where: { id: episode.id }, data: { publishAt } })
    return { show, id: episode.id, path: `/studio/episodes/${episode.id}` }
  }
  const sha256Of = async (id: string) =>
    (await host.db.episode.findUniqueOrThrow({ where: { id }, include: { enclosure: true } })).enclosure!.sha256
  const facts = (page: Page) => page.locator('#audio-facts').textContent()

  test('of several files none is taken, nor a picture: it is said why, and where pictures are', async () => {
    const { show, id, path } = await makeEpisode(null)
    const { page, close } = await openAs([show], path)
    const before = await sha256Of(id)
    const said = page.locator('upload-field [role=alert]')
    await dropFiles(page, [audio(), { ...audio(500), name: 'zweite.mp3' }])
    expect(await said.textContent()).toContain('deshalb wird hier nur eine Datei angenommen')
    await dropFiles(page, [{ name: 'bild.png', bytes: Buffer.from('png'), type: 'image/png' }])
    expect(await said.textContent()).toContain('„bild.png“ ist ein Bild')
    await said.getByRole('link', { name: 'Zum Feld für das Bild der Folge' }).click()
    expect(await hasFocus(page, '#artwork')).toBe(true)
    expect([await page.locator('.upload').count(), await sha256Of(id)]).toEqual([0, before])
    expect(await faultsOf(page)).toEqual([])
    await dropFiles(page, [audio(2000)])
    await becomes(page, 'done')
    expect(await said.isHidden()).toBe(true)
    await close()
  })

  test('a text is taken for no audio: it is said where transcripts are', async () => {
    const { show, path } = await makeEpisode(new Date('2026-10-25T05:00:00Z'))
    const { page, close } = await openAs([show], path)
    const said = page.locator('upload-field [role=alert]')
    for (const name of ['t.vtt', 't.SRT', 'notiz.txt', 't.json', 't.html']) {
      await dropFiles(page, [{ name, bytes: Buffer.from('WEBVTT'), type: '' }])
      expect(await said.textContent()).toContain(`Nichts wurde hochgeladen: „${name}“ ist ein Text`)
    }
    await said.getByRole('link', { name: 'Zum Feld für ein Transkript der Folge' }).click()
    expect(await hasFocus(page, '#transcript')).toBe(true)
    expect(await page.locator('.upload, .asked:visible').count()).toBe(0)
    expect(await faultsOf(page)).toEqual([])
    await close()
  })

  test('the audio of a draft is replaced, and the page shows the new one', async () => {
    const { show, id, path } = await makeEpisode(null)
    const { page, complaints, close } = await openAs([show], path)
    const before = await sha256Of(id)
    expect(await facts(page)).toContain('0:36')
    await dropFiles(page, [audio(2000)])
    await becomes(page, 'done')
    expect(await page.locator('.upload').textContent()).toContain('Die Folge ist ein Entwurf.')
    await eventually(
      () => facts(page),
      (text) => text!.includes('1:12'),
    )
    expect(await sha256Of(id)).not.toBe(before)
    expect(await facts(page)).toContain(await sha256Of(id))
    expect(complaints).toEqual([])
    await close()
  })

  test.each([
    ['published', new Date('2026-10-25T05:00:00Z'), 'Diese Folge ist veröffentlicht.', 'hört das neue Audio.'],
    ['scheduled', new Date('2030-10-25T05:00:00Z'), 'Diese Folge ist geplant.', 'Die Folge ist geplant.'],
  ])('before the audio of one that is %s is replaced it is asked', async (_, publishAt, state, done) => {
    const { show, id, path } = await makeEpisode(publishAt)
    const before = await sha256Of(id)
    const { page, close } = await openAs([show], path)
    await dropFiles(page, [audio(2000)])
    await page.locator('.asked').waitFor()
    const asked = (await page.locator('.asked').textContent())!
    for (const told of [state, 'folge.mp3', 'neue Adresse', 'guid', '24 Stunden']) expect(asked).toContain(told)
    expect(await hasFocus(page, '.asked')).toBe(true)
    expect(await faultsOf(page)).toEqual([])
    await page.getByRole('button', { name: 'Altes Audio behalten' }).click()
    expect(await page.locator('.upload, .asked:visible').count()).toBe(0)
    expect(await host.db.upload.count({ where: { replacesId: id } })).toBe(0)
    expect(await sha256Of(id)).toBe(before)

    await dropFiles(page, [audio(2000)])
    await page.locator('.asked').getByRole('button', { name: 'Audio ersetzen' }).click()
    await becomes(page, 'done')
    expect(await page.locator('.upload').textContent()).toContain(done)
    await eventually(
      () => facts(page),
      (text) => text!.includes('1:12'),
    )
    expect(await sha256Of(id)).not.toBe(before)
    await close()
  })

  test('it is asked too when it was published after the page was opened', async () => {
    const { show, id, path } = await makeEpisode(null)
    const { page, close } = await openAs([show], path)
    await host.db.episode.update({ where: { id }, data: { publishAt: new Date('2026-10-25T05:00:00Z') } })
    await dropFiles(page, [audio(2000)])
    await page.locator('.asked').getByText('Diese Folge ist veröffentlicht.').waitFor()
    await close()
  })

  test('where other audio was faster the file is refused, the page shows that audio, and the file may take its place', async () => {
    const { show, id, path } = await makeEpisode(null)
    const { page, close } = await openAs([show], path)
    const theirs = await stageBytes(host.config.uploadsDir, silentFrames(3000), 'ihres.mp3')
    await replaceAudio(host, id, theirs, { by: OPERATOR })
    await dropFiles(page, [audio(2000)])
    await becomes(page, 'refused')
    await eventually(
      () => facts(page),
      (text) => text!.includes('1:48'),
    )
    expect(await sha256Of(id)).toBe(theirs.sha256)
    await page.getByRole('button', { name: 'Aus der Liste nehmen: folge.mp3' }).click()
    await dropFiles(page, [audio(2000)])
    await becomes(page, 'done')
    expect(await sha256Of(id)).not.toBe(theirs.sha256)
    await close()
  })

  test('what somebody types in meanwhile stays, and the page says what is still of the old audio', async () => {
    const { show, path } = await makeEpisode(null)
    const { page, close } = await openAs([show], path)
    const list = page.locator('#chapters textarea').first()
    await list.evaluate((it: Json) => {
      for (let each = it; each; each = each.parentElement) if (each.tagName === 'DETAILS') each.open = true
    })
    await list.fill('0:00 Angefangen')
    await dropFiles(page, [audio(2000)])
    await page.getByRole('link', { name: 'Seite neu laden' }).waitFor()
    expect(await list.inputValue()).toBe('0:00 Angefangen')
    expect(await facts(page)).toContain('1:12')
    await close()
  })
})

/** A sample with everything in its tags, and a cover. */
function withCover(cover: Buffer): Buffer {
  const file = sample('id3v24-chapters.mp3')
  const picture = id3Frame(4, 'APIC', Buffer.concat([Buffer.from('\0image/jpeg\0\x03\0', 'latin1'), cover]))
  const size = [6, 7, 8, 9].reduce((sum, at) => sum * 128 + file[at]!, 0)
  const body = Buffer.concat([picture, file.subarray(10, 10 + size)])
  const syncSafe = Buffer.from([21, 14, 7, 0].map((shift) => (body.length >> shift) & 127))
  return Buffer.concat([file.subarray(0, 6), syncSafe, body, file.subarray(10 + size)])
}

test('on a page that takes no files they are not opened: what was typed stays, and it says where they go', async () => {
  const show = await showRow(host)
  const { page, complaints, close } = await openAs([show], `/studio/shows/${show.slug}/settings`)
  await page.fill('[name=title]', 'Halb getippt')
  const dataTransfer = await transferOf(page, [audio()])
  await page.dispatchEvent('h1', 'dragover', { dataTransfer })
  await page.dispatchEvent('h1', 'drop', { dataTransfer })
  const way = page.locator('stray-files[role=status] a')
  await way.waitFor()
  expect(await way.getAttribute('href')).toBe('/studio')
  expect(await page.inputValue('[name=title]')).toBe('Halb getippt')
  expect(await faultsOf(page)).toEqual([])
  expect(complaints).toEqual([])
  await close()
})

test.each(['', '/settings'])('what is dropped on a field for a picture is left to the field: %s', async (where) => {
  const show = await showRow(host)
  const { id } = await episodeRow(host, show)
  const { page, close } = await openAs([show], where ? `/studio/shows/${show.slug}${where}` : `/studio/episodes/${id}`)
  const field = page.locator('input[type=file][name=artwork]')
  const dataTransfer = await transferOf(page, [audio()])
  for (const kind of ['dragover', 'drop'])
    expect(
      await field.evaluate(
        (it, [kind, dataTransfer]) =>
          it.dispatchEvent(new (globalThis as Json).DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer })),
        [kind, dataTransfer] as const,
      ),
    ).toBe(true)
  expect(await page.locator('.upload, stray-files p').count()).toBe(0)
  await close()
})
