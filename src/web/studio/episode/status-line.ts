import { findReview, progressOf } from '../../../episodes/review.ts'
import { type Html, html } from '../../../lib/html.ts'
import { pathIn } from '../../languages.ts'
import { momentIn } from '../../moment.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { type EpisodeView, episodePath } from './section.ts'

/**
 * Whether listeners have the episode, since when or from when on, and the way to its public page; of a draft whether it
 * waits for approval, or was sent back.
 */
export async function statusLine({ host, episode, language }: EpisodeView): Promise<Html> {
  const words = studioWordsFor(language).episode
  const { id, publishAt, show, slug } = episode
  const status = progressOf(episode, publishAt ? null : await findReview(host, id), host.now())
  return html`<p class="status ${status}"><strong>${words.status[status]}</strong>${
    publishAt &&
    html` <time datetime="${publishAt.toISOString()}">${momentIn(language, publishAt, show.timeZone)}</time>`
  }${status === 'published' && html` · <a href="${pathIn(language, `/${show.slug}/${slug}`)}">${words.publicPage}</a>`} · <a href="${pathIn(language, `${episodePath(episode)}/history`)}">${words.history.heading}</a></p>`
}
