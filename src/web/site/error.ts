import type { Request } from 'express'
import type { Refusal } from '../../lib/errors.ts'
import { type Html, html } from '../../lib/html.ts'
import type { Host } from '../handler.ts'
import { type Language, languageOf, pathIn } from '../languages.ts'
import { page } from '../page.ts'
import { wordsFor } from '../words/words-for.ts'
import { isEmbed } from './embed-code.ts'
import { framedPage, legalLine, outside } from './embed-page.ts'
import { legalLinks } from './player-facts.ts'
import { readAddress } from './read-address.ts'

type Shown = Pick<Refusal, 'status' | 'message' | 'details'>

/** What people see instead of a page: what happened, the number to report if there is one, and the ways on. */
export function errorPage(host: Host, req: Request, refusal: Shown): string {
  const { config } = host
  const language = languageOf(req.path)
  const words = wordsFor(language)
  const [title, hint] = explain(refusal, language)
  const what = html`<p class="quiet">${words.code} ${refusal.status}</p>
<h1>${title}</h1>
<p>${hint}</p>`
  const home = pathIn(language, '/')
  if (isEmbed(req.path)) {
    const content = html`${what}
<p>${outside(config.publicUrl + home, words.allShows)}</p>
${legalLine(legalLinks(config, language))}`
    return framedPage({ language, look: req.query, title, content })
  }

  const show = showAround(host, req, refusal)
  const content = html`<div class="trouble">
${what}
${show && html`<p><a href="${pathIn(language, show)}">${words.toShow}</a></p>`}
<p><a class="button" href="${home}">${words.allShows}</a></p>
</div>`
  return page({ config, language, title, content })
}

/** The show below which something was looked for that isn't there, or is no more. */
function showAround({ addresses }: Host, req: Request, { status }: Shown): string | null {
  const asked = status === 404 || status === 410 ? readAddress(req) : null
  const show = asked?.episode ? addresses.find(asked.show, null)?.show : null
  return show && !show.deletedAt ? `/${show.slug}` : null
}

function explain({ status, message, details }: Shown, language: Language): [string, string | Html] {
  const words = wordsFor(language)
  if (status === 404) return [words.notFound, words.notFoundHint]
  if (status === 410) return [words.gone, words.goneHint]
  if (status === 503) return [words.unavailable, words.unavailableHint]
  if (typeof details.id === 'string') return [words.failed, html`${words.reportHint} <code>${details.id}</code>`]
  const title = status === 405 ? words.wrongMethod : words.failed
  return [title, html`${words.failedHint} <span lang="en">${message}</span>`]
}
