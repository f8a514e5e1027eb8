import { deleteEpisode, getEpisodeDeletion, restoreEpisode } from '../../episodes/delete-episode.ts'
import { deleteShow, getShowDeletion, restoreShow } from '../../shows/delete-show.ts'
import type { Deletion } from '../../shows/deletion.ts'
import { type Handler, idOf, partOf } from '../handler.ts'
import { requireToken } from '../signed-in.ts'
import { episodeJson, showJson } from './representation.ts'

/** DELETE /api/v1/shows/:show */
export const removeShow: Handler = async (host, req, res) => {
  await requireToken(host, req)
  res.json(showJson(host.config, await deleteShow(host, partOf(req, 'show'))))
}

/** GET /api/v1/shows/:show/deletion */
export const showDeletion: Handler = async (host, req, res) => {
  await requireToken(host, req)
  res.json(deletionJson(await getShowDeletion(host, partOf(req, 'show'))))
}

/** DELETE /api/v1/shows/:show/deletion — brings it back. */
export const undoShowDeletion: Handler = async (host, req, res) => {
  await requireToken(host, req)
  res.json(showJson(host.config, await restoreShow(host, partOf(req, 'show'))))
}

/** DELETE /api/v1/episodes/:id */
export const removeEpisode: Handler = async (host, req, res) => {
  await requireToken(host, req)
  res.json(episodeJson(host.config, await deleteEpisode(host, idOf(req, 'episode')), host.now()))
}

/** GET /api/v1/episodes/:id/deletion */
export const episodeDeletion: Handler = async (host, req, res) => {
  await requireToken(host, req)
  res.json(deletionJson(await getEpisodeDeletion(host, idOf(req, 'episode'))))
}

/** DELETE /api/v1/episodes/:id/deletion — brings it back. */
export const undoEpisodeDeletion: Handler = async (host, req, res) => {
  await requireToken(host, req)
  res.json(episodeJson(host.config, await restoreEpisode(host, idOf(req, 'episode')), host.now()))
}

const deletionJson = ({ deletedAt, goneAt }: Deletion) => ({ deletedAt, goneAt })
