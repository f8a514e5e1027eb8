import { expect, test } from 'vitest'
import { ask, askJson, holdings } from '../support/api.ts'
import { startHost } from '../support/host.ts'
import { draft, putTranscript, transcribedEpisode, transcriptsOf, VTT } from '../support/transcripts.ts'

const host = await startHost()
const list = async (id: string) => (await ask(host, 'GET', transcriptsOf(id))).json.transcripts

test('a transcript is what was sent, with who says what and when', async () => {
  const { id } = await draft(host)
  const { status, json } = await putTranscript(host, id, 'de', VTT)
  expect(status).toBe(200)
  expect(json).toMatchObject({ language: 'de', state: 'machine', times: 'spans', sha256: expect.any(String) })
  expect(json).not.toHaveProperty('cues')
  expect((await ask(host, 'GET', transcriptsOf(id, 'de'))).json).toEqual({
    ...json,
    cues: [
      { startSeconds: 0, endSeconds: 2.5, speaker: 'Anna', text: 'Guten Tag & willkommen <so>!' },
      { startSeconds: 2.5, endSeconds: 4, speaker: 'Anna', text: 'Wer ist da?' },
      { startSeconds: 4, endSeconds: 6, speaker: 'Ben', text: 'Ich.' },
    ],
  })
  expect(await list(id)).toEqual([json])
  expect((await ask(host, 'GET', `/api/v1/episodes/${id}`)).json.transcripts).toEqual([json])
})

test('an episode has a transcript in each language, and regions have one spelling', async () => {
  const { id } = await draft(host)
  for (const language of ['en', 'de-at', 'de-AT', 'de'])
    expect((await putTranscript(host, id, language, VTT)).status).toBe(200)
  expect((await list(id)).map(({ language }: { language: string }) => language)).toEqual(['de', 'de-AT', 'en'])
  const hashes = new Set((await list(id)).map(({ sha256 }: { sha256: string }) => sha256))
  expect(hashes.size).toBe(3)
})

test('the state is said with the file, or later; another file without one is machine-made again', async () => {
  const { id } = await draft(host)
  const put = (query: string, body = VTT) =>
    ask(host, 'PUT', `${transcriptsOf(id, 'de')}${query}`, { body, headers: { 'Content-Type': 'text/vtt' } })
  const first = (await put('?state=corrected')).json
  expect(first.state).toBe('corrected')
  const { status, json } = await askJson(host, 'PATCH', transcriptsOf(id, 'de'), { state: 'approved' })
  expect({ status, json }).toMatchObject({
    status: 200,
    json: { state: 'approved', sha256: first.sha256, files: first.files },
  })
  expect((await put('', VTT.replace('Ich', 'Du'))).json).toMatchObject({ state: 'machine' })
})

test.each([
  ['interview.vtt', VTT, 3],
  ['interview.srt', '1\n00:00:00,000 --> 00:00:01,000\nJa.', 1],
  ['interview.html', 'Ja <b>so</b>', 1],
  ['interview.txt', 'Anna: Ja.\n\nBen: Nein.', 2],
])('a form may send it too: %s', async (name, content, cues) => {
  const { id } = await draft(host)
  const form = new FormData()
  form.append('state', 'approved')
  form.append('transcript', new Blob([content]), name)
  const { status, json } = await ask(host, 'PUT', transcriptsOf(id, 'de'), { body: form })
  expect({ status, state: json.state }).toEqual({ status: 200, state: 'approved' })
  expect((await ask(host, 'GET', transcriptsOf(id, 'de'))).json.cues).toHaveLength(cues)
  expect((await holdings(host)).staged).toEqual([])
})

test('the same file again changes nothing, and neither does a refused one', async () => {
  const { id } = await transcribedEpisode(host)
  const episode = async () => (await ask(host, 'GET', `/api/v1/episodes/${id}`)).json
  const before = await episode()
  expect((await putTranscript(host, id, 'de', VTT.replaceAll('\n', '\r\n'))).status).toBe(200)
  expect((await putTranscript(host, id, 'de', VTT.replace('00:04.000 -->', '00:01.000 -->'))).status).toBe(422)
  expect(await episode()).toEqual(before)
})

test('what changes a transcript counts as a change of its episode', async () => {
  const { id } = await transcribedEpisode(host)
  const changed = async () => (await ask(host, 'GET', `/api/v1/episodes/${id}`)).json.updatedAt
  const dates = [await changed()]
  for (const change of [
    () => putTranscript(host, id, 'de', VTT.replace('Ich', 'Du')),
    () => askJson(host, 'PATCH', transcriptsOf(id, 'de'), { state: 'approved' }),
    () => ask(host, 'DELETE', transcriptsOf(id, 'de')),
  ]) {
    expect((await change()).status).toBeLessThan(300)
    dates.push(await changed())
  }
  expect(new Set(dates).size).toBe(4)
})

test.each<[file: string, type: string, sentence: string]>([
  [
    'WEBVTT\n\n00:04.000 --> 00:03.000\nJa.',
    'text/vtt',
    'Line 3: this passage ends at 00:00:03, before its start at 00:00:04.',
  ],
  ['WEBVTT\n\n23:00:00.000 --> 23:00:01.000\nJa.', 'text/vtt', 'Line 3: 23:00:00 is past the end of the audio.'],
  ['{"segments": [{}]}', 'application/json', 'Line 1: a segment has its text in "body".'],
  ['', 'text/plain', 'Line 1: there is no text in this transcript.'],
  ['Gr\u00fc\u00dfe', 'text/plain', ''],
])('%j is refused naming line and reason', async (file, type, sentence) => {
  const { id } = await draft(host)
  const body = sentence ? file : Buffer.from(file, 'latin1')
  const { status, json } = await ask(host, 'PUT', transcriptsOf(id, 'de'), { body, headers: { 'Content-Type': type } })
  const title = sentence || 'Line 1: this is not UTF-8. Save the file as UTF-8.'
  expect({ status, json }).toEqual({
    status: 422,
    json: { type: 'about:blank', status: 422, code: 'bad-transcript', title, fields: { transcript: title } },
  })
  expect(await list(id)).toEqual([])
})

test('a long file is read in a thread of its own, and refused from there', async () => {
  const { id } = await draft(host)
  const block = (text: string) => `00:01.000 --> 00:02.000\n<v Anna>${text}\n\n`
  const long = `WEBVTT\n\n${block('Und so weiter und so fort.').repeat(5000)}`
  expect((await putTranscript(host, id, 'de', long)).status).toBe(200)
  expect((await ask(host, 'GET', transcriptsOf(id, 'de'))).json.cues).toHaveLength(5000)
  const wrong = '00:00.500 --> 00:02.000\nNein.\n\n00:03.000 --> 00:02.000\nNoch einmal.'
  const { status, json } = await putTranscript(host, id, 'de', long + wrong)
  const title = 'Line 15003: this passage starts at 00:00:00.500, the one before it at 00:00:01.'
  const next = 'Line 15006: this passage ends at 00:00:02, before its start at 00:00:03.'
  expect({ status, json }).toMatchObject({
    status: 422,
    json: { code: 'bad-transcript', title, fields: { transcript: `${title}\n${next}` } },
  })
})

test('a file that is too large, of no language, or with an unknown state is refused', async () => {
  const { id } = await draft(host)
  const large = await putTranscript(host, id, 'de', 'x'.repeat(8 * 1024 * 1024 + 1), 'text/plain')
  expect([large.status, large.json.code]).toEqual([413, 'too-large'])
  const nowhere = await putTranscript(host, id, 'deutsch', VTT)
  expect([nowhere.status, Object.keys(nowhere.json.fields)]).toEqual([422, ['language']])
  const odd = await ask(host, 'PUT', `${transcriptsOf(id, 'de')}?state=perfect`, { body: VTT })
  expect([odd.status, Object.keys(odd.json.fields)]).toEqual([422, ['state']])
  for (const body of [{}, { state: 'perfect' }, { state: null }]) {
    const { status, json } = await askJson(host, 'PATCH', transcriptsOf(id, 'de'), body)
    expect([status, Object.keys(json.fields)]).toEqual([422, ['state']])
  }
})

test('a transcript taken away is unknown, and so is what never was', async () => {
  const { id } = await transcribedEpisode(host)
  expect(await ask(host, 'DELETE', transcriptsOf(id, 'de'))).toMatchObject({ status: 204, json: '' })
  expect(await list(id)).toEqual([])
  const missing = [
    ask(host, 'GET', transcriptsOf(id, 'de')),
    ask(host, 'DELETE', transcriptsOf(id, 'de')),
    askJson(host, 'PATCH', transcriptsOf(id, 'de'), { state: 'approved' }),
    putTranscript(host, '00000000-0000-0000-0000-000000000000', 'de', VTT),
    ask(host, 'GET', transcriptsOf('00000000-0000-0000-0000-000000000000')),
  ]
  for (const { status, json } of await Promise.all(missing)) expect([status, json.code]).toEqual([404, 'not-found'])
})

test('without a token transcripts of what is published can be read, and nothing can be changed', async () => {
  const published = await transcribedEpisode(host)
  const hidden = await draft(host)
  await putTranscript(host, hidden.id, 'de', VTT)
  const status = async (method: string, path: string) => (await ask(host, method, path, { token: null })).status
  expect(await status('GET', transcriptsOf(published.id))).toBe(200)
  expect(await status('GET', transcriptsOf(published.id, 'de'))).toBe(200)
  expect(await status('GET', transcriptsOf(hidden.id))).toBe(404)
  expect(await status('GET', transcriptsOf(hidden.id, 'de'))).toBe(404)
  for (const method of ['PUT', 'PATCH', 'DELETE'])
    expect(await status(method, transcriptsOf(published.id, 'de'))).toBe(401)
})

test('many at once leave one transcript, whole', async () => {
  const { id } = await draft(host)
  const files = ['Eins', 'Zwei', 'Drei'].map((word) => VTT.replace('Ich', word))
  const answers = await Promise.all([...files, ...files].map((file) => putTranscript(host, id, 'de', file)))
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
  const { json } = await ask(host, 'GET', transcriptsOf(id, 'de'))
  expect(answers.map(({ json }) => json.sha256)).toContain(json.sha256)
  expect(['Eins.', 'Zwei.', 'Drei.']).toContain(json.cues[2].text)
})
