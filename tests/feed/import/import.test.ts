import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { numberFrom } from '../../../src/feed/import/number-from-source.ts'
import { parseSource } from '../../../src/feed/import/parse-source.ts'
import { podcastGuid } from '../../../src/shows/show.ts'
import { ask, askJson, COVER, eventually, holdings, type Json } from '../../support/api.ts'
import { feedOf, readFeed } from '../../support/feeds.ts'
import { startHost } from '../../support/host.ts'
import { importFeed } from '../../support/imports.ts'
import { FEED_AUDIO, sourceFeed, startFeedSource } from '../../support/source-feed.ts'
import { bytes, redirect } from '../../support/source-server.ts'

const host = await startHost({ env: { IMPORT_PRIVATE_NETWORKS: 'true' } })
const source = await startFeedSource()
const episode = (id: string | null) =>
  host.db.episode.findUniqueOrThrow({ where: { id: id! }, include: { enclosure: true } })
const titlesIn = (xml: string) => (readFeed(xml).items ?? []).map(({ title }: Json) => title)

test('a show with its episodes is taken over', async () => {
  const { item, serve } = source.newFeed()
  source.answers['/cover.jpg'] = bytes(readFileSync(COVER), 'image/jpeg')
  const guid = 'b9a1a9b2-0000-5000-8000-000000000001'
  const feed = serve({
    channel: `<podcast:guid>${guid}</podcast:guid><itunes:image href="/cover.jpg"/><itunes:owner><itunes:name>Presse</itunes:name>
      <itunes:email>presse@landesbahn.example</itunes:email></itunes:owner><copyright>© 2019–2026 Landesbahn</copyright>
      <podcast:locked>no</podcast:locked><podcast:person role="guest" href="http://a.example">Ada</podcast:person>`,
    items: [
      item('eins', {
        guid: 'https://old.example/?p=1',
        title: 'Von A & B',
        inside: `<link>https://old.example/von-a-nach-b/</link><itunes:season>2</itunes:season><itunes:episode>7</itunes:episode>
          <itunes:episodeType>bonus</itunes:episodeType><itunes:explicit>true</itunes:explicit>
          <description>Kurz gesagt.</description>
          <content:encoded><![CDATA[<p>Lang <a href="/x">gesagt</a>.</p><script>x</script>]]></content:encoded>
          <psc:chapters><psc:chapter start="00:00:00" title="Anfang"/><psc:chapter start="00:00:01.500" title="Mitte"/></psc:chapters>
          <podcast:season name="Süden">2</podcast:season><podcast:soundbite startTime="0" duration="1">Ton</podcast:soundbite>`,
      }),
      item('zwei', { date: 'Sat, 24 Oct 2026 06:00:00 +0000', inside: '<description>Zwei</description>' }),
    ],
  })
  const done = await importFeed(host, feed)
  expect(done).toMatchObject({ state: 'done', show: 'nachtzuege', total: 2, done: 2 })
  expect(done.counts).toEqual({ planned: 0, imported: 2, unchanged: 0, failed: 0 })
  expect(done.report.sentences.join(' ')).toContain('Episodes: 2 in the feed, 2 imported')
  expect(done.report.next.de.join(' ')).toContain(`von ${feed} auf https://podcast.example/feeds/nachtzuege.xml`)
  expect(done.report.next.en).toHaveLength(done.report.next.de.length)
  expect(done.report.next.de.join(' ')).not.toContain('Titelbild')

  const show = await host.db.show.findUniqueOrThrow({ where: { slug: 'nachtzuege' }, include: { artwork: true } })
  expect(show).toMatchObject({
    ...{ guid, language: 'de-DE', categories: ['Society & Culture'], copyright: 'Landesbahn', locked: false },
    ...{ ownerName: 'Presse', ownerEmail: 'presse@landesbahn.example', website: 'https://landesbahn.example/podcast' },
    artwork: { type: 'image/jpeg' },
    persons: [{ name: 'Ada', role: 'Guest', group: 'Cast' }],
    seasons: [{ number: 2, name: 'Süden' }],
  })
  const [one, two] = done.episodes
  expect(await episode(one.episode)).toMatchObject({
    ...{ guid: 'https://old.example/?p=1', title: 'Von A & B', slug: 'von-a-nach-b', season: 2, number: 7 },
    ...{ type: 'bonus', explicit: true, description: 'Kurz gesagt.' },
    notes: '<p>Lang <a href="https://old.example/x">gesagt</a>.</p>',
    publishAt: new Date('2026-10-25T05:00:00Z'),
    chapters: [
      { startSeconds: 0, title: 'Anfang' },
      { startSeconds: 1.5, title: 'Mitte' },
    ],
    soundbites: [{ startSeconds: 0, durationSeconds: 1, title: 'Ton' }],
    overrides: [{ rule: 'transcript-missing', reason: 'imported' }],
    enclosure: { bytes: BigInt(FEED_AUDIO.length) },
  })
  expect(await episode(two.episode)).toMatchObject({ explicit: null, description: 'Zwei', notes: '' })

  const look = () => feedOf(host, 'nachtzuege')
  const xml = await eventually(look, (xml) => titlesIn(xml).length === 2)
  expect(readFeed(xml).items.map(({ guid, pubDate }: Json) => [guid.value, pubDate])).toEqual([
    ['https://old.example/?p=1', 'Sun, 25 Oct 2026 05:00:00 GMT'],
    [two.guid, 'Sat, 24 Oct 2026 06:00:00 GMT'],
  ])
  expect((await holdings(host)).staged).toEqual([])
})

test('importing again changes nothing, and takes what is new or failed before', async () => {
  const { slug, item, serve } = source.newFeed()
  const two = [item('a'), item('b')]
  const feed = serve({ items: two })
  source.answers[`/${slug}-b.mp3`] = redirect('/nowhere')
  const first = await importFeed(host, feed, { slug })
  expect(first.episodes).toMatchObject([
    { outcome: 'imported' },
    { outcome: 'failed', message: expect.stringContaining('404'), episode: null },
  ])
  const before = await host.db.episode.findMany({ where: { show: { slug } } })

  delete source.answers[`/${slug}-b.mp3`]
  serve({ items: [item('c'), ...two], title: 'Anders' })
  source.asked.length = 0
  const second = await importFeed(host, feed)
  expect(second).toMatchObject({ show: slug, counts: { imported: 2, unchanged: 1, failed: 0 } })
  expect(second.episodes.map(({ outcome }: Json) => outcome)).toEqual(['imported', 'unchanged', 'imported'])
  expect(source.asked).not.toContain(`/${slug}-a.mp3`)

  const third = await importFeed(host, feed, { slug })
  expect(third.counts).toEqual({ planned: 0, imported: 0, unchanged: 3, failed: 0 })
  const after = await host.db.episode.findMany({ where: { show: { slug } }, orderBy: { id: 'asc' } })
  expect(after).toHaveLength(3)
  expect(after[0]).toEqual(before[0])
  expect(await host.db.show.findUnique({ where: { slug } })).toMatchObject({ title: 'Nachtzüge' })
})

test('of a file of chapters the lines that can be read are taken, the others told; one without any is left out', async () => {
  const { slug, item, serve } = source.newFeed()
  const inside = (name: string) => `<podcast:chapters url="/${slug}-${name}.txt" type="text/plain"/>`
  source.answers[`/${slug}-some.txt`] = bytes('00:00 Eins\nohne Zeit\n00:01 Zwei', 'text/plain')
  source.answers[`/${slug}-none.txt`] = bytes('ohne Zeit\nauch ohne', 'text/plain')
  const items = [item('some', { inside: inside('some') }), item('none', { inside: inside('none') })]
  const { episodes } = await importFeed(host, serve({ items }), { slug })
  expect(episodes.map(({ message }: Json) => message)).toEqual([
    expect.stringMatching(/^A chapter was left out: Line 2: [^:]+ such as 3:20 or 1:02:03\.$/),
    expect.stringMatching(/^Its file of chapters was left out: Line 1: /),
  ])
  const { json } = await ask(host, 'GET', `/api/v1/episodes/${episodes[0].episode}`)
  expect(json.chapters).toMatchObject([{ title: 'Eins' }, { title: 'Zwei' }])
})

test('an episode that lacks what its feed has gets it, and keeps what was typed since', async () => {
  const { slug, item, serve } = source.newFeed()
  const inside = `<podcast:chapters url="/${slug}.json" type="application/json+chapters"/><itunes:image href="/${slug}.jpg"/>`
  const feed = serve({ items: [item('a', { inside })] })
  const first = await importFeed(host, feed, { slug })
  const message = expect.stringMatching(/picture .* left out.*chapters was left out/)
  expect(first.episodes[0]).toMatchObject({ outcome: 'imported', message })
  const { episode: id } = first.episodes[0]
  await askJson(host, 'PATCH', `/api/v1/episodes/${id}`, { title: 'Getippt' })

  source.answers[`/${slug}.jpg`] = bytes(readFileSync(COVER), 'image/jpeg')
  const list = [
    { startTime: 0, title: 'Eins' },
    { startTime: 1.25, title: 'Zwei', url: 'www.example.org', img: '/zwei.jpg', endTime: 999 },
    { startTime: 999, title: 'Zu spät' },
  ]
  source.answers[`/${slug}.json`] = bytes(JSON.stringify({ version: '1.2.0', chapters: list }), 'text/plain')
  const second = await importFeed(host, feed)
  const told = expect.stringMatching(/^It got what it lacked\. A chapter was left out/)
  expect(second.episodes[0]).toMatchObject({ outcome: 'unchanged', message: told })
  const { json } = await ask(host, 'GET', `/api/v1/episodes/${id}`)
  expect(json).toMatchObject({ title: 'Getippt', artwork: { type: 'image/jpeg' } })
  expect(second.episodes[0].message).toMatch(
    /The link of a chapter was left out: .* The end of a chapter was left out: /,
  )
  const imageUrl = new URL('/zwei.jpg', feed).href
  expect(json.chapters).toMatchObject([{ title: 'Eins' }, { startSeconds: 1.25, title: 'Zwei', imageUrl }])
  expect(json.chapters[1]).not.toHaveProperty('url')

  expect((await importFeed(host, feed)).episodes[0]).toMatchObject({ outcome: 'unchanged', message: null })
})

test('transcripts are taken in each language, in the form that says most and can be read', async () => {
  const { slug, item, serve } = source.newFeed()
  const named = [
    'vtt" type="text/vtt" language="de_DE',
    'json" type="application/json" language="de-DE',
    'srt" type="application/x-subrip" language="en',
  ]
  const inside = named.map((one) => `<podcast:transcript url="/${slug}.${one}"/>`).join('')
  const feed = serve({
    items: [item('a', { inside: `${inside}<podcast:transcript url="/${slug}.txt" type="text/plain"/>` })],
  })
  source.answers[`/${slug}.vtt`] = bytes('WEBVTT\n\n00:00.000 --> 00:01.000\n<v Ada>Guten Tag', 'text/plain')
  source.answers[`/${slug}.json`] = bytes('{"segments": [{]}', 'application/json')
  source.answers[`/${slug}.srt`] = bytes('1\n00:00:00,000 --> 99:00:01,000\nGood morning', 'text/plain')
  const first = await importFeed(host, feed, { slug })
  const { episode: id, message } = first.episodes[0]
  expect(message).toMatch(/transcript \S+\.json was left out: .*transcript \S+\.srt was left out/)
  const kept = () => host.db.transcript.findMany({ where: { episodeId: id }, orderBy: { language: 'asc' } })
  expect(await kept()).toMatchObject([
    { language: 'de-DE', state: 'machine', cues: [{ speaker: 'Ada', text: 'Guten Tag' }] },
  ])
  expect(await episode(id)).toMatchObject({ overrides: [] })

  source.answers[`/${slug}.srt`] = bytes('1\n00:00:00,000 --> 00:00:01,000\nGood morning', 'text/plain')
  const second = await importFeed(host, feed)
  expect(second.episodes[0]).toMatchObject({
    outcome: 'unchanged',
    message: expect.stringMatching(/^It got what it lacked/),
  })
  expect((await kept()).map(({ language }) => language)).toEqual(['de-DE', 'en'])
})

test('a dry run says what would happen and changes nothing', async () => {
  const { slug, item, serve } = source.newFeed()
  const feed = serve({ items: [item('a'), item('b', { audio: null }), item('c', { date: 'gestern' })] })
  const before = await holdings(host)
  const dry = await importFeed(host, feed, { slug, dryRun: true })
  expect(dry).toMatchObject({ state: 'done', show: null, dryRun: true, counts: { planned: 2, failed: 1 } })
  expect(dry.episodes).toMatchObject([
    { outcome: 'planned', message: null },
    { outcome: 'failed', message: 'It has no audio.' },
    { outcome: 'planned', message: expect.stringContaining('gestern') },
  ])
  expect(dry.report.sentences[0]).toBe('This was a dry run: nothing was changed.')
  expect(dry.report.sentences.at(-1)).toMatch(/^What only fetching shows is told by the import itself/)
  expect(await holdings(host)).toEqual(before)
  expect(await host.db.show.findUnique({ where: { slug } })).toBeNull()
  expect(source.asked).not.toContain(`/${slug}-a.mp3`)

  await importFeed(host, feed, { slug })
  const { counts } = await importFeed(host, feed, { dryRun: true })
  expect(counts).toMatchObject({ planned: 0, unchanged: 2, failed: 1 })
})

test('a dry run tells of each field what the import will tell', async () => {
  const { slug, item, serve } = source.newFeed()
  const insides = [
    '',
    '<podcast:license>CC-BY-17</podcast:license><itunes:season>-1</itunes:season>',
    '<podcast:person role="Dolmetscherin">Ada</podcast:person><podcast:person role="Gast" img="x">Bob</podcast:person>',
    '<podcast:episode>12.5</podcast:episode><podcast:location geo="hier">Jena</podcast:location>',
    '<psc:chapters><psc:chapter start="0" title=" "/><psc:chapter start="00:00:01" title="Eins"/></psc:chapters>',
    `<itunes:title>${'x'.repeat(300)}</itunes:title><podcast:soundbite startTime="-1" duration="0"/>`,
  ]
  const feed = serve({
    channel: '<podcast:person role="Zauberer">Zora</podcast:person><podcast:funding url="nirgends"/>',
    items: [...insides.map((inside, at) => item(`${at}`, { inside })), item('ohne', { audio: null })],
  })
  const dry = await importFeed(host, feed, { slug, dryRun: true })
  const real = await importFeed(host, feed, { slug })
  const messages = ({ episodes }: Json) => episodes.map(({ message }: Json) => message)
  expect(dry.counts).toMatchObject({ planned: 6, failed: 1 })
  expect(real.counts).toMatchObject({ imported: 6, failed: 1 })
  expect(messages(dry)).toEqual(messages(real))
  expect(messages(dry)).toEqual([
    null,
    expect.stringMatching(/“season” was left out: .* “license” was left out: /),
    expect.stringMatching(/^“Ada” was left out of the people: “Dolmetscherin” is no .* “persons” was taken in part: /),
    expect.stringMatching(/^Its number, 12.5, is 12 here, and shown as “12.5”\. “locations” was taken in part: /),
    'A chapter was left out: Chapter 1: Write a title for it.',
    expect.stringMatching(/^“shortTitle” was shortened: .* “soundbites” was left out: /),
    'It has no audio.',
  ])
  expect(dry.report.warnings).toEqual(real.report.warnings)
  expect(dry.report.warnings).toEqual(
    [
      /^“Zora” was left out of the people/,
      /^“funding” was left out: Entry 1, url: /,
      /^“funding” was left out: Entry 1, text: /,
      /^The feed names no cover/,
    ].map((told) => expect.stringMatching(told)),
  )

  const again = await importFeed(host, feed, { slug, dryRun: true })
  expect(messages(again)).toEqual(messages(await importFeed(host, feed, { slug })))
  expect(messages(again)).toEqual([...Array(6).fill(null), 'It has no audio.'])
  expect(again).toMatchObject({ total: 7, done: 7 })

  await ask(host, 'DELETE', `/api/v1/episodes/${real.episodes[0].episode}`)
  const gone = await importFeed(host, feed, { slug, dryRun: true })
  expect(gone.counts).toEqual({ planned: 0, imported: 0, unchanged: 5, failed: 2 })
  expect(messages(gone)).toEqual(messages(await importFeed(host, feed, { slug })))
})

test('a decimal number is shown as it was, and comes back from the feed here as it is', async () => {
  const { slug, item, serve } = source.newFeed()
  const inside = '<itunes:episode>12.5</itunes:episode><podcast:episode>12.5</podcast:episode>'
  const { episodes } = await importFeed(host, serve({ items: [item('a', { inside })] }), { slug })
  const row = await episode(episodes[0].episode)
  expect(row).toMatchObject({ number: 12, numberLabel: '12.5' })
  const xml = await eventually(
    () => feedOf(host, slug),
    (xml) => titlesIn(xml).length === 1,
  )
  expect(xml).toContain('<itunes:episode>12</itunes:episode>')
  expect(xml).toContain('<podcast:episode display="12.5">12</podcast:episode>')
  const [exported] = parseSource(Buffer.from(xml), '').items
  expect(numberFrom(exported!)).toEqual({ number: row.number, numberLabel: row.numberLabel })
})

test('a locked feed is refused unless its owner confirms', async () => {
  const { slug, item, serve } = source.newFeed()
  const feed = serve({ channel: '<podcast:locked owner="presse@a.example">yes</podcast:locked>', items: [item('a')] })
  const refused = await importFeed(host, feed, { slug })
  expect(refused).toMatchObject({ state: 'failed', show: null, report: { code: 'feed-locked' } })
  expect(refused.report.sentences[0]).toContain('presse@a.example')
  expect((await importFeed(host, feed, { slug, dryRun: true })).report.warnings[0]).toContain('locked')
  const confirmed = await importFeed(host, feed, { slug, ownerConfirmed: true })
  expect(confirmed).toMatchObject({ state: 'done', counts: { imported: 1 } })
  expect(await host.db.show.findUnique({ where: { slug } })).toMatchObject({ locked: true })
})

test('a show that is here already is completed only by its own name', async () => {
  const [{ slug, item, serve }, copy, other] = [source.newFeed(), source.newFeed(), source.newFeed()]
  const channel = '<podcast:guid>11111111-1111-5111-8111-111111111111</podcast:guid>'
  await importFeed(host, serve({ channel, items: [item('a')] }), { slug })

  const copied = copy.serve({ channel, items: [item('b')] })
  const refused = { state: 'failed', report: { code: 'show-exists' } }
  expect(await importFeed(host, copied, { slug: 'anders' })).toMatchObject(refused)
  expect(await importFeed(host, copied)).toMatchObject(refused)
  expect(await importFeed(host, copied, { slug })).toMatchObject({ show: slug, counts: { imported: 1 } })

  const others = other.serve({ items: [item('a'), item('c')] })
  expect(await importFeed(host, others, { slug })).toMatchObject({ report: { code: 'slug-taken' } })
})

test('the feed of a show that was deleted is refused, and what can be done is told', async () => {
  const { slug, item, serve } = source.newFeed()
  const feed = serve({ items: [item('a')] })
  await importFeed(host, feed, { slug })
  expect((await ask(host, 'DELETE', `/api/v1/shows/${slug}`)).status).toBe(200)
  const refused = (sentence: string) => ({
    state: 'failed',
    report: { code: 'show-deleted', sentences: [`The show “${slug}” was deleted${sentence}`] },
  })
  expect(await importFeed(host, feed, { slug })).toMatchObject(refused('. Take that back first.'))

  await host.db.show.update({ where: { slug }, data: { goneAt: host.now() } })
  expect((await ask(host, 'DELETE', `/api/v1/shows/${slug}/deletion`)).status).toBe(410)
  const forGood = refused(
    ' for good, so its feed can’t be imported again. Make a new show and upload its episodes there.',
  )
  for (const options of [{ slug }, { slug: `${slug}-neu` }, { slug, dryRun: true }])
    expect(await importFeed(host, feed, options)).toMatchObject(forGood)
})

test('two shows that number their episodes alike are both taken over, with their guids', async () => {
  const feeds = [source.newFeed(), source.newFeed()].map(({ slug, item, serve }) => {
    const items = ['1', '2'].map((guid) => item(`folge-${guid}`, { guid }))
    return { slug, url: serve({ items }) }
  })
  for (const { slug, url } of feeds) {
    expect(await importFeed(host, url, { slug, dryRun: true })).toMatchObject({ counts: { planned: 2 } })
    expect(await importFeed(host, url, { slug })).toMatchObject({ counts: { imported: 2 } })
    expect(await importFeed(host, url, { slug })).toMatchObject({ counts: { unchanged: 2 } })
    expect(
      readFeed(await feedOf(host, slug))
        .items.map(({ guid }: Json) => guid.value)
        .toSorted(),
    ).toEqual(['1', '2'])
  }
})

test('all pages are followed, each episode is taken once, and a circle ends', async () => {
  const { slug, item, path } = source.newFeed()
  const page = (next: string, ...items: string[]) =>
    bytes(sourceFeed({ channel: `<atom:link rel="next" href="${next}"/>`, items }))
  source.answers[path] = page(`${path}?page=2`, item('a'), item('b'))
  const again = item('b', { title: 'Folge b, neu', date: 'Sat, 24 Oct 2026 06:00:00 +0000' })
  source.answers[`${path}?page=2`] = page(`${path}?page=3`, again, item('c'))
  source.answers[`${path}?page=3`] = page(`${path}?page=2`, item('d'))
  const done = await importFeed(host, source.url + path, { slug })
  expect(done).toMatchObject({ state: 'done', total: 4, counts: { imported: 4 } })
  expect(done.report.sentences.join(' ')).toContain('Entries left out because one before has the same guid: 1.')
  expect(done.report.warnings.join(' ')).toContain('lead in a circle')
  expect(done.report.warnings.at(-1)).toBe(
    'Left out: “Folge b, neu” (2026-10-24), because “Folge b” (2026-10-25) before it has the same guid.',
  )
})

test('a feed that ends in the middle of its pages is refused whole', async () => {
  const { slug, item, path } = source.newFeed()
  source.answers[path] = bytes(sourceFeed({ channel: '<atom:link rel="next" href="/gone"/>', items: [item('a')] }))
  const refused = await importFeed(host, source.url + path, { slug })
  expect(refused).toMatchObject({ state: 'failed', total: null, report: { code: 'source-status' } })
})

test('dates that can’t be read are kept in their place, and told', async () => {
  const { slug, item, serve } = source.newFeed()
  const dates = [
    ...['Mon, 25 Oct 2026 06:00:00 GMT', 'Sun, 32 Oct 2026 06:00:00 GMT', 'Sat, 24 Oct 2026 06:00:00 GMT', null],
  ]
  const feed = serve({ items: dates.map((date, at) => item(`${at}`, { date })) })
  const { episodes } = await importFeed(host, feed, { slug })
  const rows = await Promise.all(episodes.map(({ episode: id }: Json) => episode(id)))
  const days = rows.map(({ publishAt }) => publishAt?.toISOString().slice(0, 10))
  expect(days).toEqual(['2026-10-25', '2026-10-24', '2026-10-24', '2026-10-24'])
  expect(episodes.map(({ message }: Json) => message)).toEqual([
    expect.stringContaining('day of the week'),
    expect.stringMatching(/“Sun, 32 Oct 2026 06:00:00 GMT”, can’t be read.*neighbour/),
    null,
    expect.stringMatching(/no date.*neighbour/),
  ])
})

test('an episode without a date in a feed that has none is a draft, and told once', async () => {
  const { slug, item, serve } = source.newFeed()
  const feed = serve({ items: [item('a', { date: null }), item('b', { date: 'gestern' })] })
  const told = [
    expect.stringMatching(/^It has no date\. Without a date it is a draft here.*Give it a date\.$/),
    expect.stringMatching(/“gestern”, can’t be read\. Without a date it is a draft here/),
  ]
  const messages = ({ episodes }: Json) => episodes.map(({ message }: Json) => message)
  expect(messages(await importFeed(host, feed, { slug, dryRun: true }))).toEqual(told)
  const done = await importFeed(host, feed, { slug })
  expect(messages(done)).toEqual(told)
  const { json } = await ask(host, 'GET', `/api/v1/episodes/${done.episodes[0].episode}`)
  expect(json).toMatchObject({ status: 'draft', publishAt: null })
  expect(messages(await importFeed(host, feed, { slug, dryRun: true }))).toEqual([null, null])
  expect(messages(await importFeed(host, feed, { slug }))).toEqual([null, null])
})

test('a serial show is episodic here where a number or a type that is left out leaves a full episode without one', async () => {
  const { slug, item, serve } = source.newFeed()
  const numbered = (number: string, type = 'full') => ({
    inside: `<itunes:episode>${number}</itunes:episode><itunes:episodeType>${type}</itunes:episodeType>`,
  })
  const items = [
    ...[item('a', numbered('1')), item('b', numbered('-3')), item('c', numbered('100001'))],
    ...[item('d', { inside: '<itunes:episodeType>promo</itunes:episodeType>' }), item('e', numbered('-4', ' Bonus '))],
  ]
  const feed = serve({ channel: '<itunes:type>serial</itunes:type>', items })
  const warning = expect.stringMatching(/serial, but 3 of its episodes have no number/)
  const foreseen = await importFeed(host, feed, { slug, dryRun: true })
  expect(foreseen.report.warnings).toContainEqual(warning)
  const done = await importFeed(host, feed, { slug })
  expect(done.report.warnings).toContainEqual(warning)
  expect(done.counts).toMatchObject({ imported: 5 })
  expect((await ask(host, 'GET', `/api/v1/shows/${slug}`)).json).toMatchObject({ type: 'episodic' })
  const where = { show: { slug }, type: 'full', number: null } as const
  expect(await host.db.episode.count({ where })).toBe(3)
})

test('an episode ahead of its time is scheduled', async () => {
  const { slug, item, serve } = source.newFeed()
  const feed = serve({ items: [item('a', { date: 'Wed, 01 Jul 2099 06:00:00 +0200' })] })
  const { episodes } = await importFeed(host, feed, { slug })
  const { json } = await ask(host, 'GET', `/api/v1/episodes/${episodes[0].episode}`)
  expect(json).toMatchObject({ status: 'scheduled', publishAt: '2099-07-01T04:00:00.000Z' })
})

test('what is odd about an episode is told, and what is wrong with one ends that one alone', async () => {
  const { slug, item, serve } = source.newFeed()
  source.answers[`/${slug}-b.mp3`] = bytes('<html>Bitte anmelden</html>', 'text/html')
  const odd =
    '<itunes:season>0</itunes:season><itunes:episode>1.5</itunes:episode><itunes:episodeType>Spezial</itunes:episodeType>'
  const items = [
    ...[item('a', { length: 12 }), item('b'), item('c', { guid: undefined }), item('d', { title: undefined })],
    item('e', { inside: odd }),
  ]
  const { episodes, counts } = await importFeed(host, serve({ items }), { slug })
  expect(counts).toMatchObject({ imported: 4, failed: 1 })
  expect(episodes).toMatchObject([
    { message: `The feed says that its audio has 12 bytes; ${FEED_AUDIO.length} came.` },
    { outcome: 'failed', message: expect.stringContaining('MP3') },
    { guid: `${source.url}/${slug}-c.mp3`, message: expect.stringContaining('no guid') },
    { title: '', message: null },
    { message: expect.stringMatching(/^Its number, 1.5, is 1 here, and shown as “1.5”\..*“type” was left out/) },
  ])
  expect(await episode(episodes[3].episode)).toMatchObject({ title: `${slug}-d` })
})

test('a show whose feed lacks what every show here has gets it, and it is told', async () => {
  const { slug, path } = source.newFeed()
  source.answers[path] = bytes('<rss version="2.0"><channel><description>x</description></channel></rss>')
  const feed = source.url + path
  const done = await importFeed(host, feed, { slug })
  expect(done).toMatchObject({ state: 'done', total: 0 })
  expect(done.report.warnings).toEqual(
    [/language/, /category/, /^The feed names no cover/].map((told) => expect.stringMatching(told)),
  )
  expect([done.report.next.de[0], done.report.next.en[0]]).toEqual([
    expect.stringMatching(/^Laden Sie hier ein Titelbild hoch/),
    expect.stringMatching(/^Upload a cover here/),
  ])
  expect(await host.db.show.findUnique({ where: { slug } })).toMatchObject({
    ...{ title: '127.0.0.1', author: '127.0.0.1', language: 'de', categories: ['Government'] },
    guid: podcastGuid(feed),
  })

  // What is here stays as it is, so nothing is told of it again.
  const again = await importFeed(host, feed, { slug, dryRun: true })
  expect(again.report.warnings).toEqual([expect.stringMatching(/^The feed names no cover/)])
})

test('an import is read by those with a token alone, page by page', async () => {
  const { slug, item, serve } = source.newFeed()
  const { id } = await importFeed(host, serve({ items: ['a', 'b', 'c'].map((name) => item(name)) }), { slug })
  const get = (query: string, token?: null) =>
    ask(host, 'GET', `/api/v1/imports${query}`, token === null ? { token } : {})
  expect([(await get('', null)).status, (await get(`/${id}`, null)).status]).toEqual([401, 401])
  expect((await get('')).json.imports[0]).toMatchObject({ id, show: slug, total: 3, done: 3 })

  const { json } = await get(`/${id}?limit=2`)
  expect([json.episodes.length, json.next]).toEqual([2, 1])
  expect((await get(`/${id}?limit=2&after=1`)).json).toMatchObject({ episodes: [{ position: 2 }], next: null })
  expect((await get(`/${id}?outcome=failed`)).json.episodes).toEqual([])
  const refused = await get(`/${id}?outcome=x&limit=0`)
  expect([refused.status, Object.keys(refused.json.fields).toSorted()]).toEqual([422, ['limit', 'outcome']])
  expect((await get('/01890000-0000-7000-8000-000000000000')).status).toBe(404)
})

test.each([
  [{}, ['url']],
  [{ url: 'podcast.example/feed' }, ['url']],
  [{ url: 'ftp://podcast.example/feed' }, ['url']],
  [{ url: 'https://name:secret@podcast.example/feed' }, ['url']],
  [{ url: 'https://podcast.example/feed', slug: 'API' }, ['slug']],
  [{ url: 'https://podcast.example/feed', slug: 'studio' }, ['slug']],
  [{ url: 'https://podcast.example/feed', dryRun: 'vielleicht', publish: true }, ['dryRun', 'publish']],
])('%j is refused before anything is fetched', async (body, fields) => {
  const { status, json } = await askJson(host, 'POST', '/api/v1/imports', body)
  expect([status, Object.keys(json.fields).toSorted()]).toEqual([422, fields])
})

test('a feed that is being imported is not imported once more at the same time', async () => {
  const { slug, path } = source.newFeed()
  let answer = () => {}
  source.answers[path] = (req, res) => {
    answer = () => bytes(sourceFeed())(req, res)
  }
  const url = source.url + path
  const first = await askJson(host, 'POST', '/api/v1/imports', { url, slug })
  expect([first.status, first.headers.get('Location')]).toEqual([202, `/api/v1/imports/${first.json.id}`])
  const second = await askJson(host, 'POST', '/api/v1/imports', { url })
  expect(second.json).toMatchObject({ status: 409, code: 'import-running' })
  await eventually(
    async () => source.asked.includes(path),
    (asked) => asked,
  )
  answer()
})
