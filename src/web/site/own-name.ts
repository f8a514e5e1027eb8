import type { Handler } from '../handler.ts'
import { languageOf, type PagePath, pathIn } from '../languages.ts'

/**
 * GET under the name a page has in another language, such as /en/impressum or /search: leads to its own name in the
 * language of the address (301), with what is asked for.
 */
export const leadToOwnName =
  (path: PagePath): Handler =>
  (_host, req, res) => {
    const query = req.url.slice(req.path.length)
    res
      .status(301)
      .set('Cache-Control', 'public, max-age=300')
      .location(`${pathIn(languageOf(req.path), path)}${query}`)
    res.set('Content-Length', '0').end()
  }
