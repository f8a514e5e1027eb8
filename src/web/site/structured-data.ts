import type { Config } from '../../config.ts'
import type { Episode } from '../../episodes/episode.ts'
import { formatsFor, transcriptPath } from '../../episodes/transcripts/formats.ts'
import { htmlToText } from '../../lib/html-to-text.ts'
import { artworkUrl, audioUrl, episodeUrl, feedUrl, showUrl, transcriptUrl } from '../../shows/addresses.ts'
import type { License, Location, Person } from '../../shows/credits-input.ts'
import { LICENSES } from '../../shows/licenses.ts'
import type { Show } from '../../shows/show.ts'
import { factsOfShow } from '../../shows/show-facts.ts'
import { type Language, pathIn } from '../languages.ts'
import { pageUrl } from '../page-url.ts'
import { SEARCH_PATH } from '../search-address.ts'
import { wordsFor } from '../words/words-for.ts'
import { creditsOf } from './credits.ts'
import { embedUrl } from './embed-code.ts'

type Public = Pick<Config, 'publicUrl'>
type Operated = Pick<Config, 'publicUrl' | 'operatorName'>

const CONTEXT = 'https://schema.org'

/** The host as schema.org describes it: WebSite with its search, and who publishes it where that is known. */
export function siteData(config: Operated, language: Language) {
  const { publicUrl, operatorName } = config
  return {
    '@context': CONTEXT,
    '@type': 'WebSite',
    '@id': `${publicUrl}/#website`,
    name: operatorName ?? wordsFor(language).shows,
    url: `${publicUrl}${pathIn(language, '/')}`,
    inLanguage: language,
    publisher: publisherData(config),
    potentialAction: {
      '@type': 'SearchAction',
      target: {
        '@type': 'EntryPoint',
        urlTemplate: `${publicUrl}${pathIn(language, SEARCH_PATH)}?q={search_term_string}`,
      },
      'query-input': 'required name=search_term_string',
    },
  }
}

/** A show as schema.org describes it: PodcastSeries. One thing, whichever language its page is in. */
export function seriesData(config: Operated, show: Show, language: Language) {
  const { persons, locations, license } = factsOfShow(show)
  return {
    '@context': CONTEXT,
    ...seriesInBrief(config, show, language),
    description: show.description,
    inLanguage: show.language,
    genre: show.categories,
    isFamilyFriendly: !show.explicit,
    identifier: show.guid,
    image: pictureData(config, show.artwork),
    sameAs: show.website ?? undefined,
    publisher: publisherData(config),
    ...authorData(config, show.author, persons),
    copyrightNotice: noticeOf(show),
    license: licenseUrl(license),
    ...peopleData(persons),
    ...placesData(locations),
  }
}

/** An episode as schema.org describes it: PodcastEpisode with its audio, its show and its season. */
export function episodeData(config: Operated, episode: Episode, language: Language) {
  const { show, slug, title, number, publishAt } = episode
  const { persons, locations, license } = creditsOf(episode)
  return {
    '@context': CONTEXT,
    '@type': 'PodcastEpisode',
    '@id': episodeUrl(config, show.slug, slug),
    name: title,
    url: pageUrl(config, language, show.slug, slug),
    description: aboutOf(episode) || undefined,
    inLanguage: episode.language ?? show.language,
    datePublished: publishAt!.toISOString(),
    duration: durationOf(episode),
    episodeNumber: number ?? undefined,
    isFamilyFriendly: !(episode.explicit ?? show.explicit),
    isAccessibleForFree: true,
    accessMode: 'auditory',
    accessibilityFeature: episode.transcripts.length > 0 ? 'transcript' : undefined,
    identifier: episode.guid,
    image: pictureData(config, episode.artwork ?? show.artwork),
    associatedMedia: audioData(config, episode, language),
    partOfSeries: seriesInBrief(config, show, language),
    partOfSeason: seasonData(episode),
    publisher: publisherData(config),
    ...authorData(config, episode.author ?? show.author, persons),
    copyrightNotice: noticeOf(show),
    license: licenseUrl(license),
    ...peopleData(persons),
    ...placesData(locations),
  }
}

/** What an episode is about, as plain text: its notes where nothing shorter was typed. */
export const aboutOf = ({ description, notes }: Pick<Episode, 'description' | 'notes'>) =>
  description || htmlToText(notes)

const seriesInBrief = (config: Public, show: Show, language: Language) => ({
  '@type': 'PodcastSeries',
  '@id': showUrl(config, show.slug),
  name: show.title,
  url: pageUrl(config, language, show.slug),
  webFeed: feedUrl(config, show.slug),
})

function seasonData({ season, show }: Episode) {
  if (season === null) return undefined
  const name = factsOfShow(show).seasons.find(({ number }) => number === season)?.name
  return { '@type': 'PodcastSeason', seasonNumber: season, name }
}

function audioData(config: Public, episode: Episode, language: Language) {
  const { path, type, bytes, sha256 } = episode.enclosure!
  return {
    '@type': 'AudioObject',
    contentUrl: audioUrl(config, path),
    encodingFormat: type,
    contentSize: `${bytes} B`,
    sha256,
    duration: durationOf(episode),
    inLanguage: episode.language ?? episode.show.language,
    embedUrl: embedUrl(config, language, episode.show.slug, episode.slug),
    caption: episode.transcripts.map((transcript) => transcriptData(config, episode, transcript)),
  }
}

/** What is said, in the form that is best for apps. */
function transcriptData(config: Public, episode: Episode, transcript: Episode['transcripts'][number]) {
  const [format] = formatsFor(transcript.times)
  return {
    '@type': 'MediaObject',
    contentUrl: transcriptUrl(config, transcriptPath(episode, transcript, format!)),
    encodingFormat: format!.type,
    inLanguage: transcript.language,
  }
}

const publisherData = ({ operatorName }: Operated) => (operatorName ? organization(operatorName) : undefined)

/** An author is typed as a name: what it is the name of is known of those who take part, and of who runs the host. */
function authorData({ operatorName }: Operated, author: string, persons: Person[]) {
  const person = persons.find(({ name }) => name === author)
  const known = person ? personData(person) : author === operatorName ? organization(author) : undefined
  return { author: known, creditText: author }
}

/** Whoever acts or produces under the property of that name; what exactly they do, and all others, as a Role. */
function peopleData(persons: Person[]) {
  const data: Record<string, object[]> = {}
  for (const { role, group, ...who } of persons) {
    const property = group === 'Cast' ? 'actor' : role.endsWith('Producer') ? 'producer' : 'contributor'
    data[property] = [...(data[property] ?? []), { '@type': 'Role', roleName: role, [property]: personData(who) }]
  }
  return data
}

const personData = ({ name, url, imageUrl }: Pick<Person, 'name' | 'url' | 'imageUrl'>) => ({
  '@type': 'Person',
  name,
  url,
  image: imageUrl,
})

function placesData(locations: Location[]) {
  const places = (creator: boolean) =>
    locations
      .filter(({ rel }) => (rel === 'creator') === creator)
      .map(({ name, country }) => ({ '@type': 'Place', name, address: country && addressIn(country) }))
  return { contentLocation: places(false), locationCreated: places(true) }
}

const addressIn = (country: string) => ({ '@type': 'PostalAddress', addressCountry: country })

const pictureData = (config: Public, picture: Show['artwork']) =>
  picture
    ? {
        '@type': 'ImageObject',
        contentUrl: artworkUrl(config, picture.path),
        encodingFormat: picture.type,
        width: `${picture.side} px`,
        height: `${picture.side} px`,
        caption: picture.alt ?? undefined,
      }
    : undefined

/** Whoever runs a host is an authority, a ministry, a town. */
const organization = (name: string) => ({ '@type': 'Organization', name })

const noticeOf = ({ copyright }: Show) => (copyright ? `© ${copyright}` : undefined)

const licenseUrl = (license: License | null) => license?.url ?? (license && LICENSES[license.identifier]) ?? undefined

/** ISO 8601. */
const durationOf = ({ enclosure }: Episode) => `PT${Math.round(enclosure!.seconds)}S`
