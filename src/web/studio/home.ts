import { may } from '../../accounts/access.ts'
import type { Person } from '../../accounts/person.ts'
import { type ShowSummary, summarizeShows } from '../../episodes/show-summaries.ts'
import { type Html, html } from '../../lib/html.ts'
import { movedTo } from '../../shows/move.ts'
import { listShows, type Show } from '../../shows/show.ts'
import type { Handler, Host } from '../handler.ts'
import { type Language, langOf, languageOf, pathIn } from '../languages.ts'
import { dayIn, momentIn } from '../moment.ts'
import { hueClassOf } from '../page.ts'
import { requirePerson } from '../signed-in.ts'
import { picture } from '../site/picture.ts'
import { studioWordsFor } from '../words/studio/words-for.ts'
import { awaitingReview, sentBackTo } from './awaiting-review.ts'
import { saidDone } from './done.ts'
import { IMPORTS } from './import/import-form.ts'
import { studioPage } from './page.ts'
import { LOG, STUDIO } from './paths.ts'
import { wayBack } from './show/deletion.ts'
import { wayTo } from './show/open-show.ts'
import { uploadChoice, uploadForm } from './upload-form.ts'

/** GET /studio — the shows of who is signed in; where there is none, what to do first. */
export const showStudioHome: Handler = async (host, req, res) => {
  const person = await requirePerson(host, req, res)
  const language = languageOf(req.path)
  const words = studioWordsFor(language)
  const { title } = words.home
  const [shows, deleted] = await Promise.all([
    seenBy(person, listShows(host)),
    seenBy(person, listShows(host, { deleted: true })),
  ])
  const summaries = await summarizeShows(
    host,
    shows.map(({ id }) => id),
  )
  const content = html`<h1>${title}</h1>
${saidDone(req.query.done, { 'show-deleted': words.deletion.done, invitation: words.invitation.accepted })}
${await awaitingReview(host, person, shows, language)}
${await sentBackTo(host, person, shows, language)}
${shows.length === 0 ? whatToDo(person, language) : html`<ul class="shows" id="shows" data-follows-upload>${shows.map((show) => showItem(host, show, summaries.of(show.id), person, language))}</ul>`}
${newEpisode(
  host,
  shows.filter(({ id }) => may(person, 'upload', id)),
  person,
  language,
)}
${may(person, 'create show') && html`<p><a${shows.length === 0 && html` class="button"`} href="${pathIn(language, '/studio/shows/new')}">${words.settings.newShow.link}</a></p>`}
${may(person, 'import show') && html`<p><a href="${pathIn(language, IMPORTS)}">${words.imports.link}</a></p>`}
${deleted.length > 0 && deletedShows(deleted, person, language)}
${
  may(person, 'manage host') &&
  html`<p><a href="${pathIn(language, '/studio/people')}">${words.people.ofHost.link}</a></p>
<p><a href="${pathIn(language, LOG)}">${words.log.link}</a></p>`
}
<p class="quiet"><a href="${pathIn(language, '/studio/keys')}">${words.home.keys}</a></p>`
  res.type('html').send(studioPage({ language, title, content, path: STUDIO, person }))
}

const seenBy = async (person: Person, shows: Promise<Show[]>) =>
  (await shows).filter(({ id }) => may(person, 'see show', id))

function whatToDo(person: Person, language: Language): Html {
  const words = studioWordsFor(language).home
  if (!may(person, 'create show')) return html`<p>${words.nothing}</p><p class="quiet">${words.nothingHint}</p>`
  return html`<p>${words.empty}</p>
<h2>${words.steps}</h2>
<ol class="steps">${[words.stepShow, words.stepEpisode, words.stepPublish].map((step) => html`<li>${step}</li>`)}</ol>`
}

function showItem(host: Host, show: Show, summary: ShowSummary, person: Person, language: Language): Html {
  const { artwork, title } = show
  const words = studioWordsFor(language).home
  const role = person.roles.get(show.id)
  return html`<li class="card show ${hueClassOf(artwork?.hue)}">
${artwork ? picture(host.config, artwork.path, { side: 240, alt: '' }) : html`<div class="no-cover"></div>`}
<div><h2><a href="${pathIn(language, `/studio/shows/${show.slug}`)}"${langOf(show.language, language)}>${title}</a></h2>
<p>${[words.counts(summary), ...statesOf(show, language)].join(' · ')}${moveState(host, show, person, language)}</p>
${episodeLine(words.upcoming, show, summary.next, language, (at) => momentIn(language, at, show.timeZone))}
${episodeLine(words.newest, show, summary.newest, language, (at) => dayIn(language, at))}
<p class="quiet">${role ? words.roles[role] : words.administrator}, <a href="${pathIn(language, `/${show.slug}`)}">${words.publicPage}</a></p></div>
</li>`
}

/** Where files become episodes: of the one show, or of one that is then asked for. */
function newEpisode({ config }: Host, shows: Show[], { id: person }: Person, language: Language): Html | null {
  const words = studioWordsFor(language).upload.home
  const [show, ...others] = shows
  if (!show) return null
  const isOne = others.length === 0
  const path = ({ slug }: Show) => pathIn(language, `/studio/shows/${slug}/upload`)
  return html`<section aria-labelledby="new-episode"><h2 id="new-episode">${isOne ? words.ofShow(show.title) : words.heading}</h2>
${
  isOne
    ? uploadForm({ language, config, action: path(show), to: { show: show.slug, person }, errors: {} })
    : html`<p>${words.which}</p>
<ul>${shows.map((each) => html`<li><a href="${path(each)}"${langOf(each.language, language)}>${each.title}</a></li>`)}</ul>
${uploadChoice(language, config, shows, person)}`
}</section>`
}

/** What a show is besides being there. */
function statesOf(show: Show, language: Language): string[] {
  const { states } = studioWordsFor(language).home
  return [show.complete && states.complete, show.block && states.hidden].filter((state) => state !== false)
}

/** That its feed moved or is going to, with the way to where that is changed for whoever may. */
function moveState({ now }: Host, show: Show, person: Person, language: Language): Html | null {
  if (!show.newFeedUrl) return null
  const { states } = studioWordsFor(language).home
  const state = movedTo(show, now()) === null ? states.moves : states.moved
  if (!may(person, 'move show', show.id)) return html` · ${state}`
  return html` · <a href="${wayTo({ show, language }, 'move')}">${state}</a>`
}

function episodeLine(
  label: string,
  show: Show,
  episode: ShowSummary['newest'],
  language: Language,
  when: (at: Date) => string,
): Html | null {
  if (!episode) return null
  const { id, title, publishAt } = episode
  return html`<p>${label}: <a href="${pathIn(language, `/studio/episodes/${id}`)}"${langOf(episode.language ?? show.language, language)}>${title}</a>
<span class="quiet">${when(publishAt)}</span></p>`
}

/** What can be brought back. */
function deletedShows(deleted: Show[], person: Person, language: Language): Html {
  const words = studioWordsFor(language).deletion
  return html`<section aria-labelledby="deleted"><h2 id="deleted">${words.list}</h2>
<p>${words.listHint}</p>
<ul class="deleted">${deleted.map(
    (show) => html`<li><div><strong${langOf(show.language, language)}>${show.title}</strong>
<span class="quiet">${words.goneOn} ${show.goneAt && dayIn(language, show.goneAt)}</span></div>
${wayBack(show, person, language)}</li>`,
  )}</ul></section>`
}
