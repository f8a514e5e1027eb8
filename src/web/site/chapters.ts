import { CHAPTERS_TYPE, chaptersDocument } from '../../episodes/chapters-document.ts'
import { getPublishedEpisode } from '../../episodes/episode.ts'
import { notFound } from '../../lib/errors.ts'
import { type Handler, partOf } from '../handler.ts'
import { sendText } from '../send-text.ts'

/** Apps ask when an episode is played; corrected chapters may reach them this much later through a cache. */
const MAX_AGE_SECONDS = 300

/** GET /:show/:episode/chapters.json — the JSON chapters of a published episode. */
export const showChapters: Handler = async (host, req, res) => {
  const where = { slug: partOf(req, 'episode'), show: { slug: partOf(req, 'show') } }
  const document = chaptersDocument(await getPublishedEpisode(host, where))
  if (!document) throw notFound('list of chapters')
  const text = JSON.stringify(document)
  sendText(req, res, { text, type: CHAPTERS_TYPE, maxAgeSeconds: MAX_AGE_SECONDS })
}
