import { htmlToText } from '../../lib/html-to-text.ts'
import { isBlank } from '../../lib/input.ts'
import { cutToBytes } from '../../lib/plain-text.ts'
import { currentCategory } from '../../shows/old-categories.ts'
import type { Season } from '../../shows/schedule-input.ts'
import { podcastGuid } from '../../shows/show.ts'
import { MAX_CATEGORIES, type NewShow, readNewShow, slugOfTitle } from '../../shows/show-input.ts'
import { creditsFrom, pictureFrom, type SourcePicture, socialFrom } from './credits-from-source.ts'
import { languageFrom } from './language-from-source.ts'
import type { SourceChannel } from './parse-source.ts'
import { takeFields } from './take-fields.ts'
import { lineOf, linesFor, quoted } from './texts-from-source.ts'

/** Apple, in bytes of UTF-8. */
const MAX_DESCRIPTION_BYTES = 4000

/** What every show here has and a feed may not say. */
const DEFAULT_LANGUAGE = 'de'
const DEFAULT_CATEGORY = 'Government'

export interface ShowFromSource {
  fields: NewShow & { slug: string }
  /** podcast:guid as it is; without one the guid everybody would make from the feed's address. */
  guid: string
  artwork: SourcePicture | null
  /** Sentences about what could not be taken as it was. */
  warnings: string[]
}

interface Around {
  /** Where the feed was asked for, and where it came from in the end. */
  asked: string
  url: string
  /** The address that was asked for; otherwise the title makes one. */
  slug?: string | undefined
  seasons: Season[]
  /** Full episodes without a number. */
  unnumbered: number
}

/** What a feed's channel says of its show, as it may be kept here. */
export function showFromSource(
  channel: SourceChannel,
  { asked, url, slug, seasons, unnumbered }: Around,
): ShowFromSource {
  const { itunes = {}, podcast = {} } = channel
  const warnings: string[] = []
  const line = linesFor(warnings)
  const title = line('title', channel.title) ?? line('title', itunes.title) ?? new URL(url).hostname
  const input = {
    slug,
    title,
    description: descriptionOf(channel, title, warnings),
    language: languageOf(channel.language, warnings),
    categories: categoriesOf(channel, warnings),
    author:
      line('author', itunes.author) ?? lineOf(itunes.owner?.name) ?? lineOf(channel.managingEditor?.name) ?? title,
    ownerName: line('ownerName', itunes.owner?.name),
    ownerEmail: itunes.owner?.email,
    explicit: itunes.explicit ?? false,
    type: typeOf(itunes.type, unnumbered, warnings),
    copyright: holderOf(channel.copyright),
    website: websiteOf(channel.link, url),
    block: itunes.block,
    complete: itunes.complete,
    locked: podcast.locked?.value,
    medium: podcast.medium?.toLowerCase(),
    seasons,
    funding: podcast.fundings?.map(({ url, display }) => ({ url, text: display })),
    updateFrequency: frequencyOf(podcast.updateFrequency),
    podroll: podcast.podroll?.remoteItems?.map(({ feedGuid, feedUrl, title, medium }) => ({
      ...{ feedGuid, feedUrl, title, medium },
    })),
    publisher: publisherOf(podcast.publisher?.remoteItem),
    socialInteract: socialFrom(channel.socialInteracts),
    ...creditsFrom(podcast, warnings),
  }
  const taken = takeFields(readNewShow, input)
  return {
    fields: { ...taken.fields, slug: taken.fields.slug ?? slugOfTitle(taken.fields.title) },
    guid: guidOf(channel, asked, warnings),
    artwork: pictureFrom(itunes.image ?? channel.image?.url, podcast.images, url),
    warnings: [...warnings, ...taken.warnings],
  }
}

function descriptionOf({ description, itunes = {} }: SourceChannel, title: string, warnings: string[]): string {
  const text = htmlToText(description ?? itunes.summary ?? itunes.subtitle ?? '')
  if (isBlank(text)) return title
  if (Buffer.byteLength(text) <= MAX_DESCRIPTION_BYTES) return text
  warnings.push('The description was shortened: apps take 4,000 bytes.')
  return `${cutToBytes(text, MAX_DESCRIPTION_BYTES - Buffer.byteLength('…'))}…`
}

function languageOf(text: string | undefined, warnings: string[]): string {
  const language = languageFrom(text)
  if (language) return language
  warnings.push(`The feed names no language that apps know (“${quoted(text)}”); ${DEFAULT_LANGUAGE} was taken.`)
  return DEFAULT_LANGUAGE
}

function categoriesOf({ itunes = {} }: SourceChannel, warnings: string[]): string[] {
  const said = (itunes.categories ?? []).flatMap(({ text = '', categories = [] }): [string, string | null][] =>
    categories.length > 0 ? categories.map((sub) => [text, sub.text ?? '']) : [[text, null]],
  )
  const found = new Set<string>()
  for (const [top, sub] of said) {
    const category = currentCategory(top, sub)
    const name = sub === null ? top : `${top} > ${sub}`
    if (category === null) warnings.push(`The category “${quoted(name)}” is none of Apple's and was left out.`)
    else if (category !== name) warnings.push(`The category “${name}” is now called “${category}”.`)
    if (category !== null) found.add(category)
  }
  if (found.size > MAX_CATEGORIES) warnings.push(`Of its categories only the first ${MAX_CATEGORIES} were taken.`)
  if (found.size > 0) return [...found].slice(0, MAX_CATEGORIES)
  warnings.push(`The feed names no category of Apple's; ${DEFAULT_CATEGORY} was taken.`)
  return [DEFAULT_CATEGORY]
}

/** Apple: a serial show numbers its full episodes. */
function typeOf(type: string | undefined, unnumbered: number, warnings: string[]): string {
  if (type?.trim().toLowerCase() !== 'serial') return 'episodic'
  if (unnumbered === 0) return 'serial'
  warnings.push(`The show is serial, but ${unnumbered} of its episodes have no number; it is episodic here.`)
  return 'episodic'
}

/** Who holds the rights, without the sign, the years and the words apps add themselves (PSP-1). */
function holderOf(copyright = ''): string | undefined {
  const holder = copyright
    .replace(/[©℗]|\((?:c|p)\)|copyright|all rights reserved|alle rechte vorbehalten/gi, ' ')
    .replace(/\b(?:19|20)\d\d\b(?:\s*[-–,/]\s*(?=(?:19|20)\d\d\b))?/g, ' ')
    .replace(/^[\s,.;:–-]+|[\s,;:–-]+$|\s+(?=\.)/g, '')
    .replace(/\.{2,}$/, '.')
  return lineOf(holder)
}

/** A page at the host the show leaves goes with it; a page of one's own stays. */
function websiteOf(link: string | undefined, url: string): string | undefined {
  const page = URL.parse(link ?? '', url)
  return page && page.origin !== new URL(url).origin ? page.href : undefined
}

const frequencyOf = (frequency: NonNullable<SourceChannel['podcast']>['updateFrequency']) =>
  frequency && {
    text: frequency.display,
    complete: frequency.complete,
    dtstart: frequency.dtstart,
    rrule: frequency.rrule,
  }

const publisherOf = (remote: { feedGuid?: string; feedUrl?: string } | undefined) =>
  remote && { feedGuid: remote.feedGuid, feedUrl: remote.feedUrl }

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

function guidOf({ podcast = {}, atom }: SourceChannel, url: string, warnings: string[]): string {
  if (podcast.guid && UUID.test(podcast.guid)) return podcast.guid
  if (podcast.guid) warnings.push('The podcast:guid of the feed is no UUID; one was made from its address.')
  const self = atom?.links?.find(({ rel }) => rel === 'self')?.href
  return podcastGuid(URL.parse(self ?? '', url)?.href ?? url)
}
