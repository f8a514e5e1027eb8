import { expect, test } from 'vitest'
import {
  askJson,
  COVER,
  createShow,
  eventually,
  type Json,
  publish,
  putFile,
  SAMPLE_M4A,
  upload,
} from '../support/api.ts'
import { feedOf, readFeed, xmlErrors } from '../support/feeds.ts'
import { startHost } from '../support/host.ts'
import { askRaw } from '../support/raw.ts'

const host = await startHost()
const GUID = '917393e3-1b1e-5cef-ace4-edaa54e1f810'
const pageAt = async (path: string) => (await askRaw(host, path)).body.toString()
const feedShows = (slug: string, right: (feed: Json) => boolean) =>
  eventually(async () => readFeed(await feedOf(host, slug)), right)

const SHOW = {
  block: true,
  complete: true,
  locked: false,
  medium: 'course',
  seasons: [{ number: 2, name: 'Nordwärts' }],
  persons: [{ name: 'Frau Süß', role: 'Host', group: 'Cast', url: 'https://example.de/suess' }],
  locations: [{ name: 'Erfurt', rel: 'creator', geo: 'geo:50.98,11.03', country: 'DE' }],
  license: { identifier: 'CC-BY-4.0' },
  funding: [{ url: 'https://example.de/verein', text: 'Förderverein' }],
  updateFrequency: { text: 'Alle drei Wochen', rrule: 'FREQ=WEEKLY;INTERVAL=3' },
  txt: [{ value: 'abc', purpose: 'verify' }],
  podroll: [{ feedGuid: GUID, title: 'Tagzüge' }],
  publisher: { feedGuid: GUID },
  socialInteract: [{ protocol: 'activitypub', uri: 'https://example.de/@zug/1' }],
}

const EPISODE = {
  notes: '<p>Zu Gast: <a href="https://example.de/">Herr Ä</a></p>',
  shortTitle: 'Wien',
  block: true,
  numberLabel: 'Kap. 3',
  persons: [{ name: 'Herr Ä', role: 'Guest', group: 'Cast' }],
  locations: [{ name: 'Wien' }],
  license: { identifier: 'Eigene', url: 'https://example.de/lizenz' },
  soundbites: [{ startSeconds: 1.5, durationSeconds: 15, title: 'Abfahrt' }],
  txt: [{ value: 'true', purpose: 'ai-content' }],
  socialInteract: [{ protocol: 'disabled' }],
}

const ON_SHOW = ['seasons', 'persons', 'locations', 'funding', 'txt', 'podroll', 'socialInteract']
const ON_EPISODE = ['persons', 'locations', 'soundbites', 'txt', 'socialInteract']
const clearedBy = (fields: object) => Object.fromEntries(Object.keys(fields).map((field) => [field, null]))

test('everything podcast apps read of a show is typed, read, changed and cleared through the API', async () => {
  const made = await createShow(host, SHOW)
  expect(made).toMatchObject(SHOW)
  const { slug } = made
  const { block, complete, locked, medium, ...rest } = SHOW
  const path = `/api/v1/shows/${slug}`
  const { json } = await askJson(host, 'PATCH', path, { ...clearedBy(rest), block: 'false', medium: 'podcast' })
  for (const field of ON_SHOW) expect(json[field]).toEqual([])
  expect(json).toMatchObject({ license: null, updateFrequency: null, publisher: null, block: false, complete, locked })
  expect((await askJson(host, 'PATCH', path, SHOW)).json).toMatchObject(SHOW)
  expect((await askJson(host, 'GET', path, undefined)).json).toMatchObject(SHOW)
})

test('everything of an episode is typed as text parts of its upload, read, changed and cleared', async () => {
  const { slug } = await createShow(host)
  const texts = Object.entries(EPISODE).map(([field, value]) => [
    field,
    typeof value === 'object' ? JSON.stringify(value) : String(value),
  ])
  const { json: made } = await upload(host, slug, { after: Object.fromEntries(texts) })
  expect(made).toMatchObject(EPISODE)
  const path = `/api/v1/episodes/${made.id}`
  const { block, ...rest } = EPISODE
  const { json } = await askJson(host, 'PATCH', path, { ...clearedBy(rest), block: false })
  for (const field of ON_EPISODE) expect(json[field]).toEqual([])
  expect(json).toMatchObject({ notes: '', shortTitle: null, numberLabel: null, license: null, block: false })
  expect((await askJson(host, 'PATCH', path, EPISODE)).json).toMatchObject(EPISODE)
})

test('the feed says all of it, and follows a change', async () => {
  const { slug } = await createShow(host, { ...SHOW, complete: false })
  const { json } = await upload(host, slug, { before: { title: 'Folge', season: '2', number: '3', type: 'trailer' } })
  await askJson(host, 'PATCH', `/api/v1/episodes/${json.id}`, EPISODE)
  expect(await publish(host, json.id)).toMatchObject({ status: 200 })
  await askJson(host, 'PATCH', `/api/v1/shows/${slug}`, { complete: true })
  const feed = await feedShows(slug, ({ items, itunes }) => items?.length === 1 && itunes.complete)
  expect(feed.itunes).toMatchObject({ block: true, complete: true })
  expect(feed.podcast).toMatchObject({
    medium: 'course',
    locked: { value: false },
    persons: [{ display: 'Frau Süß', role: 'host', group: 'cast', href: 'https://example.de/suess' }],
    locations: [{ display: 'Erfurt', rel: 'creator', geo: 'geo:50.98,11.03', country: 'DE' }],
    license: { display: 'CC-BY-4.0', url: 'https://creativecommons.org/licenses/by/4.0/' },
    trailers: [{ display: 'Wien', season: 2, type: 'audio/mpeg', url: feed.items[0].enclosures[0].url }],
    podroll: { remoteItems: [{ feedGuid: GUID, title: 'Tagzüge' }] },
    publisher: { remoteItem: { feedGuid: GUID, medium: 'publisher' } },
  })
  const { content, itunes, podcast } = feed.items[0]
  expect(content.encoded).toBe(EPISODE.notes)
  expect(itunes).toMatchObject({ title: 'Wien', block: true, season: 2, episode: 3, episodeType: 'trailer' })
  expect(podcast).toMatchObject({
    season: { number: 2, name: 'Nordwärts' },
    episode: { number: 3, display: 'Kap. 3' },
    persons: [{ display: 'Herr Ä', role: 'guest', group: 'cast' }],
    soundbites: [{ startTime: 1.5, duration: 15, display: 'Abfahrt' }],
    socialInteracts: [{ protocol: 'disabled' }],
  })
  const sha256 = Buffer.from(json.audio.sha256, 'hex').toString('base64')
  expect(podcast.alternateEnclosures).toMatchObject([
    { default: true, length: json.audio.bytes, integrity: { type: 'sri', value: `sha256-${sha256}` } },
  ])
  expect(await xmlErrors(await feedOf(host, slug))).toEqual([])

  await askJson(host, 'PATCH', `/api/v1/episodes/${json.id}`, { persons: null, type: 'full' })
  await feedShows(slug, ({ items, podcast: its }) => !its.trailers && !items[0].podcast.persons)
})

test('what a picture shows is said with it or afterwards, in the feed and on the page', async () => {
  const { slug } = await createShow(host)
  const path = `/api/v1/shows/${slug}`
  const early = await askJson(host, 'PATCH', path, { artworkAlt: 'Ein Zug' })
  expect(early).toMatchObject({ status: 422, json: { fields: { artworkAlt: expect.stringContaining('no picture') } } })

  const put = (texts?: Record<string, string>) => putFile(host, `${path}/artwork`, 'artwork', COVER, texts)
  expect((await put({ alt: ' Ein Zug ' })).json.artwork.alt).toBe('Ein Zug')
  expect((await put()).json.artwork.alt).toBe('Ein Zug')
  expect((await put({ alt: 'x'.repeat(256) })).status).toBe(422)
  await feedShows(slug, ({ podcast }) => podcast.images?.[0].alt === 'Ein Zug')

  expect((await askJson(host, 'PATCH', path, { artworkAlt: 'Ein "Nachtzug"' })).json.artwork.alt).toBe('Ein "Nachtzug"')
  const { podcast } = await feedShows(slug, (feed) => feed.podcast.images[0].alt === 'Ein "Nachtzug"')
  expect(podcast.images[0]).toMatchObject({ width: 3000, height: 3000, aspectRatio: '1/1', purpose: 'artwork' })
  expect(await pageAt(`/${slug}`)).toContain('alt="Ein &quot;Nachtzug&quot;"')

  const { json } = await upload(host, slug)
  const own = await putFile(host, `/api/v1/episodes/${json.id}/artwork`, 'artwork', COVER, { alt: 'Ein Gleis' })
  expect(own.json.artwork.alt).toBe('Ein Gleis')
  await publish(host, json.id)
  await feedShows(slug, ({ items }) => items?.[0]?.podcast.images[0].alt === 'Ein Gleis')
  await askJson(host, 'PATCH', `/api/v1/episodes/${json.id}`, { artworkAlt: null })
  await feedShows(slug, ({ items }) => items[0].podcast.images[0].alt === undefined)
})

test('what is sent as it is touches neither the podcast nor the episode, nor their feed', async () => {
  const license = { identifier: 'X', url: 'https://x.example/' }
  const facts = { license, seasons: [{ number: 1, name: 'Eins' }], copyright: null, artworkAlt: 'Ein Zug' }
  const { slug } = await createShow(host)
  await putFile(host, `/api/v1/shows/${slug}/artwork`, 'artwork', COVER)
  const { json } = await upload(host, slug, { before: { title: 'Wien', slug: 'wien' } })
  await putFile(host, `/api/v1/episodes/${json.id}/artwork`, 'artwork', COVER)
  const own = { title: 'Wien', slug: 'wien', notes: '<p>Ä</p>', license, recordedOn: '2026-10-01', artworkAlt: 'Wien' }
  for (const [path, sent, other] of [
    [`/api/v1/shows/${slug}`, facts, 'Zug'],
    [`/api/v1/episodes/${json.id}`, own, 'Gleis'],
  ] as const) {
    const { updatedAt } = (await askJson(host, 'PATCH', path, sent)).json
    expect((await askJson(host, 'PATCH', path, sent)).json.updatedAt).toBe(updatedAt)
    expect((await askJson(host, 'PATCH', path, { ...sent, artworkAlt: other })).json.updatedAt).not.toBe(updatedAt)
  }
})

test('a soundbite lies inside the audio, and one beyond newer audio is no longer in the feed', async () => {
  const { slug } = await createShow(host)
  const within = { startSeconds: 0, durationSeconds: 1 }
  const beyond = [{ startSeconds: 100_000 / 2, durationSeconds: 15 }, within, { ...within, startSeconds: 80_000 }]
  const refused = await upload(host, slug, { before: { soundbites: JSON.stringify(beyond) } })
  expect(refused).toMatchObject({
    status: 422,
    json: {
      fields: {
        soundbites: expect.stringMatching(
          /^Entry 1, startSeconds: It begins .*\nEntry 3, startSeconds: It begins .*\.$/,
        ),
      },
    },
  })

  const { json } = await upload(host, slug)
  const path = `/api/v1/episodes/${json.id}`
  expect(await askJson(host, 'PATCH', path, { soundbites: beyond })).toMatchObject({ status: 422 })
  const late = [{ startSeconds: Math.floor(json.audio.seconds) - 5, durationSeconds: 5 }]
  await askJson(host, 'PATCH', path, { soundbites: late })
  await publish(host, json.id)
  await feedShows(slug, ({ items }) => items?.[0]?.podcast.soundbites?.length === 1)
  const replaced = await putFile(host, `${path}/audio`, 'audio', SAMPLE_M4A)
  const isBeyond = replaced.json.audio.seconds < json.audio.seconds - 1
  await feedShows(slug, ({ items }) => (items[0].podcast.soundbites === undefined) === isBeyond)
})

test('soundbites outside of the audio are told with whatever else is wrong of an episode', async () => {
  const { slug } = await createShow(host)
  const soundbites = [
    { startSeconds: 80_000, durationSeconds: 0 },
    { startSeconds: 1, durationSeconds: 600, title: 'x'.repeat(129) },
    { startSeconds: -1, durationSeconds: 600 },
  ]
  const wrong = { author: 'x'.repeat(300), soundbites }
  const told = [
    ['1, startSeconds', /^It begins behind the end of the audio \([\d.]+ seconds\)\.$/],
    ['1, durationSeconds', /^Write how long/],
    ['2, title', /^Write a title/],
    ['2, durationSeconds', /^It ends behind the end of the audio \([\d.]+ seconds\)\.$/],
    ['3, startSeconds', /^Write when/],
  ] as const
  const { json } = await upload(host, slug)
  const path = `/api/v1/episodes/${json.id}`
  for (const { status, json } of [
    await upload(host, slug, { before: { ...wrong, soundbites: JSON.stringify(soundbites) } }),
    await askJson(host, 'PATCH', path, wrong),
  ]) {
    expect(status).toBe(422)
    expect(Object.keys(json.fields).toSorted()).toEqual(['author', 'soundbites'])
    const lines = json.fields.soundbites.split('\n').map((line: string) => /^(Entry .*?): (.*)$/.exec(line)!.slice(1))
    expect(lines).toEqual(told.map(([place, sentence]) => [`Entry ${place}`, expect.stringMatching(sentence)]))
  }
  const { author } = wrong
  const unreadable = await upload(host, slug, {
    file: Buffer.from('no audio'),
    before: { author, soundbites: JSON.stringify(soundbites) },
  })
  expect(unreadable.status).toBe(422)
  expect(Object.keys(unreadable.json.fields).toSorted()).toEqual(['author', 'soundbites'])
})

test('soundbites that were left as they are outside of shorter audio are in the way of no other change', async () => {
  const { slug } = await createShow(host)
  const { json } = await upload(host, slug)
  const path = `/api/v1/episodes/${json.id}`
  const soundbites = [{ startSeconds: 80_000, durationSeconds: 5 }]
  await host.db.episode.update({ where: { id: json.id }, data: { soundbites } })
  const kept = await askJson(host, 'PATCH', `${path}?seen=0`, { title: 'Neu', soundbites })
  expect(kept).toMatchObject({ status: 200, json: { title: 'Neu', soundbites } })
})

test('links in notes lead to whole addresses, and the page shows the notes in place of the description', async () => {
  const { slug } = await createShow(host, { persons: SHOW.persons, license: SHOW.license, locations: SHOW.locations })
  const notes = `<h2>Themen</h2><p onclick="x"><a href="/${slug}">Zug</a><script>alert(1)</script> ]]&gt;</p>`
  const { json } = await upload(host, slug, { before: { slug: 'folge', description: 'Kurz gesagt.', notes } })
  const safe = `<p>Themen</p><p><a href="https://podcast.example/${slug}">Zug</a> ]]&gt;</p>`
  expect(json.notes).toBe(safe)
  await publish(host, json.id)
  const feed = await feedShows(slug, ({ items }) => items?.length === 1)
  expect(feed.items[0]).toMatchObject({ description: 'Kurz gesagt.', content: { encoded: safe } })

  const page = await pageAt(`/${slug}/folge`)
  expect(page).toContain(safe)
  expect(page.slice(page.indexOf('<body>'))).not.toContain('Kurz gesagt.')
  expect(page).toContain('<a href="https://example.de/suess">Frau Süß</a>, Moderation')
  expect(page).toContain('Aufgenommen in: <a href="geo:50.98,11.03">Erfurt</a>')
  expect(page).toContain('<a href="https://creativecommons.org/licenses/by/4.0/">CC-BY-4.0</a>')
  const english = await pageAt(`/en/${slug}/folge`)
  expect(english).toContain('Frau Süß</a>, Host')
  expect(english).toContain(`<div lang="de">${safe}</div>`)

  await askJson(host, 'PATCH', `/api/v1/episodes/${json.id}`, { persons: [{ name: 'Herr Ä', role: 'guest' }] })
  const changed = await pageAt(`/${slug}/folge`)
  expect(changed).toContain('Herr Ä, zu Gast')
  expect(changed).not.toContain('Frau Süß')
})

test('all that is wrong is named at once, and nothing of it is kept', async () => {
  const { slug } = await createShow(host)
  const path = `/api/v1/shows/${slug}`
  const persons = [{ name: 'a' }, { name: 'b', role: 'Chef' }, { role: 'Chef', url: 'x' }]
  const wrong = { persons, license: { identifier: 'x' }, author: 'Neu' }
  const { status, json } = await askJson(host, 'PATCH', path, wrong)
  expect([status, json.code]).toEqual([422, 'invalid'])
  expect(json.fields.persons).toMatch(/^Entry 2, role: .*\nEntry 3, name: .*\nEntry 3, url: .*\nEntry 3, role: .*\.$/)
  expect(json.fields.license).toMatch(/^Its url: /)
  expect((await askJson(host, 'GET', path, undefined)).json).toMatchObject({ persons: [], author: 'Landesbahn' })
})
