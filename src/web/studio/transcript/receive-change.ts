import { CHANGED_MEANWHILE } from '../../../episodes/changed-meanwhile.ts'
import { changeTranscript, refuseWrongLines } from '../../../episodes/correct-transcript.ts'
import { getTranscript, type Transcript } from '../../../episodes/transcript.ts'
import { readTranscriptChanges } from '../../../episodes/transcript-input.ts'
import { type Cue, type Fault, sentenceOf, TranscriptRefusal } from '../../../episodes/transcripts/cues.ts'
import { lineKey } from '../../../lib/cue-edits.ts'
import type { Refusal } from '../../../lib/errors.ts'
import { changesIn, type LineChange, lineField, rowOfLine, typedRows } from '../../../lib/typed-lines.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { askAbout, askedIn, keepName, unanswered } from '../episode/kept-version.ts'
import { fieldErrors, inLanguage } from '../field-errors.ts'
import { attempt, type FieldErrors } from '../form.ts'
import { guardOf } from '../sent-by-itself.ts'
import type { TranscriptAgain, TranscriptView } from './transcript-view.ts'

/** What was refused: for the page, the numbers of lines that others changed, and of lines that a script sent what is wrong. */
type Refused = TranscriptAgain & { lost?: number[]; wrongLines?: WrongLine[] }

/** What is wrong with a line, as its script shows it beside the field; without a part it is about no field. */
type WrongLine = Pick<Fault, 'line' | 'nth' | 'part'> & { sentence: string }

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
    const to = typed.get('to')?.trim()
    if (!to) return { typed, errors: { to: studioWordsFor(view.language).lines.noName } }
    const renaming = { from: typed.get('from') ?? '', to }
    return change(view, typed, { speakers: [renaming] }, 'from')
  }
  const sent = typed.get('changes')
  return sent === null ? saveRows(view, typed) : change(view, typed, { lines: sent })
}

const changeBy = ({ host, person }: TranscriptView, typed: URLSearchParams) => ({
  by: person,
  guard: guardOf(typed, host),
})

async function change(
  view: TranscriptView,
  typed: URLSearchParams,
  fields: Record<string, unknown>,
  name = 'content',
): Promise<{ saved: Transcript } | Refused> {
  const { host, episode, language, transcript } = view
  const outcome = await attempt(() =>
    changeTranscript(host, episode.id, transcript.language, readTranscriptChanges(fields), changeBy(view, typed)),
  )
  if ('done' in outcome) return { saved: outcome.done }
  const { code, details } = outcome.refused
  if (code === CHANGED_MEANWHILE && Array.isArray(details.lines)) return { typed, errors: {}, lost: details.lines }
  if (code === CHANGED_MEANWHILE) return { typed, errors: { state: studioWordsFor(language).lines.factsChanged } }
  if (fields.lines !== undefined && outcome.refused instanceof TranscriptRefusal) {
    const wrongLines = outcome.refused.faults.map(({ line, nth, part, reason }) => {
      return { line, nth, part, sentence: inLanguage(language, reason) }
    })
    return { typed, errors: {}, wrongLines }
  }
  const names = { speakers: name, transcript: name, lines: name }
  return { typed, errors: fieldErrors(language, outcome.refused, names) }
}

/**
 * The rows of a page as they were typed. Where the other version was chosen, the line stays as it is. Whatever is wrong in
 * any of them is told at once.
 */
async function saveRows(view: TranscriptView, typed: URLSearchParams): Promise<{ saved: Transcript } | Refused> {
  const { host, episode, language, transcript } = view
  const { lines: words } = studioWordsFor(language)
  const rows = typedRows(typed).filter(({ at }) => typed.get(keepName(lineField(at, 'text'))) !== 'theirs')
  const { changes, unreadable } = changesIn(rows)
  const known = { ...errorsAt(unreadable, words.script.badTime), ...errorsAt(unanswered(typed), words.theirs) }
  const save = () => {
    const lines = readTranscriptChanges({ lines: changes })
    return changeTranscript(host, episode.id, transcript.language, lines, changeBy(view, typed))
  }
  const outcome = Object.keys(known).length > 0 ? null : await attempt(save)
  if (outcome && 'done' in outcome) return { saved: outcome.done }
  const refused = outcome?.refused ?? (await refusalOf(view, changes))
  const { lost, errors } = refused ? await wrongIn(view, changes, unreadable, refused) : { lost: [], errors: {} }
  const names = lost.map((line) => lineField(line, 'text'))
  const wrong = { ...errors, ...known, ...errorsAt(names, words.theirs) }
  return { ...(await compared(view, askAbout(typed, names), wrong)), ...(lost.length > 0 && { lost }) }
}

const errorsAt = (names: string[], sentence: string): FieldErrors =>
  Object.fromEntries(names.map((name) => [name, sentence]))

/** Why these changes can't be made; null where they can. */
async function refusalOf({ transcript, episode }: TranscriptView, changes: LineChange[]): Promise<Refusal | null> {
  const seconds = episode.enclosure?.seconds ?? null
  const outcome = await attempt(() =>
    refuseWrongLines(transcript, readTranscriptChanges({ lines: changes }).lines ?? [], seconds),
  )
  return 'done' in outcome ? null : outcome.refused
}

/** The lines that others changed, and what is wrong with the rest. */
async function wrongIn(
  view: TranscriptView,
  changes: LineChange[],
  unreadable: string[],
  refused: Refusal,
): Promise<{ lost: number[]; errors: FieldErrors }> {
  const { lines: lost } = refused.details
  if (!Array.isArray(lost)) return { lost: [], errors: errorsOf(view, refused, changes, unreadable) }
  const others = changes.filter(({ line }) => !lost.includes(line))
  const further = others.length > 0 ? await refusalOf(view, others) : null
  const hasFaults = further && !Array.isArray(further.details.lines)
  return { lost, errors: hasFaults ? errorsOf(view, further, others, unreadable) : {} }
}

/**
 * Beside each line what is wrong with it: a verb names the line. What is wrong elsewhere says where. Nothing that is so only
 * by the time before one that can't be read.
 */
function errorsOf(
  { language }: TranscriptView,
  refused: Refusal,
  changes: LineChange[],
  unreadable: string[],
): FieldErrors {
  if (!(refused instanceof TranscriptRefusal)) return fieldErrors(language, refused)
  const sure = refused.faults.filter((fault) => !comparedIn(fault).some((name) => unreadable.includes(name)))
  const isShown = ({ line }: Fault) => changes.some((change) => Math.abs(change.line - line) <= 1)
  const shown = sure.filter(isShown).map(({ line, part = 'text', reason }) => {
    return [lineField(line, part), inLanguage(language, reason)]
  })
  const elsewhere = sure.filter((fault) => !isShown(fault)).map((fault) => inLanguage(language, sentenceOf(fault)))
  // Of several that come in the place of one line the first.
  return { ...Object.fromEntries(shown.toReversed()), ...(elsewhere.length > 0 && { lines: elsewhere.join('\n') }) }
}

/** The fields of the two times by which a line is wrong. */
function comparedIn({ line, part, by }: Fault): string[] {
  if (!part || !by) return []
  return [lineField(line, part), lineField(by === 'own start' ? line : line - 1, 'start')]
}

/**
 * The same rows again; those that are asked about as changes of what others made of them meanwhile. An answer about
 * another version than stands now is none.
 */
async function compared(
  { host, episode, transcript }: TranscriptView,
  typed: URLSearchParams,
  errors: FieldErrors,
): Promise<Refused> {
  const names = askedIn(typed)
  if (names.length === 0) return { typed, errors }
  const { cues } = await getTranscript(host, episode.id, transcript.language)
  const again = new URLSearchParams(typed)
  const theirs = new Map<number, Cue | null>()
  for (const { at, was } of typedRows(typed)) {
    const name = lineField(at, 'text')
    if (!names.includes(name)) continue
    const cue = cueAt(cues, was, at)
    theirs.set(at, cue)
    if (!cue || lineKey(cue) !== lineKey(was)) again.delete(keepName(name))
    if (cue) again.set(lineField(at, 'was'), JSON.stringify(rowOfLine(cue, at).was))
  }
  return { typed: again, errors, theirs }
}

/** What stands now where a line was: by its time, else by its number. */
function cueAt(cues: Cue[], { startSeconds }: Cue, line: number): Cue | null {
  if (startSeconds === undefined) return cues[line - 1] ?? null
  return cues.findLast((cue) => cue.startSeconds! <= startSeconds) ?? cues[0] ?? null
}
