import type { Prisma } from '../../db.ts'
import { type Chapter, chaptersJson, chaptersOf } from '../../episodes/chapters.ts'
import type { Episode } from '../../episodes/episode.ts'
import { isWithin } from '../../episodes/soundbites-input.ts'
import type { Services } from '../../services.ts'
import { type KeptArtwork, keepArtwork } from '../../shows/keep-artwork.ts'
import { chaptersFrom, fineChapters } from './chapters-from-source.ts'
import type { SourcePicture } from './credits-from-source.ts'
import type { EpisodeFromSource } from './episode-from-source.ts'
import { type Fetching, fetchPart, isOfSource } from './fetch-parts.ts'
import type { SourceItem } from './parse-source.ts'

/** What an episode lacks of what its feed names, fetched and checked, to be written down. */
export interface MissingParts {
  artwork: KeptArtwork | null
  /** Columns of the episode's row. */
  data: Prisma.EpisodeUncheckedUpdateInput
}

/**
 * Fetches what an episode lacks: all of a new one, of one that is here already only what it has none of. What can't be
 * had or taken is left out with a sentence.
 */
export async function missingParts(
  services: Services,
  fetching: Fetching,
  episode: Episode,
  { item, from, base, isNew, warnings }: Wanted,
): Promise<MissingParts> {
  const seconds = episode.enclosure?.seconds ?? 0
  const artwork =
    from.artwork && !episode.artworkId
      ? await keepPicture(services, fetching, episode.showId, from.artwork, warnings)
      : null
  const wantsChapters = isNew || chaptersOf(episode).length === 0
  const written = wantsChapters ? await chaptersFrom(fetching, item, base, warnings) : undefined
  const chapters = written && withoutOpening(fineChapters(written, seconds, warnings), episode.title)
  return {
    artwork,
    data: {
      ...(chapters && chapters.length > 0 ? { chapters: chaptersJson(chapters) } : {}),
      ...(isNew ? soundbitesWithin(seconds, from.fields.soundbites, warnings) : {}),
    },
  }
}

interface Wanted {
  item: SourceItem
  from: EpisodeFromSource
  /** Where the feed came from. */
  base: string
  isNew: boolean
  warnings: string[]
}

/** A picture of a feed, kept; null, with a sentence, where it can't be had or apps would not take it. */
export async function keepPicture(
  services: Services,
  fetching: Fetching,
  showId: string,
  { url, alt }: SourcePicture,
  warnings: string[],
): Promise<KeptArtwork | null> {
  try {
    const { bytes } = await fetchPart(fetching, url)
    return await keepArtwork(services, showId, { bytes, alt })
  } catch (error) {
    if (!isOfSource(error)) throw error
    warnings.push(`The picture ${url} was left out: ${error.message}`)
    return null
  }
}

/** Files of this program begin with a mark that no list shows, where the first chapter begins later. */
const withoutOpening = (chapters: Chapter[], title: string) =>
  chapters.filter(
    (chapter) => !(chapter.hidden && chapter.startSeconds === 0 && chapter.title === title && !chapter.url),
  )

function soundbitesWithin(
  seconds: number,
  soundbites: EpisodeFromSource['fields']['soundbites'],
  warnings: string[],
): Prisma.EpisodeUncheckedUpdateInput {
  if (!soundbites) return {}
  const inside = soundbites.filter((bite) => isWithin(seconds, bite))
  if (inside.length < soundbites.length) warnings.push('Soundbites outside of the audio were left out.')
  return { soundbites: inside }
}
