import { html, paragraphs } from '../../lib/html.ts'
import { artworkUrl } from '../../shows/addresses.ts'
import { listShows } from '../../shows/show.ts'
import type { Handler } from '../handler.ts'
import { page } from '../page.ts'
import { de } from '../words/de.ts'

/** GET / — all shows. */
export const showHome: Handler = async (host, _req, res) => {
  const shows = await listShows(host)
  const content = html`<h1>${de.shows}</h1>
${shows.length === 0 && html`<p>${de.noShows}</p><p class="quiet">${de.noShowsHint}</p>`}
<ul class="list">${shows.map(
    (show) => html`<li class="show" lang="${show.language}">
<div>${show.artwork && html`<img src="${artworkUrl(host.config, show.artwork.path)}" alt="" width="128" height="128">`}</div>
<div><h2><a href="/${show.slug}">${show.title}</a></h2>${paragraphs(show.description)[0]}</div>
</li>`,
  )}</ul>`
  res.type('html').send(page({ language: 'de', title: de.shows, content }))
}
