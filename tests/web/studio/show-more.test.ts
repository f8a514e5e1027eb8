import { expect, test } from 'vitest'
import { startHost } from '../../support/host.ts'
import { makeMember, openStudio, sendForm, signIn } from '../../support/people.ts'
import { showRow } from '../../support/rows.ts'

const host = await startHost()
const HOSTILE = '"><script>alert(1)</script>'
const GUID = '917393e3-1b1e-5cef-ace4-edaa54e1f810'

async function aShow(fields: Parameters<typeof showRow>[1] = {}) {
  const show = await showRow(host, fields)
  const editor = await signIn(host, await makeMember(host, 'editor', show))
  const path = `/studio/shows/${show.slug}/more`
  const open = async (language = '') => (await openStudio(host, language + path, editor)).text
  return {
    ...{ show, path, open },
    send: (fields: Record<string, string>, language = '') =>
      sendForm(host, language + path, fields, { cookie: editor }),
    row: () => host.db.show.findUniqueOrThrow({ where: { id: show.id } }),
    settings: `/studio/shows/${show.slug}/settings`,
    editor,
  }
}

/** What a browser sends of the form on a page. */
function formIn(text: string): Record<string, string> {
  const form = text.slice(text.indexOf('<form class="fields"'))
  const plain = (value: string) => value.replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&')
  const inputs = [...form.matchAll(/<input [^>]*?name="([\w-]+)"[^>]*? value="([^"]*)"/g)]
  const selects = [...form.matchAll(/<select [^>]*name="([\w-]+)"[\s\S]*?<\/select>/g)].map(([select, name]) => [
    select,
    name,
    /<option value="([^"]*)" selected/.exec(select!)?.[1] ?? '',
  ])
  const texts = [...form.matchAll(/<textarea [^>]*name="([\w-]+)"[^>]*>\n([^<]*)</g)]
  return Object.fromEntries([...inputs, ...selects, ...texts].map(([, name, value]) => [name, plain(value!)]))
}

const FULL = {
  persons: [{ name: 'Frau Süß', role: 'Guest', group: 'Cast', url: 'https://a.example/' }],
  seasons: [{ number: 1, name: 'Norden' }],
  locations: [{ name: 'Erfurt', rel: 'creator', geo: 'geo:50.9787,11.0328', country: 'DE', osm: 'R62745' }],
  funding: [{ url: 'https://a.example/f', text: 'Helfen' }],
  socialInteract: [{ protocol: 'activitypub', uri: 'https://a.example/@x/1', priority: 1 }],
  podroll: [{ feedGuid: GUID, title: 'Andere', medium: 'podcast' }],
  txt: [{ purpose: 'verify', value: 'abc\ndef' }],
  updateFrequency: { text: 'Dienstags', complete: true, dtstart: '2026-10-27', rrule: 'FREQ=WEEKLY' },
  publisher: { feedGuid: GUID, feedUrl: 'https://a.example/p.xml' },
  medium: 'audiobook',
}

test('what stands there is shown, and sent as it stands changes nothing', async () => {
  const { open, send, row, path } = await aShow(FULL)
  const before = await row()
  const form = formIn(await open())
  expect(Object.keys(form)).toEqual(
    expect.arrayContaining(['person-1-role', 'place-1-osm', 'txt-1-value', 'frequencyRule', 'publisherGuid', 'seen']),
  )
  const { status, location } = await send(form)
  expect([status, location]).toEqual([303, `${path}?done=saved#done`])
  const { updatedAt: _, ...after } = await row()
  expect(before).toMatchObject(after)
})

test('rows are added where the button says, filled, and saved; a row nobody wrote in is none', async () => {
  const { open, send, row } = await aShow()
  const empty = formIn(await open())
  const added = await send({ ...empty, do: 'add-season' })
  expect(added.status).toBe(200)
  expect(added.text).toMatch(/<button [^>]*value="add-season" formaction="#season-2-number"/)
  const typed = { ...formIn(added.text), 'season-1-number': '2', 'season-1-name': 'Süden' }
  const twice = await send({ ...typed, do: 'add-season' })
  expect(twice.text).toContain('id="season-2-number"')
  const facts = { frequencyText: 'Monatlich', medium: 'course' }
  expect((await send({ ...formIn(twice.text), ...facts, 'place-1-name': ' ', 'place-1-rel': 'subject' })).status).toBe(
    303,
  )
  expect(await row()).toMatchObject({
    ...{ seasons: [{ number: 2, name: 'Süden' }], updateFrequency: { text: 'Monatlich' }, medium: 'course' },
    ...{ persons: [], locations: [], publisher: null },
  })
  const filled = formIn(await open())
  const removed = await send({ ...filled, do: 'remove-season-1' })
  expect(removed.text).not.toContain('id="season-1-number"')
  await send(formIn(removed.text))
  expect((await row()).seasons).toEqual([])
})

test('of the fields of a row those are called optional that a row can do without', async () => {
  const { open, send } = await aShow(FULL)
  const text = await open()
  const optional = [...text.matchAll(/<label for="([a-z]+-1-\w+)">[^<]* <span class="quiet">\(freiwillig\)/g)]
  expect(optional.map(([, name]) => name)).toEqual([
    ...['person-1-url', 'person-1-imageUrl', 'place-1-geo', 'place-1-country', 'place-1-osm'],
    ...['post-1-accountId', 'post-1-accountUrl', 'post-1-priority', 'podroll-1-title', 'podroll-1-feedUrl'],
    'txt-1-purpose',
  ])
  const form = formIn(text)
  expect((await send({ ...form, ...Object.fromEntries(optional.map(([, name]) => [name, ''])) })).status).toBe(303)
})

test('what is wrong is told beside its field, in both languages, and nothing is saved', async () => {
  const { open, send, row } = await aShow()
  const before = await row()
  const wrong = {
    ...formIn(await open()),
    ...{ 'person-1-name': 'x'.repeat(129), 'person-2-name': '', 'person-2-url': 'http://a.example/' },
    ...{ 'season-1-number': '1', 'season-1-name': 'A', 'season-2-number': '1', 'season-2-name': 'B' },
    ...{ 'funding-1-url': 'x', 'funding-1-text': 'Helfen', 'funding-2-url': 'https://a.example/' },
    ...{ 'place-1-name': 'Erfurt', 'place-1-geo': 'dort', 'post-1-protocol': 'matrix' },
    ...{ 'podroll-1-feedGuid': 'x', frequencyRule: 'FREQ=NIE', frequencyText: 'Nie', publisherGuid: 'x' },
  }
  const { status, text } = await send(wrong)
  expect(status).toBe(422)
  for (const [name, sentence, row = ''] of [
    ['person-1-name', 'Schreiben Sie einen Namen mit 1 bis 128 Zeichen.', 'Person 1, Name: '],
    ['person-2-name', 'Schreiben Sie einen Namen mit 1 bis 128 Zeichen.', 'Person 2, Name: '],
    ['person-2-url', 'Schreiben Sie eine ganze Adresse', 'Person 2, Adresse einer Seite über die Person: '],
    ['funding-2-text', 'Schreiben Sie', 'Link 2, Was Apps daneben zeigen: '],
    [
      'funding-1-url',
      'Schreiben Sie eine ganze Adresse mit höchstens 255 Zeichen, die mit https:// beginnt.',
      'Link 1, Adresse: ',
    ],
    [
      'place-1-geo',
      'Schreiben Sie den Punkt so: geo:50.9787,11.0328 (Breite, Länge).',
      'Ort 1, Auf der Karte (geo:50.9787,11.0328): ',
    ],
    ['post-1-uri', 'Schreiben Sie die ganze Adresse des Beitrags', 'Beitrag 1, Adresse des Beitrags: '],
    ['podroll-1-feedGuid', 'Schreiben Sie die podcast:guid des anderen Podcasts', 'Podcast 1, podcast:guid: '],
    ['frequencyRule', 'Schreiben Sie die Regel nach RFC 5545'],
    ['publisherGuid', 'Schreiben Sie die podcast:guid des anderen Podcasts'],
  ] as const) {
    expect(text).toContain(`<li><a href="#${name}">${row}${sentence}`)
    expect(text).toContain(`<p class="error" id="${name}-error">${sentence}`)
    expect(text).toMatch(new RegExp(`id="${name}" [^>]*aria-invalid="true"`))
  }
  expect(text).toContain('<li><a href="#seasons">Nennen Sie jede Staffel nur einmal.')
  const told = [...text.matchAll(/<li><a href="#([\w-]+)">/g)].map(([, name]) => name!)
  const onPage = told.toSorted((one, other) => text.indexOf(` id="${one}"`) - text.indexOf(` id="${other}"`))
  expect(told).toEqual(onPage)
  expect(told.indexOf('seasons')).toBeLessThan(told.indexOf('frequencyRule'))
  expect(told.indexOf('frequencyRule')).toBeLessThan(told.indexOf('place-1-geo'))
  expect(text).toContain('<div id="seasons" tabindex="-1">')
  expect((await send(wrong, '/en')).text).toContain('Name each season once.')
  expect(await row()).toEqual(before)
})

test('what somebody else saved meanwhile is shown and not overwritten until that is meant', async () => {
  const { show, open, send, row } = await aShow({ seasons: [{ number: 1, name: 'Norden' }] })
  const form: Record<string, string> = { ...formIn(await open()), 'season-1-name': 'Süden' }
  await host.db.show.update({ where: { id: show.id }, data: { seasons: [{ number: 1, name: 'Osten <b>' }] } })
  const { status, text } = await send(form)
  expect(status).toBe(409)
  expect(text).toContain('<dt>Namen der Staffeln</dt><dd>1, Osten &lt;b&gt;</dd>')
  expect((await row()).seasons).toEqual([{ number: 1, name: 'Osten <b>' }])
  expect((await send(formIn(text))).status).toBe(303)
  expect((await row()).seasons).toEqual([{ number: 1, name: 'Süden' }])
})

test('a list one left alone is as somebody else saved it meanwhile, and saving again keeps both', async () => {
  const { show, open, send, row } = await aShow(FULL)
  const mine = { 'season-1-name': 'Süden', frequencyText: 'Mittwochs' }
  const added = await send({ ...formIn(await open()), ...mine, do: 'add-funding' })
  const theirs = {
    ...{ funding: [], txt: [{ value: 'neu' }], medium: 'course' as const },
    ...{ persons: [...FULL.persons, { name: 'Herr Sauer', role: 'Host', group: 'Cast' }] },
    publisher: { feedGuid: GUID, feedUrl: 'https://a.example/neu.xml' },
    updateFrequency: { ...FULL.updateFrequency, rrule: 'FREQ=DAILY' },
  }
  await host.db.show.update({ where: { id: show.id }, data: theirs })
  const { status, text } = await send(formIn(added.text))
  expect(status).toBe(409)
  expect(text).toContain(
    'steht nun, was gespeichert ist: Personen, die Apps zeigen, Unterstützen, Texte für Dienste, Was der Feed enthält, Feed des Herausgebers.',
  )
  expect(text).toContain('<dt>Als Regel für Programme</dt><dd>FREQ=DAILY</dd>')
  expect(text).not.toContain('<dt>Namen der Staffeln</dt>')
  expect((await send(formIn(text))).status).toBe(303)
  const { funding, txt, medium, persons, publisher, updateFrequency, seasons, podroll } = await row()
  const { updateFrequency: _, ...taken } = theirs
  expect({ funding, txt, medium, persons, publisher }).toMatchObject(taken)
  expect({ seasons, podroll, updateFrequency }).toMatchObject({
    ...{ seasons: [{ number: 1, name: 'Süden' }], podroll: FULL.podroll },
    updateFrequency: { text: 'Mittwochs', rrule: 'FREQ=WEEKLY' },
  })
})

test('nothing that is typed becomes markup', async () => {
  const { open, send } = await aShow(FULL)
  const form = formIn(await open())
  const hostile = Object.fromEntries(Object.keys(form).map((name) => [name, HOSTILE]))
  const { text } = await send({ ...hostile, seen: form.seen! })
  expect(text).toContain('&lt;script&gt;alert(1)')
  expect(text).not.toContain('<script>alert')
})

test('a licence is chosen among the settings; one that is not listed is named, and needs the address of its text', async () => {
  const { settings, editor, row } = await aShow({ license: { identifier: 'Hauslizenz', url: 'https://a.example/l' } })
  const form = formIn((await openStudio(host, settings, editor)).text)
  expect(form).toMatchObject({
    ...{ licenseIdentifier: 'other', licenseName: 'Hauslizenz', licenseUrl: 'https://a.example/l' },
  })
  const send = (fields: Record<string, string>) =>
    sendForm(host, settings, { ...form, categories: 'Government', ...fields }, { cookie: editor })
  const { text } = await send({ licenseUrl: '' })
  expect(text).toContain('<li><a href="#licenseUrl">Geben Sie die Adresse des Lizenztexts an')
  const saved = async (fields: Record<string, string>) => {
    const { status } = await send({ ...fields, seen: (await row()).updatedAt.toISOString() })
    expect(status).toBe(303)
    return (await row()).license
  }
  const own = { identifier: 'Hauslizenz', url: 'https://a.example/l' }
  expect(await saved({})).toEqual(own)
  expect(await saved({ licenseIdentifier: 'CC-BY-4.0', licenseUrl: '' })).toEqual({ identifier: 'CC-BY-4.0' })

  const none = { licenseIdentifier: '', licenseName: '', licenseUrl: '' }
  expect(await saved(none)).toBeNull()
  const unnamed = await send({
    ...none,
    licenseUrl: 'https://a.example/l',
    seen: (await row()).updatedAt.toISOString(),
  })
  expect(unnamed.status).toBe(422)
  expect(unnamed.text).toContain('<li><a href="#licenseName">Schreiben Sie das Kürzel der Lizenz')
  expect(await saved({ ...none, licenseName: 'Hauslizenz', licenseUrl: 'https://a.example/l' })).toEqual(own)
  // Of the licence there was its name and its address are left in their fields.
  expect(await saved({ licenseIdentifier: '' })).toBeNull()
  expect(await saved({ ...none, licenseIdentifier: 'other', licenseName: 'cc-by-4.0' })).toEqual({
    identifier: 'CC-BY-4.0',
  })
})
