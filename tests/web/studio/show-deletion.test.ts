import { expect, test } from 'vitest'
import { ask } from '../../support/api.ts'
import { startHost } from '../../support/host.ts'
import { makeMember, makePerson, openStudio, sendForm, signIn } from '../../support/people.ts'
import { episodeRow, showRow } from '../../support/rows.ts'

const host = await startHost()
const DAY = 86_400_000

async function aShow(fields: Parameters<typeof showRow>[1] = {}) {
  const show = await showRow(host, fields)
  const [owner, editor] = [await makeMember(host, 'owner', show), await makeMember(host, 'editor', show)]
  const page = `/studio/shows/${show.slug}`
  return { show, page, owner: await signIn(host, owner), editor: await signIn(host, editor) }
}

const rowOf = (id: string) => host.db.show.findUniqueOrThrow({ where: { id } })
const german = (date: Date) => date.toLocaleDateString('de-DE', { dateStyle: 'medium', timeZone: 'Europe/Berlin' })

test('what deleting means is told before: what goes, who sees what, until when it comes back', async () => {
  const { show, page, owner } = await aShow()
  await episodeRow(host, show)
  await episodeRow(host, show, { publishAt: null })
  const { text } = await openStudio(host, `${page}/deletion`, owner)
  for (const said of [
    'eine veröffentlichte Folge und eine weitere (Entwürfe und geplante)',
    '„nicht gefunden“ (404)',
    '(30 Tage)',
    '„gelöscht“ (410)',
    `href="${page}/settings#complete"`,
    `href="${page}/move"`,
    'Schreiben Sie zur Bestätigung den Titel: Nachtzüge',
  ])
    expect(text).toContain(said)
  expect((await openStudio(host, `/en${page}/deletion`, owner)).text).toContain('Type the title to confirm: Nachtzüge')
})

test.each(['', 'Nachtzug', 'nachtzüge 2'])('another title deletes nothing: “%s”', async (title) => {
  const { show, page, owner } = await aShow()
  const { status, text } = await sendForm(host, `${page}/deletion`, { title }, { cookie: owner })
  expect(status).toBe(422)
  expect(text).toContain('<li><a href="#title">Das ist nicht der Titel dieses Podcasts. Schreiben Sie: Nachtzüge</a>')
  expect(text).toContain('id="title-error"')
  expect((await rowOf(show.id)).deletedAt).toBeNull()
})

test.each(["auf 'NEN Pod-Kaffee ", 'Auf ’nen  Pod‑Kaffee', 'Auf ‚nen Pod–Kaffee'])(
  'the title may be typed with whatever a keyboard has: %s',
  async (title) => {
    const { show, page, owner } = await aShow({ title: "Auf 'nen Pod-Kaffee" })
    expect((await sendForm(host, `${page}/deletion`, { title }, { cookie: owner })).status).toBe(303)
    expect((await rowOf(show.id)).deletedAt).not.toBeNull()
  },
)

test('a deleted show stays on the first page with its last day, and comes back as it was', async () => {
  const { show, page, owner, editor } = await aShow({ title: 'Bald <b>weg' })
  await episodeRow(host, show, { title: 'Bleibt' })
  const { status, location } = await sendForm(host, `${page}/deletion`, { title: show.title }, { cookie: owner })
  expect([status, location]).toEqual([303, '/studio?done=show-deleted#done'])
  for (const [part, cookie] of [
    ['settings', owner],
    ['settings', editor],
    ['upload', editor],
  ] as const) {
    const { status, text } = await openStudio(host, `${page}/${part}`, cookie)
    expect([status, text]).toEqual([404, expect.stringContaining('<h1>Dieser Podcast ist gelöscht</h1>')])
    expect(text).toContain(`<a class="button" href="${page}/deletion">`)
  }
  expect((await openStudio(host, `/${show.slug}`)).status).toBe(404)

  const day = german(new Date(Number((await rowOf(show.id)).deletedAt) + 30 * DAY))
  const home = (await openStudio(host, '/studio', owner)).text
  expect(home).toContain(`<span class="quiet">wird endgültig gelöscht am ${day}</span>`)
  expect(home).toContain(`action="${page}/restoration"`)
  expect(home).toContain('Bald &lt;b&gt;weg')
  const others = (await openStudio(host, '/studio', editor)).text
  expect(others).toContain('Zurückholen kann ihn, wer für ihn verantwortlich ist.')
  expect(others).not.toContain('/restoration')
  expect((await openStudio(host, '/studio', await signIn(host, await makePerson(host)))).text).not.toContain('Bald')

  const deleted = await openStudio(host, `${page}/deletion`, owner)
  expect(deleted.text).toContain('Dieser Podcast ist gelöscht')
  expect(deleted.text).toContain(`action="${page}/restoration"`)
  const toEditor = await openStudio(host, `${page}/deletion`, editor)
  expect([toEditor.status, toEditor.text]).toEqual([200, expect.stringContaining('Zurückholen kann ihn, wer')])
  expect(toEditor.text).not.toContain('/restoration')
  expect((await sendForm(host, `${page}/restoration`, {}, { cookie: editor })).status).toBe(403)

  const back = await sendForm(host, `${page}/restoration`, {}, { cookie: owner })
  expect([back.status, back.location]).toEqual([303, `${page}?done=restored#done`])
  const { text } = await openStudio(host, back.location!, owner)
  expect(text).toContain('Der Podcast ist wieder da, wie er war.')
  expect(text).toContain('>Bleibt</a>')
  expect((await openStudio(host, `/${show.slug}`)).status).toBe(200)
})

test('an episode of a deleted show says until when both come back, and who may brings the show back there', async () => {
  const { show, page, owner, editor } = await aShow({ title: 'Mit <Folge>' })
  const { id } = await episodeRow(host, show, { title: 'Entwurf <b>', publishAt: null })
  const path = `/studio/episodes/${id}`
  await sendForm(host, `${page}/deletion`, { title: show.title }, { cookie: owner })

  const { status, text } = await openStudio(host, path, owner)
  expect([status, text]).toEqual([200, expect.stringContaining('<h1>Dieser Podcast ist gelöscht</h1>')])
  for (const said of [
    '<strong>Mit &lt;Folge&gt;</strong>',
    '<strong>Entwurf &lt;b&gt;</strong>',
    `action="${page}/restoration"`,
  ])
    expect(text).toContain(said)
  expect(text).toMatch(/Endgültig gelöscht wird er am \w+, \d+\. \w+ \d{4}, \d+:\d\d Uhr\./)
  expect((await openStudio(host, `/en${path}`, owner)).text).toContain('It is deleted for good on')
  const toEditor = (await openStudio(host, path, editor)).text
  expect(toEditor).toContain('Zurückholen kann ihn, wer für ihn verantwortlich ist.')
  expect(toEditor).not.toContain('<form method="post" action="/studio/shows')

  const stranger = await signIn(host, await makePerson(host))
  expect((await openStudio(host, path, stranger)).status).toBe(404)
  expect((await openStudio(host, path, stranger)).text).not.toContain('Entwurf')
  for (const [place, cookie] of [
    [`${path}/history`, editor],
    [`${path}#texts`, editor],
  ] as const)
    expect((await openStudio(host, place, cookie)).text).toContain('<h1>Dieser Podcast ist gelöscht</h1>')
  for (const place of ['texts', 'publication', 'restoration']) {
    const refused = await sendForm(host, `${path}/${place}`, { title: 'Neu' }, { cookie: owner })
    expect([refused.status, refused.text]).toEqual([
      404,
      expect.stringContaining(`<a class="button" href="${page}/deletion">`),
    ])
  }
  expect((await ask(host, 'GET', `/api/v1/episodes/${id}/deletion`)).status).toBe(404)

  await sendForm(host, `${page}/restoration`, {}, { cookie: owner })
  expect((await openStudio(host, path, owner)).text).toContain('value="Entwurf &lt;b&gt;"')
})

test('after its last day nothing brings it back, and it stands on no list', async () => {
  const gone = { deletedAt: new Date(Date.now() - 31 * DAY), goneAt: new Date(Date.now() - DAY) }
  const { show, page, owner } = await aShow({ ...gone, title: 'Für immer' })
  const { id } = await episodeRow(host, show)
  expect((await openStudio(host, `/studio/episodes/${id}`, owner)).status).toBe(410)
  expect((await openStudio(host, `${page}/deletion`, owner)).status).toBe(410)
  expect((await sendForm(host, `${page}/restoration`, {}, { cookie: owner })).status).toBe(410)
  expect((await openStudio(host, '/studio', owner)).text).not.toContain('Für immer')
})

test('a show that moved is told to lead on', async () => {
  const movedAt = new Date(Date.now() - DAY)
  const { page, owner } = await aShow({ newFeedUrl: 'https://neu.example/feed.xml', movedAt })
  expect((await openStudio(host, `${page}/deletion`, owner)).text).toContain('Der Feed führt weiter zum neuen Ort')
})

test('the first page says how far each show is', async () => {
  const { show, page, owner } = await aShow({ complete: true })
  const home = async () => (await openStudio(host, '/studio', owner)).text
  expect(await home()).toContain('<p>Noch keine Folge · Abgeschlossen</p>')
  const ahead = new Date(Date.now() + 40 * DAY)
  await episodeRow(host, show, { title: 'Alt', publishAt: new Date(Date.now() - 9 * DAY) })
  const { id } = await episodeRow(host, show, { title: 'Neu', publishAt: new Date(Date.now() - DAY) })
  await episodeRow(host, show, { title: 'Gelöscht', deletedAt: new Date(), goneAt: ahead })
  await episodeRow(host, show, { title: 'Später', publishAt: ahead })
  await episodeRow(host, show, { publishAt: null })
  const text = await home()
  expect(text).toContain('<p>2 veröffentlicht, 1 geplant, 1 Entwurf · Abgeschlossen</p>')
  expect(text).toMatch(new RegExp(`Neueste Folge: <a href="/studio/episodes/${id}"[^>]*>Neu</a>`))
  expect(text).toMatch(/Kommt als Nächstes: <a [^>]*>Später<\/a>/)
  expect(text).not.toContain('>Gelöscht</a>')
  expect((await openStudio(host, page, owner)).text).toContain('Titelbild hochladen')
})
