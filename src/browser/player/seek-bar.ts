import { clockTime } from '../../lib/duration.ts'
import type { Deck } from './deck.ts'
import { h } from './h.ts'
import { spokenPosition } from './times.ts'
import { fill } from './words.ts'

const STEP_SECONDS = 5
const LEAP_SECONDS = 60
/** A screen reader reads every change of what has the focus, so there the position is told this often. */
const TOLD_SECONDS = 15

/** The bar with the chapters marked on it, and the times below. A native slider lies over what is drawn. */
export function seekBar(deck: Deck): HTMLElement {
  const { facts } = deck
  const { words } = facts
  const slider = h('input', {
    ...{ type: 'range', min: 0, step: 1, 'aria-label': words.position },
    input: () => move(Number(slider.value)),
    keydown: onKey,
  })
  const marks = facts.chapters
    .filter(({ startSeconds }) => startSeconds > 0)
    .map((chapter) => {
      const mark = h('i', { class: 'mark' })
      mark.style.left = `${(chapter.startSeconds / facts.audio.seconds) * 100}%`
      return mark
    })
  const bar = h('div', { class: 'bar' }, h('i', { class: 'played' }), ...marks, h('i', { class: 'knob' }), slider)
  const [passed, left] = [h('span'), h('span')]
  let told = Number.NaN

  function move(seconds: number) {
    deck.seek(seconds)
    tellPosition()
  }

  function onKey(event: KeyboardEvent) {
    const by = KEYS[event.key]
    if (by === undefined || event.ctrlKey || event.altKey || event.metaKey) return
    event.preventDefault()
    move(deck.at() + by)
  }

  function tellPosition() {
    told = deck.at()
    slider.max = String(deck.length())
    slider.value = String(Math.round(told))
    slider.setAttribute('aria-valuetext', spokenPosition(told, Math.round(deck.length()), facts))
  }

  deck.follow(() => {
    const [at, length] = [deck.at(), deck.length()]
    bar.style.setProperty('--at', `${length > 0 ? (at / length) * 100 : 0}%`)
    passed.textContent = clockTime(at)
    left.textContent = fill(words.remaining, { time: clockTime(Math.round(length - at)) })
    if (!slider.matches(':focus') || !deck.isPlaying() || !(Math.abs(at - told) < TOLD_SECONDS)) tellPosition()
  })
  return h('div', { class: 'seek' }, bar, h('div', { class: 'times' }, passed, left))
}

const KEYS: Record<string, number> = {
  ArrowLeft: -STEP_SECONDS,
  ArrowDown: -STEP_SECONDS,
  ArrowRight: STEP_SECONDS,
  ArrowUp: STEP_SECONDS,
  PageDown: -LEAP_SECONDS,
  PageUp: LEAP_SECONDS,
}
