import { type Html, html } from '../../../lib/html.ts'
import type { Language } from '../../languages.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'

/** That somebody else saved a show meanwhile, and what is there now where something else was typed. */
export function changedMeanwhile(language: Language, differences: [label: string, now: string][]): Html {
  const words = studioWordsFor(language).settings
  const rows = differences.map(([label, now]) => html`<dt>${label}</dt><dd>${now === '' ? words.empty : now}</dd>`)
  return html`<div class="errors" role="alert" tabindex="-1" autofocus aria-labelledby="changed-title">
<h2 id="changed-title">${words.changedMeanwhile}</h2>
<p>${words.changedHint}</p>
${rows.length > 0 && html`<dl class="facts">${rows}</dl>`}
</div>`
}
