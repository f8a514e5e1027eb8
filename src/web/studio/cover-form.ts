import type { CropWords } from '../../browser/studio/crop-words.ts'
import type { Config } from '../../config.ts'
import { fileSize } from '../../lib/file-size.ts'
import { type Html, html } from '../../lib/html.ts'
import { MAX_BYTES, MAX_SIDE, MIN_SIDE } from '../../shows/artwork.ts'
import { coverCropUrl, moduleScript } from '../assets.ts'
import type { Language } from '../languages.ts'
import { picture } from '../site/picture.ts'
import { studioWordsFor } from '../words/studio/words-for.ts'
import { errorBeside, type FieldErrors, field, submit } from './form.ts'

const SHOWN_SIDE = 240

interface CoverForm {
  language: Language
  config: Config
  /** As it is now. */
  artwork: { path: string; alt: string | null; side: number; bytes: number } | null
  /** Where those who may see it find its picture; null where it is public. */
  privatePath: string | null
  /** Said where there is none. */
  none: string
  /** What the button that sends it says. */
  upload: string
  /** Where the form is sent; null for whoever may not send it. */
  action: string | null
  /** What was typed beside a picture that was refused. */
  typed?: URLSearchParams | null
  errors: FieldErrors
}

/** A cover as it is, what apps take, and the way to another one. */
export function coverForm(form: CoverForm): Html {
  const { language, config, artwork, privatePath, none, upload, action, typed, errors } = form
  const words = studioWordsFor(language).settings.cover
  const error = errors.artwork
  const script: CropWords = words.crop
  return html`${
    artwork
      ? html`${shown(config, artwork.path, privatePath, artwork.alt ?? words.current)}
<p class="quiet">${words.facts(artwork.side, fileSize(language, artwork.bytes))}</p>`
      : html`<p>${none}</p>`
  }
${
  action &&
  html`<p>${words.apps}</p>
<ul>${words.rules.map((rule) => html`<li>${rule}</li>`)}</ul>
<cover-crop min="${MIN_SIDE}" max="${MAX_SIDE}" max-bytes="${MAX_BYTES}" words="${JSON.stringify(script)}">
<form class="fields" method="post" action="${action}" enctype="multipart/form-data" novalidate>
${field(language, {
  ...{ name: 'alt', label: words.alt, hint: words.altHint, required: false },
  ...{ value: typed?.get('alt'), error: errors.alt },
})}
<div class="field">
<label for="artwork">${words.file}</label>
${error && errorBeside('artwork', error)}
<input type="file" id="artwork" name="artwork" accept="image/jpeg,image/png" required${
    error && html` aria-invalid="true" aria-describedby="artwork-error"`
  }>
</div>
${submit(upload)}
</form>
</cover-crop>
${moduleScript(coverCropUrl)}`
}`
}

const shown = (config: Config, path: string, privatePath: string | null, alt: string): Html =>
  privatePath === null
    ? picture(config, path, { side: SHOWN_SIDE, alt })
    : html`<img src="${privatePath}" alt="${alt}" width="${SHOWN_SIDE}" height="${SHOWN_SIDE}">`
