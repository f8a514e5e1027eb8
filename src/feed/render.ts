import { randomUUID } from 'node:crypto'
import { Podcast } from 'podcast'
import type { Config } from '../config.ts'
import type { Episode } from '../episodes/episode.ts'
import { htmlTextWithin } from '../lib/html-text.ts'
import { richTextWithin } from '../lib/rich-text.ts'
import { artworkUrl, audioUrl, episodeUrl, feedPageUrl, showUrl } from '../shows/addresses.ts'
import type { Show } from '../shows/show.ts'
import { chapterElements } from './chapter-elements.ts'
import { type Element, element, present } from './element.ts'
import { itunesOfEpisode, itunesOfShow } from './itunes-namespace.ts'
import { type PageLinks, pagingElements, WHOLE } from './page-links.ts'
import { podcastOfEpisode, podcastOfShow } from './podcast-namespace.ts'
import { transcriptElements } from './transcript-elements.ts'

/** Apple: at most this many bytes of UTF-8 in a description. */
const MAX_DESCRIPTION_BYTES = 4000

/** Declared in every feed (PSP-1), spelled to the byte; atom and content come from the package. */
const NAMESPACES = {
  itunes: 'http://www.itunes.com/dtds/podcast-1.0.dtd',
  podcast: 'https://podcastindex.org/namespace/1.0',
  fh: 'http://purl.org/syndication/history/1.0',
}

/** Declared where an item uses it. */
const SIMPLE_CHAPTERS = { mark: '<psc:chapters', psc: 'http://podlove.org/simple-chapters' }

/** Declared by the package, used by nobody here. */
const UNUSED = ' xmlns:dc="http://purl.org/dc/elements/1.1/"'

/** The package adds elements of its own for these; every itunes and podcast element is ours. */
const WITHOUT_EXTRAS = { iTunes: false, podcast: false, simpleChapters: false }

/** What of a show's episodes stands in its feed. */
export interface Rendered {
  /** `<item>`s, newest first. */
  items: Uint8Array[]
  /** A `<podcast:trailer>` for each trailer among them, newest first. */
  trailers: Element[]
  /** The newest change among the rows, never the clock. */
  changedAt: Date
}

/** A whole feed (RSS 2.0, Apple, PSP-1): the same show and items give the same bytes. */
export function renderFeed(
  config: Config,
  show: Show,
  { items, trailers, changedAt }: Rendered,
  links = WHOLE,
): Buffer {
  const shell = renderShell(config, show, { trailers, changedAt, namespaces: namespacesFor(items), links })
  const end = shell.lastIndexOf('</channel>')
  return Buffer.concat([Buffer.from(`${shell.slice(0, end)}\n`), ...items, Buffer.from(`${shell.slice(end)}\n`)])
}

/** One episode as an `<item>` on a line. What it says depends on the episode and its show alone. */
export function renderItem(config: Config, episode: Episode): Buffer {
  const { show, enclosure } = episode
  if (!enclosure || !episode.publishAt) throw new Error(`Episode ${episode.id} has no place in a feed.`)

  const podcast = new Podcast({ title: '-', namespaces: WITHOUT_EXTRAS })
  podcast.addItem({
    title: episode.title,
    description: descriptionOf(episode),
    content: episode.notes || undefined,
    url: episodeUrl(config, show.slug, episode.slug),
    guid: episode.guid,
    date: episode.publishAt,
    enclosure: { url: audioUrl(config, enclosure.path), size: Number(enclosure.bytes), type: enclosure.type },
    customElements: [
      ...itunesOfEpisode(config, episode, enclosure.seconds),
      ...podcastOfEpisode(config, episode, enclosure),
      ...chapterElements(config, episode),
      ...transcriptElements(config, episode),
    ],
  })
  const xml = podcast.buildXml()
  return Buffer.from(`${xml.slice(xml.indexOf('<item>'), xml.lastIndexOf('</channel>'))}\n`)
}

/** What was typed, or else the beginning of the notes; both are HTML of the few elements that apps take. */
const descriptionOf = ({ description, notes }: Episode) =>
  description ? htmlTextWithin(description, MAX_DESCRIPTION_BYTES) : richTextWithin(notes, MAX_DESCRIPTION_BYTES)

function renderShell(
  config: Config,
  show: Show,
  {
    trailers,
    changedAt,
    namespaces,
    links,
  }: Pick<Rendered, 'trailers' | 'changedAt'> & { namespaces: Record<string, string>; links: PageLinks },
): string {
  const cover = show.artwork && artworkUrl(config, show.artwork.path)
  const page = show.website ?? showUrl(config, show.slug)
  // The package stamps the clock right behind the generator; a mark that no text can contain finds the place.
  const mark = randomUUID()
  const podcast = new Podcast({
    title: show.title,
    description: htmlTextWithin(show.description, MAX_DESCRIPTION_BYTES),
    feedUrl: feedPageUrl(config, show.slug, links.self),
    siteUrl: page,
    generator: mark,
    language: show.language,
    copyright: show.copyright ?? undefined,
    namespaces: WITHOUT_EXTRAS,
    customNamespaces: namespaces,
    customElements: present([
      // Hubs are told of the feed alone, so a page of it names none (WebSub §4).
      ...(links.self === null ? config.hubs : []).map((hub) => element('atom:link', { rel: 'hub', href: hub })),
      ...pagingElements(config, show.slug, links),
      ...itunesOfShow(config, show),
      // The same picture as itunes:image, full-size: some apps take the last of the two they find.
      cover && { image: [{ url: cover }, { title: show.title }, { link: page }] },
      ...podcastOfShow(config, show),
      ...trailers,
    ]),
  })
  const stamped = new RegExp(`<generator>${mark}</generator><lastBuildDate>[^<]*</lastBuildDate>`)
  const ours = `<generator>Sendeplatz</generator><lastBuildDate>${changedAt.toUTCString()}</lastBuildDate>`
  return podcast
    .buildXml()
    .replace(UNUSED, '')
    .replace(stamped, () => ours)
}

function namespacesFor(items: Uint8Array[]): Record<string, string> {
  const usesChapters = items.some((item) =>
    Buffer.from(item.buffer, item.byteOffset, item.length).includes(SIMPLE_CHAPTERS.mark),
  )
  return usesChapters ? { ...NAMESPACES, psc: SIMPLE_CHAPTERS.psc } : NAMESPACES
}
