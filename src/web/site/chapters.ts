import { CHAPTERS_TYPE, chaptersDocument } from '../../episodes/chapters-document.ts'
import { getPublishedEpisode } from '../../episodes/episode.ts'
import { etagOf } from '../../feed/feed-copies.ts'
import { isUnchanged } from '../../lib/conditional.ts'
import { notFound } from '../../lib/errors.ts'
import { type Handler, partOf } from '../handler.ts'
import { OPEN_TO_ALL } from '../headers.ts'

/** Apps ask when an episode is played; corrected chapters may reach them this much later through a cache. */
const MAX_AGE_SECONDS = 300

/** GET /:show/:episode/chapters.json — the JSON chapters of a published episode. */
export const showChapters: Handler = async (host, req, res) => {
  const where = { slug: partOf(req, 'episode'), show: { slug: partOf(req, 'show') } }
  const document = chaptersDocument(await getPublishedEpisode(host, where))
  if (!document) throw notFound('list of chapters')

  const bytes = Buffer.from(JSON.stringify(document))
  const etag = etagOf(bytes)
  const unchanged = { ...OPEN_TO_ALL, 'Cache-Control': `public, max-age=${MAX_AGE_SECONDS}`, ETag: `"${etag}"` }
  if (isUnchanged(req.headers, [etag], null)) {
    res.writeHead(304, unchanged)
    return void res.end()
  }
  res.writeHead(200, {
    ...unchanged,
    'Content-Type': CHAPTERS_TYPE,
    'Content-Length': bytes.length,
    'X-Content-Type-Options': 'nosniff',
  })
  res.end(req.method === 'HEAD' ? undefined : bytes)
}
