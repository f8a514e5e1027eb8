import { readPlayTime, typedPlayTime } from '../../lib/normal-play-time.ts'
import './alone.ts'
import { button } from './button.ts'
import { fill } from './words.ts'

/** What is said beside a row; that it begins too late has a gap for where the audio ends. */
export interface HearWords {
  hear: string
  stop: string
  badStart: string
  badDuration: string
  /** "Das Audio endet bei {end}." */
  beyond: string
}

/**
 * `<hear-part src seconds words='{…}'>` around rows with a beginning and a length: a button in each plays just that part
 * of audio so long, or says why it can't, until that is mended.
 */
class HearPart extends HTMLElement {
  #audio: HTMLAudioElement | null = null
  #playing: HTMLButtonElement | null = null
  #end = 0

  connectedCallback() {
    const source = this.getAttribute('src')
    if (!source || this.#audio) return
    const audio = document.createElement('audio')
    audio.preload = 'none'
    audio.src = source
    audio.addEventListener('timeupdate', () => audio.currentTime >= this.#end && audio.pause())
    audio.addEventListener('pause', () => this.#stopped())
    audio.addEventListener('ended', () => this.#stopped())
    this.#audio = audio
    this.append(audio)
    for (const row of this.querySelectorAll('fieldset')) this.#addButton(row)
  }

  disconnectedCallback() {
    this.#audio?.pause()
  }

  get #words(): HearWords {
    return JSON.parse(this.getAttribute('words')!)
  }

  get #length(): number {
    return Number(this.getAttribute('seconds') ?? Number.POSITIVE_INFINITY)
  }

  #addButton(row: HTMLFieldSetElement) {
    const hears = button(this.#words.hear, () => this.#press(row, hears))
    const place = document.createElement('p')
    place.append(hears)
    row.append(place)
  }

  async #press(row: HTMLFieldSetElement, hears: HTMLButtonElement) {
    const audio = this.#audio!
    const isStop = this.#playing === hears
    audio.pause()
    this.#stopped()
    row.querySelector('[role=alert]')?.remove()
    if (isStop) return
    const fieldOf = (part: string) => row.querySelector<HTMLInputElement>(`[name$="-${part}"]`)!
    const [startField, lengthField] = [fieldOf('start'), fieldOf('duration')]
    const [start, length] = [readPlayTime(startField.value), readPlayTime(lengthField.value)]
    const words = this.#words
    if (start === null) return this.#refuse(row, words.badStart, startField)
    if (start >= this.#length) {
      const end = typedPlayTime(Math.floor(this.#length))
      return this.#refuse(row, fill(words.beyond, { end }), startField)
    }
    if (!length) return this.#refuse(row, words.badDuration, lengthField)
    this.#end = start + length
    this.#playing = hears
    hears.textContent = this.#words.stop
    audio.currentTime = start
    await audio.play()
  }

  #refuse(row: HTMLFieldSetElement, sentence: string, field: HTMLInputElement) {
    const why = document.createElement('p')
    why.className = 'error'
    why.role = 'alert'
    why.textContent = sentence
    row.append(why)
    field.addEventListener('input', () => why.remove(), { once: true })
    field.focus()
  }

  #stopped() {
    if (this.#playing) this.#playing.textContent = this.#words.hear
    this.#playing = null
  }
}

customElements.define('hear-part', HearPart)
