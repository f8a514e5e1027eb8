import type { Config } from '../../config.ts'
import type { Excerpt } from '../../episodes/search/excerpts.ts'
import { RESULTS_ON_PAGE, type Result, search } from '../../episodes/search/search.ts'
import { clockTime } from '../../lib/duration.ts'
import { invalid } from '../../lib/errors.ts'
import { episodeUrl, showUrl } from '../../shows/addresses.ts'
import { getShow } from '../../shows/show.ts'
import type { Handler } from '../handler.ts'
import { readSearch } from '../read-search.ts'

/** GET /api/v1/search?q=&show=&parts=&page= — what everybody finds, with a token too. */
export const getSearch: Handler = async (host, req, res) => {
  const asked = readSearch(req.query)
  if (asked.text.trim() === '') throw invalid({ q: 'Write what to look for.' })
  const show = asked.show === null ? null : await getShow(host, asked.show)
  const { query, total, page, onlyParts, onlyStopWords, results } = await search(host, { ...asked, show })
  res.json({
    query: query.text,
    ...{ total, page, pages: Math.ceil(total / RESULTS_ON_PAGE), onlyParts, onlyStopWords },
    results: results.map((result) => resultJson(host.config, result)),
  })
}

function resultJson(config: Config, { show, episode, title, notes, transcript }: Result) {
  const url = episode ? episodeUrl(config, show.slug, episode.slug) : showUrl(config, show.slug)
  return {
    show: show.slug,
    episode: episode && { id: episode.id, slug: episode.slug, publishAt: episode.publishAt },
    title: (episode ?? show).title,
    url,
    excerpts: [
      ...(title ? [{ part: 'title', ...excerptJson(title, url) }] : []),
      ...(notes ? [{ part: 'notes', ...excerptJson(notes, url) }] : []),
      ...transcript.map((excerpt) => ({ part: 'transcript', ...excerptJson(excerpt, url) })),
    ],
  }
}

const excerptJson = ({ language, second, pieces }: Excerpt, url: string) => ({
  ...{ language, pieces },
  startSeconds: second,
  url: second === null ? url : `${url}?t=${clockTime(second)}`,
})
