import { askHost } from './ask-host.ts'
import { askAgain, askedIn } from './asked.ts'
import { compareButton } from './compare-button.ts'
import { markErrors, sayErrors, tidySummary } from './field-errors.ts'
import { othersIn, putRows } from './kept-rows.ts'
import { forgetSaved, keptText } from './kept-text.ts'
import { offerSignIn } from './offer-sign-in.ts'
import { saveFirst, savesItself } from './save-first.ts'
import { type ComparingWords, notSaved, type Unanswered, unsaved } from './saving-words.ts'
import { type Answer, fieldsOf, isUnheard, QUIET_MILLISECONDS, sendFields } from './send-form.ts'
import { isTyped, sentWith } from './sent-before.ts'
import { showFacts } from './show-facts.ts'

const PREVIEW_MILLISECONDS = 400

/**
 * `<kept-form person="id" words='{…}'>` around a form: what is typed survives a reload and a lost session in this
 * browser, for the person who typed it. With `saves` it is sent while she types and when she leaves, and what became of it
 * is said. Its button sends it with the page; where the host doesn't answer at `ask` the page stays and says so, and it is
 * sent without a page as soon as that goes. With `saves-first="Please look first:"` what saves itself on the page is saved
 * before the form is sent; what could not be saved is said, and the form isn't sent.
 */
class KeptForm extends HTMLElement {
  #form!: HTMLFormElement
  #status!: HTMLElement
  #words!: ComparingWords
  #kept!: ReturnType<typeof keptText>
  #timer: ReturnType<typeof setTimeout> | undefined
  #previewTimer: ReturnType<typeof setTimeout> | undefined
  #sending: Promise<void> | null = null
  #isDirty = false
  #isHalted = false
  /** What was sent last is not saved, and it is said why: not said again. */
  #isUnsaved = false
  /** Fields in which something keeps the episode from being published: that goes by typing there, not by saving. */
  #notReady = new Set<string>()
  /** Whether everything else on the page is saved and the host answers, so that it may be sent. */
  #isSure = false
  #isAsking = false
  /** The button that was pressed while something was on its way. */
  #pressed: HTMLElement | null = null
  #previews = 0

  connectedCallback() {
    this.#form = this.querySelector('form')!
    this.#status = this.querySelector('[role=status]')!
    this.#words = JSON.parse(this.getAttribute('words')!)
    this.#kept = keptText(`sendeplatz:${this.getAttribute('person')}:${new URL(this.#form.action).pathname}`)
    this.#isHalted = this.hasAttribute('typed') && this.querySelector('.theirs') !== null
    if (!this.hasAttribute('typed'))
      this.#notReady = new Set([...this.querySelectorAll('[aria-invalid]')].map(({ id }) => id))
    // A form that comes back holds what was typed already; one that was saved by its button needs nothing kept.
    if (this.hasAttribute('typed')) this.#takeUp()
    else if (this.closest('section')?.querySelector('#done')) forgetSaved(this.#kept)
    else this.#restore()
    this.#form.addEventListener('input', (event) => this.#typed(event.target as HTMLElement))
    this.#form.addEventListener('submit', (event) => this.#leave(event))
    savesItself(this, { saveNow: () => this.#saveNow(), saveLeaving: () => this.#saveLeaving() })
  }

  disconnectedCallback() {
    clearTimeout(this.#timer)
    clearTimeout(this.#previewTimer)
  }

  get #values(): Record<string, string> {
    return fieldsOf(this.#form)
  }

  #typed({ id }: HTMLElement) {
    this.#notReady.delete(id)
    this.#isDirty = true
    this.#keep()
    this.#previewSoon()
    // What the button was pressed for was asked for as it stood before.
    clearTimeout(this.#timer)
    if (this.#isHalted) return
    this.#saveTyped()
  }

  /**
   * A form that comes back, as after another row was asked for: it holds what is not saved. Loaded anew the page is that
   * of the episode, not this answer once more.
   */
  #takeUp() {
    this.#keep()
    if (this.#kept.isKept) history.replaceState(null, '', pageOf(this.#form) + location.hash)
    this.#isUnsaved = this.#form.querySelector('[aria-invalid]') !== null
    if (!this.hasAttribute('saves') || this.#isHalted || this.#isUnsaved) return
    this.#isDirty = true
    this.#saveIn(QUIET_MILLISECONDS)
  }

  /**
   * What was typed and not saved comes back, as a change of the version it was typed upon. A question that nobody answered
   * comes back too: until then nothing is saved.
   */
  #restore() {
    const kept = this.#kept.read()
    if (!kept) return
    const { asked, ...values }: Record<string, string> = JSON.parse(kept)
    const now = this.#values
    const names = Object.keys({ ...now, ...values }).filter(isTyped)
    const isOfThisForm = values.do === now.do
    if (!isOfThisForm || names.every((name) => (values[name] ?? '') === (now[name] ?? ''))) return this.#kept.forget()
    putRows(this.#form, Object.keys(values))
    this.#fill(values)
    this.#form.dispatchEvent(new Event('filled'))
    this.#isDirty = true
    if (asked) {
      askAgain(this.#form, asked.split(' '))
      return this.#offerToCompare()
    }
    this.#say(this.#words.restored)
    if (this.hasAttribute('saves')) this.#saveIn(QUIET_MILLISECONDS)
  }

  #fill(values: Record<string, string>) {
    for (const [name, value] of Object.entries(values)) {
      const field = this.#form.elements.namedItem(name)
      if (field && 'value' in field) field.value = value
    }
  }

  #keep() {
    const asked = askedIn(this.#form).join(' ')
    this.#kept.write(JSON.stringify({ ...this.#values, ...(asked && { asked }) }))
  }

  #saveIn(milliseconds: number) {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#save(), milliseconds)
  }

  #save(): Promise<void> {
    if (this.#isHalted) return Promise.resolve()
    this.#sending ??= this.#send()
    return this.#sending
  }

  async #saveNow(): Promise<boolean> {
    clearTimeout(this.#timer)
    await this.#sending
    if (this.#isDirty || this.#isUnsaved) await this.#save()
    return !this.#isDirty && !this.#isUnsaved && !this.#isHalted
  }

  /** It arrives without this page; what it was is kept here for the case that it doesn't. */
  #saveLeaving() {
    if (!this.#isDirty || this.#isHalted) return
    const sent = this.#values
    this.#noteSent(sentWith(sent))
    void sendFields(this.#form.action, sent, { itself: true, keepalive: true })
  }

  async #send() {
    this.#isDirty = false
    if (!this.#isUnsaved) this.#say(this.#words.saving)
    const sent = this.#values
    this.#noteSent(sentWith(sent))
    const outcome = await sendFields(this.#form.action, sent, { itself: this.hasAttribute('saves') })
    this.#sending = null
    const pressed = this.#pressed
    this.#pressed = null
    offerSignIn(this, outcome)
    const isSaved = 'answer' in outcome && !outcome.isConflict && !outcome.answer.errors
    this.#isUnsaved = !isSaved
    if (!isUnheard(outcome) && !isSaved) this.#noteSent(sent.sent ?? '')
    if ('trouble' in outcome) return this.#failed(outcome, pressed)
    const { answer, isConflict } = outcome
    if (isSaved) this.#saved(sent, answer)
    if (pressed) return this.#form.requestSubmit(pressed)
    const { errors = {} } = answer
    markErrors(this.#form, errors, this.#notReady)
    if (this.hasAttribute('typed')) tidySummary(this.#form, errors)
    if (isConflict) return this.#offerToCompare()
    if (!answer.errors) return
    sayErrors(this.#status, this.#words.notYet, this.#form, errors)
    // What was put right while the answer was on its way.
    if (this.#isDirty && this.hasAttribute('saves')) this.#saveIn(QUIET_MILLISECONDS)
  }

  /** What is not answered yet: also where the page is left before, what arrived is known to be one's own. */
  #noteSent(sent: string) {
    this.#fill({ sent })
    this.#keep()
  }

  #saved(sent: Record<string, string>, { version, message, values = {}, facts = [], shown }: Answer) {
    const now = this.#values
    const isTypedIn = (name: string) => now[name] !== sent[name]
    const factOf = (name: string) => facts.find((names) => names.includes(name)) ?? [name]
    const others = othersIn(this.#form, sent, values)
    // What others changed meanwhile is shown. Where it is being typed in, what is typed stays a change of what was seen.
    if (!others.flatMap(factOf).some(isTypedIn)) {
      if (others.length > 0) putRows(this.#form, Object.keys(values))
      const theirs = Object.fromEntries(others.map((name) => [name, values[name] ?? '']))
      this.#fill({ ...theirs, seen: String(version), sent: '' })
    }
    if (shown) showFacts(shown)
    this.#say(message ?? '')
    if (!this.#isDirty) return this.#kept.saved()
    // What was typed since is a change of the version that is saved now, also where the page is left before it is sent.
    this.#keep()
    this.#saveTyped()
  }

  /** In a moment by itself, or else by the button alone. */
  #saveTyped() {
    if (this.hasAttribute('saves')) this.#saveIn(QUIET_MILLISECONDS)
    else this.#say(unsaved(this.#words, 'keptHere', this.#kept))
  }

  #failed(outcome: Unanswered, pressed: HTMLElement | null) {
    if (outcome.trouble === 'dated') {
      this.removeAttribute('saves')
      this.#keep()
      if (pressed) return this.#form.requestSubmit(pressed)
    }
    const isMeant = this.hasAttribute('saves') || !this.#isDirty
    const { sentence, againIn } = notSaved(this.#words, outcome, this.#kept, isMeant)
    this.#say(sentence)
    if (againIn !== null) this.#saveIn(againIn)
  }

  /** The page goes with the form. What is on its way is waited for: it would be taken for somebody else's change. */
  #leave(event: SubmitEvent) {
    if (this.hasAttribute('saves-first') && !this.#isSure) {
      event.preventDefault()
      void this.#sendAfterSaving(event.submitter)
      return
    }
    if (this.#isToBeReached(event.submitter)) {
      event.preventDefault()
      void this.#sendIfReached(event.submitter)
      return
    }
    clearTimeout(this.#timer)
    if (this.#sending) {
      event.preventDefault()
      this.#pressed = event.submitter ?? this.#form.querySelector<HTMLElement>('[type=submit]')
      return
    }
    this.#isDirty = false
    this.#kept.letGo()
  }

  async #sendAfterSaving(button: HTMLElement | null) {
    this.#say(this.#words.saving)
    const unsaved = await saveFirst()
    if (unsaved) return this.#leadTo(unsaved)
    this.#say('')
    // A form that is still being sent is not sent again (HTML, form submission).
    setTimeout(() => this.#sendSurely(button))
  }

  /** What other buttons are for, such as another row, no script does. */
  #isToBeReached(button: HTMLElement | null) {
    const isSaving = !(button as HTMLButtonElement | null)?.name
    return isSaving && this.hasAttribute('ask') && !this.#isSure && !this.#isHalted
  }

  async #sendIfReached(button: HTMLElement | null) {
    if (this.#isAsking) return
    this.#isAsking = true
    const answer = await askHost(this.getAttribute('ask')!)
    this.#isAsking = false
    if (answer) return this.#sendSurely(button)
    this.#keep()
    this.#isDirty = false
    this.#isUnsaved = true
    this.#failed({ trouble: 'away' }, null)
  }

  #sendSurely(button: HTMLElement | null) {
    this.#isSure = true
    this.#form.requestSubmit(button)
    this.#isSure = false
  }

  #leadTo(unsaved: HTMLElement) {
    const section = unsaved.closest('section')!
    const link = document.createElement('a')
    link.href = `#${section.id}`
    link.textContent = section.querySelector('h2')!.textContent
    this.#status.replaceChildren(`${this.getAttribute('saves-first')} `, link)
  }

  #offerToCompare() {
    this.#isHalted = true
    this.#say(`${this.#words.conflict} `)
    this.#status.append(compareButton(this.#words.compare))
  }

  #say(sentence: string) {
    if (this.#status.textContent !== sentence) this.#status.textContent = sentence
  }

  #previewSoon() {
    const place = this.querySelector<HTMLElement>('[data-preview-of]')
    if (!place) return
    clearTimeout(this.#previewTimer)
    this.#previewTimer = setTimeout(() => void this.#preview(place), PREVIEW_MILLISECONDS)
  }

  /** The host makes the preview, so that it is what will be kept: its markup is safe. */
  async #preview(place: HTMLElement) {
    const asked = ++this.#previews
    const outcome = await sendFields(this.#form.action, { ...this.#values, do: 'preview' })
    if (asked !== this.#previews || 'trouble' in outcome || outcome.answer.preview === undefined) return
    place.hidden = false
    place.querySelector('.notes')!.innerHTML = outcome.answer.preview
  }
}

/** The page on which a form stands: the form is sent to an address below it. */
const pageOf = ({ action }: HTMLFormElement) => new URL(action).pathname.replace(/\/[^/]*$/, '')

customElements.define('kept-form', KeptForm)
