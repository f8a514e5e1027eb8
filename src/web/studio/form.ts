import type { Response } from 'express'
import { HAS_DATE } from '../../episodes/while-draft.ts'
import { Refusal } from '../../lib/errors.ts'
import { type Html, html } from '../../lib/html.ts'
import type { Host } from '../handler.ts'
import { type Language, langOf } from '../languages.ts'
import { studioWordsFor } from '../words/studio/words-for.ts'

/**
 * What is wrong in a form: a sentence for each field, in the language of the page, or several on lines of their own. What
 * is mended on another page has its address in place of a field's name.
 */
export type FieldErrors = Record<string, string>

interface Field {
  /** In the form, and as the element's id. */
  name: string
  label: string
  value?: string | null
  /** A sentence below the label. */
  hint?: string
  error?: string
  type?: 'text' | 'email' | 'password' | 'url' | 'number' | 'search' | 'date' | 'time'
  /** What browsers and password managers fill in (HTML, autofill). */
  autocomplete?: string
  /**
   * Whether the browser refuses to send it empty; otherwise the label says that it may be. Sometimes: what else the
   * form has decides, and says so.
   */
  required?: boolean | 'sometimes'
  /** With so many lines it is a text area. */
  rows?: number
  /** Whether phones show the keys of digits alone. */
  isNumeric?: boolean
  /** Whether the page opens in it: for one that asks for nothing else. */
  hasFocus?: boolean
}

/** A labelled field, its hint, and beside it what is wrong with it. A password is never written back. */
export function field(language: Language, field: Field): Html {
  const {
    name,
    label,
    value,
    hint,
    error,
    type = 'text',
    autocomplete,
    required = true,
    rows,
    isNumeric,
    hasFocus,
  } = field
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ')
  const attributes = html`id="${name}" name="${name}"${autocomplete && html` autocomplete="${autocomplete}"`}${
    required === true && html` required`
  }${isNumeric && html` inputmode="numeric"`}${hasFocus && html` autofocus`}${described && html` aria-describedby="${described}"`}${error && html` aria-invalid="true"`}`
  return html`<div class="field">
<label for="${name}">${label}${required === false && html` <span class="quiet">(${studioWordsFor(language).form.optional})</span>`}</label>
${hint && html`<p class="quiet" id="${name}-hint">${hint}</p>`}
${error && errorBeside(name, error)}
${
  rows
    ? // The line break behind the tag is the one that HTML drops, so that a text may begin with one of its own.
      html`<textarea ${attributes} rows="${rows}">\n${value}</textarea>`
    : html`<input ${attributes} type="${type}"${type !== 'password' && html` value="${value}"`}>`
}
</div>`
}

/** What is wrong with a field, to be named by what describes it. */
export function errorBeside(name: string, error: string): Html {
  const [sentence, ...further] = error.split('\n')
  if (further.length === 0) return html`<p class="error" id="${name}-error">${sentence}</p>`
  return html`<ul class="error" id="${name}-error">${[sentence, ...further].map((one) => html`<li>${one}</li>`)}</ul>`
}

/** A field in which one of a few answers is chosen. */
export function choice(
  about: Pick<Field, 'name' | 'label' | 'value' | 'hint' | 'error'> & {
    options: Option[]
    /** The name in the form where several forms of a page have the same field. */
    field?: string
  },
): Html {
  const { name, label, value, hint, error, options, field: sentAs = name } = about
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ')
  return html`<div class="field">
<label for="${name}">${label}</label>
${hint && html`<p class="quiet" id="${name}-hint">${hint}</p>`}
${error && errorBeside(name, error)}
<select id="${name}" name="${sentAs}"${described && html` aria-describedby="${described}"`}${error && html` aria-invalid="true"`}>
${options.map((option) => html`<option value="${option.value}"${option.value === value && html` selected`}>${option.label}</option>`)}
</select>
</div>`
}

interface Option {
  value: string
  label: string
  /** The language of the label where it may be another than the page's. */
  lang?: string
}

/** Several answers of which any may be chosen. The first has the name as its id, so that an error leads to it. */
export function checkboxes(
  language: Language,
  about: Pick<Field, 'name' | 'label' | 'hint' | 'error'> & { options: Option[]; chosen?: string[] },
): Html {
  const { name, label, hint, error, options, chosen = [] } = about
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ')
  return html`<fieldset class="field checks"${described && html` aria-describedby="${described}"`}>
<legend>${label}</legend>
${hint && html`<p class="quiet" id="${name}-hint">${hint}</p>`}
${error && errorBeside(name, error)}
${options.map(({ value, label, lang = language }, at) => {
  const id = at === 0 ? name : `${name}-${at + 1}`
  return html`<div class="check"><input type="checkbox" id="${id}" name="${name}" value="${value}"${
    chosen.includes(value) && html` checked`
  }${error && html` aria-invalid="true"`}> <label for="${id}"${langOf(lang, language)}>${label}</label></div>`
})}
</fieldset>`
}

/**
 * Everything that is wrong, to stand above the `content` of a page and in its order: each sentence leads to its field, and
 * begins with what the field is called where `labels` tells. It has the focus when the page opens. Nothing where nothing
 * is wrong.
 */
export function errorSummary(
  language: Language,
  errors: FieldErrors,
  content: Html,
  labels: Record<string, string> = {},
): Html | null {
  const entries = inOrder(errors, content).flatMap(([name, error]) =>
    error.split('\n').map((one) => [name, labels[name] ? `${labels[name]}: ${one}` : one] as const),
  )
  if (entries.length === 0) return null
  return html`<div class="errors" role="alert" tabindex="-1" autofocus aria-labelledby="errors-title">
<h2 id="errors-title">${studioWordsFor(language).form.errors}</h2>
<ul>${entries.map(([name, sentence]) => html`<li><a href="${name.startsWith('/') ? name : `#${name}`}">${sentence}</a></li>`)}</ul>
</div>`
}

/** As the fields stand on the page; what is about none of them comes last. */
function inOrder(errors: FieldErrors, { markup }: Html): [string, string][] {
  const placeOf = (name: string) => {
    const at = markup.indexOf(` id="${name}"`)
    return at < 0 ? markup.length : at
  }
  return Object.entries(errors).toSorted(([one], [other]) => placeOf(one) - placeOf(other))
}

/** The button that sends a form. */
export const submit = (label: string): Html => html`<p><button class="button" type="submit">${label}</button></p>`

/**
 * The same as the first button of a form, unseen and out of the way of the Tab key: Enter in a field presses the first
 * one (HTML, implicit submission), which in a form with further buttons would be one that adds, removes or previews.
 */
export const submitByEnter = (label: string): Html =>
  html`<button class="unseen" type="submit" tabindex="-1" aria-hidden="true">${label}</button>`

/**
 * Does what a form asks for. What is refused of what was typed (409, 413, 415, 422), and what is to be sent later (429), comes back for the form to show;
 * every other refusal goes the way of all errors, but for those with a status in `more`.
 */
export async function attempt<T>(
  work: () => T | Promise<T>,
  more: readonly number[] = [],
): Promise<{ done: T } | { refused: Refusal }> {
  try {
    return { done: await work() }
  } catch (error) {
    const isTyped = (status: number) => ABOUT_WHAT_WAS_TYPED.has(status) || more.includes(status)
    if (!(error instanceof Refusal) || error.code === HAS_DATE || !isTyped(error.status)) throw error
    return { refused: error }
  }
}

/** Takes something away; where it is gone already, in another window or by somebody else, it is as it was meant. */
export async function takeAway(work: () => Promise<unknown>) {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof Refusal && error.status === NOT_FOUND)) throw error
  }
}

const NOT_FOUND = 404

const ABOUT_WHAT_WAS_TYPED = new Set([409, 413, 415, 422, 429])

/** The status of a form that comes back because of what was typed. */
export const UNPROCESSABLE = 422
/** The same while something this host stands on is away. */
export const AWAY = 503
/** The same because of what somebody else did meanwhile. */
export const CONFLICT = 409

/**
 * The status of a form that comes back with a file that was refused. What only waits for something this host stands on
 * is written down, and may come again later.
 */
export function statusOfRefused({ log }: Pick<Host, 'log'>, res: Response, refused: Refusal): number {
  if (refused.status !== AWAY) return UNPROCESSABLE
  log.warn({ code: refused.code, cause: String(refused.cause) }, 'an upload could not be taken in')
  res.set('Retry-After', String(refused.retryAfterSeconds))
  return AWAY
}
