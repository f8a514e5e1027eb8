import { statusOf } from '../../../episodes/episode.ts'
import {
  type findEpisodes,
  type ListedEpisode,
  PAGE_SIZE,
  SORTS,
  type Sort,
  type Wish,
} from '../../../episodes/episode-list.ts'
import { clockTime } from '../../../lib/duration.ts'
import { type Html, html } from '../../../lib/html.ts'
import type { Show } from '../../../shows/show.ts'
import { type Language, langOf, pathIn } from '../../languages.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { dayIn } from '../moment.ts'

type Found = Awaited<ReturnType<typeof findEpisodes>>

/** The episodes of a show: searched by a form, sorted by the links on top of the columns, a page at a time. */
export function episodeTable(show: Show, { episodes, total }: Found, wish: Wish, language: Language, now: Date): Html {
  const words = studioWordsFor(language).show
  const pages = Math.max(1, Math.ceil(total / PAGE_SIZE))
  return html`<episode-filter>
<form class="search" role="search" method="get" action="${address(show, language)}">
<div class="field"><label for="q">${words.search}</label>
<input id="q" name="q" type="search" value="${wish.words}" autocomplete="off"></div>
<input type="hidden" name="sort" value="${wish.sort}"><input type="hidden" name="order" value="${order(wish.isDescending)}">
<button class="button plain" type="submit">${words.find}</button>
</form>
<div class="found">
<p role="status">${words.count(total)}</p>
${
  episodes.length > 0 &&
  html`<div class="table" role="region" aria-labelledby="episodes" tabindex="0"><table>
<caption id="episodes" class="unseen">${words.episodes}</caption>
<thead><tr>${SORTS.map((sort) => heading(show, sort, wish, language))}</tr></thead>
<tbody>${episodes.map((episode) => row(show, episode, language, now))}</tbody>
</table></div>`
}
${pages > 1 && pageLinks(show, wish, pages, language)}
</div>
</episode-filter>`
}

const order = (isDescending: boolean) => (isDescending ? 'down' : 'up')

function heading(show: Show, sort: Sort, wish: Wish, language: Language): Html {
  const words = studioWordsFor(language).show
  const isSorted = sort === wish.sort
  const next = { ...wish, sort, page: 1, isDescending: isSorted ? !wish.isDescending : sort === 'date' }
  return html`<th scope="col"${isSorted && html` aria-sort="${wish.isDescending ? 'descending' : 'ascending'}"`}><a href="${address(show, language, next)}">${words.columns[sort]}</a></th>`
}

function row(show: Show, episode: ListedEpisode, language: Language, now: Date): Html {
  const { id, title, season, number, publishAt, seconds } = episode
  const words = studioWordsFor(language)
  const status = statusOf(episode, now)
  return html`<tr><td>${publishAt && html`<time datetime="${publishAt.toISOString()}">${dayIn(language, publishAt)}</time>`}</td>
<th scope="row"><a href="${pathIn(language, `/studio/episodes/${id}`)}"${langOf(episode.language ?? show.language, language)}>${title}</a></th>
<td>${season !== null && `${season}/`}${number}</td>
<td>${seconds !== null && clockTime(seconds)}</td>
<td><span class="state ${status}">${words.show.status[status]}</span></td></tr>
`
}

function pageLinks(show: Show, wish: Wish, pages: number, language: Language): Html {
  const words = studioWordsFor(language).show
  const link = (page: number, label: string, rel: 'prev' | 'next') =>
    html`<a rel="${rel}" href="${address(show, language, { ...wish, page })}">${label}</a>`
  return html`<nav class="pages" aria-label="${words.pages}">${wish.page > 1 && link(wish.page - 1, words.previous, 'prev')}
<span>${words.pageOf(wish.page, pages)}</span>
${wish.page < pages && link(wish.page + 1, words.next, 'next')}</nav>`
}

function address({ slug }: Show, language: Language, wish?: Wish): string {
  const path = pathIn(language, `/studio/shows/${slug}`)
  if (!wish) return path
  const query = new URLSearchParams({
    ...(wish.words && { q: wish.words }),
    ...{ sort: wish.sort, order: order(wish.isDescending) },
    ...(wish.page > 1 && { page: String(wish.page) }),
  })
  return `${path}?${query}`
}
