import type { Line } from '../../lib/cue-edits.ts'
import { markErrors } from './field-errors.ts'

/** The lines with another name wherever one stands, or with none; and how many lines that are. */
export function renameSpeaker(lines: readonly Line[], from: string, to: string): { renamed: Line[]; count: number } {
  const isNamed = ({ speaker }: Line) => speaker === from
  const renamed = lines.map((line) => {
    if (!isNamed(line)) return line
    const { speaker: _, ...rest } = line
    return to ? { ...rest, speaker: to } : rest
  })
  return { renamed, count: lines.filter(isNamed).length }
}

/** Where the page lets a name be chosen there are those of the lines. Without a new one none is changed. */
export function offerSpeakers(lines: readonly Line[]) {
  const names = [...new Set(lines.flatMap(({ speaker }) => speaker ?? []))]
  document.querySelector('#speakers')?.replaceChildren(...names.map((name) => new Option('', name)))
  const form = document.querySelector<HTMLFormElement>('form.rename')
  const choice = form?.querySelector('select')
  if (!form || !choice) return
  // Before the lines hear of it; one listener, however often it is added.
  form.addEventListener('submit', refuseNoName, true)
  const chosen = choice.selectedIndex
  choice.replaceChildren(...names.map((name) => new Option(name, name)))
  choice.selectedIndex = Math.min(Math.max(chosen, 0), names.length - 1)
}

function refuseNoName(event: Event) {
  const form = event.currentTarget as HTMLFormElement
  const isNamed = form.querySelector<HTMLInputElement>('[name=to]')!.value.trim() !== ''
  const wrong = markErrors(form, isNamed ? {} : { to: form.dataset.noName! })
  if (!wrong) return
  event.preventDefault()
  event.stopImmediatePropagation()
  wrong.focus()
}
