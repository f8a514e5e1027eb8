import { type Html, html } from '../../lib/html.ts'
import type { Language } from '../languages.ts'
import { wordsFor } from '../words/words-for.ts'

/** A longer text is shown on several lines. */
const [LONG, ROWS] = [120, 5]

/** A text to take away: to select where there is no script, with a button that copies it where there is. */
export function copyField(id: string, label: string, text: string, language: Language, rows = rowsOf(text)): Html {
  const words = wordsFor(language).copy
  const field =
    rows > 1
      ? html`<textarea id="${id}" rows="${rows}" readonly spellcheck="false">${text}</textarea>`
      : html`<input id="${id}" type="text" value="${text}" readonly>`
  return html`<div class="copy"><label for="${id}">${label}</label>
${field}
<copy-button for="${id}" words="${JSON.stringify(words)}"></copy-button></div>`
}

const rowsOf = (text: string) => (text.length > LONG ? ROWS : 1)
