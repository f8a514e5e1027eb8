import { beforeAll, expect, test } from 'vitest'
import { ask } from '../../support/api.ts'
import { startHost } from '../../support/host.ts'
import { makeMember, openStudio, sendForm, signIn } from '../../support/people.ts'
import { episodeRow, showRow } from '../../support/rows.ts'

const host = await startHost()
let show: Awaited<ReturnType<typeof showRow>>
let [author, reader] = ['', '']
beforeAll(async () => {
  show = await showRow(host)
  author = await signIn(host, await makeMember(host, 'author', show))
  reader = await signIn(host, await makeMember(host, 'reader', show))
})

async function draft(chapters: object[] = [], seconds = 3600) {
  const { id } = await episodeRow(host, show, { publishAt: null, chapters: chapters as never }, { seconds })
  const path = `/studio/episodes/${id}`
  return {
    path,
    kept: async () => (await host.db.episode.findUniqueOrThrow({ where: { id } })).chapters,
    send: (part: string, fields: Record<string, string>, prefix = '') =>
      sendForm(host, `${prefix}${path}/${part}`, fields, { cookie: author }),
    read: async (cookie = author) => (await openStudio(host, path, cookie)).text,
  }
}

/** The fields of a form as they stand in a page, the way a browser sends them. */
function fieldsIn(text: string, action: RegExp): Record<string, string> {
  const form = [...text.matchAll(/<form[\s\S]*?<\/form>/g)].map(([form]) => form).find((form) => action.test(form))!
  const fields = [...form.matchAll(/<input[^>]*>/g)].flatMap(([input]) => {
    const attribute = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(input)?.[1]
    const isSent = !/^(?:checkbox|radio)$/.test(attribute('type') ?? '') || / checked/.test(input)
    return isSent ? [[attribute('name')!, attribute('value') ?? '']] : []
  })
  return Object.fromEntries(fields)
}

const ROWS = /name="rows"/
const TWO = [
  { startSeconds: 0, title: 'Anfang' },
  {
    startSeconds: 200.5,
    title: 'Mitte',
    url: 'https://example.de/',
    imageUrl: 'https://example.de/b.jpg',
    endSeconds: 300,
    hidden: true,
  },
]

test.each([
  ['a list of times', '00:00 Anfang\r\n00:03:20 Begrüßung\r\n', ['Anfang', 'Begrüßung']],
  [
    'JSON',
    '{"version":"1.2.0","chapters":[{"startTime":0,"title":"Eins"},{"startTime":9,"title":"Zwei"}]}',
    ['Eins', 'Zwei'],
  ],
  [
    'Podlove XML',
    '<psc:chapters><psc:chapter start="0" title="A"/><psc:chapter start="0:09" title="B"/></psc:chapters>',
    ['A', 'B'],
  ],
])('%s is pasted', async (_, chapterList, titles) => {
  const { send, kept, read } = await draft()
  expect((await send('chapters', { chapterList })).status).toBe(303)
  expect(await kept()).toMatchObject(titles.map((title) => ({ title })))
  expect(await read()).toContain(
    `id="chapter-2-title" name="chapter-2-title" required type="text" value="${titles[1]}"`,
  )
})

test('of soundbites a length is recommended, not prescribed', async () => {
  const { read } = await draft()
  expect(await read()).toContain('Empfohlen sind 15 bis 120, zum Beispiel 60.')
})

test('a list that is wrong comes back with each line and its reason, in the language of the page', async () => {
  const { send, kept } = await draft(TWO)
  const chapterList = '00:00 Anfang\nohne Zeit\n02:00:00 Zu spät\n00:00 Noch einmal\n3:00'
  const german = await send('chapters', { chapterList })
  expect(german.status).toBe(422)
  const reasons = [
    'Zeile 2: Sie beginnt nicht mit einer Zeit wie 3:20 oder 1:02:03.',
    'Zeile 3: Es beginnt hinter dem Ende des Audios (1:00:00).',
    'Zeile 4: Es beginnt im selben Moment wie Zeile 1.',
    'Zeile 5: Schreiben Sie einen Titel dazu.',
  ]
  expect(german.text).toContain(
    `<ul class="error" id="chapterList-error">${reasons.map((reason) => `<li>${reason}</li>`).join('')}</ul>`,
  )
  expect(german.text).toContain(
    `<ul>${reasons.map((reason) => `<li><a href="#chapterList">${reason}</a></li>`).join('')}</ul>`,
  )
  expect(german.text).toContain('00:00 Anfang\nohne Zeit')
  expect((await send('chapters', { chapterList }, '/en')).text).toContain('Line 2: It does not begin with a time')
  const one = await send('chapters', { chapterList: '00:00 A\nB' })
  expect(one.text).toContain('<p class="error" id="chapterList-error">Zeile 2: Sie beginnt nicht')
  expect(await kept()).toEqual(TWO)
})

test.each([
  [20, null, null],
  [21, 'Dazu kommt ein weiterer Fehler.', 'There is one more error.'],
  [400, 'Dazu kommen 380 weitere Fehler.', 'There are 380 more errors.'],
])('of a list with %d wrong lines twenty are told and the others counted', async (count, german, english) => {
  const { send } = await draft()
  const chapterList = Array.from({ length: count }, (_, at) => `ohne Zeit ${at}`).join('\n')
  for (const [prefix, sentence] of [['', german] as const, ['/en', english] as const]) {
    const { text } = await send('chapters', { chapterList }, prefix)
    const [, items] = /<ul class="error" id="chapterList-error">(.*?)<\/ul>/.exec(text)!
    const told = [...items!.matchAll(/<li>(.*?)<\/li>/g)].map(([, one]) => one!)
    expect(told.slice(0, 20).map((one) => /\d+/.exec(one)![0])).toEqual(
      Array.from({ length: 20 }, (_, at) => `${at + 1}`),
    )
    expect(told.slice(20)).toEqual(sentence ? [sentence] : [])
  }
})

test('a list beside rows in which nobody typed is taken with them, and never instead of what was typed', async () => {
  const { send, kept, read } = await draft(TWO)
  const fields = { ...fieldsIn(await read(), ROWS), chapterList: '0:00 Eins\n0:10 Zwei' }
  const both = { ...fields, 'chapter-1-title': 'Auftakt' }
  const refused = await send('chapters', both)
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('id="chapterList-error">In den Zeilen darunter haben Sie auch etwas geändert.')
  expect(refused.text).toContain('value="Auftakt"')
  expect(refused.text).toContain('0:00 Eins\n0:10 Zwei</textarea>')
  expect(await kept()).toEqual(TWO)

  const itself = await send('chapters', { ...fields, 'chapter-1-title': 'Von selbst', itself: 'yes' })
  expect(itself.status).toBe(303)
  expect(await kept()).toMatchObject([{ title: 'Von selbst' }, { title: 'Mitte' }])

  const now = { ...fieldsIn(await read(), ROWS), chapterList: fields.chapterList }
  expect((await send('chapters', now)).status).toBe(303)
  expect(await kept()).toMatchObject([{ title: 'Eins' }, { title: 'Zwei' }])

  const asked = { ...fieldsIn(await read(), ROWS), 'chapter-1-title': 'Weg', chapterList: '0:00 Neu', do: 'take' }
  expect((await send('chapters', asked)).status).toBe(303)
  expect(await kept()).toMatchObject([{ title: 'Neu' }])
})

test('the form as it stands changes nothing; rows are changed, added, moved and removed without script', async () => {
  const { send, kept, read } = await draft(TWO)
  const fields = fieldsIn(await read(), ROWS)
  expect((await send('chapters', fields)).status).toBe(303)
  expect(await kept()).toEqual(TWO)

  const more = {
    'chapter-1-title': 'Auftakt',
    'chapter-3-start': '1:40',
    'chapter-3-title': 'Dazwischen',
    'chapter-2-remove': 'true',
  }
  const now = fieldsIn(await read(), ROWS)
  expect((await send('chapters', { ...now, ...more })).status).toBe(303)
  expect(await kept()).toEqual([
    { startSeconds: 0, title: 'Auftakt' },
    { startSeconds: 100, title: 'Dazwischen' },
  ])
  const last = fieldsIn(await read(), ROWS)
  await send('chapters', { ...last, 'chapter-1-remove': 'true', 'chapter-2-remove': 'true' })
  expect(await kept()).toEqual([])
})

test('what is wrong in a row is told beside its field, and what was typed is still there', async () => {
  const { send, kept, read } = await draft(TWO)
  const fields = fieldsIn(await read(), ROWS)
  const wrong = {
    'chapter-1-remove': 'true',
    'chapter-2-url': 'nirgends',
    'chapter-4-start': 'bald',
    'chapter-4-title': '<b>Ende',
  }
  const { status, text } = await send('chapters', { ...fields, ...wrong })
  expect(status).toBe(422)
  expect(text).toContain('id="chapter-2-url-error">Schreiben Sie die Adresse des Links ganz, ab https://.')
  expect(text).toContain('id="chapter-4-start-error">Schreiben Sie die Zeit als 3:20')
  expect(text).toContain('value="&lt;b&gt;Ende"')
  expect(text).toMatch(/name="chapter-1-remove" value="true" checked/)
  expect(await kept()).toEqual(TWO)
})

test('on top each row that is wrong is named as it is shown, also where rows before it are taken out or empty', async () => {
  const { send, read } = await draft(TWO)
  const wrong = {
    'chapter-1-remove': 'true',
    ...{ 'chapter-2-title': '', 'chapter-2-url': '', 'chapter-2-image': '' },
    'chapter-3-start': '0:05',
    'chapter-3-title': 'Fünf',
    'chapter-5-start': '0:05',
    'chapter-5-title': 'Noch einmal',
    'chapter-6-start': 'bald',
    'chapter-6-title': 'Ende',
    rows: '6',
  }
  const fields = { ...fieldsIn(await read(), ROWS), ...wrong }
  const hidden = Object.fromEntries(Object.entries(fields).filter(([name]) => name !== 'chapter-2-hidden'))
  const told = async (prefix: string) =>
    [...(await send('chapters', hidden, prefix)).text.matchAll(/<a href="#(chapter-[^"]*)">([^<]*)/g)].map(
      ([, ...one]) => one,
    )
  expect(await told('')).toEqual([
    ['chapter-2-title', 'Kapitel 2, Titel des Kapitels: Schreiben Sie einen Titel dazu.'],
    ['chapter-5-start', 'Kapitel 5, Beginn: Es beginnt im selben Moment wie Kapitel 3.'],
    ['chapter-6-start', expect.stringMatching(/^Kapitel 6, Beginn: Schreiben Sie die Zeit als 3:20/)],
  ])
  expect((await told('/en'))[1]![1]).toMatch(/^Chapter 5, [^:]*: It begins at the same moment as .* chapter 3\.$/)
})

test('two people who change the chapters are told, and neither overwrites the other without knowing', async () => {
  const { send, kept, read } = await draft(TWO)
  const mine = fieldsIn(await read(), ROWS)
  await send('chapters', { chapterList: '0:00 Von jemand anderem' })
  const told = await send('chapters', { ...mine, 'chapter-1-title': 'Von mir' })
  expect(told.status).toBe(409)
  expect(told.text).toMatch(/<a href="#chapterRows">Sie selbst haben die Kapitel inzwischen in einem anderen Fenster/)
  expect(told.text).toContain('value="Von mir"')
  expect(told.text).toContain('<pre id="chapters-theirs">00:00:00 Von jemand anderem</pre>')
  expect(told.text).not.toMatch(/type="radio" name="keep-chapters"[^>]* checked/)
  expect(await kept()).toMatchObject([{ title: 'Von jemand anderem' }])

  const again = fieldsIn(told.text, ROWS)
  const open = await send('chapters', again)
  expect(open.status).toBe(409)
  expect(open.text).toContain('<a href="#chapterRows">Wählen Sie, welche Fassung gelten soll.</a>')
  // The link takes the focus there, not only the window.
  expect(open.text).toContain('id="chapterRows" tabindex="-1"')
  expect(open.text).toContain('value="Von mir"')
  expect((await send('chapters', { ...again, 'keep-chapters': 'theirs' })).status).toBe(303)
  expect(await kept()).toMatchObject([{ title: 'Von jemand anderem' }])
  expect((await send('chapters', { ...again, 'keep-chapters': 'mine' })).status).toBe(303)
  expect(await kept()).toMatchObject([{ title: 'Von mir' }, { title: 'Mitte' }])
})

test('who pastes a list where somebody else changed the chapters sees these beside it', async () => {
  const { path, send, kept, read } = await draft(TWO)
  const { chapterVersion } = fieldsIn(await read(), ROWS)
  await ask(host, 'PUT', `/api/v1${path.replace('/studio', '')}/chapters`, { body: '0:00 Vom Programm' })
  const list = { chapterList: '0:00 Eingefügt', chapterVersion: chapterVersion! }
  const told = await send('chapters', list)
  expect(told.status).toBe(409)
  expect(told.text).toContain('<a href="#chapterList">Jemand anderes hat die Kapitel inzwischen geändert.')
  expect(told.text).toContain('<pre id="chapters-theirs">00:00:00 Vom Programm</pre>')
  expect(told.text.match(/name="asked"/g)).toHaveLength(1)
  const now = { ...list, chapterVersion: fieldsIn(told.text, ROWS).chapterVersion!, asked: 'chapters' }
  expect((await send('chapters', { ...now, 'keep-chapters': 'mine' })).status).toBe(303)
  expect(await kept()).toMatchObject([{ title: 'Eingefügt' }])
})

test('chapters behind the end of shorter audio stand in rows, where they are moved or removed; saving drops none by itself', async () => {
  const late = (startSeconds: number) => ({ startSeconds, endSeconds: startSeconds + 50, title: 'Später' })
  const two = await draft([...TWO, late(3700), late(3800)])
  const text = await two.read()
  expect(text).toContain('2 Kapitel liegen hinter dem Ende des Audios. Veröffentlicht werden sie so nicht.')
  const fields = fieldsIn(text, ROWS)
  expect([fields['chapter-3-start'], fields['chapter-4-start']]).toEqual(['01:01:40', '01:03:20'])
  const refused = await two.send('chapters', { ...fields, 'chapter-1-title': 'Neu' })
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('id="chapter-3-start-error">Es beginnt hinter dem Ende des Audios')
  expect(await two.kept()).toHaveLength(4)
  const mended = { ...fields, 'chapter-3-start': '58:20', 'chapter-4-remove': 'true' }
  expect((await two.send('chapters', mended)).status).toBe(303)
  expect(await two.kept()).toEqual([...TWO, { startSeconds: 3500, title: 'Später' }])
  const one = await draft([...TWO, late(3700)])
  expect(await one.read()).toContain('Ein Kapitel liegt hinter dem Ende des Audios.')
})

test('soundbites are typed, changed and emptied; what is wrong is told beside its field', async () => {
  const { path, send, read } = await draft()
  const bites = async () =>
    (await host.db.episode.findUniqueOrThrow({ where: { id: path.split('/').at(-1)! } })).soundbites
  const one = { bites: '1', 'bite-1-start': '1:30', 'bite-1-duration': '20,5', 'bite-1-title': 'Der beste Satz' }
  expect((await send('soundbites', one)).status).toBe(303)
  expect(await bites()).toEqual([{ startSeconds: 90, durationSeconds: 20.5, title: 'Der beste Satz' }])
  const form = await read()
  expect(form).toMatch(/name="bite-1-start"[^>]* value="00:01:30"/)
  expect(form).toContain('Jede braucht Beginn und Dauer.')
  expect(['start', 'duration', 'title'].filter((part) => isOptional(form, `bite-1-${part}`))).toEqual(['title'])

  const wrong = {
    bites: '2',
    'bite-1-start': '59:50',
    'bite-1-duration': '20',
    'bite-2-start': '1:00',
    'bite-2-duration': 'lang',
  }
  const told = await send('soundbites', wrong)
  expect(told.text).toContain('id="bite-2-duration-error">Schreiben Sie die Dauer in Sekunden: 1 bis 600')
  expect(told.text).toContain('<a href="#bite-2-duration">Hörprobe 2, Dauer in Sekunden: Schreiben Sie die Dauer')
  const both = await send('soundbites', { ...wrong, 'bite-1-start': 'früh', 'bite-2-title': 'x'.repeat(129) })
  expect(
    [...both.text.matchAll(/<a href="#(bite-[^"]*)">(Hörprobe \d), [^<]*: [^<]*\.</g)].map(([, ...told]) => told),
  ).toEqual([
    ['bite-1-start', 'Hörprobe 1'],
    ['bite-2-duration', 'Hörprobe 2'],
    ['bite-2-title', 'Hörprobe 2'],
  ])
  expect([...both.text.matchAll(/<p class="error" id="([^"]*)-error"/g)].map(([, name]) => name)).toEqual([
    ...['bite-1-start', 'bite-2-duration', 'bite-2-title'],
  ])
  const english = await send('soundbites', { ...wrong, 'bite-1-start': 'early' }, '/en')
  expect(english.text).toContain(
    '<a href="#bite-1-start">Soundbite 1, Soundbite begins at: Write when it begins, as 3:20 or 1:02:03.',
  )
  expect(english.text).toContain('id="bite-2-duration-error">Write how long it is, in seconds: 1 to 600')
  const late = { 'bite-1-duration': '20', 'bite-2-start': '70:00', 'bite-3-start': '0:10', 'bite-3-duration': '5' }
  for (const besides of ['20', 'lang']) {
    const outside = await send('soundbites', { ...wrong, ...late, 'bite-2-duration': besides })
    for (const [name, label, sentence] of [
      ['bite-1-duration', 'Hörprobe 1, Dauer in Sekunden', 'Sie endet hinter dem Ende des Audios (1:00:00).'],
      ['bite-2-start', 'Hörprobe 2, Beginn der Hörprobe', 'Sie beginnt hinter dem Ende des Audios (1:00:00).'],
    ]) {
      expect(outside.text).toContain(`id="${name}-error">${sentence}`)
      expect(outside.text).toContain(`<a href="#${name}">${label}: ${sentence}`)
    }
    expect(outside.text).not.toMatch(/id="bite-3-\w+-error"/)
  }
  const inEnglish = await send('soundbites', { ...wrong, ...late }, '/en')
  expect(inEnglish.text).toContain('id="bite-2-start-error">It begins behind the end of the audio (1:00:00).')
  const afterAnEmptyRow = await send('soundbites', { ...wrong, 'bite-1-start': '', 'bite-1-duration': '' })
  expect(afterAnEmptyRow.text).toContain('id="bite-2-duration-error"')
  await send('soundbites', { bites: '2', 'bite-1-start': '', 'bite-1-duration': '', 'bite-1-title': '' })
  expect(await bites()).toEqual([])
})

const isOptional = (text: string, name: string) =>
  new RegExp(`<label for="${name}">[^<]* <span class="quiet">\\(freiwillig\\)`).test(text)

test('whoever may not edit reads them without a form', async () => {
  const { read } = await draft(TWO)
  const text = await read(reader)
  expect(text).toContain('<li>00:00:00 Anfang</li>')
  expect(text).not.toContain('Mitte')
  expect(text).not.toContain('chapter-1-title')
})
