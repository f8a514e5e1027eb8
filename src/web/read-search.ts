import type { Request } from 'express'
import type { Searched } from './search-address.ts'

/** Past this page nobody reads on, and no database has to count. */
const MAX_PAGE = 1000

/** What the query of an address asks for; what is not text, or no page, counts as not asked. */
export function readSearch({ q, show, parts, page }: Request['query']): Searched {
  const number = Number(page)
  return {
    text: typeof q === 'string' ? q : '',
    show: typeof show === 'string' && show !== '' ? show : null,
    isWide: parts === 'true',
    page: Number.isInteger(number) && number >= 1 && number <= MAX_PAGE ? number : 1,
  }
}
