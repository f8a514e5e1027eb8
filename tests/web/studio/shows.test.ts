import { readFile } from 'node:fs/promises'
import { beforeAll, expect, test } from 'vitest'
import { SHOW_RULES } from '../../../src/feed/show-rules.ts'
import { placeInShow } from '../../../src/web/studio/rule-places.ts'
import { feedHealth as german } from '../../../src/web/words/studio/feed-health/de.ts'
import { feedHealth as english } from '../../../src/web/words/studio/feed-health/en.ts'
import { COVER } from '../../support/api.ts'
import { startHost } from '../../support/host.ts'
import { faultsIn } from '../../support/html-faults.ts'
import { makeAdministrator, makeMember, openStudio, sendForm, signIn } from '../../support/people.ts'
import { artworkRow, episodeRow, showRow } from '../../support/rows.ts'

const host = await startHost()
const plain = await startHost({ env: { PUBLIC_URL: 'http://podcast.example' } })
let show: Awaited<ReturnType<typeof showRow>>
let [administrator, editor] = ['', '']
beforeAll(async () => {
  show = await showRow(host)
  administrator = await signIn(host, await makeAdministrator(host))
  editor = await signIn(host, await makeMember(host, 'editor', show))
})

const HOSTILE = '"><script>alert(1)</script>'
const typedShow = {
  ...{ title: 'Grüße & Küsse', description: 'Zeile 1\r\nZeile 2', author: 'Stadt Jena', language: 'de' },
  ...{ categories: 'Society & Culture > Documentary', ownerName: 'Pressestelle', ownerEmail: 'podcast@jena.example' },
  ...{ explicit: 'false', type: 'episodic', slug: '' },
}
const settings = (slug: string) => `/studio/shows/${slug}/settings`
const rowOf = (id: string) => host.db.show.findUniqueOrThrow({ where: { id }, include: { artwork: true } })

/** What a browser sends of the form on the page when nothing is touched. */
const formOf = async (slug: string) => formOn((await openStudio(host, settings(slug), editor)).text)

function formOn(text: string): Record<string, string> {
  const form = text.slice(text.indexOf('name="seen"') - 40, text.indexOf('id="cover"'))
  const inputs = [...form.matchAll(/<input [^>]*?name="(\w+)"[^>]*? value="([^"]*)"/g)].map(([, name, value]) => [
    name,
    value,
  ])
  const selects = [...form.matchAll(/<select id="(\w+)"[\s\S]*?<option value="([^"]*)" selected/g)].map(([, n, v]) => [
    n,
    v,
  ])
  const texts = [...form.matchAll(/<textarea [^>]*name="(\w+)"[^>]*>\n([^<]*)</g)].map(([, name, value]) => [
    name,
    value,
  ])
  return Object.fromEntries([...inputs, ...selects, ...texts])
}

async function sendCover(slug: string, bytes: Uint8Array<ArrayBuffer>, alt = '') {
  const body = new FormData()
  body.set('alt', alt)
  body.set('artwork', new Blob([bytes]), 'cover.jpg')
  const headers = { origin: new URL(host.config.publicUrl).origin, cookie: editor }
  const url = `${host.url}/studio/shows/${slug}/cover`
  const response = await fetch(url, { method: 'POST', body, headers, redirect: 'manual' })
  return { status: response.status, location: response.headers.get('location'), text: await response.text() }
}

test('an administrator creates a show, and is told what comes next', async () => {
  expect((await openStudio(host, '/studio', administrator)).text).toContain('href="/studio/shows/new"')
  expect((await openStudio(host, '/studio', editor)).text).not.toContain('href="/studio/shows/new"')
  const empty = (await openStudio(host, '/studio/shows/new', administrator)).text
  expect(empty).toContain('Ohne Angabe entsteht er aus dem Titel.')
  expect(empty).not.toContain('bisherige Adresse')
  const { status, location } = await sendForm(host, '/studio/shows/new', typedShow, { cookie: administrator })
  expect([status, location]).toEqual([303, '/studio/shows/gruesse-kuesse?done=created#done'])
  const row = await host.db.show.findUniqueOrThrow({ where: { slug: 'gruesse-kuesse' } })
  expect(row).toMatchObject({ title: 'Grüße & Küsse', description: 'Zeile 1\nZeile 2', language: 'de' })
  expect(row).toMatchObject({ categories: ['Society & Culture > Documentary'], ownerEmail: 'podcast@jena.example' })
  const { text } = await openStudio(host, location!, administrator)
  expect(text).toContain('role="status" tabindex="-1">Ihr Podcast ist angelegt.</p>')
  expect(text).toContain('<a href="/studio/shows/gruesse-kuesse/settings#artwork">Titelbild hochladen</a>')
  expect(text).toContain('<a href="/studio/shows/gruesse-kuesse/upload">Die erste Folge hochladen</a>')
})

test('what is refused of a new show comes back as it was typed, in both languages, and nothing is created', async () => {
  const before = await host.db.show.count()
  const typed = { ...typedShow, title: '', categories: '', ownerEmail: 'post', language: 'klingonisch', slug: 'admin' }
  const send = (path: string, fields: Record<string, string>) => sendForm(host, path, fields, { cookie: administrator })
  const { status, text } = await send('/studio/shows/new', typed)
  expect(status).toBe(422)
  for (const [name, sentence] of Object.entries({
    title: 'Schreiben Sie einen Titel mit 1 bis 255 Zeichen.',
    categories: 'Wählen Sie mindestens eine Kategorie aus der Liste, jede nur einmal.',
    ownerEmail: 'Schreiben Sie eine E-Mail-Adresse, zum Beispiel podcast@example.de.',
    slug: 'Diese Adresse braucht der Dienst selbst. Nehmen Sie eine andere.',
  })) {
    expect(text).toContain(`<li><a href="#${name}">${sentence}</a></li>`)
    expect(text).toContain(`<p class="error" id="${name}-error">${sentence}</p>`)
  }
  const summary = [...text.slice(text.indexOf('errors-title')).matchAll(/<li><a href="#(\w+)">/g)].map(
    ([, name]) => name,
  )
  expect(summary).toEqual(['title', 'language', 'categories', 'ownerEmail', 'slug'])
  expect(text).toContain('value="klingonisch"')
  const english = await send('/en/studio/shows/new', typed)
  expect(english.text).toContain('This address belongs to the host itself; choose another one.')
  const taken = await send('/studio/shows/new', { ...typedShow, slug: show.slug })
  expect(taken.text).toContain(`id="slug-error">Die Adresse „${show.slug}“ gehört schon`)
  expect(await host.db.show.count()).toBe(before)
})

test('a form that is sent as it stands changes nothing', async () => {
  const license = { identifier: 'CC-BY-4.0' }
  const facts = { website: 'https://www.jena.example/', timeZone: 'Europe/Lisbon', locked: true, license }
  const row = await showRow(host, facts)
  await artworkRow(host, row, undefined, 'Ein Zug')
  editor = await signIn(host, await makeMember(host, 'editor', row))
  const before = await rowOf(row.id)
  const form = await formOf(row.slug)
  expect(Object.keys(form)).toEqual(expect.arrayContaining(['title', 'description', 'categories', 'locked', 'seen']))
  const { status, location } = await sendForm(host, settings(row.slug), form, { cookie: editor })
  expect([status, location]).toEqual([303, `${settings(row.slug)}?done=saved#done`])
  expect(await rowOf(row.id)).toStrictEqual(before)
  expect(await host.db.logEntry.count({ where: { showId: row.id } })).toBe(0)
})

test('beside the switch that completes a show it is told which episodes are still scheduled, also when it comes back', async () => {
  const row = await showRow(host)
  const read = async () => (await openStudio(host, settings(row.slug), administrator)).text
  expect(await read()).not.toContain('noch geplant')
  const { id } = await episodeRow(host, row, { title: 'Bald', publishAt: new Date('2099-12-01T05:00:00Z') })
  const told = `<li><a href="/studio/episodes/${id}">Bald</a>: Dienstag, 1. Dezember 2099, 6:00 Uhr</li>`
  const refused = await sendForm(host, settings(row.slug), { title: '', complete: 'true' }, { cookie: administrator })
  expect(refused.status).toBe(422)
  for (const text of [await read(), refused.text]) {
    expect(await faultsIn(text, { hasSummary: text.includes('class="errors"') })).toEqual([])
    expect(text).toMatch(/<p class="quiet" id="complete-hint">[^<]*welche Folgen noch geplant sind\.<\/p>/)
    expect(text.slice(text.indexOf('<select id="complete"'), text.indexOf('<select id="locked"'))).toContain(told)
  }
  expect((await rowOf(row.id)).complete).toBe(false)
})

test('settings are changed, the old address leads on, and what apps do is switched', async () => {
  const row = await showRow(host)
  editor = await signIn(host, await makeMember(host, 'editor', row))
  const slug = `${row.slug}-neu`
  const changes = { slug, block: 'true', complete: 'true', locked: 'false', copyright: 'Stadt Jena', type: 'serial' }
  const form = { ...(await formOf(row.slug)), ...changes }
  expect((await sendForm(host, settings(row.slug), form, { cookie: editor })).location).toBe(
    `${settings(slug)}?done=saved#done`,
  )
  expect(await rowOf(row.id)).toMatchObject({ slug, block: true, complete: true, locked: false, type: 'serial' })
  expect((await openStudio(host, settings(row.slug), editor)).status).toBe(200)
  const bare = { ...(await formOf(slug)), copyright: '' }
  await sendForm(host, settings(slug), bare, { cookie: editor })
  expect((await rowOf(row.id)).copyright).toBeNull()
})

test('another time zone is kept as its list spells it, and it is told what becomes of scheduled episodes', async () => {
  const row = await showRow(host)
  editor = await signIn(host, await makeMember(host, 'editor', row))
  const { id } = await episodeRow(host, row, { title: 'Bald', publishAt: new Date('2099-12-01T05:00:00Z') })
  const send = async (timeZone: string) =>
    (await sendForm(host, settings(row.slug), { ...(await formOf(row.slug)), timeZone }, { cookie: editor })).location!
  expect(await send('europe/berlin')).toBe(`${settings(row.slug)}?done=saved#done`)
  expect((await rowOf(row.id)).timeZone).toBe('Europe/Berlin')

  const { text } = await openStudio(host, await send('america/new_york'), editor)
  expect((await rowOf(row.id)).timeZone).toBe('America/New_York')
  const told = text.slice(text.indexOf('id="done"'), text.indexOf('name="seen"'))
  expect(told).toContain('Geplante Folgen erscheinen im selben Augenblick wie bisher.')
  expect(told).toContain(`<a href="/studio/episodes/${id}">Bald</a>: Dienstag, 1. Dezember 2099, 0:00 Uhr`)
})

test('a show of unnumbered episodes is not made serial, and the reason stands at that field', async () => {
  const row = await showRow(host)
  await episodeRow(host, row, { number: null })
  editor = await signIn(host, await makeMember(host, 'editor', row))
  const form = { ...(await formOf(row.slug)), type: 'serial' }
  const { status, text } = await sendForm(host, settings(row.slug), form, { cookie: editor })
  expect(status).toBe(422)
  expect(text).toContain('id="type-error">In einem Podcast der Reihe nach hat jede ganze Folge eine Nummer.')
})

test('what somebody else saved meanwhile is not overwritten until that is meant', async () => {
  const row = await showRow(host, { title: 'Vorher' })
  editor = await signIn(host, await makeMember(host, 'editor', row))
  const form: Record<string, string> = { ...(await formOf(row.slug)), title: 'Meiner' }
  await host.db.show.update({ where: { id: row.id }, data: { title: 'Ihrer <b>', author: 'Andere' } })
  const send = (fields: Record<string, string>) => sendForm(host, settings(row.slug), fields, { cookie: editor })
  const { status, text } = await send(form)
  expect(status).toBe(409)
  expect((await rowOf(row.id)).title).toBe('Ihrer <b>')
  expect(text).toContain('<dt>Titel</dt><dd>Ihrer &lt;b&gt;</dd>')
  expect(text).toContain('value="Andere"')
  expect(text).toContain('value="Meiner"')
  const { seen: _, ...unseen } = form
  expect((await send(unseen)).status).toBe(409)
  expect((await send({ ...form, seen: 'gestern' })).status).toBe(409)

  const seen = /name="seen" value="([^"]+)"/.exec(text)![1]!
  expect((await send({ ...form, seen })).status).toBe(303)
  expect((await rowOf(row.id)).title).toBe('Meiner')
})

test('what one left alone is as somebody else saved it meanwhile, and saving again keeps both', async () => {
  const license = { identifier: 'CC-BY-4.0' }
  const row = await showRow(host, { title: 'Vorher', description: 'Eins\nZwei', categories: ['Arts'], license })
  editor = await signIn(host, await makeMember(host, 'editor', row))
  const send = (fields: Record<string, string>) => sendForm(host, settings(row.slug), fields, { cookie: editor })
  const mine = {
    ...{ copyright: 'Stadt Jena', licenseUrl: 'https://jena.example/lizenz', description: 'Eins\r\nZwei' },
    author: 'Meine Stelle',
  }
  const form = { ...(await formOf(row.slug)), ...mine }
  const theirs = {
    ...{ title: 'Ihrer', description: 'Drei', categories: ['Government'], language: 'en', timeZone: 'Europe/London' },
    ...{ locked: false, license: { identifier: 'CC-BY-SA-4.0' }, author: 'Ihre Stelle' },
  }
  await host.db.show.update({ where: { id: row.id }, data: theirs })
  const { status, text } = await send(form)
  expect(status).toBe(409)
  expect(text).toContain(
    'steht nun, was gespeichert ist: Titel, Beschreibung, Sprache, Zeitzone, Umzug durch andere sperren, Kategorien.',
  )
  expect([...text.matchAll(/<dt>(.*?)<\/dt>/g)].map(([, label]) => label)).toEqual([
    ...['Wer den Podcast herausgibt', 'Lizenz', 'Adresse des Lizenztexts'],
  ])
  expect(await faultsIn(text)).toEqual([])

  // Somebody else saves once more, and one of the fields is wrong at first: what was taken over is still left alone.
  const again = { ...formOn(text), ownerEmail: 'keine' }
  await host.db.show.update({ where: { id: row.id }, data: { title: 'Ihrer, verbessert' } })
  const wrong = await send(again)
  expect(wrong.status).toBe(422)
  const second = await send({ ...formOn(wrong.text), ownerEmail: '' })
  expect(second.status).toBe(409)
  expect(second.text).toContain('steht nun, was gespeichert ist: Titel.')
  expect(second.text).not.toContain('<dt>')
  expect((await send(formOn(second.text))).status).toBe(303)
  expect(await rowOf(row.id)).toMatchObject({
    ...{ ...theirs, title: 'Ihrer, verbessert', author: 'Meine Stelle', copyright: 'Stadt Jena' },
    license: { identifier: 'CC-BY-4.0', url: 'https://jena.example/lizenz' },
  })
})

test('nothing that is typed becomes markup', async () => {
  const row = await showRow(host)
  editor = await signIn(host, await makeMember(host, 'editor', row))
  const names = ['title', 'description', 'author', 'ownerName', 'copyright'] as const
  const hostile = Object.fromEntries(names.map((name) => [name, HOSTILE]))
  expect(
    (await sendForm(host, settings(row.slug), { ...(await formOf(row.slug)), ...hostile }, { cookie: editor })).status,
  ).toBe(303)
  expect((await sendCover(row.slug, new Uint8Array(await readFile(COVER)), HOSTILE)).status).toBe(303)
  const all = ['language', 'website', 'slug', 'timeZone', 'ownerEmail', 'categories', 'type', 'seen', 'artworkAlt']
  const refused = Object.fromEntries(all.map((name) => [name, HOSTILE]))
  const pages = [
    await openStudio(host, settings(row.slug), editor),
    await openStudio(host, '/studio', editor),
    await sendForm(host, settings(row.slug), refused, { cookie: editor }),
    await sendForm(host, '/studio/shows/new', { ...hostile, ...refused }, { cookie: administrator }),
  ]
  for (const { text } of pages) {
    expect(text).toContain('&lt;script&gt;alert(1)')
    expect(text).not.toContain('<script>alert')
  }
})

test('a cover is uploaded and described; what apps refuse is told beside its field and changes nothing', async () => {
  const row = await showRow(host)
  editor = await signIn(host, await makeMember(host, 'editor', row))
  const cover = new Uint8Array(await readFile(COVER))
  const { status, location } = await sendCover(row.slug, cover, 'Ein Zug bei Nacht')
  expect([status, location]).toEqual([303, `${settings(row.slug)}?done=cover#done`])
  const { text } = await openStudio(host, settings(row.slug), editor)
  expect(text).toMatch(/<img src="[^"]*\/images\/320\/[^"]*" [^>]*alt="Ein Zug bei Nacht"/)
  expect(text).toMatch(/id="artworkAlt"[^>]*value="Ein Zug bei Nacht"/)

  const { artworkId } = await rowOf(row.id)
  for (const [bytes, sentence] of [
    [new TextEncoder().encode('kein Bild'), 'Wählen Sie ein Bild als JPEG oder PNG; diese Datei ist beides nicht.'],
    [cover.slice(0, cover.length / 2), 'Dieses Bild ist beschädigt oder unvollständig.'],
  ] as const) {
    const refused = await sendCover(row.slug, bytes)
    expect(refused.status).toBe(422)
    expect(refused.text).toContain(`<p class="error" id="artwork-error">${sentence}`)
    expect(refused.text).toContain('<li><a href="#artwork">')
  }
  expect((await rowOf(row.id)).artworkId).toBe(artworkId)

  const form = { ...(await formOf(row.slug)), artworkAlt: 'Ein anderer Satz' }
  expect((await sendForm(host, settings(row.slug), form, { cookie: editor })).status).toBe(303)
  expect((await rowOf(row.id)).artwork!.alt).toBe('Ein anderer Satz')
})

test('what is wrong with a feed is told with the way to its field, and the feed is shown as apps read it', async () => {
  const row = await showRow(host, { title: `Feed ${HOSTILE}`, ownerEmail: null })
  await episodeRow(host, row)
  const reader = await signIn(host, await makeMember(host, 'reader', row))
  editor = await signIn(host, await makeMember(host, 'editor', row))
  const health = async (language = '', cookie = editor) =>
    (await openStudio(host, `${language}/studio/shows/${row.slug}/feed`, cookie)).text
  const german = await health()
  expect(german).toMatch(new RegExp(`<a href="/studio/shows/${row.slug}/settings#artwork">Laden Sie ein Titelbild`))
  expect(german).toContain(`<a href="/studio/shows/${row.slug}/settings#ownerEmail">Hinterlegen Sie`)
  expect(german).toContain('<dt>Folgen darin</dt><dd>1</dd>')
  expect(german).toContain(`value="${host.config.publicUrl}/feeds/${row.slug}.xml"`)
  expect(german).toContain('<code>&lt;?xml version=')
  expect(german).toMatch(/<dt>Titelbild<\/dt><dd><span class="quiet">steht nicht darin<\/span><\/dd>/)
  expect(german).toMatch(/<dt>Kategorien<\/dt><dd>Staat und Verwaltung<\/dd>/)
  expect(german).toMatch(
    /<th scope="row">Eine Folge<\/th><td>25.10.2026<\/td>\n<td>1:01<\/td>\n<td>audio\/mpeg, 1,2\sMB<\/td>/,
  )
  expect(german).toMatch(new RegExp(`\\d+ von ${SHOW_RULES.length} Regeln sind erfüllt`))
  expect(german).toContain('(Apple, PSP-1)')
  expect(german).not.toContain('<script>alert')
  expect(await health('', reader)).not.toContain(`${row.slug}/settings`)
  expect(await health('/en')).toContain('Upload a cover for the show')

  const moved = { newFeedUrl: 'https://neu.example/feed.xml', movedAt: new Date(Date.now() - 1000) }
  await host.db.show.update({ where: { id: row.id }, data: moved })
  expect(await health()).toContain('<a href="https://neu.example/feed.xml">')
})

test('what directories ask for is never said to be there while it is missing, and what is met is said as met', async () => {
  const row = await showRow(host, { ownerEmail: null })
  await artworkRow(host, row)
  const read = async (language = '') =>
    (await openStudio(host, `${language}/studio/shows/${row.slug}/feed`, administrator)).text
  const healthy = 'Nichts steht im Weg: Verzeichnisse können diesen Podcast aufnehmen.'
  const empty = await read()
  expect(empty).not.toContain(healthy)
  expect(empty).toContain('<p>Der Veröffentlichung von Folgen steht nichts im Weg.</p>')
  const [asked, advised] = ['Das fehlt noch, damit Verzeichnisse den Podcast aufnehmen', 'Das macht ihn besser']
  const missing = empty.slice(empty.indexOf(asked), empty.indexOf(advised))
  expect(missing).toContain('Veröffentlichen Sie eine erste Folge')
  expect(missing).not.toContain('Funktionsadresse')
  expect(empty).toContain('<li>✓ Der Feed liegt hier. <span')
  expect(empty).toContain('<li>✓ Das Titelbild ist ein JPEG oder PNG. <span')
  expect(await read('/en')).toContain('<li>✓ The feed lives here. <span')

  await episodeRow(host, row)
  const complete = await read()
  expect(complete).toContain(healthy)
  expect(complete).not.toContain(asked)

  await host.db.show.update({ where: { id: row.id }, data: { artworkId: null } })
  expect(await read()).not.toContain('✓ Das Titelbild')

  const insecure = await showRow(plain)
  await artworkRow(plain, insecure)
  await episodeRow(plain, insecure)
  const cookie = await signIn(plain, await makeAdministrator(plain))
  const { text } = await openStudio(plain, `/studio/shows/${insecure.slug}/feed`, cookie)
  expect(text).not.toContain(healthy)
  expect(text.slice(text.indexOf(asked), text.indexOf(advised))).toContain('als PUBLIC_URL eine Adresse mit https://')
})

test('every rule of shows says in both languages what it means that it is met', () => {
  const rules = SHOW_RULES.map(({ id }) => id)
  for (const { isMet } of [german, english]) expect(Object.keys(isMet)).toEqual(rules)
})

test('each rule of shows that a field decides leads to one that the settings have', async () => {
  const row = await showRow(host)
  editor = await signIn(host, await makeMember(host, 'editor', row))
  await sendCover(row.slug, new Uint8Array(await readFile(COVER)))
  const { text } = await openStudio(host, settings(row.slug), editor)
  const places = SHOW_RULES.map(({ id }) => [id, placeInShow(id)] as const)
  expect(places.filter(([, place]) => place === null)).toEqual([['address-insecure', null]])
  const fields = places.flatMap(([, place]) => place?.split('#')[1] ?? [])
  expect(fields.length).toBeGreaterThan(15)
  for (const field of fields) expect(text).toContain(`id="${field}"`)
})
