import { beforeAll, expect, test } from 'vitest'
import { inGerman } from '../../../src/web/studio/field-errors.ts'
import { eventually } from '../../support/api.ts'
import { startHost } from '../../support/host.ts'
import { openStudio, sendForm, signIn } from '../../support/people.ts'
import { startFeedSource } from '../../support/source-feed.ts'

const host = await startHost({ env: { IMPORT_PRIVATE_NETWORKS: 'true' } })
const source = await startFeedSource()
let administrator = ''
beforeAll(async () => {
  administrator = await signIn(host)
})

const open = (path: string) => openStudio(host, path, administrator)
const send = (fields: Record<string, string>, path = '/studio/import') =>
  sendForm(host, path, fields, { cookie: administrator })

/** Sends a form and waits until the page says that it has ended. */
async function ended(fields: Record<string, string>) {
  const { status, location } = await send(fields)
  expect([status, location]).toEqual([303, expect.stringMatching(/^\/studio\/import\/[0-9a-f-]{36}$/)])
  const page = await eventually(
    () => open(location!),
    ({ text }) => !text.includes('<live-part every='),
    20_000,
  )
  return { path: location!, text: page.text }
}

/** What a browser sends of the form on a page. */
function formIn(text: string): Record<string, string> {
  const form = text.slice(text.indexOf('<form class="fields"'))
  const inputs = [...form.matchAll(/<input [^>]*?name="(\w+)"[^>]*? value="([^"]*)"[^>]*>/g)]
  const sent = inputs.filter(([input]) => !/type="checkbox"(?!.* checked)/.test(input))
  return Object.fromEntries(sent.map(([, name, value]) => [name, value!]))
}

test('a dry run says what would come and changes nothing; then the podcast is taken over, and again without doubles', async () => {
  const { slug, item, serve } = source.newFeed()
  const url = serve({
    title: 'Züge & Nächte',
    items: [
      item('eins', { date: 'gestern' }),
      item('zwei', { inside: '<podcast:person role="Dolmetscherin">Ada</podcast:person>' }),
      item('drei', { audio: null }),
    ],
  })
  expect((await open('/studio')).text).toContain('<a href="/studio/import">')
  expect((await open('/studio/import')).text).toContain('Probelauf starten')
  const before = await host.db.show.count()
  const dry = await ended({ url, slug, do: 'dry run' })
  expect(await host.db.show.count()).toBe(before)
  for (const said of [
    '<h1>Das käme mit</h1>',
    'Das war ein Probelauf: Nichts wurde geändert.',
    'Folgen: 3 im Feed, davon möglich: 2, schon hier: 0, nicht möglich: 1.',
    '<li>Ihr Datum, „gestern“, ist nicht zu lesen.</li>',
    '<li>Sie hat kein Audio.</li>',
    '<li>„Ada“ fehlt unter den Mitwirkenden: Die Aufgabe „Dolmetscherin“ steht nicht in der Liste',
    'Was erst beim Laden zu sehen ist, sagt die Übernahme selbst',
    'Jetzt übernehmen',
  ])
    expect(dry.text).toContain(said)
  expect(dry.text).not.toContain('name="locked"')

  const done = await ended(formIn(dry.text))
  for (const said of [
    '<h1>Der Podcast ist hier</h1>',
    'Folgen: 3 im Feed, 2 übernommen, 0 schon hier, 1 nicht möglich.',
    'Was jetzt zu tun ist',
    '<li>Laden Sie hier ein Titelbild hoch',
    `von ${url} auf https://podcast.example/feeds/${slug}.xml`,
    `<a class="button" href="/studio/shows/${slug}">Zum Podcast</a>`,
    `Der Podcast steht jetzt hier: <a href="https://podcast.example/${slug}">https://podcast.example/${slug}</a>, sein`,
    `sich den Podcast hier an (<a href="https://podcast.example/${slug}">https://podcast.example/${slug}</a>) und`,
    `<input id="feed-address" type="text" value="https://podcast.example/feeds/${slug}.xml" readonly>`,
    '<copy-button for="feed-address"',
  ])
    expect(done.text).toContain(said)
  expect(dry.text).not.toContain('id="feed-address"')
  const show = await host.db.show.findUniqueOrThrow({ where: { slug }, include: { episodes: true } })
  expect(show.episodes).toHaveLength(2)
  for (const { id } of show.episodes) expect(done.text).toContain(`<a href="/studio/episodes/${id}">`)

  expect(done.text).toContain('>2 übernommen</a>')
  expect(done.text).toContain('>1 ging nicht</a>')
  const failed = (await open(`${done.path}?outcome=failed`)).text
  expect(failed).toContain('Folge drei')
  expect(failed).not.toContain('Folge eins')
  expect((await open(`/en${done.path}`)).text).toContain('Episodes: 3 in the feed, 2 imported')

  const again = await ended(formIn(done.text))
  expect(again.text).toContain('Folgen: 3 im Feed, 0 übernommen, 2 schon hier, 1 nicht möglich.')
  expect(await host.db.episode.count({ where: { showId: show.id } })).toBe(2)
  const list = (await open('/studio/import')).text
  for (const path of [dry.path, done.path, again.path]) expect(list).toContain(`<a href="${path}">${url}</a>`)
})

test('a locked feed is taken only from whoever confirms to be its owner', async () => {
  const { slug, item, serve } = source.newFeed()
  const channel = '<podcast:locked owner="presse@alt.example">yes</podcast:locked>'
  const url = serve({ channel, items: [item('eins')] })
  const dry = await ended({ url, slug, do: 'dry run' })
  expect(dry.text).toContain('von presse@alt.example gegen Übernahme gesperrt')
  const form = formIn(dry.text)
  expect(form).toMatchObject({ locked: 'true', do: 'import' })
  const refused = await send(form)
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('<li><a href="#ownerConfirmed">Bestätigen Sie, dass der Podcast Ihnen gehört')
  expect(refused.text).toMatch(/id="ownerConfirmed"[^>]*aria-invalid="true"/)
  expect(await host.db.show.count({ where: { slug } })).toBe(0)

  const { locked: _, ...without } = form
  const failed = await ended(without)
  expect(failed.text).toContain('<h1>Das ging nicht</h1>')
  expect(failed.text).toContain('name="locked"')
  expect((await ended({ ...form, ownerConfirmed: 'true' })).text).toContain('<h1>Der Podcast ist hier</h1>')
})

test.each([
  ['no address', { url: 'podcast' }, 'url', 'Schreiben Sie die ganze Adresse des Feeds'],
  ['an address of the host itself', { url: 'https://a.example/', slug: 'studio' }, 'slug', 'Diese Adresse braucht'],
])('%s is refused beside its field', async (_, fields, name, sentence) => {
  const { status, text } = await send({ ...fields, do: 'dry run' })
  expect(status).toBe(422)
  expect(text).toContain(`<li><a href="#${name}">${sentence}`)
  expect(text).toContain(`id="${name}-error">${sentence}`)
})

test('a feed that can’t be had is told in German, with the way to try again', async () => {
  const { text } = await ended({ url: `${source.url}/nirgends.xml`, do: 'dry run' })
  expect(text).toContain('<div class="errors" role="alert" tabindex="-1" autofocus>')
  expect(text).toContain(`${source.url}/nirgends.xml hat mit 404 geantwortet.`)
  expect(formIn(text)).toMatchObject({ url: `${source.url}/nirgends.xml`, do: 'dry run' })
})

test('one that is under way is shown instead of beginning another', async () => {
  const url = 'https://langsam.example/feed.xml'
  const { id } = await host.db.feedImport.create({ data: { url, options: {}, state: 'running', total: 200 } })
  const rows = Array.from({ length: 50 }, (_, position) => ({ importId: id, position, guid: `${position}` }))
  await host.db.feedImportItem.createMany({ data: rows.map((row) => ({ ...row, title: '', outcome: 'imported' })) })
  const { location } = await send({ url, do: 'dry run' })
  expect(location).toBe(`/studio/import/${id}`)
  const { text } = await open(location!)
  expect(text).toContain('<live-part every="2">')
  expect(text).toContain('<progress id="progress" max="200" value="50">')
  expect(text).toContain('Mindestens 20 % der Folgen sind angesehen.')
  expect(text).toContain('50 von 200 Folgen')
  await host.db.feedImport.update({ where: { id }, data: { total: 501 } })
  const early = (await open(location!)).text
  expect(early).toContain('<div role="status"><p>Die ersten Folgen werden angesehen.</p></div>')
  expect(early).toContain('50 von 501 Folgen')
  await host.db.feedImport.update({ where: { id }, data: { total: 50 } })
  expect((await open(`/en${location}`)).text).toContain('All episodes have been looked at.')
  expect(text).toContain('<noscript><p><a href="">Stand neu laden</a></p></noscript>')
})

test('a long report has pages', async () => {
  const data = { url: 'https://lang.example/', options: {}, state: 'done', total: 150 } as const
  const { id } = await host.db.feedImport.create({ data })
  const rows = Array.from({ length: 150 }, (_, position) => ({ importId: id, position, guid: `${position}` }))
  await host.db.feedImportItem.createMany({
    data: rows.map((row) => ({ ...row, title: `Nummer ${row.position}`, outcome: 'failed' })),
  })
  const { text } = await open(`/studio/import/${id}?outcome=failed`)
  expect(text).toContain('>Nummer 99<')
  expect(text).not.toContain('>Nummer 100<')
  const next = /<a rel="next" href="([^"]+)"/.exec(text)![1]!.replaceAll('&amp;', '&')
  expect((await open(next)).text).toContain('>Nummer 100<')
})

test('a sentence in a sentence is told in German whole, whatever stands in it', () => {
  expect(
    inGerman(
      '“persons” was taken in part: Entry 2, url: Write a whole address of at most 255 characters that begins with https://.',
    ),
  ).toBe(
    '„Mitwirkende“ wurde nur zum Teil übernommen: Eintrag 2: Schreiben Sie eine ganze Adresse mit höchstens 255 Zeichen, die mit https:// beginnt.',
  )
  expect(inGerman('“title” was shortened: apps take 255 characters.')).toBe(
    '„Titel“ wurde gekürzt: Apps nehmen 255 Zeichen.',
  )
  expect(inGerman('“author” was shortened: apps take 255 characters.')).toBe(
    '„Autor oder Herausgeber“ wurde gekürzt: Apps nehmen 255 Zeichen.',
  )
  expect(inGerman('a.example has a link-local address, from which nothing is ever fetched.')).toMatch(
    /^a\.example hat eine Adresse, die nur im Netz direkt um diesen Dienst gilt/,
  )
  expect(inGerman('Left out: “A (B)” (2026-10-24), because “g-1” before it has the same guid.')).toBe(
    'Weggelassen: „A (B)“ (2026-10-24), denn „g-1“ davor hat dieselbe guid.',
  )
  expect(inGerman('The picture https://a.example/$1.jpg was left out: https://a.example/$1$&.jpg answered 404.')).toBe(
    'Das Bild https://a.example/$1.jpg wurde weggelassen: https://a.example/$1$&.jpg hat mit 404 geantwortet.',
  )
})
