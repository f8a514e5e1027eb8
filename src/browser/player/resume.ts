import { clockTime } from '../../lib/duration.ts'
import type { Deck } from './deck.ts'
import { h } from './h.ts'
import { fill } from './words.ts'

/** Present only while the listener wants it: seconds by the id of the episode, the newest last. */
const KEY = 'sendeplatz-resume'
const MAX_EPISODES = 100
const EVERY_SECONDS = 5

/** The switch for going on where one stopped. Nothing is kept before it is on, and nothing after it is off. */
export function resumeSwitch(deck: Deck): HTMLElement {
  const { id, words, startSeconds } = deck.facts
  const toggle = h('input', { type: 'checkbox', role: 'switch', checked: read() !== null, change: set })
  let kept = deck.at()

  function set() {
    const isWanted = toggle.checked
    if (isWanted) keep()
    else remove()
    toggle.checked = read() !== null
    deck.say(toggle.checked ? words.resumeOn : isWanted ? words.resumeRefused : words.resumeOff)
  }

  function keep() {
    const { [id]: _, ...others } = read() ?? {}
    kept = deck.at()
    const isDone = deck.audio.ended || kept < 1
    const places = [...Object.entries(others), ...(isDone ? [] : [[id, Math.floor(kept)]])]
    write(JSON.stringify(Object.fromEntries(places.slice(-MAX_EPISODES))))
  }

  const from = read()?.[id]
  if (from && startSeconds === 0 && !deck.isPlaying()) {
    deck.seek(from)
    deck.say(fill(words.resumed, { time: clockTime(from) }))
  }
  deck.follow(() => {
    const isWorth = deck.audio.readyState > 0 && (deck.audio.paused || Math.abs(deck.at() - kept) >= EVERY_SECONDS)
    if (isWorth && deck.at() !== kept && read() !== null) keep()
  })
  return h('div', {}, h('label', {}, toggle, ` ${words.resume}`), h('p', { class: 'hint' }, words.resumeHint))
}

function read(): Record<string, number> | null {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? 'null')
  } catch {
    return null
  }
}

function write(text: string) {
  try {
    localStorage.setItem(KEY, text)
  } catch {}
}

function remove() {
  try {
    localStorage.removeItem(KEY)
  } catch {}
}
