import type { PlayerEpisode } from '../../browser/player/episode.ts'
import type { Config } from '../../config.ts'
import { timeElement } from '../../episodes/transcripts/write-html.ts'
import { clockTime } from '../../lib/duration.ts'
import { type Html, html } from '../../lib/html.ts'
import type { Show } from '../../shows/show.ts'
import { embedStylesheetUrl, iconUrl } from '../assets.ts'
import { type Language, langOf } from '../languages.ts'
import { hueClassOf } from '../page.ts'
import { pageUrl } from '../page-url.ts'
import { wordsFor } from '../words/words-for.ts'
import { dayElement, lengthIn } from './facts-line.ts'
import { factsScript, plainPlayer, playerScript } from './player-block.ts'
import { legalLinks } from './player-facts.ts'

/** What the address of a frame may ask for. */
type Look = { variant?: unknown; theme?: unknown }

/** A page for a frame: the player, and without script the same in plain HTML. What leads away opens outside it. */
export function embedPage(facts: PlayerEpisode, look: Look): string {
  const { title, titleLanguage, show, url, transcriptPage } = facts
  const language = facts.language as Language
  const content = html`<sendeplatz-player${attributes(look)}>
<p class="quiet"${langOf(show.language, language)}>${outside(show.url, show.title)}</p>
<h1${langOf(titleLanguage, language)}>${outside(url, title)}</h1>
${plainPlayer(facts, language)}
${chapterLinks(facts, look)}
${transcriptPage && html`<p>${outside(transcriptPage, facts.words.transcript)}</p>`}
${facts.episodes.length > 0 && episodeLinks(facts, look)}
${legalLine(facts.legal)}
${factsScript(facts)}
</sendeplatz-player>`
  return framedPage({ language, look, hue: facts.hue, title: `${title} – ${show.title}`, content, canonical: url })
}

/** The same of a show without an episode. */
export function emptyEmbed(config: Pick<Config, 'publicUrl'>, show: Show, language: Language, look: Look): string {
  const words = wordsFor(language)
  const url = pageUrl(config, language, show.slug)
  const content = html`<h1${langOf(show.language, language)}>${outside(url, show.title)}</h1>
<p>${words.noEpisodes}</p>
${legalLine(legalLinks(config, language))}`
  return framedPage({ language, look, hue: show.artwork?.hue ?? null, title: show.title, content, canonical: url })
}

interface Framed {
  language: Language
  look: Look
  /** Of a cover. */
  hue?: number | null
  title: string
  content: Html
  /** The page outside that shows the same. */
  canonical?: string
}

/** A page for a frame, whatever is in it. The player's script also tells how high it is. */
export function framedPage({ language, look, hue, title, content, canonical }: Framed): string {
  const hueClass = hueClassOf(hue)
  return `<!doctype html>\n${
    html`<html lang="${language}"${hueClass && html` class="${hueClass}"`}${theme(look)} data-framed>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" type="image/svg+xml" href="${iconUrl}">
<link rel="stylesheet" href="${embedStylesheetUrl}">
${canonical && html`<link rel="canonical" href="${canonical}">`}
</head>
<body>
<main>
${content}
</main>
${playerScript()}
</body>
</html>
`.markup
  }`
}

function chapterLinks({ chapters, language, titleLanguage, words }: PlayerEpisode, look: Look) {
  const link = (seconds: number) => `?${new URLSearchParams({ t: clockTime(seconds), ...knownLook(look) })}`
  return (
    chapters.length > 0 &&
    html`<h2>${words.chapters}</h2>
<ol${langOf(titleLanguage, language as Language)}>${chapters.map(
      ({ startSeconds, title }) =>
        html`<li><a href="${link(startSeconds)}">${timeElement(startSeconds)} <span>${title}</span></a></li>`,
    )}</ol>`
  )
}

function episodeLinks({ episodes, words, language }: PlayerEpisode, look: Look) {
  const query = new URLSearchParams(knownLook(look)).toString()
  const link = (facts: string) => facts.replace(/\.json$/, query && `?${query}`)
  return html`<h2>${words.episodes}</h2>
<ol>${episodes.map(
    ({ title, titleLanguage, facts, date, seconds }) =>
      html`<li><a href="${link(facts)}"${langOf(titleLanguage, language as Language)}>${title}</a>
<p class="quiet">${dayElement(new Date(date), language as Language)}\u00a0· ${lengthIn(language as Language, seconds)}</p></li>`,
  )}</ol>`
}

/** Imprint and privacy, at the end of every page for a frame. */
export const legalLine = (links: PlayerEpisode['legal']): Html =>
  html`<p class="quiet">${links.map(({ url, title }) => html`${outside(url, title)} `)}</p>`

/** What leads away opens beside the page around the frame. */
export const outside = (url: string, text: string) => html`<a href="${url}" target="_blank" rel="noopener">${text}</a>`

/** Of the looks that were asked for, those there are. */
export function knownLook({ variant, theme }: Look): Record<string, string> {
  return {
    ...(variant === 'compact' ? { variant } : {}),
    ...(theme === 'light' || theme === 'dark' ? { theme } : {}),
  }
}

const attributes = (look: Look) => Object.entries(knownLook(look)).map(([name, value]) => html` ${name}="${value}"`)

const theme = (look: Look) => knownLook(look).theme && html` data-theme="${knownLook(look).theme}"`
