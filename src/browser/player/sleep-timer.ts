import type { Deck } from './deck.ts'
import { h } from './h.ts'
import { spokenTime } from './times.ts'
import { fill } from './words.ts'

const MINUTES = [5, 10, 15, 30, 45, 60]

/** Stops after some minutes, or where the chapter ends. */
export function sleepTimer(deck: Deck): HTMLElement {
  const { words, language, chapters } = deck.facts
  let timer = 0
  const select = h(
    'select',
    { change: set },
    h('option', { value: '' }, words.sleepOff),
    ...MINUTES.map((minutes) => h('option', { value: minutes }, spokenTime(minutes * 60, language))),
    chapters.length > 0 && h('option', { value: 'chapter' }, words.sleepChapter),
  )
  /** The chapter that may be heard to its end. */
  let last = deck.chapter()

  function set() {
    clearTimeout(timer)
    last = deck.chapter()
    const minutes = Number(select.value)
    if (minutes > 0) timer = window.setTimeout(stop, minutes * 60_000)
    if (select.value === 'chapter') deck.say(words.sleepChapterSet)
    else deck.say(minutes ? fill(words.sleepSet, { time: spokenTime(minutes * 60, language) }) : words.sleepUnset)
  }

  function stop() {
    select.value = ''
    deck.audio.pause()
    deck.say(words.slept)
  }

  deck.follow(() => {
    const now = deck.chapter()
    if (now === last) return
    const isNext = chapters.indexOf(now!) === chapters.indexOf(last!) + 1
    last = now
    if (select.value === 'chapter' && isNext && deck.isPlaying() && !deck.audio.seeking) stop()
  })
  deck.signal.addEventListener('abort', () => clearTimeout(timer))
  return h('label', {}, h('span', {}, words.sleep), ' ', select)
}
