import type { Config } from '../../config.ts'
import { Html, html } from '../../lib/html.ts'
import type { Handler } from '../handler.ts'
import { type Language, languageOf } from '../languages.ts'
import { EASY_LANGUAGE, LEGAL_PAGES, legalPath, readLegalText, shownText } from '../legal-pages.ts'
import { page } from '../page.ts'
import { wordsFor } from '../words/words-for.ts'

/** GET /impressum, /datenschutz, /barrierefreiheit and their English counterparts. */
export const showLegal =
  (name: keyof typeof LEGAL_PAGES): Handler =>
  async ({ config }, req, res) => {
    const language = languageOf(req.path)
    const names = LEGAL_PAGES[name]
    const title = wordsFor(language)[name]
    const shown = await legalContent(config, names[language], language, title)
    res.type('html').send(page({ config, language, title, ...shown, path: legalPath(names) }))
  }

/** GET /leichte-sprache */
export const showEasyLanguage: Handler = async ({ config }, _req, res) => {
  const title = 'Leichte Sprache'
  const shown = await legalContent(config, EASY_LANGUAGE, 'de', title)
  const asked = { path: `/${EASY_LANGUAGE}`, isUntranslated: true }
  res.type('html').send(page({ config, language: 'de', title, ...shown, ...asked }))
}

/** Readers are told of gaps, below the heading: a page that looks complete and isn't would be worse. Search engines wait. */
async function legalContent(config: Config, name: string, language: Language, title: string) {
  const words = wordsFor(language)
  const { text, gaps } = await readLegalText(config, name)
  const written = shownText(text).markup
  const markup = written.includes('</h1>') ? written : `${html`<h1>${title}</h1>`.markup}\n${written}`
  if (gaps.length === 0) return { content: new Html(markup) }
  const notice = html`<div class="notice" role="note"><p><strong>${words.notComplete}</strong> ${words.stillMissing}</p>
<ul>${gaps.map((gap) => html`<li>${gap}</li>`)}</ul></div>`
  const [heading, ...rest] = markup.split(/(?<=<\/h1>)/)
  const content = heading!.endsWith('</h1>')
    ? html`${new Html(heading!)}\n${notice}\n${new Html(rest.join(''))}`
    : html`${notice}\n${new Html(markup)}`
  return { content, head: html`<meta name="robots" content="noindex">` }
}
