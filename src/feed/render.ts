import { randomUUID } from 'node:crypto'
import { Podcast } from 'podcast'
import type { Config } from '../config.ts'
import type { Episode } from '../episodes/episode.ts'
import { htmlTextWithin } from '../lib/html-text.ts'
import { artworkUrl, audioUrl, episodeUrl, feedUrl, showUrl } from '../shows/addresses.ts'
import type { Show } from '../shows/show.ts'

/** Apple: at most this many bytes of UTF-8 in a description. */
const MAX_DESCRIPTION_BYTES = 4000

/** An element for the `podcast` package: {name: text}, or with `_attr` its attributes. */
type Element = Record<string, unknown>

const NAMESPACES = {
  itunes: 'http://www.itunes.com/dtds/podcast-1.0.dtd',
  podcast: 'https://podcastindex.org/namespace/1.0',
}

/** The package adds elements of its own for these; every itunes and podcast element is ours. */
const WITHOUT_EXTRAS = { iTunes: false, podcast: false, simpleChapters: false }

/**
 * A whole feed (RSS 2.0, Apple, PSP-1): the same show, items and moment give the same bytes.
 * `changedAt` is the newest change among the rows, never the clock.
 */
export function renderFeed(config: Config, show: Show, items: Uint8Array[], changedAt: Date): Buffer {
  const shell = renderShell(config, show, changedAt)
  const end = shell.lastIndexOf('</channel>')
  return Buffer.concat([Buffer.from(`${shell.slice(0, end)}\n`), ...items, Buffer.from(`${shell.slice(end)}\n`)])
}

/** One episode as an `<item>` on a line. What it says depends on the episode and its show alone. */
export function renderItem(config: Config, episode: Episode): Buffer {
  const { show, enclosure, artwork } = episode
  if (!enclosure || !episode.publishAt) throw new Error(`Episode ${episode.id} has no place in a feed.`)

  const podcast = new Podcast({ title: '-', namespaces: WITHOUT_EXTRAS })
  podcast.addItem({
    title: episode.title,
    description: htmlTextWithin(episode.description, MAX_DESCRIPTION_BYTES),
    url: episodeUrl(config, show.slug, episode.slug),
    guid: episode.guid,
    date: episode.publishAt,
    enclosure: { url: audioUrl(config, enclosure.path), size: Number(enclosure.bytes), type: enclosure.type },
    customElements: present([
      { 'itunes:duration': String(Math.max(1, Math.round(enclosure.seconds))) },
      { 'itunes:explicit': String(episode.explicit ?? show.explicit) },
      { 'itunes:episodeType': episode.type },
      episode.author && { 'itunes:author': episode.author },
      episode.season && { 'itunes:season': String(episode.season) },
      episode.number && { 'itunes:episode': String(episode.number) },
      artwork && { 'itunes:image': { _attr: { href: artworkUrl(config, artwork.path) } } },
    ]),
  })
  const xml = podcast.buildXml()
  return Buffer.from(`${xml.slice(xml.indexOf('<item>'), xml.lastIndexOf('</channel>'))}\n`)
}

function renderShell(config: Config, show: Show, changedAt: Date): string {
  const cover = show.artwork && artworkUrl(config, show.artwork.path)
  const page = show.website ?? showUrl(config, show.slug)
  // The package stamps the clock right behind the generator; a mark that no text can contain finds the place.
  const mark = randomUUID()
  const podcast = new Podcast({
    title: show.title,
    description: htmlTextWithin(show.description, MAX_DESCRIPTION_BYTES),
    feedUrl: feedUrl(config, show.slug),
    siteUrl: page,
    generator: mark,
    language: show.language,
    copyright: show.copyright ?? undefined,
    namespaces: WITHOUT_EXTRAS,
    customNamespaces: NAMESPACES,
    customElements: present([
      { 'podcast:guid': show.guid },
      { 'itunes:author': show.author },
      { 'itunes:explicit': String(show.explicit) },
      { 'itunes:type': show.type },
      show.ownerEmail && {
        'itunes:owner': [{ 'itunes:name': show.ownerName ?? show.author }, { 'itunes:email': show.ownerEmail }],
      },
      ...show.categories.map(categoryElement),
      // The same picture twice, full-size: some apps take the last of the two they find.
      cover && { 'itunes:image': { _attr: { href: cover } } },
      cover && { image: [{ url: cover }, { title: show.title }, { link: page }] },
    ]),
  })
  const stamped = new RegExp(`<generator>${mark}</generator><lastBuildDate>[^<]*</lastBuildDate>`)
  const ours = `<generator>Sendeplatz</generator><lastBuildDate>${changedAt.toUTCString()}</lastBuildDate>`
  return podcast.buildXml().replace(stamped, () => ours)
}

function categoryElement(category: string): Element {
  const [name, sub] = category.split(' > ')
  const attributes = { _attr: { text: name } }
  return { 'itunes:category': sub ? [attributes, { 'itunes:category': { _attr: { text: sub } } }] : attributes }
}

const present = (elements: (Element | null | '' | 0)[]) => elements.filter((element) => !!element) as Element[]
