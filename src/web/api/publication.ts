import { readPublication } from '../../episodes/publication-input.ts'
import { unpublishEpisode } from '../../episodes/publish.ts'
import { publishThroughGate } from '../../feed/publish-gate.ts'
import { askedLanguage } from '../asked-language.ts'
import { type Handler, idOf } from '../handler.ts'
import { readJson } from '../request-body.ts'
import { requireToken } from '../signed-in.ts'
import { readable } from './episodes.ts'
import { episodeJson, publicationJson } from './representation.ts'

/** GET /api/v1/episodes/:id/publication */
export const getPublication: Handler = async (host, req, res) => {
  res.json(publicationJson(await readable(host, req), host.now()))
}

/** PUT /api/v1/episodes/:id/publication — {"at": "2026-10-25T06:00:00+01:00", "overrides": […]}, now if absent. */
export const putPublication: Handler = async (host, req, res) => {
  await requireToken(host, req)
  const id = idOf(req, 'episode')
  const publication = readPublication(await readJson(req, res))
  const episode = await publishThroughGate(host, id, publication, askedLanguage(req, res))
  res.json(episodeJson(host.config, episode, host.now()))
}

/** DELETE /api/v1/episodes/:id/publication */
export const deletePublication: Handler = async (host, req, res) => {
  await requireToken(host, req)
  res.json(episodeJson(host.config, await unpublishEpisode(host, idOf(req, 'episode')), host.now()))
}
