import type { Refusal } from '../../lib/errors.ts'
import { html } from '../../lib/html.ts'
import { page } from '../page.ts'
import { de } from '../words/de.ts'

/** What people see instead of a page: what happened, and the way on. */
export function errorPage({ status, message }: Refusal): string {
  const title = titles[status] ?? de.failed
  const hint = hints[status] ?? html`${de.failedHint} <span lang="en">${message}</span>`
  const content = html`<h1>${title}</h1><p>${hint}</p><p><a href="/">${de.allShows}</a></p>`
  return page({ language: 'de', title, content })
}

const titles: Record<number, string> = { 404: de.notFound, 410: de.gone, 503: de.unavailable }
const hints: Record<number, string> = { 404: de.notFoundHint, 410: de.goneHint, 503: de.unavailableHint }
