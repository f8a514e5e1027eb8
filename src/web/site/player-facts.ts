import type { PlayerEpisode } from '../../browser/player/episode.ts'
import type { Config } from '../../config.ts'
import { chaptersOf } from '../../episodes/chapters.ts'
import type { Episode } from '../../episodes/episode.ts'
import { formatsFor, transcriptPath } from '../../episodes/transcripts/formats.ts'
import { readAddressTime } from '../../lib/normal-play-time.ts'
import { audioUrl, episodeUrl, imageUrl, transcriptUrl } from '../../shows/addresses.ts'
import { IMAGE_TYPE, type ImageSide } from '../../shows/artwork-images.ts'
import { type Language, languageName, pathIn } from '../languages.ts'
import { LEGAL_PAGES, legalPath } from '../legal-pages.ts'
import { pageUrl } from '../page-url.ts'
import { de } from '../words/player/de.ts'
import { en } from '../words/player/en.ts'
import { wordsFor } from '../words/words-for.ts'
import type { EpisodePlace } from './episode-content.ts'

export const playerWords = { de, en }

/** What the player shows of an episode, which is public unless it is told where else it is. */
export function playerFacts(
  { publicUrl }: Pick<Config, 'publicUrl'>,
  episode: Episode,
  language: Language,
  startSeconds = 0,
  place?: EpisodePlace,
): PlayerEpisode {
  const media = place?.media ?? { publicUrl }
  const { show } = episode
  const picture = episode.artwork ?? show.artwork
  const url = place?.page ?? pageUrl({ publicUrl }, language, show.slug, episode.slug)
  return {
    id: place?.page ?? episodeUrl({ publicUrl }, show.slug, episode.slug),
    language,
    title: episode.title,
    titleLanguage: episode.language ?? show.language,
    show: { title: show.title, url: pageUrl({ publicUrl }, language, show.slug), language: show.language },
    author: episode.author ?? show.author,
    url,
    audio: { url: audioUrl(media, episode.enclosure!.path), seconds: episode.enclosure!.seconds },
    startSeconds: startSeconds < episode.enclosure!.seconds ? startSeconds : 0,
    artwork: picture && {
      small: image(media, picture.path, 320),
      large: image(media, picture.path, 640),
    },
    hue: picture?.hue ?? null,
    chapters: chaptersOf(episode)
      .filter(({ hidden }) => !hidden)
      .map(({ hidden: _, ...chapter }) => chapter),
    transcripts: transcriptsOf(media, episode, language),
    transcriptPage: episode.transcripts.length > 0 ? `${url}#transcript` : null,
    episodes: [],
    legal: legalLinks({ publicUrl }, language),
    words: playerWords[language],
  }
}

/** What players elsewhere lead to as well (DDG § 5, Art. 13 DSGVO). */
export function legalLinks({ publicUrl }: Pick<Config, 'publicUrl'>, language: Language): PlayerEpisode['legal'] {
  const words = wordsFor(language)
  return (['imprint', 'privacy'] as const).map((name) => ({
    title: words[name],
    url: `${publicUrl}${pathIn(language, legalPath(LEGAL_PAGES[name]))}`,
  }))
}

/** The second that `?t=1:23` or `?t=1m23s` asks for, or 0. */
export const startIn = (query: { t?: unknown }): number =>
  typeof query.t === 'string' ? (readAddressTime(query.t) ?? 0) : 0

const image = (config: Pick<Config, 'publicUrl'>, path: string, side: ImageSide) => ({
  url: imageUrl(config, path, side),
  side,
  type: IMAGE_TYPE,
})

/** Those with times, in the language of the episode first. */
function transcriptsOf(config: Pick<Config, 'publicUrl'>, episode: Episode, language: Language) {
  const spoken = (episode.language ?? episode.show.language).slice(0, 2)
  return episode.transcripts
    .filter(({ times }) => times !== 'none')
    .toSorted((a, b) => Number(b.language.startsWith(spoken)) - Number(a.language.startsWith(spoken)))
    .map((transcript) => {
      const json = formatsFor(transcript.times).find(({ extension }) => extension === 'json')!
      const url = transcriptUrl(config, transcriptPath(episode, transcript, json))
      return { language: transcript.language, name: languageName(transcript.language, language), url }
    })
}
