import type { Episode } from '../../../episodes/episode.ts'
import type { Soundbite } from '../../../episodes/soundbites-input.ts'
import { type Html, html } from '../../../lib/html.ts'
import { readPlayTime, typedPlayTime } from '../../../lib/normal-play-time.ts'
import { episodeFormUrl, hearPartUrl } from '../../assets.ts'
import { pathIn } from '../../languages.ts'
import { readForm } from '../../request-body.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { errorBeside, field } from '../form.ts'
import {
  aboutRow,
  changedRows,
  emptyRow,
  isFilled,
  placeOfNewRow,
  type Row,
  type RowList,
  rowField,
  rowFieldOf,
  rowLabels,
  rowsIn,
  shownRows,
} from '../row-list.ts'
import { originalPath } from './audio.ts'
import { keptForm, theirs } from './fields.ts'
import { askedAgain, type EpisodeForm, saveFields } from './save-fields.ts'
import { type EpisodeView, type Section, sectionPath, typedIn } from './section.ts'

const NAME = 'soundbites'
/** A row that is used has them. */
const NEEDED: readonly string[] = ['start', 'duration']
const BITES = { prefix: 'bite', parts: ['start', 'duration', 'title'] as const } satisfies RowList
type BiteRow = Row<(typeof BITES.parts)[number]>

/** Each part of each row is a field of its own: `bite-1-start`. A row that is emptied is gone. */
const soundbitesForm: EpisodeForm = {
  valuesOf: () => ({}),
  readAs: (episode) => ({
    soundbites: bitesOf(episode)
      .map(rowOf)
      .map(({ start, duration, title }) => `${start}, ${duration} s ${title}`.trim())
      .join('\n'),
  }),
  rowsOf: (episode) => shownRows(BITES, bitesOf(episode).map(rowOf)),
  fieldsOf: (typed) => (typed.get('keep-soundbites') === 'theirs' ? {} : { soundbites: filledRows(typed).map(biteOf) }),
  nameOf(field, sentence, typed) {
    if (field !== 'soundbites') return field
    return rowFieldOf(BITES, aboutRow(BITES, typed, sentence).replace('durationSeconds:', 'duration:')) ?? field
  },
}

/** Parts that stand for the whole. */
export const soundbitesSection: Section = {
  name: NAME,
  scripts: [episodeFormUrl, hearPartUrl],
  followsAudio: true,
  title: (language) => studioWordsFor(language).soundbites.heading,
  labels(language, typed) {
    const words = studioWordsFor(language).soundbites
    return { soundbites: words.heading, ...rowLabels(BITES, typed, words.bite, words) }
  },
  content: (view) => (view.mayEdit ? form(view) : listAlone(view)),
  async receive(view, req, res) {
    const typed = await readForm(req, res)
    const changed = changedRows([BITES], typed)
    if (changed) return { ...askedAgain(view, changed, soundbitesForm), errors: {} }
    return saveFields(view, typed, soundbitesForm)
  },
}

function form(view: EpisodeView): Html {
  const { episode, language, again } = view
  const words = studioWordsFor(language).soundbites
  const typed = typedIn(view, NAME)
  const errors = typed ? (again?.errors ?? {}) : {}
  const kept = typed ? rowsIn(BITES, typed) : bitesOf(episode).map(rowOf)
  const rows = kept.length > 0 ? kept : [emptyRow(BITES)]
  const next = `${sectionPath(view, NAME)}#${placeOfNewRow(BITES, rows.length)}`
  const source =
    episode.enclosure && html` src="${pathIn(language, originalPath(episode))}" seconds="${episode.enclosure.seconds}"`
  return keptForm(
    view,
    NAME,
    words.save,
    html`<p class="quiet">${words.hint}</p>
${errors.soundbites && errorBeside('soundbites', errors.soundbites)}
<hear-part data-errors-of="soundbites"${source} words="${JSON.stringify(words.script)}">
<ol class="bites">${rows.map((row, at) => biteRow(view, row, at + 1))}</ol>
<template data-rows="${BITES.prefix}">${biteRow(view, emptyRow(BITES), 0)}</template>
</hear-part>
${theirs(view, NAME, 'soundbites', words.heading)}
<p><button class="button plain" type="submit" name="do" value="add-bite" formaction="${next}">${words.add}</button></p>`,
  )
}

function biteRow(view: EpisodeView, row: BiteRow, number: number): Html {
  const { language } = view
  const words = studioWordsFor(language).soundbites
  const errors = typedIn(view, NAME) ? (view.again?.errors ?? {}) : {}
  return html`<li><fieldset><legend>${words.bite(number)}</legend>
<div class="side-by-side">${BITES.parts.map((column) => {
    const name = rowField(BITES, number, column)
    const required = NEEDED.includes(column) && 'sometimes'
    const hint = column === 'title' ? null : words.hints[column]
    const about = { name, label: words[column], ...(hint && { hint }) }
    return field(language, { ...about, value: row[column], error: errors[name], required })
  })}</div></fieldset></li>
`
}

function listAlone({ episode, language }: EpisodeView): Html {
  const bites = bitesOf(episode).map(rowOf)
  if (bites.length === 0) return html`<p class="quiet">${studioWordsFor(language).soundbites.none}</p>`
  return html`<ol>${bites.map(({ start, duration, title }) => html`<li>${start}, ${duration} s ${title}</li>`)}</ol>`
}

const bitesOf = ({ soundbites }: Pick<Episode, 'soundbites'>) => soundbites as unknown as Soundbite[]

const rowOf = ({ startSeconds, durationSeconds, title }: Soundbite): BiteRow => ({
  start: typedPlayTime(startSeconds),
  duration: String(durationSeconds),
  title: title ?? '',
})

const biteOf = ({ start, duration, title }: BiteRow) => ({
  startSeconds: readPlayTime(start),
  durationSeconds: readPlayTime(duration),
  title,
})

const filledRows = (typed: URLSearchParams) => rowsIn(BITES, typed).filter((row) => isFilled(BITES, row))
