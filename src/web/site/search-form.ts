import { MAX_QUERY_CHARACTERS } from '../../episodes/search/read-query.ts'
import { type Html, html } from '../../lib/html.ts'
import { type Language, pathIn } from '../languages.ts'
import { SEARCH_PATH } from '../search-address.ts'
import { wordsFor } from '../words/words-for.ts'

interface Form {
  text?: string
  /** Looks in this show alone. */
  show?: { slug: string } | null
}

/** A field and a button that lead to the results. */
export function searchForm(language: Language, { text = '', show = null }: Form): Html {
  const { search } = wordsFor(language)
  return html`<form class="search" role="search" action="${pathIn(language, SEARCH_PATH)}">
<label for="q">${show ? search.labelIn : search.label}</label>
<input id="q" name="q" type="search" value="${text}" maxlength="${MAX_QUERY_CHARACTERS}" autocomplete="off" enterkeyhint="search">
${show && html`<input type="hidden" name="show" value="${show.slug}">`}
<button type="submit" class="button">${search.button}</button>
</form>`
}
