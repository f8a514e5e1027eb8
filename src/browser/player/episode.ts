import type { PlayerWords } from './words.ts'

/** All a player needs to know of an episode: what the host puts into its pages, and sends to players elsewhere. */
export interface PlayerEpisode {
  /** The address of its German page, whichever language this is in; of a preview its own. */
  id: string
  /** Of the words and the page, not of what is said. */
  language: string
  title: string
  /** The language of title and chapters. */
  titleLanguage: string
  show: { title: string; url: string; language: string }
  /** Who made it: of the episode where it says so, else of the show. */
  author: string
  url: string
  audio: { url: string; seconds: number }
  /** Where to begin, in seconds. */
  startSeconds: number
  /** The cover in two sizes: beside the title, and on a lock screen. */
  artwork: Record<'small' | 'large', { url: string; side: number; type: string }> | null
  /** Of the colour of the cover, in degrees; null takes the host's own. */
  hue: number | null
  chapters: PlayerChapter[]
  /** JSON transcripts (podcast namespace), the one to begin with first. */
  transcripts: { language: string; name: string; url: string }[]
  /** Where what is said stands to be read, also where no times are known. */
  transcriptPage: string | null
  /** The newest of the show; empty in the player of one episode. */
  episodes: ListedEpisode[]
  /** What the law wants every page to lead to. */
  legal: { title: string; url: string }[]
  words: PlayerWords
}

export interface ListedEpisode {
  title: string
  titleLanguage: string
  date: string
  /** The date as people write it, where the show is made. */
  day: string
  seconds: number
  url: string
  /** Where such an answer is for it. */
  facts: string
}

export interface PlayerChapter {
  startSeconds: number
  title: string
  url?: string
  imageUrl?: string
  endSeconds?: number
}
