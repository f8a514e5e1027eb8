import { CHANGED_MEANWHILE } from '../../../episodes/changed-meanwhile.ts'
import { changeTranscript } from '../../../episodes/correct-transcript.ts'
import { getTranscript, type Transcript } from '../../../episodes/transcript.ts'
import { readTranscriptChanges } from '../../../episodes/transcript-input.ts'
import type { Cue } from '../../../episodes/transcripts/cues.ts'
import type { Refusal } from '../../../lib/errors.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { keepName } from '../episode/kept-version.ts'
import { fieldErrors, inLanguage } from '../field-errors.ts'
import { attempt, type FieldErrors } from '../form.ts'
import type { TranscriptAgain, TranscriptView } from './transcript-view.ts'
import { changesIn, type LineChange, lineField, rowOfLine, typedRows } from './typed-lines.ts'

/** What was refused: for the page, and the numbers of lines that others changed. */
type Refused = TranscriptAgain & { lost?: number[] }

/** Does what a form of the page asks for. */
export async function receiveChange(
  view: TranscriptView,
  typed: URLSearchParams,
): Promise<{ saved: Transcript } | Refused> {
  const what = typed.get('do')
  if (what === 'facts') {
    const fields = { state: typed.get('state'), language: typed.get('language'), sha256: typed.get('seen') }
    return change(view, typed, fields)
  }
  if (what === 'rename') {
    const renaming = { from: typed.get('from') ?? '', to: typed.get('to')?.trim() || null }
    return change(view, typed, { speakers: [renaming] }, 'from')
  }
  const sent = typed.get('changes')
  return sent === null ? saveRows(view, typed) : change(view, typed, { lines: sent })
}

async function change(
  view: TranscriptView,
  typed: URLSearchParams,
  fields: Record<string, unknown>,
  name = 'content',
): Promise<{ saved: Transcript } | Refused> {
  const { host, episode, language, transcript } = view
  const outcome = await attempt(() =>
    changeTranscript(host, episode.id, transcript.language, readTranscriptChanges(fields), view.person),
  )
  if ('done' in outcome) return { saved: outcome.done }
  const { code, details } = outcome.refused
  if (code === CHANGED_MEANWHILE && Array.isArray(details.lines)) return { typed, errors: {}, lost: details.lines }
  if (code === CHANGED_MEANWHILE) return { typed, errors: { state: studioWordsFor(language).lines.factsChanged } }
  const names = { speakers: name, transcript: name, lines: name }
  return { typed, errors: fieldErrors(language, outcome.refused, names) }
}

/** The rows of a page as they were typed. Where the other version was chosen, the line stays as it is. */
async function saveRows(view: TranscriptView, typed: URLSearchParams): Promise<{ saved: Transcript } | Refused> {
  const { host, episode, language, transcript } = view
  const rows = typedRows(typed).filter(({ at }) => typed.get(keepName(lineField(at, 'text'))) !== 'theirs')
  const { changes, unreadable } = changesIn(rows)
  if (unreadable.length > 0) {
    const { badTime } = studioWordsFor(language).lines.script
    return { typed, errors: Object.fromEntries(unreadable.map((name) => [name, badTime])) }
  }
  const outcome = await attempt(() =>
    changeTranscript(host, episode.id, transcript.language, readTranscriptChanges({ lines: changes }), view.person),
  )
  if ('done' in outcome) return { saved: outcome.done }
  const { details } = outcome.refused
  if (Array.isArray(details.lines)) return compared(view, typed, changes, details.lines)
  return { typed, errors: errorsOf(view, outcome.refused, changes) }
}

/** Beside each line what is wrong with it: a verb names the line. */
function errorsOf({ language }: TranscriptView, refused: Refusal, changes: LineChange[]): FieldErrors {
  const sentence = refused.fields.transcript
  const [place, line] = /^Line (\d+): /.exec(sentence ?? '') ?? []
  if (!sentence || !place) return fieldErrors(language, refused)
  const isShown = changes.some((change) => Math.abs(change.line - Number(line)) <= 1)
  const part = /starts|has no time|seconds/.test(sentence)
    ? 'start'
    : /ends|no end|past/.test(sentence)
      ? 'end'
      : 'text'
  const name = isShown ? lineField(Number(line), part) : 'lines'
  return { [name]: inLanguage(language, sentence.slice(place.length)) }
}

/** The same rows again, as changes of what others made of these lines meanwhile. */
async function compared(
  { host, episode, transcript, language }: TranscriptView,
  typed: URLSearchParams,
  changes: LineChange[],
  lost: number[],
): Promise<Refused> {
  const { cues } = await getTranscript(host, episode.id, transcript.language)
  const again = new URLSearchParams(typed)
  const theirs = new Map<number, Cue | null>()
  for (const { line, was } of changes.filter((change) => lost.includes(change.line))) {
    const cue = cueAt(cues, was[0]!, line)
    theirs.set(line, cue)
    if (cue) again.set(lineField(line, 'was'), JSON.stringify(rowOfLine(cue, line).was))
  }
  const sentence = studioWordsFor(language).lines.theirs
  const errors = Object.fromEntries(lost.map((line) => [lineField(line, 'text'), sentence]))
  return { typed: again, errors, theirs, lost }
}

/** What stands now where a line was: by its time, else by its number. */
function cueAt(cues: Cue[], { startSeconds }: Cue, line: number): Cue | null {
  if (startSeconds === undefined) return cues[line - 1] ?? null
  return cues.findLast((cue) => cue.startSeconds! <= startSeconds) ?? cues[0] ?? null
}
