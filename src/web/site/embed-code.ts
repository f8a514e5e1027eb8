import type { Config } from '../../config.ts'
import { type Html, html } from '../../lib/html.ts'
import { type Language, pathIn } from '../languages.ts'

type Public = Pick<Config, 'publicUrl'>
type Shown = { url: string; title: string }

/** High enough for the player before its panels are opened, where the script that follows its height is missing. */
export const FRAME_PIXELS = { card: 430, compact: 320 }

/** Whether an address is a player for other sites: only those may be in a frame. */
export const isEmbed = (path: string) => /^(?:\/[a-z]{2})?\/embed\//.test(path)

/** The player of an episode, or of a show (its newest episode and a list), to be framed. */
export const embedUrl = ({ publicUrl }: Public, language: Language, show: string, episode: string | null) =>
  `${publicUrl}${pathIn(language, `/embed/${show}${episode === null ? '' : `/${episode}`}`)}`

/** A player in a frame with a title, by which screen readers announce it. Sizes in pixels, or `100%`. */
export const frameElement = ({ url, title, width, height }: Shown & { width: number | string; height: number }): Html =>
  html`<iframe src="${url}" title="Podcast: ${title}" width="${width}" height="${height}" loading="lazy" allow="autoplay; clipboard-write" frameborder="0"${typeof width === 'number' && html` style="max-width:100%"`}></iframe>`

/**
 * What a web editor pastes: a frame with a title, and the script that gives all of them the height they need. On one line,
 * since editors of content management systems make a paragraph of every other; and without a style, which a strict
 * Content-Security-Policy of the site would refuse.
 */
export function frameCode({ publicUrl }: Public, shown: Shown): string {
  return `${frameElement({ ...shown, width: '100%', height: FRAME_PIXELS.card }).markup}${
    html`<script type="module" src="${publicUrl}/embed/frame.js"></script>`.markup
  }`
}

/** The same without a frame; `url` is the page of an episode or show. The link is there until the player is. */
export function elementCode({ publicUrl }: Public, { url, title }: Shown): string {
  return `${html`<sendeplatz-player src="${url}"><a href="${url}">Podcast: ${title}</a></sendeplatz-player>`.markup}${
    html`<script type="module" src="${publicUrl}/embed/player.js"></script>`.markup
  }`
}
