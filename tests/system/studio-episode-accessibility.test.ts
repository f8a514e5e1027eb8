import type { Page } from 'playwright-core'
import { describe, test } from 'vitest'
import { OPERATOR } from '../../src/accounts/logbook.ts'
import { findPerson } from '../../src/accounts/person.ts'
import { setChapters } from '../../src/episodes/chapters.ts'
import { changeTranscript } from '../../src/episodes/correct-transcript.ts'
import { changeEpisode } from '../../src/episodes/episode.ts'
import { readEpisodeChanges } from '../../src/episodes/episode-input.ts'
import { sendBack } from '../../src/episodes/review.ts'
import { getTranscript } from '../../src/episodes/transcript.ts'
import { sample, silentFrames } from '../samples/bytes.ts'
import { makePerson } from '../support/people.ts'
import { episodeRow, showRow } from '../support/rows.ts'
import { dropFiles } from './drop-files.ts'
import { asItIs, openAll, type State, startStudio, waitingEpisode } from './studio-states.ts'

const { host, lookAt, administrator } = await startStudio()
const reader = await makePerson(host)
const author = await makePerson(host, { name: 'Herr Autor' })

const SOMEBODY = { name: 'Frau Süß', role: 'Guest', group: 'Cast', url: 'https://example.de/' }

const CHAPTERS = [{ startSeconds: 0, title: 'Los' }]

const pages = await makePages()
const episodeId = pages.episode.split('/').at(-1)!

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
  await changeTranscript(host, id, 'de', { speakers: [{ from: 'Frau Süß', to: 'Frau Sauer' }] }, { by: by! })
  const [inAWeek, deletedAt] = [new Date(Date.now() + 7 * 86_400_000), new Date()]
  const scheduled = await episodeRow(host, show, { title: 'Fahrplan', publishAt: inAWeek })
  const deleted = await episodeRow(host, show, { title: 'Verspätung', deletedAt, goneAt: inAWeek })
  const [asked, sentBack] = [
    await waitingEpisode(host, show, 'Wartet', author),
    await waitingEpisode(host, show, 'Kommt zurück', author),
  ]
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

const STATES: State[] = [
  ['a show', pages.show, administrator, asItIs],
  ['a show without an episode', pages.bareShow, administrator, asItIs],
  ['a file that waits to be told its show', '/studio', administrator, dropOne],
  ['a file that was refused, in English', pages.upload, administrator, dropRefused],
  ['a file that became a draft', pages.upload, administrator, dropFound],
  ['audio that is about to be replaced', pages.published, administrator, dropOne],
  ['an episode', pages.episode, administrator, asItIs],
  ['an episode to read', pages.episode, reader, asItIs],
  ['an episode refused', pages.episode, administrator, refuseTitle],
  ['an episode refused while one types', pages.episode, administrator, refuseTyped],
  ['an episode refused while one types, in English', `/en${pages.episode}`, administrator, refuseTyped],
  ['a list of chapters refused', pages.episode, administrator, refuseChapters],
  ['a list of chapters refused, in English', `/en${pages.episode}`, administrator, refuseChapters],
  ['several people refused', pages.published, administrator, refusePeople],
  ['several soundbites refused, in English', `/en${pages.published}`, administrator, refuseSoundbites],
  ['an episode that two people changed', pages.episode, administrator, changeAsAnother],
  ['people of an episode that two people changed', pages.episode, administrator, changePeopleAsAnother],
  ['chapters that two people changed', pages.episode, administrator, changeChaptersAsAnother],
  ['a list of chapters that somebody else changed', pages.episode, administrator, pasteAsAnother],
  ['an episode that is not ready', pages.episode, administrator, publishTooSoon],
  ['a scheduled episode', pages.scheduled, administrator, openAll],
  ['a scheduled episode, for its author', pages.scheduled, author, asItIs],
  ['a published episode', pages.published, administrator, openAll],
  ['an episode that waits for approval', pages.asked, administrator, asItIs],
  ['an episode that waits, for its author', pages.asked, author, asItIs],
  ['an episode that was sent back', pages.sentBack, author, asItIs],
  ['a deleted episode', pages.deleted, administrator, asItIs],
  ['a deleted episode, for its author', pages.deleted, author, asItIs],
  ['a search that finds nothing', pages.show, administrator, searchForNothing],
  ['the lines of a transcript', pages.lines, administrator, linesReady],
  ['the lines of a transcript to read', pages.lines, reader, asItIs],
  ['a line that two people changed', pages.lines, administrator, correctAsAnother],
  ['the state of a transcript refused', pages.lines, administrator, refuseLanguage],
  ['the history of an episode', pages.history, administrator, (page) => page.locator('summary').first().click()],
  ['the single saves of an episode', pages.history, administrator, openSaves],
  ['a state of an episode', pages.history, administrator, openState],
  ['a state of an episode to read', pages.history, reader, openState],
  ['a state of an episode restored', pages.history, administrator, restoreState],
  ['the history of an episode in English', `/en${pages.episode}/history`, administrator, openSaves],
  ['a state of an episode in English', `/en${pages.episode}/history/2`, administrator, openAll],
  ['a restoration refused', pages.history, administrator, restoreLate],
]

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
    .getByRole('button', { name: /^Stand von .* wiederherstellen$/ })
    .first()
    .click()
  await page.waitForSelector('#done:focus')
}

async function restoreLate(page: Page) {
  await changeEpisode(host, episodeId, readEpisodeChanges({ title: `Abfahrt ${crypto.randomUUID()}` }), {
    by: OPERATOR,
  })
  await page
    .getByRole('button', { name: /^Stand von .* wiederherstellen$/ })
    .first()
    .click()
  await page.waitForSelector('.errors')
}

async function refuseTitle(page: Page) {
  await page.locator('#title').fill('')
  await page.getByRole('button', { name: 'Texte speichern' }).click()
  await page.waitForSelector('.errors')
}

/** Each of the forms that save by themselves says what is wrong in it. */
async function refuseTyped(page: Page) {
  const wrong = ['#shortTitle', '#number', '#person-1-url', '#bite-1-start', '#chapter-1-url']
  await page.locator('.rows details:has(#chapter-1-url) > summary').click()
  for (const name of wrong) await page.locator(name).fill(LONG.repeat(4))
  for (const name of wrong) await page.waitForSelector(`.kept a[href="${name}"]`)
}

/** More lines are wrong than are told one by one. */
async function refusePeople(page: Page) {
  await page.getByRole('button', { name: 'Weitere Person' }).click()
  await page.locator('#people input:focus').waitFor()
  await page.locator('#person-1-url').fill('nirgends')
  await page.locator('#person-2-name').fill(LONG.repeat(2))
  await page.getByRole('button', { name: 'Mitwirkende speichern' }).click()
  await page.waitForSelector('.errors li:nth-child(2)')
}

async function refuseSoundbites(page: Page) {
  await page.locator('#bite-1-start').fill('early')
  await page.getByRole('button', { name: 'Another soundbite' }).click()
  await page.locator('#soundbites input:focus').waitFor()
  await page.locator('#bite-2-duration').fill('long')
  await page.getByRole('button', { name: 'Save soundbites' }).click()
  await page.waitForSelector('.errors li:nth-child(4)')
}

async function refuseChapters(page: Page) {
  await page.locator('#chapters summary').first().click()
  const lines = Array.from({ length: 30 }, (_, at) => `Punkt ${at + 1}`)
  await page.locator('#chapterList').fill(['0:00 Los', '0:00 Noch einmal', '9:99 Ende', ...lines].join('\n'))
  await page.getByRole('button', { name: /^(Liste übernehmen|Take this list)$/ }).click()
  await page.waitForSelector('.errors')
}

/** Somebody else changes the title after the page was opened. */
async function changeAsAnother(page: Page) {
  await changeEpisode(host, episodeId, readEpisodeChanges({ title: `Abfahrt ${crypto.randomUUID()}` }), {
    by: OPERATOR,
  })
  await page.locator('#title').fill('Meine Abfahrt')
  await page.getByRole('button', { name: 'Texte speichern' }).click()
  await page.waitForSelector('.theirs')
}

const A_FILE = { name: 'eine-lange-aufnahme-aus-dem-grossen-sitzungssaal-vom-vormittag.mp3', bytes: silentFrames(500) }

async function dropOne(page: Page) {
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

async function changePeopleAsAnother(page: Page) {
  const persons = [{ ...SOMEBODY, name: `Frau ${crypto.randomUUID()}` }]
  await changeEpisode(host, episodeId, readEpisodeChanges({ persons }), { by: OPERATOR })
  await page.locator('#person-1-name').fill('Frau Sauer')
  await page.getByRole('button', { name: 'Mitwirkende speichern' }).click()
  await page.waitForSelector('.theirs')
}

/** One word as long as words get. */
const LONG = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'

const setChaptersAsAnother = () =>
  setChapters(host, episodeId, `0:00 Los\n0:01 ${LONG} ${crypto.randomUUID()} https://example.de/${LONG}`, {
    by: OPERATOR,
  })

async function changeChaptersAsAnother(page: Page) {
  await setChaptersAsAnother()
  await page.locator('#chapter-1-title').fill('Meine Abfahrt')
  await page.getByRole('button', { name: 'Kapitel speichern' }).click()
  await page.waitForSelector('.rows .theirs')
}

async function pasteAsAnother(page: Page) {
  await setChaptersAsAnother()
  await page.locator('#chapters summary').first().click()
  await page.locator('#chapterList').fill('0:00 Meine Abfahrt')
  await page.getByRole('button', { name: 'Liste übernehmen' }).click()
  await page.waitForSelector('.fields .theirs')
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
  const { cues } = await getTranscript(host, episodeId, 'de')
  const now = [{ ...cues[1]!, text: `Satz ${crypto.randomUUID()}.` }]
  await changeTranscript(host, episodeId, 'de', { lines: [{ line: 2, was: [cues[1]!], now }] }, { by: OPERATOR })
  await page.getByRole('textbox', { name: 'Zeile 2: Text' }).fill('Mein Satz.')
  await page.waitForSelector('.theirs')
}

async function refuseLanguage(page: Page) {
  await page.locator('#language').fill('deutsch')
  await page.getByRole('button', { name: 'Stand und Sprache speichern' }).click()
  await page.waitForSelector('.errors')
}

describe('AC-49 the studio has no fault, and nothing lies beside the screen, on any of them', () => {
  test.each(STATES)('%s', (_, ...state) => lookAt(state))
})
