import { type Html, html } from '../../../lib/html.ts'
import { picture } from '../../site/picture.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { type FieldErrors, field, submit } from '../form.ts'
import { type ShowView, wayTo } from './open-show.ts'

const SHOWN_SIDE = 240

/** The cover of a show as it is, what apps take, and the way to another one. */
export function coverPart(view: ShowView, errors: FieldErrors): Html {
  const { host, show, language } = view
  const words = studioWordsFor(language).settings.cover
  const { artwork } = show
  const error = errors.artwork
  return html`<section class="part" id="cover" aria-labelledby="cover-title">
<h2 id="cover-title">${words.heading}</h2>
${
  artwork
    ? html`${picture(host.config, artwork.path, { side: SHOWN_SIDE, alt: artwork.alt ?? words.current })}
<p class="quiet">${words.facts(artwork.side, Math.ceil(artwork.bytes / 1000))}</p>`
    : html`<p>${words.none}</p>`
}
<p>${words.apps}</p>
<ul>${words.rules.map((rule) => html`<li>${rule}</li>`)}</ul>
<form class="fields" method="post" action="${wayTo(view, 'cover')}" enctype="multipart/form-data" novalidate>
${field(language, { name: 'alt', label: words.alt, hint: words.altHint, error: errors.alt, required: false })}
<div class="field">
<label for="artwork">${words.file}</label>
${error && html`<p class="error" id="artwork-error">${error}</p>`}
<input type="file" id="artwork" name="artwork" accept="image/jpeg,image/png" required${
    error && html` aria-invalid="true" aria-describedby="artwork-error"`
  }>
</div>
${submit(words.upload)}
</form>
</section>`
}
