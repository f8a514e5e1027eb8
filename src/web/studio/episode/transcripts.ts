import { changeTranscript } from '../../../episodes/correct-transcript.ts'
import { readTranscripts, removeTranscript, setTranscript, type Transcript } from '../../../episodes/transcript.ts'
import { readTranscriptChanges, readTranscriptLanguage, TRANSCRIPT_STATES } from '../../../episodes/transcript-input.ts'
import { paragraphsOf } from '../../../episodes/transcripts/paragraphs.ts'
import { staysReady } from '../../../feed/publish-gate.ts'
import { type Html, html } from '../../../lib/html.ts'
import { heldFormUrl } from '../../assets.ts'
import { langOf, languageName, pathIn } from '../../languages.ts'
import { readForm } from '../../request-body.ts'
import { textParts } from '../../uploads/multipart.ts'
import { readTranscriptForm } from '../../uploads/transcript.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { fieldErrors } from '../field-errors.ts'
import { AWAY, attempt, choice, errorBeside, field, statusOfRefused, submit, takeAway } from '../form.ts'
import { heldForm } from '../held-form.ts'
import { transcriptPath } from '../transcript/transcript-view.ts'
import { type EpisodeView, received, type Section, sectionPath, typedIn } from './section.ts'

const NAME = 'transcripts'
/** Other sections have a field called `language`. */
const FIELD_NAMES = { language: 'transcript-language', state: 'transcript-state', content: 'transcript' }

/** What is said, in each language: to read, to take from a file, to say how far it was checked, to take away. */
export const transcriptsSection: Section = {
  name: NAME,
  scripts: [heldFormUrl],
  title: (language) => studioWordsFor(language).transcripts.heading,
  async content(view) {
    const kept = await readTranscripts(view.host, view.episode.id)
    const words = studioWordsFor(view.language).transcripts
    return html`${kept.length === 0 && html`<p>${words.none}</p>`}
${kept.map((transcript) => one(view, transcript))}
${view.mayEdit && newForm(view)}`
  },
  async receive(view, req, res) {
    const { host, episode, language, person } = view
    if (!req.is('multipart/form-data')) {
      const typed = await readForm(req, res)
      return received(view, typed, () => change(view, typed), typed.get('do') === 'remove' ? 'removed' : 'state')
    }
    const outcome = await attempt(async () => {
      const sent = await readTranscriptForm(host, req, res)
      return setTranscript(host, episode.id, sent.language, sent, person)
    }, [AWAY])
    if ('done' in outcome) return null
    const { refused } = outcome
    const errors = fieldErrors(language, refused, FIELD_NAMES)
    return { typed: textParts(req), errors, status: statusOfRefused(host, res, refused) }
  },
}

/** Of the transcript that was seen: nobody approves or removes what somebody else made of it. */
async function change({ host, episode, person: by }: EpisodeView, typed: URLSearchParams) {
  const language = readTranscriptLanguage(typed.get('of') ?? '')
  const [what, seen] = [typed.get('do') ?? '', typed.get('seen') ?? undefined]
  if (what === 'remove')
    return takeAway(() => removeTranscript(host, episode.id, language, { by, seen, guard: staysReady(host) }))
  await changeTranscript(host, episode.id, language, readTranscriptChanges({ state: what, sha256: seen }), { by })
}

function one(view: EpisodeView, transcript: Transcript): Html {
  const { language, state, cues } = transcript
  const words = studioWordsFor(view.language).transcripts
  const name = languageName(language, view.language)
  return html`<h3>${name}</h3>
<p class="quiet">${words.states[state]}</p>
<details><summary>${words.read(name)}</summary>
<div${langOf(language, view.language)}>${paragraphsOf(cues).map(
    ({ speaker, text }) => html`<p>${speaker && html`<strong>${speaker}:</strong> `}${text}</p>`,
  )}</div></details>
${view.mayEdit && changeForm(view, transcript)}`
}

function changeForm(view: EpisodeView, { language, state, sha256 }: Transcript): Html {
  const words = studioWordsFor(view.language).transcripts
  const button = (value: string, label: string) =>
    html`<button class="button plain" type="submit" name="do" value="${value}">${label}</button> `
  const lines = studioWordsFor(view.language).lines.open(languageName(language, view.language))
  return html`<p><a href="${pathIn(view.language, transcriptPath(view.episode, language))}">${lines}</a></p>
<form method="post" action="${sectionPath(view, NAME)}">
<input type="hidden" name="of" value="${language}">
<input type="hidden" name="seen" value="${sha256}">
<p>${TRANSCRIPT_STATES.filter((other) => other !== state).map((other) => button(other, words.mark[other]))}</p>
<details><summary>${words.remove(languageName(language, view.language))}</summary>
<p>${words.removeHint}</p>
<p>${button('remove', words.removeIt)}</p></details>
</form>`
}

function newForm(view: EpisodeView): Html {
  const words = studioWordsFor(view.language).transcripts
  const typed = typedIn(view, NAME)
  const errors = typed ? (view.again?.errors ?? {}) : {}
  const spoken = view.episode.language ?? view.episode.show.language
  return html`<h3>${words.add}</h3>
<p class="quiet">${words.addHint}</p>
${heldForm(
  view.language,
  html`<form class="fields" method="post" enctype="multipart/form-data" action="${sectionPath(view, NAME)}" novalidate>
${view.episode.transcripts.map(({ language, sha256 }) => html`<input type="hidden" name="seen-${language}" value="${sha256}">`)}
${field(view.language, {
  ...{ name: 'transcript-language', label: words.language, hint: words.languageHint },
  ...{ value: typed?.get('transcript-language') ?? spoken, error: errors['transcript-language'] },
})}
${choice({
  ...{ name: 'transcript-state', label: words.state, value: typed?.get('transcript-state') ?? 'machine' },
  ...{
    error: errors['transcript-state'],
    options: TRANSCRIPT_STATES.map((value) => ({ value, label: words.states[value] })),
  },
})}
<div class="field">
<label for="transcript">${words.file}</label>
<p class="quiet" id="transcript-hint">${words.fileHint}</p>
${errors.transcript && errorBeside('transcript', errors.transcript)}
<input id="transcript" name="transcript" type="file" accept=".vtt,.srt,.json,.html,.htm,.txt" required aria-describedby="transcript-hint${errors.transcript && ' transcript-error'}"${errors.transcript && html` aria-invalid="true"`}>
</div>
${submit(words.save)}
</form>`,
)}`
}
