import type { Config } from '../config.ts'
import type { Episode } from '../episodes/episode.ts'
import { factsOfEpisode } from '../episodes/episode-facts.ts'
import { isWithin } from '../episodes/soundbites-input.ts'
import { cutToLength } from '../lib/plain-text.ts'
import { artworkUrl, audioUrl } from '../shows/addresses.ts'
import type { License, Location, Person } from '../shows/credits-input.ts'
import { LICENSES } from '../shows/licenses.ts'
import type { RemoteShow, SocialInteract, Txt } from '../shows/links-input.ts'
import type { UpdateFrequency } from '../shows/schedule-input.ts'
import type { Show } from '../shows/show.ts'
import { factsOfShow } from '../shows/show-facts.ts'
import { type Element, element, present } from './element.ts'

/** The standard's bound of names and titles, in characters. */
const MAX_NAME_LENGTH = 128

/** What the podcast namespace says of a show; each element as the standard wants it, or none. */
export function podcastOfShow(config: Config, show: Show): Element[] {
  const facts = factsOfShow(show)
  return present([
    { 'podcast:guid': show.guid },
    element('podcast:locked', { owner: show.ownerEmail }, show.locked ? 'yes' : 'no'),
    { 'podcast:medium': show.medium },
    ...facts.funding.map(({ url, text }) => element('podcast:funding', { url }, text)),
    ...facts.persons.map(personElement),
    ...facts.locations.map(locationElement),
    facts.license && licenseElement(facts.license),
    facts.updateFrequency && frequencyElement(facts.updateFrequency),
    ...facts.txt.map(txtElement),
    show.artwork && imageElement(config, show.artwork),
    ...facts.socialInteract.map(socialElement),
    facts.publisher && { 'podcast:publisher': [remoteElement({ ...facts.publisher, medium: 'publisher' })] },
    facts.podroll.length > 0 && { 'podcast:podroll': facts.podroll.map(remoteElement) },
  ])
}

type Enclosure = NonNullable<Episode['enclosure']>

/** What the podcast namespace says of an episode and its audio; its persons take the place of the show's in apps. */
export function podcastOfEpisode(config: Config, episode: Episode, enclosure: Enclosure): Element[] {
  const facts = factsOfEpisode(episode)
  const { season, number } = episode
  return present([
    season && element('podcast:season', { name: seasonName(episode.show, season) }, String(season)),
    number && element('podcast:episode', { display: episode.numberLabel }, String(number)),
    ...facts.persons.map(personElement),
    ...facts.locations.map(locationElement),
    facts.license && licenseElement(facts.license),
    ...facts.soundbites
      .filter((bite) => isWithin(enclosure.seconds, bite))
      .map(({ startSeconds, durationSeconds, title }) =>
        element('podcast:soundbite', { startTime: startSeconds, duration: durationSeconds }, title),
      ),
    ...facts.txt.map(txtElement),
    episode.artwork && imageElement(config, episode.artwork),
    ...facts.socialInteract.map(socialElement),
    alternateEnclosure(config, enclosure),
  ])
}

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

const seasonName = (show: Show, season: number) =>
  factsOfShow(show).seasons.find(({ number }) => number === season)?.name

/** Roles in small letters: the standard ignores capitals, not every app does. */
const personElement = ({ name, role, group, url, imageUrl }: Person) =>
  element('podcast:person', { role: role.toLowerCase(), group: group.toLowerCase(), img: imageUrl, href: url }, name)

const locationElement = ({ name, rel, geo, osm, country }: Location) =>
  element('podcast:location', { rel, geo, osm, country }, name)

const licenseElement = ({ identifier, url }: License) =>
  element('podcast:license', { url: url ?? LICENSES[identifier] }, identifier)

const frequencyElement = ({ text, complete, dtstart, rrule }: UpdateFrequency) =>
  element('podcast:updateFrequency', { complete: complete && 'true', dtstart, rrule }, text)

const txtElement = ({ value, purpose }: Txt) => element('podcast:txt', { purpose }, value)

const socialElement = ({ protocol, uri, accountId, accountUrl, priority }: SocialInteract) =>
  element('podcast:socialInteract', { protocol, uri, accountId, accountUrl, priority })

const remoteElement = ({ feedGuid, feedUrl, title, medium }: RemoteShow) =>
  element('podcast:remoteItem', { feedGuid, feedUrl, title, medium })

const imageElement = (config: Config, { path, alt, side, type }: NonNullable<Show['artwork']>) =>
  element('podcast:image', {
    href: artworkUrl(config, path),
    alt,
    'aspect-ratio': '1/1',
    width: side,
    height: side,
    type,
    purpose: 'artwork',
  })

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
