import type { MarkWords } from '../../../browser/studio/mark-words.ts'
import { isOwnChange } from '../../../episodes/changed-meanwhile.ts'
import {
  type Chapter,
  chaptersBeyondEnd,
  chaptersOf,
  chaptersVersion,
  removeChapters,
  setChapters,
} from '../../../episodes/chapters.ts'
import { checkChapters } from '../../../episodes/check-chapters.ts'
import { type Episode, getEpisode, statusOf } from '../../../episodes/episode.ts'
import { readChapters } from '../../../episodes/read-chapters.ts'
import { Refusal } from '../../../lib/errors.ts'
import { type Html, html } from '../../../lib/html.ts'
import { playTime, typedPlayTime } from '../../../lib/normal-play-time.ts'
import { isSame } from '../../../lib/plain-json.ts'
import { chapterMarksUrl } from '../../assets.ts'
import { pathIn } from '../../languages.ts'
import { clockIn } from '../../moment.ts'
import { readForm } from '../../request-body.ts'
import { SENT, sentBefore } from '../../sent-before.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { fieldErrors, inLanguage } from '../field-errors.ts'
import { attempt, type FieldErrors, field, submit, submitByEnter } from '../form.ts'
import { savingStatus } from '../saving-status.ts'
import { guardOf } from '../sent-by-itself.ts'
import { originalPath } from './audio.ts'
import { theirs } from './fields.ts'
import { askAbout, keepName, unanswered } from './kept-version.ts'
import { type EpisodeView, type Received, type Section, sectionPath, typedIn } from './section.ts'

/** Five hundred chapters with their links take half of it. */
const MAX_BYTES = 2 * 1024 * 1024
/** Rows that wait for further chapters; each save brings as many again. */
const EMPTY_ROWS = 3

/** What stands in a row of the table, by the end of its field's name. */
const COLUMNS = ['start', 'title', 'url', 'image'] as const
type Column = (typeof COLUMNS)[number]

const NAME = 'chapters'

/** Where the parts of an episode begin: pasted as a list, changed row by row. */
export const chaptersSection: Section = {
  name: NAME,
  scripts: [chapterMarksUrl],
  followsAudio: true,
  title: (language) => studioWordsFor(language).chapters.heading,
  labels(language, typed) {
    const words = studioWordsFor(language).chapters
    const named = (at: number) =>
      COLUMNS.map((column) => [nameOf(at, column), `${words.chapter(at)}, ${words[column]}`])
    return Object.fromEntries(rowsOf(typed).flatMap((_, index) => named(index + 1)))
  },
  content: (view) => (view.mayEdit ? forms(view) : listAlone(view)),
  receive: async (view, req, res) => {
    const typed = meant(view.episode, await readForm(req, res, MAX_BYTES))
    if (unanswered(typed).length > 0)
      return inConflict(view, typed, studioWordsFor(view.language).episode.conflict.choose)
    if (typed.get(keepName(NAME)) === 'theirs') return null
    if (!typed.has('chapterList')) return saveRows(view, typed)
    const { both } = studioWordsFor(view.language).chapters
    return typed.has('rows') ? { typed, errors: { chapterList: both } } : paste(view, typed)
  },
}

function forms(view: EpisodeView): Html {
  const { host, episode, language, again, person } = view
  const words = studioWordsFor(language).chapters
  const isDraft = statusOf(episode, host.now()) === 'draft'
  const typed = typedIn(view, NAME)
  const errors = typed ? (again?.errors ?? {}) : {}
  const beyond = chaptersBeyondEnd(episode)
  const within = chaptersOf(episode)
  const rows = typed?.has('rows') ? rowsOf(typed) : [...within, ...beyond.map(withoutEnd)].map(rowOf)
  const all = [...rows, ...Array.from({ length: typed?.has('rows') ? 0 : EMPTY_ROWS }, () => NO_ROW)]
  const action = sectionPath(view, NAME)
  const script: MarkWords = { ...studioWordsFor(language).episode.kept, ...words.script }
  return html`${beyond.length > 0 && html`<p class="beyond">${words.beyond(beyond.length)}</p>`}
<chapter-marks person="${person.id}"${typed?.has('rows') && html` typed`}${isDraft && html` saves`}${
    episode.enclosure && html` src="${pathIn(language, originalPath(episode))}" seconds="${episode.enclosure.seconds}"`
  } words="${JSON.stringify(script)}">
<form class="rows" method="post" action="${action}" novalidate>
${submitByEnter(words.save)}
<details class="fields"${(rows.length === 0 || typed?.has('chapterList')) && html` open`}><summary>${words.paste}</summary>
${field(language, {
  ...{ name: 'chapterList', label: words.list, hint: words.listHint, rows: 8, required: 'sometimes' },
  ...{ value: typed?.get('chapterList'), error: errors.chapterList },
})}
${typed?.has('chapterList') && !typed.has('rows') && theirs(view, NAME, NAME, words.heading)}
<p><button class="button" type="submit" name="do" value="take">${words.take}</button></p>
</details>
${errors.chapterRows && html`<p class="error" id="chapterRows" tabindex="-1">${errors.chapterRows}</p>`}
${typed?.has('rows') && theirs(view, NAME, NAME, words.heading)}
<input type="hidden" name="rows" value="${all.length}">
<input type="hidden" name="${SENT}">
<input type="hidden" name="chapterVersion" value="${chaptersVersion(episode)}">
<div><ol>${all.map((row, at) => rowFields(view, row, at + 1, errors))}</ol></div>
<template>${rowFields(view, { ...NO_ROW }, 0, {})}</template>
${submit(words.save)}
${savingStatus(language)}
</form>
</chapter-marks>`
}

function rowFields({ language }: EpisodeView, row: Row, at: number, errors: FieldErrors): Html {
  const words = studioWordsFor(language).chapters
  const about = (column: Column) => {
    const name = nameOf(at, column)
    const required = row !== NO_ROW && (column === 'start' || column === 'title')
    return { name, label: words[column], value: row[column], error: errors[name], required }
  }
  const box = (name: string, label: string, isChecked: boolean) =>
    html`<p><label><input type="checkbox" name="${name}" value="true"${isChecked && html` checked`}> ${label}</label></p>`
  const fields = (...columns: Column[]) => columns.map((column) => field(language, about(column)))
  const isMore = row.url !== '' || row.image !== '' || row.isHidden
  return html`<li><fieldset><legend>${words.chapter(at)}</legend>
<input type="hidden" name="chapter-${at}-end" value="${row.end}">
<div class="side-by-side">${fields('start', 'title')}</div>
<details${isMore && html` open`}><summary>${words.more}</summary>
<div class="side-by-side">${fields('url', 'image')}</div>
<div class="boxes">${box(`chapter-${at}-hidden`, words.hidden, row.isHidden)}</div>
</details>
<div class="boxes">${box(`chapter-${at}-remove`, words.remove, row.isRemoved)}</div>
</fieldset></li>
`
}

function listAlone({ episode, language }: EpisodeView): Html {
  const chapters = chaptersOf(episode).filter(({ hidden }) => !hidden)
  if (chapters.length === 0) return html`<p class="quiet">${studioWordsFor(language).chapters.none}</p>`
  return html`<ol>${chapters.map(({ startSeconds, title }) => html`<li>${typedPlayTime(startSeconds)} ${title}</li>`)}</ol>`
}

interface Row extends Record<Column, string> {
  end: string
  isHidden: boolean
  isRemoved: boolean
}

const NO_ROW: Row = { start: '', title: '', url: '', image: '', end: '', isHidden: false, isRemoved: false }

const rowOf = ({ startSeconds, title, url, imageUrl, endSeconds, hidden }: Chapter): Row => ({
  ...{ start: typedPlayTime(startSeconds), title, url: url ?? '', image: imageUrl ?? '' },
  ...{ end: endSeconds === undefined ? '' : playTime(endSeconds), isHidden: hidden === true, isRemoved: false },
})

/** Its end is no field, and lies behind that of the audio too. */
const withoutEnd = ({ endSeconds: _, ...chapter }: Chapter): Chapter => chapter

const nameOf = (at: number, column: Column) => `chapter-${at}-${column}`

/** More rows than an episode takes chapters are refused by the verb. */
const MAX_ROWS = 600

function rowsOf(typed: URLSearchParams): Row[] {
  const count = Math.min(Number(typed.get('rows')) || 0, MAX_ROWS)
  return Array.from({ length: count }, (_, index) => {
    const text = (name: string) => (typed.get(`chapter-${index + 1}-${name}`) ?? '').trim()
    return {
      ...{ start: text('start'), title: text('title'), url: text('url'), image: text('image'), end: text('end') },
      ...{ isHidden: text('hidden') === 'true', isRemoved: text('remove') === 'true' },
    }
  })
}

/**
 * What was typed without what is not meant: the list where none is pasted, the rows where the list is taken. It is when
 * that was asked for, and when nothing is typed in the rows beside it. What a script sends by itself are rows.
 */
function meant(episode: Episode, typed: URLSearchParams): URLSearchParams {
  const isAsked = typed.get('do') === 'take' || !typed.has('rows')
  const isPasted = (typed.get('chapterList') ?? '').trim() !== '' && typed.get('itself') !== 'yes'
  if (isAsked || (isPasted && areSaved(episode, typed))) return without(typed, /^rows$|^chapter-\d+-/)
  return isPasted ? typed : without(typed, /^chapterList$/)
}

/** Whether the rows say what the chapters that are there say: nobody typed in them. */
function areSaved(episode: Episode, typed: URLSearchParams): boolean {
  if (typed.get('chapterVersion') !== chaptersVersion(episode)) return true
  const rows = keptRows(typed).map(({ row }) => row)
  if (isSame(rows, [...chaptersOf(episode), ...chaptersBeyondEnd(episode).map(withoutEnd)].map(rowOf))) return true
  const read = sentBefore(new URLSearchParams({ [SENT]: typed.toString() }), (fields) => readRows(episode, fields))
  return read.some((chapters) => isSame(chapters, episode.chapters))
}

const without = (typed: URLSearchParams, names: RegExp) =>
  new URLSearchParams([...typed].filter(([name]) => !names.test(name)))

async function paste(view: EpisodeView, typed: URLSearchParams): Promise<Received> {
  const [list, expected] = [typed.get('chapterList')!, typed.get('chapterVersion')]
  const outcome = await attempt(() => setChapters(view.host, view.episode.id, list, { by: view.person, expected }))
  if ('done' in outcome) return null
  if (outcome.refused.code === 'chapters-changed') return changedMeanwhile(view, typed)
  return { typed, errors: { chapterList: pasteErrors(view, outcome.refused) } }
}

/** Each line with what is wrong with it, on a line of its own; those that are too many are counted. */
function pasteErrors({ language }: EpisodeView, { fields, message, details }: Refusal): string {
  const places = Object.entries(fields)
  if (places.length === 0) return inLanguage(language, message)
  const { line, chapter, furtherErrors } = studioWordsFor(language).chapters
  const told = places.map(([place, sentence]) => {
    const [, kind, at] = /^(Line|Chapter) (\d+)/.exec(place) ?? []
    return `${kind === 'Line' ? line(Number(at)) : chapter(Number(at))}: ${inLanguage(language, sentence)}`
  })
  return [...told, ...('more' in details ? [furtherErrors(Number(details.more))] : [])].join('\n')
}

async function saveRows(view: EpisodeView, typed: URLSearchParams): Promise<Received> {
  const { host, episode, language, person: by } = view
  const change = { by, expected: versionSeen(episode, typed), guard: guardOf(typed, host) }
  const kept = keptRows(typed)
  const outcome = await attempt(() => {
    if (kept.length > 0) return setChapters(host, episode.id, textOf(kept.map(({ row }) => row)), change)
    return removeChapters(host, episode.id, change)
  })
  if ('done' in outcome) {
    const { version } = outcome.done
    const message = studioWordsFor(language).episode.savedAt(clockIn(language, host.now()))
    return { version, message, values: { chapterVersion: chaptersVersion(outcome.done) } }
  }
  const { refused } = outcome
  if (refused.code === 'chapters-changed') return changedMeanwhile(view, typed)
  const fieldAt = (place: string, sentence: string) => {
    const number = /^Chapter (\d+)/.exec(place)?.[1]
    return number ? nameOf(kept[Number(number) - 1]!.at, columnOf(sentence)) : 'chapterRows'
  }
  return { typed, errors: fieldErrors(language, aboutRows(refused, kept), fieldAt) }
}

/** A refusal that names other chapters by the rows they are typed in. */
function aboutRows({ status, code, message, fields }: Refusal, kept: { at: number }[]): Refusal {
  const inRows = (sentence: string) =>
    sentence.replace(/ in chapter (\d+)/, (_, number) => ` in chapter ${kept[Number(number) - 1]?.at ?? number}`)
  const named = Object.entries(fields).map(([place, sentence]) => [place, inRows(sentence)])
  return new Refusal(status, code, message, { fields: Object.fromEntries(named) })
}

/** The rows that are chapters, and where they stand among all. */
const keptRows = (typed: URLSearchParams) =>
  rowsOf(typed)
    .map((row, index) => ({ row, at: index + 1 }))
    .filter(({ row }) => !row.isRemoved && [row.start, row.title, row.url, row.image].some((text) => text !== ''))

/** The chapters that were seen: those of now where they are what was sent before. */
function versionSeen(episode: Episode, typed: URLSearchParams): string {
  const sent = sentBefore(typed, (fields) => readRows(episode, fields))
  const isSent = sent.some((chapters) => isSame(chapters, episode.chapters))
  return isSent ? chaptersVersion(episode) : (typed.get('chapterVersion') ?? '')
}

/** The chapters that are typed in rows; refused where they are none. */
function readRows(episode: Episode, typed: URLSearchParams): Chapter[] {
  const rows = keptRows(typed).map(({ row }) => row)
  return rows.length > 0 ? checkChapters(readChapters(textOf(rows)), episode.enclosure?.seconds ?? null) : []
}

async function changedMeanwhile(view: EpisodeView, typed: URLSearchParams): Promise<Received> {
  const isOwn = await isOwnChange(view.host.db, view.episode, NAME, view.person)
  return inConflict(view, askAbout(typed, [NAME]), studioWordsFor(view.language).chapters.changed(isOwn))
}

/** The chapters that were saved meanwhile, beside those that were typed. */
async function inConflict({ host, episode }: EpisodeView, typed: URLSearchParams, sentence: string): Promise<Received> {
  const now = await getEpisode(host, episode.id)
  const saved = [...chaptersOf(now), ...chaptersBeyondEnd(now)].map(({ startSeconds, title, url, imageUrl }) =>
    [typedPlayTime(startSeconds), title, url, imageUrl].filter(Boolean).join(' '),
  )
  const errors = { [typed.has('chapterList') ? 'chapterList' : 'chapterRows']: sentence }
  return { typed, errors, theirs: { [NAME]: saved.join('\n') } }
}

/** Which field of a row a sentence is about. */
function columnOf(sentence: string): Column {
  if (/title/.test(sentence)) return 'title'
  if (/its link/.test(sentence)) return 'url'
  return /its picture/.test(sentence) ? 'image' : 'start'
}

/** Rows as JSON chapters, the form of a text in which nothing is guessed. */
const textOf = (rows: Row[]) =>
  JSON.stringify({
    chapters: rows.map(({ start, title, url, image, end, isHidden }) => ({
      ...{ startTime: start, title, url, img: image, endTime: end },
      ...(isHidden && { toc: false }),
    })),
  })
