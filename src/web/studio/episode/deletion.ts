import type { Response } from 'express'
import { may, requireAccess } from '../../../accounts/access.ts'
import { actingAs } from '../../../accounts/logbook.ts'
import type { Person } from '../../../accounts/person.ts'
import { deleteEpisode, getEpisodeDeletion, restoreEpisode } from '../../../episodes/delete-episode.ts'
import { notFound } from '../../../lib/errors.ts'
import { type Html, html } from '../../../lib/html.ts'
import { type Handler, idOf } from '../../handler.ts'
import { type Language, langOf, languageOf, pathIn } from '../../languages.ts'
import { momentIn } from '../../moment.ts'
import { requirePerson } from '../../signed-in.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { EPISODE_DELETED, refuseAsDeleted, SHOW_DELETED } from '../deleted.ts'
import { doneAt, leadBack } from '../done.ts'
import { studioPage } from '../page.ts'
import { STUDIO } from '../paths.ts'
import { wayBack } from '../show/deletion.ts'
import { showPath } from '../show/open-show.ts'
import { type EpisodeView, episodePath, type Section, sectionPath } from './section.ts'

const NAME = 'deletion'

/** Deletes the episode, to be brought back for some days on the page of its show. */
export const deletionSection: Section = {
  name: NAME,
  verb: 'delete episode',
  title: (language) => studioWordsFor(language).episode.deletion.heading,
  content: (view) => (may(view.person, 'delete episode', view.episode.showId) ? form(view) : notYours(view)),
  async receive({ host, person, episode, language }) {
    await deleteEpisode(actingAs(host, person), episode.id)
    return { to: doneAt(pathIn(language, `/studio/shows/${episode.show.slug}`), 'episode-deleted') }
  },
}

function form(view: EpisodeView): Html {
  const words = studioWordsFor(view.language).episode.deletion
  return html`<p>${words.hint(view.host.config.deletedKeptDays)}</p>
<form method="post" action="${sectionPath(view, NAME)}"><p><button class="button plain" type="submit">${words.remove}</button></p></form>`
}

const notYours = ({ language }: EpisodeView) =>
  html`<p class="quiet">${studioWordsFor(language).episode.deletion.notYours}</p>`

/** POST /studio/episodes/:id/restoration — brings a deleted episode back as it was, and leads to it. */
export const postRestoration: Handler = async (host, req, res) => {
  const person = await requirePerson(host, req, res)
  const deletion = await getEpisodeDeletion(host, idOf(req, 'episode'))
  const { id, showId, show } = deletion
  const language = languageOf(req.path)
  if (!may(person, 'see show', showId)) throw notFound('episode')
  requireAccess(person, 'delete episode', showId)
  if (show.deletedAt) throw refuseDeletedEpisode({ deletion, language })
  await restoreEpisode(actingAs(host, person), id)
  leadBack(res, pathIn(language, episodePath({ id })), 'restored')
}

/** An episode that is deleted, or whose show is, for somebody who may see that show. */
export interface DeletedView {
  person: Person
  language: Language
  deletion: Awaited<ReturnType<typeof getEpisodeDeletion>>
}

/** As unknown as everything deleted, with the page on which it, or first its show, can be brought back. */
export const refuseDeletedEpisode = ({ language, deletion }: Pick<DeletedView, 'language' | 'deletion'>) =>
  deletion.show.deletedAt
    ? refuseAsDeleted(SHOW_DELETED, language, showPath(deletion.show, 'deletion'))
    : refuseAsDeleted(EPISODE_DELETED, language, episodePath(deletion))

/** The page of an episode that is deleted, or whose show is: until when that can be brought back, and how. */
export function sendDeletedEpisode(view: DeletedView, res: Response) {
  const { person, language, deletion } = view
  const { id, title, show, language: spoken } = deletion
  const { above, said, name, until, way } = show.deletedAt ? withItsShow(view) : alone(view)
  const content = html`<p class="above">${above}</p>
<h1>${said.deleted}</h1>
${name}
<p${langOf(spoken ?? show.language, language)}><strong>${title}</strong></p>
<p>${said.until(momentIn(language, until!, show.timeZone))}</p>
${way}`
  const path = episodePath({ id })
  res.type('html').send(studioPage({ language, title: `${title} – ${said.deleted}`, content, path, person }))
}

function withItsShow({ person, language, deletion: { show } }: DeletedView) {
  const words = studioWordsFor(language)
  return {
    above: html`<a href="${pathIn(language, STUDIO)}">${words.home.title}</a>`,
    said: words.deletion,
    name: html`<p${langOf(show.language, language)}><strong>${show.title}</strong></p>`,
    until: show.goneAt,
    way: wayBack(show, person, language),
  }
}

function alone(view: DeletedView) {
  const { language, deletion } = view
  const { show, goneAt } = deletion
  return {
    above: html`<a href="${pathIn(language, showPath(show))}"${langOf(show.language, language)}>${show.title}</a>`,
    said: studioWordsFor(language).episode.deletion,
    name: null,
    until: goneAt,
    way: ownWayBack(view),
  }
}

const ownWayBack = ({ person, language, deletion }: DeletedView): Html =>
  may(person, 'delete episode', deletion.showId)
    ? restoration(deletion, language)
    : html`<p class="quiet">${studioWordsFor(language).episode.deletion.whoRestores}</p>`

/** The form that brings a deleted episode back. */
export const restoration = ({ id, title }: { id: string; title: string }, language: Language): Html =>
  html`<form method="post" action="${pathIn(language, `${episodePath({ id })}/restoration`)}">
<button class="button plain" type="submit">${studioWordsFor(language).deletion.restore}<span class="unseen">: ${title}</span></button></form>`
