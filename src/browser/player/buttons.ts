import type { Deck } from './deck.ts'
import { h } from './h.ts'
import { type Icon, icon } from './icons.ts'

/** How far the two buttons beside play lead. */
export const [BACK_SECONDS, FORWARD_SECONDS] = [15, 30]

/** Back, play, forward. */
export function buttons(deck: Deck): HTMLElement {
  const { words } = deck.facts
  const play = h('button', { type: 'button', class: 'play', click: deck.toggle })
  const skip = (name: Icon, label: string, seconds: number) =>
    h(
      'button',
      { type: 'button', class: 'skip', 'aria-label': label, click: () => deck.seek(deck.at() + seconds) },
      icon(name),
    )

  let shown: boolean | null = null
  deck.follow(() => {
    const playing = deck.isPlaying()
    if (playing === shown) return
    shown = playing
    play.setAttribute('aria-label', playing ? words.pause : words.play)
    play.replaceChildren(icon(playing ? 'pause' : 'play'))
  })
  return h(
    'div',
    { class: 'buttons' },
    skip('back', words.back, -BACK_SECONDS),
    play,
    skip('forward', words.forward, FORWARD_SECONDS),
  )
}
