import { expect, test } from 'vitest'
import { refreshFeed } from '../../src/feed/refresh.ts'
import { keepRenderedItems } from '../../src/feed/rendered-items.ts'
import { feedOf, inLines, readFeed } from '../support/feeds.ts'
import { startHost } from '../support/host.ts'
import { A_SUNDAY, artworkRow, episodeRow, showRow } from '../support/rows.ts'

const host = await startHost()
const later = (minutes: number) => new Date(A_SUNDAY.getTime() + minutes * 60_000)
const builtAt = (xml: string) => /<lastBuildDate>(.*?)</.exec(xml)?.[1]

test('a show with nothing but what is needed', async () => {
  await showRow(host, { slug: 'nachtzuege', guid: '11111111-1111-5111-8111-111111111111' })
  await expect(inLines(await feedOf(host, 'nachtzuege'))).toMatchFileSnapshot('golden/minimal.xml')
})

test('a show with everything', async () => {
  const show = await showRow(host, {
    slug: 'alles',
    guid: '22222222-2222-5222-8222-222222222222',
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
  })
  await artworkRow(host, show)
  const guid = (last: number) => `33333333-3333-7333-8333-33333333333${last}`
  const sha256 = 'ba78'.repeat(16)
  const first = await episodeRow(
    host,
    show,
    {
      slug: 'wien',
      guid: guid(1),
      title: 'Wien – „Mühen der Ebene“ & mehr ]]>',
      description: 'Zu Gast: <b>Frau Süß</b>\nhttps://example.de/?a=1&b=2',
      author: 'Frau Süß',
      season: 2,
      number: 1,
      explicit: false,
      chapters: [
        { startSeconds: 0.25, title: 'Abfahrt & „Gleis <9>“', url: 'https://example.de/?a=1&b=2', endSeconds: 20 },
        { startSeconds: 20, title: '', imageUrl: 'https://example.de/bild.png', hidden: true },
        { startSeconds: 30.5, title: 'Grenze', imageUrl: 'https://example.de/grenze.png' },
        { startSeconds: 3600, title: 'Hinter dem Ende' },
      ],
    },
    { sha256 },
  )
  await artworkRow(host, show, first)
  const m4a = { sha256, path: 'alles/trailer-89abcdef.m4a', type: 'audio/x-m4a', seconds: 0.4, bytes: 3_000_000_000 }
  await episodeRow(host, show, { slug: 'trailer', guid: guid(2), type: 'trailer', publishAt: later(60) }, m4a)
  await episodeRow(host, show, { title: 'Ein Entwurf', publishAt: null })
  await episodeRow(host, show, { title: 'Eine geplante Folge', publishAt: new Date('2099-01-01') })
  await host.db.episode.create({
    data: { showId: show.id, slug: 'stumm', guid: guid(3), title: 'Stumm', publishAt: A_SUNDAY },
  })
  await expect(inLines(await feedOf(host, 'alles'))).toMatchFileSnapshot('golden/everything.xml')
})

test('the same rows give the same bytes, whoever renders them and when', async () => {
  const show = await showRow(host)
  for (let minutes = 0; minutes < 60; minutes++) await episodeRow(host, show, { publishAt: later(minutes) })
  const first = await feedOf(host, show.slug)
  host.travelTo('2031-05-05T05:05:05Z')
  await refreshFeed(host, keepRenderedItems(), { showId: show.id, at: host.now() })
  await host.feeds.reload(show.id)
  expect(await feedOf(host, show.slug)).toBe(first)
  expect((await host.db.feed.findUniqueOrThrow({ where: { showId: show.id } })).revision).toBe(1)
})

test('the newest episode comes first, and of two at the same moment the one made later', async () => {
  const show = await showRow(host)
  for (const [title, minutes] of [
    ['zwei', 2],
    ['eins', 1],
    ['vier', 3],
    ['fünf', 3],
  ] as const)
    await episodeRow(host, show, { title, publishAt: later(minutes) })
  const { items } = readFeed(await feedOf(host, show.slug))
  expect(items.map(({ title }: { title: string }) => title)).toEqual(['fünf', 'vier', 'zwei', 'eins'])
})

test('the feed was built when the newest of its rows was changed or became public', async () => {
  const show = await showRow(host)
  expect(builtAt(await feedOf(host, show.slug))).toBe('Sun, 25 Oct 2026 05:00:00 GMT')

  const refresh = async () => {
    await refreshFeed(host, keepRenderedItems(), { showId: show.id, at: host.now() })
    await host.feeds.reload(show.id)
    return builtAt(await feedOf(host, show.slug))
  }
  const episode = await episodeRow(host, show, { publishAt: later(5) })
  expect(await refresh()).toBe('Sun, 25 Oct 2026 05:05:00 GMT')
  await host.db.episode.update({ where: { id: episode.id }, data: { title: 'Neu', updatedAt: later(7) } })
  expect(await refresh()).toBe('Sun, 25 Oct 2026 05:07:00 GMT')
  await host.db.show.update({ where: { id: show.id }, data: { title: 'Neu', updatedAt: later(9) } })
  expect(await refresh()).toBe('Sun, 25 Oct 2026 05:09:00 GMT')
})
