import type { Config } from '../config.ts'

/** Whole addresses, as feeds and pages name them. They begin with PUBLIC_URL, whatever host a request asked. */
type Public = Pick<Config, 'publicUrl'>

export const showUrl = ({ publicUrl }: Public, show: string) => `${publicUrl}/${show}`

export const episodeUrl = ({ publicUrl }: Public, show: string, episode: string) => `${publicUrl}/${show}/${episode}`

/** JSON chapters of an episode. */
export const chaptersUrl = (config: Public, show: string, episode: string) =>
  `${episodeUrl(config, show, episode)}/chapters.json`

export const feedUrl = ({ publicUrl }: Public, show: string) => `${publicUrl}/feeds/${show}.xml`

/** The feed of a show, or a page of it with older episodes. */
export const feedPageUrl = (at: Public, show: string, page: number | null) =>
  page === null ? feedUrl(at, show) : `${feedUrl(at, show)}?page=${page}`

/** `path` is an enclosure's: `<show>/<episode>-<hash8>.<ext>`. */
export const audioUrl = ({ publicUrl }: Public, path: string) => `${publicUrl}/audio/${path}`

/** `path` is an artwork's: `<show>-<hash8>.<ext>` or `<show>/<episode>-<hash8>.<ext>`. */
export const artworkUrl = ({ publicUrl }: Public, path: string) => `${publicUrl}/artwork/${path}`

/** The picture with that path, as a square with that side in pixels: one of `IMAGE_SIDES`. */
export const imageUrl = ({ publicUrl }: Public, path: string, side: number) =>
  `${publicUrl}/images/${side}/${path}.webp`

/** `path` is a transcript's: `<show>/<episode>-<language>-<hash8>.<ext>`. */
export const transcriptUrl = ({ publicUrl }: Public, path: string) => `${publicUrl}/transcripts/${path}`

/** A file's name with the beginning of its hash, so that other bytes get another address. */
export const hashedName = (name: string, sha256: string, extension: string) =>
  `${name}-${sha256.slice(0, 8)}.${extension}`
