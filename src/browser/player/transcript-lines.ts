import { clockTime } from '../../lib/duration.ts'
import type { Deck } from './deck.ts'
import { h } from './h.ts'
import { partAt, type Segment } from './segments.ts'

/**
 * The passages as lines that lead to their second. One of them is in the order of the Tab key, the arrows lead to the
 * others. The list follows what is heard until somebody scrolls in it.
 */
export function transcriptLines(deck: Deck) {
  const follow = h('input', { type: 'checkbox', checked: true })
  const letGo = () => {
    follow.checked = false
  }
  // On the list itself, beside its lines, a pointer takes hold of the scroll bar.
  const onPointer = ({ target }: PointerEvent) => target === element && letGo()
  const element = h('ol', {
    ...{ class: 'list said', wheel: letGo, touchmove: letGo, pointerdown: onPointer, keydown: onKey },
  })
  let lines: { segment: Segment; button: HTMLButtonElement; text: HTMLElement }[] = []
  let heard = -1
  let isSearching = false

  function show(segments: Segment[], language: string) {
    element.lang = language
    heard = -1
    lines = segments.map((segment, at) => {
      const text = h('span', {}, segment.body)
      const speaker = segment.speaker !== segments[at - 1]?.speaker && segment.speaker
      const button = h(
        'button',
        { type: 'button', class: 'line', tabindex: at === 0 ? 0 : -1, click: () => choose(segment) },
        h('span', { class: 'time' }, clockTime(segment.startTime)),
        h('span', {}, speaker ? h('b', {}, `${speaker}: `) : null, text),
      )
      return { segment, button, text }
    })
    element.replaceChildren(...lines.map(({ button }) => h('li', {}, button)))
    mark()
  }

  function choose({ startTime }: Segment) {
    follow.checked = true
    deck.seek(startTime)
    deck.play()
  }

  /** How many lines have the text in them; null when none is looked for. */
  function search(wanted: string): number | null {
    isSearching = wanted !== ''
    let count = 0
    for (const { segment, button, text } of lines) {
      const parts = isSearching ? partAt(segment.body, wanted) : [segment.body]
      const isFound = parts.length > 1
      button.parentElement!.hidden = isSearching && !isFound
      text.replaceChildren(...parts.map((part, at) => (at % 2 ? h('mark', {}, part) : part)))
      if (isFound) count++
    }
    stop(lines.find(({ button }) => !button.parentElement!.hidden)?.button)
    if (!isSearching) scroll()
    return isSearching ? count : null
  }

  function mark() {
    const now = lines.findLastIndex(({ segment }) => segment.startTime <= deck.at() + 0.05)
    if (now === heard) return
    lines[heard]?.button.removeAttribute('aria-current')
    lines[now]?.button.setAttribute('aria-current', 'true')
    heard = now
    if (!isSearching && !element.matches(':focus-within')) stop(lines[now]?.button)
    scroll()
  }

  function scroll() {
    const line = lines[heard]?.button
    if (!line || !follow.checked || isSearching || element.querySelector(':focus-visible')) return
    const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth'
    element.scrollTo({ top: line.parentElement!.offsetTop - element.clientHeight / 3, behavior })
  }

  /** Makes a line the one that Tab leads to. */
  function stop(line: HTMLButtonElement | undefined) {
    if (!line) return
    for (const { button } of lines) if (button.tabIndex === 0) button.tabIndex = -1
    line.tabIndex = 0
  }

  function onKey(event: KeyboardEvent) {
    const shown = lines.map(({ button }) => button).filter((button) => !button.parentElement!.hidden)
    const at = shown.findIndex((button) => button.matches(':focus'))
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: shown.length - 1 }[event.key]
    if (to === undefined || !shown[to]) return
    event.preventDefault()
    stop(shown[to])
    shown[to].focus()
  }

  deck.follow(mark)
  return { element, follow, show, search }
}
