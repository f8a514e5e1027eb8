import { expect, test } from 'vitest'
import { episodes as demoEpisodes, show as demoShow, makeShow } from '../../demo/make-show.ts'
import { readNewEpisode } from '../../src/episodes/episode-input.ts'
import { readNewShow } from '../../src/shows/show-input.ts'
import { eventually } from '../support/api.ts'
import { brokenDocuments } from '../support/document-rules.ts'
import { brokenRules } from '../support/feed-rules.ts'
import { feedOf, inLines, xmlErrors } from '../support/feeds.ts'
import { startHost } from '../support/host.ts'
import { A_SUNDAY, artworkRow, episodeRow, showRow } from '../support/rows.ts'
import { servedBy } from '../support/served.ts'

const host = await startHost()
const anHourLater = new Date(A_SUNDAY.getTime() + 3_600_000)

/** The feed, by every rule, as people review it: an element on each line. */
async function reviewed(slug: string, xml: string): Promise<string> {
  expect(await xmlErrors(xml)).toEqual([])
  expect(brokenRules(xml, `https://podcast.example/feeds/${slug}.xml`)).toEqual([])
  return inLines(xml)
}

test('a show with nothing but what is needed', async () => {
  const show = await showRow(host, { slug: 'nachtzuege', guid: '11111111-1111-5111-8111-111111111111' })
  await artworkRow(host, show)
  await expect(await reviewed(show.slug, await feedOf(host, show.slug))).toMatchFileSnapshot('golden/minimal.xml')
})

const OTHER_SHOW = '917393e3-1b1e-5cef-ace4-edaa54e1f810'

const EVERYTHING = readNewShow({
  slug: 'alles',
  title: 'Ämter & Züge <live>',
  description: 'Erste Zeile\nzweite Zeile\n\nNeuer Absatz: 1 < 2 && "so" ]]> \u200fשלום\u200f 👩‍👩‍👧',
  language: 'de-DE',
  categories: ['Society & Culture > Documentary', 'Government'],
  author: 'Landesbahn & Söhne',
  ownerName: 'Redaktion',
  ownerEmail: 'podcast@example.de',
  explicit: true,
  type: 'serial',
  copyright: 'Freistaat Thüringen',
  website: 'https://www.example.de/podcast?a=1&b=2',
  block: true,
  complete: true,
  locked: false,
  medium: 'course',
  seasons: [{ number: 2, name: 'Nach "Süden" & zurück' }],
  persons: [
    { name: 'Frau Süß & Co.', url: 'https://example.de/suess?a=1&b=2', imageUrl: 'https://example.de/suess.jpg' },
    { name: 'Herr Ton', role: 'audio engineer' },
  ],
  locations: [
    { name: 'Erfurt', rel: 'creator', geo: 'geo:50.98,11.03', osm: 'R7444', country: 'de' },
    { name: 'Die "Alpen"', rel: 'subject' },
  ],
  license: { identifier: 'cc-by-4.0' },
  funding: [{ url: 'https://example.de/verein', text: 'Förderverein <Zug>' }],
  updateFrequency: {
    text: 'Alle zwei Wochen',
    rrule: 'FREQ=WEEKLY;INTERVAL=2;COUNT=10',
    dtstart: '2026-08-26',
    complete: true,
  },
  txt: [{ value: 'abc-123', purpose: 'verify' }, { value: 'frei\nin zwei Zeilen' }],
  podroll: [{ feedGuid: OTHER_SHOW, feedUrl: 'https://example.de/feed.xml', title: 'Tagzüge', medium: 'music' }],
  publisher: { feedGuid: OTHER_SHOW, feedUrl: 'https://example.de/verlag.xml' },
  socialInteract: [
    {
      protocol: 'activitypub',
      uri: 'https://example.de/@zug/1',
      accountId: '@zug',
      accountUrl: 'https://example.de/@zug',
      priority: 1,
    },
  ],
})

const WIEN = readNewEpisode(
  {
    slug: 'wien',
    title: 'Wien – „Mühen der Ebene“ & mehr ]]>',
    description: 'Zu Gast: <b>Frau Süß</b>\nhttps://example.de/?a=1&b=2',
    notes:
      '<h2>Gäste</h2><p onclick="x">Frau <b>Süß</b> &amp; <a href="/alles?a=1&b=2">mehr</a> ]]&gt;</p><ul><li>Gleis 9</ul>',
    shortTitle: 'Wien',
    author: 'Frau Süß',
    season: 2,
    number: 1,
    numberLabel: 'Tag "1"',
    explicit: false,
    block: true,
    persons: [{ name: 'Herr Ä', role: 'guest' }],
    locations: [{ name: 'Wien' }],
    license: { identifier: 'Eigene 1.0', url: 'https://example.de/lizenz' },
    soundbites: [
      { startSeconds: 0, durationSeconds: 15 },
      { startSeconds: 20.5, durationSeconds: 30, title: 'Warum „Gleis 9“?' },
    ],
    txt: [{ value: 'false', purpose: 'ai-content' }],
    socialInteract: [{ protocol: 'disabled' }],
  },
  host.config.publicUrl,
)

test('a show with everything', async () => {
  const show = await showRow(host, {
    ...EVERYTHING,
    guid: '22222222-2222-5222-8222-222222222222',
    newFeedUrl: 'https://neu.example/feed.xml',
  })
  await artworkRow(host, show, undefined, 'Ein "Zug" vor <Alpen>')
  const guid = (last: number) => `33333333-3333-7333-8333-33333333333${last}`
  const sha256 = 'ba78'.repeat(16)
  const chapters = [
    { startSeconds: 0.25, title: 'Abfahrt & „Gleis <9>“', url: 'https://example.de/?a=1&b=2', endSeconds: 20 },
    { startSeconds: 20, title: '', imageUrl: 'https://example.de/bild.png', hidden: true },
    { startSeconds: 30.5, title: 'Grenze', imageUrl: 'https://example.de/grenze.png' },
    { startSeconds: 3600, title: 'Hinter dem Ende' },
  ]
  const first = await episodeRow(host, show, { ...WIEN, guid: guid(1), chapters }, { sha256 })
  await host.db.transcript.create({
    data: { episodeId: first.id, language: 'de', state: 'approved', cues: [], times: 'spans', sha256 },
  })
  await artworkRow(host, show, first, 'Ein Gleis')
  const m4a = { sha256, path: 'alles/trailer-89abcdef.m4a', type: 'audio/x-m4a', seconds: 0.4, bytes: 3_000_000_000 }
  const trailer = { slug: 'trailer', guid: guid(2), type: 'trailer', season: 2, publishAt: anHourLater } as const
  await episodeRow(host, show, { ...trailer, notes: '<p>Nur Notizen</p>' }, m4a)
  await episodeRow(host, show, { title: 'Ein Entwurf', publishAt: null })
  await episodeRow(host, show, { title: 'Eine geplante Folge', publishAt: new Date('2099-01-01') })
  await host.db.episode.create({
    data: { showId: show.id, slug: 'stumm', guid: guid(3), title: 'Stumm', publishAt: A_SUNDAY },
  })
  await expect(await reviewed(show.slug, await feedOf(host, show.slug))).toMatchFileSnapshot('golden/everything.xml')
})

test('the demo', async () => {
  await makeShow(host)
  const xml = await eventually(
    () => feedOf(host, demoShow.slug),
    (feed) => feed.split('</item>').length > demoEpisodes.length,
  )
  expect(brokenDocuments(xml, await servedBy(host, xml))).toEqual([])
  // What is new each time: when it was made, and the guids.
  let guids = 0
  const same = xml
    .replace(/<lastBuildDate>[^<]*/, '<lastBuildDate>Sun, 25 Oct 2026 05:00:00 GMT')
    .replace(/(?<=<guid isPermaLink="false">)[0-9a-f-]{36}/g, () => `33333333-3333-7333-8333-33333333333${++guids}`)
  await expect(await reviewed(demoShow.slug, same)).toMatchFileSnapshot('golden/demo.xml')
})
