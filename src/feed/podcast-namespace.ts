import type { Config } from '../config.ts'
import type { Episode } from '../episodes/episode.ts'
import { cutToLength } from '../lib/plain-text.ts'
import { audioUrl } from '../shows/addresses.ts'
import type { Show } from '../shows/show.ts'
import { type Element, element, present } from './element.ts'

/** The standard's bound of names and titles, in characters. */
const MAX_NAME_LENGTH = 128

/** What the podcast namespace says of a show; each element as the standard wants it, or none. */
export const podcastOfShow = (_config: Config, show: Show): Element[] =>
  present([
    { 'podcast:guid': show.guid },
    element('podcast:locked', { owner: show.ownerEmail }, show.locked ? 'yes' : 'no'),
    { 'podcast:medium': show.medium },
  ])

type Enclosure = NonNullable<Episode['enclosure']>

/** What the podcast namespace says of an episode and its audio. */
export const podcastOfEpisode = (config: Config, _episode: Episode, enclosure: Enclosure): Element[] =>
  present([alternateEnclosure(config, enclosure)])

/** A trailer among the episodes, as the channel names it; null for any other episode. */
export function trailerOf(config: Config, { type, enclosure, publishAt, ...episode }: Episode): Element | null {
  if (type !== 'trailer' || !enclosure || !publishAt) return null
  const attributes = {
    url: audioUrl(config, enclosure.path),
    pubdate: publishAt.toUTCString(),
    length: Number(enclosure.bytes),
    type: enclosure.type,
    season: episode.season,
  }
  return element('podcast:trailer', attributes, cutToLength(episode.shortTitle ?? episode.title, MAX_NAME_LENGTH))
}

/** The published file once more, with the hash it can be checked by (W3C Subresource Integrity). */
function alternateEnclosure(config: Config, { path, type, bytes, bitrate, sha256 }: Enclosure): Element {
  const attributes = { type, length: Number(bytes), bitrate, default: 'true' }
  const integrity = `sha256-${Buffer.from(sha256, 'hex').toString('base64')}`
  return {
    'podcast:alternateEnclosure': [
      { _attr: attributes },
      element('podcast:source', { uri: audioUrl(config, path) }),
      element('podcast:integrity', { type: 'sri', value: integrity }),
    ],
  }
}
