import { type Line, lineKey } from '../../lib/cue-edits.ts'
import { type RunChange, replaceRuns, runChanges } from '../../lib/replace-runs.ts'
import { keptText } from './kept-text.ts'
import { lineButton } from './line-button.ts'
import { lineConflicts } from './line-conflicts.ts'
import { lineList } from './line-list.ts'
import { linePartButtons } from './line-parts.ts'
import type { LineWords } from './line-words.ts'
import { offerSignIn } from './offer-sign-in.ts'
import { notSaved, RETRY_MILLISECONDS, unsaved } from './saving-words.ts'
import { type Answer, isUnheard, QUIET_MILLISECONDS, sendFields } from './send-form.ts'
import { offerSpeakers, renameSpeaker } from './speaker-names.ts'
import { stepsBack } from './steps-back.ts'
import { typedBefore } from './typed-before.ts'
import { ofThisPage } from './whose-page.ts'
import { counted } from './words.ts'
import { faultsIn, type WrongLine, waysToParts } from './wrong-parts.ts'

/** Lines that are sent at once, so that what is sent stays below what the host takes. */
const LINES_AT_ONCE = 500

/** What stays in this browser until it is saved. */
interface Kept {
  changes: RunChange<Line>[]
  sent: RunChange<Line>[]
}

interface LinesAnswer extends Answer {
  wrongLines?: WrongLine[]
}

/**
 * `<transcript-lines person words='{…}'>` around the rows of a transcript: all its lines, corrected while one listens,
 * parted, joined, deleted, a speaker renamed, each step undone. Changed lines alone are sent; with `saves` by itself. A
 * line with a time that can't be read waits until it can. What is not saved stays in this browser. Lines that others
 * changed meanwhile are shown beside one's own.
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
  #conflicts!: ReturnType<typeof lineConflicts>
  /** What was sent and never heard of: it may stand there by now. */
  #sent: RunChange<Line>[] = []
  readonly #steps = stepsBack<Line[]>()
  #undo!: HTMLButtonElement
  #parts: HTMLElement | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  /** One after the other: each knows the lines that the one before saved. */
  #sending: Promise<void> = Promise.resolve()
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
      onShow: () => {
        this.#conflicts.show()
        this.#showParts()
      },
    })
    this.#conflicts = lineConflicts(this.#list, this.#words, (row) => this.#chose(row))
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
    addEventListener('pagehide', () => this.#saveLeaving())
    this.#saved = kept
    const typed = typedBefore(this.#form)
    this.#show(kept)
    this.#restore(typed.changes)
    typed.takeUp(this.#list)
    this.setAttribute('ready', '')
  }

  async #fetchLines(): Promise<Line[] | null> {
    const headers = { Accept: 'application/json', ...ofThisPage() }
    const response = await fetch(location.pathname, { headers }).catch(() => null)
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
    const { renamed, count } = renameSpeaker(this.#lines, from, to)
    // Before they are shown: the step back is to what stood there.
    this.#changed(renamed, null)
    this.#show(renamed)
    this.#say(counted(document.documentElement.lang, this.#words.renamed, count))
  }

  #show(lines: Line[]) {
    this.#lines = lines
    this.#list.show(lines)
    offerSpeakers(lines)
  }

  #showParts() {
    this.#parts?.remove()
    const focusText = () => this.querySelector<HTMLElement>('.line-text')?.focus()
    this.#parts = linePartButtons(this.#list, this.#words.part, focusText)
    if (this.#parts) this.querySelector('ol')!.before(this.#parts)
  }

  #changed(lines: Line[], key: unknown) {
    this.#steps.took(this.#lines, key)
    this.#lines = lines
    this.#undo.disabled = false
    // The last line took the focus with it.
    if (lines.length === 0) this.#undo.focus()
    this.#afterChange()
  }

  #stepBack() {
    const before = this.#steps.takeBack()
    if (!before) return
    this.#show(before)
    this.#afterChange()
    this.#say(this.#words.undone)
    if (!this.#steps.isEmpty) return
    // A button that is disabled loses the focus.
    this.querySelector<HTMLElement>('[type=submit]')!.focus()
    this.#undo.disabled = true
  }

  #afterChange() {
    this.#keep()
    // What was to be sent again by itself was asked for as it stood before.
    clearTimeout(this.#timer)
    if (this.#isHalted) return
    if (this.hasAttribute('saves')) return this.#saveIn(QUIET_MILLISECONDS)
    this.#say(unsaved(this.#words, 'keptHere', this.#kept))
    this.#timer = setTimeout(() => this.#tellState(false), QUIET_MILLISECONDS)
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
    return [...this.#pending, ...this.#conflicts.open]
  }

  /** Of what is other than it is kept, what can be sent: elsewhere a time can't be read. */
  get #ready(): RunChange<Line>[] {
    return this.#pending.filter(({ now }) => now.every(({ unread }) => !unread))
  }

  /** What is still to be chosen about stops saving until it is. */
  get #isHalted() {
    return this.#conflicts.open.length > 0
  }

  #keep() {
    const changes = this.#unsaved
    if (changes.length === 0) this.#kept.forget()
    else this.#kept.write(JSON.stringify({ changes, sent: this.#sent } satisfies Kept))
  }

  /** What was typed in this page already, and what this browser kept of another time. */
  #restore(typed: RunChange<Line>[]) {
    const { changes: kept = [], sent = [] }: Partial<Kept> = JSON.parse(this.#kept.read() ?? '{}')
    this.#sent = sent
    if (typed.length + kept.length === 0) return
    this.#apply([...typed, ...kept])
    if (this.#unsaved.length === 0) return this.#keep()
    this.#afterChange()
    if (this.#isHalted) this.#say(this.#words.conflict)
    else if (kept.length > 0) this.#say(this.#words.restored)
  }

  /** Makes changes of the lines as they are kept now. */
  #apply(changes: RunChange<Line>[]) {
    this.#show(this.#conflicts.merge(this.#saved, changes, this.#sent))
    this.#conflicts.reveal()
  }

  /** One of two versions of a line; the next is where the focus goes. */
  #chose(row: HTMLElement) {
    this.#conflicts.reveal()
    this.#afterChange()
    const next = row.isConnected ? row.querySelector<HTMLElement>('.line-text') : null
    ;(next ?? this.querySelector<HTMLElement>('.theirs button') ?? this.#undo).focus()
  }

  /** `itself`: nobody asked for it. What is tried again was asked for where the button was pressed before. */
  #saveIn(milliseconds: number, itself = true) {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#save(false, itself), milliseconds)
  }

  #save(isAsked: boolean, itself = !isAsked): Promise<void> {
    const next = () => this.#send(isAsked, itself)
    this.#sending = this.#sending.then(next, next)
    return this.#sending
  }

  /** It arrives without this page; what it was is kept here for the case that it doesn't. */
  #saveLeaving() {
    const sent = this.#ready.slice(0, LINES_AT_ONCE)
    if (this.#isHalted || sent.length === 0 || !this.hasAttribute('saves')) return
    this.#noteSent(sent)
    void sendFields(location.pathname, fieldsWith(sent), { itself: true, keepalive: true })
  }

  /** The same is sent again and again while the line is away. */
  #noteSent(sent: RunChange<Line>[]) {
    this.#sent = [...new Map([...this.#sent, ...sent].map((change) => [JSON.stringify(change), change])).values()]
    this.#keep()
  }

  async #send(isAsked: boolean, itself: boolean): Promise<void> {
    if (this.#isHalted && !isAsked) return
    clearTimeout(this.#timer)
    const sent = this.#ready.slice(0, LINES_AT_ONCE)
    if (sent.length === 0) return this.#tellState(isAsked)
    const before = this.#lines
    if (isAsked || !this.#isAway) this.#say(this.#words.saving)
    const unheard = this.#sent
    this.#noteSent(sent)
    const outcome = await sendFields<LinesAnswer>(location.pathname, fieldsWith(sent), { itself })
    this.#isAway = 'trouble' in outcome
    if (!isUnheard(outcome)) this.#sent = unheard
    offerSignIn(this, outcome)
    if ('trouble' in outcome) {
      if (outcome.trouble === 'dated') this.removeAttribute('saves')
      const isMeant = this.hasAttribute('saves') || before === this.#lines
      const { sentence, againIn } = notSaved(this.#words, outcome, this.#kept, isMeant)
      this.#say(sentence)
      if (againIn !== null) this.#saveIn(againIn, itself)
      return
    }
    if (outcome.isConflict) return this.#catchUp(isAsked, itself)
    const { errors, values, message } = outcome.answer
    if (errors) return this.#refused(outcome.answer, sent, isAsked)
    this.#list.blame(new Map())
    this.#sent = []
    this.#saved = replaceRuns(this.#saved, sent, lineKey).list
    this.#sawVersion(values?.seen)
    this.#keep()
    this.#say(message ?? '')
    if (this.#ready.length === 0) return this.#tellWrong(isAsked)
    if (!itself && sent.length === LINES_AT_ONCE) return this.#send(isAsked, itself)
    this.#afterChange()
  }

  #refused({ errors = {}, wrongLines = [] }: LinesAnswer, sent: RunChange<Line>[], isAsked: boolean) {
    const { faults, elsewhere } = faultsIn(this.#lines, wrongLines, sent, this.#saved)
    this.#list.blame(faults)
    this.#tellWrong(isAsked, [...Object.values(errors), ...elsewhere])
  }

  /** Where there is nothing to be sent. */
  #tellState(isAsked: boolean) {
    if (this.#unsaved.length === 0) this.#say(this.#words.allSaved)
    else this.#tellWrong(isAsked)
  }

  /** Beside each field that is wrong, and where it is said what is saved. Whoever asked goes to the first. */
  #tellWrong(isAsked: boolean, elsewhere: string[] = []) {
    const { wrong } = this.#list
    if (wrong.length + elsewhere.length === 0) return
    this.#list.tell()
    const goTo = (index: number) => {
      const place = this.#list.wrong[index]
      if (place) this.#list.focusPart(place.line, place.part)
    }
    const stays = this.#kept.isKept ? this.#words.stays : this.#words.staysNot
    const areUnread = elsewhere.length === 0 && wrong.every(({ isUnread }) => isUnread)
    const said = areUnread ? [this.#words.unread, stays] : [this.#words.notYet, ...elsewhere]
    this.#say(said.join(' '), ...waysToParts(wrong, areUnread, this.#words, goTo))
    if (isAsked) goTo(0)
  }

  /** Others changed some of these lines: what is kept now comes, and one's own changes are made of it. */
  async #catchUp(isAsked: boolean, itself: boolean) {
    const mine = this.#unsaved
    const kept = await this.#fetchLines()
    if (!kept) {
      this.#say(unsaved(this.#words, 'away', this.#kept))
      return this.#saveIn(RETRY_MILLISECONDS, itself)
    }
    this.#saved = kept
    this.#steps.forget()
    this.#undo.disabled = true
    this.#apply(mine)
    this.#sent = []
    this.#keep()
    if (!this.#isHalted) return this.#send(isAsked, itself)
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

  #say(...said: (string | Node)[]) {
    const text = said.map((one) => (typeof one === 'string' ? one : one.textContent)).join('')
    if (this.#status.textContent !== text) this.#status.replaceChildren(...said)
  }
}

const fieldsWith = (sent: RunChange<Line>[]) => {
  const lines = sent.map(({ at, was, now }) => ({ line: at + 1, was, now }))
  return { do: 'lines', changes: JSON.stringify(lines) }
}

customElements.define('transcript-lines', TranscriptLines)
