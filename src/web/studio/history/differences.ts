import { statusOf } from '../../../episodes/episode.ts'
import { asSeen, changesOf, type Fact, type Facts } from '../../../episodes/version-facts.ts'
import type { Version } from '../../../episodes/versions.ts'
import { type Html, html } from '../../../lib/html.ts'
import { type Language, langOf } from '../../languages.ts'
import { momentIn } from '../../moment.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { spokenIn, type Telling, valueInWords } from './values.ts'

/** More lines of one value are counted, since nobody compares them by reading. */
const MAX_LINES = 200

/** The names of what changed: Titel, Kapitel. */
export function namesOf(language: Language, names: Fact[]): string {
  const words = studioWordsFor(language).episode.history
  return names.map((name) => words.fields[name]).join(', ') || words.nothing
}

/** The names of what a version changed; of the publication also what was done with it. */
export function changesTold({ language, timeZone }: Telling, { facts, createdAt }: Version, before: Version): string {
  const words = studioWordsFor(language).episode.history
  const publishAt = facts.publishAt ? new Date(facts.publishAt) : null
  const told = words.publication[statusOf({ publishAt }, createdAt)](
    publishAt ? momentIn(language, publishAt, timeZone) : '',
  )
  const changed = changesOf(facts, before.facts)
  const names = changed.map((name) => (name === 'publishAt' ? `${words.fields[name]} (${told})` : words.fields[name]))
  return names.join(', ') || words.nothing
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
    const blockOf = (value: string, of: Facts) => ({ lines: value.split('\n'), spoken: spokenIn(telling, name, of) })
    return beside(telling.language, heading, blockOf(was, then), blockOf(is, now))
  })}`
}

interface Block {
  lines: string[]
  /** The language it is in. */
  spoken: string
}

/** What was, and what came, side by side, each marked with its language. */
export function beside(language: Language, heading: Html, before: Block, after: Block): Html {
  const words = studioWordsFor(language).episode.history
  const block = (label: string, shown: Block) =>
    html`<div><p class="quiet">${label}</p>${preformatted(language, shown)}</div>`
  return html`${heading}
<div class="both">${block(words.before, before)}
${block(words.after, after)}</div>
`
}

function preformatted(language: Language, { lines, spoken }: Block): Html {
  const words = studioWordsFor(language).episode.history
  const text = lines.slice(0, MAX_LINES).join('\n')
  if (text === '') return html`<pre>${words.empty}</pre>`
  const lang = langOf(spoken, language)
  const more = lines.length > MAX_LINES ? words.brokenOff(lines.length - MAX_LINES) : null
  return html`<pre${lang}>${text}${more && html`\n<span${lang && html` lang="${language}"`}>${more}</span>`}</pre>`
}
