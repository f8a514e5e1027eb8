import { removeChapters, setChapters } from '../../episodes/chapters.ts'
import { Refusal } from '../../lib/errors.ts'
import type { Handler } from '../handler.ts'
import { readText } from '../request-body.ts'
import { changeFor, readableEpisode } from './asked-for.ts'
import { chapterListJson } from './representation.ts'

/** Five hundred chapters with their links take half of it. */
const MAX_BYTES = 1024 * 1024

const BODY = {
  types: [
    ...['application/json', 'application/json+chapters', 'text/plain'],
    ...['application/xml', 'text/xml', 'application/psc+xml'],
  ],
  maxBytes: MAX_BYTES,
  otherwise: new Refusal(415, 'not-chapters', 'Send chapters as application/json, application/xml or text/plain.'),
}

/** GET /api/v1/episodes/:id/chapters */
export const getChapters: Handler = async (host, req, res) => {
  const { episode, isProducer } = await readableEpisode(host, req)
  res.json(chapterListJson(host.config, episode, isProducer))
}

/** PUT /api/v1/episodes/:id/chapters?seen= — JSON chapters, Podlove simple chapters or a list of times, by their content. */
export const putChapters: Handler = async (host, req, res) => {
  const { id, change } = await changeFor(host, req)
  const text = await readText(req, res, BODY)
  res.json(chapterListJson(host.config, await setChapters(host, id, text, change), true))
}

/** DELETE /api/v1/episodes/:id/chapters?seen= */
export const deleteChapters: Handler = async (host, req, res) => {
  const { id, change } = await changeFor(host, req)
  res.json(chapterListJson(host.config, await removeChapters(host, id, change), true))
}
