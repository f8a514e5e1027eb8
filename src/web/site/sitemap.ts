import type { Config } from '../../config.ts'
import { countPublicPages, listPublicPages } from '../../episodes/public-pages.ts'
import { notFound } from '../../lib/errors.ts'
import { escapeHtml } from '../../lib/html-text.ts'
import type { Handler, Host } from '../handler.ts'
import { LANGUAGES, type Language, type PagePath, pathIn } from '../languages.ts'
import { EASY_LANGUAGE, findGaps, LEGAL_PAGES, legalPath } from '../legal-pages.ts'
import { sendText } from '../send-text.ts'

/** Search engines ask once a day at most. */
const MAX_AGE_SECONDS = 3600
/**
 * With an address in each language that is far from what sitemaps.org allows (50,000 addresses, 50 MB), and is made in a
 * moment.
 */
const PAGES_IN_FILE = 2000

const SITEMAP = 'application/xml; charset=utf-8'
const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'

interface Listed {
  path: PagePath
  languages: readonly Language[]
  changedAt: Date | null
}

/** What is there besides shows and episodes; it comes first. Legal pages with gaps wait, as their own heads say. */
async function fixedPages(config: Config): Promise<Listed[]> {
  const withGaps = new Set((await findGaps(config)).map(({ name }) => name))
  const legal: Listed[] = Object.values(LEGAL_PAGES).map((names) => ({
    path: legalPath(names),
    languages: LANGUAGES.filter((language) => !withGaps.has(names[language])),
    changedAt: null,
  }))
  const easy: Listed = { path: `/${EASY_LANGUAGE}`, languages: ['de'], changedAt: null }
  const complete = [...legal, ...(withGaps.has(EASY_LANGUAGE) ? [] : [easy])]
  const home: Listed = { path: '/', languages: LANGUAGES, changedAt: null }
  return [home, ...complete.filter(({ languages }) => languages.length > 0)]
}

/**
 * GET /sitemap.xml — every public page in each language (sitemaps.org). Where they are too many for one file, the list of
 * the files, which are `?page=1` and on.
 */
export const showSitemap: Handler = async (host, req, res) => {
  const { page } = req.query
  const fixed = await fixedPages(host.config)
  const { shows, episodes } = await countPublicPages(host)
  const files = Math.ceil((fixed.length + shows + episodes) / PAGES_IN_FILE)
  const number = page === undefined ? 1 : Number(/^[1-9]\d{0,5}$/.exec(String(page))?.[0])
  if (!(number <= files)) throw notFound('page')

  const text =
    page === undefined && files > 1
      ? index(host.config, files)
      : urls(host.config, await listed(host, { fixed, number, shows }))
  sendText(req, res, { text, type: SITEMAP, maxAgeSeconds: MAX_AGE_SECONDS })
}

async function listed(
  host: Host,
  { fixed: all, number, shows }: { fixed: Listed[]; number: number; shows: number },
): Promise<Listed[]> {
  const from = (number - 1) * PAGES_IN_FILE
  const fixed = all.slice(from, from + PAGES_IN_FILE)
  const pages = await listPublicPages(host, {
    from: Math.max(0, from - all.length),
    limit: PAGES_IN_FILE - fixed.length,
    shows,
  })
  const paths = pages.map(({ show, episode, changedAt }) => ({
    path: episode === null ? `/${show}` : `/${show}/${episode}`,
    languages: LANGUAGES,
    changedAt,
  }))
  return [...fixed, ...paths]
}

const index = ({ publicUrl }: Config, files: number) =>
  `${DECLARATION}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${Array.from(
    { length: files },
    (_, at) => `<sitemap><loc>${escapeHtml(`${publicUrl}/sitemap.xml?page=${at + 1}`)}</loc></sitemap>\n`,
  ).join('')}</sitemapindex>\n`

const urls = (config: Config, pages: Listed[]) =>
  `${DECLARATION}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${pages
    .map((page) => urlElements(config, page))
    .join('')}</urlset>\n`

/** A page once in each language, each time with all of them, as search engines want it. */
function urlElements({ publicUrl }: Config, { path, languages, changedAt }: Listed): string {
  const addressIn = (language: Language) => escapeHtml(publicUrl + pathIn(language, path))
  const link = (name: string, language: Language) =>
    `<xhtml:link rel="alternate" hreflang="${name}" href="${addressIn(language)}"/>`
  const links = [...languages.map((language) => link(language, language)), link('x-default', languages[0]!)]
  const rest = `${changedAt ? `<lastmod>${changedAt.toISOString()}</lastmod>` : ''}${languages.length > 1 ? links.join('') : ''}`
  return languages.map((language) => `<url><loc>${addressIn(language)}</loc>${rest}</url>\n`).join('')
}
