import { beforeAll, describe, expect, test } from 'vitest'
import { chapterFrame, id3Tag, sample, silentFrames, textFrame } from '../samples/bytes.ts'
import {
  type Answer,
  ask,
  askJson,
  createShow,
  eventually,
  type Json,
  publish,
  putFile,
  upload,
} from '../support/api.ts'
import { feedOf } from '../support/feeds.ts'
import { startHost } from '../support/host.ts'
import { askRaw } from '../support/raw.ts'

const host = await startHost()
/** 36 and 72 seconds. */
const [short, long] = [silentFrames(1000), silentFrames(2000)]

let show: string
beforeAll(async () => {
  show = (await createShow(host, { title: 'Amt & Würden' })).slug
})

const makeEpisode = async (file: Uint8Array = long): Promise<Json> => (await upload(host, show, { file })).json
const chaptersPath = ({ id }: Json) => `/api/v1/episodes/${id}/chapters`
const put = (episode: Json, body: string, type = 'text/plain', headers = {}): Promise<Answer> =>
  ask(host, 'PUT', chaptersPath(episode), { body, headers: { 'Content-Type': type, ...headers } })
const documentPath = (episode: Json) => `${new URL(episode.url).pathname}/chapters.json`
const documentOf = async (episode: Json) => JSON.parse((await askRaw(host, documentPath(episode))).body.toString())

const LIST = '0:00 Begrüßung\n0:20.500 Thema <https://amt.example/thema>\n1:00 Abschied'
const KEPT = [
  { startSeconds: 0, title: 'Begrüßung' },
  { startSeconds: 20.5, title: 'Thema', url: 'https://amt.example/thema' },
  { startSeconds: 60, title: 'Abschied' },
]
const JSON_CHAPTERS = JSON.stringify({
  version: '1.2.0',
  chapters: [
    { startTime: 0, title: 'Begrüßung' },
    { startTime: 20.5, title: 'Thema', url: 'https://amt.example/thema' },
    { startTime: 60, title: 'Abschied' },
  ],
})
const XML = `<?xml version="1.0"?><psc:chapters xmlns:psc="http://podlove.org/simple-chapters" version="1.2">
<psc:chapter start="0" title="Begrüßung"/><psc:chapter start="20.5" title="Thema" href="https://amt.example/thema"/>
<psc:chapter start="00:01:00.000" title="Abschied"/></psc:chapters>`

describe('chapters of an episode', () => {
  test.each([
    ['text/plain', LIST],
    ['text/plain; charset=utf-8', LIST],
    ['application/json', JSON_CHAPTERS],
    ['application/json+chapters', JSON_CHAPTERS],
    ['Application/XML', XML],
    ['text/xml', XML],
    ['text/plain', XML],
    ['application/json', LIST],
  ])('are taken as %s, by what they are', async (type, body) => {
    const episode = await makeEpisode()
    const { status, json } = await put(episode, body, type)
    expect([status, json.chapters, json.beyondEnd]).toEqual([200, KEPT, []])
    expect(json.url).toBe(`${episode.url}/chapters.json`)
    expect((await ask(host, 'GET', chaptersPath(episode))).json).toEqual(json)
    const { json: read } = await ask(host, 'GET', `/api/v1/episodes/${episode.id}`)
    expect([read.chapters, read.chaptersUrl]).toEqual([KEPT, json.url])
  })

  test('what was read can be sent back, and changes nothing', async () => {
    const episode = await makeEpisode()
    const { json } = await put(episode, LIST)
    expect((await askJson(host, 'PUT', chaptersPath(episode), json)).json).toEqual(json)
  })

  test('text in another charset is read as it says', async () => {
    const episode = await makeEpisode()
    const { json } = await ask(host, 'PUT', chaptersPath(episode), {
      body: Buffer.from('0:00 Begrüßung', 'latin1'),
      headers: { 'Content-Type': 'text/plain; charset="iso-8859-1"' },
    })
    expect(json.chapters).toEqual([{ startSeconds: 0, title: 'Begrüßung' }])
  })

  test('are replaced as a whole, and removed', async () => {
    const episode = await makeEpisode()
    await put(episode, LIST)
    expect((await put(episode, '0:10 Nur dies')).json.chapters).toEqual([{ startSeconds: 10, title: 'Nur dies' }])
    expect((await put(episode, '{"chapters":[]}')).json).toMatchObject({ chapters: [], url: null })
    await put(episode, LIST)
    const removed = await ask(host, 'DELETE', chaptersPath(episode))
    expect([removed.status, removed.json]).toEqual([200, { chapters: [], beyondEnd: [], url: null }])
  })

  test.each([
    ['a moment behind the end', '0:00 Begrüßung\n1:13 Zu spät', 'Line 2', 'behind the end of the audio'],
    ['broken JSON', '{\n"chapters": [}', 'Line 2', 'JSON'],
    ['broken XML', '<psc:chapters>\n<psc:chapter', 'Line 2', 'XML'],
    ['a line without time', 'Kapitel', 'Line 1', 'time'],
    ['nothing', '', '', 'nothing'],
  ])('%s is refused with its place, and nothing changes', async (_, body, place, reason) => {
    const episode = await makeEpisode()
    await put(episode, LIST)
    const { status, json } = await put(episode, body)
    expect([status, json.code]).toEqual([422, 'bad-chapters'])
    expect(json.title).toMatch(new RegExp(`^${place}.*${reason}`))
    expect((await ask(host, 'GET', chaptersPath(episode))).json.chapters).toEqual(KEPT)
  })

  test.each([
    ['another type', { 'Content-Type': 'image/png' }, LIST, 415, 'not-chapters'],
    ['no type', { 'Content-Type': '' }, LIST, 415, 'not-chapters'],
    ['a charset nobody knows', { 'Content-Type': 'text/plain; charset=klingon' }, LIST, 400, 'bad-text'],
    [
      'bytes that are no text',
      { 'Content-Type': 'text/plain' },
      Buffer.from('0:00 Gr\xfc\xdfe', 'latin1'),
      400,
      'bad-text',
    ],
    ['more than a megabyte', { 'Content-Type': 'text/plain' }, `0:00 A${' '.repeat(1 << 20)}`, 413, 'too-large'],
    ['packed nonsense', { 'Content-Type': 'text/plain', 'Content-Encoding': 'gzip' }, LIST, 400, 'bad-request'],
    ['an unknown packing', { 'Content-Type': 'text/plain', 'Content-Encoding': 'zip' }, LIST, 415, 'bad-encoding'],
  ])('%s is refused', async (_, headers, body, status, code) => {
    const answer = await ask(host, 'PUT', chaptersPath(await makeEpisode()), { body, headers })
    expect([answer.status, answer.json.code]).toEqual([status, code])
  })

  test('are for producers while the episode is a draft, and changed by them alone', async () => {
    const episode = await makeEpisode()
    const statuses = async (token: string | null) =>
      Promise.all(
        ['GET', 'PUT', 'DELETE'].map(async (method) => {
          const body = method === 'PUT' ? { body: LIST, headers: { 'Content-Type': 'text/plain' } } : {}
          return (await ask(host, method, chaptersPath(episode), { ...body, token })).status
        }),
      )
    expect(await statuses(null)).toEqual([404, 401, 401])
    expect(await statuses('sendeplatz_wrong')).toEqual([401, 401, 401])
    await put(episode, LIST)
    await publish(host, episode.id)
    const { status, json } = await ask(host, 'GET', chaptersPath(episode), { token: null })
    expect([status, json]).toEqual([200, { chapters: KEPT, url: `${episode.url}/chapters.json` }])
    const unknown = '/api/v1/episodes/01234567-89ab-7def-8123-456789abcdef/chapters'
    expect((await ask(host, 'PUT', unknown, { body: LIST, headers: { 'Content-Type': 'text/plain' } })).status).toBe(
      404,
    )
  })
})

describe('other audio', () => {
  const replace = (episode: Json, file: Uint8Array) =>
    putFile(host, `/api/v1/episodes/${episode.id}/audio`, 'audio', file)
  const withChapter = (title: string) =>
    Buffer.concat([id3Tag(4, [chapterFrame(4, 'a', 5000, [textFrame(4, 'TIT2', title)])]), long])

  test('that is shorter hides what lies behind its end, and longer audio brings it back', async () => {
    const episode = await makeEpisode()
    await publish(host, episode.id)
    await put(episode, `${LIST.replace('0:20.500', '0:20.500 – 1:00')}`)
    await replace(episode, short)

    const { json } = await ask(host, 'GET', chaptersPath(episode))
    expect(json.chapters).toMatchObject([{ title: 'Begrüßung' }, { title: 'Thema', endSeconds: expect.closeTo(36, 0) }])
    expect(json.beyondEnd).toEqual([KEPT[2]])
    const document = await documentOf(episode)
    const { audio } = (await ask(host, 'GET', `/api/v1/episodes/${episode.id}`)).json
    for (const { startTime, endTime = 0 } of document.chapters)
      expect([startTime < audio.seconds, endTime <= audio.seconds]).toEqual([true, true])
    expect(await (await fetch(`${host.url}/${show}/${episode.slug}`)).text()).not.toContain('Abschied')

    await replace(episode, long)
    expect((await ask(host, 'GET', chaptersPath(episode))).json.chapters.at(-1)).toEqual(KEPT[2])
  })

  test('with chapters of its own brings them, unless a person set those that are there', async () => {
    const episode = await makeEpisode(withChapter('Aus der Datei'))
    const titles = async () =>
      (await ask(host, 'GET', chaptersPath(episode))).json.chapters.map(({ title }: Json) => title)
    expect(await titles()).toEqual(['Aus der Datei'])
    await replace(episode, withChapter('Aus der zweiten'))
    expect(await titles()).toEqual(['Aus der zweiten'])
    await replace(episode, long)
    expect(await titles()).toEqual(['Aus der zweiten'])
    await put(episode, '0:10 Getippt')
    await replace(episode, withChapter('Aus der dritten'))
    expect(await titles()).toEqual(['Getippt'])
    await ask(host, 'DELETE', chaptersPath(episode))
    await replace(episode, withChapter('Aus der vierten'))
    expect(await titles()).toEqual(['Aus der vierten'])
  })
})

describe('chapters.json', () => {
  let episode: Json
  let path: string
  beforeAll(async () => {
    episode = await makeEpisode()
    path = documentPath(episode)
    await put(episode, LIST)
    await publish(host, episode.id)
  })

  test('AC-20, AC-34 is JSON chapters 1.2 that any web player may read', async () => {
    const { status, headers, body } = await askRaw(host, path, {
      Origin: 'https://player.example',
      Accept: 'text/html',
    })
    expect([status, headers['content-type'], headers['content-length']]).toEqual([
      200,
      'application/json+chapters',
      String(body.length),
    ])
    expect(headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-expose-headers': expect.stringMatching(/Accept-Ranges.*Content-Range.*ETag/),
      'cache-control': 'public, max-age=300',
      etag: expect.stringMatching(/^"[\w-]{43}"$/),
    })
    for (const name of ['access-control-allow-credentials', 'set-cookie', 'vary'])
      expect(headers).not.toHaveProperty(name)
    expect(JSON.parse(body.toString())).toEqual({
      version: '1.2.0',
      title: episode.title,
      podcastName: 'Amt & Würden',
      chapters: [
        { startTime: 0, title: 'Begrüßung' },
        { startTime: 20.5, title: 'Thema', url: 'https://amt.example/thema' },
        { startTime: 60, title: 'Abschied' },
      ],
    })
  })

  test('AC-26 HEAD has the head of GET', async () => {
    const [get, head] = [await askRaw(host, path), await askRaw(host, path, {}, 'HEAD')]
    expect([head.status, head.body.length]).toEqual([200, 0])
    expect({ ...head.headers, date: '' }).toEqual({ ...get.headers, date: '' })
  })

  test('with its tag is answered 304, until the chapters change', async () => {
    const { headers } = await askRaw(host, path)
    for (const list of [headers.etag!, `"x", W/${headers.etag}`]) {
      const unchanged = await askRaw(host, path, { 'If-None-Match': list })
      expect([unchanged.status, unchanged.body.length, unchanged.headers.etag]).toEqual([304, 0, headers.etag])
      expect(unchanged.headers['access-control-allow-origin']).toBe('*')
    }
    await put(episode, LIST.replace('Abschied', 'Ausblick'))
    expect((await askRaw(host, path, { 'If-None-Match': headers.etag! })).status).toBe(200)
    await put(episode, LIST)
    expect((await askRaw(host, path)).headers.etag).toBe(headers.etag)
  })

  test('begins at 0 also where the first chapter begins later, with one that no app lists', async () => {
    const later = await makeEpisode()
    await put(later, '0:10 Thema')
    await publish(host, later.id)
    expect((await documentOf(later)).chapters).toEqual([
      { startTime: 0, title: later.title, toc: false },
      { startTime: 10, title: 'Thema' },
    ])
  })

  test('is unknown for a draft, a scheduled episode, one without chapters and one there is not', async () => {
    const draft = await makeEpisode()
    await put(draft, LIST)
    const paths = [documentPath(draft), `/${show}/niemand/chapters.json`, `/niemand/niemand/chapters.json`]
    for (const one of paths) expect((await askRaw(host, one)).status).toBe(404)
    await publish(host, draft.id, '2099-01-01T00:00:00Z')
    expect((await askRaw(host, documentPath(draft))).status).toBe(404)
    await publish(host, draft.id)
    await publish(host, draft.id, '2026-01-01T00:00:00Z')
    expect((await askRaw(host, documentPath(draft))).status).toBe(200)
    await ask(host, 'DELETE', chaptersPath(draft))
    expect((await askRaw(host, documentPath(draft))).status).toBe(404)
  })

  test('is found from the address that the episode had before', async () => {
    const renamed = await makeEpisode()
    await put(renamed, LIST)
    await publish(host, renamed.id)
    const { json } = await askJson(host, 'PATCH', `/api/v1/episodes/${renamed.id}`, { slug: `${renamed.slug}-neu` })
    const { status, headers } = await askRaw(host, documentPath(renamed))
    expect([status, headers.location]).toEqual([301, `https://podcast.example${documentPath(json)}`])
    expect((await askRaw(host, documentPath(json))).status).toBe(200)
  })

  test('asking for what may be sent is answered as for other public files', async () => {
    const [chapters, audio] = await Promise.all(
      [path, new URL(episode.audio.url).pathname].map((one) => askRaw(host, one, {}, 'OPTIONS')),
    )
    expect([chapters!.status, chapters!.headers.allow]).toEqual([audio!.status, audio!.headers.allow])
  })
})

test('the page of an episode lists its chapters with their links, and none that is hidden', async () => {
  const episode = await makeEpisode()
  const chapters = [
    { startTime: 0, title: 'Recht & <Gesetz>', url: 'https://amt.example/?a=1&b=2' },
    { startTime: 9, title: 'Nur ein Bild', img: 'https://amt.example/bild.png', toc: false },
    { startTime: 30, title: 'Ende', img: 'https://amt.example/ende.png' },
  ]
  await askJson(host, 'PUT', chaptersPath(episode), { version: '1.2.0', chapters })
  await publish(host, episode.id)
  const page = await (await fetch(`${host.url}/${show}/${episode.slug}`)).text()
  expect(page).toContain(
    '<li><a href="?t=0:00"><time datetime="PT0S">0:00</time> <span>Recht &amp; &lt;Gesetz&gt;</span></a>' +
      ' <a class="quiet" href="https://amt.example/?a=1&amp;b=2" aria-label="Mehr dazu: Recht &amp; &lt;Gesetz&gt;">',
  )
  expect(page).toContain('<li><a href="?t=0:30"><time datetime="PT30S">0:30</time> <span>Ende</span></a></li>')
  expect(page).not.toMatch(/Nur ein Bild|bild\.png/)
  // The player knows the picture of a chapter that is shown; the page itself does not name it.
  expect(page.replace(/<script type="application\/json">[^<]*<\/script>/, '')).not.toContain('ende.png')
})

test('the feed follows a change of chapters', async () => {
  const episode = await makeEpisode(sample('id3v24-chapters.mp3'))
  await publish(host, episode.id)
  const feedHas = (text: string, there = true) =>
    eventually(
      () => feedOf(host, show),
      (feed) => feed.includes(text) === there,
    )
  await feedHas(`url="${episode.url}/chapters.json"`)
  await put(episode, '0:01 Ganz eigenes Kapitel')
  await feedHas('<psc:chapter start="00:00:01.000" title="Ganz eigenes Kapitel"/>')
  await ask(host, 'DELETE', chaptersPath(episode))
  await feedHas(`url="${episode.url}/chapters.json"`, false)
})
