import { type Line, lineKey } from '../../lib/cue-edits.ts'
import type { RunChange } from '../../lib/replace-runs.ts'
import { changesIn, lineField, typedRows } from '../../lib/typed-lines.ts'
import type { lineList, Whereabouts } from './line-list.ts'
import { fieldsOf } from './send-form.ts'

/**
 * What is typed in the rows that came with the page, before those of the script take their place: the changes it makes of
 * lines, and with `takeUp` in their new rows what no line can hold (half a time, a space at the end) and the cursor.
 */
export function typedBefore(form: HTMLFormElement) {
  const fields = Object.entries(fieldsOf(form)).map(([name, value]) => [name, onOneLine(value)] as [string, string])
  const rows = typedRows(new URLSearchParams(fields))
  const { changes: found, unreadable } = changesIn(rows)
  // A line whose text was taken away stays as long as somebody may be about to type another.
  const changes = found.map(({ line, was, now }): RunChange<Line> => {
    return { at: line - 1, was, now: now.length > 0 ? now : [{ ...was[0]!, text: '' }] }
  })
  const focused = rows.flatMap(({ at }) => fieldsAt(form, at)).find((field) => field === document.activeElement)
  const [start, end] = [focused?.selectionStart ?? null, focused?.selectionEnd ?? null]
  const left = new Set([...unreadable.map((name) => fieldNamed(form, name)), ...(focused ? [focused] : [])])

  function takeUp(list: ReturnType<typeof lineList>) {
    for (const field of left) {
      const [, number, part] = /^line-(\d+)-(\w+)$/.exec(field.name)!
      const { at, was } = rows.find((row) => row.at === Number(number))!
      const change = changes.find((one) => one.at === at - 1)
      const row = rowOf(list, { seconds: (change?.now[0] ?? was).startSeconds, at: at - 1 })
      const now = row?.querySelector<HTMLInputElement>(`.line-${part}`)
      if (!now) continue
      const line = list.lineOf(row!)!
      const isSame = line === change?.now[0] || lineKey(line) === lineKey(was)
      if (isSame && now.value !== field.value) {
        now.value = onOneLine(field.value)
        now.dispatchEvent(new Event('input', { bubbles: true }))
      }
      if (field !== focused) continue
      now.focus({ preventScroll: true })
      now.setSelectionRange(start, end)
    }
  }

  return { changes, takeUp }
}

const onOneLine = (text: string) => text.replace(/\s*\n\s*/g, ' ')

const fieldNamed = (form: HTMLFormElement, name: string) => form.elements.namedItem(name) as HTMLInputElement

const fieldsAt = (form: HTMLFormElement, at: number) =>
  ['start', 'end', 'speaker', 'text'].map((part) => fieldNamed(form, lineField(at, part)))

function rowOf(list: ReturnType<typeof lineList>, line: Whereabouts): HTMLElement | null {
  if (!list.rowOf(line)) list.reveal(line)
  return list.rowOf(line)
}
