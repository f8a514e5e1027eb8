import { z } from 'zod'
import type { Json } from './api.ts'

/**
 * What search engines are told of a show and of an episode (schema.org, PodcastSeries and PodcastEpisode): what has to be
 * there, how it is written, and nothing else. Addresses are whole, dates and durations by ISO 8601, languages by BCP 47.
 */
const text = z.string().min(1)
const address = z.url({ protocol: /^https?$/ })
const language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
const mediaType = z.string().regex(/^(audio|image|text|application)\/[\w.+-]+$/)
const duration = z.iso.duration().regex(/^PT\d+S$/)
const pixels = z.string().regex(/^[1-9]\d* px$/)

const Organization = z.strictObject({ '@type': z.literal('Organization'), name: text })
const Person = z.strictObject({
  '@type': z.literal('Person'),
  name: text,
  url: address.optional(),
  image: address.optional(),
})
const Country = z.strictObject({ '@type': z.literal('PostalAddress'), addressCountry: z.string().regex(/^[A-Z]{2}$/) })
const places = z.array(z.strictObject({ '@type': z.literal('Place'), name: text, address: Country.optional() }))
const roles = (property: string) =>
  z.array(z.strictObject({ '@type': z.literal('Role'), roleName: text, [property]: Person })).optional()

const Picture = z.strictObject({
  ...{ '@type': z.literal('ImageObject'), contentUrl: address, encodingFormat: mediaType },
  ...{ width: pixels, height: pixels, caption: text.optional() },
})
const Caption = z.strictObject({
  ...{ '@type': z.literal('MediaObject'), contentUrl: address, encodingFormat: mediaType, inLanguage: language },
})
const Audio = z.strictObject({
  ...{ '@type': z.literal('AudioObject'), contentUrl: address, embedUrl: address, encodingFormat: mediaType },
  ...{ contentSize: z.string().regex(/^[1-9]\d* B$/), sha256: z.hash('sha256'), duration, inLanguage: language },
  caption: z.array(Caption),
})
const Season = z.strictObject({
  ...{ '@type': z.literal('PodcastSeason'), seasonNumber: z.int().positive(), name: text.optional() },
})

const series = { '@type': z.literal('PodcastSeries'), '@id': address, name: text, url: address, webFeed: address }
const common = {
  '@context': z.literal('https://schema.org'),
  inLanguage: language,
  isFamilyFriendly: z.boolean(),
  identifier: text,
  image: Picture.optional(),
  publisher: Organization.optional(),
  author: z.union([Person, Organization]).optional(),
  creditText: text,
  copyrightNotice: text.optional(),
  license: address.optional(),
  ...{ actor: roles('actor'), producer: roles('producer'), contributor: roles('contributor') },
  ...{ contentLocation: places, locationCreated: places },
}

const Series = z.strictObject({
  ...series,
  ...common,
  description: text,
  genre: z.array(text).min(1),
  sameAs: address.optional(),
})

const Episode = z.strictObject({
  ...common,
  ...{ '@type': z.literal('PodcastEpisode'), '@id': address, name: text, url: address, description: text.optional() },
  ...{ datePublished: z.iso.datetime(), duration, episodeNumber: z.int().nonnegative().optional() },
  ...{ isAccessibleForFree: z.literal(true), accessMode: z.literal('auditory') },
  accessibilityFeature: z.literal('transcript').optional(),
  associatedMedia: Audio,
  partOfSeries: z.strictObject(series),
  partOfSeason: Season.optional(),
})

/** What is wrong with the data of a page by these shapes; nothing when it is right. */
export function faultsOfShape(data: Json): string[] {
  const shape = data['@type'] === 'PodcastEpisode' ? Episode : Series
  const { error } = shape.safeParse(data)
  return error ? z.prettifyError(error).split('\n') : []
}
