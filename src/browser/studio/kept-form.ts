import type { SavingWords } from './saving-words.ts'
import { type Answer, fieldsOf, QUIET_MILLISECONDS, RETRY_MILLISECONDS, sendFields } from './send-form.ts'

interface Words extends SavingWords {
  conflict: string
  compare: string
}

const PREVIEW_MILLISECONDS = 400

/**
 * `<kept-form person="id" words='{…}'>` around a form: what is typed survives a reload and a lost session in this
 * browser, for the person who typed it. With `saves` it is sent while she types, and what became of it is said.
 */
class KeptForm extends HTMLElement {
  #form!: HTMLFormElement
  #status!: HTMLElement
  #words!: Words
  #timer: ReturnType<typeof setTimeout> | undefined
  #previewTimer: ReturnType<typeof setTimeout> | undefined
  #isSending = false
  #isDirty = false
  #isHalted = false

  connectedCallback() {
    this.#form = this.querySelector('form')!
    this.#status = this.querySelector('[role=status]')!
    this.#words = JSON.parse(this.getAttribute('words')!)
    this.#isHalted = this.hasAttribute('typed') && this.querySelector('[aria-invalid], .theirs') !== null
    // A form that comes back holds what was typed already; one that was saved by its button needs nothing kept.
    if (this.hasAttribute('typed')) this.#keep()
    else if (this.closest('section')?.querySelector('#done')) this.#wasSaved()
    else this.#restore()
    this.#form.addEventListener('input', () => this.#typed())
  }

  disconnectedCallback() {
    clearTimeout(this.#timer)
  }

  get #key() {
    return `sendeplatz:${this.getAttribute('person')}:${new URL(this.#form.action).pathname}`
  }

  get #values(): Record<string, string> {
    return fieldsOf(this.#form)
  }

  #typed() {
    this.#isDirty = true
    this.#keep()
    this.#previewSoon()
    if (this.#isHalted) return
    if (this.hasAttribute('saves')) this.#saveIn(QUIET_MILLISECONDS)
    else this.#say(this.#words.keptHere)
  }

  /** What was typed and not saved comes back, as a change of the version it was typed upon. */
  #restore() {
    const kept = localStorage.getItem(this.#key)
    if (!kept) return
    const values: Record<string, string> = JSON.parse(kept)
    const now = this.#values
    if (Object.entries(values).every(([name, value]) => name === 'seen' || now[name] === value)) return this.#forget()
    this.#fill(values)
    this.#isDirty = true
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
    localStorage.setItem(this.#key, JSON.stringify(this.#values))
  }

  #forget() {
    localStorage.removeItem(this.#key)
  }

  /** The address says that it was saved: not again when the page is loaded anew, with something else typed. */
  #wasSaved() {
    this.#forget()
    history.replaceState(null, '', location.pathname + location.hash)
  }

  #saveIn(milliseconds: number) {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#save(), milliseconds)
  }

  async #save() {
    if (this.#isSending) return
    this.#isSending = true
    this.#isDirty = false
    this.#say(this.#words.saving)
    const sent = this.#values
    const outcome = await sendFields(this.#form.action, sent)
    this.#isSending = false
    if ('trouble' in outcome) {
      const sentence = this.#words[outcome.trouble]
      return outcome.trouble === 'forbidden' ? this.#say(sentence) : this.#later(sentence)
    }
    const { answer, isConflict } = outcome
    this.#mark(answer.errors ?? {})
    if (isConflict) return this.#offerToCompare()
    if (!answer.errors) return this.#saved(sent, answer)
    this.#say(`${this.#words.notYet} ${Object.values(answer.errors).join(' ')}`)
    // What was put right while the answer was on its way.
    if (this.#isDirty) this.#saveIn(QUIET_MILLISECONDS)
  }

  #saved(sent: Record<string, string>, { version, message, values }: Answer) {
    const now = this.#values
    const isTypedIn = (name: string) => now[name] !== sent[name]
    const others = Object.entries(values ?? {}).filter(([name, value]) => name in sent && value !== sent[name])
    // What others changed meanwhile is shown. Where it is being typed in, what is typed stays a change of what was seen.
    if (!others.some(([name]) => isTypedIn(name))) this.#fill({ ...Object.fromEntries(others), seen: String(version) })
    this.#say(message ?? '')
    if (this.#isDirty) this.#saveIn(QUIET_MILLISECONDS)
    else this.#forget()
  }

  #later(sentence: string) {
    this.#say(sentence)
    this.#saveIn(RETRY_MILLISECONDS)
  }

  #offerToCompare() {
    this.#isHalted = true
    const button = document.createElement('button')
    button.type = 'submit'
    button.className = 'button plain'
    button.textContent = this.#words.compare
    this.#say(`${this.#words.conflict} `)
    this.#status.append(button)
  }

  #mark(errors: Record<string, string>) {
    for (const field of this.#form.elements) {
      const name = field.getAttribute('name')
      if (name && name in errors) field.setAttribute('aria-invalid', 'true')
      else field.removeAttribute('aria-invalid')
    }
  }

  #say(sentence: string) {
    this.#status.textContent = sentence
  }

  #previewSoon() {
    const place = this.querySelector<HTMLElement>('[data-preview-of]')
    if (!place) return
    clearTimeout(this.#previewTimer)
    this.#previewTimer = setTimeout(() => void this.#preview(place), PREVIEW_MILLISECONDS)
  }

  /** The host makes the preview, so that it is what will be kept: its markup is safe. */
  async #preview(place: HTMLElement) {
    const outcome = await sendFields(this.#form.action, { ...this.#values, do: 'preview' })
    if ('trouble' in outcome || outcome.answer.preview === undefined) return
    place.hidden = false
    place.querySelector('.notes')!.innerHTML = outcome.answer.preview
  }
}

customElements.define('kept-form', KeptForm)
