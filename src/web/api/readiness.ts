import { episodeReadiness, showReadiness } from '../../feed/readiness.ts'
import { askedLanguage } from '../asked-language.ts'
import type { Handler } from '../handler.ts'
import { episodeFor, showFor } from './asked-for.ts'

/** GET /api/v1/shows/:show/readiness?language= — what directories would miss. */
export const getShowReadiness: Handler = async (host, req, res) => {
  const { slug } = await showFor(host, req, 'see show')
  res.json(await showReadiness(host, slug, askedLanguage(req, res)))
}

/** GET /api/v1/episodes/:id/readiness?language= — what keeps it from being published, and what is only advised. */
export const getEpisodeReadiness: Handler = async (host, req, res) => {
  const { id } = await episodeFor(host, req, 'see show')
  res.json(await episodeReadiness(host, id, askedLanguage(req, res)))
}
