import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sweepWords } from '../../src/episodes/search/read-passages.ts'
import { ask, askJson, type Json } from '../support/api.ts'
import { startHost } from '../support/host.ts'
import { askRaw } from '../support/raw.ts'
import { episodeRow, showRow } from '../support/rows.ts'
import { allRead, marksFor, searchFor, titlesFor, transcriptRow } from '../support/search.ts'

const host = await startHost()
const pageAt = async (path: string) => (await askRaw(host, path)).body.toString()

let german: Json
let english: Json
const episodes: Record<string, Json> = {}

beforeAll(async () => {
  german = await showRow(host, { slug: 'amtsfunk', title: 'Amtsfunk', description: 'Gespräche aus dem Rathaus.' })
  english = await showRow(host, { slug: 'trains', title: 'Night Trains', description: 'Sleepers.', language: 'en-GB' })
  await add('bafoeg', 'Vom Podcast-Trend zum BAföG-Digital', 1, {
    description: 'Mit Lena-Sophie Müller und Bürger*innen.',
  })
  await add('stadt', 'Verwaltung in der Stadt', 2, {
    notes: '<p>Das Rathaus &amp; die <strong>Haltestelle</strong>.</p>',
  })
  await add('jena', 'Dauerlauf statt Sprint', 3, { description: 'Die Verwaltung in Jena.' })
  await add('ebene', 'Mühen', 4, { description: 'Ein Gespräch.' })
  await transcriptRow(host, episodes.ebene.id, 'de', [
    'Guten Tag und willkommen.',
    'Wir reden über die Mühen der Ebene und über die Verwaltungen.',
    'Straßenbahnen fahren im Ort.',
    'Und jetzt etwas über Haltestellen.',
    'Das war es schon.',
    'Die Haltestelle heißt „Rathaus“.',
  ])
  episodes.wien = await episodeRow(host, english, { slug: 'wien', title: 'Travelling to Wien' })
  await transcriptRow(host, episodes.wien.id, 'en', ['We were travellers in the war museum, naïve ones.'])
  await transcriptRow(host, episodes.wien.id, 'fr', ['La guerre des trains et des chevaux.'])
  await allRead(host)
})

async function add(slug: string, title: string, day: number, fields: Record<string, string> = {}) {
  const publishAt = new Date(`2026-03-0${day}T05:00:00Z`)
  episodes[slug] = await episodeRow(host, german, { slug, title, publishAt, ...fields })
}

beforeEach(() => allRead(host))

describe('what is found by what', () => {
  test.each([
    ['another ending', 'Verwaltungen', ['Verwaltung in der Stadt', 'Dauerlauf statt Sprint', 'Mühen']],
    ['capitals', 'VERWALTUNG', ['Verwaltung in der Stadt', 'Dauerlauf statt Sprint', 'Mühen']],
    ['a name', 'Müller', ['Vom Podcast-Trend zum BAföG-Digital']],
    ['a name without its dots', 'muller', ['Vom Podcast-Trend zum BAföG-Digital']],
    ['a name as it is typed abroad', 'Mueller', ['Vom Podcast-Trend zum BAföG-Digital']],
    ['an abbreviation in small letters', 'bafög', ['Vom Podcast-Trend zum BAföG-Digital']],
    ['a part of what a hyphen joins', 'digital', ['Vom Podcast-Trend zum BAföG-Digital']],
    ['what a hyphen joins', 'bafög-digital', ['Vom Podcast-Trend zum BAföG-Digital']],
    ['ss for ß', 'Strassenbahn', ['Mühen']],
    ['a word with a star inside', 'Bürger*innen', ['Vom Podcast-Trend zum BAföG-Digital']],
    ['words of title, notes and transcript together', 'Mühen Gespräch Haltestelle', ['Mühen']],
    ['notes before transcripts', 'Haltestellen', ['Verwaltung in der Stadt', 'Mühen']],
    ['words in any order', 'stadt verwaltung', ['Verwaltung in der Stadt']],
    ['a phrase in German quotes', '„Mühen der Ebene“', ['Mühen']],
    ['a phrase that is not closed', '"mühen der ebene', ['Mühen']],
    ['a phrase in another order', '"Ebene der Mühen"', []],
    ['stop words beside others', 'die Haltestelle und das Rathaus', ['Verwaltung in der Stadt', 'Mühen']],
    ['a word that is left out', 'Verwaltung -Jena', ['Verwaltung in der Stadt', 'Mühen']],
    ['the show itself, before its episodes', 'Rathaus', ['Amtsfunk', 'Verwaltung in der Stadt', 'Mühen']],
    ['English endings in English', 'traveller', ['Travelling to Wien']],
    ['another English ending', 'museums', ['Travelling to Wien']],
    ['an English word that is a German stop word', 'war', ['Travelling to Wien']],
    ['an accent left out', 'naive', ['Travelling to Wien']],
    ['another language, as it is', 'chevaux', ['Travelling to Wien']],
    ['the beginning of a word, where nothing else is', 'Straßen', ['Mühen']],
    ['the end of a word, where nothing else is', 'Bahn', ['Mühen']],
    ['the end of a word with another ending', 'Bahnen Ort', ['Mühen']],
    ['a word that nobody says', 'Quantencomputer', []],
    ['only stop words of all languages here', 'und', []],
  ])('%s: %s', async (_, query, titles) => expect(await titlesFor(host, query)).toEqual(titles))

  test('in one show alone, under any slug it had', async () => {
    expect(await titlesFor(host, 'Verwaltung', '&show=trains')).toEqual([])
    expect(await titlesFor(host, 'Verwaltung', '&show=amtsfunk')).toHaveLength(3)
    expect((await ask(host, 'GET', '/api/v1/search?q=x&show=niemand')).status).toBe(404)
  })

  test.each([
    ['Verwaltungen', ['Verwaltung', 'Verwaltung', 'Verwaltungen']],
    ['muller', ['Müller']],
    ['"mühen der ebene"', ['Mühen', 'Ebene']],
    ['strassen', ['Straßenbahnen']],
  ])('%s is marked where it stands', async (query, marks) => expect(await marksFor(host, query)).toEqual(marks))

  test('beginnings and ends are told apart from what was typed', async () => {
    expect(await searchFor(host, 'Straßen')).toMatchObject({ onlyParts: true, total: 1 })
    expect(await searchFor(host, 'Bahn')).toMatchObject({ onlyParts: true, total: 1 })
    expect(await searchFor(host, 'Straßenbahn')).toMatchObject({ onlyParts: false, total: 1 })
    expect(await pageAt('/suche?q=Bahn')).toContain('Genau so kommt das nirgends vor.')
  })

  test('beginnings and ends are found beside the words themselves for those who want them', async () => {
    expect(await titlesFor(host, 'Rathaus')).toHaveLength(3)
    expect(await titlesFor(host, 'Haus')).toHaveLength(3)
    expect(await titlesFor(host, 'Stelle Stadt')).toEqual(['Verwaltung in der Stadt'])
    expect(await searchFor(host, 'Stadt', '&parts=true')).toMatchObject({ onlyParts: false, total: 1 })
    const page = await pageAt('/suche?q=Stadt')
    expect(page).toContain('<a href="/suche?q=Stadt&amp;parts=true" rel="nofollow">')
    expect(await pageAt('/suche?q=Stadt&parts=true')).toContain('<a href="/suche?q=Stadt" rel="nofollow">')
  })

  test.each([
    ['und der', true],
    ['the and of', true],
    ['Quantencomputer und', false],
    ['"', false],
  ])('%s has nothing to look for: %s', async (query, onlyStopWords) => {
    expect(await searchFor(host, query)).toMatchObject({ onlyStopWords, total: 0 })
    const sentence = 'deshalb werden sie nicht gesucht'
    expect((await pageAt(`/suche?q=${encodeURIComponent(query)}`)).includes(sentence)).toBe(onlyStopWords)
  })

  test('words that are in no text any more are swept', async () => {
    const known = () => host.db.knownWord.findMany({ where: { stemming: 'german', word: { endsWith: 'bahn' } } })
    const { id } = await episodeRow(host, german, { slug: 'weg', title: 'Die Schwebebahn' })
    await allRead(host)
    await sweepWords(host)
    expect((await known()).map(({ word }) => word).toSorted()).toEqual(['schwebebahn', 'strassenbahn'])
    await host.db.episode.update({ where: { id }, data: { title: 'Die Fähre' } })
    await allRead(host)
    await sweepWords(host)
    expect((await known()).map(({ word }) => word)).toEqual(['strassenbahn'])
  })
})

test('what is said leads to the second at which its sentence begins', async () => {
  const { results } = await searchFor(host, 'Straßenbahn')
  expect(results[0].excerpts).toEqual([
    {
      part: 'transcript',
      language: 'de',
      pieces: [
        { text: '… die Mühen der Ebene und über die Verwaltungen. ', isHit: false },
        { text: 'Straßenbahnen', isHit: true },
        { text: ' fahren im Ort. Und jetzt etwas über Haltestellen.', isHit: false },
      ],
      startSeconds: 20,
      url: 'https://podcast.example/amtsfunk/ebene?t=0:20',
    },
  ])
  const page = await pageAt('/suche?q=Stra%C3%9Fenbahn')
  expect(page).toContain('<a href="/amtsfunk/ebene?t=0:20">')
  expect(page).toContain('<mark>Straßenbahnen</mark>')
  expect(await pageAt('/amtsfunk/ebene?t=0:20')).toMatch(/<audio [^>]*#t=20"/)
})

test('each place in a transcript has its own second, in the order in which they are said', async () => {
  const { results } = await searchFor(host, 'Haltestelle', '&show=amtsfunk')
  const { excerpts } = results.find(({ title }: Json) => title === 'Mühen')
  expect(excerpts.map(({ startSeconds }: Json) => startSeconds)).toEqual([30, 50])
})

describe('what nobody may know of is not found, nor seen beside what is', () => {
  const SECRET = 'Geheimsache'
  const nothing = async () => {
    await allRead(host)
    expect(await searchFor(host, SECRET)).toMatchObject({ total: 0, results: [] })
    expect(await pageAt(`/suche?q=${SECRET}`)).not.toContain(`<mark>${SECRET}`)
  }

  test('a draft, and a scheduled episode until its moment comes', async () => {
    const { id } = await episodeRow(host, german, { title: SECRET, publishAt: null, description: SECRET })
    await transcriptRow(host, id, 'de', [`Die ${SECRET} ist noch geheim.`])
    await nothing()
    await host.db.episode.update({ where: { id }, data: { publishAt: new Date('2099-01-01T00:00:00Z') } })
    await nothing()
    host.travelTo('2099-01-01T00:00:01Z')
    expect(await titlesFor(host, SECRET)).toEqual([SECRET])
    host.travelTo(new Date().toISOString())
    await nothing()
    await host.db.episode.update({ where: { id }, data: { title: 'x', description: '' } })
    await host.db.transcript.deleteMany({ where: { episodeId: id } })
  })

  test('a published episode without audio', async () => {
    const { id } = await episodeRow(host, german, { title: SECRET })
    await host.db.episode.update({ where: { id }, data: { enclosureId: null } })
    await nothing()
  })

  test('a deleted episode, until it is brought back', async () => {
    const { id } = await episodeRow(host, german, { title: SECRET })
    await allRead(host)
    expect(await titlesFor(host, SECRET)).toEqual([SECRET])
    await ask(host, 'DELETE', `/api/v1/episodes/${id}`)
    await nothing()
    await ask(host, 'DELETE', `/api/v1/episodes/${id}/deletion`)
    expect(await titlesFor(host, SECRET)).toEqual([SECRET])
    await askJson(host, 'PATCH', `/api/v1/episodes/${id}`, { title: 'Offen' })
    // At once, also before anything was read anew.
    expect(await titlesFor(host, SECRET)).toEqual([])
    await nothing()
    expect(await titlesFor(host, 'offen')).toEqual(['Offen'])
  })

  test('a deleted show with all its episodes', async () => {
    const show = await showRow(host, { title: SECRET, description: SECRET })
    await episodeRow(host, show, { title: SECRET })
    await allRead(host)
    expect(await titlesFor(host, SECRET)).toHaveLength(2)
    await ask(host, 'DELETE', `/api/v1/shows/${show.slug}`)
    await nothing()
  })

  test('a transcript that was replaced or taken away', async () => {
    const { id } = await episodeRow(host, german, { title: 'Klar' })
    const replace = (text: string) =>
      ask(host, 'PUT', `/api/v1/episodes/${id}/transcripts/de`, {
        body: text,
        headers: { 'Content-Type': 'text/plain' },
      })
    await replace(`Eine ${SECRET}.`)
    await allRead(host)
    expect(await titlesFor(host, SECRET)).toEqual(['Klar'])
    await replace('Nichts davon, aber ein Fernglas.')
    expect(await titlesFor(host, SECRET)).toEqual([])
    await nothing()
    expect(await titlesFor(host, 'Fernglas')).toEqual(['Klar'])
    await ask(host, 'DELETE', `/api/v1/episodes/${id}/transcripts/de`)
    await allRead(host)
    expect(await titlesFor(host, 'Fernglas')).toEqual([])
  })
})

test('texts that change are found by their new words, in the language they have then', async () => {
  const show = await showRow(host, { title: 'Wechsel' })
  const { id } = await episodeRow(host, show, { title: 'Cities', description: 'x' })
  await allRead(host)
  expect(await titlesFor(host, 'city')).toEqual([])
  await askJson(host, 'PATCH', `/api/v1/shows/${show.slug}`, { language: 'en' })
  await allRead(host)
  expect(await titlesFor(host, 'city')).toEqual(['Cities'])
  await askJson(host, 'PATCH', `/api/v1/episodes/${id}`, { notes: '<p>A <em>lighthouse</em> nearby</p>' })
  await allRead(host)
  expect(await titlesFor(host, 'lighthouses')).toEqual(['Cities'])
})

test('more different words than an index takes keep nothing else from being found', async () => {
  const { id } = await episodeRow(host, german, { title: 'Wortschatz' })
  const unlike = (from: number) =>
    Array.from({ length: 1000 }, (_, at) => `w${(from + at).toString(36)}ungetuem`).join(' ')
  await transcriptRow(
    host,
    id,
    'de',
    Array.from({ length: 120 }, (_, at) => unlike(at * 1000)),
  )
  await episodeRow(host, german, { title: 'Danach' })
  await allRead(host)
  expect(await titlesFor(host, 'danach')).toContain('Danach')
  expect(await titlesFor(host, 'w1ungetuem')).toEqual(['Wortschatz'])
})

test('many results go on page by page, newest first, each once', async () => {
  const show = await showRow(host, { title: 'Reihe' })
  for (let at = 0; at < 25; at++)
    await episodeRow(host, show, { title: `Zugfolge ${at}`, publishAt: new Date(1.7e12 + at * 1e9) })
  await allRead(host)
  const pages = await Promise.all([1, 2, 3].map((page) => searchFor(host, 'Zugfolge', `&page=${page}`)))
  expect(pages.map(({ total, pages, results }) => [total, pages, results.length])).toEqual([
    ...[
      [25, 3, 10],
      [25, 3, 10],
      [25, 3, 5],
    ],
  ])
  const titles = pages.flatMap(({ results }) => results.map(({ title }: Json) => title))
  expect(titles).toEqual(Array.from({ length: 25 }, (_, at) => `Zugfolge ${24 - at}`))
  expect(await searchFor(host, 'Zugfolge', '&page=99')).toMatchObject({ page: 1, total: 25 })

  const second = await pageAt('/suche?q=Zugfolge&page=2')
  expect(second).toContain('<a href="/suche?q=Zugfolge" rel="prev">')
  expect(second).toContain('<a href="/suche?q=Zugfolge&amp;page=3" rel="next">')
  expect(second).toContain('>Seite 2 von 3<')
  expect(second).toContain('<title>Zugfolge – Seite 2 von 3 – Suche</title>')
})

describe('the page', () => {
  test('before a search it says what is searched and how', async () => {
    const page = await pageAt('/suche')
    expect(page).toContain('<title>Suche</title>')
    expect(page).toContain('<label for="q">Wonach suchen Sie?</label>')
    expect(page).not.toContain('Treffer')
    expect(page).toContain('In Anführungszeichen')
  })

  test('it names the search, counts what was found, and is not for search engines', async () => {
    const page = await pageAt('/suche?q=Verwaltungen')
    expect(page).toContain('<title>Verwaltungen – Suche</title>')
    expect(page).toContain('<h2>3 Treffer für <q>Verwaltungen</q></h2>')
    expect(page).toContain('value="Verwaltungen"')
    expect(page).toContain('<meta name="robots" content="noindex">')
    expect(page.match(/<h3>/g)).toHaveLength(3)
  })

  test('where nothing was found it says what to try', async () => {
    const page = await pageAt('/en/search?q=Quantencomputer')
    expect(page).toContain('<h2>Nothing was found for <q>Quantencomputer</q></h2>')
    expect(page).toContain('try fewer or more general words')
  })

  test('foreign titles and passages are marked as what they are', async () => {
    const page = await pageAt('/suche?q=chevaux')
    expect(page).toContain('<a href="/trains/wien" lang="en-GB">Travelling to Wien</a>')
    expect(page).toContain('<span lang="fr">')
    expect(await pageAt('/en/search?q=museum')).toContain('<a href="/en/trains/wien">Travelling to Wien</a>')
  })

  test('a show has a form for itself, every page a link, and the other language the same search', async () => {
    const show = await pageAt('/amtsfunk')
    expect(show).toContain('<input type="hidden" name="show" value="amtsfunk">')
    expect(show).toContain('<a href="/suche">Suche</a>')
    expect(await pageAt('/en/trains')).toContain('<a href="/en/search">Search</a>')
    const page = await pageAt('/suche?q=Rathaus&show=amtsfunk')
    expect(page).toContain('<input type="hidden" name="show" value="amtsfunk">')
    expect(page).toContain('<a href="/suche?q=Rathaus">In allen Podcasts suchen</a>')
    expect(page).toContain('href="/en/search?q=Rathaus&amp;show=amtsfunk" lang="en"')
    expect((await askRaw(host, '/suche?q=x&show=niemand')).status).toBe(404)
  })
})

describe('whatever is typed is answered with a page', () => {
  test.each([
    ['operators', "foo & | ! ( ) <-> :* 'a' \\"],
    ['only operators', '& | ! <-> :*'],
    ['quotes', '""" „“ “ \' »«'],
    ['one quote', '"'],
    ['stop words', 'und oder aber die'],
    ['a minus', '-'],
    ['only what is left out', '-Verwaltung -"in Jena"'],
    ['10 kB', 'wort '.repeat(2000)],
    ['a word of 10 kB', 'w'.repeat(10_000)],
    ['control characters', 'a\0b\u0001\u009f\ud800'],
    ['blanks', ' \t\n '],
    ['markup', '<script>alert(1)</script>'],
    ['SQL', '\'; DROP TABLE "Passage"; --'],
    ['percent signs', '%% %s %ff'],
    ['emoji', '🚆🚆'],
    ['numbers', '1e400 0x1f -1 3.5 2026-10-25'],
    ['an address', 'https://example.de/a?b=c#d me@example.de'],
    ['piled accents', `a${'\u0301'.repeat(500)}`],
    ['other scripts', 'ночные поезда 夜行列車 قطار'],
    ['halves of words', '\u00ad\u200d²½ﬁ'],
  ])('%s', async (_, query) => {
    for (const path of ['/suche', '/en/search']) {
      const { status, body } = await askRaw(host, `${path}?q=${encodeURIComponent(query.toWellFormed())}`)
      expect(status).toBe(200)
      expect(body.toString()).not.toContain('<script>alert')
    }
  })

  test.each([
    '?q=%00',
    '?q=a%ff',
    '?q[]=a&q[]=b',
    '?q[a]=b',
    '?page=-1',
    '?q=a&page=1e9',
    '?q=a&page=x',
    '?q=&show=',
    '?q=a&show[]=b',
  ])('odd addresses: %s', async (query) => expect((await askRaw(host, `/suche${query}`)).status).toBe(200))

  test('a program that looks for nothing is told so', async () =>
    expect(await ask(host, 'GET', '/api/v1/search?q=%20')).toMatchObject({ status: 422, json: { code: 'invalid' } }))
})
