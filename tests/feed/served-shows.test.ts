import fc from 'fast-check'
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { sample } from '../samples/bytes.ts'
import { askJson, eventually, type Json, publish, putFile, upload } from '../support/api.ts'
import { brokenDocuments } from '../support/document-rules.ts'
import { expectParts, wordsFor } from '../support/expect-parts.ts'
import { brokenRules } from '../support/feed-rules.ts'
import { feedOf, readFeed, readFeedAsIndex, xmlErrors } from '../support/feeds.ts'
import { startHost } from '../support/host.ts'
import type { TypedEpisode } from '../support/in-memory.ts'
import { typedParts, typedPicture } from '../support/random-parts.ts'
import { typedEpisode, typedShow } from '../support/random-shows.ts'
import { servedBy } from '../support/served.ts'

const SHOWS = 36
/** Most of the time is spent with waiting. */
const AT_ONCE = 4
/** Samples and at least as many seconds as each has. */
const AUDIO: [file: string, seconds: number][] = [
  ['cbr-info-44100-stereo.mp3', 6],
  ['cbr-bare-16000-mono.mp3', 8],
  ['vbr-xing-32000-stereo.mp3', 12],
  ['id3v24-chapters.mp3', 5],
  ['index-at-end.m4a', 70],
  ['faststart-chapters.m4a', 70],
]

const host = await startHost()
let covers: Buffer[]
beforeAll(async () => {
  const square = (side: number, background: string) =>
    sharp({ create: { width: side, height: side, channels: 3, background } })
  covers = await Promise.all([square(1400, '#123').png().toBuffer(), square(1500, '#a42').jpeg().toBuffer()])
})

const audio = fc.constantFrom(...AUDIO)
const cover = fc.nat(1)
const whole = audio.chain(([file, seconds]) =>
  fc.record({ file: fc.constant(file), fields: typedEpisode, parts: typedParts(seconds), cover }),
)
const show = fc.record({ fields: typedShow, picture: typedPicture, cover })
const edit = fc.record({ show: typedShow, episode: typedEpisode, audio, cover })
const oneShow = fc.record({ show, episode: whole, edit })
type OneShow = typeof oneShow extends fc.Arbitrary<infer One> ? One : never

test('shows of hostile text and real audio are served as their feeds say, and keep their guids whatever is edited', async () => {
  let shows = 0
  await fc.assert(
    fc.asyncProperty(fc.array(oneShow, { minLength: AT_ONCE, maxLength: AT_ONCE }), async (several) => {
      await Promise.all(several.map((one) => expectServed(`zufall-${++shows}`, one)))
    }),
    { numRuns: SHOWS / AT_ONCE, endOnFailure: true },
  )
  expect(shows).toBe(SHOWS)
}, 120_000)

async function expectServed(slug: string, { show, episode, edit }: OneShow) {
  const id = await published(slug, show, episode)
  const xml = await eventually(
    () => feedOf(host, slug),
    (feed) => readFeed(feed).items?.length === 1,
  )
  const served = await expectRight(slug, xml)
  const [read, asIndex] = [readFeed(xml), readFeedAsIndex(xml)]
  expect(read.podcast.images.map(({ alt }: Json) => alt)).toEqual([wordsFor(show.picture)])
  const parts: TypedEpisode = { fields: episode.fields, ...episode.parts }
  expectParts(parts, { item: read.items[0], asIndex: asIndex.items[0], served })

  const url = await edited(slug, id, show.fields, edit)
  const after = await eventually(
    () => feedOf(host, `${slug}-neu`),
    (feed) => feed.includes(`<enclosure url="${url}"`) && feed.includes(EDITED),
  )
  await expectRight(`${slug}-neu`, after)
  expect(guidsIn(after)).toEqual(guidsIn(xml))
}

function guidsIn(xml: string) {
  const { podcast, items } = readFeed(xml)
  return [podcast.guid, ...items.map(({ guid }: Json) => guid)]
}

/** AC-01 to AC-20 at the feed and at every address in it. */
async function expectRight(slug: string, xml: string) {
  expect(await xmlErrors(xml)).toEqual([])
  expect(brokenRules(xml, `https://podcast.example/feeds/${slug}.xml`)).toEqual([])
  const served = await servedBy(host, xml)
  expect(brokenDocuments(xml, served)).toEqual([])
  return served
}

/** Sends everything through the API and publishes it. */
async function published(slug: string, typed: OneShow['show'], { file, fields, parts, cover }: OneShow['episode']) {
  const at = `/api/v1/shows/${slug}`
  // No episode is published in a show that says that there will be none.
  await done('POST', '/api/v1/shows', { ...typed.fields, complete: undefined, slug })
  await putFile(host, `${at}/artwork`, 'artwork', covers[typed.cover]!)
  await done('PATCH', at, { artworkAlt: typed.picture.alt ?? null })

  const { json } = await upload(host, slug, { file: sample(file), name: file })
  const episode = `/api/v1/episodes/${json.id}`
  await done('PATCH', episode, fitting(fields, typed.fields))
  await done('PUT', `${episode}/chapters`, { chapters: parts.chapters })
  for (const { language, state, segments } of parts.transcripts)
    await done('PUT', `${episode}/transcripts/${language}${state ? `?state=${state}` : ''}`, { segments })
  if (parts.picture) {
    await putFile(host, `${episode}/artwork`, 'artwork', covers[cover]!)
    await done('PATCH', episode, { artworkAlt: parts.picture.alt ?? null })
  }
  expect(await publish(host, json.id)).toMatchObject({ status: 200 })
  return json.id as string
}

const EDITED = 'Fri, 02 Jan 2026 03:04:05 GMT'

/** Changes all that can be changed; the answer is the address of the other audio. */
async function edited(slug: string, id: string, before: object, edit: OneShow['edit']) {
  const { type } = before as Json
  await done('PATCH', `/api/v1/shows/${slug}`, { ...edit.show, type, slug: `${slug}-neu` })
  await putFile(host, `/api/v1/shows/${slug}-neu/artwork`, 'artwork', covers[edit.cover]!)
  await done('PATCH', `/api/v1/episodes/${id}`, { ...fitting(edit.episode, { type }), slug: 'umbenannt' })
  const [file] = edit.audio
  const { json } = await putFile(host, `/api/v1/episodes/${id}/audio`, 'audio', sample(file))
  expect(await publish(host, id, '2026-01-02T03:04:05Z')).toMatchObject({ status: 200 })
  return json.audio.url
}

/** What fits short audio in such a show: nothing lies behind its end, and episodes that come in order have numbers. */
const fitting = (fields: object, { type }: Json) => ({
  ...(type === 'serial' ? { number: 1 } : {}),
  ...fields,
  soundbites: undefined,
})

async function done(method: string, path: string, body: object) {
  const { status, json } = await askJson(host, method, path, body)
  if (status >= 300) throw new Error(`${method} ${path} was answered ${status}: ${JSON.stringify(json)}`)
}
