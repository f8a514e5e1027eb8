import { beforeAll, expect, test } from 'vitest'
import { startHost } from '../../support/host.ts'
import { makeMember, openStudio, sendForm, signIn } from '../../support/people.ts'
import { episodeRow, showRow } from '../../support/rows.ts'

const host = await startHost()
let show: Awaited<ReturnType<typeof showRow>>
let [editor, author, reader] = ['', '', '']
beforeAll(async () => {
  show = await showRow(host, { slug: 'nachtzuege' })
  await episodeRow(host, show, { title: 'Über Alpen', number: 2, slug: 'alpen' }, { seconds: 100 })
  await episodeRow(
    host,
    show,
    { title: '100 % <b>Schlaf', number: 1, publishAt: null, slug: 'schlaf' },
    { seconds: 3600 },
  )
  const ahead = new Date('2099-01-02T05:00:00Z')
  await episodeRow(host, show, { title: 'Zukunft', number: 3, publishAt: ahead, slug: 'zukunft' }, { seconds: 60 })
  editor = await signIn(host, await makeMember(host, 'editor', show))
  author = await signIn(host, await makeMember(host, 'author', show))
  reader = await signIn(host, await makeMember(host, 'reader', show))
})

async function listed(query = '', cookie = editor) {
  const { text } = await openStudio(host, `/studio/shows/nachtzuege${query}`, cookie)
  const titles = [...text.matchAll(/<th scope="row"><a [^>]*>(.*?)<\/a>/g)].map(([, title]) => title!.slice(0, 5))
  return { text, titles: titles.join(' ') }
}

test('the list has every episode with its status, date and length, drafts first', async () => {
  const { text, titles } = await listed()
  expect(titles).toBe('100 % Zukun Über ')
  for (const said of ['Entwurf', 'Geplant', 'Veröffentlicht', '1:00:00', '25.10.2026', '3 Folgen', '&lt;b&gt;Schlaf'])
    expect(text).toContain(said)
  expect(text).toMatch(/<th scope="col" aria-sort="descending"><a [^>]*>Datum/)
})

test.each([
  ['?sort=title&order=up', '100 % Über  Zukun'],
  ['?sort=title&order=down', 'Zukun Über  100 %'],
  ['?sort=number&order=up', '100 % Über  Zukun'],
  ['?sort=length&order=down', '100 % Über  Zukun'],
  ['?sort=status&order=down', 'Über  Zukun 100 %'],
  ['?sort=date&order=up', 'Über  Zukun 100 %'],
  ['?sort=nonsense&order=x&page=-1', '100 % Zukun Über '],
])('it is sorted: %s', async (query, expected) => expect((await listed(query)).titles).toBe(expected))

test.each([
  ['alpen', 'Über '],
  ['ÜBER', 'Über '],
  ['100 %', '100 %'],
  ['_', ''],
  ['3', 'Zukun'],
  ['entwurf', '100 %'],
  ['Gepl', 'Zukun'],
  ['veröff alp', 'Über '],
  ['ge', ''],
  ["'; --", ''],
])('it is searched for %s', async (words, expected) => {
  const { text, titles } = await listed(`?q=${encodeURIComponent(words)}`)
  expect(titles).toBe(expected)
  if (expected === '') expect(text).toContain('0 Folgen')
})

test('titles stand as people look for them: umlauts beside their letters, 2 before 10', async () => {
  const other = await showRow(host)
  const titles = ['Zoo', 'Folge 10', 'folge 2', 'Äpfel', 'Apfel', 'Übersicht']
  for (const title of titles) await episodeRow(host, other, { title })
  const cookie = await signIn(host, await makeMember(host, 'reader', other))
  const { text } = await openStudio(host, `/studio/shows/${other.slug}?sort=title&order=up`, cookie)
  const sorted = [...text.matchAll(/<th scope="row"><a [^>]*>(.*?)<\/a>/g)].map(([, title]) => title)
  expect(sorted).toEqual(['Apfel', 'Äpfel', 'folge 2', 'Folge 10', 'Übersicht', 'Zoo'])
})

test('states are found in the language of the page', async () => {
  const { text } = await openStudio(host, '/en/studio/shows/nachtzuege?q=sched', editor)
  expect([text.includes('Zukunft'), text.includes('Alpen')]).toEqual([true, false])
})

test('a long list has pages that keep the search and the order', async () => {
  const long = await showRow(host)
  for (let number = 1; number <= 51; number++) await episodeRow(host, long, { title: `Folge ${number}`, number })
  const cookie = await signIn(host, await makeMember(host, 'reader', long))
  const path = `/studio/shows/${long.slug}?q=Folge&sort=number&order=up`
  const { text } = await openStudio(host, path, cookie)
  expect(text.match(/<th scope="row">/g)).toHaveLength(50)
  const next = /rel="next" href="([^"]*)"/.exec(text)![1]!.replaceAll('&amp;', '&')
  const second = await openStudio(host, next, cookie)
  expect([...second.text.matchAll(/Folge (\d+)<\/a><\/th>/g)].map(([, number]) => number)).toEqual(['51'])
})

test('an empty show says what to do first, to those who may', async () => {
  const empty = await showRow(host)
  const text = async (role: 'author' | 'reader') =>
    (await openStudio(host, `/studio/shows/${empty.slug}`, await signIn(host, await makeMember(host, role, empty))))
      .text
  expect(await text('author')).toContain(`href="/studio/shows/${empty.slug}/upload"`)
  expect(await text('reader')).not.toContain('/upload"')
})

test('a deleted episode is brought back on the page of its show, as it was', async () => {
  const { id } = await episodeRow(host, show, { title: 'Weg damit', slug: 'weg' })
  const deleted = await sendForm(host, `/studio/episodes/${id}/deletion`, {}, { cookie: editor })
  expect([deleted.status, deleted.location]).toEqual([303, '/studio/shows/nachtzuege?done=episode-deleted#done'])
  expect((await openStudio(host, '/nachtzuege/weg')).status).toBe(404)
  const page = async (cookie: string) => (await openStudio(host, `/studio/episodes/${id}`, cookie)).text
  for (const cookie of [editor, author, reader]) {
    expect(await page(cookie)).toContain('<h1>Diese Folge ist gelöscht</h1>')
    expect(await page(cookie)).toContain('Endgültig gelöscht wird sie am ')
  }
  expect(await page(author)).toContain('Zurückholen können sie Redaktion und Verantwortung.')
  const typed = await sendForm(host, `/studio/episodes/${id}/texts`, { title: 'Zu spät' }, { cookie: editor })
  expect([typed.status, typed.text]).toEqual([404, expect.stringContaining('hier lässt sich nichts speichern')])
  expect(typed.text).toContain(`href="/studio/episodes/${id}"`)
  const { text, titles } = await listed()
  expect(titles).not.toContain('Weg')
  const restoration = `action="/studio/episodes/${id}/restoration"`
  expect(text).toContain(restoration)
  expect(await page(editor)).toContain(restoration)
  for (const cookie of [author, reader]) {
    expect((await listed('', cookie)).text).toContain('Weg damit')
    expect((await listed('', cookie)).text + (await page(cookie))).not.toContain(restoration)
  }

  const back = await sendForm(host, `/studio/episodes/${id}/restoration`, {}, { cookie: editor })
  expect([back.status, back.location]).toEqual([303, `/studio/episodes/${id}?done=restored#done`])
  await expect.poll(async () => (await openStudio(host, '/nachtzuege/weg')).status).toBe(200)
})
