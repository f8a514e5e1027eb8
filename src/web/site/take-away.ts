import type { Config } from '../../config.ts'
import type { Episode } from '../../episodes/episode.ts'
import { fileSize } from '../../lib/file-size.ts'
import { type Html, html } from '../../lib/html.ts'
import { audioUrl } from '../../shows/addresses.ts'
import type { Language } from '../languages.ts'
import { pageUrl } from '../page-url.ts'
import { wordsFor } from '../words/words-for.ts'
import { copyField } from './copy-field.ts'
import { elementCode, embedUrl, frameCode } from './embed-code.ts'
import type { EpisodePlace } from './episode-content.ts'

/**
 * What can be taken from an episode's page: the audio, its address, and the code that embeds it elsewhere. Of one that
 * is not public the audio alone, since nobody else could open the address.
 */
export function takeAway(
  config: Pick<Config, 'publicUrl'>,
  episode: Episode,
  language: Language,
  place?: EpisodePlace,
): Html {
  const words = wordsFor(language)
  const { show, slug, title } = episode
  const { path, bytes, type } = episode.enclosure!
  return html`<section aria-labelledby="download"><h2 id="download">${words.download}</h2>
<p><a href="${audioUrl(place?.media ?? config, path)}" download>${words.downloadAudio}</a> <span class="quiet">${FORMATS[type] ?? type}, ${fileSize(language, Number(bytes))}</span></p></section>
${!place && shareBlock(config, { show: show.slug, episode: slug, title }, language)}`
}

/** The address of an episode's or a show's page, and the code that embeds its player elsewhere. */
export function shareBlock(
  config: Pick<Config, 'publicUrl'>,
  { show, episode, title }: { show: string; episode: string | null; title: string },
  language: Language,
): Html {
  const words = wordsFor(language)
  const address = pageUrl(config, language, show, episode)
  const frame = frameCode(config, { url: embedUrl(config, language, show, episode), title })
  const element = elementCode(config, { url: address, title })
  return html`<section aria-labelledby="share"><h2 id="share">${words.share}</h2>
${copyField('address', episode === null ? words.shareShow : words.shareLink, address, language)}
<details><summary>${words.embedFrame}</summary>${copyField('embed-frame', words.frameCode, frame, language)}
<p class="quiet">${withCode(words.embedLook)}</p></details>
<details><summary>${words.embedScript}</summary>${copyField('embed-script', words.scriptCode, element, language)}
<p class="quiet">${withCode(words.elementLook)}</p>
<p class="quiet"><code>${'<sendeplatz-player variant="compact" theme="dark" src="…">'}</code></p></details></section>`
}

/** A sentence in which what is to be typed (?theme=dark, theme="dark") is marked as code. */
const withCode = (sentence: string): Html =>
  html`${sentence.split(CODE).map((part, at) => (at % 2 ? html`<code>${part}</code>` : part))}`
const CODE = /(\?\w+=\w+|\w+="\w+")/

/** What people call the types of audio. */
const FORMATS: Record<string, string> = { 'audio/mpeg': 'MP3', 'audio/x-m4a': 'M4A', 'audio/mp4': 'M4A' }
