import type { Config } from '../../config.ts'
import type { Episode } from '../../episodes/episode.ts'
import { findNeighbours, type Neighbour } from '../../episodes/neighbours.ts'
import { Html, html, paragraphs } from '../../lib/html.ts'
import type { Host } from '../handler.ts'
import { type Language, langOf, pathIn } from '../languages.ts'
import { LEGAL_PAGES, legalPath } from '../legal-pages.ts'
import { wordsFor } from '../words/words-for.ts'
import { chapterList } from './chapter-list.ts'
import { credits, creditsOf } from './credits.ts'
import { factsLine } from './facts-line.ts'
import { picture } from './picture.ts'
import { playerBlock } from './player-block.ts'
import { subscribeBlock } from './subscribe.ts'
import { takeAway } from './take-away.ts'
import { transcriptSection } from './transcript-section.ts'

export interface EpisodePlace {
  /** Where its audio, pictures and transcripts are: below PUBLIC_URL, or below another address. */
  media: Pick<Config, 'publicUrl'>
  /** The address of the page, without what follows a question mark. */
  page: string
}

interface Shown {
  language: Language
  /** Where the player begins. */
  startSeconds: number
  /** Where it is unless it is public. */
  place?: EpisodePlace
}

/** An episode as listeners see and hear it. One without a date stands after all that are published. */
export async function episodeContent(
  host: Host,
  episode: Episode,
  { language, startSeconds, place }: Shown,
): Promise<Html> {
  const { config } = host
  const { show, title } = episode
  const media = place?.media ?? config
  const words = wordsFor(language)
  const lang = langOf(episode.language ?? show.language, language)
  const artwork = episode.artwork ?? show.artwork
  const [transcript, neighbours] = await Promise.all([
    transcriptSection(host, episode, language, media),
    findNeighbours(host, { ...episode, publishAt: episode.publishAt ?? host.now() }),
  ])
  const notes = episode.notes ? [new Html(episode.notes)] : paragraphs(episode.description)
  return html`<div class="band hero">
${artwork && picture(media, artwork.path, { side: 320, alt: artwork.alt ?? '', lang })}
<div><p class="above"><a href="${pathIn(language, `/${show.slug}`)}"${langOf(show.language, language)}>${show.title}</a></p>
<h1${lang}>${title}</h1>
${factsLine(episode, language)}
${episode.enclosure && playerBlock(config, episode, language, startSeconds, place)}
</div></div>
<div class="columns">
${transcript}
<div class="about">
${
  notes.length > 0 &&
  html`<section aria-labelledby="notes"><h2 id="notes">${words.notes}</h2>
<div${lang}>${notes}</div></section>`
}
${chapterList(episode, language)}
${!transcript && noTranscript(language)}
</div></div>
<div class="credits">${credits(creditsOf(episode), language)}
${episode.enclosure && takeAway(config, episode, language, place)}</div>
${neighbourLinks(neighbours, show, language)}
<div class="card">${subscribeBlock(config, show, language)}</div>`
}

/** Whoever can't hear is told whom to ask. */
function noTranscript(language: Language): Html {
  const words = wordsFor(language)
  return html`<section aria-labelledby="transcript"><h2 id="transcript">${words.transcript}</h2>
<p>${words.noTranscript} <a href="${pathIn(language, legalPath(LEGAL_PAGES.accessibility))}">${words.accessibility}</a></p></section>`
}

function neighbourLinks(
  { previous, next }: { previous: Neighbour | null; next: Neighbour | null },
  show: { slug: string; language: string },
  language: Language,
): Html | null {
  const words = wordsFor(language)
  const link = (episode: Neighbour, rel: 'prev' | 'next') =>
    html`<a class="card ${rel}" rel="${rel}" href="${pathIn(language, `/${show.slug}/${episode.slug}`)}"><span class="quiet">${
      rel === 'prev' ? words.previous : words.next
    }</span> <span${langOf(episode.language ?? show.language, language)}>${episode.title}</span></a>`
  if (!previous && !next) return null
  return html`<nav class="neighbours" aria-label="${words.neighbours}">${previous && link(previous, 'prev')}${next && link(next, 'next')}</nav>`
}
