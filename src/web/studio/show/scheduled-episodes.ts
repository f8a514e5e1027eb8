import { findScheduledEpisodes } from '../../../episodes/episode-list.ts'
import { type Html, html } from '../../../lib/html.ts'
import { langOf, pathIn } from '../../languages.ts'
import { momentIn } from '../../moment.ts'
import { episodePath } from '../episode/section.ts'
import type { ShowView } from './open-show.ts'

/** Which episodes of a show have a date ahead, below what becomes of them; null where none has. */
export async function scheduledEpisodes({ host, show, language }: ShowView, becomes: string): Promise<Html | null> {
  const episodes = await findScheduledEpisodes(host, show)
  if (episodes.length === 0) return null
  return html`<div class="notice"><p>${becomes}</p>
<ul>${episodes.map(
    (episode) =>
      html`<li><a href="${pathIn(language, episodePath(episode))}"${langOf(episode.language ?? show.language, language)}>${episode.title}</a>: ${momentIn(language, episode.publishAt!, show.timeZone)}</li>`,
  )}</ul></div>`
}
