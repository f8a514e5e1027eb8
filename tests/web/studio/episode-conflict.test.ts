import { beforeAll, expect, test } from 'vitest'
import { ask, askJson } from '../../support/api.ts'
import { startHost } from '../../support/host.ts'
import { makeMember, openStudio, sendForm, signIn } from '../../support/people.ts'
import { episodeRow, showRow } from '../../support/rows.ts'

const host = await startHost()
let show: Awaited<ReturnType<typeof showRow>>
let [anna, ben] = ['', '']
beforeAll(async () => {
  show = await showRow(host)
  anna = await signIn(host, await makeMember(host, 'author', show))
  ben = await signIn(host, await makeMember(host, 'editor', show))
})

async function draft(fields: object = {}) {
  const { id } = await episodeRow(host, show, { publishAt: null, title: 'Alt', description: 'Alt', ...fields })
  const path = `/studio/episodes/${id}`
  const seen = async () => /name="seen" value="(\d+)"/.exec((await openStudio(host, path, anna)).text)![1]!
  const row = () => host.db.episode.findUniqueOrThrow({ where: { id } })
  const versions = () => host.db.episodeVersion.findMany({ where: { episodeId: id }, orderBy: { number: 'asc' } })
  return { id, path, seen, row, versions }
}

const json = () => ({ origin: new URL(host.config.publicUrl).origin, accept: 'application/json' })

test('two people who edit different fields of what both saw lose nothing', async () => {
  const { path, seen, row } = await draft()
  const both = await seen()
  const texts = { title: 'Alt', shortTitle: '', description: 'Alt', notesSource: '', seen: both }
  expect((await sendForm(host, `${path}/texts`, { ...texts, title: 'Annas' }, { cookie: anna })).status).toBe(303)
  const second = await sendForm(
    ...[host, `${path}/texts`, { ...texts, description: 'Bens' }, { cookie: ben, headers: json() }],
  )
  expect(second.status).toBe(200)
  expect(JSON.parse(second.text).values).toMatchObject({ title: 'Annas', description: 'Bens' })
  expect(await row()).toMatchObject({ title: 'Annas', description: 'Bens', version: 2 })
})

test('who changes the same field is told, sees both texts, and chooses for each field', async () => {
  const { path, seen, row } = await draft()
  const both = await seen()
  const send = (cookie: string, fields: Record<string, string>) => sendForm(host, `${path}/texts`, fields, { cookie })
  await send(anna, { title: 'Annas <b>', description: 'Annas Text', seen: both })
  const refused = await send(ben, { title: 'Bens', description: 'Bens Text', shortTitle: 'Kurz', seen: both })
  expect(refused.status).toBe(409)
  expect(await row()).toMatchObject({ title: 'Annas <b>', description: 'Annas Text', shortTitle: null })
  expect(refused.text).toContain('<pre id="title-theirs">Annas &lt;b&gt;</pre>')
  expect(refused.text).toMatch(/name="title"[^>]* value="Bens"/)
  expect(refused.text).toContain('value="Kurz"')
  const now = /name="seen" value="(\d+)"/.exec(refused.text)![1]!
  expect(now).toBe('1')
  const fields = { title: 'Bens', description: 'Bens Text', shortTitle: 'Kurz', seen: now }
  const chosen = await send(ben, { ...fields, 'keep-title': 'theirs', 'keep-description': 'mine' })
  expect(chosen.status).toBe(303)
  expect(await row()).toMatchObject({ title: 'Annas <b>', description: 'Bens Text', shortTitle: 'Kurz' })

  const script = await sendForm(
    ...[host, `${path}/texts`, { title: 'Noch', seen: '0' }, { cookie: ben, headers: json() }],
  )
  expect([script.status, JSON.parse(script.text).isConflict]).toEqual([409, true])
})

test('who set back what somebody sent without hearing of it is not overwritten unasked', async () => {
  const { path, seen, row } = await draft()
  const before = await seen()
  const send = (cookie: string, fields: Record<string, string>) =>
    sendForm(host, `${path}/texts`, fields, { cookie, headers: json() })
  await send(anna, { title: 'Erst', description: 'Annas', seen: before })
  await send(ben, { title: 'Alt', seen: await seen() })

  const sent = 'title=Erst&description=Annas'
  const on = await send(anna, { title: 'Erst und dann', description: 'Annas weiter', seen: before, sent })
  expect([on.status, Object.keys(JSON.parse(on.text).errors)]).toEqual([409, ['title']])
  expect(await row()).toMatchObject({ title: 'Alt', description: 'Annas' })
  const same = await send(anna, { title: 'Erst', description: 'Annas', seen: before, sent })
  expect([same.status, JSON.parse(same.text).values]).toMatchObject([200, { title: 'Alt', description: 'Annas' }])
})

test('who set back to the first of what somebody sent is not overwritten either, who saved something else is in nobody’s way', async () => {
  const { path, seen, row } = await draft()
  const before = await seen()
  const send = (cookie: string, fields: Record<string, string>) =>
    sendForm(host, `${path}/texts`, fields, { cookie, headers: json() })
  await send(anna, { title: 'Erst', seen: before })
  await send(anna, { title: 'Dann', seen: before, sent: 'title=Erst' })
  await send(ben, { description: 'Bens', seen: await seen() })
  const sent = 'title=Erst title=Dann'
  expect((await send(anna, { title: 'Weiter', seen: before, sent })).status).toBe(200)
  await send(ben, { title: 'Erst', seen: await seen() })
  await send(anna, { shortTitle: 'Kurz', seen: await seen() })
  const asked = await send(anna, { title: 'Noch weiter', seen: before, sent: `${sent} title=Weiter` })
  expect([asked.status, (await row()).title]).toEqual([409, 'Erst'])
})

test('what others made is told as the fields tell it, and everything that can be other', async () => {
  const { path, seen } = await draft()
  const both = await seen()
  const send = (cookie: string, part: string, fields: Record<string, string>) =>
    sendForm(host, `${path}/${part}`, { ...fields, seen: both }, { cookie })
  const person = { 'person-1-name': 'Frau Süß', 'person-1-role': 'Cast/Host', 'person-1-url': 'https://a.example/' }
  await send(anna, 'facts', { type: 'trailer', explicit: 'true' })
  await send(anna, 'people', person)
  const facts = await send(ben, 'facts', { type: 'bonus', explicit: 'false' })
  expect(facts.text).toContain('<pre id="type-theirs">Trailer</pre>')
  expect(facts.text).toContain('<pre id="explicit-theirs">Ja</pre>')
  const people = await send(ben, 'people', { ...person, 'person-1-url': 'https://b.example/' })
  expect(people.text).toContain('<pre id="persons-theirs">Frau Süß, Moderation, https://a.example/</pre>')
})

test.each([
  ['texts', { title: 'Halb getip' }],
  ['facts', { number: '7' }],
  ['people', { 'person-1-name': 'Frau Sü' }],
  ['soundbites', { 'bite-1-start': '0:01', 'bite-1-duration': '2', 'bite-1-title': 'Halb' }],
  ['chapters', { rows: '1', 'chapter-1-start': '0:00', 'chapter-1-title': 'Halb getip' }],
])(
  'of an episode with a date nothing in %s is saved that a script sends by itself; by the button all is',
  async (part, fields) => {
    for (const publishAt of [new Date(Date.now() - 60_000), new Date(Date.now() + 3_600_000)]) {
      const { path, row } = await draft({ publishAt })
      const { text } = await openStudio(host, path, ben)
      const version = part === 'chapters' ? 'chapterVersion' : 'seen'
      const sent = { ...fields, [version]: new RegExp(`name="${version}" value="([^"]*)"`).exec(text)![1]! }
      const send = (more: object) =>
        sendForm(host, `${path}/${part}`, { ...sent, ...more }, { cookie: ben, headers: json() })
      const before = await row()
      const refused = await send({ itself: 'yes' })
      expect([refused.status, JSON.parse(refused.text)]).toEqual([409, { code: 'has-date' }])
      expect(await row()).toEqual(before)
      expect((await send({})).status).toBe(200)
      expect((await row()).version).toBe(before.version + 1)
    }
  },
)

test('no version is chosen for anybody: without a choice nothing is saved, and the question stays', async () => {
  const { path, seen, row } = await draft()
  const both = await seen()
  const send = (cookie: string, fields: Record<string, string>) => sendForm(host, `${path}/texts`, fields, { cookie })
  await send(anna, { title: 'Annas', description: 'Annas Text', seen: both })
  const mine = { title: 'Bens', description: 'Bens Text', seen: both }
  const told = await send(ben, mine)
  expect(told.text).not.toMatch(/name="keep-[^>]* checked/)
  expect(told.text).toContain('<a href="#title">Titel: Das hat inzwischen jemand anderes geändert.')
  expect(told.text).toContain('<a href="#description">Beschreibung: Das hat inzwischen jemand anderes geändert.')
  expect(told.text.match(/name="asked" value="(title|description)"/g)).toHaveLength(2)

  const once = { ...mine, seen: '1', asked: 'title', 'keep-title': 'theirs' }
  const open = await sendForm(host, `${path}/texts`, { ...once, 'keep-title': '' }, { cookie: ben })
  expect(open.status).toBe(409)
  expect(open.text).toContain('<a href="#title">Titel: Wählen Sie, welche Fassung gelten soll.</a>')
  expect(await row()).toMatchObject({ title: 'Annas', description: 'Annas Text', version: 1 })
  const wrong = await send(ben, { ...once, shortTitle: 'x'.repeat(300) })
  expect(wrong.text).toContain('<pre id="title-theirs">Annas</pre>')
  expect(wrong.text).toMatch(/name="keep-title" value="theirs" checked/)
  expect((await send(ben, once)).status).toBe(303)
  expect(await row()).toMatchObject({ title: 'Annas', description: 'Bens Text' })
})

test('what she left as it was is as others made it once she has chosen', async () => {
  const { path, seen, row } = await draft({ description: 'Alt\n\nund lang' })
  const both = await seen()
  const send = (cookie: string, fields: Record<string, string>) => sendForm(host, `${path}/texts`, fields, { cookie })
  await send(anna, { title: 'Annas', description: 'Annas Text', seen: both })
  const asShown = { shortTitle: '', description: 'Alt\r\n\r\nund lang', notesSource: '' }
  const told = await send(ben, { title: 'Bens', ...asShown, notesSource: 'Bens Notizen', seen: both })
  expect(told.text).toMatch(/<textarea id="description"[^>]*>\nAnnas Text<\/textarea>/)
  const shown = Object.fromEntries(
    [...told.text.matchAll(/<textarea id="(\w+)"[^>]*>\n([^<]*)/g)].map(([, name, text]) => [name!, text!]),
  )
  const asked = { asked: 'title', 'keep-title': 'mine', seen: '1' }
  expect((await send(ben, { title: 'Bens', shortTitle: '', ...shown, ...asked })).status).toBe(303)
  expect(await row()).toMatchObject({ title: 'Bens', description: 'Annas Text', notesSource: 'Bens Notizen' })
})

test('facts she left as they were are as others made them too', async () => {
  const { path, seen } = await draft({ season: 1, explicit: null })
  const both = await seen()
  const send = (cookie: string, fields: Record<string, string>) => sendForm(host, `${path}/facts`, fields, { cookie })
  const licenseIdentifier = 'CC-BY-4.0'
  await send(anna, { author: 'Anna', season: '2', explicit: 'false', licenseIdentifier, licenseUrl: '', seen: both })
  const asShown = { season: '1', explicit: '', licenseIdentifier: '', licenseUrl: '', placeName: 'Gera', placeGeo: '' }
  const { status, text } = await send(ben, { author: 'Ben', ...asShown, seen: both })
  expect(status).toBe(409)
  expect(text).toMatch(/name="author"[^>]* value="Ben"/)
  expect(text).toMatch(/name="season"[^>]* value="2"/)
  expect(text).toMatch(/name="placeName"[^>]* value="Gera"/)
  expect(text).toMatch(/id="explicit"[^>]*>\n(?:<option value="\w*">[^<]*<\/option>)*<option value="false" selected/)
  expect(text).toContain('<option value="CC-BY-4.0" selected')
})

test('a licence, and a place, is asked about as one: both halves are shown, and each answer takes both', async () => {
  const { path, seen, row } = await draft()
  const both = await seen()
  const send = (cookie: string, fields: object) =>
    sendForm(host, `${path}/facts`, { seen: both, ...fields }, { cookie })
  const untouched = { licenseIdentifier: '', licenseUrl: '', placeName: '', placeGeo: '' }
  const annas = { licenseIdentifier: 'Eigene', licenseUrl: 'https://a.example/anna', placeName: 'Gera' }
  await send(anna, { ...untouched, ...annas, placeGeo: 'geo:50.8,12.0' })
  const bens = { ...untouched, licenseIdentifier: 'CC-BY-4.0', placeName: 'Jena' }
  const { status, text } = await send(ben, bens)
  expect(status).toBe(409)
  expect(text).toContain('<pre id="licenseIdentifier-theirs">Eigene\nhttps://a.example/anna</pre>')
  expect(text).toContain('<pre id="placeName-theirs">Gera\ngeo:50.8,12.0</pre>')
  expect(text).toMatch(/name="licenseUrl"[^>]* value=""/)
  expect(text).toMatch(/name="placeGeo"[^>]* value=""/)
  const answers = { 'keep-licenseIdentifier': 'mine', 'keep-placeName': 'theirs', seen: '1' }
  expect((await send(ben, { ...bens, ...answers })).status).toBe(303)
  const saved = await row()
  expect(saved.license).toEqual({ identifier: 'CC-BY-4.0' })
  expect(saved.locations).toEqual([{ name: 'Gera', geo: 'geo:50.8,12.0' }])
})

test('a row or a preview is no refusal, also while a question stays open', async () => {
  const { path, seen } = await draft()
  const both = await seen()
  const send = (
    section: string,
    fields: Record<string, string>,
    headers: Record<string, string> | undefined = undefined,
  ) => sendForm(host, `${path}/${section}`, { seen: both, ...fields }, { cookie: ben, headers })
  const asked = { title: 'Bens', asked: 'title', do: 'preview', notesSource: '**fett**' }
  const preview = await send('texts', asked)
  expect(preview.text).toContain('<pre id="title-theirs">Alt</pre>')
  const script = await send('texts', asked, json())
  expect(JSON.parse(script.text)).toMatchObject({ preview: '<p><strong>fett</strong></p>', isConflict: false })
  const person = { 'person-1-name': 'Frau Süß', asked: 'persons', do: 'add-person' }
  const bite = { 'bite-1-start': '0:00', 'bite-1-duration': '30', asked: 'soundbites', do: 'add-bite' }
  const rows = [await send('people', person), await send('soundbites', bite)]
  expect(rows.map(({ text }) => text.match(/id="(persons|soundbites)-theirs"/)?.[1])).toEqual(['persons', 'soundbites'])
  expect([preview, script, ...rows].map(({ status }) => status)).toEqual([200, 200, 200, 200])
})

test('who changed it herself in another window is told so, and not that somebody else did', async () => {
  const { id, path, seen } = await draft()
  const both = await seen()
  const send = (cookie: string, fields: Record<string, string>) => sendForm(host, `${path}/texts`, fields, { cookie })
  await send(anna, { title: 'Eins', notesSource: 'Eins', seen: both })
  const own = (await send(anna, { title: 'Zwei', notesSource: 'Zwei', seen: both })).text
  expect(own.match(/>(Titel|Shownotes): Das haben Sie selbst inzwischen in einem anderen Fenster geändert/g)).toEqual([
    '>Titel: Das haben Sie selbst inzwischen in einem anderen Fenster geändert',
    '>Shownotes: Das haben Sie selbst inzwischen in einem anderen Fenster geändert',
  ])
  expect(own).not.toContain('jemand anderes geändert')
  await askJson(host, 'PATCH', `/api/v1/episodes/${id}`, { title: 'Vom Programm' })
  const other = (await send(anna, { title: 'Zwei', notesSource: 'Zwei', seen: both })).text
  expect(other).toContain('>Titel: Das hat inzwischen jemand anderes geändert')
  expect(other).toContain('>Shownotes: Das haben Sie selbst')
})

test('each change is a version, whoever made it, and the first keeps what there was', async () => {
  const { id, path, versions } = await draft()
  await sendForm(host, `${path}/texts`, { title: 'Neu' }, { cookie: anna })
  await sendForm(host, `${path}/texts`, { title: 'Neu' }, { cookie: anna })
  await askJson(host, 'PATCH', `/api/v1/episodes/${id}`, { title: 'Vom Programm' })
  const kept = (await versions()).map(({ number, savedBy, facts }) => [
    number,
    savedBy,
    (facts as { title: string }).title,
  ])
  expect(kept).toEqual([
    [0, null, 'Alt'],
    [1, 'author', 'Neu'],
    [2, expect.any(String), 'Vom Programm'],
  ])
})

test('notes come back as they were typed, and those that came as HTML only change when they are edited', async () => {
  const { id, path, row } = await draft()
  const source = '# Themen\n\n- **eins**\n- [zwei](https://example.de/)\n\n<script>alert(1)</script> & Ende'
  await sendForm(host, `${path}/texts`, { notesSource: source.replaceAll('\n', '\r\n') }, { cookie: anna })
  const typed = await row()
  expect(typed.notesSource).toBe(source)
  expect(typed.notes).toContain('<li><strong>eins</strong></li>')
  expect(typed.notes).not.toMatch(/script/)

  const notes =
    '<p>Grüße_an <b>alle</b>, * und #</p><ul><li>eins</li><li><a href="https://example.de/">zwei</a></li></ul>'
  await askJson(host, 'PATCH', `/api/v1/episodes/${id}`, { notes })
  const before = await row()
  expect(before.notesSource).toBe(null)
  const { text } = await openStudio(host, path, anna)
  const shown = /<textarea id="notesSource"[^>]*>\n([^<]*)/
    .exec(text)![1]!
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
  const answer = await sendForm(
    ...[host, `${path}/texts`, { notesSource: shown, title: 'Neu', seen: String(before.version) }, { cookie: anna }],
  )
  expect(answer.status).toBe(303)
  expect(await row()).toMatchObject({ title: 'Neu', notes: before.notes, notesSource: null })
  await sendForm(host, `${path}/texts`, { notesSource: `${shown}\n\nEnde` }, { cookie: anna })
  expect((await row()).notes).toContain('<b>'.replace('b', 'strong'))
  const api = (await ask(host, 'GET', `/api/v1/episodes/${id}`)).json
  expect(api.notesSource).toContain('Ende')
})

test('the preview is made of what is typed, without script as the page again, and saves nothing', async () => {
  const { path, row } = await draft()
  const fields = { title: 'Getippt', notesSource: '<img src=x onerror=alert(1)>**fett**', do: 'preview' }
  const { status, text } = await sendForm(host, `${path}/texts`, fields, { cookie: anna })
  expect(status).toBe(200)
  expect(text).toContain('<p><strong>fett</strong></p>')
  expect(text).toMatch(/name="title"[^>]* value="Getippt"/)
  expect((await row()).title).toBe('Alt')
  const script = await sendForm(host, `${path}/texts`, fields, { cookie: anna, headers: json() })
  expect(JSON.parse(script.text).preview).toBe('<p><strong>fett</strong></p>')
  const none = await sendForm(host, `${path}/texts`, { ...fields, notesSource: ' ' }, { cookie: anna })
  expect(none.text).toContain('Ohne Shownotes zeigen Apps und die Seite der Folge die Beschreibung.')
})

test('a licence and a place are edited in parts, and further places stay', async () => {
  const { id, path, row } = await draft()
  await askJson(host, 'PATCH', `/api/v1/episodes/${id}`, { locations: [{ name: 'Gera', osm: 'R1' }, { name: 'Jena' }] })
  const fields = { licenseIdentifier: 'CC-BY-4.0', licenseUrl: '', placeName: 'Erfurt', placeGeo: 'geo:50.9,11.0' }
  expect((await sendForm(host, `${path}/facts`, fields, { cookie: anna })).status).toBe(303)
  expect(await row()).toMatchObject({
    license: { identifier: 'CC-BY-4.0' },
    locations: [{ name: 'Erfurt', geo: 'geo:50.9,11.0', osm: 'R1' }, { name: 'Jena' }],
  })
  const bad = { licenseIdentifier: 'Eigene', licenseUrl: 'http://x', placeName: 'Erfurt', placeGeo: 'Mitte' }
  const { status, text } = await sendForm(host, `${path}/facts`, bad, { cookie: anna })
  expect(status).toBe(422)
  expect(text).toMatch(/id="licenseUrl-error">Schreiben Sie eine ganze Adresse/)
  expect(text).toMatch(/id="placeGeo-error">Schreiben Sie den Punkt so/)
})

test('the history shows who changed what, and goes back to each version without losing those since', async () => {
  const { path, row, versions } = await draft({ title: 'Erst' })
  await sendForm(host, `${path}/texts`, { title: '<i>Dann', description: 'Neu' }, { cookie: anna })
  await sendForm(host, `${path}/texts`, { title: 'Zuletzt' }, { cookie: ben })
  const { text } = await openStudio(host, `${path}/history`, anna)
  expect(text).toContain('<pre>&lt;i&gt;Dann</pre>')
  expect(text).toMatch(/Geändert: Titel, Beschreibung<\/summary>/)
  expect(text.match(/name="number"/g)).toHaveLength(2)
  const restored = await sendForm(host, `${path}/history`, { number: '0' }, { cookie: anna })
  expect([restored.status, restored.location]).toEqual([303, `${path}/history?version=0&done=restored#done`])
  expect(await row()).toMatchObject({ title: 'Erst', description: 'Alt', version: 3 })
  expect(await versions()).toHaveLength(4)
})

test('who goes back finds what she went back from in the history, and can go there again', async () => {
  const { path, row } = await draft({ title: 'Erst' })
  await sendForm(host, `${path}/texts`, { title: 'Dann' }, { cookie: anna })
  await sendForm(host, `${path}/history`, { number: '0' }, { cookie: anna })
  const { text } = await openStudio(host, `${path}/history`, anna)
  expect(text.match(/Geändert: Titel<\/summary>/g)).toHaveLength(2)
  expect(text).toContain('<pre>Dann</pre>')
  expect(text.match(/name="number" value="\d"/g)).toEqual(['name="number" value="1"'])
  expect(text).toMatch(/Der Inhalt von [^<]+ gilt jetzt\./)
  await sendForm(host, `${path}/history`, { number: '1' }, { cookie: anna })
  expect((await row()).title).toBe('Dann')
})
