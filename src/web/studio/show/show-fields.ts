import { type Html, html } from '../../../lib/html.ts'
import type { Show } from '../../../shows/show.ts'
import { factsOfShow } from '../../../shows/show-facts.ts'
import type { Language } from '../../languages.ts'
import { categoryName } from '../../words/categories.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'
import { choice, type FieldErrors, field } from '../form.ts'
import {
  LICENSE_FIELDS,
  licenseChoice,
  licenseFieldOf,
  licenseFields,
  licenseValues,
  typedLicense,
} from '../license-fields.ts'
import { categoryFields } from './category-fields.ts'
import type { FormPart } from './changed-meanwhile.ts'

/** What is typed of every show. */
const FACTS = ['title', 'description', 'author', 'language', 'explicit', 'type', 'ownerName', 'ownerEmail'] as const
const ADDRESSES = ['slug', 'website', 'timeZone'] as const
const SWITCHES = ['block', 'complete', 'locked'] as const
const NAMES = [...FACTS, 'copyright', ...ADDRESSES, ...SWITCHES, 'artworkAlt'] as const
const ALL = [...NAMES, ...LICENSE_FIELDS] as const
type ShowField = (typeof ALL)[number]

const NEEDED = new Set<ShowField>(['title', 'description', 'author', 'language', 'slug', 'timeZone'])
const CHOICES: Partial<Record<ShowField, readonly string[]>> = {
  ...{ explicit: ['false', 'true'], type: ['episodic', 'serial'] },
  ...{ block: ['false', 'true'], complete: ['false', 'true'], locked: ['true', 'false'] },
}

/** What stands in a form of a show, and what is wrong with it. */
export interface ShowForm {
  language: Language
  values: URLSearchParams
  errors: FieldErrors
  /** The episodes that have a date ahead, where there are any. */
  scheduled?: Html | null
}

/** What stands in the fields of a show that nobody typed in yet. */
export function valuesOf(show: Show): URLSearchParams {
  const values = new URLSearchParams(show.categories.map((category): [string, string] => ['categories', category]))
  for (const name of NAMES) if (name !== 'artworkAlt') values.set(name, String(show[name] ?? ''))
  if (show.artwork) values.set('artworkAlt', show.artwork.alt ?? '')
  for (const [name, value] of Object.entries(licenseValues(factsOfShow(show).license))) values.set(name, value)
  return values
}

/** What verbs read of what was typed of a show, or of a new one. A field that the form has not stays as it is. */
export function fieldsOf(typed: URLSearchParams, show: Show | null): Record<string, unknown> {
  const texts = NAMES.filter((name) => typed.has(name)).map((name) => [name, typed.get(name)])
  const categories = typed.getAll('categories').filter((category) => category !== '')
  return {
    ...Object.fromEntries(texts),
    ...(typed.has('categories') && { categories }),
    ...(typed.has('licenseIdentifier') && { license: typedLicense(typed, show && factsOfShow(show).license) }),
  }
}

/** Which field of the form a refusal of what was typed is about. */
export const fieldOf =
  (typed: URLSearchParams) =>
  (name: string, sentence: string): string =>
    name === 'license' ? licenseFieldOf(sentence, typed) : name

/** What is one thing in the form: a licence is, however many fields it has. */
export function showParts(language: Language): FormPart[] {
  const { labels, answers, types } = studioWordsFor(language).settings
  const readAs = (name: ShowField | 'categories', value: string) => {
    if (name === 'categories') return categoryName(value, language)
    if (name === 'licenseIdentifier') return licenseChoice(language, value, '')
    const chosen: Record<string, string> = name === 'type' ? types : answers
    return CHOICES[name] ? (chosen[value] ?? value) : value
  }
  const part = (...names: (ShowField | 'categories')[]): FormPart => ({
    name: names[0]!,
    has: (field) => names.some((name) => name === field),
    told: (values) => names.map((name) => [labels[name], textIn(values, name, (value) => readAs(name, value))]),
  })
  return [...NAMES.map((name) => part(name)), part(...LICENSE_FIELDS), part('categories')]
}

const textIn = (values: URLSearchParams, name: string, read: (value: string) => string) =>
  values.getAll(name).filter(Boolean).map(read).join(', ')

/** What a new show begins with. */
export const newShowFields = (form: ShowForm): Html =>
  html`${facts(form)}${field(form.language, {
    ...{ ...about(form, 'slug'), required: false },
    hint: studioWordsFor(form.language).settings.newShow.slug,
  })}`

/** Everything of a show that is there. */
export function allShowFields(form: ShowForm): Html {
  const words = studioWordsFor(form.language).settings
  return html`<h2>${words.facts}</h2>
${facts(form)}
${form.values.has('artworkAlt') && one(form, 'artworkAlt')}
<h2>${words.rights}</h2>
${one(form, 'copyright')}
${licenseFields(form.language, (name) => about(form, name), words.noLicense)}
<h2>${words.addresses}</h2>
${ADDRESSES.map((name) => one(form, name))}
<h2>${words.switches}</h2>
${SWITCHES.map((name) => html`${one(form, name)}${name === 'complete' && form.scheduled}`)}`
}

const facts = (form: ShowForm): Html => html`${FACTS.slice(0, 4).map((name) => one(form, name))}
${categoryFields(form)}
${FACTS.slice(4).map((name) => one(form, name))}`

function one(form: ShowForm, name: ShowField, required = NEEDED.has(name)): Html {
  const { language } = form
  const words = studioWordsFor(language).settings
  const options = CHOICES[name]
  if (options) {
    const labels: Record<string, string> = name === 'type' ? words.types : words.answers
    return choice({
      ...about(form, name),
      options: options.map((option) => ({ value: option, label: labels[option]! })),
    })
  }
  if (name === 'description') return field(language, { ...about(form, name), required, rows: 6 })
  return field(language, { ...about(form, name), required, type: name === 'ownerEmail' ? 'email' : 'text' })
}

function about({ language, values, errors, scheduled }: ShowForm, name: ShowField) {
  const words = studioWordsFor(language).settings
  const hint = name === 'complete' && scheduled ? `${words.hints[name]} ${words.stillScheduled}` : words.hints[name]
  return { name, label: words.labels[name], value: values.get(name) ?? '', hint, error: errors[name] }
}
