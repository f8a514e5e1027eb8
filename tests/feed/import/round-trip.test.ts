import sharp from 'sharp'
import { expect, test } from 'vitest'
import {
  ask,
  askJson,
  COVER,
  createShow,
  eventually,
  type Json,
  putFile,
  SAMPLE,
  SAMPLE_M4A,
  SET_ASIDE,
  upload,
} from '../../support/api.ts'
import { feedOf, inLines } from '../../support/feeds.ts'
import { startForward } from '../../support/forward.ts'
import { startHost } from '../../support/host.ts'
import { importFeed } from '../../support/imports.ts'
import { episodeRow, showRow } from '../../support/rows.ts'

const forward = await startForward()
const old = await startHost({ env: { PUBLIC_URL: forward.url, FEED_EPISODES: '4' } })
forward.to(old.url)
const host = await startHost({ env: { PUBLIC_URL: 'https://neu.example', IMPORT_PRIVATE_NETWORKS: 'true' } })

/**
 * What of two feeds must be equal: everything but the hosts' own names, and the moment of the newest change, which at the
 * new host is the import's.
 */
const comparable = (xml: string, url: string) =>
  inLines(xml.replaceAll(url, 'https://host').replace(/<lastBuildDate>.*?<\/lastBuildDate>/, ''))

/** Everything an API takes for a show. */
const SHOW = {
  slug: 'alles',
  title: 'Ämter & Züge <live>',
  description: 'Erste Zeile\nzweite  Zeile\n\nNeuer Absatz: 1 < 2 && "so" ]]> \u200fשלום\u200f 👩‍👩‍👧',
  language: 'de-DE',
  categories: ['Society & Culture > Documentary', 'Government'],
  author: 'Landesbahn & Söhne',
  ownerName: 'Redaktion',
  ownerEmail: 'podcast@example.de',
  explicit: true,
  type: 'serial',
  copyright: 'Freistaat Thüringen',
  block: true,
  medium: 'music',
  license: { identifier: 'CC-BY-4.0' },
  updateFrequency: {
    text: 'Jeden zweiten Dienstag',
    dtstart: '2026-01-06',
    rrule: 'FREQ=WEEKLY;INTERVAL=2;COUNT=20',
    complete: true,
  },
  publisher: { feedGuid: '003af0a0-6a45-55cf-b765-68e3d349551a', feedUrl: 'https://verlag.example/feed.xml' },
  podroll: [
    {
      feedGuid: '29cdca4a-32d8-56ba-b48b-09a011c5daa9',
      feedUrl: 'https://a.example/f',
      title: 'A & B',
      medium: 'podcast',
    },
  ],
  seasons: [{ number: 2, name: 'Süden & mehr' }],
  persons: [
    {
      name: 'Ada <Lovelace>',
      role: 'Guest',
      group: 'Cast',
      url: 'https://ada.example/',
      imageUrl: 'https://ada.example/a.png',
    },
    { name: 'Bob', role: 'Editor', group: 'Video Post-Production' },
  ],
  locations: [{ name: 'Erfurt', rel: 'subject', geo: 'geo:50.9787,11.0328', osm: 'R62745', country: 'DE' }],
  funding: [{ url: 'https://spenden.example/?a=1&b=2', text: 'Spenden & helfen' }],
  txt: [{ value: 'abc "def" <x>', purpose: 'verify' }, { value: 'frei' }],
  socialInteract: [{ protocol: 'activitypub', uri: 'https://social.example/@a/1', accountId: '@a', priority: 1 }],
}

const EPISODE = {
  slug: 'wien-und-zurueck',
  title: 'Wien – „Mühen der Ebene“ & mehr ]]>',
  shortTitle: 'Wien',
  description: 'Zu Gast: <b>Frau Süß</b>\n  https://example.de/?a=1&b=2',
  notes: '<p>Links: <a href="https://example.de/?a=1&amp;b=2">eins</a></p><ul><li><b>fett</b> &lt;x&gt;</li></ul>',
  author: 'Frau Süß',
  season: 2,
  number: 7,
  numberLabel: '7½',
  explicit: false,
  block: true,
  persons: [{ name: 'Carla', role: 'Narrator', group: 'Cast' }],
  locations: [{ name: 'Wien', country: 'AT' }],
  license: { identifier: 'Eigene', url: 'https://example.de/lizenz' },
  soundbites: [{ startSeconds: 1.25, durationSeconds: 20.5, title: 'Der Satz & der Witz' }],
  txt: [{ value: 'false', purpose: 'ai-content' }],
  socialInteract: [{ protocol: 'disabled' }],
}

const CHAPTERS = [
  { startTime: 0.25, title: 'Abfahrt & „Gleis <9>“', url: 'https://example.de/?a=1&b=2', endTime: 20 },
  { startTime: 20, img: 'https://example.de/bild.png', toc: false },
  { startTime: 30.5, title: 'Grenze', img: 'https://example.de/grenze.png' },
]

const VTT = `WEBVTT

00:00:00.000 --> 00:00:03.250
<v Frau Süß>Guten Tag & willkommen.

00:00:03.250 --> 00:00:09.001
<v Ada>1 < 2, sagt eine lange Zeile, die in keiner Untertitelzeile Platz hat und deshalb umbrochen wird.
`

/** What must be in the feed, for the comparison to say something. */
const ELEMENTS = `
  itunes:owner itunes:category itunes:image itunes:block itunes:complete itunes:type itunes:title itunes:author itunes:season
  itunes:episode itunes:duration content:encoded psc:chapters podcast:guid podcast:locked podcast:medium podcast:license
  podcast:updateFrequency podcast:publisher podcast:podroll podcast:season podcast:episode podcast:person podcast:location
  podcast:funding podcast:txt podcast:socialInteract podcast:image podcast:trailer podcast:soundbite podcast:chapters
  podcast:transcript podcast:alternateEnclosure podcast:integrity
`.match(/\S+/g)!

const picture = (background: string) =>
  sharp({ create: { width: 1400, height: 1400, channels: 3, background } })
    .png()
    .toBuffer()

async function change(method: string, path: string, body: unknown) {
  const { status, json } = await askJson(old, method, `/api/v1${path}`, body)
  expect([status, json]).toEqual([200, expect.anything()])
}

/** A draft of the old host with all fields. */
async function episode(fields: Record<string, unknown>, file: string): Promise<string> {
  const { slug, title, ...more } = fields
  const { json } = await upload(old, 'alles', { file, before: { slug: String(slug), title: String(title) } })
  await change('PATCH', `/episodes/${json.id}`, more)
  return json.id
}

test('a show that is exported as its feed and imported into an empty host has the same feed there', async () => {
  await createShow(old, SHOW)
  await putFile(old, '/api/v1/shows/alles/artwork', 'artwork', COVER)
  await change('PATCH', '/shows/alles', { artworkAlt: 'Ein Zug & ein Amt' })

  const full = await episode(EPISODE, SAMPLE)
  await putFile(old, `/api/v1/episodes/${full}/artwork`, 'artwork', await picture('#123'))
  await change('PATCH', `/episodes/${full}`, { artworkAlt: 'Wien' })
  await change('PUT', `/episodes/${full}/chapters`, { chapters: CHAPTERS })
  for (const [language, text] of [
    ['de-DE', VTT],
    ['en', 'Good morning.\n\nAda: Hello.'],
  ] as const)
    expect(
      (
        await ask(old, 'PUT', `/api/v1/episodes/${full}/transcripts/${language}`, {
          body: text,
          headers: { 'Content-Type': 'text/plain' },
        })
      ).status,
    ).toBe(200)
  const plain = await episode(
    { slug: 'folge-8', title: 'Folge 8', number: 8, description: 'Text\n\nmit Absatz', season: null, author: null },
    SAMPLE_M4A,
  )
  const noted = await episode(
    { slug: 'folge-9', title: 'Folge 9', number: 9, description: null, notes: `<p>${'Nur Notizen. '.repeat(400)}</p>` },
    SAMPLE,
  )
  const trailer = await episode(
    { slug: 'trailer', title: 'Trailer', type: 'trailer', season: 2, number: null, description: '&'.repeat(3000) },
    SAMPLE,
  )
  const dates = {
    [full]: '2026-01-06T06:00:00+01:00',
    [plain]: '2026-01-20T06:00:00+01:00',
    [noted]: '2026-01-20T06:00:00+01:00',
    [trailer]: '2025-12-24T06:00:00+01:00',
  }
  for (const [id, at] of Object.entries(dates))
    await change('PUT', `/episodes/${id}/publication`, { at, overrides: SET_ASIDE })
  await change('PATCH', '/shows/alles', { complete: true })
  const itemsIn = (xml: string) => xml.match(/<item>/g)?.length ?? 0
  const before = await eventually(
    () => feedOf(old, 'alles'),
    (xml) => itemsIn(xml) === 4 && xml.includes('itunes:complete'),
  )

  for (const name of ELEMENTS) expect(before).toMatch(new RegExp(`<${name}[ >/]`))

  const done = await importFeed(host, `${forward.url}/feeds/alles.xml`, { slug: 'alles', ownerConfirmed: true })
  expect(done.episodes.map(({ outcome, message }: Json) => [outcome, message])).toEqual(
    Array(4).fill(['imported', null]),
  )
  expect(done.report.warnings).toEqual([])
  const after = await eventually(
    () => feedOf(host, 'alles'),
    (xml) => itemsIn(xml) === 4,
  )
  expect(comparable(after, 'https://neu.example')).toBe(comparable(before, forward.url))

  const filesOf = (xml: string) => [
    ...new Set(
      [...xml.matchAll(/"https?:\/\/[^/]+(\/(?:audio|artwork|transcripts|alles)\/[^"]+)"/g)].map(([, path]) => path!),
    ),
  ]
  expect(filesOf(after)).toEqual(filesOf(before))
  for (const path of filesOf(before)) {
    const [was, is] = await Promise.all(
      [old, host].map(async ({ url }) => Buffer.from(await (await fetch(url + path)).bytes())),
    )
    expect([path, is!.equals(was!)]).toEqual([path, true])
  }

  expect((await importFeed(host, `${forward.url}/feeds/alles.xml`, { ownerConfirmed: true })).counts).toMatchObject({
    unchanged: 4,
  })
  expect(await feedOf(host, 'alles')).toBe(after)
}, 60_000)

test('a feed of several pages comes over whole, in its order', async () => {
  const show = await showRow(old, { slug: 'seiten' })
  const { slug } = show
  const key = (await old.db.enclosure.findFirstOrThrow({ where: { type: 'audio/mpeg' } })).key
  const { bytes, sha256, seconds } = await old.db.enclosure.findFirstOrThrow({ where: { key } })
  const facts = { key, bytes, sha256, seconds }
  for (let day = 1; day <= 7; day++)
    await episodeRow(
      old,
      show,
      { slug: `tag-${day}`, publishAt: new Date(`2026-10-0${Math.ceil(day / 2)}T06:00:00Z`) },
      { ...facts, path: `seiten/tag-${day}-${sha256.slice(0, 8)}.mp3` },
    )
  await old.media.load()
  const guidsIn = (rows: { guid: string }[]) => rows.map(({ guid }) => guid)
  const inOrder = (host: typeof old) =>
    host.db.episode.findMany({ where: { show: { slug } }, orderBy: [{ publishAt: 'desc' }, { id: 'desc' }] })

  const done = await importFeed(host, `${forward.url}/feeds/seiten.xml`, { slug, ownerConfirmed: true })
  expect(done).toMatchObject({ state: 'done', total: 7, counts: { imported: 7 } })
  expect(guidsIn(await inOrder(host))).toEqual(guidsIn(await inOrder(old)))
}, 60_000)
