import type { Request } from 'express'
import { may } from '../../../accounts/access.ts'
import { findDeletedEpisodes, findEpisodes, SORTS } from '../../../episodes/episode-list.ts'
import { summarizeShows } from '../../../episodes/show-summaries.ts'
import { type Html, html } from '../../../lib/html.ts'
import type { Handler } from '../../handler.ts'
import { type Language, langOf, pathIn } from '../../languages.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { listScript, readWish } from '../listing.ts'
import { dayIn } from '../moment.ts'
import { studioPage } from '../page.ts'
import { uploadForm } from '../upload-form.ts'
import { episodeTable } from './episode-table.ts'
import { nextSteps } from './next-steps.ts'
import { openShow, type ShowView, showPath, wayTo } from './open-show.ts'
import { mayOpen, showWays } from './show-heading.ts'

/** GET /studio/shows/:show?q=&sort=&order=&page= — the episodes of a show, and what else there is to do with it. */
export const showShowPage: Handler = async (host, req, res) => {
  const view = await openShow(host, req, res, 'see show')
  const { person, show, language } = view
  const wish = readWish(req.query, SORTS, { first: 'date', downFirst: ['date'] })
  const [found, deleted, summaries] = await Promise.all([
    findEpisodes(host, show, wish),
    findDeletedEpisodes(host, show),
    summarizeShows(host, [show.id]),
  ])
  const isEmpty = found.total === 0 && wish.words === '' && wish.page === 1
  const words = studioWordsFor(language).show
  const publicPage = html`<a href="${pathIn(language, `/${show.slug}`)}">${words.publicPage}</a>`
  const content = html`<h1${langOf(show.language, language)}>${show.title}</h1>
${notice(req.query, language)}
${showWays(view, { also: publicPage })}
<div id="next" data-follows-upload>${nextSteps(view, summaries.of(show.id))}</div>
${mayOpen(view, 'upload') && newEpisode(view)}
<h2>${words.episodes}</h2>
<div id="episodes" data-follows-upload>${isEmpty ? html`<p role="status">${words.empty}</p>` : episodeTable(show, found, wish, language, host.now())}</div>
${deleted.length > 0 && may(person, 'delete episode', show.id) && deletedEpisodes(deleted, language)}`
  res.type('html').send(
    studioPage({
      language,
      title: `${show.title} – ${words.episodes}`,
      content,
      path: showPath(show),
      person,
      head: listScript,
    }),
  )
}

/** Files become episodes where they are dropped on the page. */
function newEpisode(view: ShowView): Html {
  const { host, show, language } = view
  const words = studioWordsFor(language).show
  const form = { language, config: host.config, action: wayTo(view, 'upload'), to: { show: show.slug }, errors: {} }
  return html`<section aria-labelledby="new-episode"><h2 id="new-episode">${words.newEpisode}</h2>
${uploadForm(form)}</section>`
}

/** What has just been done with the show. */
function notice({ created, restored }: Request['query'], language: Language): Html | null {
  const words = studioWordsFor(language)
  const said = created !== undefined ? words.show.created : restored !== undefined ? words.deletion.restored : null
  return said === null ? null : html`<p class="saved" role="status">${said}</p>`
}

function deletedEpisodes(deleted: Awaited<ReturnType<typeof findDeletedEpisodes>>, language: Language): Html {
  const words = studioWordsFor(language).show
  return html`<section aria-labelledby="deleted"><h2 id="deleted">${words.deleted}</h2>
<ul class="deleted">${deleted.map(
    ({
      id,
      title,
      goneAt,
      language: spoken,
    }) => html`<li><form method="post" action="${pathIn(language, `/studio/episodes/${id}/restoration`)}">
<span${spoken && langOf(spoken, language)}>${title}</span> <span class="quiet">${words.goneOn} ${dayIn(language, goneAt!)}</span>
<button class="button plain" type="submit">${words.restore}<span class="unseen">: ${title}</span></button></form></li>`,
  )}</ul></section>`
}
