import { readFile } from 'node:fs/promises'
import { beforeAll, expect, test } from 'vitest'
import { startHost } from '../../support/host.ts'
import { makeMember, openStudio, sendForm, signIn } from '../../support/people.ts'
import { episodeRow, showRow } from '../../support/rows.ts'

const host = await startHost()
const VTT = await readFile('demo/transcripts/1-bafoeg-digital.vtt', 'utf8')
let [author, reader, path] = ['', '', '']
beforeAll(async () => {
  const show = await showRow(host)
  author = await signIn(host, await makeMember(host, 'author', show))
  reader = await signIn(host, await makeMember(host, 'reader', show))
  const { id } = await episodeRow(host, show, { publishAt: null }, { seconds: 60 })
  path = `/studio/episodes/${id}`
})

/** Sends a file as the form of the page does. */
async function send(text: string, name: string, fields: Record<string, string> = {}, prefix = '') {
  const body = new FormData()
  for (const [field, value] of Object.entries({
    'transcript-language': 'de',
    'transcript-state': 'machine',
    ...fields,
  }))
    body.append(field, value)
  body.append('transcript', new Blob([text]), name)
  const headers = { cookie: author, origin: new URL(host.config.publicUrl).origin }
  const answer = await fetch(`${host.url}${prefix}${path}/transcripts`, {
    method: 'POST',
    headers,
    body,
    redirect: 'manual',
  })
  return { status: answer.status, location: answer.headers.get('location'), text: await answer.text() }
}

const kept = () =>
  host.db.transcript.findMany({ select: { language: true, state: true }, orderBy: { language: 'asc' } })
const press = (fields: Record<string, string>) => sendForm(host, `${path}/transcripts`, fields, { cookie: author })
const page = async (cookie: string) => (await openStudio(host, path, cookie)).text

test('a file becomes the transcript, to be read on the page, marked, and taken away', async () => {
  expect(await page(author)).toContain('Noch gibt es kein Transkript')
  const { status, location } = await send(VTT, 'folge.vtt')
  expect([status, location]).toEqual([303, `${path}?done=transcripts#done`])
  expect(await kept()).toEqual([{ language: 'de', state: 'machine' }])
  expect(await page(author)).toContain('<strong>Erste Stimme:</strong> Guten Tag und herzlich willkommen')

  expect((await press({ of: 'de', do: 'approved' })).status).toBe(303)
  expect(await kept()).toEqual([{ language: 'de', state: 'approved' }])
  expect(
    (
      await send('Hello.\n\nGood evening.', 'talk.txt', {
        'transcript-language': 'en',
        'transcript-state': 'corrected',
      })
    ).status,
  ).toBe(303)
  expect(await kept()).toEqual([
    { language: 'de', state: 'approved' },
    { language: 'en', state: 'corrected' },
  ])
  expect((await press({ of: 'en', do: 'remove' })).status).toBe(303)
  expect(await kept()).toEqual([{ language: 'de', state: 'approved' }])
})

test.each([
  ['a broken file', 'WEBVTT\n\n00:00:09.000 --> 00:00:02.000\nHallo', {}, 'transcript', /Zeile 3: /],
  ['no language', VTT, { 'transcript-language': 'xx-nirgends' }, 'transcript-language', /./],
  ['no state', VTT, { 'transcript-state': 'fertig' }, 'transcript-state', /./],
])(
  '%s is refused beside its field and in the summary, and what is there stays',
  async (_, text, fields, name, sentence) => {
    const before = await kept()
    const { status, text: again } = await send(text, 'folge.vtt', fields)
    expect(status).toBe(422)
    expect(new RegExp(`<p class="error" id="${name}-error">([^<]*)`).exec(again)?.[1]).toMatch(sentence)
    expect(again).toContain(`<a href="#${name}">`)
    expect(await kept()).toEqual(before)
  },
)

test('every line of a file that can’t be read is told', async () => {
  const cue = (from: number, to: number) => `00:00:0${from}.000 --> 00:00:0${to}.000\nHallo\n\n`
  const { status, text } = await send(`WEBVTT\n\n${cue(1, 2)}${cue(4, 3)}${cue(3, 5)}`, 'folge.vtt')
  expect(status).toBe(422)
  const told = [...text.matchAll(/<li><a href="#transcript">([^<]*)/g)].map(([, sentence]) => sentence)
  expect(told).toMatchObject(
    [/^Zeile 6: .*endet/, /^Zeile 9: .*beginnt/].map((pattern) => expect.stringMatching(pattern)),
  )
})

test('every line that is wrong is told beside its field, and in the summary with its number', async () => {
  const lines = [
    { startSeconds: 0, endSeconds: 2, text: 'Eins.' },
    { startSeconds: 2, endSeconds: 4, text: 'Zwei.' },
    { startSeconds: 4, endSeconds: 6, text: 'Drei.' },
  ]
  const cues = lines.map(({ text }, at) => `00:00:0${at * 2}.000 --> 00:00:0${at * 2 + 2}.000\n${text}\n`)
  await send(`WEBVTT\n\n${cues.join('\n')}`, 'folge.vtt', { 'transcript-language': 'it' })
  const rows = lines.flatMap((was, index) => [
    [`line-${index + 1}-was`, JSON.stringify(was)],
    [`line-${index + 1}-start`, String(was.startSeconds)],
    [`line-${index + 1}-end`, ['2', '1', '3'][index]!],
    [`line-${index + 1}-text`, was.text],
  ])
  const { status, text } = await sendForm(host, `${path}/transcripts/it`, Object.fromEntries(rows), { cookie: author })
  expect(status).toBe(422)
  for (const line of [2, 3]) {
    expect(text).toMatch(new RegExp(`<a href="#line-${line}-end">Zeile ${line}, Ende: [^<]*endet`))
    expect(text).toMatch(new RegExp(`<p class="error" id="line-${line}-end-error">[^<]*endet`))
  }
})

test('times that can’t be read hide nothing else that is wrong, and nothing is told of what they are compared with', async () => {
  const text = (at: number) => `Satz ${at}.`
  const lines = [1, 2, 3, 4, 5, 6].map((at) => ({ startSeconds: at, endSeconds: at + 1, text: text(at) }))
  const cues = lines.map(({ text }, at) => `00:00:0${at + 1}.000 --> 00:00:0${at + 2}.000\n${text}\n`)
  await send(`WEBVTT\n\n${cues.join('\n')}`, 'folge.vtt', { 'transcript-language': 'es' })
  const typed: Record<string, Partial<Record<'start' | 'end' | 'text' | 'speaker', string>>> = {
    1: { start: 'eins', end: 'zwei' },
    2: { start: '0:00', end: '0:09' },
    3: { end: '0:01' },
    4: { speaker: 'x'.repeat(129) },
    5: { start: '', end: '', text: '' },
    6: { start: '0:02' },
  }
  const rows = lines.flatMap((was, index) => {
    const now = { start: String(was.startSeconds), end: String(was.endSeconds), text: was.text, ...typed[index + 1] }
    const fields = Object.entries(now).map(([part, value]) => [`line-${index + 1}-${part}`, value])
    return [[`line-${index + 1}-was`, JSON.stringify(was)], ...fields]
  })
  const again = await sendForm(host, `${path}/transcripts/es`, Object.fromEntries(rows), { cookie: author })
  expect(again.status).toBe(422)
  const told = [...again.text.matchAll(/<a href="#(line-[^"]*)">(Zeile \d, [^:]*): /g)].map(([, ...one]) => one)
  expect(told).toEqual([
    ['line-1-start', 'Zeile 1, Beginn'],
    ['line-1-end', 'Zeile 1, Ende'],
    ['line-3-end', 'Zeile 3, Ende'],
    ['line-4-speaker', 'Zeile 4, Wer spricht'],
    ['line-6-start', 'Zeile 6, Beginn'],
  ])
  expect([...again.text.matchAll(/<p class="error" id="(line-[^"]*)-error">/g)].map(([, name]) => name)).toEqual(
    told.map(([name]) => name),
  )
})

test('a line without an end that begins behind the audio is told where it begins', async () => {
  const passages = ['0:01', '0:02'].map((time) => `<cite>Anna:</cite><time>${time}</time><p>Um ${time}.</p>`)
  await send(passages.join('\n'), 'folge.html', { 'transcript-language': 'pt' })
  const was = { startSeconds: 2, speaker: 'Anna', text: 'Um 0:02.' }
  const row = { 'line-2-was': JSON.stringify(was), 'line-2-start': '5:00', 'line-2-text': was.text }
  const { status, text } = await sendForm(host, `${path}/transcripts/pt`, row, { cookie: author })
  expect(status).toBe(422)
  expect(text).toContain('<a href="#line-2-start">Zeile 2, Beginn: 00:05:00 liegt hinter dem Ende des Audios.</a>')
  expect(text).toMatch(/<input id="line-2-start"[^>]*aria-invalid="true"/)
})

test('hostile text is text, and a reader has nothing to press', async () => {
  await send('<script>alert(1)</script>\n\nEnde.', 'folge.txt', { 'transcript-language': 'fr' })
  const [mine, theirs] = [await page(author), await page(reader)]
  expect(mine).not.toContain('<script>alert')
  expect(mine).toContain('Transkript übernehmen')
  expect(theirs).toContain('Ende.')
  expect(theirs).not.toMatch(/Transkript übernehmen|name="do"/)
})

test('only lines that have a time are said to be played by a key', async () => {
  const played = 'Strg + Eingabe spielt die Zeile ab'
  const lines = async (language: string) => (await openStudio(host, `${path}/transcripts/${language}`, author)).text
  const bodies = { sv: 'WEBVTT\n\n00:00.000 --> 00:01.000\nGod dag.\n', da: 'Goddag.\n' }
  for (const [language, text] of Object.entries(bodies))
    expect((await send(text, 'folge.txt', { 'transcript-language': language })).status).toBe(303)
  expect(await lines('sv')).toContain(played)
  expect(await lines('da')).toContain('Die Eingabetaste teilt eine Zeile')
  expect(await lines('da')).not.toContain(played)
})
