import { type Html, html } from '../../../lib/html.ts'
import { type Language, pathIn } from '../../languages.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { errorBeside, type FieldErrors, field, submit } from '../form.ts'

/** Where podcasts move in. */
export const IMPORTS = '/studio/import'

/** What the forms say of an import, in the words of the verb. */
export type TypedImport = Record<'url' | 'slug', string> & { isConfirmed: boolean }

/** Reads a form that starts an import. */
export const readImportForm = (typed: URLSearchParams): TypedImport => ({
  url: typed.get('url') ?? '',
  slug: typed.get('slug') ?? '',
  isConfirmed: typed.get('ownerConfirmed') === 'true',
})

interface ImportForm {
  language: Language
  typed: TypedImport
  errors?: FieldErrors
  /** Whether it would be done, or only tried. */
  isReal: boolean
  /** The feed is locked: its owner has to confirm. */
  isLocked: boolean
  label: string
  hint?: string
}

/** Which feed is to be imported, and how. */
export function importForm({ language, typed, errors = {}, isReal, isLocked, label, hint }: ImportForm): Html {
  const words = studioWordsFor(language).imports
  return html`<form class="fields" method="post" action="${pathIn(language, IMPORTS)}" novalidate>
${field(language, { name: 'url', label: words.url, hint: words.urlHint, type: 'url', value: typed.url, error: errors.url })}
${field(language, { name: 'slug', label: words.slug, hint: words.slugHint, value: typed.slug, error: errors.slug, required: false })}
${isLocked && ownerField(language, typed, errors.ownerConfirmed)}
<input type="hidden" name="do" value="${isReal ? 'import' : 'dry run'}">
${hint && html`<p class="quiet">${hint}</p>`}
${submit(label)}
</form>`
}

function ownerField(language: Language, { isConfirmed }: TypedImport, error: string | undefined): Html {
  const words = studioWordsFor(language).imports
  const described = `ownerConfirmed-hint${error ? ' ownerConfirmed-error' : ''}`
  return html`<div class="field"><input type="hidden" name="locked" value="true">
<p class="quiet" id="ownerConfirmed-hint">${words.ownerHint}</p>
${error && errorBeside('ownerConfirmed', error)}
<div class="check"><input type="checkbox" id="ownerConfirmed" name="ownerConfirmed" value="true" aria-describedby="${described}"${
    isConfirmed && html` checked`
  }${error && html` aria-invalid="true"`}> <label for="ownerConfirmed">${words.owner}</label></div></div>`
}
