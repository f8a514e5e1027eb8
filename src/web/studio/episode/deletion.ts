import type { Response } from 'express'
import { may, requireAccess } from '../../../accounts/access.ts'
import { actingAs } from '../../../accounts/logbook.ts'
import type { Person } from '../../../accounts/person.ts'
import { deleteEpisode, getEpisodeDeletion, restoreEpisode } from '../../../episodes/delete-episode.ts'
import { notFound } from '../../../lib/errors.ts'
import { type Html, html } from '../../../lib/html.ts'
import { type Handler, idOf } from '../../handler.ts'
import { type Language, langOf, languageOf, pathIn } from '../../languages.ts'
import { requirePerson } from '../../signed-in.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { doneAt, leadBack } from '../done.ts'
import { momentIn } from '../moment.ts'
import { studioPage } from '../page.ts'
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
  const { id, showId } = await getEpisodeDeletion(host, idOf(req, 'episode'))
  if (!may(person, 'see show', showId)) throw notFound('episode')
  requireAccess(person, 'delete episode', showId)
  await restoreEpisode(actingAs(host, person), id)
  leadBack(res, pathIn(languageOf(req.path), episodePath({ id })), 'restored')
}

/** A deleted episode for somebody who may see its show. */
export interface DeletedView {
  person: Person
  language: Language
  deletion: Awaited<ReturnType<typeof getEpisodeDeletion>>
}

/** The page of an episode that is deleted: until when it can be brought back, and how. */
export function sendDeletedEpisode({ person, language, deletion }: DeletedView, res: Response) {
  const words = studioWordsFor(language)
  const { id, title, show, goneAt, language: spoken } = deletion
  const own = words.episode.deletion
  const content = html`<p class="above"><a href="${pathIn(language, `/studio/shows/${show.slug}`)}"${langOf(show.language, language)}>${show.title}</a></p>
<h1>${own.deleted}</h1>
<p${langOf(spoken ?? show.language, language)}><strong>${title}</strong></p>
<p>${own.until(momentIn(language, goneAt!, show.timeZone))}</p>
${may(person, 'delete episode', show.id) ? restoration(deletion, language) : html`<p class="quiet">${own.whoRestores}</p>`}`
  const path = episodePath({ id })
  res.type('html').send(studioPage({ language, title: `${title} – ${own.deleted}`, content, path, person }))
}

/** The form that brings a deleted episode back. */
export const restoration = ({ id, title }: { id: string; title: string }, language: Language): Html =>
  html`<form method="post" action="${pathIn(language, `${episodePath({ id })}/restoration`)}">
<button class="button plain" type="submit">${studioWordsFor(language).deletion.restore}<span class="unseen">: ${title}</span></button></form>`
