import { listEpisodes } from '../../episodes/episode.ts'
import { notFound } from '../../lib/errors.ts'
import { html, paragraphs } from '../../lib/html.ts'
import { getShow } from '../../shows/show.ts'
import { factsOfShow } from '../../shows/show-facts.ts'
import { type Handler, isId, partOf } from '../handler.ts'
import { langOf, languageOf, pathIn } from '../languages.ts'
import { page } from '../page.ts'
import { wordsFor } from '../words/words-for.ts'
import { credits } from './credits.ts'
import { episodeList } from './episode-list.ts'
import { showFoundAs } from './found-as.ts'
import { picture } from './picture.ts'
import { searchForm } from './search-form.ts'
import { subscribeBlock } from './subscribe.ts'
import { shareBlock } from './take-away.ts'

const EPISODES_ON_PAGE = 50

/** GET /:show — a show, how to subscribe, and its published episodes, newest first. */
export const showShow: Handler = async (host, req, res) => {
  const { config } = host
  const slug = partOf(req, 'show')
  const show = await getShow(host, slug)
  // A former slug is led to the one of now, see `leadOnUnknown`.
  if (show.slug !== slug) throw notFound('show')
  const after = isId(String(req.query.after)) ? String(req.query.after) : null
  const language = languageOf(req.path)
  const found = await listEpisodes(host, show, { listed: 'published', limit: EPISODES_ON_PAGE + 1, after })
  const episodes = found.slice(0, EPISODES_ON_PAGE)
  const words = wordsFor(language)
  const { title, artwork } = show
  const path = `/${show.slug}`
  const lang = langOf(show.language, language)
  const { updateFrequency, ...facts } = factsOfShow(show)
  const madeBy = credits({ ...facts, copyright: show.copyright }, language)

  const content = html`<div class="band hero">
${artwork && picture(config, artwork.path, { side: 320, alt: artwork.alt ?? '', lang })}
<div><h1${lang}>${title}</h1>
<p class="quiet">${words.by} ${show.author}${updateFrequency && html` · <span${lang}>${updateFrequency.text}</span>`}</p>
<div${lang}>${paragraphs(show.description)}</div>
${subscribeBlock(config, show, language)}</div>
</div>
<section class="episodes" aria-labelledby="episodes"><h2 id="episodes">${words.episodes}</h2>
${(episodes.length > 0 || after) && searchForm(language, { show })}
${episodes.length === 0 && !after && html`<p>${words.noEpisodes}</p><p class="quiet">${words.noEpisodesHint}</p>`}
${episodeList(config, show, episodes, language)}
${
  (after || found.length > EPISODES_ON_PAGE) &&
  html`<nav class="turn" aria-label="${words.episodePages}">${after && html`<a href="${pathIn(language, path)}">${words.toNewest}</a> `}${
    found.length > EPISODES_ON_PAGE &&
    html`<a href="${pathIn(language, path)}?after=${episodes.at(-1)!.id}" rel="next">${words.older}</a>`
  }</nav>`
}</section>
${madeBy && html`<div class="credits">${madeBy}</div>`}
${shareBlock(config, { show: show.slug, episode: null, title }, language)}`
  const head = showFoundAs(config, show, language)
  const isLater = after && episodes.length > 0
  res.type('html').send(
    page({
      ...{ config, language, content, show, head },
      title: isLater ? `${words.older} – ${title}` : title,
      path: isLater ? `${path}?after=${after}` : path,
    }),
  )
}
