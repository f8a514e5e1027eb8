import { type Episode, listEpisodes } from '../../episodes/episode.ts'
import { notFound } from '../../lib/errors.ts'
import { html, paragraphs } from '../../lib/html.ts'
import { artworkUrl, feedUrl } from '../../shows/addresses.ts'
import { getShow } from '../../shows/show.ts'
import { factsOfShow } from '../../shows/show-facts.ts'
import { type Handler, isId, partOf } from '../handler.ts'
import { type Language, langOf, languageOf, pathIn } from '../languages.ts'
import { page } from '../page.ts'
import { wordsFor } from '../words/words-for.ts'
import { creditsSection } from './credits.ts'
import { factsLine } from './facts-line.ts'

const EPISODES_ON_PAGE = 50

/** GET /:show — a show and its published episodes, newest first. */
export const showShow: Handler = async (host, req, res) => {
  const slug = partOf(req, 'show')
  const show = await getShow(host, slug)
  // A former slug is led to the one of now, see `leadOnUnknown`.
  if (show.slug !== slug) throw notFound('show')
  const after = isId(String(req.query.after)) ? String(req.query.after) : null
  const language = languageOf(req.path)
  const found = await listEpisodes(host, show, { listed: 'published', limit: EPISODES_ON_PAGE + 1, after })
  const episodes = found.slice(0, EPISODES_ON_PAGE)
  const words = wordsFor(language)
  const feed = feedUrl(host.config, show.slug)

  const content = html`<div class="hero">
${show.artwork && html`<img src="${artworkUrl(host.config, show.artwork.path)}" alt="${show.artwork.alt ?? ''}" width="352" height="352">`}
<div><h1${langOf(show.language, language)}>${show.title}</h1>
<p class="quiet">${words.by} ${show.author}</p>
${paragraphs(show.description)}
<p><a class="button" href="${feed}">${words.feed}</a></p></div>
</div>
<h2>${words.episodes}</h2>
${episodes.length === 0 && !after && html`<p>${words.noEpisodes}</p><p class="quiet">${words.noEpisodesHint}</p>`}
<ul class="list">${episodes.map((episode) => listItem(episode, language))}</ul>
${found.length > EPISODES_ON_PAGE && html`<p><a href="${pathIn(language, `/${show.slug}`)}?after=${episodes.at(-1)!.id}">${words.older}</a></p>`}
${creditsSection(factsOfShow(show), language)}`
  const { title } = show
  const path = `/${show.slug}`
  res.type('html').send(page({ config: host.config, language, title, content, path, feed: { url: feed, title } }))
}

const listItem = (episode: Episode, language: Language) => html`<li>
<h3><a href="${pathIn(language, `/${episode.show.slug}/${episode.slug}`)}">${episode.title}</a></h3>
${factsLine(episode, language)}
${paragraphs(episode.description)[0]}
</li>`
