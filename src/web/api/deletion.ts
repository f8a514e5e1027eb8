import type { Request } from 'express'
import { may, requireAccess, type ShowVerb } from '../../accounts/access.ts'
import { actingAs } from '../../accounts/logbook.ts'
import { deleteEpisode, getEpisodeDeletion, restoreEpisode } from '../../episodes/delete-episode.ts'
import { notFound } from '../../lib/errors.ts'
import { deleteShow, getShowDeletion, restoreShow } from '../../shows/delete-show.ts'
import { type Deletion, refuseDeleted } from '../../shows/deletion.ts'
import { type Handler, type Host, idOf, partOf } from '../handler.ts'
import { requireProgram } from '../signed-in.ts'
import { episodeJson, showJson } from './representation.ts'

/** DELETE /api/v1/shows/:show */
export const removeShow: Handler = async (host, req, res) => {
  const { acting, show } = await showDeletionFor(host, req, 'delete show')
  res.json(showJson(host.config, await deleteShow(acting, show.slug)))
}

/** GET /api/v1/shows/:show/deletion */
export const showDeletion: Handler = async (host, req, res) => {
  res.json(deletionJson((await showDeletionFor(host, req, 'see show')).show))
}

/** DELETE /api/v1/shows/:show/deletion — brings it back. */
export const undoShowDeletion: Handler = async (host, req, res) => {
  const { acting, show } = await showDeletionFor(host, req, 'delete show')
  res.json(showJson(host.config, await restoreShow(acting, show.slug)))
}

/** DELETE /api/v1/episodes/:id */
export const removeEpisode: Handler = async (host, req, res) => {
  const { acting, episode } = await episodeDeletionFor(host, req, 'delete episode')
  res.json(episodeJson(host.config, await deleteEpisode(acting, episode.id), host.now()))
}

/** GET /api/v1/episodes/:id/deletion */
export const episodeDeletion: Handler = async (host, req, res) => {
  res.json(deletionJson((await episodeDeletionFor(host, req, 'see show')).episode))
}

/** DELETE /api/v1/episodes/:id/deletion — brings it back. */
export const undoEpisodeDeletion: Handler = async (host, req, res) => {
  const { acting, episode } = await episodeDeletionFor(host, req, 'delete episode')
  res.json(episodeJson(host.config, await restoreEpisode(acting, episode.id), host.now()))
}

/** The show in the address, deleted or not, for a program that may do that with it. */
async function showDeletionFor(host: Host, req: Request, verb: ShowVerb) {
  const program = await requireProgram(host, req)
  const show = await getShowDeletion(host, partOf(req, 'show'))
  requireAccess(program, verb, show.id)
  return { acting: actingAs(host, program), show }
}

async function episodeDeletionFor(host: Host, req: Request, verb: ShowVerb) {
  const program = await requireProgram(host, req)
  const episode = await getEpisodeDeletion(host, idOf(req, 'episode'))
  if (!may(program, 'see show', episode.showId)) throw notFound('episode')
  requireAccess(program, verb, episode.showId)
  refuseDeleted(episode.show, 'episode', host.now())
  return { acting: actingAs(host, program), episode }
}

const deletionJson = ({ deletedAt, goneAt }: Deletion) => ({ deletedAt, goneAt })
