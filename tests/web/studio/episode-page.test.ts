import { beforeAll, expect, test } from 'vitest'
import { startHost } from '../../support/host.ts'
import { makeMember, openStudio, sendForm, signIn } from '../../support/people.ts'
import { A_SUNDAY, episodeRow, showRow } from '../../support/rows.ts'

const host = await startHost()
let show: Awaited<ReturnType<typeof showRow>>
let [reader, author, editor] = ['', '', '']
beforeAll(async () => {
  show = await showRow(host)
  const cookieOf = async (role: 'reader' | 'author' | 'editor') => signIn(host, await makeMember(host, role, show))
  ;[reader, author, editor] = [await cookieOf('reader'), await cookieOf('author'), await cookieOf('editor')]
})

const draft = async (fields: object = {}) => {
  const { id } = await episodeRow(host, show, { publishAt: null, ...fields })
  return { id, path: `/studio/episodes/${id}` }
}

test('what is typed is saved by the verb that programs use, and the way leads back to the section', async () => {
  const { id, path } = await draft()
  const texts = { title: 'Grüße & Küsse', description: 'Zeile 1\r\nZeile 2' }
  const answer = await sendForm(host, `${path}/texts`, texts, { cookie: author })
  expect([answer.status, answer.location]).toEqual([303, `${path}?done=texts#done`])
  const facts = { number: '12', season: '', type: 'bonus', explicit: 'true', recordedOn: '2026-10', slug: 'gruesse' }
  expect((await sendForm(host, `/en${path}/facts`, facts, { cookie: author })).location).toBe(
    `/en${path}?done=facts#done`,
  )
  const row = await host.db.episode.findUniqueOrThrow({ where: { id } })
  expect(row).toMatchObject({ title: 'Grüße & Küsse', description: 'Zeile 1\nZeile 2', number: 12, season: null })
  expect(row).toMatchObject({ type: 'bonus', explicit: true, recordedOn: '2026-10', slug: 'gruesse' })
  const { text } = await openStudio(host, `${path}?done=texts`, author)
  expect(text).toContain('<p class="saved" id="done" role="status" tabindex="-1">Titel und Texte sind gespeichert.</p>')
})

test.each([
  ['26.8.2026', '2026-08-26'],
  ['26. 08. 2026', '2026-08-26'],
  ['8.2026', '2026-08'],
  ['2026', '2026'],
])('the day of the recording may be written as in German: %s', async (recordedOn, kept) => {
  const { id, path } = await draft()
  expect((await sendForm(host, `${path}/facts`, { recordedOn }, { cookie: author })).status).toBe(303)
  expect(await host.db.episode.findUniqueOrThrow({ where: { id } })).toMatchObject({ recordedOn: kept })
})

test.each(['30.2.2026', '26.8.26', '8/26/2026', '26.8.2026 Uhr'])('%s is no day of a recording', async (recordedOn) => {
  const { path } = await draft()
  const { status, text } = await sendForm(host, `${path}/facts`, { recordedOn }, { cookie: author })
  expect(status).toBe(422)
  expect(text).toContain(`value="${recordedOn}"`)
  expect(text).toContain('Schreiben Sie den Tag als 25.10.2026, den Monat als 10.2026 oder das Jahr als 2026.')
})

test('what is refused comes back as it was typed, told on top and beside its field, in both languages', async () => {
  const { path } = await draft({ title: 'Vorher' })
  const typed = { number: 'zwölf', season: '0', language: 'klingonisch', slug: 'Ä', author: '"><b>Ich' }
  const { status, text } = await sendForm(host, `${path}/facts`, typed, { cookie: author })
  expect(status).toBe(422)
  expect(text).toMatch(/<title>Fehler: /)
  expect(text.match(/Schreiben Sie eine ganze Zahl von 1 bis 100\.000\./g)).toHaveLength(4)
  expect(text).toMatch(/id="number" name="number"[^>]*aria-describedby="number-hint number-error" aria-invalid="true"/)
  for (const kept of ['zwölf', 'klingonisch', 'value="&quot;&gt;&lt;b&gt;Ich"']) expect(text).toContain(kept)
  const english = await sendForm(host, `/en${path}/facts`, typed, { cookie: author })
  expect(english.text).toContain('Write a whole number from 1 to 100,000.')
})

test('on top it is told in the order of the page', async () => {
  const { path } = await draft()
  const license = { licenseIdentifier: 'x'.repeat(129), licenseUrl: 'x' }
  const typed = { slug: 'Ä', placeGeo: 'dort', placeName: '', ...license, season: '0', number: 'zwölf' }
  const { text } = await sendForm(host, `${path}/facts`, typed, { cookie: author })
  const summary = text.slice(text.indexOf('errors-title'), text.indexOf('<h1'))
  expect([...summary.matchAll(/<li><a href="#(\w+)">/g)].map(([, name]) => name)).toEqual([
    ...['number', 'season', 'licenseIdentifier', 'licenseUrl', 'placeName', 'placeGeo', 'slug'],
  ])
})

test('a licence that is not in the list is named, and stays when the form is saved', async () => {
  const license = { identifier: 'Hauslizenz', url: 'https://a.example/l' }
  const { id, path } = await draft()
  const row = () => host.db.episode.findUniqueOrThrow({ where: { id } })
  const send = (fields: Record<string, string>) => sendForm(host, `${path}/facts`, fields, { cookie: author })
  const empty = { licenseIdentifier: 'other', licenseName: '', licenseUrl: '' }
  expect((await send(empty)).text).toContain('<li><a href="#licenseName">')
  const named = { ...empty, licenseName: license.identifier, licenseUrl: license.url }
  for (const fields of [named, { ...named, author: 'Ich' }]) {
    expect((await send(fields)).status).toBe(303)
    expect((await row()).license).toEqual(license)
  }
  const { text } = await openStudio(host, path, author)
  expect(text).toContain('<option value="other" selected>Eine andere Lizenz</option>')
  expect(text).toMatch(/id="licenseName"[^>]*value="Hauslizenz"/)
  const main = (await openStudio(host, path, reader)).text
  expect(main).toContain('<dt>Lizenz</dt><dd>Hauslizenz</dd><dt>Adresse des Lizenztexts</dt>')
  await send({ ...named, licenseIdentifier: '' })
  expect((await row()).license).toBeNull()
})

test('an address that is taken is told beside its field', async () => {
  await draft({ slug: 'vergeben' })
  const { path } = await draft()
  const { status, text } = await sendForm(host, `${path}/facts`, { slug: 'vergeben' }, { cookie: author })
  expect(status).toBe(422)
  expect(text).toMatch(/id="slug-error">Die Adresse „vergeben“ gehört schon/)
})

test('whoever may only see an episode reads it without a form, and an author what has a date', async () => {
  const { path } = await draft({ title: 'Entwurf', description: 'Worum es geht', number: 7 })
  const { text } = await openStudio(host, path, reader)
  const main = text.slice(text.indexOf('<main'))
  expect(main).not.toMatch(/<form|<button|<input|<textarea/)
  expect(main).toContain('Worum es geht')
  expect(main).toContain('Sie können diese Folge ansehen, aber nicht ändern. Bitten Sie um eine Änderung: editor.')
  expect(main).toContain('<dt>Nummer</dt><dd>7</dd>')

  for (const publishAt of [A_SUNDAY, new Date(Date.now() + 86_400_000)]) {
    const { path } = await draft({ publishAt })
    const told = (await openStudio(host, path, author)).text
    expect(told).toMatch(publishAt > new Date() ? /freigegeben und geplant/ : /Diese Folge ist veröffentlicht\. Was/)
    expect(told).toContain('kann nur die Redaktion bearbeiten. Bitten Sie um eine Änderung: editor.')
    expect((await sendForm(host, `${path}/texts`, { title: 'x' }, { cookie: author })).status).toBe(403)
    expect((await sendForm(host, `${path}/texts`, { title: 'x' }, { cookie: editor })).status).toBe(303)
  }
})

test('the status stands on top, with the way to the public page once there is one', async () => {
  const told = async (publishAt: Date | null) => {
    const { path } = await draft({ publishAt, slug: `folge-${publishAt?.getTime() ?? 0}` })
    return /<p class="status.*?<\/p>/.exec((await openStudio(host, path, editor)).text)![0]
  }
  expect(await told(null)).toContain('<strong>Entwurf</strong>')
  expect(await told(new Date('2099-01-02T05:00:00Z'))).toMatch(/Geplant für.*Freitag, 2\. Januar 2099, 6:00 Uhr/)
  expect(await told(A_SUNDAY)).toContain(`href="/${show.slug}/folge-${A_SUNDAY.getTime()}"`)
})

test('a script is answered in JSON', async () => {
  const { path } = await draft()
  const headers = { origin: new URL(host.config.publicUrl).origin, accept: 'application/json' }
  const send = async (fields: Record<string, string>) =>
    sendForm(host, `${path}/texts`, fields, { cookie: author, headers })
  const saved = await send({ title: 'Neu' })
  expect([saved.status, JSON.parse(saved.text)]).toEqual([
    200,
    {
      version: 1,
      message: expect.stringMatching(/^Gespeichert um \d\d:\d\d\./),
      shown: { title: 'Neu', slug: expect.any(String) },
    },
  ])
  const refused = await send({ title: '' })
  expect([refused.status, JSON.parse(refused.text).errors]).toEqual([422, { title: expect.any(String) }])
})
