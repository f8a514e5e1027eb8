import { type Html, html } from '../lib/html.ts'
import { iconUrl, stylesheetUrl } from './assets.ts'
import { wordsFor } from './words/words-for.ts'

interface Page {
  language: string
  title: string
  content: Html
  /** Address and title of the feed that apps find on this page. */
  feed?: { url: string; title: string }
}

/** A whole page: skip links, the way home, the content. Complete without script. */
export function page({ language, title, content, feed }: Page): string {
  const words = wordsFor(language)
  return `<!doctype html>\n${
    html`<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" type="image/svg+xml" href="${iconUrl}">
<link rel="stylesheet" href="${stylesheetUrl}">
${feed && html`<link rel="alternate" type="application/rss+xml" title="${feed.title}" href="${feed.url}">`}
</head>
<body>
<ul class="skip"><li><a href="#navigation">${words.toNavigation}</a></li><li><a href="#content">${words.toContent}</a></li></ul>
<header><nav id="navigation" aria-label="${words.navigation}"><a href="/">${words.allShows}</a></nav></header>
<main id="content">
${content}
</main>
</body>
</html>
`.markup
  }`
}
