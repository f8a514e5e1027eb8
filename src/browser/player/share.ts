import { clockTime } from '../../lib/duration.ts'
import type { Deck } from './deck.ts'
import { h } from './h.ts'
import { addressAt } from './times.ts'
import { fill } from './words.ts'

/** The address of the episode, from the second that is heard if wanted, to take along. */
export function sharePanel(deck: Deck): { element: HTMLElement; open(): void } {
  const { url, words } = deck.facts
  const [here, hereLabel] = [h('input', { type: 'checkbox', change: show }), h('span')]
  const address = h('input', {
    type: 'text',
    readonly: true,
    'aria-label': words.address,
    focus: () => address.select(),
  })
  const choice = h('label', {}, here, ' ', hereLabel)
  let second = 0

  function show() {
    address.value = addressAt(url, here.checked ? second : 0)
  }

  async function copy() {
    try {
      await navigator.clipboard.writeText(address.value)
      deck.say(words.copied)
    } catch {
      address.focus()
      deck.say(words.notCopied)
    }
  }

  return {
    element: h(
      'div',
      { class: 'row' },
      address,
      h('button', { type: 'button', class: 'bordered', click: copy }, words.copy),
      choice,
    ),
    open() {
      second = Math.floor(deck.at())
      here.checked = second > 0
      choice.hidden = second === 0
      hereLabel.textContent = fill(words.shareHere, { time: clockTime(second) })
      show()
    },
  }
}
