import type { Deck } from './deck.ts'
import { h } from './h.ts'
import { icon } from './icons.ts'

const SPEEDS = [0.5, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3]

/** Speed and volume. */
export function tuning(deck: Deck): HTMLElement[] {
  return [speed(deck), volume(deck)]
}

/** How fast is heard, also after the audio was asked for anew. */
export function setSpeed(audio: HTMLAudioElement, speed: number) {
  audio.defaultPlaybackRate = speed
  audio.playbackRate = speed
}

function speed({ audio, facts, follow }: Deck): HTMLElement {
  const format = new Intl.NumberFormat(facts.language)
  const select = h(
    'select',
    {
      'aria-label': facts.words.speed,
      change: () => setSpeed(audio, Number(select.value)),
    },
    ...SPEEDS.map((speed) => h('option', { value: speed, selected: speed === 1 }, `${format.format(speed)}×`)),
  )
  follow(() => {
    select.value = String(audio.playbackRate)
  })
  return h('label', { class: 'speed' }, h('span', {}, facts.words.speed), select)
}

function volume({ audio, facts, follow }: Deck): HTMLElement {
  const { words } = facts
  const percent = new Intl.NumberFormat(facts.language, { style: 'percent' })
  const mute = h('button', {
    type: 'button',
    class: 'plain',
    click: () => {
      audio.muted = !audio.muted
    },
  })
  const slider = h('input', {
    ...{ type: 'range', min: 0, max: 1, step: 0.05, 'aria-label': words.volume },
    input: () => {
      audio.volume = Number(slider.value)
      audio.muted = false
    },
  })
  // On iOS the buttons of the device alone decide how loud it is: what is set there is gone a moment later.
  const tried = new Audio()
  tried.volume = 0.5
  setTimeout(() => {
    slider.hidden = tried.volume !== 0.5
  })
  let shown: boolean | null = null
  follow(() => {
    const [silent, value] = [audio.muted, audio.muted ? 0 : audio.volume]
    slider.value = String(value)
    slider.setAttribute('aria-valuetext', percent.format(value))
    if (silent === shown) return
    shown = silent
    mute.setAttribute('aria-label', silent ? words.unmute : words.mute)
    mute.replaceChildren(icon(silent ? 'silent' : 'sound'))
  })
  return h('div', { class: 'volume' }, mute, slider)
}
