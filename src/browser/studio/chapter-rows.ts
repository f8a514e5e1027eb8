import { readPlayTime, typedPlayTime } from '../../lib/normal-play-time.ts'
import { button } from './button.ts'
import type { RowWords } from './mark-words.ts'
import { numberedRow, renumber } from './numbered-row.ts'
import { fill } from './words.ts'

interface Told {
  /** Something in a row is another now. */
  onChange(): void
  /** A time that arrow keys or buttons changed: not typed, so nobody has heard it. */
  onStep(time: string): void
  onListen(seconds: number): void
  /** Where the audio is; null where there is none. */
  position(): number | null
}

const COLUMNS = ['start', 'title', 'url', 'image', 'end'] as const
/** What stands in a row, as it is typed. */
export type RowValues = Record<(typeof COLUMNS)[number], string> & { isHidden: boolean }

/** Seconds by which arrow keys move a chapter; with Shift the second. */
const [STEP, LEAP] = [1, 10]

/**
 * The rows of the form: added, moved, taken out and brought back without a new page, always in the order of time. One whose
 * start can't be read stays where it was.
 */
export function chapterRows(form: HTMLFormElement, words: RowWords, length: number, told: Told) {
  const list = form.querySelector('ol')!
  const template = form.querySelector('template')!
  const count = form.querySelector<HTMLInputElement>('[name=rows]')!

  const all = () => [...list.children] as HTMLElement[]
  const standing = () => all().filter((row) => !box(row, 'remove').checked)

  /** Where each began when that could be read last. */
  const begins = new WeakMap<HTMLElement, number>()

  while (all().length > 0 && isEmpty(all().at(-1)!)) all().at(-1)!.remove()
  for (const row of all()) equip(row)

  /** A new row at a moment, or without one. */
  function add(seconds: number | null): HTMLElement {
    const row = make()
    if (seconds !== null) input(row, 'start').value = typedPlayTime(seconds)
    sort()
    return row
  }

  function make(): HTMLElement {
    const number = Number(count.value) + 1
    count.value = String(number)
    const row = numberedRow(template, 'chapter', number)
    list.append(row)
    equip(row)
    return row
  }

  function equip(row: HTMLElement) {
    const start = input(row, 'start')
    if (startOf(row) !== null) begins.set(row, startOf(row)!)
    start.addEventListener('keydown', (event) => {
      const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key]
      if (!direction || event.ctrlKey || event.altKey || event.metaKey) return
      event.preventDefault()
      step(row, direction * (event.shiftKey ? LEAP : STEP))
    })
    start.addEventListener('change', sort)
    const hasAudio = told.position() !== null
    const buttons = document.createElement('div')
    buttons.className = 'row-buttons'
    buttons.append(
      ...(hasAudio ? [small(words.listen, () => told.onListen(startOf(row) ?? 0))] : []),
      small(`−${STEP} s`, () => step(row, -STEP), words.earlier),
      small(`+${STEP} s`, () => step(row, STEP), words.later),
      ...(hasAudio ? [small(words.here, () => moveTo(row, Math.floor(told.position()!)))] : []),
      small(words.remove, () => remove(row).focus()),
    )
    row.querySelector('.side-by-side')!.after(buttons)
    box(row, 'remove').closest('p')!.hidden = true
    if (box(row, 'remove').checked) setAside(row)
  }

  function step(row: HTMLElement, by: number) {
    moveTo(row, (startOf(row) ?? told.position() ?? 0) + by)
  }

  function moveTo(row: HTMLElement, seconds: number, isSettled = true) {
    const moved = typedPlayTime(Math.min(Math.max(0, seconds), Math.max(0, length - 1)))
    input(row, 'start').value = moved
    const end = readPlayTime(input(row, 'end').value)
    if (end !== null && end <= startOf(row)!) input(row, 'end').value = ''
    if (!isSettled) return
    told.onStep(moved)
    sort()
  }

  /** The form drops a row that is ticked; until then it can come back. Answers with the button that does. */
  function remove(row: HTMLElement): HTMLButtonElement {
    box(row, 'remove').checked = true
    const undo = setAside(row)
    sort()
    return undo
  }

  function setAside(row: HTMLElement): HTMLButtonElement {
    const fields = row.querySelector('fieldset')!
    const note = document.createElement('p')
    note.className = 'row-removed'
    const undo = small(words.undo, () => {
      box(row, 'remove').checked = false
      fields.hidden = false
      note.remove()
      sort()
      input(row, 'title').focus()
    })
    note.append(`${fill(words.removed, { name: row.querySelector('legend')!.textContent })} `, undo)
    fields.hidden = true
    row.append(note)
    return undo
  }

  function sort() {
    const focused = document.activeElement as HTMLElement | null
    let before = 0
    for (const row of all()) {
      before = startOf(row) ?? begins.get(row) ?? before
      begins.set(row, before)
    }
    const inOrder = all().sort((a, b) => begins.get(a)! - begins.get(b)!)
    // Rows that stand right stay where they are, so that what is typed in keeps the focus.
    if (inOrder.some((row, at) => row !== list.children[at])) {
      list.append(...inOrder)
      focused?.focus()
    }
    for (const [at, row] of standing().entries())
      row.querySelector('legend')!.textContent = fill(words.chapter, { n: at + 1 })
    told.onChange()
  }

  return {
    add,
    moveTo,
    standing,
    startOf,
    titleField: (row: HTMLElement) => input(row, 'title'),
    /** Whether somebody is in a row that needs a title and has none yet: what is asked of her then would be too soon. */
    isBeingTitled: () =>
      standing().some(
        (row) =>
          input(row, 'title').value.trim() === '' &&
          !box(row, 'hidden').checked &&
          row.contains(document.activeElement),
      ),
    values: (): RowValues[] =>
      standing().map((row) => ({
        ...(Object.fromEntries(COLUMNS.map((column) => [column, input(row, column).value])) as Record<
          (typeof COLUMNS)[number],
          string
        >),
        isHidden: box(row, 'hidden').checked,
      })),
    /** Names the fields by the numbers that are shown, so that an answer is about these; rows that are taken out come last. */
    number() {
      const rows = all().sort((a, b) => Number(box(a, 'remove').checked) - Number(box(b, 'remove').checked))
      for (const [at, row] of rows.entries()) renumber(row, 'chapter', at + 1)
      count.value = String(rows.length)
    },
    /** Puts other rows in the place of all that are there. */
    fill(rows: RowValues[]) {
      list.replaceChildren()
      count.value = '0'
      for (const values of rows) {
        const row = make()
        for (const column of COLUMNS) input(row, column).value = values[column]
        box(row, 'hidden').checked = values.isHidden
      }
      sort()
    },
  }
}

const input = (row: HTMLElement, column: string) => row.querySelector<HTMLInputElement>(`[name$="-${column}"]`)!
const box = (row: HTMLElement, column: 'hidden' | 'remove') => input(row, column)
const startOf = (row: HTMLElement): number | null => readPlayTime(input(row, 'start').value)
const isEmpty = (row: HTMLElement) => COLUMNS.every((column) => input(row, column).value === '')

/** As its rows look. */
const small = (label: string, press: () => void, more?: string) => button(label, press, { more, looks: 'row-button' })
