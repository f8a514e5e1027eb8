import { type Html, html } from '../../../lib/html.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { coverForm } from '../cover-form.ts'
import type { FieldErrors } from '../form.ts'
import { type ShowView, wayTo } from './open-show.ts'

export interface CoverSent {
  /** What is said of the cover. */
  said?: Html | null
  /** What was typed beside one that was refused. */
  typed?: URLSearchParams
}

/** The cover of a show among its settings. */
export function coverPart(view: ShowView, errors: FieldErrors, { said, typed }: CoverSent = {}): Html {
  const { host, show, language } = view
  const { heading, none, upload } = studioWordsFor(language).settings.cover
  return html`<section class="part" id="cover" aria-labelledby="cover-title">
<h2 id="cover-title">${heading}</h2>
${said}
${coverForm({ ...{ language, config: host.config, artwork: show.artwork, privatePath: null, none, upload, typed, errors }, action: wayTo(view, 'cover') })}
</section>`
}
