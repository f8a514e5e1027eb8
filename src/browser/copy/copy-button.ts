interface Words {
  copy: string
  copied: string
  failed: string
}

/** How long it says what became of the copy, so that it can be read twice. */
const TOLD_MILLISECONDS = 6000

/** `<copy-button for="id" words='{…}'>`: copies the text of a field. Without script, or a clipboard, there is no button. */
class CopyButton extends HTMLElement {
  connectedCallback() {
    const field = document.getElementById(this.getAttribute('for') ?? '') as
      | HTMLInputElement
      | HTMLTextAreaElement
      | null
    if (!field || !navigator.clipboard || this.firstChild) return
    const words: Words = JSON.parse(this.getAttribute('words')!)
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = words.copy
    button.setAttribute('aria-label', `${words.copy}: ${field.labels?.[0]?.textContent ?? ''}`)
    const status = document.createElement('span')
    status.role = 'status'
    status.className = 'quiet'
    button.addEventListener('click', async () => {
      const copied = await navigator.clipboard.writeText(field.value).then(
        () => true,
        () => false,
      )
      if (!copied) field.select()
      status.textContent = copied ? words.copied : words.failed
      setTimeout(() => {
        status.textContent = ''
      }, TOLD_MILLISECONDS)
    })
    this.append(button, status)
  }
}

customElements.define('copy-button', CopyButton)
