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
export function episodeTable(show: Show, { episodes, total }: Found, wish: Wish, language: Language): Html {
  const { search, columns, episodes: caption, count } = studioWordsFor(language).show
  return listing(
    {
      ...{ path: wayTo({ show, language }), language, wish, sorts: SORTS, downFirst: ['date'] },
      ...{ search, columns, caption, count: count(total), pages: Math.ceil(total / PAGE_SIZE) },
    },
    episodes.map((episode) => row(show, episode, language)),
  )
}

function row(show: Show, episode: ListedEpisode, language: Language): Html {
  const { id, title, season, number, publishAt, progress, seconds } = episode
  const words = studioWordsFor(language)
  return html`<tr><td>${publishAt && html`<time datetime="${publishAt.toISOString()}">${dayIn(language, publishAt)}</time>`}</td>
<th scope="row"><a href="${pathIn(language, `/studio/episodes/${id}`)}"${langOf(episode.language ?? show.language, language)}>${title}</a></th>
<td data-label="${words.show.columns.number}">${season !== null && `${season}/`}${number}</td>
<td>${seconds !== null && clockTime(Math.round(seconds))}</td>
<td><span class="state ${progress}">${words.show.status[progress]}</span></td></tr>
`
}
