import type { Config } from '../../config.ts'
import type { Refusal } from '../../lib/errors.ts'
import { type Html, html } from '../../lib/html.ts'
import { type Language, pathIn } from '../languages.ts'
import { page } from '../page.ts'
import { wordsFor } from '../words/words-for.ts'

/** What people see instead of a page: what happened, the number to report if there is one, and the way on. */
export function errorPage(
  config: Pick<Config, 'publicUrl'>,
  language: Language,
  refusal: Pick<Refusal, 'status' | 'message' | 'details'>,
): string {
  const words = wordsFor(language)
  const [title, hint] = explain(refusal, language)
  const content = html`<div class="trouble">
<p class="quiet">${words.code} ${refusal.status}</p>
<h1>${title}</h1>
<p>${hint}</p>
<p><a class="button" href="${pathIn(language, '/')}">${words.allShows}</a></p>
</div>`
  return page({ config, language, title, content })
}

function explain(
  { status, message, details }: Parameters<typeof errorPage>[2],
  language: Language,
): [string, string | Html] {
  const words = wordsFor(language)
  if (status === 404) return [words.notFound, words.notFoundHint]
  if (status === 410) return [words.gone, words.goneHint]
  if (status === 503) return [words.unavailable, words.unavailableHint]
  if (typeof details.id === 'string') return [words.failed, html`${words.reportHint} <code>${details.id}</code>`]
  const title = status === 405 ? words.wrongMethod : words.failed
  return [title, html`${words.failedHint} <span lang="en">${message}</span>`]
}
