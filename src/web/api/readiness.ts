import { episodeReadiness, showReadiness } from '../../feed/readiness.ts'
import { askedLanguage } from '../asked-language.ts'
import { type Handler, idOf, partOf } from '../handler.ts'
import { requireToken } from '../signed-in.ts'

/** GET /api/v1/shows/:show/readiness?language= — what directories would miss. */
export const getShowReadiness: Handler = async (host, req, res) => {
  await requireToken(host, req)
  res.json(await showReadiness(host, partOf(req, 'show'), askedLanguage(req, res)))
}

/** GET /api/v1/episodes/:id/readiness?language= — what keeps it from being published, and what is only advised. */
export const getEpisodeReadiness: Handler = async (host, req, res) => {
  await requireToken(host, req)
  res.json(await episodeReadiness(host, idOf(req, 'episode'), askedLanguage(req, res)))
}
