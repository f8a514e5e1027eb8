import { getPublishedEpisode } from '../../episodes/episode.ts'
import { findNeighbours, type Neighbour } from '../../episodes/neighbours.ts'
import { Html, html, paragraphs } from '../../lib/html.ts'
import { feedUrl } from '../../shows/addresses.ts'
import { type Handler, partOf } from '../handler.ts'
import { type Language, langOf, languageOf, pathIn } from '../languages.ts'
import { page } from '../page.ts'
import { wordsFor } from '../words/words-for.ts'
import { chapterList } from './chapter-list.ts'
import { credits, creditsOf } from './credits.ts'
import { factsLine } from './facts-line.ts'
import { episodeFoundAs } from './found-as.ts'
import { picture } from './picture.ts'
import { playerBlock } from './player-block.ts'
import { startIn } from './player-facts.ts'
import { subscribeBlock } from './subscribe.ts'
import { takeAway } from './take-away.ts'
import { transcriptSection } from './transcript-section.ts'

/** GET /:show/:episode — a published episode and its audio. A draft is as unknown as one that never was. */
export const showEpisode: Handler = async (host, req, res) => {
  const where = { slug: partOf(req, 'episode'), show: { slug: partOf(req, 'show') } }
  const episode = await getPublishedEpisode(host, where)
  const { config } = host
  const { show, title } = episode
  const language = languageOf(req.path)
  const words = wordsFor(language)
  const lang = langOf(episode.language ?? show.language, language)
  const artwork = episode.artwork ?? show.artwork
  const [transcript, neighbours] = await Promise.all([
    transcriptSection(host, episode, language),
    findNeighbours(host, episode),
  ])

  const content = html`<div class="band hero">
${artwork && picture(config, artwork.path, { side: 320, alt: artwork.alt ?? '' })}
<div><p class="above"><a href="${pathIn(language, `/${show.slug}`)}"${langOf(show.language, language)}>${show.title}</a></p>
<h1${lang}>${title}</h1>
${factsLine(episode, language)}
${playerBlock(config, episode, language, startIn(req.query))}
</div></div>
<div class="columns">
${transcript}
<div class="about">
<section aria-labelledby="notes"><h2 id="notes">${words.notes}</h2>
<div${lang}>${episode.notes ? new Html(episode.notes) : paragraphs(episode.description)}</div></section>
${chapterList(episode, language)}
</div></div>
<div class="credits">${credits(creditsOf(episode), language)}
${takeAway(config, episode, language)}</div>
${neighbourLinks(neighbours, show, language)}
<div class="card">${subscribeBlock(config, show, language)}</div>`
  res.type('html').send(
    page({
      config,
      language,
      title: `${title} – ${show.title}`,
      content,
      path: `/${show.slug}/${episode.slug}`,
      hue: artwork?.hue ?? null,
      feed: { url: feedUrl(config, show.slug), title: show.title },
      head: episodeFoundAs(config, episode, language),
    }),
  )
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
