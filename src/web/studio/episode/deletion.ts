import type { Request, Response } from 'express'
import { may, requireAccess } from '../../../accounts/access.ts'
import { deleteEpisode, getEpisodeDeletion, restoreEpisode } from '../../../episodes/delete-episode.ts'
import { notFound } from '../../../lib/errors.ts'
import { type Html, html } from '../../../lib/html.ts'
import { type Handler, type Host, idOf } from '../../handler.ts'
import { languageOf, pathIn } from '../../languages.ts'
import { requirePerson } from '../../signed-in.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { type EpisodeView, type Section, sectionPath } from './section.ts'

const NAME = 'deletion'

/** Deletes the episode, to be brought back for some days on the page of its show. */
export const deletionSection: Section = {
  name: NAME,
  verb: 'delete episode',
  title: (language) => studioWordsFor(language).episode.deletion.heading,
  content: (view) => (may(view.person, 'delete episode', view.episode.showId) ? form(view) : notYours(view)),
  async receive({ host, episode, language }) {
    await deleteEpisode(host, episode.id)
    return { to: `${pathIn(language, `/studio/shows/${episode.show.slug}`)}#deleted` }
  },
}

function form(view: EpisodeView): Html {
  const words = studioWordsFor(view.language).episode.deletion
  return html`<p>${words.hint(view.host.config.deletedKeptDays)}</p>
<form method="post" action="${sectionPath(view, NAME)}"><p><button class="button plain" type="submit">${words.remove}</button></p></form>`
}

const notYours = ({ language }: EpisodeView) =>
  html`<p class="quiet">${studioWordsFor(language).episode.deletion.notYours}</p>`

/** POST /studio/episodes/:id/restoration — brings a deleted episode back as it was. */
export const postRestoration: Handler = async (host, req, res) => {
  const id = await deletedId(host, req, res)
  const { slug } = (await restoreEpisode(host, id)).show
  res.redirect(303, pathIn(languageOf(req.path), `/studio/shows/${slug}`))
}

/** The id of an episode that whoever asks may bring back. */
async function deletedId(host: Host, req: Request, res: Response): Promise<string> {
  const person = await requirePerson(host, req, res)
  const id = idOf(req, 'episode')
  await getEpisodeDeletion(host, id)
  const { showId } = await host.db.episode.findUniqueOrThrow({ where: { id }, select: { showId: true } })
  if (!may(person, 'see show', showId)) throw notFound('episode')
  requireAccess(person, 'delete episode', showId)
  return id
}
