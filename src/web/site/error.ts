import type { Config } from '../../config.ts'
import type { Refusal } from '../../lib/errors.ts'
import { html } from '../../lib/html.ts'
import { type Language, pathIn } from '../languages.ts'
import { page } from '../page.ts'
import { wordsFor } from '../words/words-for.ts'

/** What people see instead of a page: what happened, and the way on. */
export function errorPage(
  config: Pick<Config, 'publicUrl'>,
  language: Language,
  { status, message }: Pick<Refusal, 'status' | 'message'>,
): string {
  const words = wordsFor(language)
  const [title, hint] = {
    404: [words.notFound, words.notFoundHint],
    410: [words.gone, words.goneHint],
    503: [words.unavailable, words.unavailableHint],
  }[status] ?? [words.failed, html`${words.failedHint} <span lang="en">${message}</span>`]
  const content = html`<h1>${title}</h1><p>${hint}</p><p><a href="${pathIn(language, '/')}">${words.allShows}</a></p>`
  return page({ config, language, title: String(title), content })
}
