import { type Language, type PagePath, pathIn } from './languages.ts'

/** A word of its own in each language. */
export const SEARCH_PATH = { de: '/suche', en: '/search' } as const satisfies PagePath

/** What a search asks for. */
export interface Searched {
  text: string
  /** The slug of a show that is looked in alone. */
  show: string | null
  /** Whether words that begin or end so count too. */
  isWide: boolean
  page: number
}

/** Where results are found, without the prefix of a language. */
export function searchPath({ text, show, isWide, page }: Searched): Record<Language, string> {
  const asked = {
    ...(text && { q: text }),
    ...(show && { show }),
    ...(isWide && { parts: 'true' }),
    ...(page > 1 && { page: String(page) }),
  }
  const query = new URLSearchParams(asked).toString()
  return { de: withQuery(SEARCH_PATH.de, query), en: withQuery(SEARCH_PATH.en, query) }
}

/** The same as a link. */
export const searchAddress = (language: Language, searched: Searched) => pathIn(language, searchPath(searched))

const withQuery = (path: string, query: string) => (query === '' ? path : `${path}?${query}`)
