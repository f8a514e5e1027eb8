import { statusOf } from '../../../episodes/episode.ts'
import { type Html, html } from '../../../lib/html.ts'
import { pathIn } from '../../languages.ts'
import { momentIn } from '../../moment.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { type EpisodeView, episodePath } from './section.ts'

/** Whether listeners have the episode, since when or from when on, and the way to its public page. */
export function statusLine({ host, episode, language }: EpisodeView): Html {
  const words = studioWordsFor(language).episode
  const status = statusOf(episode, host.now())
  const { publishAt, show, slug } = episode
  return html`<p class="status ${status}"><strong>${words.status[status]}</strong>${
    publishAt &&
    html` <time datetime="${publishAt.toISOString()}">${momentIn(language, publishAt, show.timeZone)}</time>`
  }${status === 'published' && html` · <a href="${pathIn(language, `/${show.slug}/${slug}`)}">${words.publicPage}</a>`} · <a href="${pathIn(language, `${episodePath(episode)}/history`)}">${words.history.heading}</a></p>`
}
