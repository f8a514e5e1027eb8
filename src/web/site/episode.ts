import { type Chapter, chaptersOf } from '../../episodes/chapters.ts'
import { type Episode, getPublishedEpisode } from '../../episodes/episode.ts'
import { factsOfEpisode } from '../../episodes/episode-facts.ts'
import { clockTime } from '../../lib/duration.ts'
import { Html, html, paragraphs } from '../../lib/html.ts'
import { artworkUrl, audioUrl, feedUrl } from '../../shows/addresses.ts'
import { factsOfShow } from '../../shows/show-facts.ts'
import { type Handler, partOf } from '../handler.ts'
import { langOf, languageOf, pathIn } from '../languages.ts'
import { page } from '../page.ts'
import { wordsFor } from '../words/words-for.ts'
import { creditsSection } from './credits.ts'
import { factsLine } from './facts-line.ts'
import { playerBlock } from './player-block.ts'
import { startIn } from './player-facts.ts'
import { transcriptSection } from './transcript-section.ts'

/** GET /:show/:episode — a published episode and its audio. A draft is as unknown as one that never was. */
export const showEpisode: Handler = async (host, req, res) => {
  const where = { slug: partOf(req, 'episode'), show: { slug: partOf(req, 'show') } }
  const episode = await getPublishedEpisode(host, where)
  const { show, title, notes, description } = episode
  const language = languageOf(req.path)
  const words = wordsFor(language)
  const feed = feedUrl(host.config, show.slug)
  const audio = audioUrl(host.config, episode.enclosure!.path)
  const picture = episode.artwork ?? show.artwork
  const chapters = chaptersOf(episode).filter(({ hidden }) => !hidden)

  const content = html`<p><a href="${pathIn(language, `/${show.slug}`)}">${show.title}</a></p>
<div class="hero">
${picture && html`<img src="${artworkUrl(host.config, picture.path)}" alt="${picture.alt ?? ''}" width="352" height="352">`}
<div><h1${langOf(episode.language ?? show.language, language)}>${title}</h1>
${factsLine(episode, language)}
</div></div>
${playerBlock(host.config, episode, language, startIn(req.query))}
${await transcriptSection(host, episode, language)}
<div${langOf(episode.language ?? show.language, language)}>${notes ? new Html(notes) : paragraphs(description)}</div>
${chapters.length > 0 && html`<h2>${words.chapters}</h2><ol class="chapters">${chapters.map(listItem)}</ol>`}
${creditsSection(creditsOf(episode), language)}
<p><a href="${audio}" download>${words.download}</a></p>
<p><a class="button" href="${feed}">${words.feed}</a></p>`
  res.type('html').send(
    page({
      config: host.config,
      language,
      path: `/${show.slug}/${episode.slug}`,
      title: `${title} – ${show.title}`,
      content,
      feed: { url: feed, title: show.title },
    }),
  )
}

/** What was typed for the episode, and otherwise what counts for its show. */
function creditsOf(episode: Episode) {
  const [own, show] = [factsOfEpisode(episode), factsOfShow(episode.show)]
  return {
    persons: own.persons.length > 0 ? own.persons : show.persons,
    locations: own.locations.length > 0 ? own.locations : show.locations,
    license: own.license ?? show.license,
  }
}

const listItem = ({ startSeconds, title, url }: Chapter) =>
  html`<li><time>${clockTime(startSeconds)}</time> <span>${url ? html`<a href="${url}">${title}</a>` : title}</span></li>`
