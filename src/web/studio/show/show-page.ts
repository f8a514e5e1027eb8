import { may } from '../../../accounts/access.ts'
import { findDeletedEpisodes, findEpisodes, SORTS } from '../../../episodes/episode-list.ts'
import { summarizeShows } from '../../../episodes/show-summaries.ts'
import { type Html, html } from '../../../lib/html.ts'
import type { Handler } from '../../handler.ts'
import { type Language, langOf, pathIn } from '../../languages.ts'
import { dayIn } from '../../moment.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { saidDone } from '../done.ts'
import { restoration } from '../episode/deletion.ts'
import { listScript, readWish } from '../listing.ts'
import { studioPage } from '../page.ts'
import { uploadForm } from '../upload-form.ts'
import { episodeTable } from './episode-table.ts'
import { moveNotice } from './move-notice.ts'
import { nextSteps } from './next-steps.ts'
import { openShow, type ShowView, showPath, wayTo } from './open-show.ts'
import { mayOpen, showWays } from './show-heading.ts'

/** GET /studio/shows/:show?q=&sort=&order=&page= — the episodes of a show, and what else there is to do with it. */
export const showShowPage: Handler = async (host, req, res) => {
  const view = await openShow(host, req, res, 'see show')
  const { person, show, language } = view
  const wish = readWish(req.query, SORTS, { first: 'date', downFirst: ['date'] })
  const [found, deleted, summaries] = await Promise.all([
    findEpisodes(host, show, wish, studioWordsFor(language).show.status),
    findDeletedEpisodes(host, show),
    summarizeShows(host, [show.id]),
  ])
  const isEmpty = found.total === 0 && wish.words === '' && wish.page === 1
  const words = studioWordsFor(language).show
  const publicPage = html`<a href="${pathIn(language, `/${show.slug}`)}">${words.publicPage}</a>`
  const content = html`<h1${langOf(show.language, language)}>${show.title}</h1>
${saidDone(req.query.done, said(deleted, language))}
${showWays(view, { also: publicPage })}
${moveNotice(view)}
<div id="next" data-follows-upload>${nextSteps(view, summaries.of(show.id))}</div>
${mayOpen(view, 'upload') && newEpisode(view)}
<h2>${words.episodes}</h2>
<div id="episodes" data-follows-upload>${isEmpty ? html`<p role="status">${words.empty}</p>` : episodeTable(show, found, wish, language)}</div>
${deleted.length > 0 && deletedEpisodes(deleted, view)}`
  res.type('html').send(
    studioPage({
      language,
      title: `${show.title} – ${words.episodes}`,
      content,
      path: showPath(show),
      query: req.query,
      person,
      head: listScript,
    }),
  )
}

/** Files become episodes where they are dropped on the page. */
function newEpisode(view: ShowView): Html {
  const { host, show, language, person } = view
  const words = studioWordsFor(language).show
  const to = { show: show.slug, person: person.id }
  const form = { language, config: host.config, action: wayTo(view, 'upload'), to, errors: {} }
  return html`<section aria-labelledby="new-episode"><h2 id="new-episode">${words.newEpisode}</h2>
${uploadForm(form)}</section>`
}

type Deleted = Awaited<ReturnType<typeof findDeletedEpisodes>>

/** What may have just been done with the show. */
function said(deleted: Deleted, language: Language): Record<string, Html | string> {
  const { show, deletion } = studioWordsFor(language)
  const wayBack = deleted.length > 0 && html` <a href="#deleted">${show.deleted}</a>`
  return {
    created: show.created,
    restored: deletion.restored,
    'episode-deleted': html`${show.episodeDeleted}${wayBack}`,
  }
}

/** What can be brought back, by whoever may delete; each leads to its page. */
function deletedEpisodes(deleted: Deleted, { person, show, language }: ShowView): Html {
  const words = studioWordsFor(language)
  const mayRestore = may(person, 'delete episode', show.id)
  return html`<section aria-labelledby="deleted"><h2 id="deleted">${words.show.deleted}</h2>
${!mayRestore && html`<p class="quiet">${words.show.whoRestores}</p>`}
<ul class="deleted">${deleted.map(
    (
      episode,
    ) => html`<li><div><a href="${pathIn(language, `/studio/episodes/${episode.id}`)}"${langOf(episode.language ?? show.language, language)}>${episode.title}</a>
<span class="quiet">${words.show.goneOn} ${dayIn(language, episode.goneAt!)}</span></div>
${mayRestore && restoration(episode, language)}</li>`,
  )}</ul></section>`
}
