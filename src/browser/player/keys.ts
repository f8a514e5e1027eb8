import { BACK_SECONDS, FORWARD_SECONDS } from './buttons.ts'
import type { Deck } from './deck.ts'

const STEP_SECONDS = 5

/**
 * Keys that count only while something in the player has the focus (WCAG 2.1.4), and not where they have a meaning of
 * their own: letters in fields and lists, arrows on sliders too.
 */
export function useKeys(deck: Deck, player: HTMLElement) {
  const { audio } = deck
  const by = (seconds: number) => () => deck.seek(deck.at() + seconds)
  const keys: Record<string, () => void> = {
    k: deck.toggle,
    j: by(-BACK_SECONDS),
    l: by(FORWARD_SECONDS),
    m: () => {
      audio.muted = !audio.muted
    },
    ArrowLeft: by(-STEP_SECONDS),
    ArrowRight: by(STEP_SECONDS),
  }
  player.addEventListener('keydown', (event) => {
    const { key, target, defaultPrevented, ctrlKey, altKey, metaKey } = event
    const isLetter = key.length === 1
    const owners = isLetter ? 'input:not([type=checkbox], [type=range]), select' : 'input:not([type=checkbox]), select'
    if ((target as Element).matches(owners) || defaultPrevented || ctrlKey || altKey || metaKey) return
    const act = keys[isLetter ? key.toLowerCase() : key]
    if (!act) return
    event.preventDefault()
    act()
  })
}
