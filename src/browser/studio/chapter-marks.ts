import { typedPlayTime } from '../../lib/normal-play-time.ts'
import './alone.ts'
import { askBeforeLeaving } from './ask-before-leaving.ts'
import { button } from './button.ts'
import { chapterRows } from './chapter-rows.ts'
import type { MarkWords } from './mark-words.ts'
import { rowSaver } from './row-saver.ts'
import { timeline } from './timeline.ts'
import { fill } from './words.ts'

/**
 * `<chapter-marks person words='{…}' seconds src>` around the rows of chapters: sets them while one listens, moves them
 * by keyboard, by buttons and on a line, and saves without a new page; with `saves` by itself. What is not saved
 * survives a reload in this browser; whoever leaves the page with a list that is pasted is asked first.
 */
class ChapterMarks extends HTMLElement {
  #form!: HTMLFormElement
  #status!: HTMLElement
  #words!: MarkWords
  #list!: HTMLTextAreaElement
  #rows!: ReturnType<typeof chapterRows>
  #line: ReturnType<typeof timeline> | null = null
  #audio: HTMLAudioElement | null = null
  #saver: ReturnType<typeof rowSaver> | null = null

  connectedCallback() {
    if (this.#form) return
    this.#form = this.querySelector('form')!
    this.#status = this.querySelector('[role=status]')!
    this.#words = JSON.parse(this.getAttribute('words')!)
    const source = this.getAttribute('src')
    if (source) this.#audio = this.#makeAudio(source)
    this.#rows = chapterRows(this.#form, this.#words, this.#length, {
      onChange: () => this.#changed(),
      onStep: (time) => this.#say(time),
      onListen: (seconds) => void this.#listen(seconds),
      position: () => this.#audio?.currentTime ?? null,
    })
    this.#audio ? this.#addPlayer(this.#audio) : this.#addButton()
    this.#takeList()
    this.#saver = rowSaver(this, this.#form, this.#rows, this.#words, (sentence) => this.#say(sentence))
    this.#form.addEventListener('input', ({ target }) => {
      if (target === this.#list) this.#askIfPasted()
      else this.#changed()
    })
    this.#draw()
  }

  /** What is pasted as a list is sent with the page, which answers; before that it is nowhere but here. */
  #takeList() {
    this.#list = this.#form.querySelector('textarea')!
    this.#askIfPasted()
    this.#form.addEventListener('submit', (event) => {
      const isAsked = (event.submitter as HTMLButtonElement | null)?.value === 'take'
      if (!isAsked && this.#list.value.trim() === '') return
      event.stopImmediatePropagation()
      this.#rows.number()
      askBeforeLeaving(this, false)
    })
  }

  #askIfPasted() {
    askBeforeLeaving(this, this.#list.value.trim() !== '')
  }

  disconnectedCallback() {
    this.#saver?.stop()
  }

  get #length(): number {
    return Number(this.getAttribute('seconds') ?? Number.POSITIVE_INFINITY)
  }

  #makeAudio(source: string): HTMLAudioElement {
    const audio = document.createElement('audio')
    audio.controls = true
    audio.preload = 'none'
    audio.src = source
    audio.setAttribute('aria-label', this.#words.player)
    return audio
  }

  #addPlayer(audio: HTMLAudioElement) {
    this.#line = timeline(this.#length, {
      onSeek: (seconds) => {
        audio.currentTime = seconds
        this.#line!.show(seconds)
      },
      onMove: (at, seconds, isLetGo) => this.#rows.moveTo(this.#marked[at]!, Math.round(seconds), isLetGo),
    })
    for (const name of ['timeupdate', 'seeking'])
      audio.addEventListener(name, () => this.#line!.show(audio.currentTime))
    const marks = button(this.#words.mark, () => this.#mark(), { looks: 'button' })
    marks.setAttribute('aria-keyshortcuts', 'M Control+Enter')
    const hint = document.createElement('p')
    hint.className = 'quiet'
    hint.textContent = this.#words.markHint
    const bar = document.createElement('div')
    bar.className = 'listening'
    bar.append(audio, marks, this.#line.element)
    this.prepend(hint)
    // Beside the rows alone, so that it stays in sight no longer than they do.
    this.#form.querySelector('ol')!.before(bar)
    this.addEventListener('keydown', (event) => this.#onKey(event))
  }

  #addButton() {
    const adds = button(this.#words.add, () => this.#rows.titleField(this.#rows.add(null)).focus())
    this.#form.querySelector('ol')!.after(adds)
  }

  /** M sets a mark, in a field of text Control or Command with Enter: a letter there is typed (WCAG 2.1.4). */
  #onKey(event: KeyboardEvent) {
    const isTyping = (event.target as HTMLElement).matches('input:not([type=checkbox]), textarea')
    const isModified = event.ctrlKey || event.metaKey
    const isMark = isModified ? event.key === 'Enter' : !isTyping && !event.altKey && event.key.toLowerCase() === 'm'
    if (!isMark) return
    event.preventDefault()
    this.#mark()
  }

  /** A chapter begins where the audio is. What it is called can be typed at once, while the audio goes on. */
  #mark() {
    const seconds = Math.min(Math.floor(this.#audio!.currentTime), Math.max(0, Math.ceil(this.#length) - 1))
    const { add, standing, startOf, titleField } = this.#rows
    const there = standing().find((row) => startOf(row) === seconds)
    const row = there ?? add(seconds)
    titleField(row).focus()
    const gaps = { name: row.querySelector('legend')!.textContent, time: typedPlayTime(seconds) }
    this.#say(fill(there ? this.#words.there : this.#words.marked, gaps))
  }

  async #listen(seconds: number) {
    this.#audio!.currentTime = seconds
    await this.#audio!.play()
  }

  /** The rows whose marks stand on the line, in its order. */
  get #marked() {
    return this.#rows.standing().filter((row) => (this.#rows.startOf(row) ?? this.#length) < this.#length)
  }

  #draw() {
    this.#line?.draw(
      this.#marked.map((row) => ({
        seconds: this.#rows.startOf(row)!,
        name: String(this.#rows.standing().indexOf(row) + 1),
      })),
    )
  }

  #changed() {
    this.#draw()
    this.#saver?.changed()
  }

  #say(sentence: string) {
    if (this.#status.textContent !== sentence) this.#status.textContent = sentence
  }
}

customElements.define('chapter-marks', ChapterMarks)
