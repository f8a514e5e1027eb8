import type { Found } from './found-facts.ts'
import type { UploadWords } from './words.ts'

/** How long somebody pauses before what was typed is sent. */
const PAUSE_MILLISECONDS = 800
const NAMES = ['title', 'description', 'season', 'number'] as const
export type TypedName = (typeof NAMES)[number]

/** What is typed of an episode while its file comes. What nobody touched shows what is in the file. */
export class TypedFields {
  readonly element = document.createElement('form')
  private readonly words: UploadWords
  private readonly inputs: Record<TypedName, HTMLInputElement | HTMLTextAreaElement>
  private readonly errors = new Map<TypedName, HTMLElement>()
  private readonly hint = document.createElement('p')
  private readonly status = document.createElement('p')
  private readonly touched = new Set<TypedName>()
  private url: string | null = null
  private timer = 0

  /** `before` is what was typed for the file in whose place this one comes. */
  constructor(words: UploadWords, number: number, before: TypedFields | null) {
    this.words = words
    const input = () => document.createElement('input')
    this.inputs = { title: input(), description: document.createElement('textarea'), season: input(), number: input() }
    this.hint.className = 'quiet'
    this.hint.textContent = words.typeHint
    this.element.className = 'fields'
    this.element.append(this.hint, ...NAMES.map((name) => this.fieldOf(name, `${name}-${number}`)))
    this.status.role = 'status'
    this.status.className = 'quiet'
    this.element.append(this.status)
    this.element.addEventListener('submit', (event) => {
      event.preventDefault()
      void this.send()
    })
    for (const name of before?.touched ?? []) {
      this.inputs[name].value = before!.inputs[name].value
      this.touched.add(name)
    }
  }

  /** Where what is typed is kept from now on. */
  sendTo(url: string) {
    this.url = url
    if (this.touched.size > 0) void this.send()
  }

  /** There is nothing to keep it for. What was typed stays to be seen. */
  stop() {
    this.url = null
    clearTimeout(this.timer)
    this.status.textContent = ''
  }

  /** Shows what the episode has where nobody typed anything, and answers where that is something. */
  fillIn(found: Found): TypedName[] {
    this.hint.textContent = this.words.typedHint
    const untyped = NAMES.filter((name) => !this.touched.has(name) || this.inputs[name].value.trim() === '')
    for (const name of untyped) this.inputs[name].value = String(found[name] ?? '')
    return untyped.filter((name) => this.inputs[name].value !== '')
  }

  private fieldOf(name: TypedName, id: string) {
    const input = this.inputs[name]
    const [field, label, error] = [
      document.createElement('div'),
      document.createElement('label'),
      document.createElement('p'),
    ]
    field.className = 'field'
    input.id = id
    input.name = name
    if (name === 'season' || name === 'number') input.inputMode = 'numeric'
    label.htmlFor = id
    label.textContent = this.words[name]
    error.className = 'error'
    error.id = `${id}-error`
    error.hidden = true
    this.errors.set(name, error)
    field.append(label, error, input)
    input.addEventListener('input', () => this.type(name))
    return field
  }

  private type(name: TypedName) {
    this.touched.add(name)
    clearTimeout(this.timer)
    this.timer = window.setTimeout(() => void this.send(), PAUSE_MILLISECONDS)
  }

  private async send() {
    clearTimeout(this.timer)
    if (!this.url || this.touched.size === 0) return
    const body = new URLSearchParams()
    for (const name of this.touched) body.set(name, this.inputs[name].value)
    const answer = await fetch(this.url, { method: 'POST', body }).catch(() => null)
    if (!this.url) return
    const problem = answer?.ok ? null : await answer?.json().catch(() => null)
    this.showErrors(problem?.fields ?? {})
    this.status.textContent = answer?.ok ? this.words.saved : `${this.words.notSaved} ${problem?.title ?? ''}`
  }

  private showErrors(sentences: Record<string, string>) {
    for (const [name, error] of this.errors) {
      const input = this.inputs[name]
      const sentence = sentences[name]
      error.textContent = sentence ?? ''
      error.hidden = !sentence
      input.ariaInvalid = sentence ? 'true' : null
      if (sentence) input.setAttribute('aria-describedby', error.id)
      else input.removeAttribute('aria-describedby')
    }
  }
}
