import { askBeforeLeaving } from './ask-before-leaving.ts'

/** So long the host is waited for. */
const WAIT_MILLISECONDS = 10_000

/**
 * `<held-form ask="/…" href="/…" label="…" signed-out="…" away="…">` around a form: it is sent once the host has said, at
 * `ask`, that somebody is signed in. Until then the page stays with what was typed, and says what is in the way. Whoever
 * leaves it otherwise with something typed in it is asked first.
 */
class HeldForm extends HTMLElement {
  #note = document.createElement('p')
  #isAsking = false
  #isSure = false

  connectedCallback() {
    this.#note.className = 'notice'
    this.#note.role = 'alert'
    // A form that was refused came back with what was typed.
    if (this.querySelector('[aria-invalid]')) askBeforeLeaving(this, true)
    this.addEventListener('input', () => askBeforeLeaving(this, true))
    this.addEventListener('submit', (event) => {
      if (this.#isSure) return askBeforeLeaving(this, false)
      event.preventDefault()
      void this.#send(event.target as HTMLFormElement, event.submitter)
    })
  }

  async #send(form: HTMLFormElement, submitter: HTMLElement | null) {
    if (this.#isAsking) return
    this.#isAsking = true
    this.#note.remove()
    const trouble = await this.#findTrouble()
    this.#isAsking = false
    if (trouble) return this.#say(form, trouble)
    this.#isSure = true
    form.requestSubmit(submitter)
    this.#isSure = false
  }

  async #findTrouble(): Promise<'signed-out' | 'away' | null> {
    const signal = AbortSignal.timeout(WAIT_MILLISECONDS)
    const answer = await fetch(this.getAttribute('ask')!, { method: 'HEAD', redirect: 'manual', signal }).catch(
      () => null,
    )
    if (!answer || answer.status >= 500) return 'away'
    return answer.type === 'opaqueredirect' ? 'signed-out' : null
  }

  #say(form: HTMLFormElement, trouble: 'signed-out' | 'away') {
    const link = document.createElement('a')
    link.href = this.getAttribute('href')!
    link.target = '_blank'
    link.textContent = this.getAttribute('label')!
    this.#note.replaceChildren(`${this.getAttribute(trouble)} `, ...(trouble === 'signed-out' ? [link] : []))
    form.append(this.#note)
    this.#note.scrollIntoView({ block: 'nearest' })
  }
}

customElements.define('held-form', HeldForm)
