import { createHash } from 'node:crypto'
import { type Html, html } from '../../../lib/html.ts'
import { cleanText } from '../../../lib/plain-text.ts'
import type { Show } from '../../../shows/show.ts'
import type { Language } from '../../languages.ts'
import { studioWordsFor } from '../../words/studio/words-for.ts'

/** What is one thing in a form of a show, such as a title, a licence or a list. */
export interface FormPart {
  name: string
  has: (field: string) => boolean
  /** What it says, in words, each line behind its label. */
  told: (values: URLSearchParams) => [label: string, text: string][]
}

/** A form of a show: what stands in it when nobody typed, and its parts in the order in which they are told. */
export interface PartedForm {
  valuesOf: (show: Show) => URLSearchParams
  parts: readonly FormPart[]
}

const [SEEN, SHOWN] = ['seen', 'shown']

/**
 * The hidden fields by which a form knows what it showed before anybody typed: of which change of the show, and a print
 * of each part. What came back typed goes on being about what was shown then.
 */
export const shownFields = (show: Show, form: PartedForm, typed?: URLSearchParams): Html =>
  html`<input type="hidden" name="${SEEN}" value="${typed?.get(SEEN) ?? show.updatedAt.toISOString()}">
<input type="hidden" name="${SHOWN}" value="${typed ? typed.get(SHOWN) : printsOf(show, form)}">`

/** When the show was last changed before the form was shown; long ago where the form doesn't say. */
export function seenAt(typed: URLSearchParams): Date {
  const seen = new Date(typed.get(SEEN) ?? '')
  return Number.isNaN(seen.getTime()) ? new Date(0) : seen
}

/**
 * What was typed as a change of the show as somebody else saved it since: a part that is as it was shown is as it is saved
 * now, any other stays as it was typed. It is told which parts were taken over, and what is saved where both changed one.
 */
export function broughtUpToNow(language: Language, typed: URLSearchParams, show: Show, form: PartedForm) {
  const now = form.valuesOf(show)
  const shown = Object.fromEntries((typed.get(SHOWN) ?? '').split(' ').map((each) => each.split(':')))
  const isLeft = (part: FormPart) => shown[part.name] === printOf(part, typed)
  const isOthers = (part: FormPart) => shown[part.name] !== printOf(part, now)
  const left = form.parts.filter(isLeft)
  const both = form.parts.filter((part) => !isLeft(part) && isOthers(part))

  const fieldsIn = (values: URLSearchParams, parts: FormPart[]) =>
    [...values].filter(([field]) => parts.some((part) => part.has(field)))
  const own = [...typed].filter(([field]) => !left.some((part) => part.has(field)))
  const again = new URLSearchParams([...own, ...fieldsIn(now, left)])
  again.set(SEEN, show.updatedAt.toISOString())
  again.set(SHOWN, printsOf(show, form))

  const others = (parts: FormPart[]) => parts.flatMap((part) => differences(part, typed, now))
  return { typed: again, notice: changedMeanwhile(language, others(left), others(both)) }
}

const printsOf = (show: Show, { valuesOf, parts }: PartedForm) =>
  parts.map((part) => `${part.name}:${printOf(part, valuesOf(show))}`).join(' ')

/** The same for the same text, however a browser sends it, and with empty fields or without. */
function printOf({ has }: FormPart, values: URLSearchParams): string {
  const sorted = new URLSearchParams(values)
  sorted.sort()
  const filled = [...sorted]
    .map(([field, value]) => [field, cleanText(value)] as const)
    .filter(([field, value]) => has(field) && value !== '')
  return createHash('sha256').update(JSON.stringify(filled)).digest('base64url').slice(0, 16)
}

/** The lines of a part that say something else now. */
function differences({ told }: FormPart, typed: URLSearchParams, now: URLSearchParams): [string, string][] {
  const before = told(typed).map(([, text]) => cleanText(text))
  return told(now).filter(([, text], at) => cleanText(text) !== before[at])
}

/** That somebody else saved a show meanwhile: what was taken over, and what is saved where something else was typed. */
function changedMeanwhile(language: Language, taken: [string, string][], both: [string, string][]): Html {
  const words = studioWordsFor(language).settings
  const rows = both.map(([label, now]) => html`<dt>${label}</dt><dd>${now === '' ? words.empty : now}</dd>`)
  return html`<div class="errors" role="alert" tabindex="-1" autofocus aria-labelledby="changed-title">
<h2 id="changed-title">${words.changedMeanwhile}</h2>
${taken.length > 0 && html`<p>${words.changedTaken(taken.map(([label]) => label))}</p>`}
${rows.length > 0 && html`<p>${words.changedBoth}</p><dl class="facts">${rows}</dl>`}
<p>${words.changedHint}</p>
</div>`
}
