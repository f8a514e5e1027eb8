import type { Config } from '../../config.ts'
import { html } from '../../lib/html.ts'
import { type Language, pathIn } from '../languages.ts'

type Public = Pick<Config, 'publicUrl'>

/** High enough for the player before its panels are opened, where the script that follows its height is missing. */
export const FRAME_PIXELS = { card: 400, compact: 250 }

/** Whether an address is a player for other sites: only those may be in a frame. */
export const isEmbed = (path: string) => /^(?:\/[a-z]{2})?\/embed\//.test(path)

/** The player of an episode, or of a show (its newest episode and a list), to be framed. */
export const embedUrl = ({ publicUrl }: Public, language: Language, show: string, episode: string | null) =>
  `${publicUrl}${pathIn(language, `/embed/${show}${episode === null ? '' : `/${episode}`}`)}`

/** What a web editor pastes: a frame with a title, and the script that gives all of them the height they need. */
export function frameCode({ publicUrl }: Public, { url, title }: { url: string; title: string }): string {
  return `${
    html`<iframe src="${url}" title="Podcast: ${title}" width="100%" height="${FRAME_PIXELS.card}" loading="lazy" allow="autoplay; clipboard-write" style="border:0"></iframe>`
      .markup
  }\n${html`<script type="module" src="${publicUrl}/embed/frame.js"></script>`.markup}`
}

/** The same without a frame; `url` is the page of an episode or show. The link is there until the player is. */
export function elementCode({ publicUrl }: Public, { url, title }: { url: string; title: string }): string {
  return `${html`<sendeplatz-player src="${url}"><a href="${url}">Podcast: ${title}</a></sendeplatz-player>`.markup}\n${
    html`<script type="module" src="${publicUrl}/embed/player.js"></script>`.markup
  }`
}
