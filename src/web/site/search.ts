import { type Found, RESULTS_ON_PAGE, search } from '../../episodes/search/search.ts'
import { type Html, html } from '../../lib/html.ts'
import { getShow } from '../../shows/show.ts'
import type { Handler } from '../handler.ts'
import { type Language, langOf, languageOf } from '../languages.ts'
import { page } from '../page.ts'
import { readSearch } from '../read-search.ts'
import { type Searched, searchAddress, searchPath } from '../search-address.ts'
import { wordsFor } from '../words/words-for.ts'
import { searchForm } from './search-form.ts'
import { searchResult } from './search-result.ts'

/** GET /suche?q=&show=&parts=&page= — where words are in titles, notes and transcripts. */
export const showSearch: Handler = async (host, req, res) => {
  const { config } = host
  const language = languageOf(req.path)
  const words = wordsFor(language)
  const asked = readSearch(req.query)
  const show = asked.show === null ? null : await getShow(host, asked.show)
  const found = await search(host, { ...asked, show })
  const { text } = found.query
  const pages = Math.ceil(found.total / RESULTS_ON_PAGE)
  const searched = { text, show: show?.slug ?? null, isWide: asked.isWide, page: found.page }

  const content = html`<h1>${words.search.title}</h1>
${show && html`<p>${words.search.in} <strong${langOf(show.language, language)}>${show.title}</strong>\u00a0· <a href="${searchAddress(language, { ...searched, show: null, page: 1 })}">${words.search.everywhere}</a></p>`}
${searchForm(language, { text, show })}
${text === '' ? tips(language) : results(found, searched, language)}
${turn(pages, searched, language)}`
  const named = [text, found.page > 1 && words.search.pageOf(found.page, pages), words.search.title]
  const title = named.filter(Boolean).join(' – ')
  const head = html`<meta name="robots" content="noindex">`
  res.type('html').send(page({ config, language, title, content, path: searchPath(searched), show, head }))
}

function tips(language: Language): Html {
  const { hint, tips, tipsTitle } = wordsFor(language).search
  return html`<section class="card tips" aria-labelledby="tips"><h2 id="tips">${tipsTitle}</h2>
<p>${hint}</p>
<ul>${Object.values(tips).map((tip) => html`<li>${tip}</li>`)}</ul></section>`
}

function results(found: Found, searched: Searched, language: Language): Html {
  const { query, total, onlyParts, onlyStopWords, results } = found
  const words = wordsFor(language).search
  const asked = html`${words.for} <q>${query.text}</q>`
  if (total === 0)
    return html`<h2>${words.nothing} ${asked}</h2>
<p>${onlyStopWords ? words.onlyStopWords : words.tryThis}</p>
${tips(language)}`
  return html`<h2>${words.found(total)} ${asked}</h2>
${onlyParts ? html`<p>${words.onlyParts}</p>` : width(searched, language)}
<ol class="list results">${results.map((result) => searchResult(result, language))}</ol>`
}

/** The way to more results, or back to fewer. */
function width(searched: Searched, language: Language): Html {
  const words = wordsFor(language).search
  const address = searchAddress(language, { ...searched, isWide: !searched.isWide, page: 1 })
  return html`<p class="turn"><a href="${address}" rel="nofollow">${searched.isWide ? words.narrower : words.wider}</a></p>`
}

function turn(pages: number, searched: Searched, language: Language): Html | null {
  const words = wordsFor(language).search
  const { page } = searched
  if (pages < 2) return null
  const link = (to: number, rel: 'prev' | 'next') =>
    html`<a href="${searchAddress(language, { ...searched, page: to })}" rel="${rel}">${rel === 'prev' ? words.previous : words.next}</a>`
  return html`<nav class="turn" aria-label="${words.pages}">${page > 1 && link(page - 1, 'prev')}
<span class="quiet">${words.pageOf(page, pages)}</span>
${page < pages && link(page + 1, 'next')}</nav>`
}
