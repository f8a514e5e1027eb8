import type { UploadWords } from './words.ts'

/** How long somebody pauses before what was typed is sent. */
const PAUSE_MILLISECONDS = 800
const NAMES = ['title', 'description'] as const

/** Title and description of an episode, typed while its file comes. What nobody touched shows what is in the file. */
export class TypedFields {
  readonly element = document.createElement('form')
  private readonly words: UploadWords
  private readonly inputs: Record<(typeof NAMES)[number], HTMLInputElement | HTMLTextAreaElement>
  private readonly status = document.createElement('p')
  private readonly touched = new Set<string>()
  private url: string | null = null
  private timer = 0

  constructor(words: UploadWords, number: number) {
    this.words = words
    this.inputs = { title: document.createElement('input'), description: document.createElement('textarea') }
    const hint = document.createElement('p')
    hint.className = 'quiet'
    hint.textContent = words.typeHint
    this.element.className = 'fields'
    this.element.append(hint)
    for (const name of NAMES) {
      const input = this.inputs[name]
      const label = document.createElement('label')
      const field = document.createElement('div')
      field.className = 'field'
      input.id = `${name}-${number}`
      input.name = name
      label.htmlFor = input.id
      label.textContent = words[name]
      field.append(label, input)
      this.element.append(field)
      input.addEventListener('input', () => this.type(name))
    }
    this.status.role = 'status'
    this.status.className = 'quiet'
    this.element.append(this.status)
    this.element.addEventListener('submit', (event) => {
      event.preventDefault()
      void this.send()
    })
  }

  /** Where what is typed is kept from now on. */
  sendTo(url: string) {
    this.url = url
    if (this.touched.size > 0) void this.send()
  }

  /** Shows what the episode has in the fields that nobody touched. */
  fillIn(found: Record<string, unknown>) {
    for (const name of NAMES) if (!this.touched.has(name)) this.inputs[name].value = String(found[name] ?? '')
  }

  private type(name: string) {
    this.touched.add(name)
    clearTimeout(this.timer)
    this.timer = window.setTimeout(() => void this.send(), PAUSE_MILLISECONDS)
  }

  private async send() {
    clearTimeout(this.timer)
    if (!this.url || this.touched.size === 0) return
    const body = new URLSearchParams()
    for (const name of NAMES) if (this.touched.has(name)) body.set(name, this.inputs[name].value)
    const answer = await fetch(this.url, { method: 'POST', body }).catch(() => null)
    if (answer?.ok) {
      this.status.textContent = this.words.saved
      return
    }
    const problem = await answer?.json().catch(() => null)
    const sentences = Object.values((problem?.fields ?? {}) as Record<string, string>)
    this.status.textContent = `${this.words.notSaved} ${sentences.join(' ') || (problem?.title ?? '')}`
  }
}
