import { getPublishedEpisode } from '../../episodes/episode.ts'
import { clockTime } from '../../lib/duration.ts'
import { type Handler, partOf } from '../handler.ts'
import { languageOf } from '../languages.ts'
import { page } from '../page.ts'
import { episodeContent } from './episode-content.ts'
import { episodeFoundAs } from './found-as.ts'
import { startIn } from './player-facts.ts'

/** GET /:show/:episode — a published episode and its audio. A draft is as unknown as one that never was. */
export const showEpisode: Handler = async (host, req, res) => {
  const where = { slug: partOf(req, 'episode'), show: { slug: partOf(req, 'show') } }
  const episode = await getPublishedEpisode(host, where)
  const { config } = host
  const { show, title } = episode
  const language = languageOf(req.path)
  const startSeconds = startIn(req.query)
  const content = await episodeContent(host, episode, { language, startSeconds })
  res.type('html').send(
    page({
      config,
      language,
      title: `${title} – ${show.title}`,
      content,
      path: `/${show.slug}/${episode.slug}`,
      query: startSeconds > 0 ? `?t=${clockTime(startSeconds)}` : '',
      show,
      artwork: episode.artwork,
      head: episodeFoundAs(config, episode, language),
    }),
  )
}
