import { joinLines, type Line, splitLine, TIME_PARTS, withUnread } from '../../lib/cue-edits.ts'
import { readPlayTime } from '../../lib/normal-play-time.ts'
import { LINE_PARTS, type LinePart } from '../../lib/typed-lines.ts'
import { lineButton } from './line-button.ts'
import { fieldOf, fitHeight, focusText, middleOf, setValue, tellBeside, textOf } from './line-fields.ts'
import type { LineWords } from './line-words.ts'
import { fill } from './words.ts'
import { type LineFaults, wrongIn, wrongParts } from './wrong-parts.ts'

/** Rows that are in the page at once: an hour of lines. */
const MAX_ROWS = 1000

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
  /** As the host told them of the lines as they were sent; what was corrected since is not among them. */
  let faults: LineFaults = new Map()
  const rows = new Map<Line, HTMLElement>()
  const linesOf = new WeakMap<HTMLElement, Line>()
  /** Halves of a word that was parted, by the half behind: joined again they are that word. */
  const halves = new WeakMap<Line, Line>()

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
    for (const part of LINE_PARTS) {
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
    for (const part of LINE_PARTS) fieldOf(row, part)?.setAttribute('aria-label', `${name}: ${words[part]}`)
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

  /** While something is typed only what was told and is right now is taken away. */
  function tell(row: HTMLElement, isTyping = false) {
    const sentences = LINE_PARTS.map((part) => {
      const wrong = wrongIn(linesOf.get(row)!, part, faults, words)
      return [part, wrong && `${words[part]}: ${wrong}`] as const
    })
    tellBeside(row, sentences, isTyping)
  }

  function tellAll() {
    for (const row of rows.values()) tell(row)
  }

  /** What was told of a line is still so but for the part that is typed in; a time is told of by the others too. */
  function keepFaults(line: Line, now?: Line, part?: LinePart) {
    const isTime = TIME_PARTS.some((one) => one === part)
    const next = lines[lines.indexOf(line) + 1]
    const left = new Map(faults)
    left.delete(line)
    if (now && part) left.set(now, without(faults.get(line), isTime ? TIME_PARTS : [part]))
    if (next && (isTime || !now)) left.set(next, without(faults.get(next), ['start']))
    faults = left
    const nextRow = next && rows.get(next)
    if (nextRow) tell(nextRow, true)
  }

  /** Other lines in the place of one; the first of them stays in its row, where one is given. */
  function replace(line: Line, now: Line[], row: HTMLElement | null, key: unknown, count = 1) {
    const at = lines.indexOf(line)
    const part = LINE_PARTS.find((one) => key && row && fieldOf(row, one) === key)
    if (faults.size > 0) keepFaults(line, part ? now[0] : undefined, part)
    const changed = lines.toSpliced(at, count, ...now)
    if (row && now[0]) {
      rows.delete(line)
      rows.set(now[0], row)
      linesOf.set(row, now[0])
      for (const part of LINE_PARTS) {
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
    if (/^\S\S$/.test(text.slice(at - 1, at + 1))) halves.set(parts[1], parts[0])
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
    replace(line, [joinLines(line, next, halves.get(next) === line ? '' : ' ')], row, null, 2)
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
  function focusPart(line: Line, part: LinePart) {
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
    /** Beside every field that is wrong why: not before somebody may have typed it whole. */
    tell: tellAll,
    /** Takes what the host says is wrong in place of what it said before. */
    blame: (those: LineFaults) => {
      faults = those
      tellAll()
    },
    get wrong() {
      return wrongParts(lines, faults, words)
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

const without = (told: Partial<Record<LinePart, string>> = {}, parts: readonly LinePart[]) =>
  Object.fromEntries(Object.entries(told).filter(([part]) => !parts.some((one) => one === part)))
