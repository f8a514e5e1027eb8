import { joinLines, type Line, splitLine, TIME_PARTS, type TimePart, withUnread } from '../../lib/cue-edits.ts'
import { readPlayTime, typedPlayTime } from '../../lib/normal-play-time.ts'
import { button } from './button.ts'
import type { LineWords } from './line-words.ts'
import { fill } from './words.ts'

/** Rows that are in the page at once: an hour of lines. */
const MAX_ROWS = 1000
const CHARACTERS_A_ROW = 60

type Part = TimePart | 'speaker' | 'text'
const PARTS: Part[] = [...TIME_PARTS, 'speaker', 'text']

interface Hooks {
  /** Something is other than before. Steps with the same key are undone together. */
  onChange: (lines: Line[], key: unknown) => void
  onPlay: (line: Line) => void
  onSay: (sentence: string) => void
  /** Rows came or went. */
  onShow: () => void
}

/** A line by the moment at which it begins, or by its place where it has no time. */
export interface Whereabouts {
  seconds: number | undefined
  at: number
}

/** The lines of a transcript as rows of fields, each kept as long as its line is there; at most a thousand at once. */
export function lineList(list: HTMLElement, template: HTMLTemplateElement, words: LineWords, hooks: Hooks) {
  let lines: Line[] = []
  let first = 0
  let current: HTMLElement | null = null
  let told = 0
  const rows = new Map<Line, HTMLElement>()
  const linesOf = new WeakMap<HTMLElement, Line>()

  function show(those: Line[]) {
    lines = those
    first = Math.min(first, Math.floor(Math.max(0, lines.length - 1) / MAX_ROWS) * MAX_ROWS)
    const shown = lines.slice(first, first + MAX_ROWS).map(rowOf)
    const keep = new Set<Element>(shown)
    for (const child of [...list.children]) if (!keep.has(child)) child.remove()
    for (const [line, row] of rows) if (!keep.has(row)) rows.delete(line)
    let next = list.firstElementChild
    for (const [index, row] of shown.entries()) {
      if (row === next) next = next.nextElementSibling
      else list.insertBefore(row, next)
      number(row, first + index + 1)
    }
    hooks.onShow()
  }

  function rowOf(line: Line): HTMLElement {
    const known = rows.get(line)
    if (known) return known
    const row = (template.content.cloneNode(true) as DocumentFragment).querySelector('li')!
    row.querySelector('[type=hidden]')!.remove()
    for (const part of PARTS) {
      const field = fieldOf(row, part)
      if (!field) continue
      field.removeAttribute('id')
      field.removeAttribute('name')
      field.value = textOf(line, part)
    }
    fitHeight(row)
    row.querySelector('.line-more')!.replaceChildren(...buttonsOf(row))
    if (line.startSeconds !== undefined) row.querySelector('.line-times')!.prepend(playButton(row))
    row.addEventListener('input', (event) => typed(row, event.target as HTMLInputElement))
    row.addEventListener('keydown', (event) => onKey(row, event))
    rows.set(line, row)
    linesOf.set(row, line)
    tell(row)
    return row
  }

  /** Labels say the number, since there is none to be seen. */
  function number(row: HTMLElement, at: number) {
    const name = fill(words.line, { n: at })
    if (row.dataset.name === name) return
    row.dataset.name = name
    for (const part of PARTS) fieldOf(row, part)?.setAttribute('aria-label', `${name}: ${words[part]}`)
    for (const button of row.querySelectorAll('button'))
      button.setAttribute('aria-label', `${button.title || button.textContent}: ${name}`)
  }

  function buttonsOf(row: HTMLElement): HTMLButtonElement[] {
    const next = lineButton(words.join, () => join(row))
    next.title = words.joinNext
    return [lineButton(words.split, () => split(row, middleOf(row))), next, lineButton(words.remove, () => remove(row))]
  }

  function playButton(row: HTMLElement) {
    const made = lineButton('▶', () => hooks.onPlay(linesOf.get(row)!))
    made.title = words.play
    return made
  }

  function typed(row: HTMLElement, field: HTMLInputElement) {
    const line = linesOf.get(row)!
    const now = { ...line }
    const unread: Line['unread'] = {}
    for (const part of TIME_PARTS) {
      const time = fieldOf(row, part)
      if (!time) continue
      const seconds = readPlayTime(time.value)
      if (seconds === null) unread[part] = time.value
      else now[`${part}Seconds`] = seconds
    }
    const speaker = fieldOf(row, 'speaker')!.value.trim()
    if (speaker) now.speaker = speaker
    else delete now.speaker
    const text = fieldOf(row, 'text')!
    if (text.value.includes('\n')) text.value = text.value.replace(/\s*\n\s*/g, ' ')
    now.text = text.value
    fitHeight(row)
    replace(line, [withUnread(now, unread.start, unread.end)], row, field)
  }

  /** Beside each time that can't be read why; while one is typed only what was told and is right now is taken away. */
  function tell(row: HTMLElement, isTyping = false) {
    for (const part of TIME_PARTS) {
      const field = fieldOf(row, part)
      const isWrong = linesOf.get(row)!.unread?.[part] !== undefined
      if (!field || isWrong === field.hasAttribute('aria-invalid') || (isWrong && isTyping)) continue
      if (isWrong) tellBeside(row, field, `${words[part]}: ${words.badTime}`)
      else untell(row, field)
    }
  }

  function tellBeside(row: HTMLElement, field: HTMLInputElement, sentence: string) {
    const beside = document.createElement('p')
    beside.className = 'error'
    beside.id = `line-error-${++told}`
    beside.textContent = sentence
    row.querySelector('.line-more')!.after(beside)
    field.setAttribute('aria-invalid', 'true')
    field.setAttribute('aria-describedby', beside.id)
  }

  function untell(row: HTMLElement, field: HTMLInputElement) {
    row.querySelector(`#${field.getAttribute('aria-describedby')}`)?.remove()
    field.removeAttribute('aria-invalid')
    field.removeAttribute('aria-describedby')
  }

  /** Other lines in the place of one; the first of them stays in its row, where one is given. */
  function replace(line: Line, now: Line[], row: HTMLElement | null, key: unknown, count = 1) {
    const at = lines.indexOf(line)
    const changed = lines.toSpliced(at, count, ...now)
    if (row && now[0]) {
      rows.delete(line)
      rows.set(now[0], row)
      linesOf.set(row, now[0])
      for (const part of PARTS) {
        const field = fieldOf(row, part)
        if (field && field !== key) setValue(field, textOf(now[0], part))
      }
      tell(row, key !== null)
    }
    if (count !== 1 || now.length !== 1) show(changed)
    else lines = changed
    hooks.onChange(changed, key)
  }

  function split(row: HTMLElement, at: number) {
    const line = linesOf.get(row)!
    const text = line.text
    if (text.slice(0, at).trim() === '' || text.slice(at).trim() === '') return
    const index = lines.indexOf(line)
    const parts = splitLine(line, at, lines[index + 1]?.startSeconds)
    const said = fill(words.wasSplit, { n: index + 1 })
    replace(line, parts, row, null)
    fitHeight(row)
    focusText(rows.get(parts[1]) ?? null, 0)
    hooks.onSay(said)
  }

  function join(row: HTMLElement) {
    const line = linesOf.get(row)!
    const index = lines.indexOf(line)
    const next = lines[index + 1]
    if (!next) return
    replace(line, [joinLines(line, next)], row, null, 2)
    fitHeight(row)
    focusText(row, line.text.trimEnd().length)
    hooks.onSay(fill(words.wasJoined, { n: index + 1 }))
  }

  function remove(row: HTMLElement) {
    const index = lines.indexOf(linesOf.get(row)!)
    replace(linesOf.get(row)!, [], null, null)
    focusText(rows.get(lines[index] ?? lines[index - 1]!) ?? null, 0)
    hooks.onSay(fill(words.wasRemoved, { n: index + 1 }))
  }

  /** In the text Enter parts and Backspace at the beginning joins, as in any text; with Control Enter plays. */
  function onKey(row: HTMLElement, event: KeyboardEvent) {
    if (event.isComposing) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      return hooks.onPlay(linesOf.get(row)!)
    }
    const text = fieldOf(row, 'text') as unknown as HTMLTextAreaElement
    if (event.target !== text) return
    const { selectionStart, selectionEnd } = text
    if (event.key === 'Enter') {
      event.preventDefault()
      if (selectionStart === selectionEnd) split(row, selectionStart)
    } else if (event.key === 'Backspace' && selectionStart === 0 && selectionEnd === 0) {
      const before = lines[lines.indexOf(linesOf.get(row)!) - 1]
      const row0 = before && rows.get(before)
      if (!row0) return
      event.preventDefault()
      join(row0)
    }
  }

  /** Marks the line that is heard. */
  function mark(seconds: number, isFollowed: boolean) {
    const at = lines.findLastIndex(({ startSeconds }) => startSeconds !== undefined && startSeconds <= seconds)
    const isElsewhere = at < first || at >= first + MAX_ROWS
    if (isElsewhere && isFollowed && at >= 0) showPart(Math.floor(at / MAX_ROWS) * MAX_ROWS)
    const row = rows.get(lines[at]!) ?? null
    if (row === current) return
    current?.removeAttribute('aria-current')
    row?.setAttribute('aria-current', 'true')
    current = row
    if (isFollowed) row?.scrollIntoView({ block: 'center' })
  }

  function showPart(from: number) {
    first = from
    show(lines)
  }

  /** Where nothing is to be seen of the line, its part of the list comes. */
  function focusPart(line: Line, part: Part) {
    if (!rows.has(line)) showPart(Math.floor(lines.indexOf(line) / MAX_ROWS) * MAX_ROWS)
    fieldOf(rows.get(line)!, part)?.focus()
  }

  function placeOf({ seconds, at }: Whereabouts): number {
    const place = seconds === undefined ? at : lines.findLastIndex(({ startSeconds = 0 }) => startSeconds <= seconds)
    return Math.min(Math.max(0, place), lines.length - 1)
  }

  return {
    show,
    mark,
    showPart,
    /** The row of a line; null while another part is shown. */
    rowOf: (line: Whereabouts) => rows.get(lines[placeOf(line)]!) ?? null,
    reveal: (line: Whereabouts) => showPart(Math.floor(placeOf(line) / MAX_ROWS) * MAX_ROWS),
    lineOf: (row: HTMLElement) => linesOf.get(row),
    replace,
    focusPart,
    /** Beside every time that can't be read why: not before somebody may have typed it whole. */
    tell: () => {
      for (const row of rows.values()) tell(row)
    },
    /** Where the parts of a long transcript begin. */
    get parts() {
      return Array.from({ length: Math.ceil(lines.length / MAX_ROWS) }, (_, index) => ({
        ...{ from: index * MAX_ROWS, to: Math.min(lines.length, (index + 1) * MAX_ROWS) },
        isShown: index * MAX_ROWS === first,
      }))
    },
  }
}

/** A button in or beside the lines. */
export const lineButton = (label: string, press: () => void) => button(label, press, { looks: 'line-button' })

const fieldOf = (row: HTMLElement, part: Part) => row.querySelector<HTMLInputElement>(`.line-${part}`)

function textOf(line: Line, part: Part): string {
  if (part === 'text') return line.text
  if (part === 'speaker') return line.speaker ?? ''
  const typed = line.unread?.[part]
  if (typed !== undefined) return typed
  const seconds = line[`${part}Seconds`]
  return seconds === undefined ? '' : typedPlayTime(seconds)
}

/** Only where it differs, so that the cursor stays. */
function setValue(field: HTMLInputElement, value: string) {
  if (field.value.trim() !== value.trim()) field.value = value
}

/** As high as its text, in browsers that don't do that by themselves. */
function fitHeight(row: HTMLElement) {
  const text = fieldOf(row, 'text') as unknown as HTMLTextAreaElement
  text.rows = Math.max(1, Math.ceil(text.value.length / CHARACTERS_A_ROW))
}

function focusText(row: HTMLElement | null, at: number) {
  const text = row && (fieldOf(row, 'text') as unknown as HTMLTextAreaElement)
  text?.focus()
  text?.setSelectionRange(at, at)
}

/** Where the cursor is in the text, or else the gap between words that is nearest to its middle. */
function middleOf(row: HTMLElement): number {
  const { value, selectionStart } = fieldOf(row, 'text')!
  if (selectionStart && selectionStart < value.length) return selectionStart
  const gaps = [...value.matchAll(/\s/g)].map(({ index }) => index)
  return gaps.toSorted((one, other) => Math.abs(one - value.length / 2) - Math.abs(other - value.length / 2))[0] ?? 0
}
