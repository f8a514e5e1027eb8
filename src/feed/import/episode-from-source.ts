import { type NewEpisode, readNewEpisode, readNumbering } from '../../episodes/episode-input.ts'
import { creditsFrom, pictureFrom, type SourcePicture, socialFrom } from './credits-from-source.ts'
import { firstNumber, numberFrom } from './number-from-source.ts'
import type { SourceChannel, SourceItem } from './parse-source.ts'
import { takeFields } from './take-fields.ts'
import { lineOf, linesFor, textsFrom } from './texts-from-source.ts'

export interface EpisodeFromSource {
  fields: NewEpisode
  /** Where its audio is, and how many bytes the feed says it has. */
  audio: { url: string; bytes: number | null } | null
  artwork: SourcePicture | null
  /** Sentences about what could not be taken as it was. */
  warnings: string[]
}

/** What a feed's item says of its episode, as it may be kept here. `url` is where the feed came from. */
export function episodeFromSource(item: SourceItem, channel: SourceChannel, url: string): EpisodeFromSource {
  const { itunes = {}, podcast = {} } = item
  const warnings: string[] = []
  const linkBase = URL.parse(item.link ?? channel.link ?? '', url)?.href ?? url
  const line = linesFor(warnings)
  const title = line('title', item.title) ?? line('title', itunes.title)
  const input = {
    title,
    shortTitle: lineOf(itunes.title) === title ? undefined : line('shortTitle', itunes.title),
    ...textsFrom(item, linkBase, warnings),
    author: line('author', itunes.author),
    season: firstNumber([itunes.season, podcast.season?.number]),
    ...numberAndType(item, warnings),
    explicit: itunes.explicit === (channel.itunes?.explicit ?? false) ? undefined : itunes.explicit,
    block: itunes.block,
    soundbites: podcast.soundbites?.map(({ startTime, duration, display }) => ({
      ...{ startSeconds: startTime, durationSeconds: duration, title: display },
    })),
    socialInteract: socialFrom(podcast.socialInteracts),
    ...creditsFrom(podcast, warnings),
  }
  const taken = takeFields((typed) => readNewEpisode(typed, linkBase), input)
  return {
    fields: taken.fields,
    audio: audioOf(item, url),
    artwork: artworkOf(item, channel, url),
    warnings: [...warnings, ...taken.warnings],
  }
}

const numberAndType = (item: SourceItem, warnings?: string[]) => ({
  ...numberFrom(item, warnings),
  type: item.itunes?.episodeType?.trim().toLowerCase(),
})

/** Whether it is a full episode without a number here, when all is left out that can't be kept. */
export function isUnnumbered(item: SourceItem): boolean {
  const { number, type } = numberAndType(item)
  const taken = takeFields(readNumbering, { number, type }).fields
  return (taken.type ?? 'full') === 'full' && taken.number === undefined
}

/** The enclosure; of several the first with audio. */
export function audioOf({ enclosures = [] }: SourceItem, base: string) {
  const enclosure = enclosures.find(({ type }) => type?.startsWith('audio/')) ?? enclosures[0]
  const url = enclosure?.url && URL.parse(enclosure.url, base)?.href
  return url ? { url, bytes: enclosure?.length || null } : null
}

/** Many hosts name the show's cover once more in each episode. */
function artworkOf({ itunes, podcast }: SourceItem, channel: SourceChannel, base: string): SourcePicture | null {
  const picture = pictureFrom(itunes?.image, podcast?.images, base)
  const covers = [channel.itunes?.image, channel.image?.url].map((cover) => pictureFrom(cover, [], base)?.url)
  return picture && !covers.includes(picture.url) ? picture : null
}
