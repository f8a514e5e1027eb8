import type { Request } from 'express'
import type { ShowPlace } from '../../episodes/place.ts'
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
import { searchForm } from './search-form.ts'

/** A title, and what to do. */
export type Explained = [string, string | Html]
type Shown = Pick<Refusal, 'status' | 'code' | 'message' | 'details'>

/** Below the address of previews. */
const IS_PREVIEW = /^(?:\/\w\w)?\/preview\//

/** What people see instead of a page: what happened, the number to report if there is one, and the ways on. */
export function errorPage(host: Host, req: Request, refusal: Shown): string {
  const { config } = host
  const language = languageOf(req.path)
  const words = wordsFor(language)
  const { preview } = words
  const isPreview = refusal.status === 404 && IS_PREVIEW.test(req.path)
  const explained: Explained = isPreview ? [preview.missing, preview.missingHint] : explain(refusal, language)
  const [title] = explained
  const what = whatHappened(language, refusal.status, explained)
  const home = pathIn(language, '/')
  const isMissing = refusal.status === 404 || refusal.status === 410
  const show = isMissing ? showAround(host, req) : null
  // The other pages may be away as well, so the first way on is the same address.
  const isAway = refusal.status === 503
  if (isEmbed(req.path)) {
    const content = html`${what}
${isAway && html`<p><a href="">${words.tryAgain}</a></p>`}
<p>${outside(config.publicUrl + home, words.allShows)}</p>
${legalLine(legalLinks(config, language))}`
    return framedPage({ language, look: req.query, hue: show?.artwork?.hue, title, content })
  }

  const content = html`<div class="trouble">
${what}
${isAway && html`<p><a class="button" href="">${words.tryAgain}</a></p>`}
${isMissing && searchForm(language, { show })}
${show && html`<p><a class="button" href="${pathIn(language, `/${show.slug}`)}">${words.toShow}</a></p>`}
<p><a${!show && !isAway && html` class="button"`} href="${home}">${words.allShows}</a></p>
</div>`
  return page({ config, language, title, content, show })
}

/** The beginning of every page about an error. */
export const whatHappened = (language: Language, status: number, [title, hint]: Explained): Html =>
  html`<p class="quiet">${wordsFor(language).code} ${status}</p>
<h1>${title}</h1>
<p>${hint}</p>`

/** The show below which something was looked for that isn't there, or is no more. */
function showAround({ addresses }: Host, req: Request): ShowPlace | null {
  const asked = readAddress(req)
  const show = asked?.episode ? addresses.find(asked.show, null)?.show : null
  return show && !show.deletedAt ? show : null
}

/** What a refusal means to people. */
export function explain({ status, code, message, details }: Shown, language: Language): Explained {
  const words = wordsFor(language)
  if (status === 404) return [words.notFound, words.notFoundHint]
  if (status === 410) return [words.gone, words.goneHint]
  if (status === 503) return [words.unavailable, words.unavailableHint]
  if (typeof details.id === 'string') return [words.failed, html`${words.reportHint} <code>${details.id}</code>`]
  if (code === 'bad-request') return [words.badAddress, words.badAddressHint]
  if (status === 405) return [words.wrongMethod, words.wrongMethodHint]
  return [words.failed, html`${words.failedHint} <span lang="en">${message}</span>`]
}
