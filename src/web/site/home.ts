import { html, paragraphs } from '../../lib/html.ts'
import { artworkUrl } from '../../shows/addresses.ts'
import { listShows } from '../../shows/show.ts'
import type { Handler } from '../handler.ts'
import { langOf, languageOf, pathIn } from '../languages.ts'
import { page } from '../page.ts'
import { wordsFor } from '../words/words-for.ts'

/** GET / — all shows. */
export const showHome: Handler = async (host, req, res) => {
  const language = languageOf(req.path)
  const words = wordsFor(language)
  const shows = await listShows(host)
  const content = html`<h1>${words.shows}</h1>
${shows.length === 0 && html`<p>${words.noShows}</p><p class="quiet">${words.noShowsHint}</p>`}
<ul class="list">${shows.map(
    (show) => html`<li class="show"${langOf(show.language, language)}>
<div>${show.artwork && html`<img src="${artworkUrl(host.config, show.artwork.path)}" alt="" width="128" height="128">`}</div>
<div><h2><a href="${pathIn(language, `/${show.slug}`)}">${show.title}</a></h2>${paragraphs(show.description)[0]}</div>
</li>`,
  )}</ul>`
  res.type('html').send(page({ config: host.config, language, title: words.shows, content, path: '/' }))
}
