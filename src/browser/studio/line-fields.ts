import type { Line } from '../../lib/cue-edits.ts'
import { typedPlayTime } from '../../lib/normal-play-time.ts'
import type { LinePart } from '../../lib/typed-lines.ts'

const CHARACTERS_A_ROW = 60

export const fieldOf = (row: HTMLElement, part: LinePart) => row.querySelector<HTMLInputElement>(`.line-${part}`)

export function textOf(line: Line, part: LinePart): string {
  if (part === 'text') return line.text
  if (part === 'speaker') return line.speaker ?? ''
  const typed = line.unread?.[part]
  if (typed !== undefined) return typed
  const seconds = line[`${part}Seconds`]
  return seconds === undefined ? '' : typedPlayTime(seconds)
}

/** Only where it differs, so that the cursor stays. */
export function setValue(field: HTMLInputElement, value: string) {
  if (field.value.trim() !== value.trim()) field.value = value
}

/** As high as its text, in browsers that don't do that by themselves. */
export function fitHeight(row: HTMLElement) {
  const text = fieldOf(row, 'text') as unknown as HTMLTextAreaElement
  text.rows = Math.max(1, Math.ceil(text.value.length / CHARACTERS_A_ROW))
}

export function focusText(row: HTMLElement | null, at: number) {
  const text = row && (fieldOf(row, 'text') as unknown as HTMLTextAreaElement)
  text?.focus()
  text?.setSelectionRange(at, at)
}

/** Where the cursor is in the text, or else the gap between words that is nearest to its middle. */
export function middleOf(row: HTMLElement): number {
  const { value, selectionStart } = fieldOf(row, 'text')!
  if (selectionStart && selectionStart < value.length) return selectionStart
  const gaps = [...value.matchAll(/\s/g)].map(({ index }) => index)
  return gaps.toSorted((one, other) => Math.abs(one - value.length / 2) - Math.abs(other - value.length / 2))[0] ?? 0
}

let told = 0

/**
 * Puts beside each field of a row what is wrong with it, in their order, and takes away what is so no more; while somebody
 * `isTyping` nothing new is told.
 */
export function tellBeside(row: HTMLElement, sentences: (readonly [LinePart, string | null])[], isTyping: boolean) {
  let place = row.querySelector('.line-more')!
  for (const [part, sentence] of sentences) {
    const field = fieldOf(row, part)
    if (!field) continue
    let beside = row.querySelector(`[id="${field.getAttribute('aria-describedby')}"]`)
    if (beside?.textContent !== sentence) {
      beside?.remove()
      beside = sentence === null || isTyping ? null : errorBehind(place, sentence)
      describe(field, beside)
    }
    place = beside ?? place
  }
}

function errorBehind(place: Element, sentence: string): Element {
  const error = document.createElement('p')
  error.className = 'error'
  error.id = `line-error-${++told}`
  error.textContent = sentence
  place.after(error)
  return error
}

function describe(field: HTMLElement, error: Element | null) {
  field.removeAttribute('aria-invalid')
  field.removeAttribute('aria-describedby')
  if (!error) return
  field.setAttribute('aria-invalid', 'true')
  field.setAttribute('aria-describedby', error.id)
}
