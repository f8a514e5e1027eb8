import type { Cue } from '../../../episodes/transcripts/cues.ts'
import { timesOf } from '../../../episodes/transcripts/cues.ts'
import { type Html, html } from '../../../lib/html.ts'
import { LINE_PARTS, type LinePart, type LineRow, lineField } from '../../../lib/typed-lines.ts'
import { langOf } from '../../languages.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { whichIsKept } from '../episode/fields.ts'
import { errorBeside } from '../form.ts'
import { speakersIn, type TranscriptView } from './transcript-view.ts'

/** As many characters stand in a line of the field on a wide screen. */
const CHARACTERS_A_ROW = 60

/** Lines as rows of fields; their labels stand above the list, and are said with each field. */
export function lineRows(view: TranscriptView, rows: LineRow[]): Html {
  const { language, transcript } = view
  const words = studioWordsFor(language).lines
  const times = timesOf(transcript.cues)
  const last = rows.at(-1)?.at
  const speakers = speakersIn(view)
  return html`<datalist id="speakers">${speakers.map((name) => html`<option value="${name}">`)}</datalist>
<ol class="lines">${rows.map((row) => lineRow(view, row, { times, isLast: row.at === last }))}</ol>
<template>${lineRow(view, EMPTY, { times, isLast: true })}</template>
<p class="quiet">${words.hint}</p>`
}

const EMPTY: LineRow = { ...{ at: 0, start: '', end: '', speaker: '', text: '', isJoined: false }, was: { text: '' } }

function lineRow(
  view: TranscriptView,
  row: LineRow,
  { times, isLast }: { times: ReturnType<typeof timesOf>; isLast: boolean },
): Html {
  const { language, transcript, again } = view
  const words = studioWordsFor(language).lines
  const errors = again?.errors ?? {}
  const wrong = LINE_PARTS.map((part) => ({ name: lineField(row.at, part), part })).filter(({ name }) => errors[name])
  const about = (part: LinePart) => {
    const name = lineField(row.at, part)
    return html`id="${name}" name="${name}" class="line-${part}" aria-label="${words.line(row.at)}: ${words[part]}"${
      errors[name] && html` aria-invalid="true" aria-describedby="${name}-error"`
    }`
  }
  const time = (part: 'start' | 'end') => html`<input ${about(part)} value="${row[part]}" size="9" autocomplete="off">`
  const join = lineField(row.at, 'join')
  return html`<li><input type="hidden" name="${lineField(row.at, 'was')}" value="${JSON.stringify(row.was)}">
<div class="line-times">${times !== 'none' && time('start')}${times === 'spans' && time('end')}</div>
<input ${about('speaker')} value="${row.speaker}" list="speakers" autocomplete="off">
<textarea ${about('text')} rows="${Math.max(1, Math.ceil(row.text.length / CHARACTERS_A_ROW))}"${langOf(transcript.language, language)}>\n${row.text}</textarea>
<div class="line-more">${
    !isLast &&
    html`<label><input type="checkbox" name="${join}" value="true"${row.isJoined && html` checked`}> ${words.join}</label>`
  }</div>
${wrong.map(({ name, part }) => errorBeside(name, `${words[part]}: ${errors[name]}`))}
${theirLine(view, row)}</li>
`
}

/** What somebody else made of a line meanwhile, and the question which of both is kept. */
function theirLine({ language, again }: TranscriptView, { at }: LineRow): Html | null {
  const theirs = again?.theirs?.get(at)
  if (theirs === undefined) return null
  const words = studioWordsFor(language)
  return html`<fieldset class="theirs"><legend>${words.episode.conflict.legend}: ${words.lines.line(at)}</legend>
<p>${words.lines.theirs}</p>
<pre>${theirs === null ? words.lines.gone : saidIn(theirs)}</pre>
${whichIsKept(language, lineField(at, 'text'), again!.typed)}
</fieldset>`
}

const saidIn = ({ speaker, text }: Cue) => (speaker ? `${speaker}: ${text}` : text)
