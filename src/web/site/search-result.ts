import type { Excerpt } from '../../episodes/search/excerpts.ts'
import type { Result } from '../../episodes/search/search.ts'
import { clockTime } from '../../lib/duration.ts'
import { type Html, html } from '../../lib/html.ts'
import { type Language, langOf, pathIn } from '../languages.ts'
import { hueClassOf } from '../page.ts'
import { wordsFor } from '../words/words-for.ts'
import { factsLine } from './facts-line.ts'

/** A show or an episode with the words that were looked for, marked; what is said leads to its second. */
export function searchResult({ show, episode, title, notes, transcript }: Result, language: Language): Html {
  const words = wordsFor(language)
  const path = pathIn(language, episode ? `/${show.slug}/${episode.slug}` : `/${show.slug}`)
  const lang = langOf(episode?.language ?? show.language, language)
  const above = episode
    ? html`<span${langOf(show.language, language)}>${show.title}</span>`
    : html`${words.search.show}`
  return html`<li class="${hueClassOf((episode?.artwork ?? show.artwork)?.hue)}"><p class="quiet">${above}</p>
<h3><a href="${path}"${lang}>${title ? marked(title) : (episode ?? show).title}</a></h3>
${episode && factsLine(episode, language)}
${notes && html`<p${langOf(notes.language, language)}>${marked(notes)}</p>`}
${transcript.length > 0 && html`<ul class="said">${transcript.map((excerpt) => said(excerpt, path, language))}</ul>`}</li>`
}

function said(excerpt: Excerpt, path: string, language: Language): Html {
  const { second } = excerpt
  const text = html`<span${langOf(excerpt.language, language)}>${marked(excerpt)}</span>`
  if (second === null) return html`<li>${text}</li>`
  const at = clockTime(second)
  return html`<li><a href="${path}?t=${at}"><span class="unseen">${wordsFor(language).search.listenFrom} </span><time datetime="PT${Math.floor(second)}S">${at}</time></a> ${text}</li>`
}

const marked = ({ pieces }: Excerpt) =>
  pieces.map(({ text, isHit }) => (isHit ? html`<mark>${text}</mark>` : html`${text}`))
