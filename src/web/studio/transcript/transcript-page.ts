import type { Request, Response } from 'express'
import { requireAccess } from '../../../accounts/access.ts'
import { editVerb, statusOf } from '../../../episodes/episode.ts'
import { getTranscript } from '../../../episodes/transcript.ts'
import { readTranscriptLanguage } from '../../../episodes/transcript-input.ts'
import { type Html, html } from '../../../lib/html.ts'
import { placeInLines, rowOfLine, typedRows } from '../../../lib/typed-lines.ts'
import { moduleScript, transcriptLinesUrl } from '../../assets.ts'
import { type Handler, type Host, partOf } from '../../handler.ts'
import { type Language, langOf, languageName, pathIn } from '../../languages.ts'
import { clockIn } from '../../moment.ts'
import { readForm } from '../../request-body.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { leadBack, saidDone } from '../done.ts'
import { originalPath } from '../episode/audio.ts'
import { isScript, openView } from '../episode/episode-page.ts'
import { episodePath } from '../episode/section.ts'
import { whoMayEdit } from '../episode/who-may-edit.ts'
import { CONFLICT, type FieldErrors, submit, UNPROCESSABLE } from '../form.ts'
import { studioPage } from '../page.ts'
import { savingStatus } from '../saving-status.ts'
import { unlessTooLate } from '../sent-by-itself.ts'
import { factsForm, renameForm } from './fact-forms.ts'
import { lineRows } from './line-rows.ts'
import { receiveChange } from './receive-change.ts'
import { type TranscriptView, transcriptHref, transcriptPath } from './transcript-view.ts'

/** Two hours of changed lines. */
const MAX_BYTES = 4 * 1024 * 1024
/** Lines on a page without script; with it all are there. */
const LINES_A_PAGE = 100

/** GET /studio/episodes/:id/transcripts/:language — its lines, to be read and corrected. A script gets them as JSON. */
export const showTranscriptPage: Handler = async (host, req, res) => {
  const view = await openTranscript(host, req, res)
  const { cues, sha256 } = view.transcript
  if (isScript(req)) return void res.json({ cues, sha256 })
  await sendPage(view, req, res)
}

/** POST on the same address: lines, a name everywhere, or state and language, and back to the page. */
export const postTranscriptPage: Handler = (host, req, res) => unlessTooLate(res, () => post(host, req, res))

async function post(host: Host, req: Request, res: Response) {
  const view = await openTranscript(host, req, res)
  const { episode, language, person } = view
  requireAccess(person, editVerb(episode, host.now()), episode.showId)
  const typed = await readForm(req, res, MAX_BYTES)
  const answer = await receiveChange(view, typed)
  if ('saved' in answer) {
    const { saved } = answer
    const message = studioWordsFor(language).episode.savedAt(clockIn(language, host.now()))
    if (isScript(req)) return void res.json({ message, values: { seen: saved.sha256 } })
    const path = pathIn(language, transcriptPath(episode, saved.language))
    return leadBack(res, `${path}?from=${firstLine(req)}`, typed.get('do') ?? 'lines')
  }
  const { errors, lost, wrongLines } = answer
  if (isScript(req)) return void res.status(lost ? CONFLICT : UNPROCESSABLE).json(lost ? {} : { errors, wrongLines })
  const transcript = await getTranscript(host, episode.id, view.transcript.language)
  await sendPage({ ...view, transcript, again: answer }, req, res)
}

async function openTranscript(host: Host, req: Request, res: Response): Promise<TranscriptView> {
  const view = await openView(host, req, res)
  const language = readTranscriptLanguage(partOf(req, 'language'))
  return { ...view, again: null, transcript: await getTranscript(host, view.episode.id, language) }
}

/** What the lines are called whose fields are wrong. */
const lineLabels = (language: Language, errors: FieldErrors): Record<string, string> =>
  Object.fromEntries(
    Object.keys(errors).flatMap((name) => {
      const place = placeInLines(name)
      if (!place) return []
      const words = studioWordsFor(language).lines
      return [[name, `${words.line(place.at)}, ${words[place.part]}`]]
    }),
  )

/** The number of the first line that is shown. */
function firstLine(req: Request): number {
  const from = typeof req.query.from === 'string' && /^\d{1,6}$/.test(req.query.from) ? Number(req.query.from) : 1
  return Math.max(1, from)
}

async function sendPage(view: TranscriptView, req: Request, res: Response) {
  const { episode, language, person, again, transcript, mayEdit } = view
  const words = studioWordsFor(language)
  const title = words.lines.heading(languageName(transcript.language, language))
  const errors = again?.errors ?? {}
  const hasErrors = Object.keys(errors).length > 0
  const content = html`<p class="above"><a href="${pathIn(language, episodePath(episode))}#transcripts"${langOf(episode.language ?? episode.show.language, language)}>${episode.title}</a></p>
<h1>${title}</h1>
${!again && saidDone(view.done, words.lines.done)}
${!mayEdit && (await whoMayEdit(view))}
${mayEdit ? html`<p class="quiet">${words.transcripts.states[transcript.state]}</p>` : ''}
${linesPart(view, firstLine(req))}
${mayEdit && renameForm(view)}
${mayEdit && factsForm(view)}`
  res
    .status(!hasErrors ? 200 : again?.theirs ? CONFLICT : UNPROCESSABLE)
    .type('html')
    .send(
      studioPage({
        ...{ language, title: `${title} – ${episode.title}`, content, person, errors },
        labels: lineLabels(language, errors),
        path: transcriptPath(episode, transcript.language),
        head: mayEdit ? moduleScript(transcriptLinesUrl) : undefined,
      }),
    )
}

function linesPart(view: TranscriptView, from: number): Html {
  const { host, episode, language, person, transcript, again, mayEdit } = view
  const words = studioWordsFor(language).lines
  const isDraft = statusOf(episode, host.now()) === 'draft'
  const typed = again && (again.typed.get('do') ?? 'lines') === 'lines' ? typedRows(again.typed) : null
  const rows = typed?.length
    ? typed
    : transcript.cues.map((cue, index) => rowOfLine(cue, index + 1)).slice(from - 1, from - 1 + LINES_A_PAGE)
  const audio = episode.enclosure
    ? html`<div class="line-audio"><audio controls preload="none" aria-label="${words.player}" src="${pathIn(language, originalPath(episode))}"></audio></div>`
    : html`<p class="quiet">${words.noAudio}</p>`
  const lines = html`<h2 id="lines">${words.lines}</h2>`
  if (!mayEdit)
    return html`${audio}
${lines}
<ol class="lines-alone"${langOf(transcript.language, language)}>${rows.map(
      ({ start, speaker, text }) => html`<li>${start} ${speaker && html`<strong>${speaker}:</strong> `}${text}</li>`,
    )}</ol>
${pages(view, from)}`
  return html`<transcript-lines person="${person.id}"${isDraft && html` saves`}${typed && html` typed`} words="${JSON.stringify(words.script)}">
${audio}
${lines}
<p class="quiet keys-hint" hidden>${words.keysHint}${transcript.times !== 'none' && ` ${words.playHint}`}</p>
<form method="post" action="${transcriptHref(view)}?from=${from}" novalidate>
<input type="hidden" name="do" value="lines">
${lineRows(view, rows)}
${pages(view, from)}
${submit(words.save)}
${savingStatus(language)}
</form>
</transcript-lines>`
}

/** The ways to lines that are not on this page. */
function pages(view: TranscriptView, from: number): Html | null {
  const { language, transcript } = view
  const words = studioWordsFor(language).lines
  const count = transcript.cues.length
  if (count <= LINES_A_PAGE) return null
  const starts = Array.from({ length: Math.ceil(count / LINES_A_PAGE) }, (_, index) => index * LINES_A_PAGE + 1)
  return html`<nav class="line-pages" aria-label="${words.pages}"><ul class="line-ways">${starts.map(
    (start) =>
      html`<li><a href="${transcriptHref(view)}?from=${start}#lines"${start === from && html` aria-current="page"`}>${words.page(start, Math.min(count, start + LINES_A_PAGE - 1))}</a></li>`,
  )}</ul></nav>`
}
