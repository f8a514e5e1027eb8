import { asSeen, changesOf, type Fact, type Facts } from '../../../episodes/version-facts.ts'
import { type Html, html } from '../../../lib/html.ts'
import type { Language } from '../../languages.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { type Telling, valueInWords } from './values.ts'

/** More lines of one value are counted, since nobody compares them by reading. */
const MAX_LINES = 200

/** The names of what changed: Titel, Kapitel. */
export function namesOf(language: Language, names: Fact[]): string {
  const words = studioWordsFor(language).episode.history
  return names.map((name) => words.fields[name]).join(', ') || words.nothing
}

/** Each that changed as it was and as it is. */
export function differences(telling: Telling, facts: Facts, before: Facts): Html {
  const [now, then] = [asSeen(facts), asSeen(before)]
  const words = studioWordsFor(telling.language).episode.history
  return html`${changesOf(facts, before).map((name) => {
    const heading = html`<h3>${words.fields[name]}</h3>`
    const [was, is] = [valueInWords(telling, name, then), valueInWords(telling, name, now)]
    // What a transcript says has no place in a list.
    if (name === 'transcripts' && was === is) return html`${heading}<p>${words.otherText}</p>\n`
    return beside(telling.language, heading, was.split('\n'), is.split('\n'))
  })}`
}

/** What was, and what came, side by side. */
export function beside(language: Language, heading: Html, before: string[], after: string[]): Html {
  const words = studioWordsFor(language).episode.history
  const block = (label: string, lines: string[]) =>
    html`<div><p class="quiet">${label}</p><pre>${linesOf(language, lines)}</pre></div>`
  return html`${heading}
<div class="both">${block(words.before, before)}
${block(words.after, after)}</div>
`
}

function linesOf(language: Language, lines: string[]): string {
  const words = studioWordsFor(language).episode.history
  const text = lines.slice(0, MAX_LINES).join('\n')
  if (text === '') return words.empty
  return lines.length > MAX_LINES ? `${text}\n${words.brokenOff(lines.length - MAX_LINES)}` : text
}
