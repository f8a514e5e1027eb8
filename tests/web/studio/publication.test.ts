import { beforeAll, expect, test } from 'vitest'
import { EPISODE_RULES } from '../../../src/feed/episode-rules.ts'
import { SHOW_RULES } from '../../../src/feed/show-rules.ts'
import { clockIn, dayIn, momentIn } from '../../../src/web/moment.ts'
import { placeOf } from '../../../src/web/studio/rule-places.ts'
import { startHost } from '../../support/host.ts'
import { makeMember, openStudio, sendForm, signIn } from '../../support/people.ts'
import { A_SUNDAY, artworkRow, episodeRow, showRow } from '../../support/rows.ts'

const host = await startHost()
let show: Awaited<ReturnType<typeof showRow>>
let [author, editor] = ['', '']
beforeAll(async () => {
  show = await showRow(host)
  await artworkRow(host, show)
  const cookieOf = async (role: 'author' | 'editor') => signIn(host, await makeMember(host, role, show))
  ;[author, editor] = [await cookieOf('author'), await cookieOf('editor')]
})

/** A draft, which nothing blocks unless it has no transcript. */
async function draft({ transcript = true, ...fields }: { transcript?: boolean } & Record<string, unknown> = {}) {
  const { id, slug } = await episodeRow(host, show, { publishAt: null, ...fields })
  const cues = [{ text: 'Guten Tag.' }]
  if (transcript)
    await host.db.transcript.create({ data: { episodeId: id, language: 'de', cues, sha256: 'a'.repeat(64) } })
  const path = `/studio/episodes/${id}`
  const row = () => host.db.episode.findUniqueOrThrow({ where: { id } })
  const send = (fields: Record<string, string>, cookie = editor, prefix = '') =>
    sendForm(host, `${prefix}${path}/publication`, fields, { cookie })
  const read = async (cookie = editor, prefix = '') => (await openStudio(host, prefix + path, cookie)).text
  return { id, slug, path, row, send, read }
}

const TUESDAY = { do: 'publish', when: 'then', day: '2099-12-01', time: '06:00' }
const NOW = { do: 'publish', when: 'now', day: '', time: '' }

test('an episode is scheduled in the time of its show, told in words, moved and published now', async () => {
  const { send, row, read, path } = await draft()
  const answer = await send(TUESDAY)
  expect([answer.status, answer.location]).toEqual([303, `${path}?done=publication.scheduled#done`])
  expect((await row()).publishAt?.toISOString()).toBe('2099-12-01T05:00:00.000Z')
  expect(await read()).toContain('Die Folge erscheint am Dienstag, 1. Dezember 2099, 6:00 Uhr.')
  expect(await read(editor, '/en')).toContain('The episode appears on Tuesday, 1 December 2099, 6:00.')
  expect(await read()).toMatch(/name="day"[^>]* value="2099-12-01"/)

  const moved = await send({ ...TUESDAY, day: '2099-12-08', time: '17:30:00' })
  expect(moved.location).toContain('?done=publication.moved#')
  expect((await row()).publishAt?.toISOString()).toBe('2099-12-08T16:30:00.000Z')
  // The form has the date in it when "now" is chosen instead.
  const published = await send({ ...NOW, day: '2099-12-08', time: '17:30' })
  expect(published.location).toContain('?done=publication.published#')
  expect(Math.abs(Number((await row()).publishAt) - Date.now())).toBeLessThan(60_000)
})

test('another date of what is published is told as such', async () => {
  const { send, path } = await draft({ publishAt: A_SUNDAY })
  const { location } = await send({ ...TUESDAY, day: '2026-10-01' })
  expect(location).toBe(`${path}?done=publication.moved#done`)
  const said = async (prefix: string) => (await openStudio(host, prefix + location, editor)).text
  expect(await said('')).toContain('Der Zeitpunkt der Veröffentlichung ist geändert.')
  expect(await said('/en')).toContain('The date of publication is changed.')
  // Published already, it keeps its date.
  expect((await send({ ...NOW, day: '2026-10-01', time: '06:00' })).location).toContain('?done=publication.published#')
  expect((await send(TUESDAY)).location).toContain('?done=publication.scheduled#')
})

test('a show elsewhere has its own clocks', async () => {
  const { id, send, row } = await draft()
  const away = await showRow(host, { timeZone: 'America/New_York' })
  await artworkRow(host, away)
  await host.db.episode.update({ where: { id }, data: { showId: away.id } })
  await send(TUESDAY, await signIn(host))
  expect((await row()).publishAt?.toISOString()).toBe('2099-12-01T11:00:00.000Z')
})

test('dates in the past are taken', async () => {
  const { send, row } = await draft()
  expect((await send({ ...TUESDAY, day: '2019-07-01' })).status).toBe(303)
  expect((await row()).publishAt?.toISOString()).toBe('2019-07-01T04:00:00.000Z')
})

test.each([
  [
    'an hour that clocks leave out',
    { day: '2099-03-29', time: '02:30' },
    'time',
    /gibt es an dem Tag nicht, weil die Uhr/,
  ],
  ['an hour that comes twice', { day: '2099-10-25', time: '02:30' }, 'turn', /kommt an dem Tag zweimal/],
  ['a day that never was', { day: '2099-02-30', time: '06:00' }, 'day', /Diesen Tag gibt es nicht/],
  ['a time that never is', { day: '2099-02-03', time: '25:00' }, 'time', /Diese Uhrzeit gibt es nicht/],
  ['a day without a time', { day: '2099-02-03', time: '' }, 'time', /Geben Sie zum Tag die Uhrzeit an/],
  ['a time without a day', { day: '', time: '06:00' }, 'day', /Geben Sie zur Uhrzeit den Tag an/],
  ['neither', { day: '', time: '' }, 'day', /oder wählen Sie „Sofort“/],
  ['a year that apps do not know', { day: '2101-01-03', time: '06:00' }, 'day', /1970 bis 2100/],
  ['the last day that can be typed', { day: '9999-12-31', time: '02:30' }, 'day', /1970 bis 2100/],
  ['the first day that can be typed', { day: '0001-01-01', time: '00:00' }, 'day', /1970 bis 2100/],
  [
    'now, and a date beside it',
    { when: 'now', day: '2099-02-03', time: '06:00' },
    'when',
    /leeren Sie Tag und Uhrzeit/,
  ],
  [
    'now, and half a date beside it',
    { when: 'now', day: '2099-02-03', time: '' },
    'when',
    /leeren Sie Tag und Uhrzeit/,
  ],
])('%s is refused, and nothing happens', async (_, fields, name, sentence) => {
  const { send, row } = await draft()
  const { status, text } = await send({ ...TUESDAY, ...fields })
  expect(status).toBe(422)
  expect(/<p class="error" id="([\w-]+)">(.*?)<\/p>/.exec(text)).toMatchObject({
    1: `${name}-error`,
    2: expect.stringMatching(sentence),
  })
  expect(text).toMatch(new RegExp(`<li><a href="#${name}">`))
  expect(text).toContain(`id="${name}"`)
  expect(/name="day"[^>]* value="([^"]*)"/.exec(text)?.[1]).toBe(fields.day)
  expect((await row()).publishAt).toBeNull()
})

test('where a time comes twice, both are named, and the one that is meant counts', async () => {
  const twice = { ...TUESDAY, day: '2099-10-25', time: '02:30' }
  const { send, row, read } = await draft()
  const { text } = await send(twice)
  expect(text).toContain('<option value="first">Mitteleuropäische Sommerzeit</option>')
  expect(text).toContain('<option value="second">Mitteleuropäische Normalzeit</option>')
  await send({ ...twice, turn: 'second' })
  expect((await row()).publishAt?.toISOString()).toBe('2099-10-25T01:30:00.000Z')
  expect(await read()).toContain('Sonntag, 25. Oktober 2099, 2:30 Uhr (Mitteleuropäische Normalzeit)')
  expect(await read()).toContain('<option value="second" selected>')
  await send({ ...twice, turn: 'first' })
  expect((await row()).publishAt?.toISOString()).toBe('2099-10-25T00:30:00.000Z')
})

test('what blocks is said with the way to its place; a missing transcript is set aside with a reason, which stays', async () => {
  const { send, row, read } = await draft({ transcript: false, title: 'Folge 7: Züge' })
  expect(await read()).toMatch(
    /<h3>Das fehlt noch<\/h3>\s*<ul class="findings"><li><a href="#transcripts">Laden Sie ein Transkript hoch/,
  )
  expect(await read()).toMatch(/<details><summary>\d Empfehlungen/)
  expect(await read()).toMatch(/<li><a href="#title">/)

  const whose = 'Einen Grund nennt, wer veröffentlichen darf.'
  expect([(await read()).includes(whose), (await read(author)).includes(whose)]).toEqual([false, true])

  const refused = await send(TUESDAY)
  expect([refused.status, (await row()).publishAt]).toEqual([422, null])
  expect(refused.text).toMatch(/<div class="errors"[^>]*>.*<a href="#transcripts">Laden Sie ein Transkript hoch.*<h1/s)
  expect(refused.text).toMatch(/<h2 id="transcripts-title">.*\s*<p class="error">Laden Sie ein Transkript hoch/)
  const short = await send({ ...TUESDAY, 'reason-transcript-missing': 'Darum' })
  expect(short.text).toMatch(/id="reason-transcript-missing-error">Nennen Sie den Grund in 10 bis 500 Zeichen/)
  expect(short.text).toContain('value="Darum"')

  const reason = 'Das Transkript folgt am <Montag>.'
  expect((await send({ ...TUESDAY, 'reason-transcript-missing': reason })).status).toBe(303)
  expect((await row()).overrides).toMatchObject([{ rule: 'transcript-missing', reason }])
  expect(await read()).toContain('Grund: Das Transkript folgt am &lt;Montag&gt;.')
  expect((await send({ ...TUESDAY, day: '2099-12-02' })).status).toBe(303)
})

test('of several reasons each that is too short is told at its field', async () => {
  const away = await showRow(host, { newFeedUrl: 'https://neu.example/feed.xml', movedAt: A_SUNDAY })
  const { id, send, row } = await draft({ transcript: false })
  await host.db.episode.update({ where: { id }, data: { showId: away.id } })
  const cookie = await signIn(host)
  const [moved, missing] = ['reason-show-moved', 'reason-transcript-missing']
  const refused = (reasons: Record<string, string>) => send({ ...NOW, ...reasons }, cookie)
  const told = (text: string) => [...text.matchAll(/<p class="error" id="([\w-]+)-error">/g)].map(([, name]) => name)
  const enough = 'Weil wir das so wollen.'
  expect(told((await refused({ [moved]: 'Darum', [missing]: 'So' })).text).toSorted()).toEqual([moved, missing])
  expect(told((await refused({ [moved]: enough, [missing]: 'So' })).text)).toEqual([missing])
  expect((await row()).publishAt).toBeNull()
})

test('a rule that nobody may set aside blocks whatever is sent', async () => {
  const { id, send, row } = await draft()
  await host.db.episode.update({ where: { id }, data: { enclosureId: null } })
  expect((await send({ ...NOW, 'reason-no-audio': 'Wir haben gerade keines.' })).status).toBe(422)
  expect((await row()).publishAt).toBeNull()
})

test('publication is taken back, and says before what that means', async () => {
  const { send, row, read } = await draft({ publishAt: A_SUNDAY })
  expect(await read()).toMatch(
    /<summary>Veröffentlichung zurücknehmen<\/summary>\s*<p>Die Folge wird wieder zum Entwurf/,
  )
  expect((await send({ do: 'take back' })).status).toBe(303)
  expect((await row()).publishAt).toBeNull()
})

test('once there is a date there are the address, the code to embed and the feed', async () => {
  const { slug, read, send } = await draft()
  expect(await read()).not.toContain('published-embed')
  await send(TUESDAY)
  const text = await read(author)
  const address = `https://podcast.example/${show.slug}/${slug}`
  expect(text).toContain(`<input id="published-address" type="text" value="${address}" readonly>`)
  expect(text).toContain(`&lt;iframe src=&quot;https://podcast.example/embed/${show.slug}/${slug}&quot;`)
  const english = await read(author, '/en')
  expect(english).toContain('&lt;iframe src=&quot;https://podcast.example/embed/')
  expect(english).toContain(`<input id="published-address" type="text" value="${address}" readonly>`)
  expect(text).toContain(`value="https://podcast.example/feeds/${show.slug}.xml"`)
  expect(text).toContain('Sie gelten ab dem Zeitpunkt der Veröffentlichung')
  expect(text).toMatch(/<script type="module" src="\/assets\/copy-/)
})

test('an author asks, an editor approves at the date that was wished', async () => {
  const { send, row, read } = await draft({ title: 'Zur Freigabe' })
  expect((await send(TUESDAY, author)).status).toBe(403)
  expect((await send({ do: 'take back' }, author)).status).toBe(403)
  expect((await send({ do: 'ask', day: '2099-12-01', time: '' }, author)).text).toContain('id="time-error"')
  const unlimited = await send({ do: 'ask', day: '9999-12-31', time: '23:59' }, author)
  expect(unlimited.text).toMatch(/id="day-error">Wählen Sie einen Tag in den Jahren 1970 bis 2100/)
  expect(unlimited.text).toContain('value="9999-12-31"')
  expect((await send({ do: 'ask', day: '2099-12-01', time: '06:00' }, author)).status).toBe(303)
  expect(await read(author)).toMatch(
    /author bittet um Freigabe.*\s+Gewünscht ist Dienstag, 1\. Dezember 2099, 6:00 Uhr\./,
  )

  const home = async (cookie: string) => (await openStudio(host, '/studio', cookie)).text
  expect(await home(editor)).toMatch(
    /Wartet auf Ihre Freigabe[\s\S]*Zur Freigabe<\/a>\s*<span class="quiet">author bittet um Freigabe \([^)]+\)\. Gewünscht ist Dienstag/,
  )
  expect(await home(author)).not.toContain('Wartet auf Ihre Freigabe')
  expect(await read()).toMatch(/name="day"[^>]* value="2099-12-01"/)
  expect(await read()).toContain('>Freigeben</button>')

  expect((await send(TUESDAY)).status).toBe(303)
  expect((await row()).publishAt?.toISOString()).toBe('2099-12-01T05:00:00.000Z')
  expect(await home(editor)).not.toContain('Zur Freigabe')
  expect((await send({ do: 'ask', day: '', time: '' }, author)).status).toBe(403)
})

test('an editor sends it back with a sentence; the author asks again, and withdraws', async () => {
  const { id, send, read } = await draft()
  await send({ do: 'ask', day: '', time: '' }, author)
  expect((await send({ do: 'send back', answer: 'x' }, author)).status).toBe(403)
  expect((await send({ do: 'send back', answer: ' ' })).text).toContain('id="answer-error"')
  expect((await send({ do: 'send back', answer: 'Titel <kürzen>' })).status).toBe(303)
  expect(await read(author)).toMatch(/editor hat die Folge zurückgegeben:[\s\S]*Titel &lt;kürzen&gt;/)
  expect((await send({ do: 'send back', answer: 'Noch einmal' })).text).toContain('bittet niemand mehr um Freigabe')

  await send({ do: 'ask', day: '', time: '' }, author)
  expect(await read(author)).toContain('Gewünscht ist sofort nach der Freigabe.')
  expect((await send({ do: 'withdraw' }, author)).status).toBe(303)
  expect(await read()).not.toContain('bittet um Freigabe')
  expect((await send({ do: 'send back', answer: 'Zu spät' })).text).toContain('bittet niemand mehr um Freigabe')
  expect((await openStudio(host, '/studio', editor)).text).not.toContain(id)
  expect((await send({ do: 'withdraw' }, author)).status).toBe(404)
})

test('an episode that waits or was sent back says so on its page and in the list; its author finds it on her first page', async () => {
  const { id, send, read } = await draft({ title: 'Hin und her', number: 71 })
  const badge = async (prefix = '') =>
    /<p class="status (\w+)"><strong>(.*?)<\/strong>/.exec(await read(author, prefix))?.slice(1)
  const found = async (words: string, prefix = '') =>
    (
      await openStudio(host, `${prefix}/studio/shows/${show.slug}?q=${encodeURIComponent(words)}`, author)
    ).text.includes(id)
  const home = async (cookie: string, prefix = '') => (await openStudio(host, `${prefix}/studio`, cookie)).text
  expect(await badge()).toEqual(['draft', 'Entwurf'])
  expect(await home(author)).not.toContain('An Sie zurückgegeben')

  await send({ do: 'ask', day: '', time: '' }, author)
  expect(await badge()).toEqual(['waiting', 'Wartet auf Freigabe'])
  expect(await badge('/en')).toEqual(['waiting', 'Waiting for approval'])
  for (const words of ['wart', 'wartet auf', 'Wartet auf Freigabe', 'hin wartet']) expect(await found(words)).toBe(true)
  for (const words of ['entwurf', 'zurückgegeben', 'auf Freigabe']) expect(await found(words)).toBe(false)
  expect(await found('waiting for approval', '/en')).toBe(true)

  await send({ do: 'send back', answer: 'Titel <kürzen>' })
  expect(await badge()).toEqual(['returned', 'Zurückgegeben'])
  expect(await badge('/en')).toEqual(['returned', 'Sent back'])
  expect([await found('zurück'), await found('wartet'), await found('sent back', '/en')]).toEqual([true, false, true])
  expect(await home(author)).toMatch(
    new RegExp(
      `An Sie zurückgegeben</h2>\\s*<ul><li><a href="/studio/episodes/${id}#publication">Hin und her</a>\\s*<span class="quiet">editor hat die Folge zurückgegeben:</span>\\s*<blockquote>Titel &lt;kürzen&gt;</blockquote>`,
    ),
  )
  expect(await home(author, '/en')).toContain('Sent back to you')
  expect(await home(editor)).not.toContain('An Sie zurückgegeben')

  await send({ do: 'ask', day: '', time: '' }, author)
  expect(await home(author)).not.toContain('An Sie zurückgegeben')
  await send({ do: 'withdraw' }, author)
  expect(await badge()).toEqual(['draft', 'Entwurf'])
  await send({ do: 'ask', day: '', time: '' }, author)
  await send({ do: 'send back', answer: 'Bild' })
  await send(NOW)
  expect(await home(author)).not.toContain('An Sie zurückgegeben')
  expect([await badge(), await found('zurück')]).toEqual([['published', 'Veröffentlicht'], false])
})

test('a wish that was taken back stands in the form still, until the episode has a date', async () => {
  const { send, read } = await draft()
  const wish = { day: '2099-10-25', time: '02:30', turn: 'second' }
  await send({ do: 'ask', ...wish }, author)
  await send({ do: 'withdraw' }, author)
  const text = await read(author)
  expect(text).toContain('Um Freigabe bitten')
  expect(text).toMatch(/name="day"[^>]* value="2099-10-25"[\s\S]* value="02:30"[\s\S]*value="second" selected/)
  expect(await read()).toMatch(/name="day"[^>]* value=""/)

  await send({ do: 'ask', day: '', time: '' }, author)
  await send({ do: 'withdraw' }, author)
  expect(await read(author)).toMatch(/name="day"[^>]* value=""/)
  await send({ do: 'ask', ...wish }, author)
  await send({ do: 'withdraw' }, author)
  await send(TUESDAY)
  await send({ do: 'take back' })
  expect(await read(author)).toMatch(/name="day"[^>]* value=""/)
})

test('something else is not done', async () => {
  const { send } = await draft()
  expect((await send({ do: 'explode' })).status).toBe(422)
  expect((await send({})).status).toBe(422)
})

test('every rule has its place: of the episode on its page, of the show on one of its own', () => {
  for (const { id: rule } of EPISODE_RULES)
    if (rule !== 'show-complete') expect(placeOf({ rule, subject: 'episode' }, 'x')).toMatch(/^#[a-z]+$/)
  for (const { id: rule } of SHOW_RULES)
    expect(placeOf({ rule, subject: 'show' }, 'x')).toMatch(/^\/studio\/shows\/x\//)
})

test('moments are told with their weekday, and only where a time comes twice which of both it is', () => {
  const moment = new Date('2026-10-25T00:30:00Z')
  expect(momentIn('de', moment)).toBe('Sonntag, 25. Oktober 2026, 2:30 Uhr (Mitteleuropäische Sommerzeit)')
  expect(momentIn('de', moment, 'Europe/London')).toMatch(/1:30 Uhr \(/)
  expect(momentIn('de', moment, 'America/New_York')).toBe('Samstag, 24. Oktober 2026, 20:30 Uhr')
})

test('in English too the day comes first and the clock has 24 hours', () => {
  const moment = new Date('2026-10-24T20:30:00Z')
  const told = (language: 'de' | 'en') => [dayIn(language, moment), clockIn(language, moment)]
  expect([told('de'), told('en')]).toEqual([
    ['24.10.2026', '22:30'],
    ['24 Oct 2026', '22:30'],
  ])
})
