import { TRANSCRIPT_STATES } from '../../../episodes/transcript-input.ts'
import { type Html, html } from '../../../lib/html.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { choice, field, submit } from '../form.ts'
import { speakersIn, type TranscriptView, transcriptHref } from './transcript-view.ts'

/** How far a transcript was checked, and its language: for the one that was read, so that nobody approves another. */
export function factsForm(view: TranscriptView): Html {
  const { language, transcript, again } = view
  const words = studioWordsFor(language)
  const typed = again?.typed.get('do') === 'facts' ? again.typed : null
  const errors = typed ? (again?.errors ?? {}) : {}
  return html`<h2>${words.lines.facts}</h2>
<form class="fields" method="post" action="${transcriptHref(view)}" novalidate>
<input type="hidden" name="seen" value="${transcript.sha256}">
${choice({
  ...{ name: 'state', label: words.transcripts.state, value: typed?.get('state') ?? transcript.state },
  ...{
    error: errors.state,
    options: TRANSCRIPT_STATES.map((value) => ({ value, label: words.transcripts.states[value] })),
  },
})}
${field(language, {
  ...{ name: 'language', label: words.transcripts.language, hint: words.transcripts.languageHint },
  ...{ value: typed?.get('language') ?? transcript.language, error: errors.language },
})}
<p><button class="button" type="submit" name="do" value="facts">${words.lines.saveFacts}</button></p>
</form>`
}

/** Another name for somebody who speaks, in all lines. Nothing where nobody is named. */
export function renameForm(view: TranscriptView): Html | null {
  const { language, again } = view
  const words = studioWordsFor(language).lines
  const typed = again?.typed.get('do') === 'rename' ? again.typed : null
  const errors = typed ? (again?.errors ?? {}) : {}
  const speakers = speakersIn(view)
  if (speakers.length === 0) return null
  return html`<h2>${words.rename}</h2>
<form class="fields rename" method="post" action="${transcriptHref(view)}" novalidate data-no-name="${words.noName}">
<input type="hidden" name="do" value="rename">
${choice({
  ...{ name: 'from', label: words.from, value: typed?.get('from') ?? null },
  ...{ error: errors.from, options: speakers.map((name) => ({ value: name, label: name })) },
})}
${field(language, {
  ...{ name: 'to', label: words.to, hint: words.renameHint },
  ...{ value: typed?.get('to'), error: errors.to },
})}
${submit(words.saveRename)}
</form>`
}
