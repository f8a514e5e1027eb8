import type { Handler } from '../handler.ts'
import { LANGUAGES, languageOf, type PagePath, pathIn } from '../languages.ts'
import { EASY_LANGUAGE, LEGAL_PAGES, legalPath } from '../legal-pages.ts'
import { SEARCH_PATH } from '../search-address.ts'

/**
 * GET under the name a page has in another language, such as /en/impressum or /search: leads to its own name in the
 * language of the address (301), with what is asked for.
 */
export const leadToOwnName = (path: PagePath): Handler => leadTo((asked) => pathIn(languageOf(asked), path))

/** GET of a page as if it were in another language than its only one, such as /en/leichte-sprache. */
export const leadToOnlyOne = (path: string): Handler => leadTo(() => path)

/** Pages of the host itself, by the addresses that answer or lead on. */
const OWN = new Set(
  [
    '/',
    `/${EASY_LANGUAGE}`,
    ...[SEARCH_PATH, ...Object.values(LEGAL_PAGES).map(legalPath)].flatMap(Object.values),
  ].flatMap((path: string) => LANGUAGES.map((language) => pathIn(language, path))),
)

export const isOwnPage = (path: string) => OWN.has(path.replace(/(?<=.)\/$/, ''))

const leadTo =
  (ownPath: (asked: string) => string): Handler =>
  (_host, req, res) => {
    const query = req.url.slice(req.path.length)
    res
      .status(301)
      .set('Cache-Control', 'public, max-age=300')
      .location(`${ownPath(req.path)}${query}`)
    res.set('Content-Length', '0').end()
  }
