import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { createApiKey } from '../../../src/accounts/api-key.ts'
import { actingAs, OPERATOR } from '../../../src/accounts/logbook.ts'
import { sweepMedia } from '../../../src/episodes/sweep.ts'
import {
  ask,
  askJson,
  COVER,
  createShow,
  giveCover,
  putFile,
  SAMPLE,
  SAMPLE_M4A,
  SET_ASIDE,
  upload,
} from '../../support/api.ts'
import { startHost } from '../../support/host.ts'
import { makeMember, openStudio, sendForm, signIn } from '../../support/people.ts'
import { begin, begun, inStudio, piece } from '../../support/tus.ts'

const host = await startHost()
const DAY_MILLISECONDS = 86_400_000
let show: { id: string; slug: string }
let [anna, name, ben] = ['', '', '']

beforeAll(async () => {
  const { slug } = await createShow(host)
  await giveCover(host, slug)
  show = await host.db.show.findUniqueOrThrow({ where: { slug } })
  const editor = await makeMember(host, 'editor', show)
  name = editor.name
  anna = await signIn(host, editor)
  ben = await signIn(host, await makeMember(host, 'owner', show))
})

async function draft(before: Record<string, string> = {}) {
  const { id } = (await upload(host, show.slug, { before: { title: 'Abfahrt', ...before } })).json
  const path = `/studio/episodes/${id}`
  const api = `/api/v1/episodes/${id}`
  const version = async () => (await host.db.episode.findUniqueOrThrow({ where: { id } })).version
  const page = async (more = '', prefix = '') => (await openStudio(host, `${prefix}${path}/history${more}`, anna)).text
  const restore = async (number: number, fields: object = {}) =>
    sendForm(host, `${path}/history`, { number: String(number), ...fields }, { cookie: anna })
  const facts = async () => (await ask(host, 'GET', `${api}/versions/${await version()}`)).json.facts
  return { id, path, api, version, page, restore, facts }
}

async function sendFile(path: string, cookie: string, part: string, file: string, texts: Record<string, string> = {}) {
  const body = new FormData()
  for (const [name, text] of Object.entries(texts)) body.append(name, text)
  body.append(part, new Blob([new Uint8Array(await readFile(file))]), 'datei')
  const headers = { cookie, origin: new URL(host.config.publicUrl).origin }
  const answer = await fetch(host.url + path, { method: 'POST', headers, body, redirect: 'manual' })
  return { status: answer.status, text: await answer.text() }
}

const putVtt = (api: string, lines: string[], state = 'machine') =>
  ask(host, 'PUT', `${api}/transcripts/de?state=${state}`, {
    body: `WEBVTT\n\n${lines.map((line, at) => `00:0${at}.000 --> 00:0${at + 1}.000\n${line}\n`).join('\n')}`,
    headers: { 'Content-Type': 'text/vtt' },
  })

describe('what is changed of an episode', () => {
  test('chapters are in the history, by who set them, and come back', async () => {
    const { path, api, version, page, restore } = await draft()
    const chapterList = '00:00 Los\n00:01 Mitte'
    expect((await sendForm(host, `${path}/chapters`, { chapterList }, { cookie: anna })).status).toBe(303)
    const first = await version()
    await ask(host, 'DELETE', `${api}/chapters`)
    const text = await page()
    expect(text).toMatch(/Geändert: Kapitel<\/summary>/)
    expect(text).toContain('<pre>00:00:00 Los\n00:00:01 Mitte</pre>')
    expect((await restore(first)).status).toBe(303)
    expect((await ask(host, 'GET', `${api}/chapters`)).json.chapters).toMatchObject([
      { title: 'Los' },
      { title: 'Mitte' },
    ])
    const { chaptersTyped } = await host.db.episode.findUniqueOrThrow({ where: { id: path.split('/').at(-1)! } })
    expect(chaptersTyped).toBe(true)
  })

  test('on an English page German words are marked as German, and what the host says is not', async () => {
    const { path, api, version, page } = await draft()
    await sendForm(host, `${path}/chapters`, { chapterList: '00:00 Los' }, { cookie: anna })
    await askJson(host, 'PATCH', api, { title: 'Ankunft', explicit: true })
    const title = await page('', '/en')
    expect(title).toContain('<pre lang="de">Ankunft</pre>')
    expect(title).toContain('<pre lang="de">00:00:00 Los</pre>')
    expect(title).toMatch(/For adults only<\/h3>\s*<div class="both"><div><p class="quiet">[^<]*<\/p><pre>/)
    await putVtt(api, ['Guten Tag.'])
    const transcript = await page(`/${await version()}`, '/en')
    expect(transcript).toContain('<pre lang="de">00:00:00 Guten Tag.</pre>')
    expect(transcript).toContain('<dt>Title</dt><dd lang="de">Ankunft</dd>')
    expect(await page(`/${await version()}`)).not.toContain('<pre lang')
  })

  test('what a transcript said, its language and how far it was checked come back, also after it was taken away', async () => {
    const { api, version, page, restore } = await draft()
    await putVtt(api, ['Guten Tag.', 'Auf Wiedersehen.'], 'approved')
    const [approved, { sha256 }] = [await version(), (await ask(host, 'GET', `${api}/transcripts/de`)).json]
    await putVtt(api, ['Guten Abend.', 'Auf Wiedersehen.'])
    const changed = await page(`/${await version()}`)
    expect(changed).toContain('<pre>00:00:00 Guten Tag.</pre>')
    expect(changed).toContain('<pre>00:00:00 Guten Abend.</pre>')
    await askJson(host, 'PATCH', `${api}/transcripts/de`, { language: 'en' })
    await ask(host, 'DELETE', `${api}/transcripts/en`)
    expect(await page(`/${approved}`)).toContain('<p>Guten Tag. Auf Wiedersehen.</p>')

    await restore(approved)
    const { json } = await ask(host, 'GET', `${api}/transcripts/de`)
    expect(json).toMatchObject({ sha256, state: 'approved' })
    expect(json.cues.map(({ text }: { text: string }) => text)).toEqual(['Guten Tag.', 'Auf Wiedersehen.'])
    expect((await ask(host, 'GET', `${api}/transcripts`)).json.transcripts).toHaveLength(1)
  })

  test('lines that somebody corrected are versions, and each comes back', async () => {
    const { api, version, page, restore } = await draft()
    await putVtt(api, ['Guten Tag.', 'Auf Wiedersehen.'])
    const was = [{ startSeconds: 0, endSeconds: 1, text: 'Guten Tag.' }]
    const correct = (text: string, before: object[]) =>
      askJson(host, 'PATCH', `${api}/transcripts/de`, { lines: [{ line: 1, was: before, now: [{ ...was[0], text }] }] })
    await correct('Eins.', was)
    const first = await version()
    expect(await page()).toContain('<p>Der Text ist ein anderer.')
    await correct('Zwei.', [{ ...was[0], text: 'Eins.' }])
    await restore(first)
    expect((await ask(host, 'GET', `${api}/transcripts/de`)).json.cues[0].text).toBe('Eins.')
  })

  test('audio comes back under its own address while its file is kept, and afterwards the history says that it is gone', async () => {
    const { id, path, api, version, page, restore } = await draft()
    const old = (await ask(host, 'GET', api)).json.audio
    expect((await sendFile(`${path}/audio`, anna, 'audio', SAMPLE_M4A)).status).toBe(303)
    const replaced = await version()
    expect(await page()).toMatch(/Diese Datei wird noch bis [^<]+ 20\d\d, [^<]+ aufbewahrt\./)
    await restore(0)
    expect((await ask(host, 'GET', api)).json.audio).toMatchObject({ url: old.url, sha256: old.sha256 })

    host.travelTo(new Date(Date.now() + 31 * DAY_MILLISECONDS).toISOString())
    await sweepMedia(host)
    host.travelTo(new Date().toISOString())
    expect(await host.db.enclosure.count({ where: { episodeId: id } })).toBe(1)
    expect(await page()).toContain('Diese Datei gibt es nicht mehr.')
    const answer = await restore(replaced)
    expect(answer.location).toBe(`${path}/history?version=${replaced}&left=audio&done=restored#done`)
    expect((await openStudio(host, answer.location!.split('#')[0]!, anna)).text).toContain(
      'Das Audio bleibt, wie es ist',
    )
    expect((await ask(host, 'GET', api)).json.audio.sha256).toBe(old.sha256)
  })

  test('the picture comes back with what it shows in words, and so does having none', async () => {
    const { id, path, api, version, restore } = await draft()
    await host.db.episode.update({ where: { id }, data: { artworkId: null } })
    expect((await sendFile(`${path}/cover`, anna, 'artwork', COVER, { alt: 'Ein Zug' })).status).toBe(303)
    const first = await version()
    await askJson(host, 'PATCH', api, { artworkAlt: 'Ein Bus' })
    await restore(first)
    expect((await ask(host, 'GET', api)).json.artwork.alt).toBe('Ein Zug')
    await restore(0)
    expect((await ask(host, 'GET', api)).json.artwork).toBeNull()
  })

  test('publishing is told in the history, in the time of the show, and nothing is published or taken back by the way', async () => {
    const { path, api, page, restore } = await draft()
    const at = '2099-12-01T05:00:00.000Z'
    await host.db.episode.update({ where: { id: path.split('/').at(-1)! }, data: { overrides: [] } })
    const body = { at, overrides: SET_ASIDE }
    await putFile(host, `/api/v1/shows/${show.slug}/artwork`, 'artwork', COVER)
    expect((await askJson(host, 'PUT', `${api}/publication`, body)).status).toBe(200)
    const text = await page()
    expect(text).toContain('<pre>Entwurf</pre>')
    expect(text).toContain('<pre>Dienstag, 1. Dezember 2099, 6:00 Uhr</pre>')
    await restore(0)
    expect((await ask(host, 'GET', api)).json.publishAt).toBe(at)
  })
})

test('the newest version from before all of this was kept gets what its episode has', async () => {
  const { id, path, api, version, facts } = await draft()
  await putVtt(api, ['Guten Tag.'])
  await sendForm(host, `${path}/chapters`, { chapterList: '00:00 Los' }, { cookie: anna })
  await sendFile(`${path}/cover`, anna, 'artwork', COVER, { alt: 'Ein Zug' })
  await host.db.episode.update({ where: { id }, data: { publishAt: new Date('2099-01-01T06:00:00.120Z') } })
  await askJson(host, 'PATCH', api, { title: 'Neu' })
  const whole = await facts()
  const { chapters, transcripts, audio, artwork, publishAt, ...typed } = whole
  expect(publishAt).toBe('2099-01-01T06:00:00.120Z')
  const where = { episodeId_number: { episodeId: id, number: await version() } }
  await host.db.episodeVersion.update({ where, data: { facts: typed } })
  const migration = await readFile('prisma/migrations/20261210_history_all_parts/migration.sql', 'utf8')
  await host.db.$executeRawUnsafe(/^UPDATE [^;]+/m.exec(migration)![0])
  expect(await facts()).toEqual(whole)
  expect([chapters, transcripts, audio, artwork].every((part) => part !== undefined)).toBe(true)
})

const heads = (text: string) => [...text.matchAll(/<h2><time [^>]*>[^<]*?(\d+:\d\d:\d\d) Uhr/g)].map(([, time]) => time)

describe('the page', () => {
  test('an entry brings back the state it shows, the beginning too', async () => {
    const { path, api, page, restore } = await draft()
    await sendForm(host, `${path}/texts`, { title: 'Annas' }, { cookie: anna })
    await sendForm(host, `${path}/texts`, { title: 'Bens' }, { cookie: ben })
    const entries = (await page()).split('<li><h2>').slice(1)
    const shown = entries.map((entry) => Number(/\/history\/(\d+)"/.exec(entry)![1]))
    const broughtBack = entries.map((entry) => /name="number" value="(\d+)"/.exec(entry)?.[1])
    expect([shown, broughtBack]).toEqual([
      [2, 1, 0],
      [undefined, '1', '0'],
    ])
    expect(entries[0]).toMatch(/Der Inhalt von [^<]+ gilt jetzt\./)
    const time = /<time [^>]*>([^<]+)<\/time>/.exec(entries[1]!)![1]!
    expect(entries[1]).toContain(`>Stand von ${time} wiederherstellen</button>`)
    await restore(1)
    expect((await ask(host, 'GET', api)).json.title).toBe('Annas')
  })

  test('of the publication it is told what was done: scheduled for when, published, taken back', async () => {
    const { api, page } = await draft()
    const put = (body: object) => askJson(host, 'PUT', `${api}/publication`, { ...body, overrides: SET_ASIDE })
    expect((await put({ at: '2099-12-01T05:00:00Z' })).status).toBe(200)
    expect((await put({})).status).toBe(200)
    expect((await ask(host, 'DELETE', `${api}/publication`)).status).toBe(200)
    const told = async (prefix = '') =>
      [...(await page('', prefix)).matchAll(/<summary>(?:Geändert|Changed): ([^<]+)<\/summary>/g)].map(
        ([, names]) => names,
      )
    expect(await told()).toEqual([
      'Veröffentlichung (zurückgenommen)',
      expect.stringMatching(/^Veröffentlichung \(erschienen am \w+, .* Uhr\)$/),
      'Veröffentlichung (geplant für Dienstag, 1. Dezember 2099, 6:00 Uhr)',
    ])
    expect(await told('/en')).toEqual([
      'Publication (taken back)',
      expect.stringMatching(/^Publication \(published on \w+, .*\)$/),
      'Publication (scheduled for Tuesday, 1 December 2099, 6:00)',
    ])
  })

  test('single saves of a step can be looked at and chosen', async () => {
    const { path, page, restore, version, api } = await draft()
    for (const title of ['Eins', 'Zwei', 'Drei']) await sendForm(host, `${path}/texts`, { title }, { cookie: anna })
    const text = await page()
    expect(text.match(/<h2><time/g)).toHaveLength(2)
    expect(text).toContain('<summary>3 einzelne Speicherungen</summary>')
    const numbers = [...text.matchAll(/name="number" value="(\d+)"/g)].map(([, number]) => Number(number))
    expect(numbers).toEqual([2, 1, 0])
    expect(text).toMatch(/Stand von \d\d:\d\d:\d\d wiederherstellen/)
    expect(await page('/2')).toContain('<h1>Stand von ')
    await restore(2)
    expect([(await ask(host, 'GET', api)).json.title, await version()]).toEqual(['Zwei', 4])
  })

  test('a step is what one person typed of a draft in ten minutes, and its button names what it goes back to', async () => {
    const { id, path, page } = await draft()
    for (const title of ['Eins', 'Zwei', 'Drei', 'Vier'])
      await sendForm(host, `${path}/texts`, { title }, { cookie: anna })
    for (const number of [0, 1, 2, 3, 4]) {
      const where = { episodeId_number: { episodeId: id, number } }
      await host.db.episodeVersion.update({ where, data: { createdAt: `2026-12-01T05:${number * 4 + 10}:00Z` } })
    }
    const text = await page()
    expect(heads(text)).toEqual(['6:26:00', '6:14:00', '6:10:00'])
    expect(text).toContain('3 Speicherungen seit 06:18:00')
    expect(text).toMatch(/type="submit">Stand von Dienstag, 1\. Dezember 2026, 6:14:00 Uhr wiederherstellen<\/button>/)
    expect(text).not.toContain('davor')
  })

  test('a step reaches across no publication, no other audio and no save of a published episode', async () => {
    const { path, api, page, version } = await draft()
    const save = (title: string) => sendForm(host, `${path}/texts`, { title }, { cookie: anna })
    await save('Eins')
    await save('Zwei')
    expect((await sendFile(`${path}/audio`, anna, 'audio', SAMPLE_M4A)).status).toBe(303)
    await save('Drei')
    const overrides = Object.fromEntries(SET_ASIDE.map(({ rule, reason }) => [`reason-${rule}`, reason]))
    await sendForm(host, `${path}/publication`, { do: 'publish', when: 'now', ...overrides }, { cookie: anna })
    expect((await ask(host, 'GET', api)).json.status).toBe('published')
    await save('Vier')
    await save('Fünf')
    await sendForm(host, `${path}/publication`, { do: 'take back' }, { cookie: anna })
    await save('Sechs')
    const text = await page()
    const backTo = [...text.matchAll(/name="number" value="(\d+)"/g)].map(([, number]) => Number(number))
    expect(await version()).toBe(9)
    // The two before the other audio are one step, each of whose saves can be chosen too.
    expect(backTo).toEqual([8, 7, 6, 5, 4, 3, 2, 1, 2, 0])
  })

  test('what listeners have is asked about before another state is brought back, with what becomes other', async () => {
    const { path, api, page } = await draft()
    await sendForm(host, `${path}/texts`, { title: 'Neu' }, { cookie: anna })
    expect(await page()).not.toContain('<details><summary>Stand von')
    expect((await askJson(host, 'PUT', `${api}/publication`, { overrides: SET_ASIDE })).status).toBe(200)
    for (const text of [await page(), await page('/0')])
      expect(text).toMatch(
        /<details><summary>(Stand von|Diesen Stand)[^<]+<\/summary>\n<p>Diese Folge ist veröffentlicht\./,
      )
    expect(await page()).toContain('Anders als jetzt wird: Titel.</p>')
    expect(await page('', '/en')).toContain('Other than now will be: Title.</p>')
    const at = new Date(Date.now() + DAY_MILLISECONDS).toISOString()
    expect((await askJson(host, 'PUT', `${api}/publication`, { at, overrides: SET_ASIDE })).status).toBe(200)
    expect(await page()).toContain('<p>Diese Folge ist geplant.')
  })

  test('says everything in the words of its language', async () => {
    const { api, page } = await draft()
    const fields = {
      ...{ type: 'bonus', explicit: true, block: true, recordedOn: '2026-10-25', language: 'en' },
      ...{ persons: [{ name: 'Frau Süß', role: 'Guest' }], locations: [{ name: 'Erfurt' }] },
      ...{ license: { identifier: 'ARR' }, soundbites: [{ startSeconds: 1, durationSeconds: 2, title: 'Das Beste' }] },
      ...{ txt: [{ value: 'abc', purpose: 'verify' }], socialInteract: [{ protocol: 'disabled' }] },
    }
    expect((await askJson(host, 'PATCH', api, fields)).status).toBe(200)
    const german = await page()
    const shown = (text: string) =>
      [...text.matchAll(/<pre(?: lang="[\w-]+")?>([^<]*)<\/pre>/g)].map(([, value]) => value)
    expect(shown(german)).toEqual(
      expect.arrayContaining([
        ...['Ganze Folge', 'Bonus', 'Ja', 'Englisch', '25. Oktober 2026', 'Alle Rechte vorbehalten'],
        ...['Frau Süß, zu Gast', 'Erfurt', '00:00:01, 2 s · Das Beste', 'verify · abc', 'abgeschaltet'],
      ]),
    )
    expect(german).not.toMatch(/\{|\bfull\b|Guest|disabled/)
    expect(shown(await page('', '/en'))).toEqual(
      expect.arrayContaining(['Full episode', '25 October 2026', 'Frau Süß, Guest', 'switched off']),
    )
  })

  test('what was restored is said in a sentence that has the focus', async () => {
    const { path, page, restore } = await draft()
    await sendForm(host, `${path}/texts`, { title: 'Neu' }, { cookie: anna })
    const { location } = await restore(0)
    expect(location).toBe(`${path}/history?version=0&done=restored#done`)
    const text = await page('?version=0&done=restored')
    expect(text).toMatch(/<p class="saved" id="done" role="status" tabindex="-1">Es gilt wieder der Inhalt von/)
    expect(text).toContain(`<a href="${path}">Zur Folge</a>`)
    expect(await page(`/2`)).toMatch(/Wiederhergestellt wurde der Stand von/)
  })

  test.each([
    ['scheduled', { at: '2099-01-01T06:00:00Z' }],
    ['published', {}],
  ])('what holds already is not offered on an episode just %s, and changes nothing', async (_, when) => {
    const { id, path, api, version, page, restore } = await draft()
    await sendForm(host, `${path}/texts`, { title: 'Neu' }, { cookie: anna })
    expect((await askJson(host, 'PUT', `${api}/publication`, { ...when, overrides: SET_ASIDE })).status).toBe(200)
    const text = await page()
    expect(text).not.toContain('Anders als jetzt wird: nichts.')
    expect([...text.matchAll(/name="number" value="(\d+)"/g)].map(([, number]) => number)).toEqual(['0'])
    expect(text).toMatch(/<p class="quiet">Der Inhalt von [^<]+ gilt jetzt\.<\/p><\/li>/)
    expect(await page('/1')).toMatch(/<p class="quiet">Der Inhalt von [^<]+ gilt jetzt\.<\/p>/)

    const rowOf = () => host.db.episode.findUniqueOrThrow({ where: { id } })
    const before = await rowOf()
    const { location } = await restore(1)
    expect(location).toBe(`${path}/history?version=1&done=unchanged#done`)
    expect(await page('?version=1&done=unchanged')).toMatch(
      /Es hat sich nichts geändert\. Der Inhalt von [^<]+ gilt jetzt\./,
    )
    expect(await rowOf()).toEqual(before)
    expect(await version()).toBe(2)
    expect((await restore(0)).location).toBe(`${path}/history?version=0&done=restored#done`)
  })

  test('says whether the address changes: a draft’s follows its title, until it has a date', async () => {
    const { api, page } = await draft()
    await askJson(host, 'PATCH', api, { title: 'Ankunft' })
    expect(await page()).toContain('Die Adresse der Seite richtet sich nach dem Titel')
    expect(await page('', '/en')).toContain('The address of the page follows the title')
    expect((await askJson(host, 'PUT', `${api}/publication`, { overrides: SET_ASIDE })).status).toBe(200)
    expect(await page()).toContain('Die Adresse der Seite und die Veröffentlichung ändern sich dadurch nicht.')
    expect(await page('', '/en')).toContain('The address of the page and the publication stay as they are.')
  })

  test('versions of one minute are told apart', async () => {
    const { id, path, page } = await draft()
    for (const cookie of [anna, ben]) await sendForm(host, `${path}/texts`, { title: cookie.slice(-9) }, { cookie })
    const saved = (number: number, createdAt: string) =>
      host.db.episodeVersion.update({ where: { episodeId_number: { episodeId: id, number } }, data: { createdAt } })
    for (const number of [0, 1, 2]) await saved(number, `2026-12-01T05:00:0${number}Z`)
    const text = await page()
    for (const seconds of ['00', '01', '02'])
      expect(text).toMatch(new RegExp(`<h2><time [^>]*>Dienstag, 1\\. Dezember 2026, 6:00:${seconds} Uhr</time></h2>`))
    expect(await page('/1', '/en')).toContain('<h1>State of Tuesday, 1 December 2026, 6:00:01</h1>')
  })

  test('who restores on a page that is out of date is told, and nothing happens', async () => {
    const { path, restore, version } = await draft()
    await sendForm(host, `${path}/texts`, { title: 'Annas' }, { cookie: anna })
    await sendForm(host, `${path}/texts`, { title: 'Bens' }, { cookie: ben })
    const { status, text } = await restore(0, { seen: '1' })
    expect(status).toBe(409)
    expect(text).toContain('Die Folge hat inzwischen jemand anderes geändert.')
    expect(await version()).toBe(2)
  })
})

describe('an older state', () => {
  test('a date of publication is not overwritten by who saw another one', async () => {
    const { path, api, version } = await draft()
    const put = (day: string, seen: number) =>
      askJson(host, 'PUT', `${api}/publication?seen=${seen}`, { at: `${day}T06:00:00Z`, overrides: SET_ASIDE })
    const seen = await version()
    expect((await put('2099-01-01', seen)).status).toBe(200)
    await askJson(host, 'PATCH', api, { title: 'Anderes' })
    const refused = await put('2099-02-02', seen)
    expect([refused.status, refused.json.code, refused.json.version]).toEqual([
      409,
      'changed-meanwhile',
      await version(),
    ])

    const fields = { do: 'publish', when: 'then', day: '2099-03-03', time: '06:00', seen: String(seen) }
    const send = (more: object) => sendForm(host, `${path}/publication`, { ...fields, ...more }, { cookie: ben })
    const page = await send({})
    expect(page.status).toBe(409)
    expect(page.text).toContain('inzwischen geändert: auf Donnerstag, 1. Januar 2099, 7:00 Uhr.')
    expect(page.text).toMatch(/name="day"[^>]* value="2099-03-03"/)
    const back = await send({ do: 'take back' })
    expect(back.status).toBe(409)
    expect((await ask(host, 'DELETE', `${api}/publication?seen=${seen}`)).status).toBe(409)
    expect((await ask(host, 'GET', api)).json.publishAt).toBe('2099-01-01T06:00:00.000Z')

    const shown = /name="seen" value="(\d+)"/g
    const now = [...page.text.matchAll(shown)].at(-1)![1]!
    expect((await send({ seen: now })).status).toBe(303)
    expect((await ask(host, 'GET', api)).json.publishAt).toBe('2099-03-03T05:00:00.000Z')
  })

  test('a draft is published as it was seen: not with what somebody else changed since, but with what she changed herself', async () => {
    const { path, api, version } = await draft()
    const save = (cookie: string, title: string) => sendForm(host, `${path}/texts`, { title }, { cookie })
    const fields = { do: 'publish', when: 'then', day: '2099-03-03', time: '06:00' }
    const reason = { 'reason-transcript-missing': 'Es wird nachgereicht, am Montag.' }
    const publish = (seen: string | number, language = '') =>
      sendForm(host, `${language}${path}/publication`, { ...fields, ...reason, seen: String(seen) }, { cookie: ben })
    const seen = await version()
    expect((await save(ben, 'Von mir')).status).toBe(303)
    expect((await save(anna, 'Ungesehen')).status).toBe(303)
    expect((await save(ben, 'Noch einmal von mir')).status).toBe(303)

    const refused = await publish(seen)
    expect(refused.status).toBe(409)
    expect(refused.text).toContain(
      `Seit Sie diese Seite geöffnet haben, hat ${name} die Folge geändert. Anders als vorher: Titel. `,
    )
    expect(refused.text).toContain(`<a href="${path}/history">Was geändert wurde, zeigt der Verlauf</a>`)
    expect(refused.text).toMatch(/name="day"[^>]* value="2099-03-03"/)
    expect((await publish(seen, '/en')).text).toContain(`since you opened this page, ${name} has changed the episode`)
    const body = { at: '2099-03-03T06:00:00Z', overrides: SET_ASIDE }
    const program = await askJson(host, 'PUT', `${api}/publication?seen=${seen}`, body)
    expect(program).toMatchObject({ status: 409, json: { code: 'changed-meanwhile', version: await version() } })
    expect(program.json.changed).toEqual(['title'])
    expect((await ask(host, 'GET', api)).json.publishAt).toBeNull()

    const now = /name="do" value="publish">\s*<input type="hidden" name="seen" value="(\d+)"/.exec(refused.text)![1]!
    expect(Number(now)).toBe(await version())
    expect((await save(ben, 'Und noch einmal')).status).toBe(303)
    expect((await publish(now)).status).toBe(303)
    expect((await ask(host, 'GET', api)).json.publishAt).toBe('2099-03-03T05:00:00.000Z')
    // It has its date, so another date is about the date alone.
    expect((await save(anna, 'Danach')).status).toBe(303)
    expect((await publish(await version())).status).toBe(303)
  })

  test.each([
    ['chapters', 'PUT', 'chapters', '00:00 Anfang', 'text/plain'],
    ['transcripts', 'PUT', 'transcripts/de', 'WEBVTT\n\n00:00.000 --> 00:01.000\nAnders', 'text/vtt'],
    ['notesSource', 'PATCH', '', '{"notes":"<p>Neu</p>"}', 'application/json'],
  ])('a draft with other %s than were seen is not published; without what was seen it is', async (fact, ...change) => {
    const [method, part, body, type] = change
    const { api, version } = await draft()
    const seen = await version()
    const other = await createApiKey(actingAs(host, OPERATOR), { name: 'ein anderes' })
    const sent = { body, headers: { 'Content-Type': type }, token: other.secret }
    expect((await ask(host, method, part ? `${api}/${part}` : api, sent)).status).toBeLessThan(300)
    const publish = (query: string) => askJson(host, 'PUT', `${api}/publication${query}`, { overrides: SET_ASIDE })
    expect(await publish(`?seen=${seen}`)).toMatchObject({ status: 409, json: { changed: [fact] } })
    expect((await publish('')).status).toBe(200)
  })

  test('two programs of one name are two: what one changed the other has not seen', async () => {
    const { api, version } = await draft()
    const key = async () => (await createApiKey(actingAs(host, OPERATOR), { name: 'Schnittstelle' })).secret
    const [one, other] = [await key(), await key()]
    const seen = await version()
    expect((await askJson(host, 'PATCH', api, { title: 'Von einem' }, one)).status).toBe(200)
    const publish = (token: string) =>
      askJson(host, 'PUT', `${api}/publication?seen=${seen}`, { overrides: SET_ASIDE }, token)
    expect(await publish(other)).toMatchObject({ status: 409, json: { by: 'Schnittstelle', changed: ['title'] } })
    expect((await publish(one)).status).toBe(200)
  })

  test('what somebody changed and changed back is as it was seen', async () => {
    const { path, api, version } = await draft({ title: 'Alt' })
    const seen = await version()
    for (const title of ['Zwischendurch', 'Alt']) await sendForm(host, `${path}/texts`, { title }, { cookie: anna })
    const published = await askJson(host, 'PUT', `${api}/publication?seen=${seen}`, { overrides: SET_ASIDE })
    expect(published.status).toBe(200)
  })

  test('audio, picture and chapters are not overwritten by who saw others, and a change elsewhere is none', async () => {
    const { path, api, version } = await draft()
    const seen = await version()
    await askJson(host, 'PATCH', api, { title: 'Anderes' })
    const chapters = (text: string) =>
      ask(host, 'PUT', `${api}/chapters?seen=${seen}`, { body: text, headers: { 'Content-Type': 'text/plain' } })
    expect((await chapters('00:00 Los')).status).toBe(200)
    expect((await chapters('00:00 Anders')).status).toBe(409)
    expect((await ask(host, 'DELETE', `${api}/chapters?seen=x`)).json.fields).toHaveProperty('seen')
    expect((await ask(host, 'DELETE', `${api}/chapters?seen=${seen}`)).status).toBe(409)
    expect((await sendFile(`${path}/audio?seen=${seen}`, anna, 'audio', SAMPLE_M4A)).status).toBe(303)
    const refused = await sendFile(`${path}/audio?seen=${seen}`, ben, 'audio', SAMPLE)
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('Das Audio hat inzwischen jemand anderes ersetzt.')
    expect((await putFile(host, `${api}/audio?seen=${seen}`, 'audio', SAMPLE)).json.code).toBe('changed-meanwhile')
    expect((await ask(host, 'GET', api)).json.audio.type).toBe('audio/x-m4a')

    expect((await sendFile(`${path}/cover?seen=${seen}`, anna, 'artwork', COVER)).status).toBe(303)
    expect((await sendFile(`${path}/cover?seen=${seen}`, ben, 'artwork', COVER)).status).toBe(409)
  })
})

test('a transcript is not overwritten or taken away by who saw another one', async () => {
  const { api } = await draft()
  const put = (text: string, sha256: string) =>
    ask(host, 'PUT', `${api}/transcripts/de?sha256=${sha256}`, {
      ...{ body: `WEBVTT\n\n00:00.000 --> 00:01.000\n${text}\n`, headers: { 'Content-Type': 'text/vtt' } },
    })
  const first = await put('Eins.', '')
  expect([first.status, (await put('Zwei.', '')).status]).toEqual([200, 409])
  expect((await put('Zwei.', first.json.sha256)).status).toBe(200)
  const remove = (sha256: string) => ask(host, 'DELETE', `${api}/transcripts/de?sha256=${sha256}`)
  expect((await remove(first.json.sha256)).json.code).toBe('changed-meanwhile')
  expect((await ask(host, 'GET', `${api}/transcripts/de`)).json.cues[0].text).toBe('Zwei.')
})

test('an upload in pieces is not begun, and takes no place, where other audio came since', async () => {
  const { id, path, api, version } = await draft()
  const bytes = await readFile(SAMPLE_M4A)
  const sender = inStudio(host, ben)
  const about = { filename: 'neu.m4a', episode: id }
  const [seen, first] = [String(await version()), await begun(sender, bytes.length, about)]
  expect((await sendFile(`${path}/audio`, anna, 'audio', SAMPLE_M4A)).status).toBe(303)
  const late = await begin(sender, bytes.length, { ...about, seen })
  expect([late.status, late.json.code]).toEqual([409, 'changed-meanwhile'])
  expect((await begin(sender, 10, { filename: 'a.mp3', show: show.slug, seen })).json.fields).toHaveProperty('seen')

  const whole = await piece(sender, first, 0, bytes)
  expect([whole.status, whole.json.code]).toEqual([409, 'changed-meanwhile'])
  const { versions } = (await ask(host, 'GET', `${api}/versions`)).json
  expect(versions.map(({ by }: { by: string | null }) => by)).toEqual(['editor', null])
})

describe('programs', () => {
  test('read the versions page by page, one with all it had, and bring it back', async () => {
    const { api } = await draft()
    await askJson(host, 'PATCH', api, { title: 'Eins' })
    await askJson(host, 'PATCH', `${api}?seen=1`, { number: 7 })
    const { json } = await ask(host, 'GET', `${api}/versions?limit=2`)
    expect(json).toMatchObject({
      next: 1,
      versions: [
        { number: 2, changed: ['number'] },
        { number: 1, changed: ['title', 'slug'] },
      ],
    })
    const older = await ask(host, 'GET', `${api}/versions?before=${json.next}`)
    expect(older.json).toMatchObject({ next: null, versions: [{ number: 0, changed: [], by: null }] })
    const one = (await ask(host, 'GET', `${api}/versions/1`)).json
    expect(one.facts).toMatchObject({ title: 'Eins', number: 1, publishAt: null })
    expect((await ask(host, 'GET', `${api}/versions?limit=0`)).status).toBe(422)

    const late = await ask(host, 'PUT', `${api}/versions/0/restoration?seen=1`)
    expect([late.status, late.json.code]).toEqual([409, 'changed-meanwhile'])
    const restored = await ask(host, 'PUT', `${api}/versions/0/restoration?seen=2`)
    expect(restored.json).toMatchObject({ title: 'Abfahrt', number: 1, version: 3, left: [] })
    expect((await ask(host, 'GET', `${api}/versions/3`)).json).toMatchObject({
      restores: 0,
      changed: ['title', 'number', 'slug'],
    })
    expect((await askJson(host, 'PATCH', `${api}?seen=0`, { title: 'Später' })).json.title).toBe('Später')
    expect((await askJson(host, 'PATCH', `${api}?seen=1`, { title: 'Zu spät' })).json.fields).toHaveProperty('title')
  })

  test('see which episodes wait for their publication', async () => {
    const { id, api } = await draft({ title: 'Wartet' })
    await askJson(host, 'PUT', `${api}/review`, { at: '2099-01-01T06:00:00Z' })
    const { json } = await ask(host, 'GET', '/api/v1/reviews')
    expect(json.reviews).toContainEqual({
      ...{ episode: id, show: show.slug, title: 'Wartet', at: '2099-01-01T06:00:00.000Z' },
      ...{ askedAt: expect.any(String), askedBy: null },
    })
  })
})
