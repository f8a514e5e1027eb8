import { type Html, html } from '../lib/html.ts'

/** The languages pages are in. The first needs no prefix in addresses, every other has its own: `/en/…`. */
export const LANGUAGES = ['de', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

/** What a language is called in itself, for those who look for it. */
export const LANGUAGE_NAMES: Record<Language, string> = { de: 'Deutsch', en: 'English' }

/** Where a page is, without the prefix of a language: the same in each, or a word of its own. */
export type PagePath = string | Record<Language, string>

/** The language an address asks for. */
export const languageOf = (path: string): Language =>
  LANGUAGES.slice(1).find((language) => path === `/${language}` || path.startsWith(`/${language}/`)) ?? LANGUAGES[0]

/** Where a page is in a language: `/nachtzuege`, `/en/nachtzuege`. */
export function pathIn(language: Language, path: PagePath): string {
  const own = typeof path === 'string' ? path : path[language]
  if (language === LANGUAGES[0]) return own
  return own === '/' ? `/${language}` : `/${language}${own}`
}

/** What a language is called in another: "Deutsch" for `de` in German. */
export const languageName = (language: string, inLanguage: string): string =>
  new Intl.DisplayNames([inLanguage], { type: 'language' }).of(language) ?? language

/** The language of the pages for whoever understands a show or an episode: its own, where there are pages in it. */
export const pagesFor = (content: string): Language =>
  LANGUAGES.find((language) => content.slice(0, 2) === language) ?? LANGUAGES[0]

/** Marks what is in another language than its page (WCAG 3.1.2); nothing where it is the same. */
export const langOf = (content: string, language: Language): Html | null =>
  content.slice(0, 2) === language ? null : html` lang="${content}"`
