import { findInterrupted, type Target } from './sender.ts'
import { headingOf, uploadItem } from './upload-item.ts'
import type { UploadWords } from './words.ts'

type Item = ReturnType<typeof uploadItem>

/**
 * `<upload-field endpoint show|episode words='{…}'>` around a form that sends one file: sends many, one after the
 * other, in pieces. Files are chosen or dropped anywhere on the page. Without script the form stays what it is.
 */
class UploadField extends HTMLElement {
  private readonly items: Item[] = []
  private readonly list = document.createElement('ul')
  private readonly live = document.createElement('p')
  private words!: UploadWords
  private target!: Target
  private sending: Item | null = null

  connectedCallback() {
    const form = this.querySelector('form')
    const input = this.querySelector<HTMLInputElement>('input[type=file]')
    if (!form || !input || this.words) return
    this.words = JSON.parse(this.getAttribute('words')!)
    const kind = this.hasAttribute('show') ? 'show' : 'episode'
    this.target = { endpoint: this.getAttribute('endpoint')!, to: [kind, this.getAttribute(kind)!] }

    // What is typed is typed beside each file.
    for (const part of form.querySelectorAll('.field, p'))
      if (part.querySelector('input:not([type=file]), button')) part.remove()
    form.addEventListener('submit', (event) => event.preventDefault())
    input.multiple = kind === 'show'
    input.required = false
    input.addEventListener('change', () => {
      this.take(input.files)
      input.value = ''
    })
    const hint = document.createElement('p')
    hint.textContent = kind === 'show' ? this.words.drop : this.words.dropOne
    this.list.className = 'uploads'
    this.list.setAttribute('aria-label', this.words.files)
    this.live.role = 'status'
    this.live.className = 'unseen'
    form.append(hint)
    this.append(this.live, this.list)
    this.acceptDrops()
    void this.listInterrupted()
  }

  /** Where audio is replaced one file is taken: of several each would replace the one before. */
  private take(files: FileList | null | undefined) {
    const all = [...(files ?? [])]
    for (const file of this.hasAttribute('show') ? all : all.slice(0, 1)) {
      const item: Item = uploadItem({
        ...{ file, target: this.target, words: this.words, language: this.lang },
        number: this.items.length + 1,
        say: (sentence) => {
          this.live.textContent = sentence
        },
        onRest: () => this.next(item),
        onDone: () => undefined,
      })
      this.list.querySelector(`[data-key="${CSS.escape(item.key)}"]`)?.remove()
      this.items.push(item)
      this.list.append(item.element)
    }
    this.next(this.sending)
  }

  /** One at a time: together they would only be slower, each of them. */
  private next(rested: Item | null) {
    if (this.sending && this.sending !== rested) return
    this.sending = this.items.find((item) => item.isWaiting()) ?? null
    this.sending?.start()
  }

  private acceptDrops() {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    const drops = (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      document.body.classList.toggle('dropping', event.type === 'dragover')
      if (event.type === 'drop') this.take(event.dataTransfer?.files)
    }
    document.addEventListener('dragover', drops)
    document.addEventListener('drop', drops)
    document.addEventListener('dragleave', (event) => {
      if (!event.relatedTarget) document.body.classList.remove('dropping')
    })
  }

  /** What was begun before the page was loaded: a browser gives no file back, so it has to be chosen again. */
  private async listInterrupted() {
    for (const { key, name, forget } of await findInterrupted(this.target.to)) {
      const element = document.createElement('li')
      element.className = 'upload'
      element.dataset.key = key
      const heading = document.createElement(headingOf(this.target))
      heading.textContent = name
      const status = document.createElement('p')
      status.textContent = this.words.interrupted
      const button = document.createElement('button')
      button.type = 'button'
      button.textContent = this.words.cancel
      button.setAttribute('aria-label', `${this.words.cancel}: ${name}`)
      button.addEventListener('click', () => {
        forget()
        element.remove()
        this.querySelector<HTMLInputElement>('input[type=file]')?.focus()
      })
      element.append(heading, status, button)
      this.list.append(element)
    }
  }
}

customElements.define('upload-field', UploadField)
