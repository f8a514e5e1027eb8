import { type Html, html } from '../../../lib/html.ts'
import { APPLE_CATEGORIES } from '../../../shows/apple-categories.ts'
import { MAX_CATEGORIES } from '../../../shows/show-input.ts'
import type { Language } from '../../languages.ts'
import { categoryName } from '../../words/categories.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { errorBeside } from '../form.ts'
import type { ShowForm } from './show-fields.ts'

/** So many are offered at once; once they are used, one more. */
const OFFERED = 3

/** The categories of a show, one list for each, the first in front: Apple reads no other. */
export function categoryFields({ language, values, errors }: ShowForm): Html {
  const words = studioWordsFor(language).settings
  const chosen = values.getAll('categories').filter(Boolean)
  const count = Math.min(Math.max(OFFERED, chosen.length + 1), MAX_CATEGORIES)
  const error = errors.categories
  return html`<fieldset class="field" aria-describedby="categories-hint${error && ' categories-error'}">
<legend>${words.labels.categories}</legend>
<p class="quiet" id="categories-hint">${words.hints.categories}</p>
${error && errorBeside('categories', error)}
${Array.from({ length: count }, (_, at) => {
  const id = at === 0 ? 'categories' : `categories-${at + 1}`
  return html`<label for="${id}">${words.category(at + 1)}</label>
<select id="${id}" name="categories"${error && html` aria-invalid="true"`}>
<option value="">${words.noCategory}</option>
${options(chosen[at], language)}
</select>`
})}
</fieldset>`
}

/** Apple's categories by their names in the language of the page, in its order; what is sent is Apple's own. */
function options(chosen: string | undefined, language: Language): Html[] {
  const { compare } = new Intl.Collator(language)
  const name = (category: string) => categoryName(category, language)
  const inOrder = (categories: string[]) => categories.toSorted((one, other) => compare(name(one), name(other)))
  return inOrder(Object.keys(APPLE_CATEGORIES)).map((top) => {
    const subs = inOrder(APPLE_CATEGORIES[top]!.map((sub) => `${top} > ${sub}`))
    const option = (value: string) =>
      html`<option value="${value}"${value === chosen && html` selected`}>${name(value)}</option>`
    return html`<optgroup label="${name(top)}">${[top, ...subs].map(option)}</optgroup>`
  })
}
