import { html } from '../../lib/html.ts'
import { markdown } from '../../lib/markdown.ts'
import type { Handler } from '../handler.ts'
import { languageOf } from '../languages.ts'
import { EASY_LANGUAGE, LEGAL_PAGES, legalPath, readLegalText } from '../legal-pages.ts'
import { page } from '../page.ts'
import { wordsFor } from '../words/words-for.ts'

/** GET /impressum, /datenschutz, /barrierefreiheit and their English counterparts. */
export const showLegal =
  (name: keyof typeof LEGAL_PAGES): Handler =>
  async ({ config }, req, res) => {
    const language = languageOf(req.path)
    const names = LEGAL_PAGES[name]
    const content = await legalContent(config, names[language], language)
    const title = wordsFor(language)[name]
    res.type('html').send(page({ config, language, title, content, path: legalPath(names) }))
  }

/** GET /leichte-sprache */
export const showEasyLanguage: Handler = async ({ config }, _req, res) => {
  const content = await legalContent(config, EASY_LANGUAGE, 'de')
  const asked = { path: `/${EASY_LANGUAGE}`, isUntranslated: true }
  res.type('html').send(page({ config, language: 'de', title: 'Leichte Sprache', content, ...asked }))
}

/** Readers are told of gaps: a page that looks complete and isn't would be worse. */
async function legalContent(config: Parameters<typeof readLegalText>[0], name: string, language: 'de' | 'en') {
  const words = wordsFor(language)
  const { text, gaps } = await readLegalText(config, name)
  const notice =
    gaps.length > 0 &&
    html`<div class="notice" role="note"><p><strong>${words.notComplete}</strong> ${words.stillMissing}</p>
<ul>${gaps.map((gap) => html`<li>${gap}</li>`)}</ul></div>`
  return html`${notice}\n${markdown(text)}`
}
