import type { Config } from '../config.ts'
import { type Html, html } from '../lib/html.ts'
import { iconUrl, stylesheetUrl } from './assets.ts'
import { LANGUAGE_NAMES, LANGUAGES, type Language, type PagePath, pathIn } from './languages.ts'
import { EASY_LANGUAGE, LEGAL_PAGES, legalPath } from './legal-pages.ts'
import { SEARCH_PATH } from './search-address.ts'
import { wordsFor } from './words/words-for.ts'

interface Page {
  config: Pick<Config, 'publicUrl'>
  /** The language of the address, and so of every word around the content. */
  language: Language
  title: string
  content: Html
  /** Where it is, without the prefix of a language. Pages that have no address of their own (errors) have none. */
  path?: PagePath
  /** What its address asks for besides, to be asked for in other languages too: with its question mark. */
  query?: string
  /** A page in this language alone. */
  isUntranslated?: boolean
  /** Address and title of the feed that apps find on this page. */
  feed?: { url: string; title: string }
  /** The hue of a cover, for a page in its colour. */
  hue?: number | null
  /** Further elements of the head. */
  head?: Html
}

/** A page of the site: the way home, the content, what the law wants at its end. */
export function page({ config, language, title, content, path, query, isUntranslated, feed, hue, head }: Page): string {
  const translated = isUntranslated ? undefined : path
  return wholePage({
    language,
    title,
    content,
    hue,
    head: html`${path && html`<link rel="canonical" href="${config.publicUrl}${pathIn(language, path)}">\n`}${translated && alternates(config, translated)}
${feed && html`<link rel="alternate" type="application/rss+xml" title="${feed.title}" href="${feed.url}">`}
${head}`,
    navigation: siteNavigation(language, translated ?? '/', query),
  })
}

/** The ways of the site, and to the same page in other languages. */
export function siteNavigation(language: Language, path: PagePath, query = ''): Html {
  const words = wordsFor(language)
  return html`<a href="${pathIn(language, '/')}">${words.allShows}</a>
<a href="${pathIn(language, SEARCH_PATH)}">${words.search.title}</a>
${languageLinks(language, path, query)}`
}

interface WholePage extends Pick<Page, 'language' | 'title' | 'content' | 'hue' | 'head'> {
  /** What stands in the main navigation: first the way to the beginning. */
  navigation: Html
}

/** What every page here is: skip links, navigation, content, legal links. Complete without script. */
export function wholePage({ language, title, content, hue, head, navigation }: WholePage): string {
  const words = wordsFor(language)
  const hueClass = hueClassOf(hue)
  return `<!doctype html>\n${
    html`<html lang="${language}"${hueClass && html` class="${hueClass}"`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" type="image/svg+xml" href="${iconUrl}">
<link rel="stylesheet" href="${stylesheetUrl}">
${head}
</head>
<body>
<ul class="skip"><li><a href="#navigation">${words.toNavigation}</a></li><li><a href="#content">${words.toContent}</a></li></ul>
<header><nav id="navigation" aria-label="${words.navigation}">
${navigation}
</nav></header>
<main id="content">
${content}
</main>
<footer><nav aria-label="${words.legal}"><ul>
${Object.entries(LEGAL_PAGES).map(
  ([name, names]) =>
    html`<li><a href="${pathIn(language, legalPath(names))}">${words[name as keyof typeof LEGAL_PAGES]}</a></li>`,
)}
<li><a href="/${EASY_LANGUAGE}" lang="de" hreflang="de">Leichte Sprache</a></li>
</ul></nav></footer>
</body>
</html>
`.markup
  }`
}

/** The same page in every language, for search engines; whoever wants none of them is taken to the first. */
function alternates({ publicUrl }: Page['config'], path: PagePath): Html[] {
  const link = (name: string, language: Language) =>
    html`<link rel="alternate" hreflang="${name}" href="${publicUrl}${pathIn(language, path)}">\n`
  return [...LANGUAGES.map((language) => link(language, language)), link('x-default', LANGUAGES[0])]
}

/** The same page in the other languages. */
export const languageLinks = (language: Language, path: PagePath, query = ''): Html[] =>
  LANGUAGES.filter((other) => other !== language).map((other) => languageLink(other, path, query))

const languageLink = (language: Language, path: PagePath, query: string) =>
  html`<a class="language" href="${pathIn(language, path)}${query}" lang="${language}" hreflang="${language}">${LANGUAGE_NAMES[language]}</a>`

/** The class that gives a page a cover's colour, see site.css: hues in steps of ten degrees. */
export const hueClassOf = (hue: number | null | undefined): string | null =>
  hue === null || hue === undefined ? null : `hue-${(Math.round(hue / 10) % 36) * 10}`
