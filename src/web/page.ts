import type { Config } from '../config.ts'
import { type Html, html } from '../lib/html.ts'
import { feedUrl } from '../shows/addresses.ts'
import { iconUrl, stylesheetUrl } from './assets.ts'
import { LANGUAGE_NAMES, LANGUAGES, type Language, type PagePath, pathIn } from './languages.ts'
import { EASY_LANGUAGE, LEGAL_PAGES, legalPath } from './legal-pages.ts'
import { SEARCH_PATH } from './search-address.ts'
import { wordsFor } from './words/words-for.ts'

type Cover = { hue: number | null } | null

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
  /** The show it belongs to: apps find its feed here, and the page has the colour of its cover. */
  show?: { slug: string; title: string; artwork: Cover } | null
  /** A picture of its own, whose colour it has instead. */
  artwork?: Cover
  /** Further elements of the head. */
  head?: Html
}

/** A page of the site: the way home, the content, what the law wants at its end. */
export function page(shown: Page): string {
  const { config, language, title, content, path, query, isUntranslated, show, artwork, head } = shown
  const translated = isUntranslated ? undefined : path
  return wholePage({
    language,
    title,
    content,
    path,
    hue: (artwork ?? show?.artwork)?.hue,
    head: html`${path && html`<link rel="canonical" href="${config.publicUrl}${pathIn(language, path)}">\n`}${translated && alternates(config, translated)}
${show && html`<link rel="alternate" type="application/rss+xml" title="${show.title}" href="${feedUrl(config, show.slug)}">`}
${head}`,
    navigation: siteNavigation(language, translated, query),
  })
}

/** The ways of the site, and to the same page in other languages; to the beginning where it is in no other. */
export function siteNavigation(language: Language, path: PagePath | undefined, query = ''): Html {
  const words = wordsFor(language)
  return html`${wayTo('/', words.allShows, language, path)}
${wayTo(SEARCH_PATH, words.search.title, language, path)}
${languageLinks(language, path ?? '/', query)}`
}

/** A link of a navigation, which says when the page it leads to is this one. */
function wayTo(to: PagePath, name: string, language: Language, path: PagePath | undefined): Html {
  const address = pathIn(language, to)
  const isHere = path !== undefined && pathIn(language, path).split('?')[0] === address
  return html`<a href="${address}"${isHere && html` aria-current="page"`}>${name}</a>`
}

interface WholePage extends Pick<Page, 'language' | 'title' | 'content' | 'path' | 'head'> {
  /** Of a cover, for a page in its colour. */
  hue?: number | null
  /** What stands in the main navigation: first the way to the beginning. */
  navigation: Html
}

/** What every page here is: skip links, navigation, content, legal links. Complete without script. */
export function wholePage({ language, title, content, path, hue, head, navigation }: WholePage): string {
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
  ([name, names]) => html`<li>${wayTo(legalPath(names), words[name as keyof typeof LEGAL_PAGES], language, path)}</li>`,
)}
<li><a href="/${EASY_LANGUAGE}" lang="de" hreflang="de"${path === `/${EASY_LANGUAGE}` && html` aria-current="page"`}>Leichte Sprache</a></li>
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
