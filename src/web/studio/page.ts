import type { Request } from 'express'
import type { Person } from '../../accounts/person.ts'
import { PERSON_HEADER } from '../../browser/studio/person-header.ts'
import { type Html, html } from '../../lib/html.ts'
import { moduleScript, strayFilesUrl, studioStylesheetUrl } from '../assets.ts'
import { type Language, type PagePath, pathIn } from '../languages.ts'
import { languageLinks, wholePage } from '../page.ts'
import { studioWordsFor } from '../words/studio/words-for.ts'
import { errorSummary, type FieldErrors } from './form.ts'
import { ACCOUNT, STUDIO } from './paths.ts'

interface StudioPage {
  language: Language
  title: string
  content: Html
  /** Where it is, without the prefix of a language. */
  path?: PagePath
  /** What its address asks for, for the same page in another language. */
  query?: Request['query']
  /** Who is signed in; null before that. */
  person: Person | null
  /** What is wrong in a form that came back: said on top, each sentence as the way to its field. */
  errors?: FieldErrors
  /** What its fields are called, where several may have the same wrong with them. */
  labels?: Record<string, string> | undefined
  /** Whether it came back for these or something else: the title says so first, because it is read first. */
  hasErrors?: boolean
  /** Further elements of the head: scripts. */
  head?: Html
}

/** A page of the studio: the look of the site, the way through the studio, who is signed in and the way out. */
export function studioPage(page: StudioPage): string {
  const { language, title, content, path, person, errors = {}, labels, head } = page
  const { hasErrors = Object.keys(errors).length > 0 } = page
  const words = studioWordsFor(language)
  return wholePage({
    language,
    title: `${hasErrors ? `${words.form.error}: ` : ''}${title} – ${words.page.studio}`,
    content: html`${person && strayFiles(language)}${errorSummary(language, errors, content, labels)}
${content}`,
    head: html`<meta name="robots" content="noindex">
<link rel="stylesheet" href="${studioStylesheetUrl}">
${person && html`<meta name="${PERSON_HEADER}" content="${person.id}">\n`}${person && moduleScript(strayFilesUrl)}
${head}`,
    navigation: html`<a href="${pathIn(language, STUDIO)}">${words.page.studio}</a>
${languageLinks(language, path ?? STUDIO, queryIn(page.query))}
${person && signedIn(person, language)}`,
  })
}

/** As it stands in an address; what was done was said. */
function queryIn(query: Request['query'] = {}): string {
  const asked = Object.entries(query).filter(([name, value]) => name !== 'done' && typeof value === 'string')
  return asked.length === 0 ? '' : `?${new URLSearchParams(asked as [string, string][])}`
}

/** Says where files can be dropped; a page that takes them does so before. */
function strayFiles(language: Language): Html {
  const words = studioWordsFor(language)
  return html`<stray-files role="status" say="${words.page.strayFiles}" label="${words.home.title}" href="${pathIn(language, STUDIO)}"></stray-files>
`
}

function signedIn({ name }: Person, language: Language): Html {
  const words = studioWordsFor(language).page
  return html`<form class="sign-out" method="post" action="${pathIn(language, `${STUDIO}/sign-out`)}">
<a href="${pathIn(language, ACCOUNT)}" aria-label="${name}: ${studioWordsFor(language).account.title}">${name}</a> <button type="submit">${words.signOut}</button>
</form>`
}
