import { statusOf } from '../../../episodes/episode.ts'
import { type findEpisodes, type ListedEpisode, PAGE_SIZE, SORTS, type Wish } from '../../../episodes/episode-list.ts'
import { clockTime } from '../../../lib/duration.ts'
import { type Html, html } from '../../../lib/html.ts'
import type { Show } from '../../../shows/show.ts'
import { type Language, langOf, pathIn } from '../../languages.ts'
import { dayIn } from '../../moment.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { listing } from '../listing.ts'
import { wayTo } from './open-show.ts'

type Found = Awaited<ReturnType<typeof findEpisodes>>

/** The episodes of a show. */
export function episodeTable(show: Show, { episodes, total }: Found, wish: Wish, language: Language, now: Date): Html {
  const { search, columns, episodes: caption, count } = studioWordsFor(language).show
  return listing(
    {
      ...{ path: wayTo({ show, language }), language, wish, sorts: SORTS, downFirst: ['date'] },
      ...{ search, columns, caption, count: count(total), pages: Math.ceil(total / PAGE_SIZE) },
    },
    episodes.map((episode) => row(show, episode, language, now)),
  )
}

function row(show: Show, episode: ListedEpisode, language: Language, now: Date): Html {
  const { id, title, season, number, publishAt, seconds } = episode
  const words = studioWordsFor(language)
  const status = statusOf(episode, now)
  return html`<tr><td>${publishAt && html`<time datetime="${publishAt.toISOString()}">${dayIn(language, publishAt)}</time>`}</td>
<th scope="row"><a href="${pathIn(language, `/studio/episodes/${id}`)}"${langOf(episode.language ?? show.language, language)}>${title}</a></th>
<td data-label="${words.show.columns.number}">${season !== null && `${season}/`}${number}</td>
<td>${seconds !== null && clockTime(Math.round(seconds))}</td>
<td><span class="state ${status}">${words.show.status[status]}</span></td></tr>
`
}
