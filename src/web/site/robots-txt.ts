import type { Handler } from '../handler.ts'
import { LANGUAGES, pathIn } from '../languages.ts'
import { SEARCH_PATH } from '../search-address.ts'
import { sendText } from '../send-text.ts'
import { STUDIO } from '../studio/paths.ts'

const MAX_AGE_SECONDS = 3600

/** For people and programs that work here; and what search engines would list without end. */
const NOT_FOR_ROBOTS = [
  '/api',
  ...LANGUAGES.flatMap((language) => [STUDIO, SEARCH_PATH].map((path) => pathIn(language, path))),
]
/** What may come behind them; anything else is the name of a show that begins so too. */
const ENDS = ['$', '/', '?']

/** GET /robots.txt — what search engines leave alone, and where they find everything else (RFC 9309). */
export const showRobotsTxt: Handler = ({ config }, req, res) => {
  const rules = NOT_FOR_ROBOTS.flatMap((path) => ENDS.map((end) => `Disallow: ${path}${end}`))
  const text = ['User-agent: *', ...rules, '', `Sitemap: ${config.publicUrl}/sitemap.xml`, ''].join('\n')
  sendText(req, res, { text, type: 'text/plain; charset=utf-8', maxAgeSeconds: MAX_AGE_SECONDS })
}
