import { isBlank } from '../../lib/input.ts'
import type { SourceChannel, SourceItem } from './parse-source.ts'
import { personsFrom } from './persons-from-source.ts'

/** A picture as a feed names it: its whole address, and what it shows. */
export interface SourcePicture {
  url: string
  alt?: string | undefined
}

type Podcast = NonNullable<SourceItem['podcast']>

/** Persons, places, licence and texts, which shows and episodes have alike, in the words of this host's own fields. */
export const creditsFrom = (
  { persons, locations, license, txts }: Pick<Podcast, 'persons' | 'locations' | 'license' | 'txts'>,
  warnings: string[],
) => ({
  persons: personsFrom(persons, warnings),
  locations: locations?.map(({ display, rel, geo, osm, country }) => ({ name: display, rel, geo, osm, country })),
  license: license && { identifier: license.display, url: license.url },
  txt: txts?.map(({ display, purpose }) => ({ value: display, purpose })),
})

/** Where it is talked about. */
export const socialFrom = (posts: Podcast['socialInteracts'] | SourceChannel['socialInteracts']) =>
  posts?.map(({ protocol, uri, accountId, accountUrl, priority }) => ({
    ...{ protocol, uri, accountId, accountUrl, priority },
  }))

/** The picture at an address, described where the feed names the same one as podcast:image. */
export function pictureFrom(
  href: string | undefined,
  images: Podcast['images'] = [],
  base: string,
): SourcePicture | null {
  const url = URL.parse(href ?? '', base)?.href
  if (isBlank(href) || !url) return null
  return { url, alt: images.find((image) => URL.parse(image.href ?? '', base)?.href === url)?.alt }
}
