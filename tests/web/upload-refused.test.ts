import { afterEach, expect, test } from 'vitest'
import { createApiKey, revokeApiKey } from '../../src/accounts/api-key.ts'
import { id3Tag, noise, sample, textFrame } from '../samples/bytes.ts'
import { type Answer, ask, askJson, createShow, eventually, holdings, NOTHING, upload } from '../support/api.ts'
import { startHost } from '../support/host.ts'

const host = await startHost()
const { slug: show } = await createShow(host)
const episodes = `/api/v1/shows/${show}/episodes`
const mp3 = sample('cbr-info-22050-mono.mp3')

afterEach(async () => {
  await eventually(
    () => holdings(host),
    (held) => JSON.stringify(held) === JSON.stringify(NOTHING),
  )
})

function expectRefusal({ status, headers, json }: Answer, expected: { status: number; code: string }) {
  expect({ status, code: json.code }).toEqual(expected)
  expect(headers.get('Content-Type')).toBe('application/problem+json; charset=utf-8')
  expect(json).toMatchObject({ type: 'about:blank', status, title: expect.stringMatching(/^[A-Z].*[.…]$/) })
}

/** Sends a form whose parts are listed, each a text or a file. */
function sendForm(...parts: [name: string, value: string | Uint8Array][]) {
  const form = new FormData()
  for (const [name, value] of parts) {
    if (typeof value === 'string') form.append(name, value)
    else form.append(name, new Blob([new Uint8Array(value)]), 'aufnahme.mp3')
  }
  return ask(host, 'POST', episodes, { body: form })
}

test.each([
  ['no token', null],
  ['a wrong one', 'sendeplatz_wrong'],
  ['one that is no token at all', 'ä ö'],
])('%s is 401', async (_, token) => {
  const answer = await upload(host, show, {
    token: null,
    headers: token ? { Authorization: `Bearer ${encodeURI(token)}` } : {},
  })
  expectRefusal(answer, { status: 401, code: 'unauthorized' })
  expect(answer.headers.get('WWW-Authenticate')).toMatch(/^Bearer/)
})

test('a token that was revoked is 401', async () => {
  const { id, secret } = await createApiKey(host, { name: 'former' })
  expect(await revokeApiKey(host, id)).toBe(true)
  expectRefusal(await upload(host, show, { token: secret }), { status: 401, code: 'unauthorized' })
})

test('an unknown show is 404', async () => {
  expectRefusal(await upload(host, 'no-such-show'), { status: 404, code: 'not-found' })
})

test('no audio is 422: a form without the part, with the audio as text, JSON, nothing', async () => {
  const noAudio = { status: 422, code: 'no-audio' }
  expectRefusal(await sendForm(['title', 'Ohne Ton']), noAudio)
  expectRefusal(await sendForm(['title', 'Ohne Ton'], ['audio', 'ID3…']), noAudio)
  expectRefusal(await sendForm(['title', 'Ohne Ton'], ['audio', 'ID3'.repeat(100_000)]), noAudio)
  expectRefusal(await askJson(host, 'POST', episodes, { title: 'Ohne Ton' }), noAudio)
  expectRefusal(await ask(host, 'POST', episodes), noAudio)
})

test.each<[string, string | Uint8Array, string]>([
  ['an empty file', '', 'empty-file'],
  ['a PDF', '%PDF-1.7\n%âãÏÓ\n', 'not-audio'],
  ['a page', '<!doctype html><html><script>alert(1)</script></html>', 'not-audio'],
  ['an SVG', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'not-audio'],
  ['random bytes', noise(200_000), 'not-audio'],
  ['text', 'Guten Tag. '.repeat(1000), 'not-audio'],
  ['a video', sample('video.mp4'), 'not-audio'],
  ['a fragmented M4A', sample('fragmented.m4a'), 'unsupported-audio'],
  ['an M4A without loss', sample('lossless.m4a'), 'unsupported-audio'],
  ['an MP3 cut in its header', id3Tag(4, [textFrame(4, 'TIT2', 'x'.repeat(5000))]).subarray(0, 3000), 'not-audio'],
])('%s, called .mp3, is 415', async (_, file, code) => {
  const bytes = typeof file === 'string' ? Buffer.from(file) : file
  expectRefusal(await upload(host, show, { file: bytes }), { status: 415, code })
})

test('an MP3 in which no frame can be decoded is 422, and so is one cut in its middle', async () => {
  const tag = id3Tag(4, [textFrame(4, 'TIT2', 'Stille')])
  const silent = Buffer.concat([tag, Buffer.alloc(10_000)])
  expectRefusal(await upload(host, show, { file: silent }), { status: 422, code: 'no-audio-frames' })
  const half = mp3.subarray(0, mp3.length / 2)
  expectRefusal(await upload(host, show, { file: half }), { status: 422, code: 'audio-cut' })
})

test('two audio parts, or a file in another part, are 422', async () => {
  const oneFile = { status: 422, code: 'one-file' }
  expectRefusal(await sendForm(['audio', mp3], ['audio', mp3]), oneFile)
  expectRefusal(await sendForm(['audio', mp3], ['title', 'Zwei'], ['artwork', mp3]), oneFile)
  expectRefusal(await sendForm(['artwork', mp3], ['audio', mp3]), oneFile)
})

test('each bad field is named, all at once, whether it stands in front of the file or behind it', async () => {
  const before = {
    title: ' '.repeat(3) + 'x'.repeat(256),
    number: '0',
    season: '1.5',
    type: 'special',
    explicit: 'yes',
  }
  const after = { language: 'deutsch', recordedOn: '2026-02-30', slug: 'Ä b', guid: '1', publishAt: '2026-01-01' }
  const answer = await upload(host, show, { file: mp3, before, after })
  expectRefusal(answer, { status: 422, code: 'invalid' })
  const names = [...Object.keys(before), ...Object.keys(after)].sort()
  expect(Object.keys(answer.json.fields).sort()).toEqual(names)
  for (const sentence of Object.values(answer.json.fields)) expect(sentence).toMatch(/^[A-Z].*\.$/)
})

test.each([
  ['title[x]'],
  ['title[]'],
  ['__proto__[title]'],
  ['constructor'],
  ['title[__proto__][x]'],
  ['a[999999999]'],
])('a field called %s is no field', async (name) => {
  expectRefusal(await sendForm(['audio', mp3], [name, 'x']), { status: 422, code: 'invalid' })
  expect(({} as Record<string, unknown>).title).toBeUndefined()
})

test('the same field twice is 422, and the sentence says so', async () => {
  const answer = await sendForm(['title', 'Eins'], ['title', 'Zwei'], ['audio', mp3])
  expectRefusal(answer, { status: 422, code: 'invalid' })
  expect(answer.json.fields).toEqual({ title: 'Send this part once, as text.' })
})

test('text that is not in UTF-8 is 422, not kept with its umlauts lost', async () => {
  const part = (name: string, value: string) =>
    `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  const file = '--b\r\nContent-Disposition: form-data; name="audio"; filename="a.mp3"\r\n\r\n'
  const body = Buffer.concat([
    Buffer.from(part('title', 'Über uns') + part('author', 'Stadt') + file, 'latin1'),
    mp3,
    Buffer.from(`\r\n${part('description', 'Grüße')}--b--\r\n`, 'latin1'),
  ])
  const headers = { 'Content-Type': 'multipart/form-data; boundary=b' }
  const answer = await ask(host, 'POST', episodes, { headers, body })
  expectRefusal(answer, { status: 422, code: 'invalid' })
  expect(Object.keys(answer.json.fields).sort()).toEqual(['description', 'title'])
})

test('more fields, longer fields and longer names than any episode has are 422, on either side of the file', async () => {
  const badForm = { status: 422, code: 'bad-form' }
  const many = Array.from({ length: 60 }, (_, at): [string, string] => [`field${at}`, 'x'])
  expectRefusal(await sendForm(...many, ['audio', mp3]), badForm)
  expectRefusal(await sendForm(['audio', mp3], ...many), badForm)
  expectRefusal(await sendForm(['description', 'x'.repeat(110_000)], ['audio', mp3]), badForm)
  expectRefusal(await sendForm(['audio', mp3], ['description', 'x'.repeat(110_000)]), badForm)
  expectRefusal(await sendForm(['audio', mp3], ['x'.repeat(200), 'x']), badForm)
})

test('replaced audio and pictures are refused alike', async () => {
  const nobody = '/api/v1/episodes/01890000-0000-7000-8000-000000000000'
  for (const path of [`${nobody}/audio`, `${nobody}/artwork`, '/api/v1/shows/no-such-show/artwork']) {
    expectRefusal(await ask(host, 'PUT', path, { token: null }), { status: 401, code: 'unauthorized' })
    expectRefusal(await ask(host, 'PUT', path), { status: 404, code: 'not-found' })
  }
  expectRefusal(await ask(host, 'PUT', `/api/v1/shows/${show}/artwork`), { status: 422, code: 'no-artwork' })
})
