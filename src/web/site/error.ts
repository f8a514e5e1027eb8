import type { Refusal } from '../../lib/errors.ts'
import { html } from '../../lib/html.ts'
import { page } from '../page.ts'
import { de } from '../words/de.ts'

/** What people see instead of a page: what happened, and the way on. */
export function errorPage({ status, message }: Refusal): string {
  const [title, hint] =
    status === 404
      ? [de.notFound, de.notFoundHint]
      : status === 503
        ? [de.unavailable, de.unavailableHint]
        : [de.failed, message]
  return page({
    language: 'de',
    title,
    content: html`<h1>${title}</h1><p>${hint}</p><p><a href="/">${de.allShows}</a></p>`,
  })
}
