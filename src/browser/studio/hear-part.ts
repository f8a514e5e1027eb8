import { readPlayTime } from '../../lib/normal-play-time.ts'
import { playsAlone } from './alone.ts'
import { button } from './button.ts'

/** `<hear-part src words='{…}'>` around rows with a beginning and a length: a button in each plays just that part. */
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
    playsAlone(audio)
    audio.addEventListener('timeupdate', () => audio.currentTime >= this.#end && audio.pause())
    audio.addEventListener('pause', () => this.#stopped())
    audio.addEventListener('ended', () => this.#stopped())
    this.#audio = audio
    for (const row of this.querySelectorAll('fieldset')) this.#addButton(row)
  }

  disconnectedCallback() {
    this.#audio?.pause()
  }

  get #words(): { hear: string; stop: string } {
    return JSON.parse(this.getAttribute('words')!)
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
    if (isStop) return
    const [start, length] = ['start', 'duration'].map((part) => {
      const field = row.querySelector<HTMLInputElement>(`[name$="-${part}"]`)!
      return readPlayTime(field.value)
    })
    if (start == null || length == null) return row.querySelector('input')!.focus()
    this.#end = start + length
    this.#playing = hears
    hears.textContent = this.#words.stop
    audio.currentTime = start
    await audio.play()
  }

  #stopped() {
    if (this.#playing) this.#playing.textContent = this.#words.hear
    this.#playing = null
  }
}

customElements.define('hear-part', HearPart)
