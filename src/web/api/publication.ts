import { readPublication } from '../../episodes/episode-input.ts'
import { publishEpisode, unpublishEpisode } from '../../episodes/publish.ts'
import { type Handler, idOf } from '../handler.ts'
import { readJson } from '../request-body.ts'
import { requireToken } from '../signed-in.ts'
import { readable } from './episodes.ts'
import { episodeJson, publicationJson } from './representation.ts'

/** GET /api/v1/episodes/:id/publication */
export const getPublication: Handler = async (host, req, res) => {
  res.json(publicationJson(await readable(host, req), host.now()))
}

/** PUT /api/v1/episodes/:id/publication — {"at": "2026-10-25T06:00:00+01:00"}, now if absent. */
export const putPublication: Handler = async (host, req, res) => {
  await requireToken(host, req)
  const id = idOf(req, 'episode')
  const { at } = readPublication(await readJson(req, res))
  res.json(episodeJson(host.config, await publishEpisode(host, id, at), host.now()))
}

/** DELETE /api/v1/episodes/:id/publication */
export const deletePublication: Handler = async (host, req, res) => {
  await requireToken(host, req)
  res.json(episodeJson(host.config, await unpublishEpisode(host, idOf(req, 'episode')), host.now()))
}
