import { type Html, html } from '../../../lib/html.ts'
import { MEDIUMS } from '../../../shows/links-input.ts'
import type { Show } from '../../../shows/show.ts'
import { factsOfShow } from '../../../shows/show-facts.ts'
import type { Language } from '../../languages.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { choice, field } from '../form.ts'
import { PERSON_ROWS, personFields } from '../person-rows.ts'
import { placeOfNewRow, placeOfRemovedRow, type Row, rowField, rowLabels, rowsIn } from '../row-list.ts'
import type { FormPart } from './changed-meanwhile.ts'
import { listField, listsIn, rowsOfShow, SHOW_LISTS, type ShowList, textOf } from './more-lists.ts'
import type { ShowForm } from './show-fields.ts'

const FREQUENCY = ['frequencyText', 'frequencyRule', 'frequencyStart'] as const
const KIND = ['medium', 'publisherGuid', 'publisherUrl'] as const
const NAMES = [...FREQUENCY, ...KIND] as const
type Name = (typeof NAMES)[number]

/** What stands in the fields of a show that nobody typed in yet. */
export function moreValuesOf(show: Show): URLSearchParams {
  const { updateFrequency, publisher } = factsOfShow(show)
  const { text = '', rrule = '', dtstart = '' } = updateFrequency ?? {}
  return new URLSearchParams([
    ...Object.entries({ frequencyText: text, frequencyRule: rrule, frequencyStart: dtstart, medium: show.medium }),
    ...Object.entries({ publisherGuid: publisher?.feedGuid ?? '', publisherUrl: publisher?.feedUrl ?? '' }),
    ...rowsOfShow(show),
  ])
}

/** What verbs read of what was typed; that a show has ended is kept as it is. */
export function moreFieldsOf(typed: URLSearchParams, show: Show): Record<string, unknown> {
  const of = (name: Name) => (typed.get(name) ?? '').trim()
  const [text, rrule, dtstart] = FREQUENCY.map(of)
  const [medium, feedGuid, feedUrl] = KIND.map(of)
  const { complete } = factsOfShow(show).updateFrequency ?? {}
  return {
    ...listsIn(typed),
    ...(medium && { medium }),
    updateFrequency: text || rrule || dtstart ? { text, rrule, dtstart, complete } : null,
    publisher: feedGuid || feedUrl ? { feedGuid, feedUrl } : null,
  }
}

const PARTS: Record<string, Record<string, Name>> = {
  updateFrequency: { text: 'frequencyText', rrule: 'frequencyRule', dtstart: 'frequencyStart' },
  publisher: { feedGuid: 'publisherGuid', feedUrl: 'publisherUrl' },
}

/** Which field of the form a refusal is about. */
export function moreFieldOf(name: string, sentence: string): string {
  const list = SHOW_LISTS.find((one) => one.name === name)
  if (list) return listField(list, sentence)
  const part = /^Its (\w+): /.exec(sentence)?.[1] ?? ''
  const parts = PARTS[name]
  return parts ? (parts[part] ?? Object.values(parts)[0]!) : name
}

/** What is one thing in the form: a list is, however many rows it has. */
export function moreParts(language: Language): FormPart[] {
  const words = studioWordsFor(language).more
  const lists = SHOW_LISTS.map((list): FormPart => {
    const fields = new RegExp(`^${list.rows.prefix}-\\d+-`)
    const { heading } = words.groups[list.name]
    return { name: list.name, has: (field) => fields.test(field), told: (values) => [[heading, textOf(list, values)]] }
  })
  const textIn = (values: URLSearchParams, name: Name) => {
    const text = values.get(name) ?? ''
    return name === 'medium' ? (words.mediums[text] ?? text) : text
  }
  const part = (...names: Name[]): FormPart => ({
    name: names[0]!,
    has: (field) => names.some((name) => name === field),
    told: (values) => names.map((name) => [words.labels[name], textIn(values, name)]),
  })
  return [...lists, part(...FREQUENCY), part('medium'), part('publisherGuid', 'publisherUrl')]
}

/** What the fields of each row are called. */
export const moreLabels = (language: Language, values: URLSearchParams): Record<string, string> =>
  Object.fromEntries(
    SHOW_LISTS.flatMap((list) =>
      Object.entries(
        rowLabels(list.rows, values, (number) => rowName(language, list, number), partLabels(language, list)),
      ),
    ),
  )

const rowName = (language: Language, { name }: ShowList, number: number) =>
  `${studioWordsFor(language).more.groups[name].row} ${number}`

function partLabels(language: Language, { rows }: ShowList): Record<string, string> {
  const { more, episode } = studioWordsFor(language)
  const labels: Record<string, Record<string, string>> = { ...more.parts, [PERSON_ROWS.prefix]: episode.people }
  return labels[rows.prefix]!
}

/** The fields in groups, of which those are open in which something stands or is wrong. */
export function moreFields(form: ShowForm): Html {
  const words = studioWordsFor(form.language).more
  const [persons, seasons, ...others] = SHOW_LISTS.map((list) => listGroup(form, list))
  const isKind = form.values.get('medium') !== 'podcast' || KIND.slice(1).some((name) => form.values.get(name))
  return html`${persons}${seasons}
${group(words.frequency, isOpen(form, FREQUENCY), html`${FREQUENCY.map((name) => one(form, name))}`)}
${others}
${group(words.kind, isKind || KIND.some((name) => form.errors[name]), html`${mediumField(form)}${KIND.slice(1).map((name) => one(form, name))}`)}`
}

const isOpen = ({ values, errors }: ShowForm, names: readonly string[]) =>
  names.some((name) => values.get(name) || errors[name])

const group = (heading: Html | string, isOpen: boolean, content: Html): Html =>
  html`<details class="group"${isOpen && html` open`}><summary>${heading}</summary>
${content}</details>
`

function one({ language, values, errors }: ShowForm, name: Name): Html {
  const words = studioWordsFor(language).more
  const about = { name, label: words.labels[name], hint: words.hints[name], error: errors[name], required: false }
  return field(language, { ...about, value: values.get(name), type: name === 'publisherUrl' ? 'url' : 'text' })
}

function mediumField({ language, values, errors }: ShowForm): Html {
  const { labels, mediums } = studioWordsFor(language).more
  const options = MEDIUMS.map((value) => ({ value, label: mediums[value] ?? value }))
  return choice({ name: 'medium', label: labels.medium, value: values.get('medium'), error: errors.medium, options })
}

function listGroup(form: ShowForm, list: ShowList): Html {
  const { language, values, errors } = form
  const words = studioWordsFor(language).more
  const { heading, hint, add } = words.groups[list.name]
  const rows = rowsIn(list.rows, values)
  const error = errors[list.name]
  const { prefix } = list.rows
  const next = placeOfNewRow(list.rows, rows.length)
  return group(
    html`${heading} <span class="quiet">(${rows.length})</span>`,
    rows.length > 0 || error !== undefined,
    html`<div id="${list.name}" tabindex="-1"><p class="quiet">${hint}</p>
${error && html`<p class="error">${error}</p>`}
${rows.map((row, at) => listRow(form, list, { row, number: at + 1, count: rows.length }))}</div>
<p><button class="button plain" type="submit" name="do" value="add-${prefix}" formaction="#${next}">${add}</button></p>`,
  )
}

interface ListRow {
  row: Row
  number: number
  /** Of all. */
  count: number
}

function listRow(form: ShowForm, list: ShowList, { row, number, count }: ListRow): Html {
  const { language, errors } = form
  const words = studioWordsFor(language).more
  const name = rowName(language, list, number)
  return html`<fieldset><legend>${name}</legend>
${list.name === 'persons' ? personFields(language, row as Parameters<typeof personFields>[1], number, errors) : list.rows.parts.map((part) => partField(form, list, { row, number, part }))}
<p><button class="button plain" type="submit" name="do" value="remove-${list.rows.prefix}-${number}" formaction="#${placeOfRemovedRow(list.rows, number, count, list.name)}">${words.remove(name)}</button></p>
</fieldset>`
}

interface Part {
  row: Row
  number: number
  part: string
}

function partField({ language, errors }: ShowForm, list: ShowList, { row, number, part }: Part): Html {
  const words = studioWordsFor(language).more
  const name = rowField(list.rows, number, part)
  const label = partLabels(language, list)[part]!
  const required = list.needed?.includes(part) === true && ('sometimes' as const)
  const about = { name, label, value: row[part] ?? '', required, ...(errors[name] && { error: errors[name] }) }
  const options = list.choices?.(words)[part]
  const kind = list.kinds?.[part]
  if (options) {
    const labelled = Object.entries(options).map(([value, label]) => ({ value, label }))
    return choice({ ...about, options: [{ value: '', label: words.choose }, ...labelled] })
  }
  if (kind === 'area') return field(language, { ...about, rows: 4 })
  return field(language, { ...about, ...(kind && { type: kind }) })
}
