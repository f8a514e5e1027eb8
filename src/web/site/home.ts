import type { Episode } from '../../episodes/episode.ts'
import { newestEpisodes } from '../../episodes/neighbours.ts'
import { type Html, html, paragraphs } from '../../lib/html.ts'
import { listShows, type Show } from '../../shows/show.ts'
import type { Handler, Host } from '../handler.ts'
import { type Language, langOf, languageOf, pathIn } from '../languages.ts'
import { readOwnText, shownText, WELCOME } from '../legal-pages.ts'
import { hueClassOf, page } from '../page.ts'
import { wordsFor } from '../words/words-for.ts'
import { factsLine } from './facts-line.ts'
import { homeFoundAs } from './found-as.ts'
import { picture } from './picture.ts'

/** GET / — who runs this and their welcome, and all shows, each with its newest episode. */
export const showHome: Handler = async (host, req, res) => {
  const language = languageOf(req.path)
  const words = wordsFor(language)
  const shows = await listShows(host)
  const newest = await newestEpisodes(
    host,
    shows.map(({ id }) => id),
  )
  const { operatorName } = host.config
  const content = html`${operatorName && html`<p class="above">${operatorName}</p>`}
${await welcome(host.config, language)}
${
  shows.length === 0
    ? html`<p>${words.noShows}</p><p class="quiet">${words.noShowsHint}</p>`
    : html`<ul class="shows">${shows.map((show) => showItem(host.config, show, newest.get(show.id), language))}</ul>`
}`
  const head = homeFoundAs(host.config, shows, language)
  res.type('html').send(
    page({
      config: host.config,
      language,
      title: operatorName ? `${words.shows} – ${operatorName}` : words.shows,
      content,
      path: '/',
      head,
    }),
  )
}

/** What the operator has written, below a heading of its own or ours. */
async function welcome(config: Host['config'], language: Language): Promise<Html> {
  const { text } = await readOwnText(config, WELCOME[language])
  const shown = text === null ? null : shownText(text)
  const hasHeading = shown?.markup.includes('<h1>')
  return html`${!hasHeading && html`<h1>${wordsFor(language).shows}</h1>`}
${shown && html`<div class="welcome">${shown}</div>`}`
}

function showItem(config: Host['config'], show: Show, episode: Episode | undefined, language: Language): Html {
  const { artwork, title } = show
  const words = wordsFor(language)
  const lang = langOf(show.language, language)
  return html`<li class="card show ${hueClassOf(artwork?.hue)}">
${artwork ? picture(config, artwork.path, { side: 240, alt: '' }) : html`<div class="no-cover"></div>`}
<div><h2><a href="${pathIn(language, `/${show.slug}`)}"${lang}>${title}</a></h2>
<p class="quiet">${words.by} ${show.author}</p>
<div class="excerpt"${lang}>${paragraphs(show.description)[0]}</div>
${episode && newestEpisode(episode, language)}</div>
</li>`
}

function newestEpisode(episode: Episode, language: Language): Html {
  const lang = langOf(episode.language ?? episode.show.language, language)
  const path = pathIn(language, `/${episode.show.slug}/${episode.slug}`)
  return html`<div class="newest"><h3>${wordsFor(language).newest}</h3>
<p><a href="${path}"${lang}>${episode.title}</a></p>
${factsLine(episode, language)}</div>`
}
