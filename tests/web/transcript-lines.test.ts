import { expect, test } from 'vitest'
import { ask, askJson } from '../support/api.ts'
import { computingAll } from '../support/computing.ts'
import { startHost } from '../support/host.ts'
import { draft, putTranscript, transcribedEpisode, transcriptsOf, VTT } from '../support/transcripts.ts'

const host = await startHost()
const GERMAN = { startSeconds: 0, endSeconds: 2.5, speaker: 'Anna', text: 'Guten Tag & willkommen <so>!' }
const QUESTION = { startSeconds: 2.5, endSeconds: 4, speaker: 'Anna', text: 'Wer ist da?' }
const ANSWER = { startSeconds: 4, endSeconds: 6, speaker: 'Ben', text: 'Ich.' }

const change = (id: string, body: unknown) => askJson(host, 'PATCH', transcriptsOf(id, 'de'), body)
const cuesOf = async (id: string, language = 'de') => (await ask(host, 'GET', transcriptsOf(id, language))).json.cues

async function transcribed() {
  const { id } = await draft(host)
  await putTranscript(host, id, 'de', VTT)
  return id
}

test('a line is corrected, parted, joined to the next, and deleted', async () => {
  const id = await transcribed()
  const before = (await ask(host, 'GET', transcriptsOf(id, 'de'))).json
  const parts = [
    { ...QUESTION, endSeconds: 3, text: ' Wer \n ist ' },
    { ...QUESTION, startSeconds: 3, text: 'da?' },
  ]
  const { status, json } = await change(id, {
    lines: [
      { line: 3, was: [ANSWER], now: [{ ...ANSWER, text: 'Ich, Ben.' }] },
      { line: 2, was: [QUESTION], now: parts },
    ],
  })
  expect([status, json.state, json.sha256 === before.sha256]).toEqual([200, 'machine', false])
  const texts = async () => (await cuesOf(id)).map(({ text }: { text: string }) => text)
  expect(await texts()).toEqual([GERMAN.text, 'Wer ist', 'da?', 'Ich, Ben.'])

  const [, ...rest] = await cuesOf(id)
  await change(id, { lines: [{ line: 2, was: rest.slice(0, 2), now: [QUESTION] }] })
  expect(await texts()).toEqual([GERMAN.text, QUESTION.text, 'Ich, Ben.'])
  await change(id, { lines: [{ line: 1, was: [GERMAN], now: [] }] })
  expect(await texts()).toEqual([QUESTION.text, 'Ich, Ben.'])
})

test('two who correct different lines keep both, the same line is refused to the second, whole', async () => {
  const id = await transcribed()
  await change(id, { lines: [{ line: 1, was: [GERMAN], now: [{ ...GERMAN, text: 'Hallo!' }, QUESTION] }] })
  const other = await change(id, { lines: [{ line: 3, was: [ANSWER], now: [{ ...ANSWER, text: 'Du.' }] }] })
  expect(other.status).toBe(200)
  const before = await cuesOf(id)
  expect(before.map(({ text }: { text: string }) => text)).toEqual(['Hallo!', QUESTION.text, QUESTION.text, 'Du.'])
  const both = await change(id, {
    lines: [
      { line: 4, was: [{ ...ANSWER, text: 'Du.' }], now: [ANSWER] },
      { line: 1, was: [GERMAN], now: [{ ...GERMAN, text: 'Tag!' }] },
    ],
  })
  expect(both).toMatchObject({ status: 409, json: { code: 'changed-meanwhile', lines: [1] } })
  expect(await cuesOf(id)).toEqual(before)
})

test('a speaker gets another name in all lines, or none', async () => {
  const id = await transcribed()
  await change(id, { speakers: [{ from: 'Anna', to: 'Dr. Anna Süß' }] })
  expect((await cuesOf(id)).map(({ speaker }: { speaker: string }) => speaker)).toEqual([
    ...['Dr. Anna Süß', 'Dr. Anna Süß', 'Ben'],
  ])
  await change(id, { speakers: [{ from: 'Ben', to: null }] })
  expect((await cuesOf(id))[2]).not.toHaveProperty('speaker')
})

test('a transcript gets another language, unless there is one in it', async () => {
  const id = await transcribed()
  await putTranscript(host, id, 'en', VTT)
  expect(await change(id, { language: 'en' })).toMatchObject({ status: 409, json: { code: 'language-taken' } })
  expect(await change(id, { language: 'de-at' })).toMatchObject({ status: 200, json: { language: 'de-AT' } })
  expect(await cuesOf(id, 'de-AT')).toHaveLength(3)
  expect((await ask(host, 'GET', transcriptsOf(id, 'de'))).status).toBe(404)
})

test('what was approved is corrected when a line changes, and nobody approves what others changed', async () => {
  const id = await transcribed()
  const seen = (await ask(host, 'GET', transcriptsOf(id, 'de'))).json.sha256
  expect((await change(id, { state: 'approved', sha256: seen })).json.state).toBe('approved')
  const { json } = await change(id, { lines: [{ line: 3, was: [ANSWER], now: [{ ...ANSWER, text: 'Du.' }] }] })
  expect(json.state).toBe('corrected')
  expect(await change(id, { state: 'approved', sha256: seen })).toMatchObject({
    ...{ status: 409, json: { code: 'changed-meanwhile' } },
  })
  expect((await change(id, { state: 'approved', sha256: json.sha256 })).json.state).toBe('approved')
})

test.each([
  ['an end before the start', { ...ANSWER, endSeconds: 1 }, 'Line 3: this passage ends at 00:00:01, before'],
  ['a start before the line before', { ...ANSWER, startSeconds: 1 }, 'Line 3: this passage starts at 00:00:01'],
  ['no end where others have one', { startSeconds: 4, text: 'Ich.' }, 'Line 3: this passage has no end'],
  ['a name without end', { ...ANSWER, speaker: 'x'.repeat(129) }, 'Line 3: the name of a speaker'],
])('%s is refused, naming the line', async (_, now, sentence) => {
  const id = await transcribed()
  const { status, json } = await change(id, { lines: [{ line: 3, was: [ANSWER], now: [now] }] })
  expect(status).toBe(422)
  expect(json.fields.transcript).toContain(sentence)
  expect(await cuesOf(id)).toEqual([GERMAN, QUESTION, ANSWER])
})

test('every line that can’t be kept is told, each with its first reason and in the order of the lines', async () => {
  const id = await transcribed()
  const lines = [
    { line: 3, was: [ANSWER], now: [{ ...ANSWER, startSeconds: 9, endSeconds: 8, speaker: 'x'.repeat(129) }] },
    { line: 2, was: [QUESTION], now: [{ ...QUESTION, endSeconds: 2 }] },
  ]
  const { status, json } = await change(id, { lines })
  expect([status, json.title]).toEqual([422, json.fields.transcript.split('\n')[0]])
  expect(json.fields.transcript.split('\n')).toEqual([
    'Line 2: this passage ends at 00:00:02, before its start at 00:00:02.500.',
    'Line 3: the name of a speaker has at most 128 characters.',
  ])
})

test.each([
  ['no lines as they were', { lines: [{ line: 1, was: [], now: [] }] }],
  ['no number', { lines: [{ line: 0, was: [GERMAN], now: [] }] }],
  ['a cue with something else in it', { lines: [{ line: 1, was: [{ ...GERMAN, html: '' }], now: [] }] }],
  ['a name that is none', { speakers: [{ from: '', to: 'x' }] }],
  ['a language that is none', { language: 'deutsch' }],
])('%s is refused', async (_, body) => {
  const id = await transcribed()
  expect((await change(id, body)).status).toBe(422)
})

test('a line of a published episode is corrected in its file, under another address, and the former one leads on', async () => {
  const { id } = await transcribedEpisode(host)
  const before = (await ask(host, 'GET', transcriptsOf(id, 'de'))).json
  const { json } = await change(id, { lines: [{ line: 3, was: [ANSWER], now: [{ ...ANSWER, text: 'Niemand.' }] }] })
  const at = (url: string) => fetch(host.url + new URL(url).pathname, { redirect: 'manual' })
  expect(await (await at(json.files.vtt.url)).text()).toContain('Niemand.')
  expect((await at(before.files.vtt.url)).headers.get('location')).toBe(json.files.vtt.url)
})

test('every line of two hours fits into one request', async () => {
  const { id } = await draft(host)
  const line = (at: number) => ({
    ...{ startSeconds: at / 100, endSeconds: (at + 1) / 100, speaker: 'Frau Staatssekretärin' },
    text: `Satz ${at}: ${'Wort '.repeat(20).trim()}`,
  })
  const was = Array.from({ length: 2000 }, (_, at) => line(at))
  const segments = was.map(({ startSeconds: start, endSeconds: end, speaker, text }) => ({ start, end, speaker, text }))
  const headers = { 'Content-Type': 'application/json' }
  await ask(host, 'PUT', transcriptsOf(id, 'de'), { body: JSON.stringify({ segments }), headers })
  const lines = was.map((cue, at) => ({ line: at + 1, was: [cue], now: [{ ...cue, text: `${cue.text}!` }] }))
  const took = await computingAll(async () => expect((await change(id, { lines })).status).toBe(200))
  expect(took).toBeLessThan(3000)
  expect((await cuesOf(id)).every(({ text }: { text: string }) => text.endsWith('!'))).toBe(true)
})
