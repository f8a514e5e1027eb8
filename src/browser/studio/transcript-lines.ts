import { type Line, lineKey } from '../../lib/cue-edits.ts'
import { type RunChange, replaceRuns, runChanges } from '../../lib/replace-runs.ts'
import { keptText } from './kept-text.ts'
import { lineButton, lineList, type Whereabouts } from './line-list.ts'
import type { LineWords } from './line-words.ts'
import { mayPass, unsaved } from './saving-words.ts'
import { QUIET_MILLISECONDS, RETRY_MILLISECONDS, sendFields } from './send-form.ts'
import { counted, fill } from './words.ts'

/** Lines that are sent at once, so that what is sent stays below what the host takes. */
const LINES_AT_ONCE = 500
/** More steps back than anybody takes. */
const MAX_STEPS = 200

/**
 * `<transcript-lines person words='{…}'>` around the rows of a transcript: all its lines, corrected while one listens,
 * parted, joined, deleted, a speaker renamed, each step undone. Changed lines alone are sent; with `saves` by itself.
 * What is not saved stays in this browser. Lines that others changed meanwhile are shown beside one's own.
 */
class TranscriptLines extends HTMLElement {
  #form!: HTMLFormElement
  #status!: HTMLElement
  #words!: LineWords
  #kept!: ReturnType<typeof keptText>
  #audio: HTMLAudioElement | null = null
  #list!: ReturnType<typeof lineList>
  /** As they are kept, and as they are here. */
  #saved: Line[] = []
  #lines: Line[] = []
  /** Changes of lines that others changed too: not chosen yet which of both. */
  #lost: RunChange<Line>[] = []
  #steps: Line[][] = []
  #lastKey: unknown = null
  #undo!: HTMLButtonElement
  #parts: HTMLElement | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  /** One after the other: each knows the lines that the one before saved. */
  #sending: Promise<void> = Promise.resolve()
  #isHalted = false
  #isAway = false

  connectedCallback() {
    if (this.#form || this.hasAttribute('typed')) return
    this.#form = this.querySelector('form')!
    this.#status = this.querySelector('[role=status]')!
    this.#words = JSON.parse(this.getAttribute('words')!)
    this.#kept = keptText(`sendeplatz:${this.getAttribute('person')}:${location.pathname}`)
    this.#audio = this.querySelector('audio')
    void this.#begin()
  }

  disconnectedCallback() {
    clearTimeout(this.#timer)
  }

  async #begin() {
    const kept = await this.#fetchLines()
    if (!kept) return
    this.#list = lineList(this.querySelector('ol')!, this.querySelector('template')!, this.#words, {
      onChange: (lines, key) => this.#changed(lines, key),
      onPlay: (line) => void this.#play(line),
      onSay: (sentence) => this.#say(sentence),
      onShow: () => this.#showLost(),
    })
    this.querySelector('.line-pages')?.remove()
    this.querySelector<HTMLElement>('.keys-hint')!.hidden = false
    this.querySelector<HTMLElement>('.keys-hint ~ form > .quiet:not(.kept)')?.remove()
    this.#undo = lineButton(this.#words.undo, () => this.#stepBack())
    this.#undo.className = 'button plain'
    this.#undo.disabled = true
    this.querySelector('[type=submit]')!.after(' ', this.#undo)
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault()
      void this.#save(true)
    })
    this.#audio?.addEventListener('timeupdate', () => this.#follow())
    this.#takeForms()
    this.#saved = kept
    this.#show(kept)
    this.#restore()
    this.setAttribute('ready', '')
  }

  async #fetchLines(): Promise<Line[] | null> {
    const response = await fetch(location.pathname, { headers: { Accept: 'application/json' } }).catch(() => null)
    if (!response?.ok || response.redirected) return null
    const { cues, sha256 }: { cues: Line[]; sha256: string } = await response.json()
    this.#sawVersion(sha256)
    return cues
  }

  /** The other forms of the page are about the version that is here now. */
  #sawVersion(sha256: string | undefined) {
    const seen = document.querySelector<HTMLInputElement>('main input[name=seen]')
    if (seen && sha256) seen.value = sha256
  }

  /** A name is changed here, as a step like others; what is typed in lines is saved before the state is. */
  #takeForms() {
    for (const form of document.querySelectorAll<HTMLFormElement>('main form')) {
      if (form === this.#form || !form.action.includes(new URL(this.#form.action).pathname)) continue
      form.addEventListener('submit', (event) => {
        if (form.classList.contains('rename')) {
          event.preventDefault()
          return this.#rename(new FormData(form))
        }
        if (this.#pending.length === 0) return
        event.preventDefault()
        void this.#save(true).then(() => {
          if (this.#pending.length === 0) form.requestSubmit((event as SubmitEvent).submitter)
        })
      })
    }
  }

  #rename(typed: FormData) {
    const [from, to] = [String(typed.get('from')), String(typed.get('to')).trim()]
    const isNamed = ({ speaker }: Line) => speaker === from
    const count = this.#lines.filter(isNamed).length
    const renamed = this.#lines.map((line) => {
      if (!isNamed(line)) return line
      const { speaker: _, ...rest } = line
      return to ? { ...rest, speaker: to } : rest
    })
    // Before they are shown: the step back is to what stood there.
    this.#changed(renamed, null)
    this.#show(renamed)
    this.#say(counted(document.documentElement.lang, this.#words.renamed, count))
  }

  #show(lines: Line[]) {
    this.#lines = lines
    this.#list.show(lines)
    this.#showParts()
    this.#nameSpeakers()
  }

  /** Where a name is chosen there are those of the lines, also after a step back. */
  #nameSpeakers() {
    const names = [...new Set(this.#lines.flatMap(({ speaker }) => speaker ?? []))]
    document.querySelector('#speakers')?.replaceChildren(...names.map((name) => new Option('', name)))
    const choice = document.querySelector<HTMLSelectElement>('form.rename select')
    if (!choice) return
    const chosen = choice.selectedIndex
    choice.replaceChildren(...names.map((name) => new Option(name, name)))
    choice.selectedIndex = Math.min(Math.max(chosen, 0), names.length - 1)
  }

  #showParts() {
    this.#parts?.remove()
    const { parts } = this.#list
    if (parts.length < 2) return
    this.#parts = document.createElement('p')
    for (const { from, to, isShown } of parts) {
      const one = lineButton(fill(this.#words.part, { from: from + 1, to }), () => {
        this.#list.showPart(from)
        this.#showParts()
        this.querySelector<HTMLElement>('.line-text')?.focus()
      })
      one.setAttribute('aria-pressed', String(isShown))
      this.#parts.append(one, ' ')
    }
    this.querySelector('ol')!.before(this.#parts)
  }

  #changed(lines: Line[], key: unknown) {
    if (key === null || key !== this.#lastKey) this.#steps = [...this.#steps.slice(1 - MAX_STEPS), this.#lines]
    this.#lastKey = key
    this.#lines = lines
    this.#undo.disabled = false
    // The last line took the focus with it.
    if (lines.length === 0) this.#undo.focus()
    this.#afterChange()
  }

  #stepBack() {
    const before = this.#steps.pop()
    if (!before) return
    this.#lastKey = null
    this.#show(before)
    this.#afterChange()
    this.#say(this.#words.undone)
    if (this.#steps.length > 0) return
    // A button that is disabled loses the focus.
    this.querySelector<HTMLElement>('[type=submit]')!.focus()
    this.#undo.disabled = true
  }

  #afterChange() {
    this.#keep()
    // What was to be sent again by itself was asked for as it stood before.
    clearTimeout(this.#timer)
    if (this.#isHalted) return
    if (this.hasAttribute('saves')) this.#saveIn(QUIET_MILLISECONDS)
    else this.#say(unsaved(this.#words, 'keptHere', this.#kept))
  }

  /** What is other than it is kept; a line without text goes. */
  get #pending(): RunChange<Line>[] {
    return runChanges(
      this.#saved,
      this.#lines.filter(({ text }) => text.trim() !== ''),
      lineKey,
    )
  }

  /** The same, with what it is still to be chosen about. */
  get #unsaved(): RunChange<Line>[] {
    return [...this.#pending, ...this.#lost]
  }

  #keep() {
    const changes = this.#unsaved
    if (changes.length === 0) this.#kept.forget()
    else this.#kept.write(JSON.stringify(changes))
  }

  #restore() {
    const kept = this.#kept.read()
    if (!kept) return
    this.#apply(JSON.parse(kept))
    this.#keep()
    if (this.#unsaved.length === 0) return
    this.#say(this.#isHalted ? this.#words.conflict : this.#words.restored)
    if (this.hasAttribute('saves') && !this.#isHalted) this.#saveIn(QUIET_MILLISECONDS)
  }

  /** Makes changes of the lines as they are kept now. Where others changed the same lines, both versions are shown. */
  #apply(changes: RunChange<Line>[]) {
    const { list, lost } = replaceRuns(this.#saved, changes, lineKey)
    this.#lost = lost.map((index) => changes[index]!).filter((change) => !this.#stands(change))
    this.#show(list)
    this.#revealLost()
  }

  /** What is still to be chosen about stops saving until it is. */
  #revealLost() {
    const [first] = this.#lost
    this.#isHalted = first !== undefined
    if (!first || this.querySelector('.theirs')) return
    this.#list.reveal(whereabouts(first))
    this.#showParts()
  }

  #showLost() {
    for (const box of this.querySelectorAll('.theirs')) box.remove()
    for (const change of this.#lost) this.#compare(change)
  }

  /** Whether it is there already: others made the same change, or an answer got lost. */
  #stands({ at, now }: RunChange<Line>) {
    const there = this.#saved.slice(at, at + now.length)
    return now.length > 0 && there.map(lineKey).join() === now.map(lineKey).join()
  }

  #compare(change: RunChange<Line>) {
    const { now } = change
    const row = this.#list.rowOf(whereabouts(change))
    if (!row) return
    const text = now.map((line) => line.text).join(' ')
    const [said, mine] = [document.createElement('p'), document.createElement('pre')]
    const box = document.createElement('div')
    said.textContent = this.#words.theirs
    mine.textContent = text || this.#words.mine
    box.className = 'theirs'
    const choose = (isMine: boolean) => {
      box.remove()
      this.#lost = this.#lost.filter((one) => one !== change)
      const theirs = this.#list.lineOf(row)!
      const { speaker } = now[0] ?? theirs
      if (isMine)
        this.#list.replace(theirs, now.length > 0 ? [{ ...theirs, ...(speaker && { speaker }), text }] : [], row, null)
      this.#revealLost()
      this.#afterChange()
      const next = row.isConnected ? row.querySelector<HTMLElement>('.line-text') : null
      ;(next ?? this.querySelector<HTMLElement>('.theirs button') ?? this.#undo).focus()
    }
    box.append(
      said,
      mine,
      lineButton(this.#words.takeMine, () => choose(true)),
      ' ',
    )
    box.append(lineButton(this.#words.leaveTheirs, () => choose(false)))
    row.append(box)
  }

  #saveIn(milliseconds: number) {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#save(false), milliseconds)
  }

  #save(isAsked: boolean): Promise<void> {
    const next = () => this.#send(isAsked)
    this.#sending = this.#sending.then(next, next)
    return this.#sending
  }

  async #send(isAsked: boolean): Promise<void> {
    if (this.#isHalted && !isAsked) return
    clearTimeout(this.#timer)
    const sent = this.#pending.slice(0, LINES_AT_ONCE)
    if (sent.length === 0) return
    const before = this.#lines
    if (isAsked || !this.#isAway) this.#say(this.#words.saving)
    const lines = sent.map(({ at, was, now }) => ({ line: at + 1, was, now }))
    const outcome = await sendFields(location.pathname, { do: 'lines', changes: JSON.stringify(lines) })
    this.#isAway = 'trouble' in outcome
    if ('trouble' in outcome) {
      const { trouble } = outcome
      // What was typed since was not asked to be saved.
      const isMeant = this.hasAttribute('saves') || before === this.#lines
      this.#say(unsaved(this.#words, isMeant || !mayPass(trouble) ? trouble : 'keptHere', this.#kept))
      if (mayPass(trouble) && isMeant) this.#saveIn(RETRY_MILLISECONDS)
      return
    }
    if (outcome.isConflict) return this.#catchUp(isAsked)
    const { errors, values, message } = outcome.answer
    if (errors) return this.#say(`${this.#words.notYet} ${Object.values(errors).join(' ')}`)
    this.#saved = replaceRuns(this.#saved, sent, lineKey).list
    this.#sawVersion(values?.seen)
    this.#keep()
    this.#say(message ?? '')
    if (this.#pending.length > 0) return isAsked ? this.#send(true) : this.#saveIn(QUIET_MILLISECONDS)
  }

  /** Others changed some of these lines: what is kept now comes, and one's own changes are made of it. */
  async #catchUp(isAsked: boolean) {
    const mine = this.#unsaved
    const kept = await this.#fetchLines()
    if (!kept) {
      this.#say(unsaved(this.#words, 'away', this.#kept))
      return this.#saveIn(RETRY_MILLISECONDS)
    }
    this.#saved = kept
    this.#steps = []
    this.#undo.disabled = true
    this.#apply(mine)
    this.#keep()
    if (!this.#isHalted) return this.#send(isAsked)
    this.#say(this.#words.conflict)
    if (isAsked) this.querySelector<HTMLElement>('.theirs button')?.focus()
  }

  async #play({ startSeconds = 0 }: Line) {
    const audio = this.#audio
    if (!audio) return
    const isHere = !audio.paused && this.querySelector('[aria-current] :focus') !== null
    if (isHere) return audio.pause()
    audio.currentTime = startSeconds
    await audio.play()
  }

  #follow() {
    const isTyping = this.#form.contains(document.activeElement)
    this.#list.mark(this.#audio!.currentTime, !this.#audio!.paused && !isTyping)
  }

  #say(sentence: string) {
    if (this.#status.textContent !== sentence) this.#status.textContent = sentence
  }
}

const whereabouts = ({ at, was }: RunChange<Line>): Whereabouts => ({ seconds: was[0]?.startSeconds, at })

customElements.define('transcript-lines', TranscriptLines)
