import { readPublication } from '../../episodes/publication-input.ts'
import { unpublishEpisode } from '../../episodes/publish.ts'
import { OVERRIDABLE, publishThroughGate } from '../../feed/publish-gate.ts'
import { askedLanguage } from '../asked-language.ts'
import type { Handler } from '../handler.ts'
import { readJson } from '../request-body.ts'
import { changeFor, readableEpisode } from './asked-for.ts'
import { episodeJson, publicationJson } from './representation.ts'

/** GET /api/v1/episodes/:id/publication */
export const getPublication: Handler = async (host, req, res) => {
  const { episode } = await readableEpisode(host, req)
  res.json(publicationJson(episode, host.now()))
}

/** PUT /api/v1/episodes/:id/publication?seen= — {"at": "2026-10-25T06:00:00+01:00", "overrides": […]}, now if absent. */
export const putPublication: Handler = async (host, req, res) => {
  const { id, change } = await changeFor(host, req, 'publish')
  const publication = readPublication(await readJson(req, res), OVERRIDABLE)
  const episode = await publishThroughGate(host, id, publication, askedLanguage(req, res), change)
  res.json(episodeJson(host.config, episode, host.now()))
}

/** DELETE /api/v1/episodes/:id/publication?seen= */
export const deletePublication: Handler = async (host, req, res) => {
  const { id, change } = await changeFor(host, req, 'publish')
  res.json(episodeJson(host.config, await unpublishEpisode(host, id, change), host.now()))
}
