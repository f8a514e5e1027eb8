import type { Config } from '../config.ts'
import type { Episode } from '../episodes/episode.ts'
import { artworkUrl } from '../shows/addresses.ts'
import type { Show } from '../shows/show.ts'
import { type Element, element, present } from './element.ts'

/** What Apple reads of a show. A switch that is off says nothing: Apple knows only `Yes` (AC-05). */
export const itunesOfShow = (config: Config, show: Show): Element[] =>
  present([
    { 'itunes:author': show.author },
    { 'itunes:explicit': String(show.explicit) },
    { 'itunes:type': show.type },
    show.ownerEmail && {
      'itunes:owner': [{ 'itunes:name': show.ownerName ?? show.author }, { 'itunes:email': show.ownerEmail }],
    },
    ...show.categories.map(categoryElement),
    show.artwork && element('itunes:image', { href: artworkUrl(config, show.artwork.path) }),
    show.block && { 'itunes:block': 'Yes' },
    show.complete && { 'itunes:complete': 'Yes' },
    show.newFeedUrl && { 'itunes:new-feed-url': show.newFeedUrl },
  ])

/** What Apple reads of an episode. `seconds` is the length of its audio. */
export const itunesOfEpisode = (config: Config, episode: Episode, seconds: number): Element[] =>
  present([
    { 'itunes:duration': String(Math.max(1, Math.round(seconds))) },
    { 'itunes:explicit': String(episode.explicit ?? episode.show.explicit) },
    { 'itunes:episodeType': episode.type },
    episode.shortTitle && { 'itunes:title': episode.shortTitle },
    episode.author && { 'itunes:author': episode.author },
    episode.season && { 'itunes:season': String(episode.season) },
    episode.number && { 'itunes:episode': String(episode.number) },
    episode.artwork && element('itunes:image', { href: artworkUrl(config, episode.artwork.path) }),
    episode.block && { 'itunes:block': 'Yes' },
  ])

function categoryElement(category: string): Element {
  const [name, sub] = category.split(' > ')
  const attributes = { _attr: { text: name } }
  return { 'itunes:category': sub ? [attributes, { 'itunes:category': { _attr: { text: sub } } }] : attributes }
}
