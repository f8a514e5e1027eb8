import type { Request } from 'express'
import { type Html, html } from '../../lib/html.ts'
import { cleanLine } from '../../lib/plain-text.ts'
import { listFilterUrl, moduleScript } from '../assets.ts'
import type { Language } from '../languages.ts'
import { studioWordsFor } from '../words/studio/words-for.ts'

const MAX_WORDS_CHARACTERS = 200
const MAX_PAGE = 10_000
/** What was found is where every way through the list leads. */
const PLACE = '#found'

/** What somebody wants to see of a list. */
export interface Wish<Sort extends string> {
  words: string
  sort: Sort
  isDescending: boolean
  /** From 1. */
  page: number
}

interface Listing<Sort extends string> {
  /** Where the list is, in the language of the page. */
  path: string
  language: Language
  wish: Wish<Sort>
  sorts: readonly Sort[]
  /** What is sorted downwards when it is asked for first. */
  downFirst: readonly Sort[]
  columns: Record<Sort, string>
  /** The label of the search, the name of the table, and how many there are, in words. */
  search: string
  caption: string
  count: string
  pages: number
}

/** A table: searched by a form, sorted by the links on top of its columns, a page at a time. */
export function listing<Sort extends string>(about: Listing<Sort>, rows: Html[]): Html {
  const { language, wish, sorts, search, caption, count, pages } = about
  const words = studioWordsFor(language).list
  return html`<list-filter>
<form class="search" role="search" method="get" action="${about.path}${PLACE}">
<div class="field"><label for="q">${search}</label>
<input id="q" name="q" type="search" value="${wish.words}" autocomplete="off"></div>
<input type="hidden" name="sort" value="${wish.sort}"><input type="hidden" name="order" value="${order(wish.isDescending)}">
<button class="button plain" type="submit">${words.find}</button>
</form>
<div class="found" id="found" data-follows-upload>
<p role="status">${count}</p>
${rows.length === 0 && wish.words !== '' && html`<p>${words.nothing} <a href="${about.path}${PLACE}">${words.all}</a></p>`}
${
  rows.length > 0 &&
  html`<section class="table listed" aria-labelledby="listed" tabindex="0"><table>
<caption id="listed" class="unseen">${caption}</caption>
<thead><tr>${sorts.map((sort) => heading(about, sort))}</tr></thead>
<tbody>${rows}</tbody>
</table></section>`
}
${pages > 1 && pageLinks(about)}
</div>
</list-filter>`
}

/** What a page with one has to load. */
export const listScript = moduleScript(listFilterUrl)

/** What an address asks for; what can't be read is as if it were not there. */
export function readWish<Sort extends string>(
  { q, sort, order, page }: Request['query'],
  sorts: readonly Sort[],
  { first, downFirst }: { first: Sort; downFirst: readonly Sort[] },
): Wish<Sort> {
  const known = sorts.find((name) => name === sort) ?? first
  const number = Number(page)
  return {
    words: typeof q === 'string' ? cleanLine(q.slice(0, MAX_WORDS_CHARACTERS)) : '',
    sort: known,
    isDescending: order === 'up' ? false : order === 'down' || downFirst.includes(known),
    page: Number.isInteger(number) && number >= 1 && number <= MAX_PAGE ? number : 1,
  }
}

const order = (isDescending: boolean) => (isDescending ? 'down' : 'up')

function heading<Sort extends string>({ path, wish, downFirst, columns }: Listing<Sort>, sort: Sort): Html {
  const isSorted = sort === wish.sort
  const next = { ...wish, sort, page: 1, isDescending: isSorted ? !wish.isDescending : downFirst.includes(sort) }
  return html`<th scope="col"${isSorted && html` aria-sort="${wish.isDescending ? 'descending' : 'ascending'}"`}><a href="${address(path, next)}">${columns[sort]}</a></th>`
}

function pageLinks<Sort extends string>({ path, wish, pages, language }: Listing<Sort>): Html {
  const words = studioWordsFor(language).list
  const link = (page: number, label: string, rel: 'prev' | 'next') =>
    html`<a rel="${rel}" href="${address(path, { ...wish, page })}">${label}</a>`
  return html`<nav class="pages" aria-label="${words.pages}">${wish.page > 1 && link(wish.page - 1, words.previous, 'prev')}
<span>${words.pageOf(wish.page, pages)}</span>
${wish.page < pages && link(wish.page + 1, words.next, 'next')}</nav>`
}

function address<Sort extends string>(path: string, wish: Wish<Sort>): string {
  const query = new URLSearchParams({
    ...(wish.words && { q: wish.words }),
    ...{ sort: wish.sort, order: order(wish.isDescending) },
    ...(wish.page > 1 && { page: String(wish.page) }),
  })
  return `${path}?${query}${PLACE}`
}
