import { expect, test } from 'vitest'
import { sample, silentFrames } from '../samples/bytes.ts'
import { ask, askJson, createShow, giveCover, type Json, publish, SET_ASIDE, upload } from '../support/api.ts'
import { startHost } from '../support/host.ts'

const host = await startHost()
const audio = silentFrames(1000)

const readiness = async (path: string, headers: Record<string, string> = {}): Promise<Json> =>
  (await ask(host, 'GET', `/api/v1/${path}`, { headers })).json
const rulesOf = ({ findings }: Json, severity?: string): string[] =>
  findings.filter((finding: Json) => !severity || finding.severity === severity).map(({ rule }: Json) => rule)
const ofEpisode = (id: string) => readiness(`episodes/${id}/readiness`)
const put = (id: string, body: object) => askJson(host, 'PUT', `/api/v1/episodes/${id}/publication`, body)
const rowOf = (id: string) => host.db.episode.findUniqueOrThrow({ where: { id } })

/** A draft with title, description and number in a show that has a cover unless told otherwise. */
async function draft(fields: Record<string, unknown> = {}, { cover = true } = {}): Promise<Json> {
  const { slug } = await createShow(host, fields)
  if (cover) await giveCover(host, slug)
  const before = { title: 'Abfahrt', description: 'Es geht los.', number: '4' }
  return (await upload(host, slug, { file: audio, before })).json
}

const addTranscript = (episodeId: string, state: 'machine' | 'approved' = 'approved', language = 'de') =>
  host.db.transcript.create({ data: { episodeId, language, state, cues: [{ text: 'Guten Tag.' }], sha256: 'x' } })

test('a new show is told, in German, what directories miss', async () => {
  const { slug } = await createShow(host)
  const { ready, findings } = await readiness(`shows/${slug}/readiness`)
  expect(ready).toBe(false)
  expect(rulesOf({ findings })).toEqual(['cover-missing', 'owner-email-missing', 'trailer-missing', 'show-empty'])
  expect(findings[0]).toEqual({
    rule: 'cover-missing',
    subject: 'show',
    severity: 'blocks',
    standard: 'Apple, PSP-1',
    sentence: expect.stringMatching(/^Laden Sie ein Titelbild für den Podcast hoch/),
    overridable: false,
    overridden: null,
  })
  await giveCover(host, slug)
  const covered = await readiness(`shows/${slug}/readiness`)
  expect(covered.ready).toBe(true)
  expect(rulesOf(covered)).toEqual(expect.arrayContaining(['cover-small', 'cover-alt-missing']))
})

test.each<[string, string, Record<string, string>]>([
  ['Upload', '', { 'Accept-Language': 'en-GB,en;q=0.9' }],
  ['Upload', '?language=en', { 'Accept-Language': 'de' }],
  ['Laden', '?language=de', { 'Accept-Language': 'en' }],
  ['Laden', '', { 'Accept-Language': 'fr' }],
  ['Laden', '', { 'Accept-Language': '*' }],
])('the sentence begins with "%s" when %j and %j ask for it', async (word, query, headers) => {
  const { slug } = await createShow(host)
  const { json, ...answer } = await ask(host, 'GET', `/api/v1/shows/${slug}/readiness${query}`, { headers })
  expect(json.findings[0].sentence).toMatch(new RegExp(`^${word} `))
  expect(answer.headers.get('Content-Language')).toBe(word === 'Upload' ? 'en' : 'de')
  expect(answer.headers.get('Vary')).toContain('Accept-Language')
})

test('a language nobody wrote the sentences in is refused', async () => {
  const { slug } = await createShow(host)
  const answer = await ask(host, 'GET', `/api/v1/shows/${slug}/readiness?language=fr`)
  expect(answer).toMatchObject({ status: 422, json: { code: 'invalid', fields: { language: expect.any(String) } } })
})

test('an episode is told what blocks it and its show, and then what is only advised', async () => {
  const { id } = await draft({}, { cover: false })
  const found = await ofEpisode(id)
  expect(found.ready).toBe(false)
  expect(rulesOf(found, 'blocks')).toEqual(['cover-missing', 'transcript-missing'])
  expect(rulesOf(found)).toEqual([...rulesOf(found, 'blocks'), 'audio-sample-rate', 'artwork-missing'])
  expect(found.findings.map(({ subject }: Json) => subject)).toEqual(['show', 'episode', 'episode', 'episode'])
})

test.each([undefined, '2099-01-01T06:00:00Z'])(
  'what is not ready is refused at %s, and nothing changes',
  async (at) => {
    const { id } = await draft({}, { cover: false })
    const before = await rowOf(id)
    const { status, json } = await put(id, { at, overrides: SET_ASIDE })
    expect({ status, code: json.code, rules: rulesOf(json) }).toEqual({
      ...{ status: 422, code: 'not-ready', rules: ['cover-missing'] },
    })
    expect(json.title).toBe('This episode is not ready to be published: cover-missing.')
    expect(json.findings[0].sentence).toMatch(/^Laden Sie ein Titelbild/)
    expect(await rowOf(id)).toEqual(before)
    expect(rulesOf((await put(id, { at })).json)).toEqual(['cover-missing', 'transcript-missing'])
    expect(await rowOf(id)).toEqual(before)
  },
)

test('AC-47 an episode without transcript is published with a reason, which is kept, shown and logged', async () => {
  const { id } = await draft()
  expect(rulesOf((await put(id, {})).json)).toEqual(['transcript-missing'])
  const reason = 'Das Transkript folgt am Montag.'
  host.logged.length = 0
  expect((await put(id, { overrides: [{ rule: 'transcript-missing', reason }] })).json.status).toBe('published')
  expect(host.logged).toContainEqual(
    expect.objectContaining({ msg: 'rules were set aside', episode: id, rules: ['transcript-missing'] }),
  )
  const kept = { rule: 'transcript-missing', reason, at: expect.stringMatching(/^20\d\d-.*Z$/) }
  expect((await rowOf(id)).overrides).toEqual([kept])
  const { ready, findings } = await ofEpisode(id)
  expect(ready).toBe(true)
  expect(findings[0]).toMatchObject({ rule: 'transcript-missing', overridden: { reason, at: kept.at } })

  const moved = await put(id, { at: '2026-01-01T00:00:00Z' })
  expect(moved.status).toBe(200)
  expect((await rowOf(id)).overrides).toEqual([kept])

  const better = 'Die Aufnahme ist selbst die Lesung eines Textes, der auf der Seite steht.'
  await put(id, { overrides: [{ rule: 'transcript-missing', reason: better }] })
  expect((await rowOf(id)).overrides).toEqual([{ ...kept, reason: better }])
})

test('with its transcript an episode is ready, and no reason is kept for what is not set aside', async () => {
  const { id } = await draft()
  await addTranscript(id)
  expect(await ofEpisode(id)).toMatchObject({ ready: true })
  expect((await publish(host, id)).status).toBe(200)
  expect((await rowOf(id)).overrides).toEqual([])
  expect(rulesOf(await ofEpisode(id))).not.toContain('transcript-missing')
})

test.each([
  ['index-at-end.m4a', ['audio-bitrate-low', 'audio-sample-rate', 'audio-index-last']],
  ['faststart-chapters.m4a', ['audio-bitrate-low', 'audio-sample-rate']],
  ['cbr-bare-16000-mono.mp3', ['audio-bitrate-low', 'audio-sample-rate']],
  ['cbr-info-44100-stereo.mp3', []],
])('of %s is said: %j', async (name, expected) => {
  const { slug } = await createShow(host)
  const { json } = await upload(host, slug, { file: sample(name), name })
  expect(rulesOf(await ofEpisode(json.id)).filter((rule) => rule.startsWith('audio-'))).toEqual(expected)
})

test('a transcript nobody checked, or in another language alone, is a warning', async () => {
  const { id } = await draft()
  await addTranscript(id, 'machine', 'en')
  expect(rulesOf(await ofEpisode(id), 'warns')).toEqual(
    expect.arrayContaining(['transcript-language', 'transcript-unchecked']),
  )
  expect((await put(id, {})).status).toBe(200)
})

test('a transcript that goes on after the end of the audio is told, in whichever language it is', async () => {
  const { id } = await draft()
  const { seconds } = await host.db.enclosure.findFirstOrThrow({ where: { episodeId: id } })
  const last = async (startSeconds: number) => {
    const cues = [
      { startSeconds: 0, text: 'Guten Tag.' },
      { startSeconds, text: 'Auf Wiederhören.' },
    ]
    await host.db.transcript.updateMany({ where: { episodeId: id, language: 'en' }, data: { cues } })
    return rulesOf(await ofEpisode(id))
  }
  await addTranscript(id)
  await addTranscript(id, 'approved', 'en')
  expect(rulesOf(await ofEpisode(id))).not.toContain('transcript-outside-audio')
  expect(await last(seconds - 0.001)).not.toContain('transcript-outside-audio')
  expect(await last(seconds)).toContain('transcript-outside-audio')
})

test.each(['cover-missing', 'title-missing', 'artwork-missing', 'no-such-rule', 'constructor'])(
  'the rule %s can’t be set aside',
  async (rule) => {
    const { id } = await draft()
    const answer = await put(id, { overrides: [...SET_ASIDE, { rule, reason: 'Weil wir das so wollen.' }] })
    const overrides = `Entry 2, rule: "${rule}" can’t be set aside; the rules that can are show-moved and transcript-missing.`
    expect(answer).toMatchObject({ status: 422, json: { code: 'invalid', fields: { overrides } } })
    expect((await rowOf(id)).publishAt).toBeNull()
  },
)

test('of several rules that can’t be set aside each is named', async () => {
  const { id } = await draft()
  const reason = 'Weil wir das so wollen.'
  const overrides = [{ rule: 'cover-missing', reason }, ...SET_ASIDE, { rule: 'title-missing', reason }]
  const { json } = await put(id, { overrides })
  expect(json.fields.overrides).toMatch(/^Entry 1, rule: "cover-missing" .*\nEntry 3, rule: "title-missing" .*\.$/)
})

test('a rule that can’t be set aside is told with a reason that is too short', async () => {
  const { id } = await draft()
  const short = { reason: 'kurz' }
  const overrides = [
    { rule: 'transcript-missing', ...short },
    { rule: 'cover-missing', ...short },
  ]
  const { json } = await put(id, { at: 'bald', overrides })
  expect(json.fields).toEqual({
    at: expect.any(String),
    overrides: expect.stringMatching(
      /^Entry 1, reason: Say why .*\nEntry 2, rule: "cover-missing" .*\nEntry 2, reason: Say why .*\.$/,
    ),
  })
})

test('a rule is set aside once, with a reason', async () => {
  const { id } = await draft()
  for (const overrides of [[...SET_ASIDE, ...SET_ASIDE], [{ rule: 'transcript-missing', reason: 'kurz' }], 'alle'])
    expect((await put(id, { overrides })).json.fields).toEqual({ overrides: expect.stringMatching(/\.$/) })
})

test('the reason for one episode is none for another', async () => {
  const first = await draft()
  await publish(host, first.id)
  const { json } = await upload(host, first.show, { file: audio })
  expect(rulesOf((await put(json.id, {})).json)).toEqual(['transcript-missing'])
})

test('a serial show needs numbers, and an ended one gets no new episode', async () => {
  const { id, show } = await draft({ type: 'serial' })
  await askJson(host, 'PATCH', `/api/v1/episodes/${id}`, { number: null })
  expect(rulesOf((await publish(host, id)).json)).toEqual(['number-needed'])
  await askJson(host, 'PATCH', `/api/v1/episodes/${id}`, { number: 1 })
  expect((await publish(host, id)).status).toBe(200)

  await host.db.show.update({ where: { slug: show }, data: { complete: true } })
  const { json } = await upload(host, show, { file: audio, before: { number: '2' } })
  expect(rulesOf((await publish(host, json.id)).json)).toEqual(['show-complete'])
  expect((await publish(host, id, '2026-01-01T00:00:00Z')).status).toBe(200)
})

test('in a show that has moved an episode is published only with a reason', async () => {
  const { id, show } = await draft()
  await host.db.show.update({
    where: { slug: show },
    data: { newFeedUrl: 'https://example.org/feed', movedAt: new Date() },
  })
  expect(rulesOf((await publish(host, id)).json)).toEqual(['show-moved'])
  const overrides = [...SET_ASIDE, { rule: 'show-moved', reason: 'Der neue Anbieter liest unseren Feed.' }]
  expect((await put(id, { overrides })).status).toBe(200)
})

test('two episodes with one number are told, a trailer and a deleted one are not meant', async () => {
  const { id, show } = await draft()
  expect(rulesOf(await ofEpisode(id))).not.toContain('number-taken')
  const { json: other } = await upload(host, show, { file: audio, before: { number: '4', type: 'trailer' } })
  expect(rulesOf(await ofEpisode(id))).not.toContain('number-taken')
  await askJson(host, 'PATCH', `/api/v1/episodes/${other.id}`, { type: 'full' })
  expect(rulesOf(await ofEpisode(id))).toContain('number-taken')
  await host.db.episode.update({ where: { id: other.id }, data: { deletedAt: new Date() } })
  expect(rulesOf(await ofEpisode(id))).not.toContain('number-taken')
})

test('a published trailer is what a show wants', async () => {
  const { id, show } = await draft()
  await askJson(host, 'PATCH', `/api/v1/episodes/${id}`, { type: 'trailer' })
  expect(rulesOf(await readiness(`shows/${show}/readiness`))).toEqual(
    expect.arrayContaining(['trailer-missing', 'show-empty']),
  )
  await publish(host, id)
  const rules = rulesOf(await readiness(`shows/${show}/readiness`))
  expect(rules).not.toContain('trailer-missing')
  expect(rules).not.toContain('show-empty')
})

test('what is published can be edited, but not into something directories refuse', async () => {
  const { id, ...episode } = await draft({ type: 'serial' })
  await addTranscript(id)
  expect((await put(id, {})).status).toBe(200)
  const show = `/api/v1/shows/${episode.show}`
  const itself = `/api/v1/episodes/${id}`
  const long = 'ä'.repeat(2500)
  const cleared: [string, Record<string, unknown>][] = [
    [show, { title: null }],
    [show, { description: null }],
    [show, { description: long }],
    [show, { language: null }],
    [show, { categories: null }],
    [show, { categories: [] }],
    [itself, { title: ' ' }],
    [itself, { number: null }],
    [itself, { description: long }],
  ]
  for (const [path, body] of cleared)
    expect([path, body, (await askJson(host, 'PATCH', path, body)).status]).toEqual([path, body, 422])
  expect((await askJson(host, 'PATCH', itself, { title: 'Ohne Tippfehler' })).status).toBe(200)
  expect((await ofEpisode(id)).ready).toBe(true)
})

test('a transcript can be taken from a published episode, which then can still be edited, and says what it lacks', async () => {
  const { id } = await draft()
  await addTranscript(id)
  expect((await put(id, {})).status).toBe(200)
  expect((await ask(host, 'DELETE', `/api/v1/episodes/${id}/transcripts/de`)).status).toBeLessThan(300)
  const edited = await askJson(host, 'PATCH', `/api/v1/episodes/${id}`, { title: 'Ohne Tippfehler' })
  expect([edited.status, edited.json.status]).toEqual([200, 'published'])
  const { ready, findings } = await ofEpisode(id)
  expect([ready, rulesOf({ findings }, 'blocks')]).toEqual([false, ['transcript-missing']])
})
